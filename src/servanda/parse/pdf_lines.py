"""Lines of a PDF page: their words in reading order, each with its place."""

import ctypes
import statistics
import sys
import unicodedata
from collections.abc import Sequence
from itertools import groupby
from typing import Any, NamedTuple

from servanda.parse.bidi import has_rtl, in_logical_order, ligature, main_direction
from servanda.parse.placed import Box, Word, enclosing

_WORD_GAP = 0.14  # times the size of the letters: a space between words
_SAME_PLACE = 0.01  # points
_N_MEASURED = 15  # signs of a line whose size is asked for
_MARK_SIZE = 0.85  # times the size of the letters: a number that leads to a note is smaller
_MAX_MARK = 3  # digits
_UNITS = frozenset({"km", "m", "cm", "mi", "ft"})
_HYPHEN = "\x02"
_LINE_ENDS = frozenset({"\r", "\n", _HYPHEN})  # pdfium marks a hyphen at a line end so and drops the line end itself
_SURROGATES = range(0xD800, 0xE000)


class Line(NamedTuple):
    """One line: its words in reading order, their text joined by spaces, its edges, baseline and size of letters in points."""

    words: tuple[Word, ...]
    text: str
    left: float
    right: float
    baseline: float
    size: float


class _Signs:
    """The signs of a page as pdfium gives them. Their boxes are those of the font, not of the ink: equal for one font."""

    def __init__(self, page: Any) -> None:
        from pypdfium2 import raw

        self._page, self._raw = page, raw
        self.letters = [_letter(raw.FPDFText_GetUnicode(page, index)) for index in range(page.count_chars())]
        self.direction = main_direction("".join(self.letters))

    def box(self, index: int) -> Box:
        """Return the box of a sign: left, bottom, right, top."""
        found: Box = self._page.get_charbox(index, loose=True)
        return found

    def size(self, index: int) -> float:
        """Return the size of a sign's font as it is set on the page."""
        matrix = self._raw.FS_MATRIX()
        is_known = self._raw.FPDFText_GetMatrix(self._page, index, matrix)
        scale = float((matrix.c**2 + matrix.d**2) ** 0.5) if is_known else 1.0
        return float(self._raw.FPDFText_GetFontSize(self._page, index)) * scale

    def baseline(self, index: int) -> float:
        """Return the height at which a sign stands."""
        x, y = ctypes.c_double(), ctypes.c_double()
        self._raw.FPDFText_GetCharOrigin(self._page, index, x, y)
        return y.value


def read_lines(page: Any) -> list[Line]:
    """Return the lines of a page (a pypdfium2 text page) in reading order."""
    signs = _Signs(page)
    lines = []
    start = 0
    for index, letter in enumerate(signs.letters):
        if letter in _LINE_ENDS or index + 1 == len(signs.letters):
            line = _line(signs, range(start, index + 1))
            lines += [line] if line else []
            start = index + 1
    return lines


def _letter(code: int) -> str:
    return "\ufffd" if code in _SURROGATES or code > sys.maxunicode else chr(code)


def _line(signs: _Signs, indexes: range) -> Line | None:
    """Return the line of some signs in a row, `None` where it is blank."""
    inked = [index for index in indexes if not signs.letters[index].isspace() and signs.letters[index] != _HYPHEN]
    if not inked:
        return None
    measured = inked[:: max(1, len(inked) // _N_MEASURED)]
    size = statistics.median_low([signs.size(index) for index in measured])
    baseline = statistics.median_low([signs.baseline(index) for index in measured])
    text = "".join(signs.letters[index] for index in indexes)
    words = _words_by_place(signs, indexes, size) if has_rtl(text) else _words(signs, indexes)
    left, _, right, _ = enclosing([word.box for word in words])
    return Line(tuple(words), " ".join(word.text for word in words), left, right, baseline, size)


def _words(signs: _Signs, indexes: range) -> list[Word]:
    """Return the words of a line from left to right, which pdfium gives in reading order, without marks of notes."""
    groups = groupby(indexes, key=lambda index: signs.letters[index].isspace())
    words = [list(group) for is_space, group in groups if not is_space]
    kept = [words[0], *(shown for word in words[1:] if (shown := _without_mark(signs, word, words[0][0])))]
    kept[0] = _without_mark(signs, words[0], words[0][0]) or words[0]
    return [_word(signs, word) for word in kept]


def _without_mark(signs: _Signs, word: list[int], first: int) -> list[int]:
    """Return a word without the small raised number behind it that leads to a note; "km" keeps its square."""
    mark = len(word)
    while mark and signs.letters[word[mark - 1]].isdigit():
        mark -= 1
    stem = "".join(signs.letters[index] for index in word[:mark])
    if mark == len(word) or stem in _UNITS or len(word) - mark > _MAX_MARK:
        return word
    body = word[mark - 1] if mark else first
    is_small = signs.size(word[-1]) < _MARK_SIZE * signs.size(body)
    return word[:mark] if is_small and signs.baseline(word[-1]) > signs.baseline(body) + 1 else word


def _word(signs: _Signs, indexes: Sequence[int]) -> Word:
    """Return the word of some signs in a row; its box spans the outermost of them."""
    inked = [index for index in indexes if signs.letters[index] != _HYPHEN] or indexes
    boxes = [signs.box(index) for index in {inked[0], inked[-1]}]
    return Word("".join(signs.letters[index] for index in indexes), *enclosing(boxes))


def _units(signs: _Signs, indexes: Sequence[int]) -> list[tuple[str, Box]]:
    """Return what each glyph stands for, with its box: a ligature stands for several letters, all in one place.

    Marks above and below letters (vowels) go with the letter before them, wherever they are drawn.
    """
    glyphs: list[tuple[str, str, Box]] = []  # letters, their marks, box
    for index in indexes:
        letter, box = signs.letters[index], signs.box(index)
        letters, marks, last = glyphs[-1] if glyphs else ("", "", box)
        if glyphs and unicodedata.combining(letter):
            glyphs[-1] = letters, marks + letter, last
        elif glyphs and _is_same_place(last, box) and not letter.isspace():
            glyphs[-1] = letters + letter, marks, last
        else:
            glyphs.append((letter, "", box))
    return [(ligature(letters) + marks, box) for letters, marks, box in glyphs]


def _is_same_place(one: Box, other: Box) -> bool:
    return abs(one[0] - other[0]) < _SAME_PLACE and abs(one[2] - other[2]) < _SAME_PLACE


def _words_by_place(signs: _Signs, indexes: range, size: float) -> list[Word]:
    """Return a line with letters from right to left by the places of its signs: pdfium's order swaps words and brackets.

    Spaces that the page really has (pdfium adds some, at odd places) part words, and so does a gap.
    """
    shown = [index for index in indexes if signs.letters[index] not in _LINE_ENDS]
    placed = [unit for unit in _units(signs, shown) if not unit[0].isspace() or unit[1][2] - unit[1][0] > _SAME_PLACE]
    units: list[str] = []
    boxes: list[Box] = []
    furthest = 0.0
    for letters, box in sorted(placed, key=lambda unit: unit[1]):
        if units and box[0] - furthest > _WORD_GAP * size:
            units.append(" ")
            boxes.append(box)
        units.append(letters)
        boxes.append(box)
        furthest = max(furthest, box[2])
    ordered = in_logical_order(units, signs.direction)
    groups = groupby(ordered, key=lambda sign: sign[0].isspace())
    words = [list(group) for is_space, group in groups if not is_space]
    return [Word("".join(text for text, _ in word), *enclosing([boxes[index] for _, index in word])) for word in words]
