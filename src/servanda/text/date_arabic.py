"""Dates in Arabic script: Levantine, Gulf and Maghrebi names of months, weekdays, and what relates to publication."""

import re
from datetime import date

from servanda.text.date_pattern import pattern as _pattern
from servanda.text.date_readers import Reader, Reading, read_named_day, read_named_month, read_year
from servanda.text.date_relative import read_offset, read_span, read_weekday_number
from servanda.text.date_words import DAY, YEAR
from servanda.text.patterns import regex

# Arabic-Indic and Persian digits, each for the ASCII digit, so that no offset moves.
DIGITS = {first + value: ord("0") + value for first in (0x0660, 0x06F0) for value in range(10)}
_SCRIPT = regex(r"[\u0621-\u064a]")
# Each name with the month's number: Levant and Iraq; Egypt, Sudan and the Gulf; Algeria and Tunisia; Morocco.
_NAMES = (
    (1, "كانون الثاني", "كانون ثاني", "يناير", "جانفي"),
    (2, "شباط", "فبراير", "فيفري"),
    (3, "آذار", "اذار", "مارس"),
    (4, "نيسان", "أبريل", "ابريل", "إبريل", "أفريل"),
    (5, "أيار", "ايار", "آيار", "مايو", "ماي"),
    (6, "حزيران", "يونيو", "يونيه", "جوان"),
    (7, "تموز", "يوليو", "يوليه", "يوليوز", "جويلية"),
    (8, "آب", "اب", "أغسطس", "اغسطس", "غشت", "أوت"),
    (9, "أيلول", "ايلول", "سبتمبر", "شتنبر"),
    (10, "تشرين الأول", "تشرين الاول", "تشرين أول", "أكتوبر", "اكتوبر"),
    (11, "تشرين الثاني", "تشرين ثاني", "نوفمبر", "نونبر"),
    (12, "كانون الأول", "كانون الاول", "كانون أول", "ديسمبر", "دجنبر"),
)
_MONTHS = {name: number for number, *names in _NAMES for name in names}
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            ("الاثنين", "الإثنين"),
            ("الثلاثاء",),
            ("الأربعاء", "الاربعاء"),
            ("الخميس",),
            ("الجمعة",),
            ("السبت",),
            ("الأحد", "الاحد"),
        )
    )
    for name in names
}
_DAYS = {"أمس الأول": -2, "أول أمس": -2, "أمس": -1, "امس": -1, "اليوم": 0, "غدا": 1, "غداً": 1}
_UNITS = {"الأسبوع": "week", "الاسبوع": "week", "الشهر": "month", "العام": "year", "السنة": "year"}
_BEFORE_DAY = r"(?:يوم|اليوم|أمس|امس|مساء|صباح|فجر|ليل|ليلة|ظهر|عصر)"


def _any(names: dict[str, int] | dict[str, str]) -> str:
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True))


_MONTH = rf"(?P<month>{_any(_MONTHS)})(?:\s*[/(]\s*(?:{_any(_MONTHS)})\)?)?"
_OF_YEAR = rf"(?:\s*[,،]?\s*(?:من\s+)?(?:لعام\s+|عام\s+|العام\s+|سنة\s+)?(?P<year>{YEAR}))"


def has_arabic(text: str) -> bool:
    """Tell whether a text holds Arabic letters."""
    return bool(_SCRIPT.search(text))


def _read_day(match: re.Match[str], anchor: date | None) -> Reading | None:
    """Read ``5 أيار/مايو 2031``."""
    return read_named_day(match["year"], _MONTHS[match["month"]], int(match["day"]), anchor)


def _read_month(match: re.Match[str], anchor: date | None) -> Reading | None:
    """Read ``نيسان 2031`` and ``في نيسان``, also ``نيسان الماضي``."""
    lead = "last" if match["past"] else "next" if match["coming"] else ""
    return read_named_month((match["year"], lead), _MONTHS[match["month"]], anchor)


def _read_weekday(match: re.Match[str], anchor: date | None) -> Reading | None:
    """Read ``يوم الثلاثاء``."""
    lead = "last" if match["past"] else "next" if match["coming"] else ""
    return read_weekday_number(_WEEKDAYS[match["weekday"]], lead, anchor)


def _read_relative(match: re.Match[str], anchor: date | None) -> Reading | None:
    """Read ``أمس``, ``اليوم``, ``غدا``."""
    return read_offset(_DAYS[match["word"]], anchor)


def _read_span(match: re.Match[str], anchor: date | None) -> Reading | None:
    """Read ``الأسبوع الماضي``, ``الشهر المقبل``, ``هذا العام``."""
    later = -1 if match["past"] else 1 if match["coming"] else 0
    return read_span(_UNITS[match["unit"]], later, anchor)


_PAST, _COMING = r"(?P<past>الماضية?)", r"(?P<coming>المقبلة?|القادمة?)"
ARABIC: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (_pattern(rf"(?P<core>(?P<day>{DAY})\s+(?:من\s+)?(?:شهر\s+)?{_MONTH}{_OF_YEAR}?)"), _read_day),
    (_pattern(rf"(?P<core>{_MONTH}{_OF_YEAR})(?P<past>(?!))?(?P<coming>(?!))?"), _read_month),
    (
        _pattern(
            rf"(?:في|شهر|خلال|منذ|بداية|نهاية)\s+(?:شهر\s+)?(?P<core>{_MONTH}(?:\s+(?:{_PAST}|{_COMING}))?)(?P<year>(?!))?(?!\s*\d)"
        ),
        _read_month,
    ),
    (_pattern(rf"(?:عام|العام|لعام|سنة|السنة|بعام)\s+(?P<core>(?P<third>(?!))?(?P<year>{YEAR}))"), read_year),
    (
        _pattern(rf"(?P<core>{_BEFORE_DAY}\s+(?P<weekday>{_any(_WEEKDAYS)})(?:\s+(?:{_PAST}|{_COMING}))?)"),
        _read_weekday,
    ),
    (_pattern(rf"(?P<core>(?P<word>{_any(_DAYS)}))"), _read_relative),
    (
        _pattern(rf"(?P<core>(?P<unit>{_any(_UNITS)})\s+(?:{_PAST}|{_COMING}|الحالي|الجاري))"),
        _read_span,
    ),
)
