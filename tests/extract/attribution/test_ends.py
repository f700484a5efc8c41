"""Where what is said ends, and frames whose source is a body of text, nobody, or a clause with "as"."""

import pytest

from servanda.extract.attribution import quotation_claims


def told(analysis, text):
    return {
        (claim.quotation.source and claim.quotation.source.quote, tuple(part.quote for part in claim.quotation.content))
        for claim in quotation_claims(analysis(text))
    }


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("The mayor praised the fishermen in a letter on Monday.", "The mayor", ("the fishermen",)),
        ("The union condemned the eviction during the debate.", "The union", ("the eviction",)),
        ("The union criticised the plan by quoting its author.", "The union", ("the plan",)),
        ("As the harbour office noted, two ferries sank.", "the harbour office", ("two ferries sank",)),
        ("A report blaming the dam keeper was burned.", "A report", ("the dam keeper",)),
        ("No one expected a ruling.", "No one", ("a ruling",)),
        ("He's called for a recount.", "He", ("a recount",)),
        ("The council was able to reject the offer.", "The council", ("the offer",)),
        ("The dam keeper was accused of opening the gates.", None, ("The dam keeper", "opening the gates")),
        ("Two ferries reportedly sank off Mirvale.", None, ("Two ferries", "sank off Mirvale")),
        ("It was unclear whether the ferry had sunk.", None, ("whether the ferry had sunk",)),
        ("The council raised questions about the dam.", "The council", ("the dam",)),
    ],
)
def test_ends_and_sources(analysis, text, source, content):
    assert (source, content) in told(analysis, text)


@pytest.mark.parametrize(
    "text",
    [
        "The column attacked the town.",
        "The army launched an attack on the town.",
        "Trucks delivered flour to the town.",
        "The guards responded with fire.",
        "The guards held positions in the hills.",
    ],
)
def test_deeds_say_nothing(analysis, text):
    assert told(analysis, text) == set()


def test_a_participle_behind_its_noun_says_nothing(analysis):
    found = told(analysis, "Warplanes believed to be Northern struck the market of Osk, the Valley Council found.")
    assert {source for source, _ in found} == {"the Valley Council"}


def test_an_act_of_force_says_nothing(analysis):
    found = told(analysis, "Airstrikes claimed more lives in Osk. The blast hit Osk, the mayor said.")
    assert {source for source, _ in found} == {"the mayor"}
