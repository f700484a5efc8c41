"""What records say in English words, told in the language of a page: whole phrases by pairs, with what stands in them put in its place.

A record keeps its words as it was written; a phrase that no pair fits is shown as it is, and said to be English.
"""

import re
import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files
from itertools import accumulate
from typing import Final, NamedTuple

from servanda.text.directions import isolated
from servanda.text.numbers import LEAST

_SLOT: Final = re.compile(r"{(\w+?)(\d?)}")
_HIT: Final = re.compile(r"(.+?) \((person|group|civilians|infrastructure|organisation|other|[a-z]+)\)(?:, |$)")
_MEMBERS: Final = re.compile(", | or ")
_OPEN, _CLOSED = "(“", ")”"
_BETWEEN, _ANY = "; ", "x"
_SIGNS: Final = {"ar": ("، ", "؛ ")}
_OWN_SIGNS: Final = (", ", _BETWEEN)
"""What stands between the things of a list, and between phrases: in each language, and in that of records."""
_OF_RECORDS: Final = "en"
_NUMBERS: Final = frozenset({"end", "count", "first", "last"})
"""Slots for days and counts: told where they are words, else as they stand."""
_DEEPEST, _LONGEST = 8, 1000
"""How far a phrase is taken apart, and how long one is that is: longer and deeper than what records say."""
_ONE_COUNT: Final = rf"(?:[a-z]+(?: [a-z]+){{0,3}} )?\d[\d.,]*(?: or (?:more|so|fewer|less))?|{'|'.join([*LEAST, 'one or more', 'number unknown'])}"
_COUNT: Final = rf"(?:{_ONE_COUNT})(?:(?: to|, elsewhere) (?:{_ONE_COUNT}))?"
_SHAPES: Final = {
    "n": r"[\d.,]+", "day": r"\d{4}-[\d:TZ+.-]+|an unknown day|at an unknown time", "end": r"\d{4}-[\d:TZ+.-]+|open|an unknown time|the beginning",
    "kind": r"[A-Z_]+", "kinds": r"[A-Z_]+(?: or [A-Z_]+)*", "mode": r"[a-z][a-z-]*", "modes": r"[a-z-]+(?:, [a-z-]+)*", "party": r"~?[a-z0-9-]+",
    "parties": r"~?[a-z0-9-]+(?:, ~?[a-z0-9-]+)*", "modality": r"[a-z]+", "aspect": "occurrence|situation", "stance": "alleged|claimed|admitted|denied",
    "link": "member|commanded|supported|affiliated|unknown", "bound": "party|guarantor|adherent|named conflicting party", "form": "oral|unilateral|reported",
    "count": _COUNT, "first": _ONE_COUNT, "last": _ONE_COUNT,
    "group": r"[a-z][a-z ]*", "outcome": "violation|no violation|undetermined|outside mandate|pending|settled without ruling|declined to rule",
}  # fmt: skip
"""What may stand in a slot of that name; in any other, anything."""
_CODES: Final = {
    "kind": "kind", "kinds": "kind", "mode": "mode", "modes": "mode", "modality": "modality", "aspect": "aspect", "stance": "stance", "link": "link",
    "bound": "bound", "form": "form", "group": "group", "outcome": "outcome", "act": "act", "reading": "reading",
}  # fmt: skip
"""Slots that hold codes of records, each with the group of the words for them."""


class Names(NamedTuple):
    """How codes and parties are told in the language of a page."""

    code: Callable[[str, str], str]
    party: Callable[[str], str]
    called: Callable[[str], str]
    """What somebody of an English name is called."""


class _Pair(NamedTuple):
    english: re.Pattern[str]
    told: str


