"""Readers of single date expressions: each takes a match and the publication date and says which days are meant."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from servanda.model.time import TimePrecision
from servanda.text import periods
from servanda.text.date_words import WEEKDAYS, count_of, month_number, third_of

STATED = "stated"
YEAR_INFERRED = "year from publication date"
_NO_YEAR = "no year stated, and no publication date is known"
_EITHER_SIDE = "no year stated: it may lie before or after publication"
_N_MONTHS = 12
_UNSURE_DAYS = 35  # a day without a year that was so nearly a year ago may as well lie ahead: abstain


class Reading(NamedTuple):
    """Which days an expression means: ``[since, until)``, both ``None`` where that cannot be told, and why."""

    since: date | None
    until: date | None
    precision: TimePrecision
    basis: str


Reader = Callable[[re.Match[str], date | None], Reading | None]


def made(period: periods.Period | None, precision: TimePrecision, basis: str) -> Reading | None:
    """Return the reading of a period, or ``None`` where the calendar has no such period."""
    return Reading(period[0], period[1], precision, basis) if period else None


def _day_number(word: str) -> int:
    return int(re.sub(r"\D", "", word))


def read_iso(match: re.Match[str], _anchor: date | None) -> Reading | None:
    """Read ``2019-03-14``."""
    return made(periods.day(*(int(part) for part in match["core"].split("-"))), "day", STATED)


def read_slashes(match: re.Match[str], _anchor: date | None) -> Reading | None:
    """Read ``14/03/2019``; where both day and month come to twelve or less, nobody can tell which is which."""
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    orders = {periods.day(year, second, first), periods.day(year, first, second)} - {None}
    if len(orders) == 1:
        return made(orders.pop(), "day", STATED)
    return Reading(None, None, "day", "day and month cannot be told apart") if orders else None


def read_day(match: re.Match[str], anchor: date | None) -> Reading | None:
    """Read a day with or without year and weekday, or several days of one month (``15-18 February``)."""
    month, first = month_number(match["month"]), _day_number(match["day"])
    last = _day_number(match["last"]) if match["last"] else first
    precision: TimePrecision = "range" if last > first else "day"
    if last < first:
        return None
    if match["year"]:
        return _days(int(match["year"]), month, (first, last), STATED)
    if anchor is None:
        return Reading(None, None, precision, _NO_YEAR)
    weekday = WEEKDAYS[match["weekday"].rstrip(".").lower()] if match["weekday"] else None
    year = _year_of_day(anchor, month, first, weekday)
    if year is None:
        return Reading(None, None, precision, _EITHER_SIDE)
    return _days(year, month, (first, last), YEAR_INFERRED)


def read_named_day(year: str | None, month: int, day: int, anchor: date | None) -> Reading | None:
    """Read a day of a month whose number is known, with or without year."""
    if year:
        return _days(int(year), month, (day, day), STATED)
    found = _year_of_day(anchor, month, day, None) if anchor else None
    if found is None:
        return Reading(None, None, "day", _EITHER_SIDE if anchor else _NO_YEAR)
    return _days(found, month, (day, day), YEAR_INFERRED)


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
    third, lead = third_of(match["third"]), (match["lead"] or "").lower()
    return read_named_month((match["year"], lead), month_number(match["month"]), anchor, third)


def read_named_month(
    year_or_lead: tuple[str | None, str], month: int, anchor: date | None, third: str = ""
) -> Reading | None:
    """Read a month whose number is known: its year where stated, else ``last``, ``this``, ``next`` or nothing before it."""
    stated, lead = year_or_lead
    if stated:
        return _month(int(stated), month, third, STATED)
    if anchor is None:
        return Reading(None, None, "month", _NO_YEAR)
    year = anchor.year - (month > anchor.month)
    if lead == "last":
        year = anchor.year - (month >= anchor.month)
    elif lead == "next":
        year = anchor.year + (month <= anchor.month)
    elif lead == "this":
        year = anchor.year
    elif (month - anchor.month) % _N_MONTHS in (1, 2):
        return Reading(None, None, "month", _EITHER_SIDE)
    return _month(year, month, third, YEAR_INFERRED)


def _month(year: int, month: int, third: str, basis: str) -> Reading | None:
    if third:
        return made(periods.third_of_month(third, year, month), "range", basis)
    return made(periods.month(year, month), "month", basis)


def read_year(match: re.Match[str], _anchor: date | None) -> Reading | None:
    """Read a year, its early, middle or late third."""
    year, third = int(match["year"]), third_of(match["third"])
    if third:
        return made(periods.third_of_year(third, year), "range", STATED)
    return made(periods.year(year), "year", STATED)


def read_years(match: re.Match[str], _anchor: date | None) -> Reading | None:
    """Read ``2012-2014``, also with a short second year."""
    first, last = match["first"], match["last"]
    end = int(first[: 4 - len(last)] + last)
    return made(periods.year(int(first), end - int(first) + 1), "range", STATED) if int(first) < end else None


def read_decade(match: re.Match[str], _anchor: date | None) -> Reading | None:
    """Read ``the 1980s``."""
    return made(periods.year(int(match["year"]), 10), "range", STATED)


def read_season(match: re.Match[str], _anchor: date | None) -> Reading | None:
    """Read ``spring 2019``, ``the first half of 2018``, ``the third quarter of 2018``."""
    year = int(match["year"])
    if match["season"]:
        found = periods.season(match["season"].lower(), year)
        return made(found, "season", STATED) or Reading(
            None, None, "season", "winter of which end of the year is not stated"
        )
    length = 3 if match["part"] == "quarter" else 6
    index = {"first": 0, "second": 1, "third": 2, "fourth": 3}[match["nth"].lower()]
    return (
        made(periods.months(year, 1 + index * length, length), "range", STATED) if index * length < _N_MONTHS else None
    )


def read_two_days(match: re.Match[str], anchor: date | None) -> Reading | None:
    """Read ``3 and 4 May`` as one range of days; days apart are two expressions, unless ``between`` stands before them."""
    first, last = _day_number(match["day"]), _day_number(match["last"])
    between = match.string[: match.start("core")].lower().rstrip().removesuffix("the").rstrip().endswith("between")
    return read_day(match, anchor) if last == first + 1 or between else None


def read_months(match: re.Match[str], _anchor: date | None) -> Reading | None:
    """Read ``March to May 2030`` and ``November 2029 and May 2030``; a first month without year lies before the last."""
    first, last = month_number(match["month"]), month_number(match["last"])
    year = int(match["year"])
    since = int(match["since"]) if match["since"] else year - (first > last)
    begins, ends = periods.month(since, first), periods.month(year, last)
    if begins is None or ends is None or begins[0] >= ends[0]:
        return None
    return Reading(begins[0], ends[1], "range", STATED)


def read_part_of_month(match: re.Match[str], _anchor: date | None) -> Reading | None:
    """Read ``the first half of March 2029``, ``the second week of March 2029``."""
    whole = periods.month(int(match["year"]), month_number(match["month"]))
    nth = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1}[match["nth"].lower()]
    if whole is None:
        return None
    if match["part"] == "half":
        middle = whole[0].replace(day=16)
        halves = {0: (whole[0], middle), 1: (middle, whole[1])}
        return made(halves.get(nth), "range", STATED)
    if nth < 0:
        return made((whole[1] - timedelta(days=7), whole[1]), "range", STATED)
    first = whole[0] + timedelta(days=7 * nth)
    return made((first, first + timedelta(days=7)), "range", STATED)


def read_months_of_year(match: re.Match[str], _anchor: date | None) -> Reading | None:
    """Read ``the first three months of 2031``, ``the last two months of 2031``."""
    count, year = count_of(match["count"]), int(match["year"])
    if not 0 < count < _N_MONTHS:
        return None
    first = 1 if match["nth"].lower() == "first" else _N_MONTHS - count + 1
    return made(periods.months(year, first, count), "range", STATED)
