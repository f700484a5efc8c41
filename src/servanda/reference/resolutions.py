"""The grammar of Security Council resolutions: every number, in all usual forms, and nothing that another body adopted.

"resolution 2254", "UNSCR 1701", "S/RES/2254 (2015)", "Res. 2401", "resolutions 2139, 2165 and 2191", "Security Council's
resolution no. 598 of 1987", "القرار 2254", "резолюция 2202". A number is never a year, and a year only where it is written as one.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from servanda.text.date_words import FULL_MONTH
from servanda.text.patterns import regex

_MAX_RESOLUTION: Final = 2999
_MIN_ALONE: Final = 1000  # a smaller number without the body's name may be any council's
_CACHE_SIZE: Final = 64  # whole documents among them
_YEARS: Final = range(1946, 2100)
_YEAR: Final = (
    rf"(?:\s*\(\s*(?:19|20)\d\d\s*\)|/(?:19|20)\d\d(?!\d)|\s*,?\s+(?:of|from|adopted\s+(?:in|on))\s+"
    rf"(?:\d{{1,2}}\s+{FULL_MONTH}\s+|{FULL_MONTH}\s+(?:\d{{1,2}},?\s+)?)?(?:19|20)\d\d\b)"
)
_ITEM: Final = rf"\d{{1,4}}{_YEAR}?(?![\w/%])(?!\.\d)"
_NEXT: Final = rf"(?:\s*,\s*(?:and\s+|&\s*)?|\s*;\s*|\s*&\s*|\s+(?:and|or|et|и|و)\s*)(?:no\.?\s*)?\d{{3,4}}{_YEAR}?(?![\w/%])(?!\.\d)"
_LABEL: Final = r"\s*(?:(?:[Nn]os?\.?|[Nn]umbers?|[Nn]r\.?|№|#|رقم)\s*)?"
_OTHER: Final = (
    r"(?:General\s+Assembly|UNGA|GA|Human\s+Rights\s+Council|HRC|UNHRC|House|Senate|Congress(?:ional)?|Knesset|[Pp]arliament(?:ary)?|PACE|Duma|Rada|"
    r"Arab\s+League|League\s+of\s+Arab\s+States|Peace\s+and\s+Security\s+Council|PSC|African\s+Union|AU|IGAD|OSCE|NATO|OPCW|IAEA|WHO|UNESCO|"
    r"World\s+Health\s+Assembly|ECOSOC|Economic\s+and\s+Social\s+Council|[Cc]abinet|[Cc]ity\s+[Cc]ouncil|Board|Bundestag|Lok\s+Sabha)"
    r"(?:['’]s)?\s+(?:(?:draft|joint|concurrent|emergency)\s+)?"
)
_UN: Final = r"(?:(?:UN|U\.N\.|United\s+Nations)\s+)?(?:(?:Security\s+Council|UNSC|U\.N\.S\.C\.|SC)(?:['’]s)?\s+)?"
_LATIN: Final = regex(
    rf"(?P<other>\b{_OTHER})?(?P<body>\b{_UN})?"
    rf"(?:\b(?P<many>[Rr]esolutions|RESOLUTIONS|[Rr]ésolutions)|\b(?:[Rr]esolution|RESOLUTION|[Rr]ésolution|[Rr]es\.?)(?=\W)|"
    rf"\b(?P<short>UN\s?SCRs?|SCRs?|UNSC(?=\s*\d)|U\.N\.S\.C\.R\.|S/RES/|S/Res/|s/res/))"
    rf"{_LABEL}(?P<items>{_ITEM}(?:{_NEXT})*)"
)
_OF_OTHERS: Final = regex(
    rf"\b{_OTHER}[Rr]esolutions?{_LABEL}(?:\d{{1,4}}/\d{{1,4}}|{_ITEM})|\bA/(?:RES|HRC)/(?:RES/)?\d{{1,3}}/\d{{1,4}}(?:/[A-Z\d]+)?"
)
_OTHER_SCRIPT: Final = regex(
    rf"(?P<body>قرار(?:ات|ي)?\s+مجلس\s+الأمن(?:\s+الدولي)?|القرار(?:ات|ين)?\s+(?:الأممي|الدولي)(?:ة)?|"
    rf"[Рр]езолюци\w+\s+(?:СБ\s+ООН|СБ|Совбеза(?:\s+ООН)?|Совета\s+Безопасности(?:\s+ООН)?|Ради\s+Безпеки(?:\s+ООН)?))?"
    rf"(?(body)|(?:\bالقرار(?:ات|ين)?|\b[Рр]езолюци\w+)){_LABEL}(?P<items>{_ITEM}(?:{_NEXT})*)"
)
_LEADS: Final = ("esolution", "ésolution", "ESOLUTION", "SCR", "UNSC", "S.C.R", "RES/", "قرار", "езолюци")
_SHORT_LEAD: Final = regex(r"[Rr]es\W")
_NUMBER: Final = regex(rf"(?P<number>\d{{1,4}})(?P<year>{_YEAR})?")
_FOUR_DIGITS: Final = regex(r"(?:19|20)\d\d")


class Resolution(NamedTuple):
    """A resolution cited at ``text[start:end]``: the first of a list from the lead word on, the others number by number.

    ``year`` is the year written beside it, if any; ``sure`` is false for a small number without the body's name.
    """

    start: int
    end: int
    number: int
    year: str | None
    sure: bool

    @property
    def agreement_id(self) -> str:
        """The id that the registry and agreement files give it."""
        return f"unscr-{self.number}"


@lru_cache(maxsize=_CACHE_SIZE)
def find_resolutions(text: str) -> tuple[Resolution, ...]:
    """Return the Security Council resolutions cited in ``text``, in order; those of other bodies are left out."""
    if not any(lead in text for lead in _LEADS) and not _SHORT_LEAD.search(text):
        return ()
    latin = text.translate(_DIGITS)
    found = [*_in(_LATIN, latin), *_in(_OTHER_SCRIPT, latin)]
    return tuple(sorted(set(found), key=lambda one: (one.start, one.end)))


def other_bodies(text: str) -> tuple[tuple[int, int], ...]:
    """Return the bounds of resolutions of other bodies cited in ``text``, with the name of the body."""
    return tuple(match.span() for match in _OF_OTHERS.finditer(text.translate(_DIGITS)))


_DIGITS: Final = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


def _in(pattern: re.Pattern[str], text: str) -> Iterator[Resolution]:
    for match in pattern.finditer(text):
        groups = match.groupdict()
        if groups.get("other"):
            continue
        named = bool((groups.get("body") or "").strip() or groups.get("short"))
        many = bool(groups.get("many")) or (groups.get("short") or "").endswith("s") or pattern is _OTHER_SCRIPT
        yield from _items(match, named=named, many=many)


def _items(match: re.Match[str], *, named: bool, many: bool) -> Iterator[Resolution]:
    start, lead = match.start("items"), match.start() + len(match[0]) - len(match[0].lstrip())
    for index, item in enumerate(_NUMBER.finditer(match["items"])):
        number, year = int(item["number"]), _FOUR_DIGITS.search(item["year"] or "")
        if index and not many and (number < _MIN_ALONE or number in _YEARS):
            return  # "resolution 2254 and 120 fighters", "resolution 2254 and 2015": no list
        if 0 < number <= _MAX_RESOLUTION:
            sure = named or many or bool(year) or number >= _MIN_ALONE
            first = lead if index == 0 else start + item.start()
            yield Resolution(first, start + item.end(), number, year[0] if year else None, sure)