class Phrases:
    """The phrases of one language: `told` says one."""

    def __init__(self, language: str, names: Names) -> None:
        """Take a language; in one without pairs nothing is told."""
        self._pairs, self._names, self._is_own = _pairs(language), names, language == _OF_RECORDS
        self._comma, self._semicolon = _SIGNS.get(language, _OWN_SIGNS)

    def told(self, text: str, depth: int = 0) -> str | None:
        """Return a phrase in the language, ``None`` where no pair fits it or one of its parts; in the language of records such a part stays."""
        if depth > _DEEPEST or len(text) > _LONGEST:
            return None
        parts = list(apart(text, _BETWEEN))
        if parts[1:] and (each := self._each(parts, self._semicolon, depth)):
            return each
        fitting = ((pair, found) for pair in self._pairs if (found := pair.english.fullmatch(text)))
        told = (self._filled(pair, found, depth) for pair, found in fitting)
        return next(filter(None, told), None)

    def _filled(self, pair: _Pair, found: re.Match[str], depth: int) -> str | None:
        """Return the other half of a pair with its slots filled, ``None`` where a part that has to be told cannot be.

        A slot holds whole brackets alone, and one of which nothing is known (``x``) no two phrases: else it would hold what belongs to the phrase.
        """
        if not all(
            _is_whole(value) and not (slot[0] == _ANY and _BETWEEN in value)
            for slot, value in found.groupdict().items()
        ):
            return None
        said: dict[str, str] = {}
        for slot, value in found.groupdict().items():
            filled = self._slot(slot.rstrip("0123456789"), value, depth + 1)
            if filled is None:
                return None
            said[slot] = filled
        return _SLOT.sub(lambda one: said[one[1] + one[2]], pair.told)

    def _slot(self, kind: str, value: str, depth: int) -> str | None:
        """Return what stands in a slot, told as its kind asks for; ``None`` where it cannot be."""
        if kind in {"more", *_NUMBERS}:
            return self.told(value, depth) or (self._kept(value) if kind in _NUMBERS else None)
        if kind.startswith("list"):
            return self._each(list(apart(value, ", ")), self._comma, depth)
        return self._comma.join(self._members(kind, value))

    def _members(self, kind: str, value: str) -> Iterator[str]:
        """Yield the one or several things of a slot: codes and parties in words, anything else as it is."""
        if kind == "hits":
            yield from (f"{self._kept(name)} ({self._names.code('hit', type_)})" for name, type_ in _HIT.findall(value))
        elif kind in {"party", "parties"}:
            yield from (self._names.party(one.removeprefix("~")) for one in value.split(", "))
        elif kind in {"named", "bodies"}:
            yield from (
                self._kept(self._names.called(one)) for one in ([value] if kind == "named" else value.split(", "))
            )
        elif kind in _CODES:
            yield from (self._names.code(_CODES[kind], one.replace(" ", "_")) for one in _MEMBERS.split(value))
        else:
            yield self._kept(value)

    def _each(self, parts: list[str], between: str, depth: int) -> str | None:
        told = [self.told(one, depth + 1) or (one if self._is_own else None) for one in parts]
        return between.join(one for one in told if one) if all(told) else None

    def _kept(self, value: str) -> str:
        """Return what stays as it is, kept apart from words of another direction."""
        return value if self._is_own and value.isascii() else isolated(value)


def _is_whole(text: str) -> bool:
    """Tell whether every bracket of a text is closed in it, and none before it was opened."""
    depths = list(accumulate((letter in _OPEN) - (letter in _CLOSED) for letter in text))
    return not depths or (depths[-1] == 0 and min(depths) == 0)


def apart(text: str, between: str) -> Iterator[str]:
    """Yield the parts of a text between signs that stand in no brackets and no quotation marks."""
    depth = at = 0
    for n, letter in enumerate(text):
        depth += (letter in _OPEN) - (letter in _CLOSED)
        if depth == 0 and text.startswith(between, n) and n >= at:
            yield text[at:n]
            at = n + len(between)
    yield text[at:]


@cache
def _pairs(language: str) -> tuple[_Pair, ...]:
    file = files("servanda.web").joinpath("phrases", f"{language}.toml")
    listed = tomllib.loads(file.read_text(encoding="utf-8"))["pairs"] if file.is_file() else ()
    return tuple(_Pair(_pattern(english), told) for english, told in listed)


def _pattern(english: str) -> re.Pattern[str]:
    """Return the pattern of a phrase: its slots are groups, all else stands as it is."""
    pieces, at = [], 0
    for slot in _SLOT.finditer(english):
        shape = _SHAPES.get(slot[1], ".+?")
        pieces += [re.escape(english[at : slot.start()]), f"(?P<{slot[1]}{slot[2]}>{shape})"]
        at = slot.end()
    return re.compile("".join([*pieces, re.escape(english[at:])]), re.DOTALL)
