"""How many, in English text: counts as ranges, and the words that say them.

"At least nine" has no maximum, "dozens" is two dozen or more. `LEAST` is the one table of what such words mean at least; other
languages are read through it (see ``foreign.yaml``), and ``docs/reference/counts.md`` prints it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from servanda.text.patterns import regex

UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_VALUES = (
    {word: number for number, word in enumerate(UNITS)}
    | {word: 10 * number for number, word in enumerate(TENS, start=2)}
    | {"a": 1}
)
_SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "m": 1_000_000,
    "bn": 1_000_000_000,
    "k": 1_000,
}
LEAST = {
    "tens": 20,
    "dozens": 24,
    "scores": 40,
    "hundreds": 200,
    "thousands": 2_000,
    "tens of thousands": 20_000,
    "hundreds of thousands": 200_000,
    "millions": 2_000_000,
    "several": 3,
    "a few": 2,
    "multiple": 2,
    "numerous": 3,
    "several dozen": 36,
    "several hundred": 300,
    "several thousand": 3_000,
    "a handful": 2,
}
"""Indefinite words: the smallest count that the word still fits; there is no greatest."""
_EXACT = {"a dozen": 12, "half a dozen": 6, "two dozen": 24, "three dozen": 36, "a couple": 2, "a pair": 2}


def _beginnings(words: Iterable[str]) -> str:
    """Return a pattern of how words begin: it soon tells where none of them stands."""
    by_letter = groupby(sorted({word[:3] for word in words}), key=lambda begin: begin[0])
    return "|".join(f"{letter}(?:{'|'.join(begin[1:] for begin in group)})" for letter, group in by_letter)


_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_SMALL = (
    rf"(?:(?:{'|'.join(TENS)})(?:[\s-](?:{'|'.join(UNITS[1:10])}))?|{'|'.join(sorted(UNITS, key=len, reverse=True))})"
)
_HUNDREDS = rf"(?:(?:{_SMALL}|a|{_DIGITS})\s+hundred(?:\s+(?:and\s+)?{_SMALL})?|{_SMALL}|{_DIGITS})"
_THOUSANDS = rf"(?:(?:{_HUNDREDS}|a)\s+thousand(?:,?\s+(?:and\s+)?{_HUNDREDS})?|{_HUNDREDS})"
_MILLIONS = rf"(?:(?:{_THOUSANDS}|a)\s+(?:million|billion)(?:,?\s+(?:and\s+)?{_THOUSANDS})?|\d+(?:\.\d+)?(?:k|m|bn)\b|{_THOUSANDS})"
_FIXED = "|".join(re.escape(words) for words in sorted([*LEAST, *_EXACT], key=len, reverse=True))
_BEGINS = rf"\d|a\s|{_beginnings(word for word in [*UNITS, *TENS, *LEAST, *_EXACT] if word[:2] != 'a ')}"
# Not inside a name (T-72, M4), a time (10:30), an ordinal (5th), a fraction, a percentage or a resolution's number.
_ATOM = regex(
    rf"(?<![\w.,:/#])(?<![A-Za-z]-)(?={_BEGINS})(?:(?P<fixed>{_FIXED})|(?P<number>{_MILLIONS}))(?![\w/]|:\d|[.,]\d|\s*(?:%|percent\b|per cent\b|[ap]\.?m\b)|-[a-z]+-old)",
    re.IGNORECASE,
)
_NUMBERED = regex(
    r"(?:\b(?:resolutions?|res\.?|unscr?|no\.|number|nr\.?|article|point|paragraph|chapter|decree|law)|#|s/res/)\s*$",
    re.IGNORECASE,
)
# "aged 66 and 70", "aged 8, 11 and 14", "aged between 20 and 35", "ages 3 to 9": the ages that stand before a number, and what leads to them.
_AGED = regex(
    rf"\bage[ds]\s+(?:(?:about|around|between|from|over|under)\s+)?(?:(?:\d{{1,3}}|{_SMALL})(?:\s*[,–-]\s*|\s+(?:and|or|to)\s+))*$",
    re.IGNORECASE,
)
_CHARS_BEFORE = 40
_BEFORE = regex(
    r"\b(?:(?P<least>at least|a minimum of|no (?:fewer|less) than|not (?:fewer|less) than)|(?P<more>more than|over|above|upwards? of|in excess of)|"
    r"(?P<most>up to|as many as|at most|no more than|not more than|a maximum of)|(?P<less>fewer than|less than|under|below)|"
    r"(?P<about>about|around|some|roughly|approximately|an estimated|estimated|nearly|almost|close to|circa))\s+$",
    re.IGNORECASE,
)
_AFTER = regex(r"\s+or\s+(?:(?P<more>more)|(?P<less>fewer|less)|(?P<about>so))\b")
_JOINT = regex(r"\s*(?P<word>to|and|-|–|or)\s*")
_MAX_FACTOR_OF_OR = 3  # "nine or ten" is a range, "20 or 1,200" are two counts
_BETWEEN = regex(r"\b(?:between|from)\s+$", re.IGNORECASE)


@dataclass(frozen=True)
class FoundNumber:
    """A count at ``text[start:end]``, qualifiers included; ``None`` is open. ``basis``: ``exact``, ``about``, ``range``, ``at least`` ...

    ``words`` say it as the text does, in lower case and with digits: "more than 100", "dozens", "9 to 18".
    """

    start: int
    end: int
    minimum: int | None
    maximum: int | None
    basis: str
    words: str


def read_numbers(text: str, apart_from: Sequence[tuple[int, int]] = ()) -> tuple[FoundNumber, ...]:
    """Return the counts in ``text`` in order, none overlapping.

    ``apart_from`` are stretches already read otherwise, such as dates. Percentages, times of day, ordinals, ages and the
    numbers of resolutions, articles and the like are no counts.
    """
    atoms = [atom for atom in _atoms(text) if all(atom.end <= start or end <= atom.start for start, end in apart_from)]
    return tuple(_qualified(text, found) for found in _joined(text, atoms))


def may_hold_numbers(text: str) -> bool:
    """Tell whether a text can hold a count; where it cannot, `read_numbers` finds none."""
    return _ATOM.search(text) is not None


def _atoms(text: str) -> list[FoundNumber]:
    found = []
    for match in _ATOM.finditer(text):
        start, end = match.span()
        before = text[max(0, start - _CHARS_BEFORE) : start]
        if _NUMBERED.search(before) or _AGED.search(before):
            continue
        fixed = " ".join(match["fixed"].lower().split()) if match["fixed"] else None
        if fixed in LEAST:
            found.append(FoundNumber(start, end, LEAST[fixed], None, "at least", fixed))
        else:
            value = _EXACT[fixed] if fixed else _value(match[0])
            if value is not None:
                written = fixed or (match[0] if match[0][0].isdigit() else f"{value:,}")
                found.append(FoundNumber(start, end, value, value, "exact", written))
    return found


def _value(words: str) -> int | None:
    """Return the whole number that digits and number words make together."""
    total, group = 0.0, 0.0
    spaced = re.sub(r"(?<=\d)(k|m|bn)\b", r" \1", words.lower())
    for word in re.sub(r"[\s-]+|,(?!\d)", " ", spaced).split():
        scale = _SCALES.get(word)
        if word == "and":
            continue
        if scale is None:
            group += _VALUES[word] if word in _VALUES else float(word.replace(",", ""))
        elif scale == _SCALES["hundred"]:
            group *= scale
        else:
            total, group = total + group * scale, 0.0
    value = round(total + group, 6)
    return int(value) if value == int(value) else None


def _joined(text: str, atoms: list[FoundNumber]) -> list[FoundNumber]:
    """Join "between A and B", "A to B", "A-B" and "A or B" into one range."""
    joined: list[FoundNumber] = []
    for atom in atoms:
        first = joined[-1] if joined else None
        if first and _is_range(text, first, atom):
            words = f"{first.words} {_joint_words(text[first.end : atom.start])} {atom.words}"
            joined[-1] = FoundNumber(first.start, atom.end, first.minimum, atom.maximum, "range", words)
        else:
            joined.append(atom)
    return joined


def _joint_words(between: str) -> str:
    """Return what joins two ends, a dash as "to"."""
    return "to" if between.strip() in {"-", "–"} else between.strip()


def _is_range(text: str, first: FoundNumber, second: FoundNumber) -> bool:
    joint = _JOINT.fullmatch(text, first.end, second.start)
    if (
        joint is None
        or first.basis != "exact"
        or second.basis != "exact"
        or (first.minimum or 0) >= (second.maximum or 0)
    ):
        return False
    if joint["word"] == "or" and (second.maximum or 0) > _MAX_FACTOR_OF_OR * (first.minimum or 0):
        return False
    return joint["word"] != "and" or bool(_BETWEEN.search(text[max(0, first.start - _CHARS_BEFORE) : first.start]))


def _qualified(text: str, found: FoundNumber) -> FoundNumber:
    before = text[max(0, found.start - _CHARS_BEFORE) : found.start]
    if found.basis == "range":
        between = _BETWEEN.search(before)
        return replace(_led(found, between[0]), start=found.start - len(between[0])) if between else found
    if found.basis != "exact" or found.maximum is None:
        return found
    lead, tail = _BEFORE.search(before), _AFTER.match(text, found.end)
    if lead:
        opened = _opened(found, lead.lastgroup or "about")
        return replace(_led(opened, lead[0]), start=found.start - len(lead[0]))
    if tail:
        named = {"more": "least", "less": "most"}.get(tail.lastgroup or "", "about")
        words = f"{found.words} {' '.join(tail[0].split())}"
        return replace(_opened(found, named), end=tail.end(), words=words)
    return found


def _led(found: FoundNumber, lead: str) -> FoundNumber:
    """Return a count with the words before it; "from" says no more than "to" does."""
    words = " ".join(lead.lower().split())
    return found if words == "from" else replace(found, words=f"{words} {found.words}")


def _opened(found: FoundNumber, qualifier: str) -> FoundNumber:
    number = found.maximum or 0
    minimum, maximum, basis = {
        "least": (number, None, "at least"),
        "more": (number + 1, None, "more than"),
        "most": (None, number, "at most"),
        "less": (None, max(number - 1, 0), "fewer than"),
        "about": (number, number, "about"),
    }[qualifier]
    return replace(found, minimum=minimum, maximum=maximum, basis=basis)
