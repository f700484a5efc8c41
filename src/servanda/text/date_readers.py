"""Readers of single date expressions: each takes a match and the publication date and says which days are meant."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from servanda.model.time import TimePrecision
from servanda.text import periods
from servanda.text.date_words import MONTHS, SMALL_NUMBERS, WEEKDAYS

STATED = "stated"
_NO_ANCHOR = "relative, and no publication date is known"
_RELATIVE = "relative to publication"
YEAR_INFERRED = "year from publication date"
_N_MONTHS = 12
_DAYS_PER_UNIT = {"day": 1, "week": 7, "month": 30, "year": 365}
_UNSURE_DAYS = 35  # a day without a year that was so nearly a year ago may as well lie ahead: abstain


class Reading(NamedTuple):
    """Which days an expression means: ``[since, until)``, both ``None`` where that cannot be told, and why."""

    since: date | None
    until: date | None
    precision: TimePrecision
    basis: str


Reader = Callable[[re.Match[str], date | None], Reading | None]


def _reading(period: periods.Period | None, precision: TimePrecision, basis: str) -> Reading | None:
    return Reading(period[0], period[1], precision, basis) if period else None


def _month_number(name: str) -> int:
    return MONTHS[name.rstrip(".").lower()]


def _count(word: str) -> int:
    return int(word) if word.isdigit() else SMALL_NUMBERS[word.lower()]


def _day_number(word: str) -> int:
    return int(re.sub(r"\D", "", word))


def read_iso(match: re.Match[str], _anchor: date | None) -> Reading | None:
    """Read ``2019-03-14``."""
    return _reading(periods.day(*(int(part) for part in match["core"].split("-"))), "day", STATED)


def read_slashes(match: re.Match[str], _anchor: date | None) -> Reading | None:
    """Read ``14/03/2019``; where both day and month come to twelve or less, nobody can tell which is which."""
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    orders = {periods.day(year, second, first), periods.day(year, first, second)} - {None}
    if len(orders) == 1:
        return _reading(orders.pop(), "day", STATED)
    return Reading(None, None, "day", "day and month cannot be told apart") if orders else None


def read_day(match: re.Match[str], anchor: date | None) -> Reading | None:
    """Read a day with or without year and weekday, or several days of one month (``15-18 February``)."""
    month, first = _month_number(match["month"]), _day_number(match["day"])
    last = _day_number(match["last"]) if match["last"] else first
    precision: TimePrecision = "range" if last > first else "day"
    if last < first:
        return None
    if match["year"]:
        return _days(int(match["year"]), month, (first, last), STATED)
    if anchor is None:
        return Reading(None, None, precision, "no year stated, and no publication date is known")
    weekday = WEEKDAYS[match["weekday"].rstrip(".").lower()] if match["weekday"] else None
    year = _year_of_day(anchor, month, first, weekday)
    if year is None:
        return Reading(None, None, precision, "no year stated: it may lie before or after publication")
    return _days(year, month, (first, last), YEAR_INFERRED)


def _days(year: int, month: int, days: tuple[int, int], basis: str) -> Reading | None:
    first, last = (periods.day(year, month, number) for number in days)
    precision: TimePrecision = "range" if days[1] > days[0] else "day"
    return Reading(first[0], last[1], precision, basis) if first and last else None


def _year_of_day(anchor: date, month: int, day: int, weekday: int | None) -> int | None:
    """Return the year of the latest such day not after ``anchor``, or ``None`` where the next one is about as near."""
    years = [anchor.year - back for back in (-1, 0, 1, 2)]
    days = [period[0] for year in years if (period := periods.day(year, month, day))]
    if weekday is not None:
        days = [one for one in days if one.weekday() == weekday and abs(one - anchor).days < _N_DAYS_OF_YEAR]
        return days[0].year if len(days) == 1 else None
    past = max((one for one in days if one <= anchor), default=None)
    ahead = min((one for one in days if one > anchor), default=None)
    if past is None or (ahead and (ahead - anchor).days <= _UNSURE_DAYS):
        return None
    return past.year


_N_DAYS_OF_YEAR = 366


def read_month(match: re.Match[str], anchor: date | None) -> Reading | None:
    """Read a month, or its early, middle or late third, with or without year."""
    month, third = _month_number(match["month"]), (match["third"] or "").lower()
    if match["year"]:
        return _month(int(match["year"]), month, third, STATED)
    if anchor is None:
        return Reading(None, None, "month", "no year stated, and no publication date is known")
    lead = (match["lead"] or "").lower()
    year = anchor.year - (month > anchor.month)
    if lead == "last":
        year = anchor.year - (month >= anchor.month)
    elif lead == "next":
        year = anchor.year + (month <= anchor.month)
    elif lead == "this":
        year = anchor.year
    elif (month - anchor.month) % _N_MONTHS in (1, 2):
        return Reading(None, None, "month", "no year stated: it may lie before or after publication")
    return _month(year, month, third, YEAR_INFERRED)


def _month(year: int, month: int, third: str, basis: str) -> Reading | None:
    if third:
        return _reading(periods.third_of_month(third, year, month), "range", basis)
    return _reading(periods.month(year, month), "month", basis)


def read_year(match: re.Match[str], _anchor: date | None) -> Reading | None:
    """Read a year, its early, middle or late third."""
    year, third = int(match["year"]), (match["third"] or "").lower()
    if third:
        return _reading(periods.third_of_year(third, year), "range", STATED)
    return _reading(periods.year(year), "year", STATED)


def read_years(match: re.Match[str], _anchor: date | None) -> Reading | None:
    """Read ``2012-2014``, also with a short second year."""
    first, last = match["first"], match["last"]
    end = int(first[: 4 - len(last)] + last)
    return _reading(periods.year(int(first), end - int(first) + 1), "range", STATED) if int(first) < end else None


def read_decade(match: re.Match[str], _anchor: date | None) -> Reading | None:
    """Read ``the 1980s``."""
    return _reading(periods.year(int(match["year"]), 10), "range", STATED)


def read_season(match: re.Match[str], _anchor: date | None) -> Reading | None:
    """Read ``spring 2019``, ``the first half of 2018``, ``the third quarter of 2018``."""
    year = int(match["year"])
    if match["season"]:
        found = periods.season(match["season"].lower(), year)
        return _reading(found, "season", STATED) or Reading(
            None, None, "season", "winter of which end of the year is not stated"
        )
    length = 3 if match["part"] == "quarter" else 6
    index = {"first": 0, "second": 1, "third": 2, "fourth": 3}[match["nth"].lower()]
    return (
        _reading(periods.months(year, 1 + index * length, length), "range", STATED)
        if index * length < _N_MONTHS
        else None
    )


def read_weekday(match: re.Match[str], anchor: date | None) -> Reading | None:
    """Read a weekday: the latest not after publication; with ``last`` before it, with ``next`` after it."""
    if anchor is None:
        return Reading(None, None, "day", _NO_ANCHOR)
    lead = (match["lead"] or "").lower()
    back = (anchor.weekday() - WEEKDAYS[match["weekday"].lower()]) % 7
    if lead == "last" and back == 0:
        back = 7
    if lead == "next":
        back -= 7
    if lead in {"by", "before", "until", "till"}:
        return Reading(None, None, "day", "weekday that may lie before or after publication")
    return _offset(anchor, -back)


def read_relative_day(match: re.Match[str], anchor: date | None) -> Reading | None:
    """Read ``today``, ``yesterday``, ``tomorrow``, ``last night``, ``overnight``, ``this morning``."""
    word = match["core"].lower()
    night = word in {"last night", "overnight"}
    precision: TimePrecision = "day" if word in {"today", "yesterday", "tomorrow"} else "part_of_day"
    if anchor is None:
        return Reading(None, None, precision, _NO_ANCHOR)
    if night:
        return Reading(anchor - timedelta(days=1), anchor + timedelta(days=1), precision, _RELATIVE)
    found = _offset(anchor, {"yesterday": -1, "tomorrow": 1}.get(word, 0))
    return found._replace(precision=precision)


def _offset(anchor: date, n_days: int) -> Reading:
    first = anchor + timedelta(days=n_days)
    return Reading(first, first + timedelta(days=1), "day", _RELATIVE)


def read_relative_span(match: re.Match[str], anchor: date | None) -> Reading | None:
    """Read ``last week``, ``this month``, ``next year``."""
    unit, later = match["unit"], {"last": -1, "this": 0, "next": 1}[match["lead"].lower()]
    if anchor is None:
        return Reading(None, None, unit, _NO_ANCHOR)  # type: ignore[arg-type]
    return _shifted(anchor, unit, later)


def read_ago(match: re.Match[str], anchor: date | None) -> Reading | None:
    """Read ``three days ago``; for weeks, months and years half a unit to either side is left open."""
    unit = match["unit"].lower()
    if anchor is None:
        return Reading(None, None, unit, _NO_ANCHOR)  # type: ignore[arg-type]
    count = _count(match["count"])
    if unit == "day":
        return _offset(anchor, -count)
    middle = anchor - timedelta(days=count * _DAYS_PER_UNIT[unit])
    half = timedelta(days=(_DAYS_PER_UNIT[unit] + 1) // 2)
    return Reading(middle - half, middle + half, unit, _RELATIVE)  # type: ignore[arg-type]


def _shifted(anchor: date, unit: str, later: int) -> Reading | None:
    match unit:
        case "week":
            return _reading(periods.week_of(anchor, later), "week", _RELATIVE)
        case "month":
            return _reading(periods.months(anchor.year, anchor.month + later, 1), "month", _RELATIVE)
        case _:
            return _reading(periods.year(anchor.year + later), "year", _RELATIVE)


def read_past(match: re.Match[str], anchor: date | None) -> Reading | None:
    """Read ``in the past 24 hours``, ``over the last two weeks``: from so long ago to publication."""
    if anchor is None:
        return Reading(None, None, "range", _NO_ANCHOR)
    count, unit = _count(match["count"] or "one"), match["unit"].lower()
    n_days = -(-count // 24) if unit == "hour" else count * _DAYS_PER_UNIT[unit]
    return Reading(anchor - timedelta(days=n_days), anchor + timedelta(days=1), "range", _RELATIVE)
