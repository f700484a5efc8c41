"""Headlines in capitals become readable without moving a character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.text.casing import Casing, HeadlineWords, as_prose, casing_of, headline_length

VERBS = frozenset({"shells", "says", "said", "killing", "dead"})
WORDS = HeadlineWords(VERBS)


@pytest.mark.parametrize(
    ("line", "prose"),
    [
        ("Militia Shells Market In Belmar, Killing Nine", "Militia shells Market in Belmar, killing Nine"),
        ("MINISTER SAYS TRUCE HOLDS NEAR LASKO", "Minister says Truce Holds near Lasko"),
        ("Ministry Of Defence Of The Valley Republic", "Ministry Of Defence Of The Valley Republic"),  # no headline word
        ("The militia shells the market in Belmar.", "The militia shells the market in Belmar."),
        ("Warplanes bombed Tarvin and Ostrel on Wednesday, 7 May 2031.", "Warplanes bombed Tarvin and Ostrel on Wednesday, 7 May 2031."),
        ("Truce Holds", "Truce Holds"),
    ],
)  # fmt: skip
def test_a_headline_becomes_prose(line, prose):
    length = headline_length(line, WORDS, first=False)
    assert (as_prose(line[:length], Casing(WORDS)) + line[length:] if length else line) == prose


def test_words_that_the_text_writes_small_are_no_names():
    casing = casing_of("The bridge fell. Belmar's bridge was old; holds and near, too.", WORDS)
    assert as_prose("MINISTER SAYS BRIDGE HOLDS NEAR BELMAR", casing) == "Minister says bridge holds near Belmar"


def test_names_of_the_body_keep_their_capitals():
    casing = casing_of(
        "Men of the Valley Guard left Shells, a town. The guard and the market are old.",
        HeadlineWords(VERBS, common=frozenset({"men", "town"})),
    )
    headline = "Valley Guard Shells Market In Shells Town, Killing Nine Men"
    assert as_prose(headline, casing) == "Valley Guard Shells market in Shells town, killing Nine men"


def test_acronyms_stay():
    casing = Casing(HeadlineWords(VERBS, common=frozenset({"market", "unhcr"})))
    assert as_prose("UNHCR Shells Market In Belmar", casing) == "UNHCR shells market in Belmar"


def test_a_headline_before_the_body_in_one_paragraph():
    text = "Militia Shells Market In Belmar. Nine people died in the market."
    assert headline_length(text, WORDS, first=True) == len("Militia Shells Market In Belmar.")
    assert headline_length(text, WORDS, first=False) == 0


def test_a_headline_to_which_the_body_is_glued():
    words = HeadlineWords(VERBS, common=frozenset({"eight", "men"}))
    glued = "Eight Dead In Attack On Bus Near Olm Eight people died when men fired on a bus."
    assert headline_length(glued, words, first=True) == glued.index("Eight people")
    # Whose name is it: "near Olm", or "Haddar said"?
    assert headline_length("Eight Dead In Attack On Bus Near Olm Haddar said.", words, first=True) == 0


@pytest.mark.parametrize(
    "line",
    [
        "On 12 May 2031 the Rapid Support Forces shelled the town of Olm and killed two men there.",
        "On Monday Free Valley Army Support Forces shelled the town of Olm and killed two men there.",
        "May Support For the Rapid Response Forces came when men fired on a bus near the town.",
    ],
)
def test_a_sentence_of_names_is_no_glued_headline(line):
    words = HeadlineWords(verbs=frozenset({"may", "support"}), common=frozenset({"forces", "response", "support"}))
    assert headline_length(line, words, first=True) == 0


def test_known_names_and_bodies_keep_their_capitals():
    words = HeadlineWords(
        VERBS,
        common=frozenset({"islamic", "state", "front", "army", "cross", "border", "fire"}),
        phrases=frozenset({("islamic", "state")}),
        bodies=frozenset({"front", "army"}),
    )
    headline = "Islamic State Shells Harud Front, Army Says Cross-Border Fire"
    assert as_prose(headline, Casing(words)) == "Islamic State shells Harud Front, army says cross-border fire"


@given(st.text(), st.text())
def test_offsets_stay(line, body):
    casing = casing_of(body, WORDS)
    assert len(as_prose(line, casing)) == len(line)
    assert 0 <= headline_length(line, WORDS, first=True) <= len(line)
