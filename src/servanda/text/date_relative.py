"""Readers of dates that relate to the day of publication, or to a day that the text states before them."""

import re
from datetime import date, timedelta

from servanda.model.time import TimePrecision
from servanda.text import periods
from servanda.text.date_readers import Reading, made
from servanda.text.date_words import WEEKDAYS, count_of

_NO_ANCHOR = "relative, and no publication date is known"
RELATIVE = "relative to publication"
EITHER_SIDE = "weekday that may lie before or after publication"
_VAGUE = "how long ago is not said"
_OF_EVENT = "relative to an event whose day is not stated here"
_DAYS_PER_UNIT = {"day": 1, "week": 7, "month": 30, "year": 365}
STATED_BEFORE = "relative to the day stated before it"
NO_ANTECEDENT = "relative to a day that is not stated before it"
_DAYS_FROM_TODAY = {"yesterday": -1, "tomorrow": 1, "day before yesterday": -2, "day after tomorrow": 2}
_SATURDAY = 5
_N_HOURS = 24


def read_weekday(match: re.Match[str], anchor: date | None) -> Reading | None:
    """Read a weekday: the latest not after publication; with ``last`` before it, with ``next`` after it."""
    return read_weekday_number(WEEKDAYS[match["weekday"].lower()], (match["lead"] or "").lower(), anchor)


def read_weekday_number(number: int, lead: str, anchor: date | None) -> Reading:
    """Read a weekday (Monday is 0) with the word before it."""
    if anchor is None:
        return Reading(None, None, "day", _NO_ANCHOR)
    back = (anchor.weekday() - number) % 7
    if lead == "last" and back == 0:
        back = 7
    if lead == "next":
        back -= 7
    if lead in {"by", "before", "until", "till"}:
        return Reading(None, None, "day", EITHER_SIDE)
    return _offset(anchor, -back)


def read_offset(n_days: int, anchor: date | None) -> Reading:
    """Read a day that lies ``n_days`` after publication."""
    return _offset(anchor, n_days) if anchor else Reading(None, None, "day", _NO_ANCHOR)


def read_span(unit: str, later: int, anchor: date | None) -> Reading | None:
    """Read the week, month or year that lies ``later`` units after that of publication."""
    return _shifted(anchor, unit, later) if anchor else Reading(None, None, unit, _NO_ANCHOR)  # type: ignore[arg-type]


def read_relative_day(match: re.Match[str], anchor: date | None) -> Reading | None:
    """Read ``today``, ``yesterday``, ``tomorrow``, ``last night``, ``overnight``, ``this morning``."""
    word = " ".join(match["core"].lower().split()).removeprefix("the ")
    night = word in {"last night", "overnight"}
    precision: TimePrecision = "day" if word in {"today", *_DAYS_FROM_TODAY} else "part_of_day"
    if anchor is None:
        return Reading(None, None, precision, _NO_ANCHOR)
    if night:
        return Reading(anchor - timedelta(days=1), anchor + timedelta(days=1), precision, RELATIVE)
    found = _offset(anchor, _DAYS_FROM_TODAY.get(word, 0))
    return found._replace(precision=precision)


def _offset(anchor: date, n_days: int) -> Reading:
    first = anchor + timedelta(days=n_days)
    return Reading(first, first + timedelta(days=1), "day", RELATIVE)


def read_relative_span(match: re.Match[str], anchor: date | None) -> Reading | None:
    """Read ``last week``, ``this month``, ``next year``, ``earlier this week``, ``later this year``."""
    unit, later = match["unit"], {"last": -1, "this": 0, "next": 1}[match["lead"].lower()]
    side = (match["side"] or "").lower()
    found = read_span(unit, later, anchor)
    if found is None or anchor is None or later or not side or found.since is None or found.until is None:
        return found
    if side == "earlier":
        return Reading(found.since, anchor + timedelta(days=1), "range", RELATIVE)
    return Reading(anchor, found.until, "range", RELATIVE)


