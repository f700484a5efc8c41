"""What stands on pages beside the running text: page numbers, heads and feet that come again, notes at the foot.

A line at the upper or lower edge is furniture where it comes again at the same height of another page, word for word or with
one number that rises with the pages. What it says is kept once, at the end (a head of the first page where it stands); bare
page numbers go. Notes are small letters at the foot that begin with a number or sign.
"""

import re
import statistics
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from servanda.parse.pdf_lines import Line
from servanda.parse.placed import PlacedParagraph, PlacedWord

_N_EDGE = 3  # lines at each edge that may be furniture
_SAME_HEIGHT = 3.0  # points
_SMALL = 0.92  # of the usual size of letters: a note
_NUMBER = re.compile(r"\d+")
_PAGE_WORDS = re.compile(
    r"(?:page|pages|of|p|pp|seite|von|página|de|sur|стр|страница|из|صفحة|من|[\d٠-٩\W_])+", re.IGNORECASE
)
_NOTE = re.compile(r"\(?(?P<mark>\d{1,3}|[*†‡§]{1,3})[.)]?\s*(?=[^\W\d]|[\"“«'(])")


class Page(NamedTuple):
    """The lines of a page in reading order, and its number from 1."""

    number: int
    lines: Sequence[Line]


class _Edge(NamedTuple):
    page: int
    line: Line
    is_top: bool


class Sorted(NamedTuple):
    """The running text page by page, and what stands beside it, once."""

    pages: list[Sequence[Line]]
    beside: list[PlacedParagraph]


def sort_out(pages: Sequence[Page]) -> Sorted:
    """Part the running text of pages from heads, feet, page numbers and notes."""
    edges = [edge for page in pages for edge in _edges(page)]
    repeated = {id(edge.line): edge for edge in _repeated(edges)}
    first = pages[0].number if pages else 0
    beside: list[PlacedParagraph] = []
    running: list[Sequence[Line]] = []
    said: set[str] = set()
    feet: list[PlacedParagraph] = []
    for page in pages:
        kept = []
        for line in page.lines:
            edge = repeated.get(id(line))
            words = _NUMBER.sub("#", line.text)
            if edge is None or (edge.is_top and page.number == first and not _PAGE_WORDS.fullmatch(line.text)):
                kept.append(line)
            elif words not in said and not _PAGE_WORDS.fullmatch(line.text):
                feet.append(_paragraph(page.number, [line]))
            said |= {words} if edge else set()
        body, notes = _without_notes(kept)
        running.append(body)
        beside += [_paragraph(page.number, note) for note in notes]
    return Sorted(running, [*beside, *feet])


def _edges(page: Page) -> Iterator[_Edge]:
    """Yield the lines at the upper and the lower edge of a page."""
    heights = sorted({round(line.baseline) for line in page.lines}, reverse=True)
    for line in page.lines:
        place = heights.index(round(line.baseline))
        if place < _N_EDGE:
            yield _Edge(page.number, line, is_top=True)
        if len(heights) - place <= _N_EDGE:
            yield _Edge(page.number, line, is_top=False)


def _repeated(edges: Sequence[_Edge]) -> Iterator[_Edge]:
    """Yield the edges that come again on another page."""
    alike: dict[tuple[str, bool], list[_Edge]] = {}
    for edge in edges:
        alike.setdefault((_NUMBER.sub("#", edge.line.text), edge.is_top), []).append(edge)
    for group in alike.values():
        for place, edge in enumerate(group):
            near = (*group[max(0, place - 2) : place], *group[place + 1 : place + 3])
            if any(_comes_again(edge, other) for other in near):
                yield edge


def _comes_again(one: _Edge, other: _Edge) -> bool:
    if one.page == other.page or abs(one.line.baseline - other.line.baseline) > _SAME_HEIGHT:
        return False
    numbers = zip(_NUMBER.findall(one.line.text), _NUMBER.findall(other.line.text), strict=True)
    changes = [int(second) - int(first) for first, second in numbers if first != second]
    return not changes or changes == [other.page - one.page]


def _without_notes(lines: Sequence[Line]) -> tuple[Sequence[Line], list[list[Line]]]:
    """Part the lines of a page from the notes at its foot, each from its mark to the next."""
    if not lines:
        return lines, []
    size = statistics.median_low([line.size for line in lines for _ in line.words])
    start = len(lines)
    while start and lines[start - 1].size < _SMALL * size:
        start -= 1
    while start < len(lines) and not _NOTE.match(lines[start].text):
        start += 1
    notes: list[list[Line]] = []
    for line in lines[start:]:
        if _NOTE.match(line.text) or not notes:
            notes.append([])
        notes[-1].append(line)
    return lines[:start], notes


def _paragraph(page: int, lines: Iterable[Line]) -> PlacedParagraph:
    return PlacedParagraph([PlacedWord(page, word) for line in lines for word in line.words], "note")
