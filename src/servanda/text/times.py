"""Imprecise times in text: days (`servanda.text.dates`) with the hours of the clock that stand beside them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Final

from servanda.model.spans import Span
from servanda.model.time import TimeInterval
from servanda.text.clock import FoundHour, longest, read_hours
from servanda.text.clock_arabic import read_arabic_hours
from servanda.text.clock_words import ZONE, zone_of
from servanda.text.date_arabic import DIGITS
from servanda.text.date_words import PART_OF_DAY
from servanda.text.dates import FoundTime, read_dates
from servanda.text.hours import N_DAY, UNKNOWN_ZONE, Hour, on_day
from servanda.text.patterns import regex

_DAYS: Final = frozenset({"day", "part_of_day"})
_HOUR_AFTER: Final = regex(r"[\s,،:]*(?:(?:at|in|في|عند|على)\s+)?[\s,(]*", re.IGNORECASE)
_HOUR_BEFORE: Final = regex(r"[\s,،]*(?:(?:on|of|يوم|من|في)\s+)?(?:(?:the|that|this|يوم)\s+)?", re.IGNORECASE)
_BOTH: Final = regex(r"\s*,?\s*(?:and|و)\s*(?:at\s+)?")
_PART: Final = regex(PART_OF_DAY, re.IGNORECASE)
_BLANK: Final = "·"
_LOGGED: Final = regex(r"\s*[:–—-]")
_REMEMBERED: Final = 256
_NO_DAY: Final = "an hour whose day is not stated beside it"
_LOCAL: Final = "by the clock of the place"


@dataclass(frozen=True)
class ToldTime:
    """A time at ``text[start:end]``: a day or longer, an hour, or both."""

    start: int
    end: int
    day: FoundTime | None
    hour: Hour | None = None

    @property
    def dated(self) -> bool:
        """Tell whether it names a day or a longer time, even one that stays open."""
        return self.day is not None

    @property
    def basis(self) -> str:
        """How the day was derived, in words."""
        return self.day.basis if self.day else _NO_DAY

    def at(self, hour: "ToldTime") -> "ToldTime":
        """Return this day at an hour that is stated elsewhere in its clause; where the day is none, as it is."""
        return ToldTime(hour.start, hour.end, self.day, hour.hour) if self.day and is_one_day(self.day) else self

    def interval(self, mention: Span | None = None) -> TimeInterval:
        """Return this as a record, with ``mention`` as the span in the document."""
        if self.hour is None and self.day is not None:
            return self.day.interval(mention)
        precision = self.hour.precision if self.hour else "unknown"
        if self.hour is None or self.day is None or not self.day.since or not self.day.until:
            return TimeInterval(precision=precision, mention=mention, basis=self.basis)
        days = date.fromisoformat(self.day.since), date.fromisoformat(self.day.until)
        moment = on_day(self.hour, *days)
        basis = f"{self.day.basis}, {self.hour.zone or _LOCAL}"
        return TimeInterval(
            start=moment.start, end=moment.end, precision=precision, mention=mention, basis=basis, clock=moment.clock
        )


@lru_cache(maxsize=_REMEMBERED)
def read_times(text: str, anchor: date | None = None, *, parts: bool = False) -> tuple[ToldTime, ...]:
    """Return the times in ``text`` in order, none overlapping; ``anchor`` is the publication date, ``parts`` as in `read_dates`."""
    western = text.translate(DIGITS)
    english = read_hours(western)
    hours = longest([*english, *read_arabic_hours(western)])
    days = read_dates(_without(text, english), anchor, parts=parts)
    if not hours:
        return tuple(ToldTime(one.start, one.end, one) for one in days)
    return tuple(_spans(western, _both(western, _beside(western, days, hours))))


def _without(text: str, hours: Iterable[FoundHour]) -> str:
    """Blank the hours out, so that "until" and "midnight" in them are not read as words of the day behind them."""
    for one in hours:
        if not one.weak:
            text = text[: one.start] + _BLANK * (one.end - one.start) + text[one.end :]
    return text


def is_one_day(day: FoundTime) -> bool:
    """Tell whether an hour has a place in it: one day, or a night."""
    return day.precision in _DAYS


def _beside(text: str, days: Iterable[FoundTime], hours: list[FoundHour]) -> list[ToldTime]:
    """Put each hour with the day that it stands beside; what then is still no sure hour is left out."""
    told: list[ToldTime] = []
    free = list(hours)
    for day in days:
        hour = next((one for one in free if is_one_day(day) and _is_beside(text, day, one)), None)
        if hour is not None:
            free.remove(hour)
        settled = _settled(text, day, hour) if hour and not _is_stamp(text, day, hour) else None
        if hour is None or settled is None:
            told.append(ToldTime(day.start, day.end, day))
        else:
            told.append(_zoned(text, ToldTime(min(day.start, hour.start), max(day.end, hour.end), day, settled.hour)))
    alone = (one for one in free if one.tellable and not one.weak and not one.bare)
    told += [ToldTime(one.start, one.end, None, one.hour) for one in alone if not _within(one, told)]
    return sorted(told, key=lambda one: one.start)


def _is_beside(text: str, day: FoundTime, hour: FoundHour) -> bool:
    if day.start <= hour.start and hour.end <= day.end:
        return any(name in text[hour.start : hour.end] for name in ("noon", "midday", "midnight"))
    if day.end <= hour.start:
        return _HOUR_AFTER.fullmatch(text, day.end, hour.start) is not None
    before = hour.end <= day.start or hour.start < day.start
    return before and not hour.weak and _HOUR_BEFORE.fullmatch(text, min(hour.end, day.start), day.start) is not None


def _is_stamp(text: str, day: FoundTime, hour: FoundHour) -> bool:
    """Tell whether a day with an hour begins a line as a page's stamp does ("Monday 2 May 2016 20:08 Title"); a log has a colon."""
    bare = day.end <= hour.start and not any(map(str.isalpha, text[day.end : hour.start + 1]))
    return bare and not text[: day.start].strip() and not _LOGGED.match(text, hour.end)


