"""Hours of the clock in Arabic: "الساعة الرابعة عصراً", "الساعة 16:30 بتوقيت غرينتش"."""

import re
from collections.abc import Iterator
from typing import Final

from servanda.model.time import TimePrecision
from servanda.text.clock import FoundHour
from servanda.text.hours import N_HOUR, UNKNOWN_ZONE, Hour
from servanda.text.patterns import regex

_DIAL: Final = 12
_HOURS: Final = {
    "الحادية عشرة": 11, "الثانية عشرة": 12, "الواحدة": 1, "الثانية": 2, "الثالثة": 3, "الرابعة": 4, "الخامسة": 5, "السادسة": 6,
    "السابعة": 7, "الثامنة": 8, "التاسعة": 9, "العاشرة": 10,
}  # fmt: skip
_FRACTIONS: Final = {
    "والنصف": 30,
    "والربع": 15,
    "والثلث": 20,
    "إلا ربع": -15,
    "الا ربع": -15,
    "إلا ثلث": -20,
    "الا ثلث": -20,
}
# What comes from "morning" to "night" as the English grammar calls it.
_PARTS: Final = {
    "صباح": "morning", "فجر": "morning", "قبل الظهر": "morning", "بعد الظهر": "afternoon", "ظهر": "noon", "عصر": "afternoon",
    "مساء": "evening", "ليل": "night",
}  # fmt: skip
_ZONES: Final = {
    "غرينتش": "+00:00", "غرينيتش": "+00:00", "جرينتش": "+00:00", "دمشق": "Asia/Damascus", "بيروت": "Asia/Beirut", "بغداد": "Asia/Baghdad",
    "القدس": "Asia/Jerusalem", "عمان": "Asia/Amman", "القاهرة": "Africa/Cairo", "الخرطوم": "Africa/Khartoum", "صنعاء": "Asia/Aden",
    "طرابلس": "Africa/Tripoli", "الرياض": "Asia/Riyadh", "أنقرة": "Europe/Istanbul", "موسكو": "Europe/Moscow", "كييف": "Europe/Kyiv",
}  # fmt: skip


def _any(names: dict[str, int] | dict[str, str]) -> str:
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True))


_HOUR = rf"(?P<hour>\d{{1,2}}|{_any(_HOURS)})"
_TAIL = (
    rf"(?:\s+(?P<fraction>{_any(_FRACTIONS)})[اًى]*)?(?:\s+(?:من\s+)?(?P<part>{_any(_PARTS)})[اءًاً]*(?=\s|[.,،]|$))?"
    rf"(?:\s+بتوقيت\s+(?P<zone>[\u0621-\u064a]+)|\s+بالتوقيت\s+المحلي)?"
)
_CLOCK = regex(rf"(?<!\w)(?:ال)?ساعة\s+{_HOUR}(?::(?P<minute>[0-5]\d))?{_TAIL}")
_BETWEEN = regex(rf"(?<!\w)بين\s+الساعة\s+(?P<first>\d{{1,2}}|{_any(_HOURS)})\s+و\s?(?:الساعة\s+)?{_HOUR}{_TAIL}")


def read_arabic_hours(text: str) -> Iterator[FoundHour]:
    """Yield the hours in a text whose digits are ASCII ones; "ساعة" (hour) stands before each."""
    if "ساعة" not in text:
        return
    between = [_spanning(match) for match in _BETWEEN.finditer(text)]
    yield from between
    for match in _CLOCK.finditer(text):
        if not any(one.start <= match.start() < one.end for one in between):
            yield _single(match)


def _single(match: re.Match[str]) -> FoundHour:
    minute = int(match["minute"] or 0) + _FRACTIONS.get(match["fraction"] or "", 0)
    precision: TimePrecision = "minute" if match["minute"] or match["fraction"] else "hour"
    hour = int(match["hour"]) if match["hour"].isdigit() else _HOURS[match["hour"]]
    by_24 = match["hour"].startswith("0") or not 1 <= hour <= _DIAL
    value = (hour if by_24 else hour % _DIAL) * N_HOUR + minute
    lasting = Hour(value, value + (1 if precision == "minute" else N_HOUR), precision, _zone(match))
    return _in_part(match, FoundHour(*match.span(), lasting, undecided=not by_24))


def _spanning(match: re.Match[str]) -> FoundHour:
    """Read ``بين الساعة 2 و4 عصراً``."""
    since, until = ((int(one) if one.isdigit() else _HOURS[one]) % _DIAL for one in (match["first"], match["hour"]))
    hour = Hour(since * N_HOUR, until * N_HOUR, "range", _zone(match))
    return _in_part(match, FoundHour(*match.span(), hour, undecided=True))


def _in_part(match: re.Match[str], found: FoundHour) -> FoundHour:
    return found.in_part(_PARTS[match["part"]]) if match["part"] else found


def _zone(match: re.Match[str]) -> str | None:
    return _ZONES.get(match["zone"], UNKNOWN_ZONE) if match["zone"] else None
