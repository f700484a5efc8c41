"""Words with their place on a page, and the text with regions that they make.

A hyphen that the page sets at a line end is dropped where a word goes on in lower case, and kept after an Arabic article
("al-") or before a capital. Presentation forms of Arabic letters and Latin ligatures become the letters they stand for.
"""

import math
import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from servanda.model.documents import Paragraph, ParagraphKind, Region
from servanda.parse.bidi import has_rtl, paired
from servanda.text.patterns import regex

Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""

_PRESENTATION_FORMS = regex("[\ufb00-\ufb06\ufb50-\ufdff\ufe70-\ufefc]+")
_LINE_HYPHEN = regex("(?P<before>[^\\W\\d_]*)[\x02\ufffe\u00ad](?P<after>\\w?)")
_HYPHENS = ("\x02", "\ufffe", "\u00ad")
_LIST_NUMBER = regex(r"(?:^|\s)\w{1,2}\)")
_ARTICLES = frozenset({"al", "el", "an", "ar", "as", "ash", "at", "az", "ad", "adh"})
_SEPARATOR = "\n\n"


class Word(NamedTuple):
    """Signs without white space between them, and their box in points from the lower left corner of the page.

    ``percent`` is how sure the program was that read them from a picture.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    percent: int | None = None

    @property
    def box(self) -> Box:
        """The box alone."""
        return self.left, self.bottom, self.right, self.top


class PlacedWord(NamedTuple):
    """A word and the number of its page, from 1."""

    page: int
    word: Word


class PlacedParagraph(NamedTuple):
    """The words of one paragraph with their places, and what kind of paragraph it is."""

    words: Sequence[PlacedWord]
    kind: ParagraphKind = "text"


def enclosing(boxes: Sequence[Box]) -> Box:
    """Return the box around some boxes."""
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


class Placed(NamedTuple):
    """The text of a document with its paragraphs, and where each word of it stands."""

    text: str
    paragraphs: tuple[Paragraph, ...]
    regions: tuple[Region, ...]


def placed_text(paragraphs: Iterable[PlacedParagraph]) -> Placed:
    """Return the text of some paragraphs, its words joined by spaces, with the region of each word."""
    pieces: list[str] = []
    marks: list[Paragraph] = []
    regions: list[Region] = []
    position = 0
    for words, kind in paragraphs:
        start = position + len(_SEPARATOR) if pieces else 0
        piece, found = _paragraph(words, start)
        if piece:
            pieces.append(piece)
            regions += found
            position = start + len(piece)
            marks.append(Paragraph(start=start, end=position, kind=kind))
    return Placed(_SEPARATOR.join(pieces), tuple(marks), tuple(regions))


def _paragraph(words: Sequence[PlacedWord], start: int) -> tuple[str, list[Region]]:
    """Return the text of a paragraph that begins at code point ``start`` of the document, and the regions of its words."""
    text = ""
    regions: list[Region] = []
    is_glued = True
    for number, (page, word) in enumerate(words):
        following = words[number + 1].word.text if number + 1 < len(words) else ""
        letters = _letters(word.text, _letters(following, "")[:1])
        if not letters:
            continue
        text += letters if is_glued else f" {letters}"
        is_glued = word.text.endswith(_HYPHENS)
        end = start + len(text)
        regions.append(_region(page, word, end - len(letters), end))
    return _mended(text), regions


def _mended(text: str) -> str:
    """Turn a bracket that stands the wrong way where a paragraph from right to left has its pair on another line.

    Numbers with a single bracket, as lists have them, are left alone.
    """
    if text.count("(") == text.count(")") or not has_rtl(text) or _LIST_NUMBER.search(text):
        return text
    return paired(text)


def _letters(word: str, following: str) -> str:
    """Return the letters of a word; its hyphen at a line end goes or stays, as the first of the ``following`` letters has it."""
    letters = _PRESENTATION_FORMS.sub(lambda match: unicodedata.normalize("NFKC", match[0]), word)
    joined = _LINE_HYPHEN.sub(_unhyphenated, letters + following)
    return joined.removesuffix(following) if following else joined


def _unhyphenated(match: re.Match[str]) -> str:
    is_kept = match["before"].lower() in _ARTICLES or not match["before"] or not match["after"].islower()
    return f"{match['before']}{'-' if is_kept else ''}{match['after']}"


def _region(page: int, word: Word, start: int, end: int) -> Region:
    return Region(
        start=start,
        end=end,
        page=page,
        left=math.floor(word.left),
        bottom=math.floor(word.bottom),
        right=math.ceil(word.right),
        top=math.ceil(word.top),
        ocr_percent=word.percent,
    )
