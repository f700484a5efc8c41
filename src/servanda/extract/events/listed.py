"""Who did what stands in a list under words that say so: "Violations by the Second Army:", "The Front committed these attacks:"."""

from collections.abc import Iterator
from typing import Final

from servanda.extract.clauses import Clause, Clauses, clauses_of
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.events.control import is_party
from servanda.extract.events.triggers import Trigger
from servanda.extract.events.weapons_and_possessors import possessors
from servanda.extract.reading import Segment
from servanda.model.parties import Participant
from servanda.reference.lexicon import Lexicon
from servanda.text.listing import Listing, listings

_CHARGES: Final = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})
_KEY: Final = ("listed",)


def doers_over(analysis: DocumentAnalysis, trigger: Trigger) -> tuple[Participant, ...]:
    """Return who did the act of an item of a list by the words over it; nobody of several lists, or where these deny it."""
    if trigger.frame.type not in _CHARGES:
        return ()
    at = trigger.segment.start + trigger.clauses.words.starts[trigger.word]
    lists = analysis.names.once(_KEY, lambda: listings(analysis.reading.plain))
    over = next((one for one in lists if one.items[0][0] <= at < one.items[-1][1]), None)
    return () if over is None else analysis.names.once((*_KEY, over.start), lambda: tuple(_doers(analysis, over)))


def _doers(analysis: DocumentAnalysis, over: Listing) -> Iterator[Participant]:
    segment = analysis.reading.segment_at(max(over.end - 1, 0))
    if segment is None or segment.start < over.start:
        return
    clauses, kinds = clauses_of(segment), analysis.reference.lexicon.events.deeds
    deeds = [word for word in segment.sentences[-1] if clauses.words.lemmas[word].lower() in kinds]
    heads = dict.fromkeys(head for deed in deeds for head in _of_deed(analysis, segment, deed))
    named = [head for head in heads if _may_act(analysis, segment, head)]
    yield from (analysis.names.name_of(segment, head).participant("actor") for head in named)


def _of_deed(analysis: DocumentAnalysis, segment: Segment, deed: int) -> Iterator[int]:
    """Yield who stands beside a word for deeds as their doer: "violations by X", "X's attacks", "attributed to X", "X committed"."""
    clauses, lexicon = clauses_of(segment), analysis.reference.lexicon
    over = clauses.over(deed)
    if over is not None and over.lemma in lexicon.modality.denying:
        return
    yield from (one.phrase.head for one in clauses.under(deed, *lexicon.events.participants.agents))
    if clauses.words.lemmas[deed].lower() in lexicon.events.deeds_of:
        yield from (one.phrase.head for one in clauses.under(deed, "of"))
    yield from possessors(analysis, clauses, deed)
    yield from _laid_to(clauses, deed, lexicon)
    if over is not None and over.voice == "active":
        yield from _over_deed(clauses, deed, over, lexicon)


def _over_deed(clauses: Clauses, deed: int, over: Clause, lexicon: Lexicon) -> Iterator[int]:
    """Yield whom the verb over a deed tells of: "X committed these attacks", and of "lists these attacks by X", where "by" hangs on "lists"."""
    yield from (one.phrase.head for one in clauses.under(over.head, *lexicon.events.participants.agents))
    if over.lemma in lexicon.events.conducting and deed in {thing.head for thing in over.undergoers}:
        yield from (one.head for one in over.doers)


def _laid_to(clauses: Clauses, deed: int, lexicon: Lexicon) -> Iterator[int]:
    """Yield to whom deeds are laid: "attacks attributed to X"."""
    behind = (item for item in clauses.tree.below[deed] if item > deed)
    for word in (item for item in behind if clauses.words.lemmas[item].lower() in lexicon.events.ascribing):
        yield from (one.phrase.head for one in clauses.under(word, "to"))


def _may_act(analysis: DocumentAnalysis, segment: Segment, word: int) -> bool:
    known = analysis.names.mention_at(segment, word) is not None
    members = analysis.reference.lexicon.events.members
    return known or is_party(analysis, clauses_of(segment), word) or clauses_of(segment).words.lemmas[word] in members
