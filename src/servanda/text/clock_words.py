"""Words and patterns of the clock in English, shared by the readers in `servanda.text.clock`."""

import re

from servanda.text.hours import UNKNOWN_ZONE, offset_name, zones_by_city
from servanda.text.numbers import UNITS
from servanda.text.patterns import regex

N_DIAL = 12
HOUR_NAMES = {name: number for number, name in enumerate(UNITS) if 1 <= number <= N_DIAL}
SHORT_COUNTS = {name: number for number, name in enumerate([*UNITS, "twenty"]) if number} | {"twenty-five": 25}
_ANY_HOUR = rf"(?:1[0-2]|0?[1-9]|{'|'.join(HOUR_NAMES)})"
_COUNT = rf"(?:\d{{1,2}}|{'|'.join(sorted(SHORT_COUNTS, key=len, reverse=True))})"
_FREE, _ENDS = r"(?<![\w:.,/+-])", r"(?![\w]|[:.,/-]\d)"
_MINUTE = r"(?P<minute>[0-5]\d)"
_HALF = r"\s?(?P<half>[ap])\.?\s?m\b\.?"

# What may hold an hour at all; nothing else is looked at.
MAY_HOLD = regex(
    r"\d[:.h]\d\d|\d\s?[apAP]\.?\s?[mM]\b|\d{4}\s?(?:h|Z|GMT|UTC|local)|\b0\d[0-5]\d\b|noon|midday|midnight|o['’]clock"
    r"|\bpast\s|(?:half|quarter|minutes?)\s+(?:to|before|after)\b|morning|afternoon|evening|\bnight\b"
)
NUMERIC = tuple(
    regex(_FREE + core)
    for core in (
        rf"(?P<hour>2[0-3]|1\d|0?\d)(?:[:.]{_MINUTE})?{_HALF}",
        rf"(?P<hour>1[0-2]|0?\d){_MINUTE}{_HALF}",
        rf"(?P<hour>[01]?\d|2[0-4]):{_MINUTE}(?::[0-5]\d)?(?:\s?(?P<hrs>hrs?|hours?|h|Z))?{_ENDS}",
        rf"(?P<hour>[01]?\d|2[0-3])\.{_MINUTE}(?=\s*(?:hrs?\b|hours?\b|GMT|UTC|local|in the|at night))(?:\s?(?P<hrs>hrs?|hours?|h|Z))?{_ENDS}",
        rf"(?P<hour>[01]\d|2[0-3]){_MINUTE}(?:\s?(?P<hrs>hrs?|hours?|h|Z)\b|(?=\s+(?:GMT|UTC|local)))",
        rf"(?P<hour>0\d){_MINUTE}{_ENDS}",
        rf"(?P<hour>[01]?\d|2[0-3])h{_MINUTE}{_ENDS}",
    )
)
OCLOCK = regex(rf"(?<![\w:.-])(?P<hour>{_ANY_HOUR})\s+o['’]clock\b", re.IGNORECASE)
PAST = regex(
    rf"(?<![\w:.-])(?P<count>half|(?:a )?quarter|{_COUNT})(?P<minutes>\s+minutes?)?\s+(?P<side>past|to|before|after)\s+"
    rf"(?P<hour>{_ANY_HOUR}|noon|midday|midnight)\b(?:{_HALF})?",
    re.IGNORECASE,
)
NAMED = regex(r"(?<![\w-])(?P<name>noon|midday|midnight)\b(?!-)")
# "at five in the morning", "at seven on Sunday evening": a bare hour is one only where a part of the day is named.
BARE = regex(
    rf"(?<![\w:.-])(?P<hour>{_ANY_HOUR})(?=\s+(?:in the (?:early |late )?(?:morning|afternoon|evening)\b|at night\b"
    r"|(?:on )?(?:\w+day|this) (?:morning|afternoon|evening|night)\b))",
    re.IGNORECASE,
)
FIRST_OF_TWO = regex(
    r"(?P<lead>between|from)\s+(?P<hour>1[0-2]|0?[1-9])(?:[:.](?P<minute>[0-5]\d))?\s*(?:and|to|until|till|-|–)\s*$",
    re.IGNORECASE,
)
JOINT = regex(r"\s*(?P<word>to|until|till|and|through|-|–|—)\s*(?:about\s+|around\s+)?", re.IGNORECASE)
PART = regex(r"\s+(?:in the (?:early |late )?(?P<part>morning|afternoon|evening)|at (?P<night>night))\b", re.IGNORECASE)
CLOSE = regex(
    r"\b(?:shortly|just|soon|right|immediately|moments|minutes|(?:a few|several|some) minutes)\s+(?P<side>after|before)\s+(?:the stroke of\s+)?$",
    re.IGNORECASE,
)
ABOUT = regex(
    r"\b(?:(?:at )?(?:around|about|approximately|roughly|circa)|some time around|towards?)\s+$", re.IGNORECASE
)
LEAD = regex(
    r"\b(?P<lead>at|by|until|till|up to|before|after|since|from|between|to)\s+(?:(?:exactly|precisely|the stroke of)\s+)*$",
    re.IGNORECASE,
)
# A page tells when it was put up: that is no hour of what it reports. A time that is run, lasts or is scored is no hour either.
FURNITURE = regex(
    r"\b(?:updated?|published|posted|modified|edited|printed|time-?stamp)\b[^;!?\n]{0,30}$", re.IGNORECASE
)
MEASURED = regex(
    r"\b(?:in|for|of|lasts?|lasted|runs?|ran|lost|won|beat|chapter|verse|ratio)\s+(?:about\s+)?$", re.IGNORECASE
)

