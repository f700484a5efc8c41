"""The head of a text: title, publisher and day of publication, where its first lines state them plainly, with their places.

A head is the lines before the first sentence. A line of it says something where a label does ("DATE: 15 January 2018") or
where nothing stands in it but a day and names ("Lake Radio | 15 January 2018"). Two days that differ are none.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from servanda.parse.header_patterns import (
    AGENCY_LINE,
    BY,
    LABELS,
    OTHER_DAYS,
    PARTS,
    PUBLISHED_ON,
    TIME,
    WEEKDAY,
    is_agency,
    is_name,
    is_outlet,
    is_plain_name,
)
from servanda.text.header_days import read_days
from servanda.text.patterns import regex

_N_CHARACTERS, _N_LINES = 3_000, 10
_MAX_LINE, _SENTENCE = 160, 60
_SENTENCE_END = regex(r"[.!?…۔؟][\"'”’»)]*$")
_DAYS = ("published", "dated", "day")
_TITLE_WORDS = range(2, 26)
_MAX_TITLE = 160
_MAX_PLACE_WORDS = 3


class Found(NamedTuple):
    """A value and the code points ``[start, end)`` that state it; ``label`` as it stands there, if one does."""

    value: str
    start: int
    end: int
    label: str = ""


class Line(NamedTuple):
    """A line of the head or a part of one, without blanks around it."""

    text: str
    start: int

    def part(self, start: int, end: int) -> "Line":
        """Return ``text[start:end]`` without the blanks around it."""
        piece = self.text[start:end]
        return Line(piece.strip(), self.start + start + len(piece) - len(piece.lstrip()))


class Head(NamedTuple):
    """What the head of a text says; ``is_torn`` where it states two days of publication."""

    title: Found | None = None
    publisher: Found | None = None
    published_on: Found | None = None
    is_torn: bool = False


class _Said(NamedTuple):
    """What one line of the head says: days and names by kind, and whether it says nothing else (so it is no title)."""

    found: tuple[tuple[str, Found], ...]


def read_head(text: str) -> Head:
    """Return title, publisher and day of publication as the first lines of a text state them."""
    lines = tuple(_head_lines(text))
    said = [_said(line) for line in lines]
    found = [item for one in said if one for item in one.found]
    titles = [value for kind, value in found if kind == "title"]
    day = _one_of(found, *_DAYS)
    return Head(
        title=titles[0] if titles else _title(lines, said),
        publisher=_one_of(found, "publisher", "outlet") or _masthead(lines, said) or _agency(text),
        published_on=day,
        is_torn=day is None and any(kind in _DAYS for kind, _ in found),
    )


def read_line(words: str) -> Found | None:
    """Return the day of publication that a line from the head of a page states; nothing where it states two."""
    said = _said(Line(words, 0))
    return _one_of(said.found, *_DAYS) if said else None


def read_outlet(words: str) -> Found | None:
    """Return the outlet beside the day in a line from the head of a page."""
    said = _said(Line(words, 0))
    return _one_of(said.found, "publisher", "outlet") if said else None


def is_head_line(words: str) -> bool:
    """Tell whether a line states something of a document, and so is no title."""
    return _said(Line(words, 0)) is not None


def _head_lines(text: str) -> Iterator[Line]:
    """Yield the lines before the first that is a sentence or longer than a headline."""
    n_lines = 0
    for match in re.finditer(r"[^\n]+", text[:_N_CHARACTERS]):
        line = Line(match[0], match.start()).part(0, len(match[0]))
        if not line.text:
            continue
        is_sentence = len(line.text) > _SENTENCE and _SENTENCE_END.search(line.text)
        if n_lines == _N_LINES or len(line.text) > _MAX_LINE or (is_sentence and _label(line) is None):
            return
        n_lines += 1
        yield line


def _one_of(found: Sequence[tuple[str, Found]], *kinds: str) -> Found | None:
    """Return what the strongest kind says; nothing where it says two things."""
    for kind in kinds:
        values = [value for name, value in found if name == kind]
        if values:
            return values[0] if len({value.value for value in values}) == 1 else None
    return None


def _said(line: Line) -> _Said | None:
    """Return what a line says that is part of a head and no title; ``None`` for any other line."""
    parts = _parts(line)
    labels = [label for part in parts if (label := _label(part))]
    others = [part for part in parts if OTHER_DAYS.match(part.text)]
    if len(labels) + len(others) == len(parts) and labels:
        return _Said(tuple(item for label in labels for item in _labelled(*label).found))
    label = _label(line)
    return _labelled(*label) if label else _dated_line(parts)


def _label(line: Line) -> tuple[str, Line, str] | None:
    """Return kind, value and words of the label that a line begins with."""
    for kind, pattern in LABELS:
        match = pattern.fullmatch(line.text)
        if match:
            return kind, line.part(match.start("value"), match.end("value")), line.text[: match.start("value")].strip()
    return None


def _labelled(kind: str, value: Line, words: str) -> _Said:
    """Return what a labelled line says; a day is taken where the label leads in nothing else but hour and further parts."""
    if kind == "title":
        return _Said(((kind, Found(value.text, value.start, value.start + len(value.text), words)),))
    first = _parts(value)[0]
    if kind == "publisher":
        name = first.text.rstrip(" .,")
        if not is_name(name):
            return _Said(())
        return _Said(((kind, Found(name, first.start, first.start + len(name), words)),))
    day = _only_day(first)
    return _Said(((kind, day._replace(label=words)),) if day else ())


def _parts(line: Line) -> list[Line]:
    ends = [match.span() for match in PARTS.finditer(line.text)]
    starts = [0, *(end for _, end in ends)]
    stops = [*(start for start, _ in ends), len(line.text)]
    return [part for start, stop in zip(starts, stops, strict=True) if (part := line.part(start, stop)).text]


def _only_day(part: Line) -> Found | None:
    """Return the day of a part that holds nothing else: a weekday, what leads in a publication, an hour."""
    days = read_days(part.text)
    if len(days) != 1:
        return None
    before = PUBLISHED_ON.sub("", part.text[: days[0].start], count=1)
    if WEEKDAY.sub("", before).strip(" ,،(") or not TIME.fullmatch(part.text, days[0].end):
        return None
    return Found(days[0].day, part.start + days[0].start, part.start + days[0].end)


def _dated_line(parts: Sequence[Line]) -> _Said | None:
    """Return what a line says that holds one day and names; ``None`` where there is no day, or anything else beside it."""
    found: list[tuple[str, Found]] = []
    for position, part in enumerate(parts):
        if OTHER_DAYS.match(part.text) or BY.fullmatch(part.text) or _is_label_of_nothing(part):
            continue
        label = _label(part)
        said = list(_labelled(*label).found) if label else list(_named_day(part))
        if said:
            found += said
        elif is_plain_name(part.text) or is_outlet(part.text):
            found += [("outlet", _whole(part))] if is_outlet(part.text) else []
        elif position == 0 and len(parts) > 1 and _is_title(part.text):
            found.append(("title", _whole(part)))
        else:
            return None
    has_day = any(kind in _DAYS for kind, _ in found)
    return _Said(tuple(found)) if has_day else None


def _is_label_of_nothing(part: Line) -> bool:
    return bool(PUBLISHED_ON.fullmatch(part.text))


def _whole(part: Line) -> Found:
    return Found(part.text, part.start, part.start + len(part.text))


def _named_day(part: Line) -> Iterator[tuple[str, Found]]:
    """Yield the day of a part and the outlet beside it: "Lake Radio, 4 June 2023", "4 June 2023 by Lake Radio"."""
    day = _only_day(part)
    if day:
        yield ("published" if PUBLISHED_ON.match(part.text) else "day"), day
        return
    days = read_days(part.text)
    if len(days) != 1:
        return
    start, end, value = days[0]
    kind = "published" if PUBLISHED_ON.match(part.text) else "day"
    before = part.part(*_led(part, start))
    hour = TIME.match(part.text, end)
    after = part.part(hour.end() if hour else end, len(part.text))
    by = BY.fullmatch(after.text)
    name = before if before.text else after.part(by.start("who"), by.end("who")) if by else after
    if before.text and after.text:
        return
    is_bound = bool(by) or _is_bound(part.text, (start, end), is_before=bool(before.text))
    if is_bound and (is_outlet(name.text) or _is_place(name.text) or by):
        yield kind, Found(value, part.start + start, part.start + end)
        if is_outlet(name.text):
            yield "outlet", _whole(name)


def _led(part: Line, start: int) -> tuple[int, int]:
    """Return where the name before a day stands: without what leads in a publication, a weekday, commas and brackets."""
    lead = PUBLISHED_ON.match(part.text)
    begin = lead.end() if lead and lead.end() <= start else 0
    before = part.text[begin:start]
    for weekday in WEEKDAY.finditer(before):
        if not before[weekday.end() :].strip(" ,،("):
            before = before[: weekday.start()]
            break
    return begin, begin + len(before.rstrip(" ,،("))


def _is_bound(text: str, span: tuple[int, int], *, is_before: bool) -> bool:
    """Tell whether a comma, a colon or a bracket ties name and day: "the massacre of 4 June 2023" is no line of a head."""
    start, end = span
    if is_before:
        before = WEEKDAY.sub("", text[:start]).rstrip()
        return before.endswith((",", "،", "(", ":"))
    return text[end:].lstrip()[:1] in {",", "،", ":", ")"}


def _is_place(name: str) -> bool:
    return is_plain_name(name.replace(",", " ")) and len(name.split()) <= _MAX_PLACE_WORDS


def _title(lines: Sequence[Line], said: Sequence[_Said | None]) -> Found | None:
    """Return the first line where it looks like a title and a line of the head follows; a name of an outlet above it is passed over."""
    start = 1 if lines and said[0] is None and is_outlet(lines[0].text) and not _is_headed(said, 1) else 0
    if len(lines) <= start or said[start] is not None or not _is_headed(said, start + 1):
        return None
    line = lines[start]
    return _whole(line) if _is_title(line.text) else None


def _is_headed(said: Sequence[_Said | None], position: int) -> bool:
    return len(said) > position and said[position] is not None


def _masthead(lines: Sequence[Line], said: Sequence[_Said | None]) -> Found | None:
    """Return the outlet whose name stands alone above a title with a dated line under it."""
    is_above = len(lines) > 1 and said[0] is None and said[1] is None and _is_headed(said, 2)
    return _whole(lines[0]) if is_above and is_outlet(lines[0].text) else None


def _is_title(line: str) -> bool:
    is_sentence = bool(_SENTENCE_END.search(line)) or line.endswith((":", ";", ",", "،", "؛")) or line[0].islower()
    return not is_sentence and line[0].isalnum() and len(line) <= _MAX_TITLE and len(line.split()) in _TITLE_WORDS


def _agency(text: str) -> Found | None:
    """Return the agency in the head of the first report: TOWN, June 4 (Agency) - ..."""
    for line in _first_lines(text):
        match = AGENCY_LINE.match(line.text)
        if match and is_agency(match["who"]):
            return Found(match["who"], line.start + match.start("who"), line.start + match.end("who"))
    return None


def _first_lines(text: str) -> Iterator[Line]:
    for n_lines, match in enumerate(re.finditer(r"[^\n]*\S[^\n]*", text[:_N_CHARACTERS])):
        if n_lines == _N_LINES:
            return
        yield Line(match[0], match.start()).part(0, len(match[0]))
