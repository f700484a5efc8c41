"""Days of what has not happened yet: the Friday of "will meet on Friday" is the next one, not the last."""

from datetime import date, timedelta
from typing import Final

from servanda.extract.circumstances.times import anchor_of
from servanda.extract.clauses import Clauses
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.model.claims import Modality
from servanda.model.making import replace
from servanda.model.time import TimeInterval
from servanda.text.date_relative import EITHER_SIDE, RELATIVE
from servanda.text.date_words import WEEKDAYS

_TO_COME: Final[frozenset[Modality]] = frozenset({"planned", "predicted", "demanded", "hoped", "threatened"})
_FORETOLD: Final[frozenset[Modality]] = frozenset({"planned", "predicted"})
_WEEK: Final = timedelta(days=7)


def time_ahead(
    analysis: DocumentAnalysis, clauses: Clauses, word: int, modality: Modality, time: TimeInterval
) -> TimeInterval:
    """Return the time of an event, a weekday of what is to come as the coming one: "is due to meet on Friday", "will fall on Friday".

    Where the plan is told in the past ("was to meet on Friday"), or something is demanded, hoped or threatened, the day may lie on either side of
    publication, and the ends stay open.
    """
    anchor = anchor_of(analysis)
    if modality not in _TO_COME or anchor is None or not _lies_behind(time, anchor):
        return time
    if modality not in _FORETOLD or _is_told_in_past(clauses, word):
        return replace(time, start=None, end=None, basis=EITHER_SIDE)
    start, end = (date.fromisoformat(one) + _WEEK for one in (time.start or "", time.end or ""))
    return replace(time, start=start.isoformat(), end=end.isoformat())


def _lies_behind(time: TimeInterval, anchor: date) -> bool:
    """Tell whether a time is a bare weekday, read as the last one before publication."""
    told = time.mention.quote.lower().split() if time.mention else []
    bare = bool(told) and told[-1].rstrip(".") in WEEKDAYS and "last" not in told
    return bare and time.basis == RELATIVE and time.start is not None and time.start < anchor.isoformat()


def _is_told_in_past(clauses: Clauses, word: int) -> bool:
    """Tell whether the nearest finite clause around a word is in the past; "would" is told from back then too."""
    tenses = (clauses.clause(one).tense for one in (word, *clauses.above(word)))
    return next((one for one in tenses if one), None) == "past"
