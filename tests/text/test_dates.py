"""Dates: the days an expression means, open ends where nobody can tell, and no year out of a number that is none."""

from datetime import date

import pytest

from servanda.text.dates import read_dates

ANCHOR = date(2021, 11, 25)  # a Thursday


def ends(text: str, anchor: date | None = ANCHOR) -> list[tuple[str, str | None, str | None, str]]:
    return [(text[f.start : f.end], f.since, f.until, f.precision) for f in read_dates(text, anchor)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("signed on 9 May 2016.", ("9 May 2016", "2016-05-09", "2016-05-10", "day")),
        ("signed on May 9th, 2016.", ("May 9th, 2016", "2016-05-09", "2016-05-10", "day")),
        ("the 24th of December 2017", ("the 24th of December 2017", "2017-12-24", "2017-12-25", "day")),
        ("log of 2016-05-09", ("2016-05-09", "2016-05-09", "2016-05-10", "day")),
        ("on 25/07/2020", ("25/07/2020", "2020-07-25", "2020-07-26", "day")),
        ("in Feb. 2020", ("Feb. 2020", "2020-02-01", "2020-03-01", "month")),
        ("begun in 2014 by", ("2014", "2014-01-01", "2015-01-01", "year")),
        ("in early 2014", ("early 2014", "2014-01-01", "2014-05-01", "range")),
        ("in mid-March 2020", ("mid-March 2020", "2020-03-11", "2020-03-21", "range")),
        ("in the summer of 2014", ("the summer of 2014", "2014-06-01", "2014-09-01", "season")),
        ("10-13 February 2020", ("10-13 February 2020", "2020-02-10", "2020-02-14", "range")),
        ("from 3 March 2020 to 8 April 2020", ("3 March 2020 to 8 April 2020", "2020-03-03", "2020-04-09", "range")),
        ("from 3 May to 9 May 2031", ("3 May to 9 May 2031", "2031-05-03", "2031-05-10", "range")),
        ("from 28 December to 3 January 2031", ("28 December to 3 January 2031", "2030-12-28", "2031-01-04", "range")),
        ("May 3 to May 9, 2031", ("May 3 to May 9, 2031", "2031-05-03", "2031-05-10", "range")),
        ("between 2012 and 2014", ("2012 and 2014", "2012-01-01", "2015-01-01", "range")),
        ("since 2013", ("since 2013", "2013-01-01", None, "range")),
        ("before 1 June 2019", ("before 1 June 2019", None, "2019-06-01", "range")),
        ("until 31 December 2018", ("until 31 December 2018", None, "2019-01-01", "range")),
        ("on the evening of 5 June 2018", ("the evening of 5 June 2018", "2018-06-05", "2018-06-06", "part_of_day")),
    ],
)
def test_stated_dates_need_no_publication_date(text: str, expected: tuple[str, str | None, str | None, str]) -> None:
    assert ends(text, None) == [expected]
    assert ends(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("shelled on Tuesday", ("Tuesday", "2021-11-23", "2021-11-24", "day")),
        ("shelled on Thursday", ("Thursday", "2021-11-25", "2021-11-26", "day")),
        ("shelled last Thursday", ("last Thursday", "2021-11-18", "2021-11-19", "day")),
        ("late on Sunday", ("late on Sunday", "2021-11-21", "2021-11-22", "part_of_day")),
        ("since Friday", ("since Friday", "2021-11-19", None, "range")),
        ("they met yesterday", ("yesterday", "2021-11-24", "2021-11-25", "day")),
        ("three days ago", ("three days ago", "2021-11-22", "2021-11-23", "day")),
        ("last week", ("last week", "2021-11-15", "2021-11-22", "week")),
        ("this month", ("this month", "2021-11-01", "2021-12-01", "month")),
        ("last month", ("last month", "2021-10-01", "2021-11-01", "month")),
        ("in the past 48 hours", ("the past 48 hours", "2021-11-23", "2021-11-26", "range")),
        ("on 15 October", ("15 October", "2021-10-15", "2021-10-16", "day")),
        ("in March", ("March", "2021-03-01", "2021-04-01", "month")),
        ("Saturday, 4 December", ("Saturday, 4 December", "2021-12-04", "2021-12-05", "day")),
    ],
)
def test_relative_dates_follow_the_publication_date_or_stay_open(
    text: str, expected: tuple[str, str | None, str | None, str]
) -> None:
    assert ends(text) == [expected]
    without = read_dates(text)
    assert [(text[f.start : f.end]) for f in without] in ([expected[0]], [expected[0].removeprefix("since ")])
    assert all(f.since is None and f.until is None and "publication date" in f.basis for f in without)


@pytest.mark.parametrize(
    "text", ["on 10 December", "by 15 October", "before Monday", "on 03/04/2020", "in the winter of 2018"]
)
def test_what_may_mean_two_days_stays_open(text: str) -> None:
    (found,) = read_dates(text, ANCHOR)
    assert (found.since, found.until) == (None, None)
    assert found.basis


@pytest.mark.parametrize(
    "text",
    [
        "under resolution 2046 of 2012",
        "resolution 2254 (2015)",
        "UNSCR 2042 and",
        "in 2254",
        "a total of 2013 houses in 2014 villages",
        "No. 1987",
        "They may go and march on.",
        "wrote the Sunday Times",
        "on 31 February 2019",
        "Russia Today said",
        "2,015 men",
        "القرار ٢٢٥٤",
        "القرار رقم 2042 لعام 2012",
        "الساعة 2015",
        "since 1973 was adopted",
        "the 1 May district",
    ],
)
def test_numbers_and_names_are_no_dates(text: str) -> None:
    assert read_dates(text, ANCHOR) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("shelled on 5 May 2021 and again two days later.", ("two days later", "2021-05-07", "2021-05-08", "day")),
        ("shelled on 5 May 2021; the previous day was calm.", ("the previous day", "2021-05-04", "2021-05-05", "day")),
        ("Two days later, the road was closed.", ("Two days later", None, None, "range")),
        ("Since the truce began, shells have fallen.", ("Since the truce began", None, None, "range")),
        ("on the night of 5 May 2021", ("the night of 5 May 2021", "2021-05-05", "2021-05-07", "part_of_day")),
        ("overnight into Tuesday", ("overnight into Tuesday", "2021-11-22", "2021-11-24", "part_of_day")),
        ("earlier this month", ("earlier this month", "2021-11-01", "2021-11-26", "range")),
        ("a few days ago", ("a few days ago", None, None, "range")),
        ("from March to May 2020", ("March to May 2020", "2020-03-01", "2020-06-01", "range")),
        ("on 12 Tishreen al-Thani 2020", ("12 Tishreen al-Thani 2020", "2020-11-12", "2020-11-13", "day")),
        ("في ٥ أيار/مايو ٢٠٢١", ("٥ أيار/مايو ٢٠٢١", "2021-05-05", "2021-05-06", "day")),
        ("أمس", ("أمس", "2021-11-24", "2021-11-25", "day")),
    ],
)
def test_days_stated_before_events_and_other_calendars(text, expected) -> None:
    assert ends(text)[-1] == expected


def test_days_apart_are_two_expressions() -> None:
    assert [found[1] for found in ends("on 3 and 7 May 2021")] == ["2021-05-03", "2021-05-07"]


def test_found_time_becomes_a_record() -> None:
    (found,) = read_dates("in 2014")
    assert found.interval().start == "2014-01-01"
    assert found.interval().basis == "stated"
