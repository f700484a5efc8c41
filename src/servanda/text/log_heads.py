"""Heads of the entries of logs: "Olm, 6 May, 04:30: two shells fell. 7.5. - Tamra - a house was hit".

Several entries may run on in one paragraph. A report that begins with a place and a dash has a dateline, which heads nothing. Place and
day may also stand behind what a note tells ("Ambush of a patrol, Olm, 6 May: two killed"), or in a line of their own over several entries.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

from servanda.text.date_words import MONTH, MONTHS, SHORT_MONTH, SHORT_WEEKDAY, month_number
from servanda.text.dates import FoundTime, read_dates
from servanda.text.hours import Hour
from servanda.text.patterns import regex
from servanda.text.times import ToldTime, read_times

_MOST: Final = 5  # parts of a head
_REMEMBERED: Final = 256  # paragraphs
_LONGEST: Final = 40  # characters of a day
_MAY_HEAD: Final = regex(r"[:;/|–—]\s|\s-\s|\d[^\W\d]*[*.]?\s+[A-Z]|,\s[^,]*\d")
_BEGIN: Final = regex(r"(?:^|(?<=[.;!?])\s)[\s*•·▪◦‣–—-]*(?:\(?\w{1,2}\)\s+)?(?:(?:On|At|In|Near)\s+)?(?=[A-Z\d])")
_NAME: Final = regex(
    r"(?!(?:In|At|On|Near|From)\s)(?P<name>[A-Z][\w'’-]*(?:\s(?:[A-Z][\w'’-]*|\d+|[a-z]{2}-[A-Z][\w'’-]*)){0,3}(?:\s[a-z]{3,12})?)(?:\s\([^()\n]{1,40}\))?(?=\s*[,:;/|–—]|\s-|\.\s|\s\d{1,2}[\s-]?[A-Z])"
)
_DAY: Final = regex(
    rf"(?:(?i:{SHORT_WEEKDAY}),?\s+)?(?:(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)|(?P<day_>[0-3]?\d)[./](?P<month_>[01]?\d)(?:[./](?P<year_>(?:20)?\d\d)|\.)?"
    rf"|(?P<day__>[0-3]?\d)(?:st|nd|rd|th)?[\s-]?(?P<named>(?i:{MONTH}))\.?(?:[\s-]?(?P<year__>20\d\d\b(?!:\d)|\d\d(?=\s*(?:[:|–—,/]|$)|\s-)))?)(?![\w.]\d)"
    rf"|(?P<day___>\d\d)(?:\d{{4}}[A-Z]?\s?)?(?P<named_>(?i:{SHORT_MONTH}))\s?(?P<year___>(?:20)?\d\d)\b"
)
_HOUR: Final = regex(
    r"(?:at\s+)?(?P<hour>[0-2]?\d(?=[:.h])|[0-2]\d(?=\d\d(?:\s?[hHzZL]|D\*|-[0-2]\d))|(?!20)[0-2]\d(?=[0-5]\d:\s)|0\d)[:.h]?(?P<minute>[0-5]\d)\s?(?P<clock>hrs?|hours?|[hHzZL]\b|D\*?)?(?P<until>-[0-2]\d:?[0-5]\d)?(?:\s(?:local|GMT|UTC))?(?=\s*[,:;|/–—).]|\s-|\s)"
)
_APART: Final = regex(r"\s*(?P<mark>[,:;/|–—])\s*|(?P<stop>\.)\s+(?=[A-Z])|\s+(?P<dash>-)\s+|\s+")
_SURE: Final = frozenset(":|*")
_SLASH: Final = "/"
_BETWEEN_FIELDS: Final = frozenset(";/|.")
_SETTING_OFF: Final = frozenset("-–—:;./|*")
_COMMA: Final = ","
_MARKS: Final = regex(r"[:|–—]|\s-\s")
_FIELD: Final = regex(
    r"(?i:date(?:/time)?|day|dtg|time|place|loc(?:ation)?|dist(?:rict)?|village|town|area|sector|where|when)\.?\s*:\s*"
)
_SET_IN: Final = regex(r"(?:,|\s[–—-])\s+(?=[A-Z])")
_PLACE: Final = regex(
    r"(?P<name>[A-Z][\w'’-]*(?:\s(?:(?:of\s)?[A-Z][\w'’-]*|\d+)){0,3}(?:\s(?:[a-z]+\s)?[a-z]+)?)(?:,|\s[–—-])\s+(?P<report>reported\s)?(?:(?:on|early|late|night)\s){0,2}"
)
_ENDS: Final = regex(r"\s*(?:[:;,.–—]|-\s|$)")
_SAID: Final = regex(
    r"(?i:event|incident|type|author|actor|by|perpetrators?|target|victims?|casualt(?:y|ies)|cas|source|remarks?|dead|killed|injured|wounded|kia|wia|detained|arrested|missing|result|effect|weapons?)\.?\s*:"
)
_LONGEST_NOTE: Final = 120  # characters before the place that stands behind a note


class Head(NamedTuple):
    """The head of an entry at ``[start, end)``; its day or hour, the bounds of the name that may be its place, and whether its paragraph begins with it.

    Of place and day that stand behind a note, the head has no characters: it ends where the note begins. ``listed``: it heads an entry without
    a day or hour, as its line is one of a list or the day beside its name is that of a report.
    """

    start: int
    end: int
    time: ToldTime | None
    name: tuple[int, int] | None
    leads: bool
    listed: bool = False

    def moved(self, by: int) -> "Head":
        """Return the head with offsets of another text."""
        time = self.time and replace(self.time, start=self.time.start + by, end=self.time.end + by)
        name = self.name and (self.name[0] + by, self.name[1] + by)
        return self._replace(start=self.start + by, end=self.end + by, time=time, name=name)


class Part(NamedTuple):
    """A part of a head: a day, an hour, or a name; ``sure``: an hour as only logs write it ("1740L", "0630h")."""

    start: int
    end: int
    day: FoundTime | None = None
    hour: Hour | None = None
    name: tuple[int, int] | None = None
    sure: bool = False


@lru_cache(maxsize=_REMEMBERED)
def read_heads(text: str, anchor: date | None = None) -> tuple[Head, ...]:
    """Return the heads of the entries in a paragraph, in order; ``anchor`` is the publication date. Plain sentences have none."""
    if not _MAY_HEAD.search(text):
        return ()
    begins = ((begin.end(), not begin.start()) for begin in _BEGIN.finditer(text))
    found = [head for start, leads in begins if (head := _head(text, start, anchor, leads=leads))]
    apart = [*_apart(found, text)]
    behind = None if apart and apart[0].leads else _behind_note(text, anchor)
    return (*([behind] if behind else []), *apart)


def _apart(heads: list[Head], text: str) -> Iterator[Head]:
    """Yield heads but those that begin within another, and the names of fields: "Place: Olm. Event: shelling. Victims: none"."""
    end = 0
    for one in heads:
        if one.start >= end and not (one.name and _SAID.match(text, one.start)):
            yield one
            end = one.end


def _behind_note(text: str, anchor: date | None) -> Head | None:
    """Return the head whose place and day stand behind what the first words of a paragraph tell: "Ambush of a patrol, Olm, 6 May"."""
    for set_in in _SET_IN.finditer(text, 0, _LONGEST_NOTE):
        name = _PLACE.match(text, set_in.end())
        told = _day(text, name.end(), anchor) if name else None
        if name and told and _ends_at(text, told.end):
            time = None if name["report"] else ToldTime(told.start, told.end, told.day)
            return Head(0, 0, time, name.span("name"), leads=True, listed=time is None)
    return None


def _ends_at(text: str, end: int) -> bool:
    return text[end - 1] == "." or _ENDS.match(text, end) is not None


def _head(text: str, start: int, anchor: date | None, *, leads: bool) -> Head | None:
    """Return the head that begins at an offset: the longest run of days, hours and one name that a mark sets off."""
    parts: list[Part] = []
    best: tuple[Part, ...] = ()
    end = start
    for part, mark, behind in _parts(text, start, anchor):
        if part.name and _name(parts):
            break
        parts.append(part)
        if part.sure or _is_set_off(parts, mark, text[start:behind]) or _is_set_off(parts, text[part.end - 1], ""):
            best, end = tuple(parts), behind
    return Head(start, end, time_of(best), _name(best), leads) if best else None


def _name(parts: Iterable[Part]) -> tuple[int, int] | None:
    return next((one.name for one in parts if one.name), None)


def _parts(text: str, start: int, anchor: date | None) -> Iterator[tuple[Part, str, int]]:
    """Yield the parts from an offset on, each with the mark behind it and where the next one begins."""
    for _ in range(_MOST):
        part = part_at(text, start, anchor)
        apart = _APART.match(text, part.end) if part else None
        if part is None or apart is None or apart.end() == len(text):
            return
        yield part, apart["mark"] or apart["stop"] or apart["dash"] or "", apart.end()
        start = apart.end()


def _is_set_off(parts: list[Part], mark: str, before: str) -> bool:
    """Tell whether a mark behind parts makes them a head: a colon, or a dash or other mark behind a day or hour that begins them.

    A semicolon, slash or stop does behind any day, and a slash before an hour: "Olm / 09:00 a drone hit a car".
    """
    first, last = parts[0], parts[-1]
    if first.name is None:
        return mark in _SETTING_OFF or (mark == _COMMA and last.name is not None and _is_marked(before, first))
    dated = mark in _BETWEEN_FIELDS and any(one.day for one in parts)
    return mark in _SURE or dated or (not mark and last.hour is not None and _SLASH in before)


def _is_marked(before: str, first: Part) -> bool:
    """Tell whether a mark stands behind the first part: a comma sets off what another mark goes before."""
    return _MARKS.search(before, first.end - first.start) is not None


def time_of(parts: tuple[Part, ...]) -> ToldTime | None:
    """Return the day and hour of parts as one time."""
    told = [one for one in parts if one.day or one.hour]
    day = next((one.day for one in told if one.day), None)
    hour = next((one.hour for one in told if one.hour), None)
    return ToldTime(told[0].start, told[-1].end, day, hour) if told else None


def part_at(text: str, start: int, anchor: date | None) -> Part | None:
    """Return the day, hour or name that stands at an offset, behind the word of its field: "Date: 6 May"."""
    field = _FIELD.match(text, start)
    start = field.end() if field else start
    return _day(text, start, anchor) or hour_at(text, start) or _named(text, start)


def _day(text: str, start: int, anchor: date | None) -> Part | None:
    """Return the day that a head writes at an offset, in any of the ways of logs, else as a text writes it."""
    match = _DAY.match(text, start)
    if match is None:
        told = next(iter(read_dates(text[start : start + _LONGEST], anchor)), None)
        return Part(start, start + told.end, day=told) if told and told.start == 0 and told.since else None
    found = read_dates(_in_words(match), anchor)
    return Part(start, match.end(), day=found[0]) if len(found) == 1 and found[0].since else None


def _in_words(match: re.Match[str]) -> str:
    """Return a day as a text would write it: "06 MAY" and "6.5." as "6 May"."""
    said = {name.rstrip("_"): value for name, value in match.groupdict().items() if value}
    number = month_number(said["named"]) if "named" in said else int(said["month"])
    month = next((name.capitalize() for name, one in MONTHS.items() if one == number), "")
    return f"{int(said['day'])} {month} {'20' + said['year'][-2:] if 'year' in said else ''}".strip()


def hour_at(text: str, start: int) -> Part | None:
    """Return the hour of the clock that a log writes at an offset."""
    match = _HOUR.match(text, start)
    if match is None:
        return None
    told = read_times(f"at {match['hour']:0>2}:{match['minute']}h")
    return Part(start, match.end(), hour=told[0].hour, sure=match["clock"] is not None) if len(told) == 1 else None


def _named(text: str, start: int) -> Part | None:
    match = _NAME.match(text, start)
    return Part(start, match.end(), name=match.span("name")) if match else None
