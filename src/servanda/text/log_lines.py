"""Lines of logs: those that are nothing but a day and a name over the entries below, those that begin an entry, and the fields of one."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from servanda.text.log_heads import Head, Part, hour_at, part_at, read_heads, time_of
from servanda.text.patterns import regex

_ENTRY: Final = regex(r"\s*(?:[•·▪‣◦*\uf0b7–—-]|\[[A-Z]{1,3}\]|\(?(?:\d{1,2}|[a-zA-Z])[.)](?=\s))\s*(?=\S)")
_CALLED: Final = regex(r"\s*(?P<name>[A-Z][\w'’-]*(?:\s(?:[A-Z][\w'’-]*|\d+)){0,3})(?::|\s[–—-])\s+(?=\S)")
_BARE_HOUR: Final = regex(r"\s*(?:[01]\d|2[0-3])[0-5]\d\s+[A-Z]")
_BETWEEN: Final = regex(r"\s*(?://|[,:|/–—.-])?\s*")
_MOST_NAMES: Final = 2
_DASHES: Final = frozenset("-–—")
_FIELD_MARKS: Final = frozenset("-–—|/")


def read_called(text: str) -> Head | None:
    """Return the head of a line that begins with a name that is set off, which heads something in a list of such lines alone."""
    match = _CALLED.match(text)
    return Head(match.start("name"), match.end(), None, match.span("name"), leads=True, listed=True) if match else None


def fields_of(text: str, anchor: date | None = None, *beside: str) -> tuple[tuple[int, int], ...]:
    """Return what stands between the fields of the entries in a paragraph: nothing behind a head, and the marks that go on as it was set off.

    A head has a day or hour, or it is a name that a dash sets off, as in a line ``beside`` it.
    """
    heads = [one for one in read_heads(text, anchor) if one.time and one.end > one.start] or _dashed(text, beside)
    ends = (*(one.start for one in heads[1:]), len(text))
    return tuple(
        cut for one, end in zip(heads, ends, strict=False) for cut in ((one.end, one.end), *_marks_like(text, one, end))
    )


def _dashed(text: str, beside: tuple[str, ...]) -> list[Head]:
    """Return the head of a line that begins with a name and a dash, where one beside it does."""
    own, *others = (read_called(line) for line in (text, *beside))
    dashed = own is not None and text[: own.end].rstrip()[-1] in _DASHES
    alike = any(one and line[: one.end].rstrip()[-1] in _DASHES for one, line in zip(others, beside, strict=True))
    return [own] if own is not None and dashed and alike else []


def _marks_like(text: str, head: Head, end: int) -> Iterator[tuple[int, int]]:
    """Yield the marks up to an offset that are those by which a head was set off: "11:40 Olm - missile at a jeep - two hurt"."""
    mark = text[head.start : head.end].rstrip()[-1:]
    if mark in _FIELD_MARKS:
        yield from (
            one.span() for one in re.finditer(rf"\s+[{re.escape(mark)}]\s+", text[:end]) if one.start() >= head.end
        )


def begins_entry(text: str) -> bool:
    """Tell whether a line begins as entries of a list do: with a mark, a number in brackets, an hour of the clock, or a name that is set off."""
    return _ENTRY.match(text) is not None or _CALLED.match(text) is not None or begins_with_hour(text)


def begins_with_hour(text: str) -> bool:
    """Tell whether a line begins with an hour of the clock, behind the mark of a list or without one."""
    mark = _ENTRY.match(text)
    return hour_at(text, mark.end() if mark else len(text) - len(text.lstrip())) is not None


def may_begin_with_hour(text: str) -> bool:
    """Tell whether a line begins with four digits that may be an hour of the clock: "1925 Mine explosion", beside lines that surely do."""
    return _BARE_HOUR.match(text) is not None


def read_line(text: str, anchor: date | None = None) -> Head | None:
    """Return the head that a line consists of, a day and at most a name beside it; ``None`` where it holds anything else or no day."""
    parts = _all_parts(text, anchor)
    names = [one.name for one in parts if one.name]
    if sum(one.day is not None for one in parts) != 1 or len(names) > _MOST_NAMES:
        return None
    return Head(parts[0].start, parts[-1].end, time_of(parts), next(iter(names), None), leads=True)


def _all_parts(text: str, anchor: date | None) -> tuple[Part, ...]:
    """Return the parts that a line is made of, none where it holds anything else."""
    parts: list[Part] = []
    at, end = len(text) - len(text.lstrip()), len(text.rstrip())
    while at < end and (part := part_at(f"{text},", at, anchor)):
        parts.append(part)
        at = _behind(text, part.end)
    return tuple(parts) if at >= end else ()


def _behind(text: str, end: int) -> int:
    """Return where the next part of a line begins, behind a mark."""
    mark = _BETWEEN.match(text, end)
    return mark.end() if mark else end
