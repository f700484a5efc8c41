"""The grammar of date expressions: what each looks like, and who reads it."""

import re
from collections.abc import Iterator

from servanda.text.date_grammar_relative import RELATIVE
from servanda.text.date_pattern import pattern as _pattern
from servanda.text.date_readers import (
    Reader,
    read_day,
    read_decade,
    read_iso,
    read_month,
    read_months,
    read_months_of_year,
    read_part_of_month,
    read_season,
    read_slashes,
    read_two_days,
    read_year,
    read_years,
)
from servanda.text.date_words import (
    COUNT,
    COUNTED,
    DAY,
    LEVANTINE_MONTH,
    MODIFIER,
    MONTH,
    ORDINAL,
    SHORT_WEEKDAY,
    YEAR,
)
from servanda.text.patterns import regex

_NOT_COUNT = rf"(?!,\d|\.\d|\s+{COUNTED}\b|\s*%)"
_BEFORE_YEAR = r"(?:[Ii]n|[Ss]ince|[Uu]ntil|[Tt]ill|[Bb]efore|[Aa]fter|[Dd]uring|[Ff]rom|[Bb]etween|[Bb]y|[Yy]ear|[Tt]hroughout|[Oo]f|[Bb]ack to|[Ee]nd of|[Bb]eginning of)"
_BEFORE_MONTH = r"(?:in|since|until|till|before|after|during|from|between|by|of|to|and|through|In|Since|Until|Before|After|During|From|Between|By)"
_ADOPTED = r"(?!\s+(?:was|were|is)\s+(?:adopted|passed|approved|signed|implemented))"  # "since 1973 was adopted"
# A day in the name of a place or group is no date: "the 1 May district".
_NO_NAME = r"(?!\s+(?i:district|square|street|avenue|quarter|neighbou?rhood|bridge|brigade|battalion|hospital|alliance|movement|hall)\b)"
_LEAD_DAY = rf"(?:(?P<weekday>{SHORT_WEEKDAY}),?\s+)?"
_NAMED = rf"(?P<month>{MONTH}|{LEVANTINE_MONTH})"
_OF_YEAR = rf"(?:,?\s+(?P<year>{YEAR}){_NOT_COUNT})"
# Right behind a day, without a comma, a number is its year whatever follows: "On 13 May 2031 shells hit ...".
_YEAR_OF_DAY = rf"(?:(?:\s+|,\s+(?!{YEAR}\s+{COUNTED}\b))(?P<year>{YEAR})(?!,\d|\.\d|\s*%))"
# Month first, the comma belongs to the date: "On May 13, 2031 shells hit ...".
_YEAR_BEHIND_DAY = rf"(?:,?\s+(?P<year>{YEAR})(?!,\d|\.\d|\s*%))"

