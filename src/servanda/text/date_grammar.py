"""The grammar of date expressions: what each looks like, and who reads it."""

import re

from servanda.text.date_readers import (
    Reader,
    read_ago,
    read_day,
    read_decade,
    read_iso,
    read_month,
    read_past,
    read_relative_day,
    read_relative_span,
    read_season,
    read_slashes,
    read_weekday,
    read_year,
    read_years,
)
from servanda.text.date_words import (
    COUNT,
    COUNTED,
    DAY,
    MODIFIER,
    MONTH,
    ORDINAL,
    PART_OF_DAY,
    SHORT_WEEKDAY,
    WEEKDAY,
    YEAR,
)


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w\-/]){text}(?![\w/]|-\d)")


_NOT_COUNT = rf"(?!,\d|\.\d|\s+{COUNTED}\b|\s*%)"
_BEFORE_YEAR = r"(?:[Ii]n|[Ss]ince|[Uu]ntil|[Tt]ill|[Bb]efore|[Aa]fter|[Dd]uring|[Ff]rom|[Bb]etween|[Bb]y|[Yy]ear|[Tt]hroughout|[Oo]f|[Bb]ack to|[Ee]nd of|[Bb]eginning of)"
_BEFORE_MONTH = r"(?:in|since|until|till|before|after|during|from|between|by|of|to|and|through|In|Since|Until|Before|After|During|From|Between|By)"

# Order matters only between patterns that match the same characters: the longer match wins, then the earlier pattern.
GRAMMAR: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (_pattern(rf"(?P<core>{YEAR}-[01]\d-[0-3]\d)"), read_iso),
    (_pattern(rf"(?P<core>(?P<first>\d{{1,2}})[/.](?P<second>\d{{1,2}})[/.](?P<year>{YEAR}))"), read_slashes),
    (
        _pattern(
            rf"(?P<core>(?:(?P<weekday>{SHORT_WEEKDAY}),?\s+)?(?:the\s+)?(?P<day>{ORDINAL})(?:\s*(?:-|–|to|and)\s*(?P<last>{ORDINAL}))?"
            rf"\s+(?:of\s+)?(?P<month>{MONTH})(?:,?\s+(?P<year>{YEAR}){_NOT_COUNT})?)"
        ),
        read_day,
    ),
    (
        _pattern(
            rf"(?P<core>(?:(?P<weekday>{SHORT_WEEKDAY}),?\s+)?(?P<month>{MONTH})\s+(?:the\s+)?(?P<day>{ORDINAL})(?:\s*(?:-|–|to|and)\s*(?P<last>{DAY}(?:st|nd|rd|th)?))?"
            rf"(?!\d)(?:,?\s+(?P<year>{YEAR}){_NOT_COUNT})?)"
        ),
        read_day,
    ),
    (
        _pattern(
            rf"(?<!\d )(?P<core>(?P<lead>(?!))?(?:(?P<third>{MODIFIER})[\s-]+)?(?P<month>{MONTH})(?:\s+of)?,?\s+(?P<year>{YEAR}){_NOT_COUNT})"
        ),
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
            rf"(?:{_BEFORE_YEAR}\s+(?:the\s+)?(?:year\s+)?)(?P<core>(?:(?P<third>{MODIFIER})[\s-]+)?(?P<year>{YEAR}){_NOT_COUNT})"
        ),
        read_year,
    ),
    (_pattern(rf"(?P<core>(?P<third>{MODIFIER})[\s-]+(?P<year>{YEAR}){_NOT_COUNT})"), read_year),
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
            rf"(?<!Good )(?<!Bloody )(?<!Black )(?<!very )(?<!each )(?:(?P<core>(?:(?P<lead>[Ll]ast|[Nn]ext|[Tt]his|by|before|until|till|By|Before|Until)\s+)?"
            rf"(?P<weekday>{WEEKDAY})))(?!\s+(?:Times|Telegraph|Mirror|Express|Herald|Mail|Post)\b)"
        ),
        read_weekday,
    ),
    (
        _pattern(
            rf"(?<!Russia )(?<!USA )(?P<core>[Tt]oday|[Yy]esterday|[Tt]omorrow|[Tt]onight|[Ll]ast night|[Oo]vernight|[Tt]his {PART_OF_DAY})"
        ),
        read_relative_day,
    ),
    (_pattern(r"(?P<core>(?P<lead>[Ll]ast|[Tt]his|[Nn]ext)\s+(?P<unit>week|month|year))"), read_relative_span),
    (_pattern(rf"(?i:(?P<core>(?P<count>{COUNT})\s+(?P<unit>day|week|month|year)s?\s+(?:ago|earlier)))"), read_ago),
    (
        _pattern(
            rf"(?i:(?:in|over|during|within|for|throughout)\s+(?P<core>(?:the\s+)?(?:past|last|previous|preceding)\s+(?:(?P<count>{COUNT})\s+)?(?P<unit>hour|day|week|month|year)s?))"
        ),
        read_past,
    ),
)
