"""A described speaker is the one named speaker of its text that fits; otherwise it stays as described."""

import pytest

from servanda.extract.attribution import quotation_claims

TWO_SENTENCES = (
    "Nine people were killed in Mirvale, {} said. The Hill Observatory for Human Rights said two were children."
)


def first_speaker(analysis, text):
    claim = next(iter(quotation_claims(analysis(text))))
    return claim.attribution[-1]


@pytest.mark.parametrize("source", ["a monitor", "a monitoring group", "the war monitor", "a human rights watchdog"])
def test_the_lead_describes_whom_the_text_names_next(analysis, source):
    found = first_speaker(analysis, TWO_SENTENCES.format(source))
    assert (found.name, found.mention.quote) == ("Hill Observatory for Human Rights", source)


@pytest.mark.parametrize("source", ["another monitor", "monitors", "a fisherman", "state television"])
def test_what_does_not_fit_stays_as_described(analysis, source):
    assert first_speaker(analysis, TWO_SENTENCES.format(source)).name != "Hill Observatory for Human Rights"


def test_two_that_fit_are_kept_as_candidates(analysis):
    found = first_speaker(analysis, "Two died, the monitor said. The Hill Observatory and River Watch met.")
    assert (found.name, set(found.candidates)) == ("monitor", {"Hill Observatory", "River Watch"})


def test_an_apposition_tells_what_a_name_is(analysis):
    made = analysis("Lantern, a monitoring group, counts attacks. Two people died, the watchdog said.")
    assert [claim.attribution[-1].name for claim in quotation_claims(made)] == ["Lantern"]


def test_a_monitor_after_a_named_one_is_another(analysis):
    text = "The Hill Observatory said that two people died. A monitor said that three had fled."
    assert [claim.attribution[-1].name for claim in quotation_claims(analysis(text))] == ["Hill Observatory", "monitor"]


def test_two_ministries_leave_the_ministry_open(analysis):
    text = "The Defence Ministry met the Ministry of Health. The ministry said that the road was open."
    found = first_speaker(analysis, text)
    assert (found.name, set(found.candidates)) == ("ministry", {"Defence Ministry", "Ministry of Health"})


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("Shells fell on Mirvale a monitor said on Friday.", "a monitor", "Shells fell on Mirvale"),
        ("Shells fell on Mirvale said the harbour office.", "the harbour office", "Shells fell on Mirvale"),
        ("Strike kills nine in Mirvale: monitor", "monitor", "Strike kills nine in Mirvale"),
    ],
)
def test_sources_at_the_end_without_a_comma(analysis, text, source, content):
    [claim] = quotation_claims(analysis(text))
    assert (claim.quotation.source.quote, claim.quotation.content[0].quote) == (source, content)


def test_a_clause_of_comparison_is_no_source(analysis):
    assert [
        c for c in quotation_claims(analysis("He left as the mayor said.")) if c.made_by.rule == "quotation.tail"
    ] == []


@pytest.mark.parametrize(
    ("text", "name", "source"),
    [
        ("Troops burned the school, the teacher Maysa Hallaq said.", "Maysa Hallaq", "the teacher Maysa Hallaq"),
        ("Shells hit the clinic, the midwife Sara Haile said.", "Sara Haile", "the midwife Sara Haile"),
    ],
)
def test_a_person_named_right_behind_a_description_is_the_speaker(analysis, text, name, source):
    found = first_speaker(analysis, text)
    assert (found.name, found.mention.quote) == (name, source)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Gunmen shot the guard, the baker told Maysa Hallaq.", "baker"),
        ("The teacher said Maysa Hallaq was shot.", "teacher"),
        ("The mother said her son Omar Nasr was shot.", "mother"),
    ],
)
def test_another_person_of_the_sentence_is_not(analysis, text, name):
    assert first_speaker(analysis, text).name == name
