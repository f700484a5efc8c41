"""Whom the parser may have hung on a gerund of harm that another did: `is_contested`. Words are indices."""

from typing import Final

from servanda.extract.clauses import Clauses, links
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.events.triggers import Trigger

_HITTING: Final = frozenset({"ASSAULT", "COERCE"})
_CONTENT: Final = "content"


def is_contested(analysis: DocumentAnalysis, trigger: Trigger, doer: int) -> bool:
    """Tell whether a gerund of harm hangs on whom another was doing something to: "struck [X] killing two", "dealt [X] a blow driving them out"."""
    above = _verb_over(trigger.clauses, trigger.word, doer) if _is_hung_gerund(trigger) else None
    if above is None or doer in {one.head for one in trigger.clauses.clause(above).subjects}:
        return False
    frames = analysis.reference.lexicon.verb_frames.get(trigger.clauses.words.lemmas[above].lower(), ())
    hitting = trigger.frame.casualty is not None and any(frame.type in _HITTING for frame in frames)
    return hitting or _is_taken_up(analysis, trigger, doer)


def _is_hung_gerund(trigger: Trigger) -> bool:
    """Tell whether a trigger is a gerund with an object that describes a noun, or that the parser took for what a verb tells."""
    clause = trigger.clause
    gerund = trigger.verbal and trigger.clauses.words.shapes[trigger.word] == links.GERUND and clause.voice == "active"
    described = clause.subject_origin == "relative" or (clause.subject_origin == "own" and clause.link == _CONTENT)
    return gerund and described and bool(clause.undergoers)


def _verb_over(clauses: Clauses, gerund: int, doer: int) -> int | None:
    return next((item for item in clauses.above(doer) if item != gerund and clauses.is_verb(item)), None)


def _is_taken_up(analysis: DocumentAnalysis, trigger: Trigger, doer: int) -> bool:
    """Tell whether the object of a gerund takes up the noun that it describes; of "footage of soldiers beating them" it does not."""
    words, documents = trigger.clauses.words, analysis.reference.lexicon.cues.documents
    shown = not documents.isdisjoint(words.keys(trigger.clauses.above(doer)))
    pronoun = any(words.kinds[one.head] == links.PRONOUN for one in trigger.clause.undergoers)
    return pronoun and trigger.clause.subject_origin == "relative" and not shown
