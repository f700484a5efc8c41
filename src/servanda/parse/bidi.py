"""From the order of the page to the order of reading, for lines that mix Arabic or Hebrew with Latin letters or numbers.

A small part of the Unicode bidirectional algorithm (UAX 9) run backwards: directions of runs, numbers, mirrored brackets.
Explicit marks and deeper embeddings are not undone, since a page no longer shows them.
"""

import unicodedata
from collections.abc import Sequence
from itertools import groupby

_MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
_PAIRS = ("()", "[]", "«»")
_STRONG_RTL = frozenset({"R", "AL"})
_NUMBERS = frozenset({"EN", "AN"})
_WITHIN_NUMBERS = frozenset({"CS", "ES"})  # separators that stand inside a number: 12.5, 10:30, 3-4


def has_rtl(text: str) -> bool:
    """Tell whether a letter in ``text`` is written from right to left."""
    return any(unicodedata.bidirectional(letter) in _STRONG_RTL for letter in text)


def is_mixed(text: str) -> bool:
    """Tell whether ``text`` holds letters from right to left beside Latin ones, numbers or brackets."""
    kinds = {unicodedata.bidirectional(letter) for letter in text}
    return bool(kinds & _STRONG_RTL) and bool(
        kinds & {"L", *_NUMBERS} or any(unicodedata.mirrored(letter) for letter in text)
    )


def logical_order(units: Sequence[str]) -> str:
    """Return the text of ``units``, the signs of one line from left to right, in the order in which it is read.

    A unit is what one glyph stands for (a ligature has several letters). The line runs as the letters at both its ends do;
    where these differ, as most of its letters do.
    """
    kinds = _resolved([_kind(unit) for unit in units])
    base = _base(kinds)
    sides = _sides(kinds, base)
    runs = [(side, [index for index, _ in run]) for side, run in groupby(enumerate(sides), key=lambda item: item[1])]
    if base == "R":
        runs.reverse()
    return _paired("".join(_run_text(units, kinds, indexes, side) for side, indexes in runs))


def _base(kinds: list[str]) -> str:
    letters = [kind for kind in kinds if kind in "RL"]
    if letters and letters[0] == letters[-1]:
        return letters[0]
    return "R" if letters.count("R") > letters.count("L") else "L"


def _paired(text: str) -> str:
    """Let brackets of one kind open and close in turn, where their number is even.

    PDF readers turn some brackets of a mixed line themselves, and do not say which.
    """
    letters = list(text)
    for pair in _PAIRS:
        places = [at for at, letter in enumerate(letters) if letter in pair]
        if len(places) % 2 == 0:
            for number, at in enumerate(places):
                letters[at] = pair[number % 2]
    return "".join(letters)


def _kind(unit: str) -> str:
    """Return ``R``, ``L``, ``N`` (number), ``S`` (separator within numbers) or ``.`` (neutral)."""
    found = unicodedata.bidirectional(unit[0])
    if found in _STRONG_RTL:
        return "R"
    if found in _NUMBERS:
        return "N"
    return "L" if found == "L" else "S" if found in _WITHIN_NUMBERS else "."


def _resolved(kinds: list[str]) -> list[str]:
    """Let a separator between two digits be part of the number, and be neutral elsewhere."""
    around = [".", *kinds, "."]
    return [
        ("N" if around[at] == around[at + 2] == "N" else ".") if kind == "S" else kind for at, kind in enumerate(kinds)
    ]


def _sides(kinds: list[str], base: str) -> list[str]:
    """Give each unit a direction: numbers and neutrals take that of letters which are equal on both sides, else the base.

    A number beside Latin letters belongs to them; in a line from right to left it is a run of its own.
    """
    sides = [kind if kind in "RL" else "" for kind in kinds]
    before = _nearest(sides)
    after = _nearest(sides[::-1])[::-1]
    return [
        side or (one if one == other and one else base) for side, one, other in zip(sides, before, after, strict=True)
    ]


def _nearest(sides: list[str]) -> list[str]:
    """Return for each place the last direction before it, empty where there is none."""
    nearest, last = [], ""
    for side in sides:
        nearest.append(last)
        last = side or last
    return nearest


def _run_text(units: Sequence[str], kinds: list[str], indexes: list[int], side: str) -> str:
    """Return one run in reading order: from right to left reversed, but for its numbers, and with brackets turned."""
    if side == "L":
        return "".join(units[index] for index in indexes)
    pieces = [list(run) for _, run in groupby(indexes, key=lambda index: kinds[index] == "N" or -index)]
    return "".join("".join(units[index].translate(_MIRRORED) for index in piece) for piece in reversed(pieces))
