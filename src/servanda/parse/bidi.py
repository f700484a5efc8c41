"""From the order of the page to the order of reading, for lines that mix Arabic or Hebrew with Latin letters or numbers.

A small part of the Unicode bidirectional algorithm (UAX 9) run backwards: directions of runs, numbers, mirrored brackets.
Explicit marks and deeper embeddings are not undone, since a page no longer shows them.
"""

import unicodedata
from collections.abc import Sequence
from itertools import groupby, islice

_MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
_PAIRS = ("()", "[]", "«»")
_STRONG_RTL = frozenset({"R", "AL"})
_NUMBERS = frozenset({"EN", "AN"})
_KINDS = {"L": "L", "CS": "S", "ES": "-"}  # separators that stand inside a number: 12.5, 10:30, and 3-4
_ALEFS, _LAM = frozenset("اأإآٱ"), "ل"


def has_rtl(text: str) -> bool:
    """Tell whether a letter in ``text`` is written from right to left."""
    return any(unicodedata.bidirectional(letter) in _STRONG_RTL for letter in text)


def runs_from_right(text: str) -> bool:
    """Tell whether most letters of ``text`` are written from right to left."""
    return main_direction(text) == "R"


def main_direction(text: str) -> str | None:
    """Return ``R`` or ``L``, as most letters of ``text`` are written; `None` without any letter."""
    kinds = [_kind(letter) for letter in text]
    n_right, n_left = kinds.count("R"), kinds.count("L")
    return None if n_right == n_left == 0 else "R" if n_right > n_left else "L"


def ligature(letters: str) -> str:
    """Return the letters that one glyph stands for in the order in which they are read.

    PDF readers turn those from right to left round, glyph and all. The ligature of lam and alef begins with the lam, always.
    """
    if len(letters) == 1 or not has_rtl(letters):
        return letters
    turned = letters[::-1]
    return turned[::-1] if turned[0] in _ALEFS and turned[1:] == _LAM else turned


def in_logical_order(units: Sequence[str], page: str | None = None) -> list[tuple[str, int]]:
    """Return the signs of one line in the order in which they are read, each with its place in ``units``.

    A unit is what one glyph stands for (a ligature has several letters). The line runs as the letters at both its ends do;
    where these differ, as the ``page`` does (``R`` or ``L``) if that is known, else as most of its letters.
    """
    kinds = [_kind(unit) for unit in units]
    base = _base(kinds, page)
    kinds = _resolved(units, kinds)
    sides = _sides(kinds, base)
    runs = [(side, [index for index, _ in run]) for side, run in groupby(enumerate(sides), key=lambda item: item[1])]
    if base == "R":
        runs.reverse()
    signs = [sign for side, indexes in runs for sign in _run(units, kinds, indexes, side)]
    letters = iter(paired("".join(text for text, _ in signs)))
    return [("".join(islice(letters, len(text))), index) for text, index in signs]


def _base(kinds: list[str], page: str | None) -> str:
    letters = [kind for kind in kinds if kind in "RL"]
    most = "R" if letters.count("R") > letters.count("L") else "L"
    ends = letters[0] if letters and letters[0] == letters[-1] else None
    return ends or page or most


def paired(text: str) -> str:
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
    """Return ``R``, ``L``, ``N`` (number), ``S`` or ``-`` (separator, sign within numbers) or ``.`` (neutral)."""
    found = unicodedata.bidirectional(unit[0])
    if found in _STRONG_RTL:
        return "R"
    if found in _NUMBERS:
        return "N"
    return _KINDS.get(found, ".")


def _resolved(units: Sequence[str], kinds: list[str]) -> list[str]:
    """Let a separator between two digits be part of the number, and be neutral elsewhere.

    Digits after an Arabic letter, and Arabic digits, are joined by a point or colon, but not by a hyphen (UAX 9, W2 and W4):
    the parts of 14-05-2031 then stand from right to left.
    """
    around = [".", *kinds, "."]
    found = []
    is_arabic = False  # the nearest letter on the right side, which is read before
    for at in range(len(kinds) - 1, -1, -1):
        kind = kinds[at]
        if kind in "RL":
            is_arabic = unicodedata.bidirectional(units[at][0]) == "AL"
        if kind in "S-":
            is_within = around[at] == around[at + 2] == "N"
            is_split = kind == "-" and (is_arabic or unicodedata.bidirectional(units[at - 1][0]) == "AN")
            kind = "N" if is_within and not is_split else "."
        found.append(kind)
    return found[::-1]


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


def _run(units: Sequence[str], kinds: list[str], indexes: list[int], side: str) -> list[tuple[str, int]]:
    """Return one run in reading order: from right to left reversed, but for its numbers, and with brackets turned."""
    if side == "L":
        return [(units[index], index) for index in indexes]
    pieces = [list(run) for _, run in groupby(indexes, key=lambda index: kinds[index] == "N" or -index)]
    return [(units[index].translate(_MIRRORED), index) for piece in reversed(pieces) for index in piece]
