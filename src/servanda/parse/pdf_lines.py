"""Lines of a PDF page with their place, and the paragraphs they form."""

import statistics
import sys
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from servanda.parse.bidi import has_rtl, is_mixed, logical_order

_SENTENCE_END = frozenset(".!?:…؟۔。”\"'’»)")
_GAP = 1.45  # times the usual distance of two lines: a paragraph ends
_WIDE_GAP = 2.3  # times the height of a line: wider than double spacing
_INDENT = 0.8  # times the height of a line: a first line set in
_SHORT = 0.85  # of the usual width: a last line
_WORD_GAP = 0.12  # times the height of a sign: a space between words
_SAME_PLACE = 0.01  # points
_LINE_ENDS = frozenset("\r\n\x02")  # pdfium marks a hyphen at a line end so and drops the line end itself
_SURROGATES = range(0xD800, 0xE000)


class Line(NamedTuple):
    """One line: its text and its box in points, measured from the lower left corner of the page."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


def read_lines(page: Any) -> list[Line]:
    """Return the lines of a page (a pypdfium2 text page) in reading order."""
    from pypdfium2.raw import FPDFText_GetUnicode

    n_characters = page.count_chars()
    letters = [_letter(FPDFText_GetUnicode(page, index)) for index in range(n_characters)]
    lines = []
    start = 0
    for index in range(n_characters):
        if letters[index] in _LINE_ENDS or index + 1 == n_characters:
            if "".join(letters[start : index + 1]).strip():
                lines.append(_line(page, letters, start, index + 1))
            start = index + 1
    return lines


def paragraphs_of(pages: list[list[Line]]) -> Iterator[str]:
    """Yield the paragraphs of all pages, their lines joined by spaces; a sentence may run on over a page end."""
    last: Line | None = None
    current: list[str] = []
    for lines in pages:
        measures = _Measures.of(lines)
        for number, line in enumerate(lines):
            if last and not (_runs_on(last, line) if number == 0 else measures.same_paragraph(last, line)):
                yield " ".join(current)
                current = []
            current.append(line.text)
            last = line
    if current:
        yield " ".join(current)


class _Measures(NamedTuple):
    """What is usual on a page, in points: distance between lines, height, the edges of the text."""

    pitch: float
    height: float
    left: float
    right: float

    @classmethod
    def of(cls, lines: list[Line]) -> "_Measures":
        pitches = [one.bottom - other.bottom for one, other in pairwise(lines) if one.bottom > other.bottom]
        return cls(
            pitch=statistics.median_low(pitches) if pitches else 0.0,
            height=statistics.median_low([line.top - line.bottom for line in lines]) if lines else 0.0,
            left=min((line.left for line in lines), default=0.0),
            right=max((line.right for line in lines), default=0.0),
        )

    def same_paragraph(self, one: Line, other: Line) -> bool:
        """Tell whether ``other`` continues the paragraph of ``one``, the line before it."""
        drop = one.bottom - other.bottom
        if drop <= -self.height:  # the next column
            return _runs_on(one, other)
        is_set_in = other.left > one.left + _INDENT * self.height and other.right >= one.right - _INDENT * self.height
        is_set_in_rtl = (
            other.right < one.right - _INDENT * self.height and abs(other.left - one.left) < 1 and has_rtl(other.text)
        )
        is_short = one.right - one.left < _SHORT * (self.right - self.left) and one.text.rstrip()[-1] in _SENTENCE_END
        is_larger = abs((one.top - one.bottom) - (other.top - other.bottom)) > _INDENT * self.height / 2
        return not (
            drop > min(_GAP * self.pitch, _WIDE_GAP * self.height)
            or is_set_in
            or is_set_in_rtl
            or is_short
            or is_larger
        )


def _runs_on(one: Line, other: Line) -> bool:
    return one.text.rstrip()[-1] not in _SENTENCE_END and other.text.lstrip()[0].islower()


def _letter(code: int) -> str:
    return "\ufffd" if code in _SURROGATES or code > sys.maxunicode else chr(code)


def _line(page: Any, letters: list[str], start: int, end: int) -> Line:
    """Return the line of characters ``[start, end)``; its box spans its outermost characters."""
    inked = [index for index in range(start, end) if not letters[index].isspace() and letters[index] != "\x02"]
    ends = (inked[0], inked[-1]) if inked else (start, start)
    boxes = [page.get_charbox(index, loose=True) for index in ends]
    text = "".join(letters[start:end])
    return Line(
        text=(_by_place(page, letters, inked) if is_mixed(text) else text).strip(),
        left=min(box[0] for box in boxes),
        bottom=min(box[1] for box in boxes),
        right=max(box[2] for box in boxes),
        top=max(box[3] for box in boxes),
    )


def _by_place(page: Any, letters: list[str], inked: list[int]) -> str:
    """Return a line of mixed direction by the places of its signs: pdfium's own order swaps words and brackets there."""
    placed = sorted((page.get_charbox(index, loose=True), index) for index in inked)
    units: list[str] = []
    last_left, last_right = 0.0, 0.0
    for (left, bottom, right, top), index in placed:
        if units and abs(left - last_left) < _SAME_PLACE and abs(right - last_right) < _SAME_PLACE:
            units[-1] += letters[index]  # a ligature: several letters in one place
        else:
            if units and left - last_right > _WORD_GAP * (top - bottom):
                units.append(" ")
            units.append(letters[index])
        last_left, last_right = left, max(right, last_right)
    return logical_order(units)
