"""The sections of a text: a bare noun ("forces", "the group") takes up nothing that stands in another one."""

import re
from bisect import bisect_right
from typing import Final

from servanda.model.documents import DocumentText, Paragraph, ParagraphKind

_ALONE: Final = frozenset({"row", "note"})

# "3.1|", "4.2.", "3.1 The": what stands before the last point is the section.
NUMBERED: Final = re.compile(
    r"\s*(?:\(?(?P<section>\d{1,3}(?:\.\d{1,3})*?)(?:\.(?P<last>\d{1,3}))?(?:[.)|]\s*|(?<=\d\.\d)\s+|(?<=\.\d\d)\s+)(?=[A-Z\"])"
    r"|\([a-z]{1,4}\)\s+(?=[A-Z\"])|[•·▪‣◦\uf0b7]\s*)"
)


class Sections:
    """Which section an offset of a text stands in."""

    def __init__(self, text: DocumentText) -> None:
        """Number the sections of ``text``."""
        self._starts = [paragraph.start for paragraph in text.paragraphs]
        self._numbers = _numbers(text)

    def at(self, offset: int) -> int:
        """Return the number of the section that holds an offset, that before it between two paragraphs."""
        place = bisect_right(self._starts, offset) - 1
        return self._numbers[place] if place >= 0 else 0


def _numbers(text: DocumentText) -> list[int]:
    """Return for each paragraph the number of its section.

    A section begins with a heading (several in a row are one), with a row of a table and with a note, which stand for
    themselves, and where the number of a paragraph says so: after 3.1 and 3.2 comes 4.1.
    """
    found: list[int] = []
    section = 0
    number: str | None = None
    last: ParagraphKind = "heading"
    for paragraph in text.paragraphs:
        own = _section_number(text, paragraph)
        differs = own is not None and number is not None and own != number
        alone = paragraph.kind in _ALONE or last in _ALONE
        section += alone or (last != "heading" and (paragraph.kind == "heading" or differs))
        number = own if own is not None else number
        last = paragraph.kind
        found.append(section)
    return found


def _section_number(text: DocumentText, paragraph: Paragraph) -> str | None:
    """Return "3" for a paragraph that begins with 3.1, ``None`` where no number of two parts stands."""
    match = NUMBERED.match(text.text, paragraph.start, paragraph.end)
    return match["section"] if match and match["last"] else None
