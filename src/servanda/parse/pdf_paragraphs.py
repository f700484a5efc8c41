"""The paragraphs that the lines of PDF pages form, told by their place, size and length."""

import statistics
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from servanda.model.documents import ParagraphKind
from servanda.parse.bidi import runs_from_right
from servanda.parse.headers import is_head_line
from servanda.parse.pdf_lines import Line
from servanda.parse.placed import PlacedParagraph, PlacedWord

_SENTENCE_END = frozenset(".!?:…؟۔。”\"'’»)")
_GAP = 1.45  # times the usual distance of two lines: a paragraph ends
_WIDE_GAP = 2.7  # times the size of the letters: wider than double spacing
_INDENT = 0.9  # times the size of the letters: a first line set in
_SHORT = 0.85  # of the usual width: a last line
_N_HEAD = 8  # lines of the first page that may state title, publisher and day
_LARGER = 0.15  # of the size of the letters: a heading
_MAX_HEADING = 30  # words


def paragraphs_of(pages: Sequence[Sequence[Line]], n_before: int = 0) -> Iterator[PlacedParagraph]:
    """Yield the paragraphs of pages in a row, with ``n_before`` pages before them; few words in larger letters are a heading.

    A sentence may run on over a page end.
    """
    last: Line | None = None
    current: list[PlacedWord] = []
    kind: ParagraphKind = "text"
    for page, lines in enumerate(pages, start=n_before + 1):
        measures = _Measures.of(lines)
        for number, line in enumerate(lines):
            is_apart = page == 1 and number < _N_HEAD and last is not None and _is_head(last, line)
            runs_on = last and (_runs_on(last, line) if number == 0 else measures.same_paragraph(last, line))
            if last and (is_apart or not runs_on):
                yield PlacedParagraph(current, kind if len(current) <= _MAX_HEADING else "text")
                current = []
            if not current:
                kind = "heading" if line.size > (1 + _LARGER) * measures.size else "text"
            current += [PlacedWord(page, word) for word in line.words]
            last = line
    if current:
        yield PlacedParagraph(current, kind if len(current) <= _MAX_HEADING else "text")


class _Measures(NamedTuple):
    """What is usual on a page, in points: distance between lines, size of letters, the edges of the text."""

    pitch: float
    size: float
    left: float
    right: float

    @classmethod
    def of(cls, lines: Sequence[Line]) -> "_Measures":
        pitches = [one.baseline - other.baseline for one, other in pairwise(lines) if one.baseline > other.baseline]
        return cls(
            pitch=statistics.median_low(pitches) if pitches else 0.0,
            size=statistics.median_low([line.size for line in lines]) if lines else 0.0,
            left=min((line.left for line in lines), default=0.0),
            right=max((line.right for line in lines), default=0.0),
        )

    def same_paragraph(self, one: Line, other: Line) -> bool:
        """Tell whether ``other`` continues the paragraph of ``one``, the line before it."""
        drop = one.baseline - other.baseline
        if drop <= -self.size:  # the next column
            return _runs_on(one, other)
        if abs(drop) < self.size / 2 and 0 <= other.left - one.right < self.size:  # a raised sign made two lines of one
            return True
        is_short = one.right - one.left < _SHORT * (self.right - self.left) and one.text[-1] in _SENTENCE_END
        is_larger = abs(one.size - other.size) > _LARGER * min(one.size, other.size)
        is_far = drop > min(_GAP * self.pitch, _WIDE_GAP * self.size)
        return not (is_far or is_short or is_larger or self._is_set_in(one, other))

    def _is_set_in(self, one: Line, other: Line) -> bool:
        """Tell whether ``other`` begins further in than ``one`` and ends no sooner, as a first line does."""
        slack = _INDENT * self.size
        if runs_from_right(other.text):
            return other.right < one.right - slack and other.left <= one.left + slack
        return other.left > one.left + slack and other.right >= one.right - slack


def _is_head(one: Line, other: Line) -> bool:
    """Tell whether one of two lines states title, publisher or day: lines of a head are paragraphs each."""
    return is_head_line(one.text) or is_head_line(other.text)


def _runs_on(one: Line, other: Line) -> bool:
    """Tell whether the text of ``one`` goes on in ``other`` on another page or column: no sentence ends between them.

    Letters written from right to left have no capitals; there the missing end alone decides.
    """
    first = other.text[0]
    is_begun = not first.islower() and not runs_from_right(first)
    return one.text[-1] not in _SENTENCE_END and not is_begun
