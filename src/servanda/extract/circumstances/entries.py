"""Entries of logs, each with its own day and place: what its head says is of no other entry."""

from servanda.extract.circumstances.times import anchor_of
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.text.log_heads import Head, read_heads


def head_over(analysis: DocumentAnalysis, at: int) -> Head | None:
    """Return the head of the entry that holds an offset of the frozen text; ``None`` where that stands in no entry."""
    start, end = analysis.reading.paragraph_bounds(analysis.reading.paragraph_at(at))
    heads = read_heads(analysis.reading.plain[start:end], anchor_of(analysis))
    return next((one.moved(start) for one in heads[::-1] if one.end + start <= at), None)
