"""Offices by date: who held one on the day it is named, or nobody with the reason and the candidates."""

import pytest

from servanda.model.time import TimeInterval
from servanda.reference.actors import Actor, Office
from servanda.reference.offices import OfficeHolder
from servanda.resolve.offices import Days, days_named, days_of, decide_office


def _holder(name: str, since: str | None, until: str | None, as_of: str | None = None) -> OfficeHolder:
    office = Office(office="envoy", organisation="lake-league", since=since, until=until, as_of=as_of)
    return OfficeHolder(Actor(id=name, name=name.title(), type="person", offices=(office,)), office)


FIRST = _holder("first", "2014-07-10", "2018-12-31")
SECOND = _holder("second", "2018-12-31", "2021-03")
THIRD = _holder("third", "2021-03-20", None, as_of="2025-06")
ALL = (FIRST, SECOND, THIRD)


def decided(*days: str, holders: tuple[OfficeHolder, ...] = ALL) -> tuple[str | None, str]:
    value, why, rule, candidates = decide_office(holders, tuple(map(days_of, days)), 5)
    assert rule == "resolve.actor.office"
    assert candidates
    return value, why or ""


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2014-07-10", "first"),
        ("2018-12-30", "first"),
        ("2018-12-31", "second"),  # the end is exclusive
        ("2019-05", "second"),
        ("2021-04-01", "third"),
        ("2025-06-30", "third"),
    ],
)
def test_the_holder_on_the_day(day: str, expected: str) -> None:
    value, why = decided(day)
    assert value == expected
    assert "held the office on" in why


@pytest.mark.parametrize(
    ("days", "why"),
    [
        (("2010-01-01",), "knows nobody who held the office on 2010-01-01"),
        (("2018",), "ambiguous: 2 persons"),  # both held it in that year
        (("2021-03-25",), "ambiguous: 2 persons"),  # the registry knows only the month of the change
        (("2025-07-01",), "does not say for certain that Third"),  # beyond what the registry knows
        (("2017-01-01", "2019-01-01"), "knows nobody"),  # one mention, two times, two persons
        ((), "the day is not known"),
    ],
)
def test_nobody_with_the_reason(days: tuple[str, ...], why: str) -> None:
    value, reason = decided(*days)
    assert value is None
    assert why in reason


def test_two_at_once_stay_candidates() -> None:
    rivals = (FIRST, _holder("rival", "2016-01-01", "2017-01-01"))
    assert decided("2016-06-01", holders=rivals) == (
        None,
        "ambiguous: 2 persons may have held the office on 2016-06-01",
    )
    assert decided("2015-06-01", holders=rivals)[0] == "first"


def test_an_office_since_an_unknown_day_is_not_sure() -> None:
    value, why = decided("2016-06-01", holders=(_holder("somebody", None, None),))
    assert (value, "for certain" in why) == (None, True)


def test_the_candidates_say_from_when_to_when() -> None:
    *_, candidates = decide_office(ALL, (days_of("2019-01-01"),), 2)
    assert [candidate.value for candidate in candidates] == ["second", "first"]
    assert candidates[1].reason == "envoy (lake-league) from 2014-07-10 until 2018-12-31"


def test_the_days_on_which_something_is_named() -> None:
    day = TimeInterval(start="2016-05-03", end="2016-05-04", precision="day")
    coming = TimeInterval(start="2031-01-01", end="2031-01-02", precision="day")
    since = TimeInterval(start="2019-02-01", precision="range")
    assert days_named([None], "2019-03-14") == (Days("2019-03-14", "2019-03-14"),)
    assert days_named([day], "2019-03-14") == (Days("2016-05-03", "2016-05-03"),)
    assert days_named([day], None) == (Days("2016-05-03", "2016-05-03"),)
    assert days_named([None, day], None) == ()  # said on an unknown day
    assert days_named([coming, TimeInterval()], "2019-03-14") == (Days("2019-03-14", "2019-03-14"),)
    assert days_named([since], "2019-03-14") == (Days("2019-02-01", "2019-03-14"),)
    assert days_named([None, day], "2019-03-14") == (days_of("2016-05-03"), days_of("2019-03-14"))
