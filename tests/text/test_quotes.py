"""The same words found again: as typed, and in another reading of one document."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.text.quotes import Realigned, occurrences

WORDS = st.lists(st.text("abcdeğé", min_size=1, max_size=6), min_size=1, max_size=40)


@pytest.mark.parametrize(
    ("quote", "text", "found"),
    [
        ("the depot", "the depot by the depot", ["the depot", "the depot"]),
        ("the depot burned", "the\n depot bur-\nned", ["the\n depot bur-\nned"]),
        ('"No," he said', "“No,” he said.", ["“No,” he said"]),
        ("nothing", "the depot", []),
        ("  ", "the depot", []),
        ("aa", "aaa", ["aa", "aa"]),
        ("قصف المدينة", "قصف\nالمدينة", ["قصف\nالمدينة"]),
    ],
)
def test_a_quote_is_found_however_lines_end(quote, text, found) -> None:
    assert [text[start:end] for start, end in occurrences(quote, text)] == found


@given(WORDS, st.data())
def test_every_word_is_found_again_after_other_line_ends_and_a_heading(words, data) -> None:
    blanks = data.draw(st.lists(st.sampled_from([" ", "\n", "  ", "-\n"]), min_size=len(words), max_size=len(words)))
    old = " ".join(words)
    new = "7\n\n" + "".join(word + blank for word, blank in zip(words, blanks, strict=True))
    both = Realigned(old, new)
    place = 0
    for word in words:
        found = both.find(place, place + len(word))
        assert found is not None
        assert "".join(new[slice(*found)].replace("-", "").split()) == word
        place += len(word) + 1


def test_the_third_of_three_stays_the_third() -> None:
    old, new = "fire. fire. fire.", "fire.\nfire.\n\nfire."
    assert Realigned(old, new).find(12, 16) == (13, 17)


def test_what_is_gone_or_uncertain_is_not_found() -> None:
    assert Realigned("The army shelled it.", "Nothing was said.").find(9, 16) is None
    assert Realigned("a fire", "one fire, then another fire, b").find(2, 6) is None
    assert Realigned("one  two", "one two").find(3, 5) is None
