"""Years that stand behind a month or day as words: "in May last year"."""

from datetime import date

import pytest

from servanda.text.dates import read_dates

ANCHOR = date(2031, 11, 13)


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("in May last year", "2030-05-01", "2030-06-01"),
        ("on 3 May of this year", "2031-05-03", "2031-05-04"),
        ("in early May last year", "2030-05-01", "2030-05-11"),
        ("in May 2029", "2029-05-01", "2029-06-01"),
        ("attacked on 11 and 12 February 2031 and withdrew two days earlier", "2031-02-09", "2031-02-10"),
    ],
)
def test_the_year_is_the_one_that_is_told(text: str, since: str, until: str) -> None:
    told = read_dates(text, ANCHOR)[-1]
    assert (told.since, told.until) == (since, until)
