"""A count in words: read back it means the same, and what several voices say together is never narrower than what each says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.text.counts import Said, as_said, together
from servanda.text.numbers import LEAST, read_numbers

NUMBERS = st.integers(1, 2_000_000)
LEADS = (
    "",
    "at least ",
    "more than ",
    "no fewer than ",
    "up to ",
    "fewer than ",
    "about ",
    "nearly ",
    "some ",
    "over ",
)
PHRASES = st.builds("{}{}".format, st.sampled_from(LEADS), NUMBERS) | st.sampled_from(sorted(LEAST))
COUNTS = PHRASES.map(lambda words: Said(read_numbers(words)[0].minimum, read_numbers(words)[0].maximum, words))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("More than\n100 people", "more than 100"),
        ("at least eighteen villagers", "at least 18"),
        ("dozens of men", "dozens"),
        ("between nine and 18 men", "between 9 and 18"),
        ("from 9 to 18", "9 to 18"),
        ("9-18 men", "9 to 18"),
        ("nine or ten", "9 or 10"),
        ("more than a dozen", "more than a dozen"),
        ("some two thousand", "some 2,000"),
        ("1,200 or more", "1,200 or more"),
        ("2.3 million", "2.3 million"),
    ],
)
def test_the_words_are_those_of_the_text(text: str, words: str) -> None:
    (found,) = read_numbers(text)
    assert found.words == words


@given(PHRASES)
def test_words_mean_what_the_text_means(phrase: str) -> None:
    (found,) = read_numbers(f"{phrase} people")
    assert [(one.minimum, one.maximum, one.words) for one in read_numbers(found.words)] == [
        (found.minimum, found.maximum, found.words)
    ]
    assert as_said(found.minimum, found.maximum, f"{phrase} people") == found.words


@given(st.none() | NUMBERS, st.none() | NUMBERS, PHRASES)
def test_a_count_is_never_told_in_words_that_mean_another(
    minimum: int | None, maximum: int | None, phrase: str
) -> None:
    words = as_said(minimum, maximum, phrase)
    (meant,) = read_numbers(phrase)
    if (meant.minimum, meant.maximum) != (minimum, maximum):
        assert words == as_said(minimum, maximum)


@given(st.lists(COUNTS, min_size=1, max_size=6))
def test_together_is_never_narrower_than_what_one_says(counts: list[Said]) -> None:
    all_of_them = together(counts)
    for one in counts:
        if all_of_them.minimum is not None:
            assert one.minimum is not None
            assert all_of_them.minimum <= one.minimum
        if all_of_them.maximum is not None:
            assert one.maximum is not None
            assert all_of_them.maximum >= one.maximum
    assert together(counts[::-1]) == all_of_them


@pytest.mark.parametrize(
    ("counts", "words", "bounds"),
    [
        (["9", "at least 18"], "9 to at least 18", (9, None)),
        (["18", "at least 18"], "at least 18", (18, None)),
        (["nine", "9"], "9", (9, 9)),
        (["dozens", "9", "more than 100"], "9 to more than 100", (9, None)),
        (["9 to 12", "15"], "9 to 15", (9, 15)),
        (["9", "up to 20"], "9, elsewhere up to 20", (None, 20)),
    ],
)
def test_several_voices(counts: list[str], words: str, bounds: tuple[int | None, int | None]) -> None:
    said = [Said(found.minimum, found.maximum, found.words) for text in counts for found in read_numbers(text)]
    assert together(said) == (*bounds, words)