def _zoned(text: str, told: ToldTime) -> ToldTime:
    """Read the zone behind the day: "8 p.m. Tuesday EDT"."""
    zone = ZONE.match(text, told.end) if told.hour and told.hour.zone is None else None
    if zone is None or told.hour is None or zone_of(zone) in {None, UNKNOWN_ZONE}:
        return told
    return replace(told, end=zone.end(), hour=told.hour._replace(zone=zone_of(zone)))


def _settled(text: str, day: FoundTime, hour: FoundHour) -> FoundHour | None:
    part = _PART.search(text, day.start, day.end)
    settled = hour.in_part(part[0].lower()) if part else hour
    return settled if settled.tellable else None


def _within(hour: FoundHour, told: list[ToldTime]) -> bool:
    return any(hour.start < one.end and one.start < hour.end for one in told)


def _both(text: str, told: list[ToldTime]) -> list[ToldTime]:
    """Give the first of "at 9 a.m. and 11 a.m. on Friday" the day of the second."""
    done: list[ToldTime] = []
    for one in reversed(told):
        beside = done and one.day is None and _BOTH.fullmatch(text, one.end, done[-1].start)
        done.append(ToldTime(one.start, one.end, done[-1].day, one.hour) if beside else one)
    return done[::-1]


def _spans(text: str, told: list[ToldTime]) -> list[ToldTime]:
    """Join "from 10 p.m. on Friday" and "until 2 a.m. on Saturday"."""
    joined: list[ToldTime] = []
    for one in told:
        both = _spanning(text, joined[-1], one) if joined else None
        joined = [*joined[:-1], both] if both else [*joined, one]
    return joined


def _spanning(text: str, one: ToldTime, other: ToldTime) -> ToldTime | None:
    if one.hour is None or other.hour is None or not one.day or not other.day or text[one.end : other.start].strip():
        return None
    opened = one.hour.until is None and other.hour.since is None and one.hour.zone == other.hour.zone
    if not opened or not one.day.since or not other.day.since or other.hour.until is None:
        return None
    apart = date.fromisoformat(other.day.since) - date.fromisoformat(one.day.since)
    hour = one.hour._replace(until=other.hour.until + apart.days * N_DAY)
    return ToldTime(one.start, other.end, one.day, hour) if (hour.until or 0) > (hour.since or 0) else None
