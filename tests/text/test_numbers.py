"""Counts as ranges: qualifiers open one end, and names, times and numbers of documents are no counts."""

import pytest

from servanda.text.numbers import read_numbers


@pytest.mark.parametrize(
    ("text", "quote", "minimum", "maximum"),
    [
        ("at least seven nurses", "at least seven", 7, None),
        ("more than 40 huts", "more than 40", 41, None),
        ("fewer than 10", "fewer than 10", None, 9),
        ("up to thirty", "up to thirty", None, 30),
        ("20 or more", "20 or more", 20, None),
        ("between 11 and 16 men", "between 11 and 16", 11, 16),
        ("11 to 16 men", "11 to 16", 11, 16),
        ("3-5 wounded", "3-5", 3, 5),
        ("nine or ten", "nine or ten", 9, 10),
        ("about 4,500", "about 4,500", 4500, 4500),
        ("two hundred and fifty-one", "two hundred and fifty-one", 251, 251),
        ("a hundred and twenty-three thousand", "a hundred and twenty-three thousand", 123_000, 123_000),
        ("2.5 million people", "2.5 million", 2_500_000, 2_500_000),
        ("half a dozen", "half a dozen", 6, 6),
        ("dozens of", "dozens", 24, None),
        ("tens of thousands", "tens of thousands", 20_000, None),
    ],
)
def test_counts(text: str, quote: str, minimum: int | None, maximum: int | None) -> None:
    (found,) = read_numbers(text)
    assert (text[found.start : found.end], found.minimum, found.maximum) == (quote, minimum, maximum)


@pytest.mark.parametrize(
    "text",
    [
        "T-72 on the M4",
        "at 10:30",
        "10 am",
        "30%",
        "30 per cent",
        "resolution 2254",
        "Article 5",
        "the 5th",
        "40-year-old",
    ],
)
def test_what_is_no_count(text: str) -> None:
    assert read_numbers(text) == ()


def test_stretches_read_otherwise_are_left_out() -> None:
    text = "On 14 June 2016 nine died."
    assert [found.minimum for found in read_numbers(text, [(3, 15)])] == [9]


@pytest.mark.parametrize(
    "text",
    [
        "a man aged 66",
        "aged 66 and 70",
        "aged 8, 11 and 14",
        "aged between 20 and 35",
        "ages 3 to 9",
        "aged seven or eight",
    ],
)
def test_ages_are_no_counts(text: str) -> None:
    assert read_numbers(text) == ()


def test_those_who_are_counted_beside_their_ages_are() -> None:
    assert [one.minimum for one in read_numbers("three women aged 19, 34 and 51, and 12 men")] == [3, 12]
    assert [one.minimum for one in read_numbers("aged residents and 40 others")] == [40]
