"""Headlines in capitals become readable without moving a character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.text.casing import as_prose, lower_words

VERBS = frozenset({"shells", "says", "killing"})


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
    assert as_prose(line, VERBS) == prose


def test_words_that_the_text_writes_small_are_no_names():
    own = lower_words("The bridge fell. Belmar's bridge was old; holds and near, too.")
    assert as_prose("MINISTER SAYS BRIDGE HOLDS NEAR BELMAR", VERBS, own) == "Minister says bridge holds near Belmar"


@given(st.text())
def test_offsets_stay(line):
    assert len(as_prose(line, VERBS)) == len(line)
