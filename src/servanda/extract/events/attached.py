"""Whom the parser may have hung on a gerund of harm that another did: `is_contested`. Words are indices."""

from typing import Final

from servanda.extract.clauses import links
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.events.triggers import Trigger

_HITTING: Final = frozenset({"ASSAULT", "COERCE"})
_CONTENT: Final = "content"


def is_contested(analysis: DocumentAnalysis, trigger: Trigger, doer: int) -> bool:
    """Tell whether a gerund of harm hangs on whom another was doing something to: "struck [X] killing two", "dealt [X] a blow driving them out"."""
    clauses, clause = trigger.clauses, trigger.clause
    gerund = trigger.verbal and clauses.words.shapes[trigger.word] == links.GERUND and clause.voice == "active"
    described = clause.subject_origin == "relative" or (clause.subject_origin == "own" and clause.link == _CONTENT)
    if not (gerund and described and clause.undergoers):
        return False
    over = list(clauses.above(doer))
    above = next((item for item in over if item != trigger.word and clauses.is_verb(item)), None)
    if above is None or doer in {one.head for one in clauses.clause(above).subjects}:
        return False
    documents = analysis.reference.lexicon.cues.documents
    shown = not documents.isdisjoint(clauses.words.keys(over))  # "footage of soldiers beating them"
    pronoun = any(clauses.words.kinds[one.head] == links.PRONOUN for one in clause.undergoers)
    taken_up = pronoun and clause.subject_origin == "relative" and not shown
    frames = analysis.reference.lexicon.verb_frames.get(clauses.words.lemmas[above].lower(), ())
    return taken_up or (trigger.frame.casualty is not None and any(frame.type in _HITTING for frame in frames))
