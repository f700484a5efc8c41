"""Which paragraphs are headings by their form, where the format does not say: short, without a stop, over a longer text."""

import re

from servanda.model.documents import Paragraph
from servanda.model.making import replace

_MAX_CHARACTERS = 90
_MAX_WORDS = 12
_LONGER = 2  # times the heading: a text without a stop under it
_ENDS = frozenset(".,;:!?…؟،؛۔。”\"'’»)|-–—")
_NUMBERED = re.compile(r"\(?(?:\d{1,3}|[A-Z]|[IVXL]{1,6})(?:\.\d{1,3})*[.)|]?\s+(?=\S)")
_BULLET = re.compile(r"(?:[•·▪‣◦*\uf0b7]|[-–—])\s+\S")


def with_headings(text: str, paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    """Return the paragraphs with the headings among those of kind ``text`` marked as such.

    A heading stands in one line, begins with a capital letter, a number or a letter of a script without capitals, has at most
    twelve words and no stop at its end, and is over a paragraph that is far longer than itself or ends a sentence.
    """
    following = (*paragraphs[1:], None)
    return tuple(
        replace(one, kind="heading") if one.kind == "text" and _is_heading(text, one, below) else one
        for one, below in zip(paragraphs, following, strict=True)
    )


def _is_heading(text: str, one: Paragraph, below: Paragraph | None) -> bool:
    if below is None or one.end - one.start > _MAX_CHARACTERS:
        return False
    line = text[one.start : one.end]
    words = _NUMBERED.sub("", line, count=1)
    if line[-1] in _ENDS or "\n" in line or _BULLET.match(line) or words[:1].islower():
        return False
    if not any(letter.isalpha() for letter in words) or len(line.split()) > _MAX_WORDS:
        return False
    under = text[below.start : below.end]
    return below.kind == "text" and (len(under) > _LONGER * len(line) or under[-1] in _ENDS)
