"""What the parser is given at once: pieces of paragraphs between line ends and semicolons, within the bounds of `limits`."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from servanda.extract.reading.limits import endless_words, within
from servanda.model.documents import DocumentText
from servanda.text.dates import day_of
from servanda.text.log_lines import fields_of
from servanda.text.patterns import regex
from servanda.text.sections import NUMBERED

Bounds = tuple[int, int]
_HEAD = regex(r"(?:(?<=; )|(?<=[.!?] )|^)[^:;.!?\n]{1,60}: ", re.MULTILINE)
_CUT = regex(r";\s+|\n\s*")
_ON = r"(?:\d{1,2} )?[A-Z][a-z]{2,8}\.?(?: \d{1,2})?(?:,? \d{4})?"
_BY = r" ?\([^()\n]{2,30}\)"
# "BEIRUT (Agency) -", "PARIS, 3 May -", "LIMA, 1989 -", "GENEVA: "; a town in small letters needs an agency or a date: "Port Sudan, 14 June 2024 -".
_DATELINE = regex(
    rf"\s*(?:[A-Z][A-Z.'-]{{2,}}[A-Z ,./'-]*(?:[A-Z]?[a-z]+\.?)?(?: \d{{1,2}})?(?:{_BY})?(?:, (?:{_ON}|\d{{4}}))?"
    rf"|(?:[A-Z][\w'’.-]+,? ?){{1,4}}(?:{_BY}(?:,? {_ON})?|{_ON}(?:{_BY})?)) ?(?:--|—|–|-) "
    r"|\s*[A-Z][A-Z.'-]{2,}(?: [A-Z.'-]{2,}){0,2}: (?=[A-Z\"])"
)


class Piece(NamedTuple):
    """Characters ``[start, end)`` that the parser is given at once, and whether they are torn off from what is around them."""

    start: int
    end: int
    torn_before: bool = False
    torn_behind: bool = False


def endless_in(plain: str, text: DocumentText, paragraph: int) -> Iterator[Bounds]:
    """Yield the bounds of what is too long for a word in a paragraph."""
    return endless_words(plain, text.paragraphs[paragraph].start, text.paragraphs[paragraph].end)


def pieces_of(plain: str, text: DocumentText, paragraph: int, apart: tuple[int, ...]) -> Iterator[Piece]:
    """Yield the pieces of a paragraph between line ends and semicolons, without outer spaces; long ones in parts.

    Neither does a piece reach over the places ``apart``. A dateline ("BEIRUT (Agency) -") and the number of a paragraph ("3.1|")
    are pieces of their own, as are the heads in a row of a table: the parser would take them for the subject.
    """
    start, end = text.paragraphs[paragraph].start, text.paragraphs[paragraph].end
    endless = [*endless_in(plain, text, paragraph)]
    cuts = _without_cuts_in(endless, _cuts(plain, text, paragraph, apart), end)
    edges = {edge for word in endless for edge in word}
    begins = [start, *(after for _, after in cuts)]
    ends = [*(before for before, _ in cuts), end]
    for begin, stop in zip(begins, ends, strict=True):
        torn = begin in edges
        for first, last, tears in within(plain, begin, stop):
            words = plain[first:last]
            if words.strip():
                inner = first + len(words) - len(words.lstrip()), first + len(words.rstrip())
                yield Piece(*inner, torn_before=torn, torn_behind=tears or (last == stop and stop in edges))
            torn = tears


def _cuts(plain: str, text: DocumentText, paragraph: int, apart: tuple[int, ...]) -> list[Bounds]:
    """Return what lies between the pieces of a paragraph: line ends, semicolons, and places where one ends and the next begins."""
    start, end = text.paragraphs[paragraph].start, text.paragraphs[paragraph].end
    before = _DATELINE.match(plain, start, end) or NUMBERED.match(plain, start, end)
    heads = _HEAD.finditer(plain, start, end) if text.paragraphs[paragraph].kind == "row" else ()
    places = [match.end() for match in (before, *heads) if match]
    places += apart[bisect_right(apart, start) : bisect_left(apart, end)]
    near = [
        plain[one.start : one.end]
        for one in text.paragraphs[max(0, paragraph - 1) : paragraph + 2]
        if one.start != start
    ]
    found = fields_of(plain[start:end], day_of(text.published_on), *near)
    fields = {(start + before, start + behind) for before, behind in found}
    cuts = {*(match.span() for match in _CUT.finditer(plain, start, end)), *((place, place) for place in places)}
    return _apart(sorted(cuts | fields))


def _apart(cuts: list[Bounds]) -> list[Bounds]:
    """Leave out cuts that begin within another."""
    kept: list[Bounds] = []
    for cut in cuts:
        if not kept or cut[0] >= kept[-1][1]:
            kept.append(cut)
    return kept


def _without_cuts_in(endless: list[Bounds], cuts: list[Bounds], end: int) -> list[Bounds]:
    """Return cuts without those in words without end, which are cut out themselves."""
    if not endless:
        return cuts
    within_one = (endless[max(0, bisect_right(endless, (cut[0], end)) - 1)] for cut in cuts)
    outside = [cut for cut, one in zip(cuts, within_one, strict=True) if not one[0] <= cut[0] < one[1]]
    return sorted([*outside, *endless])
