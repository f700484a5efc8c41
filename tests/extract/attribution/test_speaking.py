"""Who says what a verb says, and who can say anything: asked of parsed sentences, word by word."""

import pytest
from tests.extract.parsing import parsed, place

from servanda.extract.attribution.speaking import can_speak, is_source, is_undergone, manner, speaker_of
from servanda.extract.clauses import clauses_in
from servanda.reference.lexicon import load_lexicon


@pytest.fixture(scope="module")
def cues():
    return load_lexicon().cues


@pytest.mark.parametrize(
    ("text", "verb", "wanted"),
    [
        ("The mayor said that the ferry sank.", "said", "mayor"),
        ("The mayor, who said that the ferry sank, left.", "said", "who"),
        ("It was claimed by the militia that the army shelled Olm.", "claimed", "militia"),
        ("The mayor is opposed to the plan.", "opposed", "mayor"),
        ("The mayor met the crew and said that the ferry sank.", "said", "mayor"),
        ("The mayor and the harbour office met the crew and said that the ferry sank.", "said", "mayor"),
        ("The mayor said that shells fell on the harbour, adding that nobody was hurt.", "adding", "mayor"),
        ("The envoy said after the council met on Monday, adding that a truce was near.", "adding", "envoy"),
        ("The mayor said that shells fell on the harbour, warning that more would follow.", "warning", "mayor"),
        ("The mayor said that the army had left, warning that more would follow.", "warning", "mayor"),
        ("The union condemned the raid saying it was a crime.", "saying", "union"),
        ("The office released a statement saying that the road was closed.", "saying", "office"),
        ("The army is seeking clarity on reports suggesting that a ferry sank.", "suggesting", "reports"),
        ("News of the raid spread with the opposition accusing the army of it.", "accusing", "opposition"),
        ("When asked by the paper whether the ferry sank, the mayor left.", "asked", "paper"),
        ("The ship found by divers sank.", "found", "divers"),
        ("The mayor urged the crew to say that the ferry sank.", "say", "crew"),
        ("Say that the ferry sank!", "Say", None),
        ("It was claimed that the army shelled Olm.", "claimed", None),
    ],
)
def test_who_says_it(cues, text, verb, wanted):
    clauses = clauses_in(parsed(text))
    found = speaker_of(clauses, place(clauses.words, verb), cues)
    assert (None if found is None else clauses.words.forms[found]) == wanted


@pytest.mark.parametrize(
    ("text", "word", "wanted"),
    [
        ("The mayor said so.", "mayor", True),
        ("It said that the ferry sank.", "It", True),
        ("It hopes for rain.", "It", False),
        ("Those who fled said so.", "Those", True),
        ("Those say nothing.", "Those", False),
        ("No one said so.", "one", True),
        ("The blast said so.", "blast", False),
        ("It was a moment that showed courage.", "that", False),
        ("It was a report that showed courage.", "that", True),
    ],
)
def test_what_is_a_source(cues, text, word, wanted):
    clauses = clauses_in(parsed(text))
    assert is_source(clauses, place(clauses.words, word), cues) is wanted


def test_nobody_is_no_source(cues):
    assert not is_source(clauses_in(parsed("Say so!")), None, cues)


def test_things_have_no_voice(cues):
    clauses = clauses_in(parsed("The ministry and a report, but no wall."))
    words = clauses.words
    assert [can_speak(clauses, place(words, word), cues) for word in ("ministry", "report", "wall")] == [
        True,
        True,
        False,
    ]


def test_a_passive_bears_its_mark_and_a_bare_participle_does_not():
    clauses = clauses_in(parsed("The mayor was convinced of the plan backed by the union."))
    assert [is_undergone(clauses, place(clauses.words, word)) for word in ("convinced", "backed")] == [True, False]


def test_what_is_not_surely_uttered_is_thought(cues):
    assert (manner("say", cues), manner("hope", cues)) == ("speech", "thought")
