"""Periods: consecutive ones share no act and lose none; what is not surely in one is in none."""

from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.model.period import Counted, Period, month, one_day
from servanda.model.time import UNKNOWN_TIME, TimeInterval

DAYS = st.dates(date(2031, 1, 1), date(2031, 3, 31))


def between(first: date, n_days: int) -> TimeInterval:
    return TimeInterval(start=first.isoformat(), end=(first + timedelta(days=n_days)).isoformat())


def at(moment: datetime, n_minutes: int) -> TimeInterval:
    start, end = (one.strftime("%Y-%m-%dT%H:%M:%SZ") for one in (moment, moment + timedelta(minutes=n_minutes)))
    return TimeInterval(start=start, end=end)


CLOSED = st.builds(between, DAYS, st.integers(1, 40)) | st.builds(
    at, st.builds(datetime.combine, DAYS, st.times()), st.integers(0, 3000)
)
OPEN = st.builds(lambda day: TimeInterval(start=day.isoformat()), DAYS) | st.builds(
    lambda day: TimeInterval(end=day.isoformat()), DAYS
)
TIMES = CLOSED | OPEN | st.just(UNKNOWN_TIME)


def consecutive(cuts: set[date]) -> list[Period]:
    ends = [None, *(cut.isoformat() for cut in sorted(cuts)), None]
    return [Period(*pair) for pair in pairwise(ends)]


@given(st.lists(TIMES, max_size=20), st.sets(DAYS, min_size=1, max_size=6))
def test_consecutive_periods_share_no_act_and_lose_none(times: list[TimeInterval], cuts: set[date]) -> None:
    items = list(enumerate(times))
    counted = [period.counted(items, lambda item: item[1]) for period in consecutive(cuts)]
    sure = [item for one in counted for item in one.sure]
    assert len(sure) == len(set(map(id, sure)))
    unsure = {item[0] for one in counted for item in one.unsure}
    assert sorted(unsure | {item[0] for item in sure}) == [item[0] for item in items]
    assert not unsure & {item[0] for item in sure}


@given(CLOSED, st.sets(DAYS, min_size=1, max_size=6))
def test_an_act_straddles_exactly_where_a_seam_cuts_it(time: TimeInterval, cuts: set[date]) -> None:
    start, end = (datetime.fromisoformat(str(one)).replace(tzinfo=None) for one in (time.start, time.end))
    cut = any(start < datetime.combine(day, datetime.min.time()) < end for day in cuts)
    places = [period.lies(time) for period in consecutive(cuts)]
    assert ("straddling" in places) == cut
    assert places.count("inside") == (0 if cut else 1)


@given(st.lists(TIMES, max_size=12), st.tuples(DAYS, DAYS, DAYS))
def test_a_longer_period_counts_no_less_and_its_range_holds_that_of_its_parts(times, days) -> None:
    first, middle, last = (day.isoformat() for day in sorted(days))
    whole, *parts = (
        Period(*ends).counted(times, lambda time: time) for ends in ((first, last), (first, middle), (middle, last))
    )
    assert sum(len(part.sure) for part in parts) <= len(whole.sure)
    assert len(whole.sure) + len(whole.unsure) <= sum(len(part.sure) + len(part.unsure) for part in parts)


WEEK = Period("2031-05-22", "2031-05-29")


@pytest.mark.parametrize(
    ("start", "end", "lies"),
    [
        ("2031-05-22", "2031-05-23", "inside"),
        ("2031-05-28", "2031-05-29", "inside"),
        ("2031-05-22", "2031-05-29", "inside"),
        ("2031-05-29", "2031-05-30", "outside"),
        ("2031-05-21", "2031-05-22", "outside"),
        ("2031-05-28", "2031-05-30", "straddling"),
        ("2031-05-01", "2031-06-01", "straddling"),
        ("2031-05-29T00:00:00Z", "2031-05-29T00:00:00Z", "outside"),
        ("2031-05-22T00:00:00Z", "2031-05-22T00:00:00Z", "inside"),
        ("2031-05-28T23:30:00+03:00", "2031-05-29T00:30:00+03:00", "straddling"),
        ("2031-05-28T23:30:00+03:00", "2031-05-28T23:59:00+03:00", "inside"),
        ("2031-05-23", None, "straddling"),
        ("2031-05-29", None, "outside"),
        (None, "2031-05-23", "straddling"),
        (None, "2031-05-22", "outside"),
        (None, None, "undated"),
    ],
)
def test_the_seams_of_a_week(start: str | None, end: str | None, lies: str) -> None:
    assert WEEK.lies(TimeInterval(start=start, end=end)) == lies


def test_months_and_days() -> None:
    assert month("2031-12") == Period("2031-12-01", "2032-01-01")
    assert month("2031-02 to 2031-04") == Period("2031-02-01", "2031-05-01")
    assert month("2031-05").lies(one_day("2031-05-31T23:00:00Z")) == "inside"


def test_a_count_is_a_range_where_days_are_not_sure() -> None:
    assert Counted((1, 2), ()).words("incidents") == "2 incidents"
    assert Counted((1,), (2, 3)).words("incidents") == "1 incident, up to 3 with those whose day is not sure"
