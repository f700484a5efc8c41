"""The day of a log: what heads a list of entries ("Incidents on 11 May 2031", "Reporting period: 11 May 2031") dates those that name none."""

import re
from typing import Final

from servanda.extract.circumstances.times import anchor_of
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.reading import Segment
from servanda.model.documents import Paragraph
from servanda.text.times import ToldTime, read_times

_ENTRY: Final = re.compile(r"\s*(?:[-–—•·▪‣◦*\uf0b7]|\[[A-Z]{1,3}\])\s*(?=\S)")
_FAR: Final = 40  # paragraphs
_LONG: Final = 100  # characters of a heading
_WORD: Final = re.compile(r"[^\W\d_]+")


def day_of_log(analysis: DocumentAnalysis, segment: Segment) -> tuple[int, ToldTime] | None:
    """Return the day of the log in which a segment is an entry, with the offset of the text that it was read from.

    That is the nearest date above the entries, where it stands alone in a heading or a line that says what is listed or which period.
    """
    paragraphs = analysis.reading.text.paragraphs
    if not _is_entry(analysis, paragraphs[segment.paragraph]):
        return None
    for paragraph in paragraphs[max(0, segment.paragraph - _FAR) : segment.paragraph][::-1]:
        times = [one for one in _times(analysis, paragraph) if one.dated]
        if times and not _is_entry(analysis, paragraph):
            return (
                (paragraph.start, times[0]) if len(times) == 1 and _heads_log(analysis, paragraph, times[0]) else None
            )
    return None


def _text(analysis: DocumentAnalysis, paragraph: Paragraph) -> str:
    return analysis.reading.plain[paragraph.start : paragraph.end]


def _times(analysis: DocumentAnalysis, paragraph: Paragraph) -> tuple[ToldTime, ...]:
    return read_times(_text(analysis, paragraph), anchor_of(analysis))


def _is_entry(analysis: DocumentAnalysis, paragraph: Paragraph) -> bool:
    return paragraph.kind == "item" or _ENTRY.match(_text(analysis, paragraph)) is not None


def _heads_log(analysis: DocumentAnalysis, paragraph: Paragraph, told: ToldTime) -> bool:
    """Tell whether a line says of which day a list is: by a word of logs before its date, in its first words."""
    before = _text(analysis, paragraph)[: told.start].lower()
    logs = analysis.reference.lexicon.times.logs
    return len(before) <= _LONG and any(word in logs for word in _WORD.findall(before))
