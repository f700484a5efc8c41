"""Words and patterns of English dates, shared by the readers in `servanda.text.date_readers`."""

import re

from servanda.text.numbers import UNITS

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            ("monday", "mon"),
            ("tuesday", "tues", "tue"),
            ("wednesday", "wed"),
            ("thursday", "thurs", "thur", "thu"),
            ("friday", "fri"),
            ("saturday", "sat"),
            ("sunday", "sun"),
        )
    )
    for name in names
}
SMALL_NUMBERS = {name: number for number, name in enumerate([*UNITS, "twenty"]) if number} | {
    "a": 1,
    "an": 1,
    "couple of": 2,
    "a couple of": 2,
}

FULL_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
# A day with its year, and what names it as exactly or less: "5 March 2020", "March 5, 2020"; "March 2020", "2020".
FULL_DAY = rf"(?:\d{{1,2}}\s+{FULL_MONTH}\s+(?:19|20)\d\d\b|{FULL_MONTH}\s+\d{{1,2}},?\s+(?:19|20)\d\d\b)"
FULL_DATE = rf"(?:{FULL_DAY}|{FULL_MONTH}\s+(?:19|20)\d\d\b|(?:19|20)\d\d\b)"
# A name of a month, capitalised; short forms may carry a point. Longer names first, so that "Sept" does not stop at "Sep".
MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Sept\.?|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b\.?)"
SHORT_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
WEEKDAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
SHORT_WEEKDAY = rf"(?:{WEEKDAY}|(?:Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat|Sun)\.?)"
DAY = r"(?:3[01]|[12]\d|0?[1-9])"
ORDINAL = rf"{DAY}(?:st|nd|rd|th)?"
YEAR = r"(?:1[89]\d\d|20\d\d)"  # a number beyond 2099 ("2254") is never a year
COUNT = rf"(?:\d{{1,3}}|{'|'.join(sorted(SMALL_NUMBERS, key=len, reverse=True))})"
PART_OF_DAY = r"(?:morning|afternoon|evening|night|midnight|noon|midday|dawn|dusk)"
# Months as Syria, Lebanon, Iraq, Jordan and Palestine call them, as they are written in Latin letters.
_LEVANTINE = {
    r"[KC]an(?:oo|ou|u)n (?:[ae][lt]h?[- ])?(?:Th|T|S)[ae]ni": 1,
    r"(?:Sh|Ch)(?:u|ou|e)bb?[aā]t": 2,
    r"A(?:dh|z|th|d)[aā]r": 3,
    r"N[ie]{1,2}s[aā]n": 4,
    r"(?:A|I|E)y{1,2}[aā]r": 5,
    r"[HK]h?[ua]z(?:ee|ei|ay|i)r[aā]n": 6,
    r"Tamm?(?:ou|oo|u)z": 7,
    r"A?Ab": 8,
    r"(?:A|E|Ai)[iy]?l(?:ou|oo|u)l": 9,
    r"Tishr(?:ee|ei|i)n (?:[ae]l[- ])?A(?:w|ww)al": 10,
    r"Tishr(?:ee|ei|i)n (?:[ae][lt]h?[- ])?(?:Th|T|S)[ae]ni": 11,
    r"[KC]an(?:oo|ou|u)n (?:[ae]l[- ])?A(?:w|ww)al": 12,
}
LEVANTINE_MONTH = rf"(?:{'|'.join(_LEVANTINE)})"
MODIFIER = r"(?:[Ee]arly|[Ll]ate|[Mm]id|(?:[Tt]he )?(?:[Ee]nd|[Bb]eginning|[Ss]tart|[Mm]iddle) of)"
_THIRDS = {"beginning": "early", "start": "early", "middle": "mid", "end": "late"}

# What a count counts: a four-digit number before one of these is no year.
COUNTED = (
    r"(?:people|persons|men|women|children|civilians|fighters|soldiers|troops|rebels|militants|prisoners|detainees|homes|houses|"
    r"families|households|buildings|schools|villages|towns|casualties|deaths|victims|bodies|refugees|cases|incidents|attacks|"
    r"strikes|shells|rockets|missiles|bombs|rounds|violations|hectares|dollars|euros|pounds|lira|tonnes|tons|kilomet(?:er|re)s|"
    r"km|met(?:er|re)s|miles|kg|percent|per cent|%|dead|wounded|injured|displaced)"
)


def month_number(name: str) -> int:
    """Return the number of a month that the patterns above found. Raises `KeyError` for any other word."""
    short = name.rstrip(".").lower()
    if short in MONTHS:
        return MONTHS[short]
    found = [number for pattern, number in _LEVANTINE.items() if re.fullmatch(pattern, name)]
    if not found:
        raise KeyError(name)
    return found[0]


def third_of(words: str | None) -> str:
    """Return ``early``, ``mid`` or ``late`` for what ``MODIFIER`` found, or nothing for nothing."""
    last = (words or "").lower().removesuffix(" of").split()[-1:]
    return _THIRDS.get(last[0], last[0]) if last else ""


def count_of(word: str) -> int:
    """Return the number that ``COUNT`` found."""
    return int(word) if word.isdigit() else SMALL_NUMBERS[word.lower()]
