"""Where paragraphs end in plain text: at blank lines; at line ends too, unless the lines were broken to a width."""

import re
from itertools import pairwise
from typing import NamedTuple

from servanda.model.documents import Paragraph

_LINE = re.compile(r"[^\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]+")
_LINE_END = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
_SENTENCE_END = frozenset(".!?:…؟۔。”\"'’»)")
_MAX_WIDTH = 132  # wider lines are no lines broken for a terminal or a mail, but paragraphs
_MIN_WIDTH = 30
_MIN_FULL_SHARE = 0.6  # of the line ends within blocks: the next word would not have fitted
_MIN_OPEN_SHARE = 0.5  # of the line ends within blocks: no sentence ends there
_USUAL = 0.9  # quantile of the widths of lines: single lines may be wider


class _Line(NamedTuple):
    start: int
    end: int
    indent: int
    after_blank: bool
    first_word: int

    @property
    def width(self) -> int:
        return self.indent + self.end - self.start


def find_paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Return the paragraphs of ``text`` in order, without white space at their ends; the text itself is not changed.

    Lines broken to a width are told by this: at most line ends within a block the next word would not have fitted, and
    no sentence ends there.
    Such lines form one paragraph up to a blank line, an indented line, or a short line that ends a sentence.
    """
    lines = _lines(text)
    pairs = [(one, other) for one, other in pairwise(lines) if not other.after_blank]
    width = max((one.width for one, _ in pairs), default=0)
    widest = max((line.width for pair in pairs for line in pair), default=0)
    is_wrapped = widest <= _MAX_WIDTH and _is_wrapped(text, pairs, width)
    found: list[Paragraph] = []
    previous: _Line | None = None
    for line in lines:
        if is_wrapped and previous and _goes_on(text, previous, line, width):
            found[-1] = Paragraph(start=found[-1].start, end=line.end)
        else:
            found.append(Paragraph(start=line.start, end=line.end))
        previous = line
    return tuple(found)


def _lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    last_end = 0
    for match in _LINE.finditer(text):
        words = match[0].strip()
        if words:
            indent = len(match[0]) - len(match[0].lstrip())
            start = match.start() + indent
            after_blank = len(_LINE_END.findall(text, last_end, start)) > 1
            last_end = start + len(words)
            lines.append(_Line(start, last_end, indent, after_blank, len(words.split(None, 1)[0])))
    return lines


def _is_wrapped(text: str, pairs: list[tuple[_Line, _Line]], width: int) -> bool:
    if len(pairs) < 2 or width < _MIN_WIDTH:  # noqa: PLR2004 - one line end proves nothing
        return False
    usual_width = sorted(one.width for one, _ in pairs)[int(_USUAL * (len(pairs) - 1))]
    n_full = sum(not _had_room(one, other, usual_width) for one, other in pairs)
    n_open = sum(text[one.end - 1] not in _SENTENCE_END for one, _ in pairs)
    return n_full >= _MIN_FULL_SHARE * len(pairs) and n_open >= _MIN_OPEN_SHARE * len(pairs)


def _had_room(one: _Line, other: _Line, width: int) -> bool:
    return one.width + 1 + other.first_word <= width


def _goes_on(text: str, one: _Line, other: _Line, width: int) -> bool:
    """Tell whether the line ``other`` continues the paragraph of ``one``."""
    if other.after_blank or other.indent > one.indent:
        return False
    return not (_had_room(one, other, width) and text[one.end - 1] in _SENTENCE_END)