_OFFSETS = {
    "gmt": 0, "utc": 0, "z": 0, "wat": 60, "cet": 60, "cest": 120, "cat": 120, "eet": 120, "sast": 120, "eest": 180, "eat": 180,
    "msk": 180, "trt": 180, "irst": 210, "aft": 270, "pkt": 300, "est": -300, "edt": -240, "cdt": -300, "mst": -420, "mdt": -360,
    "pst": -480, "pdt": -420,
}  # fmt: skip
_SHARED = (
    "ist",
    "bst",
    "cst",
    "ast",
    "gst",
)  # abbreviations that zones far apart share: nobody can tell which is meant
_BY_NAME = {"eastern": "America/New_York", "central": "America/Chicago", "pacific": "America/Los_Angeles"}
ZONE = regex(
    rf"\s*,?\s*(?:(?P<code>(?:{'|'.join(name.upper() for name in (*_OFFSETS, *_SHARED))}))(?:\s?(?P<sign>[+-])(?P<hours>\d{{1,2}})(?::?(?P<minutes>\d\d))?)?\b"
    r"|(?P<local>local time|locally)\b|(?P<city>(?!(?:Some|This|That|Every|Any|No|Long|First|Last|Next|Full|Half|Part|Real|Prime|It|At|The|Last)\b)[A-Z][a-z]+(?: [A-Z][a-z]+)?) time\b)"
)


def zone_of(match: "re.Match[str]") -> str | None:
    """Return the zone that ``ZONE`` found: a name or an offset; ``None`` for local time, ``?`` for one that cannot be told."""
    if match["local"]:
        return None
    if match["city"]:
        city = match["city"].lower()
        return _BY_NAME.get(city) or zones_by_city().get(city) or UNKNOWN_ZONE
    if match["code"].lower() in _SHARED:
        return UNKNOWN_ZONE
    n_minutes = _OFFSETS[match["code"].lower()]
    if match["sign"]:
        more = int(match["hours"]) * 60 + int(match["minutes"] or 0)
        n_minutes += more if match["sign"] == "+" else -more
    return offset_name(n_minutes)


def is_fraction(word: str) -> bool:
    """Tell whether the count of ``PAST`` is "half" or "a quarter"."""
    return word.lower().removeprefix("a ") in {"half", "quarter"}


def count_of(word: str) -> int:
    """Return the minutes that the count of ``PAST`` means."""
    word = word.lower().removeprefix("a ")
    return {"half": 30, "quarter": 15}.get(word) or (int(word) if word.isdigit() else SHORT_COUNTS[word])


def hour_of(word: str) -> int:
    """Return the number of an hour that is written in digits or as a word."""
    return int(word) if word.isdigit() else HOUR_NAMES[word.lower()]
