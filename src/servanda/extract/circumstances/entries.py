"""Entries of logs, each with its own day and place: what its head says is of no other entry, and of what its first sentence tells alone."""

from typing import Final

from servanda.extract.circumstances.times import anchor_of
from servanda.extract.circumstances.told import is_told_in_entry
from servanda.extract.clauses import clauses_of
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.reading import Segment
from servanda.text.log_heads import Head, read_heads
from servanda.text.patterns import regex

_ENDED: Final = regex(r"[.!?]\s+(?=[A-Z\d\"(])")


def head_over(analysis: DocumentAnalysis, at: int) -> Head | None:
    """Return the head of the entry that holds an offset of the frozen text; ``None`` where that stands in no entry."""
    start, end = analysis.reading.paragraph_bounds(analysis.reading.paragraph_at(at))
    heads = read_heads(analysis.reading.plain[start:end], anchor_of(analysis))
    return next((one.moved(start) for one in heads[::-1] if one.end + start <= at), None)


def entry_of(analysis: DocumentAnalysis, segment: Segment, word: int) -> Head | None:
    """Return the head of the entry that tells of a word plainly in its first sentence, whatever its fields are set apart by."""
    begin, _ = segment.bounds_of(segment.sentences[segment.sentence_at(word)])
    head = head_over(analysis, analysis.reading.span(segment, word).start)
    if head is None or _ENDED.search(analysis.reading.plain, head.end, begin):
        return None
    return head if is_told_in_entry(clauses_of(segment), word) else None
