"""Imprecise dates in English text: what days an expression means, as half-open intervals, never a guess.

A grammar of our own, because general date finders read "resolution 2254" as a year. A four-digit number is a year only
in a dating context; what depends on the publication date stays open where that date is unknown.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from servanda.model.spans import Span
from servanda.model.time import TimeInterval, TimePrecision
from servanda.text.date_arabic import ARABIC, DIGITS, has_arabic
from servanda.text.date_grammar import grammar_for
from servanda.text.date_grammar_relative import FROM_THERE, FROM_THERE_NEEDS
from servanda.text.date_readers import STATED, YEAR_INFERRED, Reading
from servanda.text.date_relative import NO_ANTECEDENT, RELATIVE, is_about_a_part, read_from_there
from servanda.text.date_words import PART_OF_DAY
from servanda.text.patterns import regex

_NUMBERED = regex(
    r"(?:[Rr]esolutions?|[Rr]es\.?|UNSCR?|No\.?|[Nn]umber|[Nn]r\.?|[Aa]rticle|[Dd]ecree|[Ll]aw|#|S/RES/)\s*(?:\d{1,4}\s*(?:of|\()?\s*)?$"
    r"|(?:قرار|القرار|قرارات|القرارات|المرسوم|القانون)\s+(?:رقم\s+)?(?:\d{1,4}\s+)?(?:لعام\s+|عام\s+|لسنة\s+)?$"
)
_CHARS_BEFORE = 40
_FEW_DAYS = timedelta(days=7)
_REMEMBERED = 256  # texts: the events of one sentence all ask for its dates
_AFTER_PART = regex(rf"\s+(?:(?:early|late)\s+)?(?:at\s+|in\s+the\s+)?({PART_OF_DAY})\b")
_BEFORE_PART = regex(
    rf"\b(?:(?:the\s+)?(?:early|late)\s+(?:on\s+)?|(?:the\s+)?(?:{PART_OF_DAY}|(?:early|small|late)\s+hours)\s+(?:of|on)\s+)$",
    re.IGNORECASE,
)
_ONWARDS = regex(r"\s+on(?:wards?\b|\b(?!\s+(?:an?|his|its|our|that|the|their|this)\b|\s+[A-Z\d]))")
_JOINT = regex(r"\s*(to|until|till|through|and|-|–)\s*(?:the\s+)?")
_NAMED_YEAR = regex(r"\s*,?\s+(?:of\s+)?(?:(?P<last>last)|this)\s+year\b", re.IGNORECASE)
_LEAD = regex(
    r"\b(since|until|till|before|after|by|from|between|starting|up to)(?:\s+on)?\s+(?:the\s+)?$", re.IGNORECASE
)


__all__ = ["NO_ANTECEDENT", "FoundTime", "read_dates", "relates_back"]


@dataclass(frozen=True)
class FoundTime:
    """A date expression at ``text[start:end]`` that means the days ``[since, until)``, ISO dates or ``None``.

    ``basis`` says in words how the ends were derived, or why they are open.
    """

    start: int
    end: int
    since: str | None
    until: str | None
    precision: TimePrecision
    basis: str

    def interval(self, mention: Span | None = None) -> TimeInterval:
        """Return this as a record, with ``mention`` as the span in the document."""
        return TimeInterval(
            start=self.since, end=self.until, precision=self.precision, mention=mention, basis=self.basis
        )


@dataclass(frozen=True)
class _Found:
    start: int
    end: int
    reading: Reading


def day_of(stated: str | None) -> date | None:
    """Return the day that a date or instant in ISO form begins with, ``None`` where it states none."""
    try:
        return date.fromisoformat(stated[:10]) if stated else None
    except ValueError:
        return None


@lru_cache(maxsize=_REMEMBERED)
def read_dates(text: str, anchor: date | None = None, *, parts: bool = False) -> tuple[FoundTime, ...]:
    """Return the date expressions in ``text`` in order, none overlapping.

    ``anchor`` is the publication date, to which weekdays, "yesterday" and days without a year relate; without it these
    are found with open ends. "Two days later" and "the next day" relate to the day stated before them, and stay open where
    none is; with ``parts`` also "that day", "the same night", "the next morning", where a day is stated before them. Arabic-Indic digits and Arabic, Levantine and Maghrebi names of months are read.
    """
    western = text if text.isascii() else text.translate(DIGITS)
    stated = [_in_named_year(western, found, anchor) for found in _longest(_matches(western, anchor))]
    single = _from_there(western, _longest(stated), parts=parts)
    joined = _join_ranges(western, [_with_part_of_day(western, found) for found in single])
    return tuple(_public(_with_lead(western, found)) for found in joined)


def _in_named_year(text: str, found: _Found, anchor: date | None) -> _Found:
    """Give a day or month the year that is told behind it: "in May last year", "on 3 May of this year"."""
    named = _NAMED_YEAR.match(text, found.end) if anchor and not found.reading.basis.startswith(STATED) else None
    if named is None or anchor is None:
        return found
    written = f"{text[found.start : found.end]} {anchor.year - bool(named['last'])}"
    read = [one for one in _matches(written, anchor) if (one.start, one.end) == (0, len(written))]
    return _Found(found.start, named.end(), read[0].reading._replace(basis=RELATIVE)) if read else found


def _from_there(text: str, found: list[_Found], *, parts: bool) -> list[_Found]:
    """Add what relates to the day stated before it."""
    added = list(found)
    for match in FROM_THERE.finditer(text) if _may_relate_back(text) else ():
        start, end = match.span("core")
        if any(one.start < end and start < one.end for one in found):
            continue
        stated = _day_before(added, start, back=_counts_back(match))
        known = (parts and stated is not None) or not is_about_a_part(match)
        reading = read_from_there(match, stated) if known else None
        if reading:
            added.append(_Found(start, end, reading))
    return sorted(added, key=lambda one: one.start)


def _counts_back(match: re.Match[str]) -> bool:
    """Tell whether words count back from what was stated before them: "two days earlier"."""
    return (match["side"] or "").lower() in {"earlier", "before"}


def _day_before(found: list[_Found], offset: int, *, back: bool) -> date | None:
    """Return the last day stated before an offset; the first of several days ("on 11 and 12 February") where words count back from there."""
    days = [one.reading for one in sorted(found, key=lambda one: one.start) if one.end <= offset]
    return next((day.since for day in reversed(days) if _is_day(day) or (back and _is_few_days(day))), None)


def _is_day(reading: Reading) -> bool:
    return reading.precision in {"day", "part_of_day"}


def _is_few_days(reading: Reading) -> bool:
    return reading.since is not None and reading.until is not None and reading.until - reading.since <= _FEW_DAYS


def relates_back(text: str) -> bool:
    """Tell whether some words may relate to a day that is stated before them: "two days later", "that night"."""
    return _may_relate_back(text) and FROM_THERE.search(text) is not None


def _may_relate_back(text: str) -> bool:
    folded = text.casefold()
    return any(word in folded for word in FROM_THERE_NEEDS)


def _matches(text: str, anchor: date | None) -> list[_Found]:
    found = []
    for pattern, reader in (*grammar_for(text), *(ARABIC if has_arabic(text) else ())):
        for match in pattern.finditer(text):
            start, end = match.span("core")
            if _is_number_of_something(text, start):
                continue
            reading = reader(match, anchor)
            if reading:
                found.append(_Found(start, end, reading))
    return found


def _is_number_of_something(text: str, start: int) -> bool:
    """Tell whether what stands before makes the number that of a resolution, law, article ..."""
    return bool(_NUMBERED.search(text[max(0, start - _CHARS_BEFORE) : start]))


def _longest(found: list[_Found]) -> list[_Found]:
    chosen: list[_Found] = []
    for one in sorted(found, key=lambda item: (item.start - item.end, item.start)):
        if all(one.end <= other.start or other.end <= one.start for other in chosen):
            chosen.append(one)
    return sorted(chosen, key=lambda item: item.start)


def _with_part_of_day(text: str, found: _Found) -> _Found:
    if found.reading.precision != "day":
        return found
    after = _AFTER_PART.match(text, found.end)
    before = _BEFORE_PART.search(text[max(0, found.start - _CHARS_BEFORE) : found.start])
    if not after and not before:
        return found
    start = found.start - len(before[0]) if before else found.start
    reading = found.reading._replace(precision="part_of_day")
    if (
        "night" in ((before[0] if before else "") + (after[0] if after else "")).lower().replace("midnight", "")
        and reading.until
    ):
        reading = reading._replace(until=reading.until + timedelta(days=1))  # a night ends on the next day
    return _Found(start, after.end() if after else found.end, reading)


def _join_ranges(text: str, found: list[_Found]) -> list[_Found]:
    """Join "from A to B", "between A and B" and "A - B" into one range."""
    joined: list[_Found] = []
    for one in found:
        range_ = _range(text, joined[-1], one) if joined else None
        if range_:
            joined[-1] = range_
        else:
            joined.append(one)
    return joined


def _range(text: str, first: _Found, second: _Found) -> _Found | None:
    joint = _JOINT.fullmatch(text, first.end, second.start)
    if not joint:
        return None
    lead = _LEAD.search(text[max(0, first.start - _CHARS_BEFORE) : first.start])
    word = lead[1].lower() if lead else ""
    if joint[1] == "and" and word != "between":
        return None
    begun, until = _in_its_year(text, first, second.reading), second.reading.until
    since = begun.since
    if since is None or until is None or since >= until:
        reading = Reading(None, None, "range", begun.basis if since is None else second.reading.basis)
    else:
        reading = Reading(since, until, "range", second.reading.basis)
    return _Found(first.start, second.end, reading)


def _in_its_year(text: str, first: _Found, second: Reading) -> Reading:
    """Return the beginning of a range; where it states no year, that of the end is meant: "from 28 December to 3 January 2031"."""
    open_year = first.reading.since is None or first.reading.basis == YEAR_INFERRED
    if not open_year or second.basis != STATED or second.until is None:
        return first.reading
    last = second.until - timedelta(days=1)
    for year in (last.year, last.year - 1):
        found = _longest(_matches(f"{text[first.start : first.end]} {year}", None))
        if len(found) == 1 and found[0].reading.since and found[0].reading.since <= last:
            return found[0].reading
    return first.reading


def _with_lead(text: str, found: _Found) -> _Found:
    """Open one end after "since", "until", "before", "after", "by", and before "onwards"."""
    reading = found.reading
    onwards = _ONWARDS.match(text, found.end)
    if onwards and reading.since:
        return _Found(
            found.start, onwards.end(), Reading(reading.since, None, "range", f"{reading.basis}, with 'onwards'")
        )
    lead = _LEAD.search(text[max(0, found.start - _CHARS_BEFORE) : found.start])
    word = lead[1].lower() if lead else ""
    if reading.since is None or (reading.precision == "range" and word in {"from", "between", ""}):
        return found
    opened = {
        "since": (reading.since, None),
        "starting": (reading.since, None),
        "after": (reading.until, None),
        "until": (None, reading.until),
        "till": (None, reading.until),
        "up to": (None, reading.until),
        "by": (None, reading.until),
        "before": (None, reading.since),
    }.get(word)
    if lead is None or opened is None:
        return found
    start = found.start - len(lead[0])
    if reading.basis == YEAR_INFERRED and opened[1]:
        return _Found(
            start, found.end, Reading(None, None, "range", "no year stated: it may lie before or after publication")
        )
    basis = f"{reading.basis}, with '{word}'"
    return _Found(start, found.end, Reading(opened[0], opened[1], "range", basis))


def _public(found: _Found) -> FoundTime:
    reading = found.reading
    since = reading.since.isoformat() if reading.since else None
    until = reading.until.isoformat() if reading.until else None
    return FoundTime(found.start, found.end, since, until, reading.precision, reading.basis)
