"""Entries of logs, each with its own day and place: what its head says is of no other entry, and of what its first sentence tells alone."""

from typing import Final

from servanda.extract.circumstances.logs import heading_over
from servanda.extract.circumstances.times import anchor_of
from servanda.extract.circumstances.told import is_told_in_entry
from servanda.extract.clauses import clauses_of
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.reading import Segment
from servanda.text.log_heads import Head, read_heads
from servanda.text.log_lines import read_called
from servanda.text.patterns import regex

_ENDED: Final = regex(r"[.!?]\s+(?=[A-Z\d\"(])")


def head_over(analysis: DocumentAnalysis, at: int) -> Head | None:
    """Return the head of the entry that holds an offset of the frozen text; ``None`` where that stands in no entry."""
    number = analysis.reading.paragraph_at(at)
    start, end = analysis.reading.paragraph_bounds(number)
    line = analysis.reading.plain[start:end]
    heads = read_heads(line, anchor_of(analysis)) or _listed(analysis, number, line)
    return next((one.moved(start) for one in heads[::-1] if one.end + start <= at), None)


def _listed(analysis: DocumentAnalysis, number: int, line: str) -> tuple[Head, ...]:
    """Return the head of a line that begins with a name, where a heading says of which day or period the lines of a list are."""
    called = read_called(line)
    heading = heading_over(analysis, number) if called else None
    return (called,) if called and heading and heading.of_entry else ()


def entry_of(analysis: DocumentAnalysis, segment: Segment, word: int) -> Head | None:
    """Return the head of the entry that tells of a word plainly in its first sentence, whatever its fields are set apart by."""
    begin, _ = segment.bounds_of(segment.sentences[segment.sentence_at(word)])
    head = head_over(analysis, analysis.reading.span(segment, word).start)
    if head is None or _ENDED.search(analysis.reading.plain, head.end, begin + 1):
        return None
    return head if is_told_in_entry(clauses_of(segment), word) else None
