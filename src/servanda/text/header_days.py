"""Days as headers write them: the forms of running text, and those that stand in stamps and meta data only.

Day and month as numbers are told apart only where one of them is beyond twelve.
"""

import re
from datetime import date
from typing import NamedTuple

from servanda.text.dates import read_dates

_TWO_NUMBERS = re.compile(r"(?<![\w/.-])(\d{1,2})[-.](\d{1,2})[-.](\d{4})(?![\w/-]|\.\d)")
_YEAR_FIRST = re.compile(r"(?<![\w/.-])(\d{4})[/.](\d{2})[/.](\d{2})(?![\w/-]|\.\d)")
_HYPHENS = re.compile(r"(?<![\w-])(\d{1,2})-([A-Za-z]{3,9})-(\d{4})(?![\w-])")
_INSTANT = re.compile(r"(?<![\w-])(\d{4}-\d{2}-\d{2})T\d{2}:?\d{2}(?::?\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?(?!\w)")
_CAPITALS = re.compile(r"[A-Z]{3,9}(?=[\s.,-])")
_OTHER = re.compile(r"(?<!\w)(\d{1,2})(?:er)?\s+([^\W\d_]{3,9})\.?,?\s+(\d{4})(?!\w)")
_MONTHS = {
    name: number
    for names in (
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
        "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    )
    for number, name in enumerate(names.split(), start=1)
}


class Day(NamedTuple):
    """A full day at ``[start, end)``, as an ISO date."""

    start: int
    end: int
    day: str


def read_days(line: str) -> tuple[Day, ...]:
    """Return the full days that a line states beyond doubt, in their order; no ranges, no days without a year."""
    same = _INSTANT.sub(lambda m: m[1] + " " * (len(m[0]) - len(m[1])), line)
    same = _TWO_NUMBERS.sub(lambda m: f"{m[1]}/{m[2]}/{m[3]}", same)
    same = _YEAR_FIRST.sub(lambda m: f"{m[1]}-{m[2]}-{m[3]}", same)
    same = _HYPHENS.sub(lambda m: f"{m[1]} {m[2].capitalize()} {m[3]}", same)
    same = _CAPITALS.sub(lambda m: m[0].capitalize(), same)
    stated = [
        Day(one.start, one.end, one.since)
        for one in read_dates(same)
        if one.precision == "day" and one.basis == "stated" and one.since
    ]
    instants = {match.start(): match.end() for match in _INSTANT.finditer(line)}
    stated = [one._replace(end=instants.get(one.start, one.end)) for one in stated]
    other = [found for match in _OTHER.finditer(line) if (found := _other(match))]
    return tuple(sorted(stated + [one for one in other if all(_are_apart(one, known) for known in stated)]))


def _are_apart(one: Day, other: Day) -> bool:
    return one.end <= other.start or other.end <= one.start


def _other(match: re.Match[str]) -> Day | None:
    month = _MONTHS.get(match[2].lower())
    try:
        return Day(*match.span(), date(int(match[3]), month, int(match[1])).isoformat()) if month else None
    except ValueError:
        return None
