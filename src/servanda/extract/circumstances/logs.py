"""The day or period that heads what a report lists: "Incidents on 11 May 2031", "Reporting period: 3-9 May 2031", or its title.

It dates what names no day itself: the entries of a list, and of a report on a period its plain paragraphs too.
"""

import re
from datetime import date, timedelta
from typing import Final, NamedTuple

from servanda.extract.circumstances.times import anchor_of
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.model.documents import Paragraph
from servanda.model.spans import Span
from servanda.reference.lexicon_circumstances import TimeWords
from servanda.text.dates import FoundTime
from servanda.text.log_heads import Head, begins_entry, begins_with_hour, read_line
from servanda.text.times import ToldTime, read_times

_FAR: Final = 40  # paragraphs
_LONG: Final = 100  # characters of a heading
_ENDS_HEADING: Final = re.compile(r"[\s.:)\]]*")
_MARKS: Final = ",:;–—-(/|"
_WORD: Final = re.compile(r"[^\W\d_]+")
_LONGEST: Final = timedelta(days=31)
SEVERAL: Final = frozenset({"range", "week"})
_DAYS: Final = frozenset({"day", "part_of_day"})


class Heading(NamedTuple):
    """What dates what stands below it, and where it stands in the text; a title stands in no text. ``of_entry``: what it dates is an entry of a list, and a ``name`` beside the day may be the place of all."""

    day: FoundTime
    mention: Span | None
    of_entry: bool = False
    name: Span | None = None


def heading_over(analysis: DocumentAnalysis, number: int) -> Heading | None:
    """Return what dates a paragraph from above: the nearest date in a line that says what is listed or which period, else the title's.

    A single day dates the entries of a list, a period of several days plain paragraphs as well.
    """
    paragraphs = analysis.reading.text.paragraphs
    entry = _is_entry(analysis, paragraphs[number])
    for paragraph in paragraphs[max(0, number - _FAR) : number][::-1]:
        line = read_line(_text(analysis, paragraph), anchor_of(analysis)) if entry else None
        if line is not None and line.time is not None:
            return _of_line(analysis, paragraph.start, line, line.time)
        if _is_entry(analysis, paragraph):
            continue
        times = [one for one in _times(analysis, paragraph) if one.day is not None]
        if not times:
            continue
        timed = entry and begins_with_hour(_text(analysis, paragraphs[number]))
        if len(times) == 1 and (_heads(analysis, paragraph, times[0], entry=entry) or (timed and _ends_with(analysis, paragraph, times[0]))):
            return _heading(analysis, paragraph.start, times[0], entry=entry)
        if entry:
            return None
    return _title(analysis, entry=entry)


def _of_line(analysis: DocumentAnalysis, start: int, line: Head, told: ToldTime) -> Heading | None:
    """Return the day that a line consists of, with the name beside it."""
    found = _heading(analysis, start, told, entry=True)
    name = analysis.reading.at(start + line.name[0], start + line.name[1]) if line.name else None
    return found and found._replace(name=name)


def _heading(analysis: DocumentAnalysis, start: int, told: ToldTime, *, entry: bool) -> Heading | None:
    found = told.day
    return Heading(found, analysis.reading.at(start + told.start, start + told.end), entry) if found else None


def _text(analysis: DocumentAnalysis, paragraph: Paragraph) -> str:
    return analysis.reading.plain[paragraph.start : paragraph.end]


def _times(analysis: DocumentAnalysis, paragraph: Paragraph) -> tuple[ToldTime, ...]:
    return read_times(_text(analysis, paragraph), anchor_of(analysis))


def _is_entry(analysis: DocumentAnalysis, paragraph: Paragraph) -> bool:
    return paragraph.kind == "item" or begins_entry(_text(analysis, paragraph))


def _heads(analysis: DocumentAnalysis, paragraph: Paragraph, told: ToldTime, *, entry: bool) -> bool:
    """Tell whether a line says of which day a list is, or of which days a report: by a word of logs before its date, in its first words."""
    text, words = _text(analysis, paragraph), analysis.reference.lexicon.times
    before = set(_WORD.findall(text[: told.start].lower())) if told.start <= _LONG else set()
    several = told.day is not None and told.day.precision in SEVERAL and _lasts(told.day, _LONGEST)
    if several and _ENDS_HEADING.fullmatch(text, told.end):
        return not before.isdisjoint(words.logs | words.reports)
    return entry and not before.isdisjoint(words.logs)


def _ends_with(analysis: DocumentAnalysis, paragraph: Paragraph, told: ToldTime) -> bool:
    """Tell whether a short line ends with its day: over lines that begin with an hour it is theirs."""
    text = _text(analysis, paragraph)
    return len(text) <= _LONG and _ENDS_HEADING.fullmatch(text, told.end) is not None


def _title(analysis: DocumentAnalysis, *, entry: bool) -> Heading | None:
    """Return the only day or period of the title, where that says when what the document tells was: "Attacks in Olm, 12 May 2031"."""
    title, anchor, words = analysis.reading.text.title or "", anchor_of(analysis), analysis.reference.lexicon.times
    times = [one for one in read_times(title, anchor) if one.day is not None]
    if len(times) != 1 or not _is_of_what_is_told(title, times[0], words, anchor):
        return None
    return Heading(times[0].day, None, entry) if times[0].day else None


def _is_of_what_is_told(title: str, told: ToldTime, words: TimeWords, anchor: date | None) -> bool:
    """Tell whether a day or period of a title is over before publication, and set off from it or told as when something happened.

    A single day may be that on which a paper was written: it needs a word for what happens or is listed before it.
    """
    before, day = title[: told.start].rstrip(), told.day
    if day is None or anchor is None or day.until is None or day.until > anchor.isoformat():
        return False
    if not _is_set_off(before, words):
        return False
    if day.precision in _DAYS:
        return any(word in words.logs for word in _WORD.findall(before.lower()))
    return day.precision in SEVERAL and _lasts(day, _LONGEST)


def _is_set_off(before: str, words: TimeWords) -> bool:
    """Tell whether a date begins a title or stands behind a mark or a word such as "on"."""
    return not before or before[-1] in _MARKS or before.rsplit(maxsplit=1)[-1].lower() in words.at_times


def _lasts(day: FoundTime, longest: timedelta) -> bool:
    """Tell whether both ends of a time are known and no further apart than the longest."""
    if day.since is None or day.until is None:
        return False
    return date.fromisoformat(day.until[:10]) - date.fromisoformat(day.since[:10]) <= longest
