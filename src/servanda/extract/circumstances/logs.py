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
from servanda.text.log_lines import begins_entry, begins_with_hour, may_begin_with_hour, read_line
from servanda.text.times import ToldTime, read_times

_FAR: Final = 40  # paragraphs
_NEAR: Final = 12  # paragraphs
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
    below = paragraphs[number]
    entry = _is_entry(analysis, below)
    for paragraph in paragraphs[max(0, number - _FAR) : number][::-1]:
        if entry and (line := _of_line(analysis, paragraph)):
            return line
        days = _days(analysis, paragraph)
        if not days or (_is_entry(analysis, paragraph) and not _stands_over_hours(analysis, paragraph, below)):
            continue
        if len(days) == 1 and _heads(analysis, paragraph, days[0], below, entry=entry):
            return _heading(analysis, paragraph.start, days[0], entry=entry)
        if entry:
            return None
    return _title(analysis, entry=entry)


def _of_line(analysis: DocumentAnalysis, paragraph: Paragraph) -> Heading | None:
    """Return the day that a line consists of, with the name beside it."""
    line = read_line(_text(analysis, paragraph), anchor_of(analysis))
    found = _heading(analysis, paragraph.start, line.time, entry=True) if line and line.time else None
    if line is None or found is None or line.name is None:
        return found
    first, end = line.name
    return found._replace(name=analysis.reading.at(paragraph.start + first, paragraph.start + end))


def _heading(analysis: DocumentAnalysis, start: int, told: ToldTime, *, entry: bool) -> Heading | None:
    found = told.day
    return Heading(found, analysis.reading.at(start + told.start, start + told.end), entry) if found else None


def _text(analysis: DocumentAnalysis, paragraph: Paragraph) -> str:
    return analysis.reading.plain[paragraph.start : paragraph.end]


def _days(analysis: DocumentAnalysis, paragraph: Paragraph) -> list[ToldTime]:
    return [one for one in read_times(_text(analysis, paragraph), anchor_of(analysis)) if one.day is not None]


def _is_entry(analysis: DocumentAnalysis, paragraph: Paragraph) -> bool:
    return paragraph.kind == "item" or begins_entry(_text(analysis, paragraph)) or begins_at_hour(analysis, paragraph)


def _stands_over_hours(analysis: DocumentAnalysis, paragraph: Paragraph, below: Paragraph) -> bool:
    """Tell whether a line without an hour stands over one with an hour: "LIVE: the north, Tuesday 7 October"."""
    return paragraph.kind != "item" and begins_at_hour(analysis, below) and not begins_at_hour(analysis, paragraph)


def begins_at_hour(analysis: DocumentAnalysis, paragraph: Paragraph) -> bool:
    """Tell whether a line begins with an hour of the clock; four digits alone are one beside a line that surely does."""
    text, paragraphs = _text(analysis, paragraph), analysis.reading.text.paragraphs
    if begins_with_hour(text) or not may_begin_with_hour(text):
        return begins_with_hour(text)
    number = analysis.reading.paragraph_at(paragraph.start)
    beside = (*paragraphs[max(0, number - _NEAR) : number], *paragraphs[number + 1 : number + 1 + _NEAR])
    return any(begins_with_hour(_text(analysis, one)) for one in beside)


def _heads(analysis: DocumentAnalysis, paragraph: Paragraph, told: ToldTime, below: Paragraph, *, entry: bool) -> bool:
    """Tell whether a line says of which day a list is, or of which days a report: by a word of logs before its date, in its first words.

    Over what begins with an hour of the clock a short line does so that ends with a day.
    """
    text, words = _text(analysis, paragraph), analysis.reference.lexicon.times
    before = set(_WORD.findall(text[: told.start].lower())) if told.start <= _LONG else set()
    several = told.day is not None and told.day.precision in SEVERAL and _lasts(told.day, _LONGEST)
    if several and _ENDS_HEADING.fullmatch(text, told.end):
        return not before.isdisjoint(words.logs | words.reports)
    if not entry or not before.isdisjoint(words.logs):
        return entry
    ends = len(text) <= _LONG and _ENDS_HEADING.fullmatch(text, told.end) is not None
    return ends and begins_at_hour(analysis, below)


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
