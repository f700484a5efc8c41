"""A text as the rules read it: parsed segments whose offsets are those of the frozen text, within bounds and under guards."""

from servanda.extract.reading.guarding import LIMIT, by_sentence, guarded, parted, passed_over
from servanda.extract.reading.limits import NESTING, QUOTATIONS, SENTENCE, TOO_LONG
from servanda.extract.reading.segments import Reading, Segment, read
from servanda.extract.reading.triage import may_tell, worth_reading

__all__ = [
    "LIMIT",
    "NESTING",
    "QUOTATIONS",
    "SENTENCE",
    "TOO_LONG",
    "Reading",
    "Segment",
    "by_sentence",
    "guarded",
    "may_tell",
    "parted",
    "passed_over",
    "read",
    "worth_reading",
]
