"""What a text says of itself: title, byline, dateline, who edited it, what it disclaims. Read only where it stands plainly.

Title, byline and dateline are looked for in the first paragraphs, notes in the last ones and the first.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from servanda.model.documents import Paragraph
from servanda.model.spans import Span
from servanda.parse.headers import Found, Line, is_head_line, read_head
from servanda.parse.note_patterns import (
    BYLINES,
    DATELINE_AFTER,
    DATELINE_BEFORE,
    DATELINE_MARK,
    DISCLAIMERS,
    EDITED_BY,
    LINE_END,
    NAME_PARTICLES,
    OUTLET_WORD,
)
from servanda.text.dates import read_dates

_N_FIRST = 5
_N_LAST = 8
_N_TAIL = 1_500  # characters at the end of a paragraph that are searched for notes
_N_HEAD = 160  # characters at the start of a paragraph that may hold a dateline
_MAX_TITLE = 160
_TITLE_WORDS = range(2, 26)
_MAX_NAME_WORDS = 9
_N_TIMELINE = 60  # paragraphs
_MAX_DATE_LINE = 40  # characters
_SENTENCE_END = (".", ":", ";", ",", "…", "۔", "،", "؛")


class Notes(NamedTuple):
    """What was found; ``publisher`` only where an edit note names an outlet (a fallback: nothing else names one)."""

    title: Found | None = None
    author: Found | None = None
    publisher: Found | None = None
    published_on: Found | None = None
    edited_by: Span | None = None
    disclaimer: Span | None = None


def read_notes(text: str, paragraphs: tuple[Paragraph, ...]) -> Notes:
    """Return what ``text`` says of itself; spans cover the whole note."""
    first = [Line(text[one.start : one.end], one.start) for one in paragraphs[:_N_FIRST]]
    last = list(dict.fromkeys((*paragraphs[: -_N_LAST - 1 : -1], *paragraphs[:2])))
    edited = _first_match(text, last, EDITED_BY)
    disclaimed = _first_match(text, last, DISCLAIMERS)
    head = read_head(text)
    return Notes(
        title=head.title or _title([piece.text for piece in first], first),
        author=next((found for piece in first if (found := _byline(piece))), None),
        publisher=head.publisher or (_outlet(edited) if edited else None),
        published_on=None if head.is_torn or _is_timeline(text, paragraphs) else head.published_on or _day(first),
        edited_by=Span.of(text, *edited.span()) if edited else None,
        disclaimer=Span.of(text, *disclaimed.span()) if disclaimed else None,
    )


def _day(first: Iterable[Line]) -> Found | None:
    """Return the day of the first dateline in paragraphs, at their beginning or that of one of their lines."""
    for piece in first:
        starts = [0, *(match.end() for match in re.finditer(r"\n", piece.text))]
        for start in starts:
            line = piece.text[start:] if start == 0 else piece.text[start:].partition("\n")[0]
            found = _dateline(line)
            if found:
                return Found(found.value, piece.start + start + found.start, piece.start + start + found.end)
    return None


def _first_match(
    text: str, paragraphs: Iterable[Paragraph], patterns: Iterable[re.Pattern[str]]
) -> re.Match[str] | None:
    for paragraph in paragraphs:
        start = max(paragraph.start, paragraph.end - _N_TAIL)
        for pattern in patterns:
            match = pattern.search(text, start, paragraph.end)
            if match:
                return match
    return None


def _title(first: list[str], places: list[Line]) -> Found | None:
    """Return the first paragraph if it looks like a title: one short line, no sentence, something longer after it."""
    if len(first) < 2 or len(first[0]) > _MAX_TITLE:  # noqa: PLR2004 - a title and something under it
        return None
    line = first[0]
    is_sentence = line.endswith(_SENTENCE_END) or "\n" in line or line[0].islower() or not line[0].isalnum()
    is_other = _byline(places[0]) or is_head_line(line) or _dateline(line) or DATELINE_MARK.search(line)
    has_body = any(len(other) > len(line) for other in first[1:])
    if is_sentence or is_other or not has_body or len(line.split()) not in _TITLE_WORDS:
        return None
    return Found(line, places[0].start, places[0].start + len(line))


def _byline(piece: Line) -> Found | None:
    for pattern in BYLINES:
        match = pattern.fullmatch(piece.text)
        if match:
            name = match["who"].strip(" ,.-")
            start = piece.start + match.start("who") + match["who"].index(name)
            return Found(name, start, start + len(name)) if _is_name(name) else None
    return None


def _is_name(name: str) -> bool:
    words = [word for word in re.split(r"[\s,]+", name) if word]
    capitals = [word for word in words if not word[0].islower()]
    return (
        0 < len(words) <= _MAX_NAME_WORDS
        and bool(capitals)
        and all(
            word in NAME_PARTICLES or word.startswith(("al-", "el-", "d'", "d’")) for word in words if word[0].islower()
        )
    )


def _dateline(piece: str) -> Found | None:
    """Return the ISO date of "TOWN, 14 March 2019 -", "Published: 14 March 2019" or a line that is a date; full dates only."""
    for found in read_dates(piece[:_N_HEAD]):
        if found.precision != "day" or found.basis != "stated":
            continue
        before = DATELINE_BEFORE.fullmatch(piece, 0, found.start)
        if not before or not (before["label"] or before["place"] is None or _is_place(before["place"])):
            continue
        closing = DATELINE_AFTER if before["place"] else LINE_END
        if closing.match(piece, found.end):
            return Found(str(found.since), found.start, found.end)
    return None


def _is_timeline(text: str, paragraphs: tuple[Paragraph, ...]) -> bool:
    """Tell whether several of the first short lines are dates of their own: headings of a chronology, not of publication."""
    short = [text[one.start : one.end] for one in paragraphs[:_N_TIMELINE] if one.end - one.start <= _MAX_DATE_LINE]
    return len({day.value for line in short if (day := _dateline(line))}) > 1


def _is_place(place: str) -> bool:
    """Tell whether every word before the date is written like a name (Arabic and the like have no capitals)."""
    words = re.split(r"[\s,(/-]+", place.strip(" ,("))
    return all(not word[:1].islower() for word in words) and place.rstrip().endswith((",", "("))


def _outlet(edited: re.Match[str]) -> Found | None:
    """Return the name in an edit note if it is an outlet's: it begins in upper case and holds a word such as News or Observer."""
    name = " ".join(edited["who"].split())
    return Found(name, *edited.span("who")) if name[0].isupper() and OUTLET_WORD.search(name) else None
