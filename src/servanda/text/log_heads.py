"""Heads of the entries of logs: "Olm, 6 May, 04:30: two shells fell. 7.5. - Tamra - a house was hit".

Several entries may run on in one paragraph. A report that begins with a place and a dash has a dateline, which heads nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

from servanda.text.date_words import MONTH, MONTHS, SHORT_WEEKDAY, month_number
from servanda.text.dates import FoundTime, read_dates
from servanda.text.hours import Hour
from servanda.text.patterns import regex
from servanda.text.times import ToldTime, read_times

_MOST: Final = 5  # parts of a head
_REMEMBERED: Final = 256  # paragraphs
_LONGEST: Final = 40  # characters of a day
_MAY_HEAD: Final = regex(r"[:–—|]\s|\s-\s")
_BEGIN: Final = regex(r"(?:^|(?<=[.;!?])\s)[\s*•·▪◦‣–—-]*(?:\(?\w{1,2}\)\s+)?(?:(?:On|At|In|Near)\s+)?(?=[A-Z\d])")
_NAME: Final = regex(
    r"(?P<name>[A-Z][\w'’-]*(?:\s(?:[A-Z][\w'’-]*|\d+|[a-z]{2}-[A-Z][\w'’-]*)){0,3})(?:\s\([^()\n]{1,40}\))?(?=\s*[,:/|–—]|\s-)"
)
_DAY: Final = regex(
    rf"(?:{SHORT_WEEKDAY},?\s+)?(?:(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)|(?P<day_>[0-3]?\d)[./](?P<month_>[01]?\d)(?:[./](?P<year_>(?:20)?\d\d)|\.)?"
    rf"|(?P<day__>[0-3]?\d)(?:st|nd|rd|th)?[\s-]?(?P<named>(?i:{MONTH}))\.?(?:[\s-](?P<year__>20\d\d)\b(?!:\d))?)(?![\w.]\d)"
)
_HOUR: Final = regex(
    r"(?:at\s+)?(?P<hour>[0-2]?\d(?=[:.h])|[0-2]\d(?=\d\d\s?[hHzZ])|0\d)[:.h]?(?P<minute>[0-5]\d)\s?(?:hrs?|hours?|[hHzZ])?(?:\s(?:local|GMT|UTC))?(?=\s*[,:|/–—)]|\s-|\s)"
)
_APART: Final = regex(r"\s*(?P<mark>[,:/|–—])\s*|\s+(?P<dash>-)\s+|\s+")
_SURE: Final = frozenset(":|")
_COMMA: Final = ","
_MARKS: Final = regex(r"[:|–—]|\s-\s")


class Head(NamedTuple):
    """The head of an entry at ``[start, end)``; its day or hour, the bounds of the name that may be its place, and whether its paragraph begins with it."""

    start: int
    end: int
    time: ToldTime | None
    name: tuple[int, int] | None
    leads: bool

    def moved(self, by: int) -> "Head":
        """Return the head with offsets of another text."""
        time = self.time and replace(self.time, start=self.time.start + by, end=self.time.end + by)
        name = self.name and (self.name[0] + by, self.name[1] + by)
        return self._replace(start=self.start + by, end=self.end + by, time=time, name=name)


class _Part(NamedTuple):
    """A part of a head: a day, an hour, or a name."""

    start: int
    end: int
    day: FoundTime | None = None
    hour: Hour | None = None
    name: tuple[int, int] | None = None


@lru_cache(maxsize=_REMEMBERED)
def read_heads(text: str, anchor: date | None = None) -> tuple[Head, ...]:
    """Return the heads of the entries in a paragraph, in order; ``anchor`` is the publication date. Plain sentences have none."""
    if not _MAY_HEAD.search(text):
        return ()
    begins = ((begin.end(), not begin.start()) for begin in _BEGIN.finditer(text))
    return tuple(head for start, leads in begins if (head := _head(text, start, anchor, leads=leads)))


def _head(text: str, start: int, anchor: date | None, *, leads: bool) -> Head | None:
    """Return the head that begins at an offset: the longest run of days, hours and one name that a mark sets off."""
    parts: list[_Part] = []
    best: tuple[_Part, ...] = ()
    end = start
    for part, mark, behind in _parts(text, start, anchor):
        if part.name and any(one.name for one in parts):
            break
        parts.append(part)
        if _sets_off(mark, parts, text[start:behind]):
            best, end = tuple(parts), behind
    if not best:
        return None
    return Head(start, end, _time(best), next((one.name for one in best if one.name), None), leads)


def _parts(text: str, start: int, anchor: date | None) -> Iterator[tuple[_Part, str, int]]:
    """Yield the parts from an offset on, each with the mark behind it and where the next one begins."""
    for _ in range(_MOST):
        part = _part(text, start, anchor)
        apart = _APART.match(text, part.end) if part else None
        if part is None or apart is None or apart.end() == len(text):
            return
        yield part, apart["mark"] or apart["dash"] or "", apart.end()
        start = apart.end()


def _sets_off(mark: str, parts: list[_Part], before: str) -> bool:
    """Tell whether a mark behind parts makes them a head: a colon; a dash behind a day or hour that begins it; a comma once one of them did."""
    if mark in _SURE:
        return True
    if mark == _COMMA and (parts[-1].name is None or not _MARKS.search(before, parts[0].end - parts[0].start)):
        return False
    return bool(mark) and parts[0].name is None


def _time(parts: tuple[_Part, ...]) -> ToldTime | None:
    told = [one for one in parts if one.day or one.hour]
    day = next((one.day for one in told if one.day), None)
    hour = next((one.hour for one in told if one.hour), None)
    return ToldTime(told[0].start, told[-1].end, day, hour) if told else None


def _part(text: str, start: int, anchor: date | None) -> _Part | None:
    return _day(text, start, anchor) or _hour(text, start) or _named(text, start)


def _day(text: str, start: int, anchor: date | None) -> _Part | None:
    """Return the day that a head writes at an offset, in any of the ways of logs, else as a text writes it."""
    match = _DAY.match(text, start)
    if match is None:
        told = next(iter(read_dates(text[start : start + _LONGEST], anchor)), None)
        return _Part(start, start + told.end, day=told) if told and told.start == 0 and told.since else None
    found = read_dates(_in_words(match), anchor)
    return _Part(start, match.end(), day=found[0]) if len(found) == 1 and found[0].since else None


def _in_words(match: re.Match[str]) -> str:
    """Return a day as a text would write it: "06 MAY" and "6.5." as "6 May"."""
    said = {name.rstrip("_"): value for name, value in match.groupdict().items() if value}
    number = month_number(said["named"]) if "named" in said else int(said["month"])
    month = next((name.capitalize() for name, one in MONTHS.items() if one == number), "")
    return f"{int(said['day'])} {month} {'20' + said['year'][-2:] if 'year' in said else ''}".strip()


def _hour(text: str, start: int) -> _Part | None:
    match = _HOUR.match(text, start)
    if match is None:
        return None
    told = read_times(f"at {match['hour']:0>2}:{match['minute']}h")
    return _Part(start, match.end(), hour=told[0].hour) if len(told) == 1 else None


def _named(text: str, start: int) -> _Part | None:
    match = _NAME.match(text, start)
    return _Part(start, match.end(), name=match.span("name")) if match else None