def read_ago(match: re.Match[str], anchor: date | None) -> Reading | None:
    """Read ``three days ago``; for weeks, months and years half a unit to either side is left open."""
    unit = match["unit"].lower()
    if unit in {"hour", "minute"}:
        if anchor is None or count_of(match["count"]) > _N_HOURS:
            return Reading(None, None, "part_of_day", _NO_ANCHOR if anchor is None else _VAGUE)
        return Reading(anchor - timedelta(days=1), anchor + timedelta(days=1), "part_of_day", RELATIVE)
    if anchor is None:
        return Reading(None, None, unit, _NO_ANCHOR)  # type: ignore[arg-type]
    count = count_of(match["count"])
    if unit == "day":
        return _offset(anchor, -count)
    middle = anchor - timedelta(days=count * _DAYS_PER_UNIT[unit])
    half = timedelta(days=(_DAYS_PER_UNIT[unit] + 1) // 2)
    return Reading(middle - half, middle + half, unit, RELATIVE)  # type: ignore[arg-type]


def _shifted(anchor: date, unit: str, later: int) -> Reading | None:
    match unit:
        case "week":
            return made(periods.week_of(anchor, later), "week", RELATIVE)
        case "month":
            return made(periods.months(anchor.year, anchor.month + later, 1), "month", RELATIVE)
        case _:
            return made(periods.year(anchor.year + later), "year", RELATIVE)


def read_past(match: re.Match[str], anchor: date | None) -> Reading | None:
    """Read ``in the past 24 hours``, ``over the last two weeks``: from so long ago to publication."""
    if anchor is None:
        return Reading(None, None, "range", _NO_ANCHOR)
    count, unit = count_of(match["count"] or "one"), match["unit"].lower()
    n_days = -(-count // 24) if unit == "hour" else count * _DAYS_PER_UNIT[unit]
    return Reading(anchor - timedelta(days=n_days), anchor + timedelta(days=1), "range", RELATIVE)


def read_weekend(match: re.Match[str], anchor: date | None) -> Reading | None:
    """Read ``over the weekend``, ``last weekend``: the latest Saturday and Sunday that have begun, or had."""
    if anchor is None or match["lead"].lower() in {"this", "next"}:
        return Reading(None, None, "range", _NO_ANCHOR if anchor is None else "weekend that may lie before or after")
    back = (anchor.weekday() - _SATURDAY) % 7
    if match["lead"].lower() == "last" and back <= 1:
        back += 7
    first = anchor - timedelta(days=back)
    return Reading(first, first + timedelta(days=2), "range", RELATIVE)


def read_overnight(match: re.Match[str], anchor: date | None) -> Reading | None:
    """Read ``overnight into Tuesday``: the Tuesday and the day before."""
    found = read_weekday(match, anchor)
    if found is None or found.since is None:
        return found
    return Reading(found.since - timedelta(days=1), found.until, "part_of_day", found.basis)


def read_vague(match: re.Match[str], _anchor: date | None) -> Reading | None:
    """Read ``a few days ago``, ``in recent weeks``, ``some time ago``: a time that is stated and cannot be dated."""
    return Reading(None, None, "range", _VAGUE) if match["core"] else None


def read_event(match: re.Match[str], _anchor: date | None) -> Reading | None:
    """Read ``since the truce began``, ``three days after the attack``: the day of the event is not in the expression."""
    return Reading(None, None, "range", _OF_EVENT) if match["core"] else None


def is_about_a_part(match: re.Match[str]) -> bool:
    """Tell whether words name "that day" or a part of a day ("the same night"): without a day before them they are none of a date."""
    return bool(match["this"] or match["that"] or match["within"] or (match["part"] or "day").lower() != "day")


def read_from_there(match: re.Match[str], anchor: date | None) -> Reading | None:
    """Read ``two days later``, ``the next day``, ``the same day`` from the day ``anchor`` that the text stated before."""
    if anchor is None:
        return Reading(None, None, "range", NO_ANTECEDENT)
    if match["near"] or is_about_a_part(match):
        return _read_part_from_there(match, anchor)
    if match["beside"]:
        return _offset(anchor, 1 if match["beside"].lower() == "after" else -1)._replace(basis=STATED_BEFORE)
    unit, back = match["unit"].lower(), match["side"].lower() in {"earlier", "before"}
    n_days = count_of(match["count"]) * _DAYS_PER_UNIT[unit] * (-1 if back else 1)
    if unit == "day":
        return _offset(anchor, n_days)._replace(basis=STATED_BEFORE)
    middle, half = anchor + timedelta(days=n_days), timedelta(days=(_DAYS_PER_UNIT[unit] + 1) // 2)
    return Reading(middle - half, middle + half, unit, STATED_BEFORE)  # type: ignore[arg-type]


def _read_part_from_there(match: re.Match[str], anchor: date) -> Reading:
    """Read "that day", "the same night", "the next morning"; a night ends on the next day."""
    n_days = {"same": 0, "next": 1, "following": 1}.get((match["near"] or "same").lower(), -1)
    part = (match["part"] or match["this"] or match["that"] or "day").lower()
    first, length = anchor + timedelta(days=n_days), 2 if part == "night" else 1
    return Reading(first, first + timedelta(days=length), "day" if part == "day" else "part_of_day", STATED_BEFORE)
