"""Days in the columns of tables: what can be read in one way only is read, days in figures only in a form that somebody stated.

``05/06/2031`` is the fifth of June in one desk's sheet and the sixth of May in another's, and nothing in it tells which.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Final, NamedTuple

_TIME: Final = re.compile(r"[ T]\d{1,2}:\d{2}.*$")
_ISO: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_NAMED: Final = re.compile(r"(\d{1,2})[ -](\w{3,9})\.?,?[ -](\d{4})")
_NAMED_FIRST: Final = re.compile(r"(\w{3,9})\.? (\d{1,2}),? (\d{4})")
_MONTHS: Final = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_FIGURES: Final = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})")
_RUN: Final = re.compile(r"(\d{4})(\d{2})(\d{2})")
_CENTURY: Final = 2000


class ReadDay(NamedTuple):
    """The day that a cell means, or why it means none."""

    day: date | None
    why: str | None = None


def read_day(text: str, formats: Iterable[str] = ()) -> ReadDay:
    """Return the day in a cell: ``2031-05-04``, ``4 May 2031``, ``May 4, 2031``, else by the ``formats`` that the map states.

    A day that two of the stated formats read differently is none. A time of day behind it is passed over.
    """
    words = _TIME.sub("", text.strip())
    plain = _one_way(words)
    if plain is not None:
        return plain
    found = {day for form in formats if (day := in_form(words, form))}
    if len(found) == 1:
        return ReadDay(found.pop())
    if found:
        return ReadDay(None, f"the day {text!r} may be {' or '.join(day.isoformat() for day in sorted(found))}")
    if _FIGURES.fullmatch(words) or _RUN.fullmatch(words):
        return ReadDay(None, f"the day {text!r} fits none of the formats that the map states")
    return ReadDay(None, f"{text!r} is no day")


def in_form(words: str, form: str) -> date | None:
    """Return the day that ``words`` mean in a form such as ``D/M/YYYY``, ``None`` where they are not in it."""
    if form == "YYYYMMDD":
        run = _RUN.fullmatch(words)
        return _day(int(run[1]), int(run[2]), int(run[3])) if run else None
    found = _FIGURES.fullmatch(words)
    if found is None or found[2] not in form or len(found[4]) != form.count("Y"):
        return None
    first, second = int(found[1]), int(found[3])
    day, month = (first, second) if form.startswith("D") else (second, first)
    year = int(found[4])
    return _day(year if len(found[4]) > 2 else _CENTURY + year, month, day)  # noqa: PLR2004 - two figures of a year


def needs_form(text: str) -> bool:
    """Tell whether a day is written in figures of which nobody can tell the order."""
    words = _TIME.sub("", text.strip())
    return _one_way(words) is None and bool(_FIGURES.fullmatch(words) or _RUN.fullmatch(words))


def forms_that_fit(texts: Iterable[str], forms: Iterable[str]) -> Mapping[str, int]:
    """Return how many of the days in figures each form can read; only forms that read any."""
    figures = [_TIME.sub("", text.strip()) for text in texts if needs_form(text)]
    counts = {form: sum(in_form(words, form) is not None for words in figures) for form in forms}
    return {form: n for form, n in counts.items() if n}


def swapped(day: date) -> date | None:
    """Return the day with day and month exchanged, ``None`` where there is no such day."""
    return _day(day.year, day.day, day.month)


def _one_way(words: str) -> ReadDay | None:
    """Return what words that can be read in one way only mean, ``None`` for all others."""
    readings: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], tuple[int, int | None, int]]], ...] = (
        (_ISO, lambda m: (int(m[1]), int(m[2]), int(m[3]))),
        (_NAMED, lambda m: (int(m[3]), _month(m[2]), int(m[1]))),
        (_NAMED_FIRST, lambda m: (int(m[3]), _month(m[1]), int(m[2]))),
    )
    for pattern, parts in readings:
        found = pattern.fullmatch(words)
        year, month, day = parts(found) if found else (0, None, 0)
        if found and month:
            read = _day(year, month, day)
            return ReadDay(read, None if read else f"there is no day {words!r}")
    return None


def _month(name: str) -> int | None:
    found = [number for number, month in enumerate(_MONTHS, start=1) if month.startswith(name.casefold().rstrip("."))]
    return found[0] if len(found) == 1 and len(name) > 2 else None  # noqa: PLR2004 - "ma" may be two


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
