"""A deed told just before is laid to somebody: "A bomb killed six. The governor blamed the Azawad Front".

The words of blame name no deed of their own ("blamed X for"). They are a claim that X did the one deed that is told before them, in the
same sentence or the one right before it, and whose doer the text itself does not name. Where two deeds could be meant, nobody is charged.
"""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from servanda.extract.clauses import Clause, Clauses, clauses_of
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.events.control import is_party
from servanda.extract.events.levels import with_speaker
from servanda.extract.factuality import is_told
from servanda.extract.frames import match_any
from servanda.extract.reading import Segment
from servanda.model.claims import HAPPENED, EventClaim
from servanda.model.making import sealed
from servanda.model.parties import Attribution

_RULE: Final = "event.assault.laid"
_SIDES: Final = 2  # who is blamed and by whom, and no deed


class Laying(NamedTuple):
    """A verb that blames, who is blamed, and by whom. Words are indices of the segment."""

    verb: int
    accused: int
    by: int


def laid_to(
    analysis: DocumentAnalysis,
    segment: Segment,
    sentence: range,
    own: Iterable[EventClaim],
    before: Iterable[EventClaim],
) -> Iterator[EventClaim]:
    """Yield what the words of blame of a sentence say of a deed told in it (``own``) or in the sentence before (``before``)."""
    clauses, own = clauses_of(segment), tuple(own)
    for verb in sentence:
        laying = _laying(analysis, segment, verb)
        if laying is None:
            continue
        at = segment.start + clauses.words.starts[verb]
        deed = _one(one for one in own if one.span.end <= at) or _one(before)
        if deed is not None and _may_be_meant(analysis, deed, at):
            yield _claim(analysis, segment, laying, deed)


def _laying(analysis: DocumentAnalysis, segment: Segment, verb: int) -> Laying | None:
    """Return who is blamed by whom where a verb of blame names no deed: "blamed the Front", "hold the Front responsible"."""
    clauses, blame = clauses_of(segment), analysis.reference.lexicon.blame
    if clauses.words.lemmas[verb] not in blame or not clauses.is_verb(verb):
        return None
    clause = clauses.clause(verb)
    slots = match_any(clauses, clause, blame) or {}
    accused, by = slots.get("accused", ()), slots.get("blamer", ())
    alone = len(accused) == len(by) == 1 and len(slots) == _SIDES and _says_no_more(clauses, clause)
    if not alone or not _may_be_charged(analysis, segment, accused[0]) or clauses.nobody(by[0]) is not None:
        return None
    told = is_told(clauses, verb, analysis.reference.lexicon)
    return Laying(verb, accused[0], by[0]) if told else None


def _says_no_more(clauses: Clauses, clause: Clause) -> bool:
    """Tell whether nothing but a date stands below a verb of blame: "accused X over the price of bread" is of something else."""
    dated = all(clauses.is_dated(one.phrase.head) for one in clause.obliques)
    return dated and clause.voice == "active" and all(one.kind == "predicate" for one in clause.complements)


def _may_be_charged(analysis: DocumentAnalysis, segment: Segment, word: int) -> bool:
    """Tell whether somebody blamed can have done it; a government or the police may be blamed for having let it happen."""
    clauses, events = clauses_of(segment), analysis.reference.lexicon.events
    lemma = clauses.words.lemmas[word].lower()
    named = lemma in events.members or analysis.names.mention_at(segment, word) is not None
    return (named or is_party(analysis, clauses, word)) and lemma not in events.overseeing


def _one(claims: Iterable[EventClaim]) -> EventClaim | None:
    """Return the one deed that some claims tell as done, or ``None`` of several."""
    deeds = [one for one in claims if one.event.plover == "ASSAULT" and _is_real(one)]
    return deeds[0] if len({one.trigger.start for one in deeds}) == 1 else None


def _is_real(claim: EventClaim) -> bool:
    once = claim.counting in {"incident", "unknown"}
    return once and claim.polarity == "affirmed" and claim.modality in HAPPENED


def _may_be_meant(analysis: DocumentAnalysis, deed: EventClaim, at: int) -> bool:
    """Tell whether a deed stands in the same section, and nobody is named as its doer by the text itself."""
    near = analysis.reading.section_at(deed.trigger.start) == analysis.reading.section_at(at)
    named = any(one.role == "actor" for one in deed.participants)
    return near and not (named and len(deed.attribution) == 1)


def _claim(analysis: DocumentAnalysis, segment: Segment, laying: Laying, deed: EventClaim) -> EventClaim:
    clauses, names = clauses_of(segment), analysis.names
    words = analysis.reading.span(segment, laying.verb)
    chain = _chain(analysis, segment, laying)
    accused = names.name_of(segment, laying.accused, chain).participant("actor")
    first, last = clauses.phrase(laying.by).first, max(laying.verb, clauses.phrase(laying.accused).last)
    told = EventClaim(
        **analysis.common(_RULE, analysis.reading.span(segment, first, last), chain),
        polarity="affirmed",
        modality="presupposed",
        event=deed.event,
        trigger=words,
        participants=(accused, *(one for one in deed.participants if one.role == "target")),
        places=deed.places,
        time=deed.time,
    )
    return sealed(told)


def _chain(analysis: DocumentAnalysis, segment: Segment, laying: Laying) -> tuple[Attribution, ...]:
    """Return the chain over the verb with whoever blames as its last speaker."""
    cue = analysis.reading.span(segment, laying.verb)
    return with_speaker(analysis, segment, laying.by, cue, analysis.attributions.chain_at(cue.start, cue.end))
