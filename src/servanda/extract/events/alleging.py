"""What is alleged by nobody in particular: "an alleged ambush", "claims of a chemical attack" are not the writer's own word."""

from collections.abc import Iterator
from typing import Final

from servanda.extract.clauses import links
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.events.levels import with_speaker
from servanda.extract.events.triggers import Trigger
from servanda.model.parties import Attribution

_OF: Final = "of"
_GOVERNED: Final = frozenset({links.GOVERNED, links.GOVERNED_CLAUSE})


def alleged_level(
    analysis: DocumentAnalysis, trigger: Trigger, chain: tuple[Attribution, ...]
) -> tuple[Attribution, ...]:
    """Return the chain over an event with whoever alleges it as its last speaker, where the words call it an allegation.

    The speaker has a name where the words give one ("the army's claims of an ambush"), else none. Where somebody speaks already, he answers.
    """
    if chain[-1].level == "speaker":
        return chain
    cue = next(_cues(analysis, trigger), None)
    if cue is None:
        return chain
    at = analysis.reading.span(trigger.segment, cue)
    return with_speaker(analysis, trigger.segment, trigger.clauses.phrase(cue).owner, at, chain)


def _cues(analysis: DocumentAnalysis, trigger: Trigger) -> Iterator[int]:
    """Yield the words that call an event an allegation: an adjective before a noun that tells it, a noun of saying over "of"."""
    clauses, lexicon = trigger.clauses, analysis.reference.lexicon
    for word in (trigger.word, *trigger.absorbed):
        before = clauses.modifiers(word)
        yield from (item for item in before if clauses.words.keys([item]) & lexicon.cues.reporting_adjectives)
        over = list(clauses.above(word))[:2]
        governed = clauses.tree.links[word] in _GOVERNED and clauses.words.lowers[over[0]] == _OF
        if governed and clauses.words.keys(over[1:]) & lexicon.verification.reports:
            yield over[1]