_NUMERALS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (_pattern(rf"(?P<core>{YEAR}-[01]\d-[0-3]\d)"), read_iso),
    (_pattern(rf"(?P<core>(?P<first>\d{{1,2}})[/.](?P<second>\d{{1,2}})[/.](?P<year>{YEAR}))"), read_slashes),
)
_DAYS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (
        _pattern(
            rf"(?P<core>{_LEAD_DAY}(?:the\s+)?(?P<day>{ORDINAL})(?:\s*(?:-|–|to)\s*(?P<last>{ORDINAL}))?"
            rf"\s+(?:of\s+)?{_NAMED}{_YEAR_OF_DAY}?){_NO_NAME}"
        ),
        read_day,
    ),
    (
        _pattern(
            rf"(?P<core>{_LEAD_DAY}(?:the\s+)?(?P<day>{ORDINAL})\s+and\s+(?:the\s+)?(?P<last>{ORDINAL})"
            rf"\s+(?:of\s+)?{_NAMED}{_YEAR_OF_DAY}?){_NO_NAME}"
        ),
        read_two_days,
    ),
    (
        _pattern(
            rf"(?P<core>{_LEAD_DAY}(?:the\s+)?(?P<day>{ORDINAL}))(?P<last>(?!))?"
            rf"(?=\s+and\s+(?:the\s+)?{ORDINAL}\s+(?:of\s+)?{_NAMED}{_YEAR_OF_DAY}?)"
        ),
        read_day,
    ),
    (
        _pattern(
            rf"(?P<core>{_LEAD_DAY}(?P<month>{MONTH})\s+(?:the\s+)?(?P<day>{ORDINAL})(?:\s*(?:-|–|to|and)\s*(?P<last>{DAY}(?:st|nd|rd|th)?))?"
            rf"(?!\d|:\d\d){_YEAR_BEHIND_DAY}?){_NO_NAME}"
        ),
        read_day,
    ),
)
_MONTHS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (
        _pattern(rf"(?<!\d )(?P<core>(?P<lead>(?!))?(?:(?P<third>{MODIFIER})[\s-]+)?{_NAMED}(?:\s+of)?{_OF_YEAR})"),
        read_month,
    ),
    (
        _pattern(
            rf"(?P<year>(?!))?(?:{_BEFORE_MONTH}\s+(?:the\s+)?)(?P<core>(?P<lead>(?!))?(?:(?P<third>{MODIFIER})[\s-]+)?(?P<month>{MONTH}))(?!\s+\d)"
        ),
        read_month,
    ),
    (
        _pattern(
            rf"(?P<year>(?!))?(?P<core>(?:(?P<lead>[Ll]ast|[Tt]his|[Nn]ext)\s+(?P<third>(?!))?)(?P<month>{MONTH}))(?!\s+\d)"
        ),
        read_month,
    ),
    (
        _pattern(rf"(?P<year>(?!))?(?P<lead>(?!))?(?P<core>(?P<third>{MODIFIER})[\s-]+(?P<month>{MONTH}))(?!\s+\d)"),
        read_month,
    ),
    (
        _pattern(
            rf"(?P<core>(?P<month>{MONTH})(?:\s+(?P<since>{YEAR}))?\s*(?:to|until|till|through|-|–)\s*(?P<last>{MONTH}){_OF_YEAR})"
        ),
        read_months,
    ),
    (
        _pattern(
            rf"[Bb]etween\s+(?P<core>(?P<month>{MONTH})(?:\s+(?P<since>{YEAR}))?\s+and\s+(?P<last>{MONTH}){_OF_YEAR})"
        ),
        read_months,
    ),
    (
        _pattern(
            rf"(?P<core>(?:[Tt]he\s+)?(?P<nth>first|second|third|fourth|last)\s+(?P<part>half|week)\s+of\s+(?P<month>{MONTH}){_OF_YEAR})"
        ),
        read_part_of_month,
    ),
)
_YEARS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (
        _pattern(
            rf"(?:{_BEFORE_YEAR}\s+(?:the\s+)?(?:year\s+)?)(?P<core>(?:(?P<third>{MODIFIER})[\s-]+)?(?P<year>{YEAR}){_NOT_COUNT}){_ADOPTED}"
        ),
        read_year,
    ),
    (_pattern(rf"(?P<core>(?P<third>{MODIFIER})[\s-]+(?P<year>{YEAR}){_NOT_COUNT})"), read_year),
    (
        _pattern(rf"[Tt]he\s+(?P<core>(?P<third>(?!))?(?P<year>{YEAR}){_NOT_COUNT})(?=\s+[a-z]{{3,}})"),
        read_year,
    ),
    (_pattern(rf"(?P<core>(?P<first>{YEAR})\s?[-–]\s?(?P<last>{YEAR}|\d\d){_NOT_COUNT})"), read_years),
    (
        _pattern(
            rf"(?:[Bb]etween|[Ff]rom)\s+(?P<core>(?P<first>{YEAR})\s+(?:and|to|until|through)\s+(?P<last>{YEAR}){_NOT_COUNT})"
        ),
        read_years,
    ),
    (_pattern(r"(?P<core>(?:the\s+)?(?P<year>(?:1[89]|20)\d0)s)"), read_decade),
    (
        _pattern(
            rf"(?P<core>(?:the\s+)?(?:(?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)|"
            rf"(?P<nth>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth)\s+(?P<part>quarter|half))(?:\s+of)?\s+(?P<year>{YEAR}){_NOT_COUNT})"
        ),
        read_season,
    ),
    (
        _pattern(
            rf"(?i:(?P<core>(?:the\s+)?(?P<nth>first|last)\s+(?P<count>{COUNT})\s+months\s+of\s+(?P<year>{YEAR})))"
        ),
        read_months_of_year,
    ),
)
# What all patterns of a group need, cheap to look for.
_NUMERAL = regex(r"\d[-/.]\d")
_ANY_MONTH = regex(rf"\b(?=[A-Z])(?:{MONTH}|{LEVANTINE_MONTH})")
_ANY_YEAR = regex(YEAR)


def grammar_for(text: str) -> Iterator[tuple[re.Pattern[str], Reader]]:
    """Yield the patterns that may match in ``text``, with their readers: those of a group only where what all of it need is there.

    Order matters only between patterns that match the same characters: the longer match wins, then the earlier pattern.
    """
    if _NUMERAL.search(text):
        yield from _NUMERALS
    if _ANY_MONTH.search(text):
        yield from _DAYS
        yield from _MONTHS
    if _ANY_YEAR.search(text):
        yield from _YEARS
    folded = text.casefold()
    yield from ((pattern, reader) for needs, pattern, reader in RELATIVE if any(word in folded for word in needs))
