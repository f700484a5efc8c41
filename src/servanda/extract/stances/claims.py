"""Stances: who supports, opposes, demands, hopes, fears, welcomes, condemns, denies, pledges, threatens what."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Final

from servanda.extract.circumstances import Cited, cited_in, find_cited
from servanda.extract.clauses import clauses_in, clauses_of
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.factuality import judge
from servanda.extract.grammar import VERBAL, children, name_phrase
from servanda.extract.reading import Segment, by_sentence
from servanda.extract.stances.frames import find_hits
from servanda.extract.stances.hit import Hit
from servanda.extract.stances.units import Unit, units_of
from servanda.model.claims import AgreementMention, Attitude, Modality, Polarity, StanceClaim, StanceDetail
from servanda.model.documents import PassedOver
from servanda.model.making import sealed
from servanda.model.parties import Attribution, Participant, ParticipantRole
from servanda.model.spans import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_MODALITY: Final[dict[Attitude, Modality]] = {
    "demands": "demanded", "hopes": "hoped", "fears": "feared", "threatens": "threatened", "pledges": "planned",
}  # fmt: skip
_NESTING: Final = frozenset({"demands", "hopes"})
_REMARKING: Final = frozenset({"say", "call", "describe", "add", "suggest", "claim", "state", "stress", "warn", "note"})
_FIRST: Final = frozenset({"we", "us", "i"})
_ANAPHORS: Final = frozenset({"it", "them", "they"})
_REAL: Final = frozenset({"asserted", "presupposed", "predicted"})


def find_stances(analysis: DocumentAnalysis) -> Iterator[StanceClaim | PassedOver]:
    """Yield the stance claims of a text; a demand of several acts gives one claim for each."""
    return by_sentence("stances", analysis.reading, partial(_in_sentence, analysis, find_cited(analysis)))


def _in_sentence(
    analysis: DocumentAnalysis, cited: tuple[Cited, ...], segment: Segment, sentence: range
) -> Iterator[StanceClaim]:
    for hit in find_hits(segment, segment.doc[sentence.start : sentence.stop], analysis.reference.lexicon):
        yield from _claims(analysis, hit, cited)


def _claims(analysis: DocumentAnalysis, hit: Hit, cited: tuple[Cited, ...]) -> Iterator[StanceClaim]:
    verb = hit.source if hit.source.pos_ in VERBAL else hit.source.head
    judgement = judge(clauses_in(verb.doc), verb.i, analysis.reference.lexicon) if hit.rule != "stance.modal" else None
    if hit.rule != "stance.modal" and (judgement is None or judgement.modality not in _REAL):
        return
    chain = chain_of(analysis, hit)
    if hit.rule == "stance.modal" and len(chain) == 1:
        return
    polarity: Polarity = judgement.polarity if judgement else "affirmed"
    holder = holder_of(analysis, hit, chain)
    if holder is None and len(chain) == 1:
        return
    if not hit.clause or hit.attitude not in _NESTING:
        unit = Unit(hit.complement, *_object_bounds(hit), hit.addressees)
        yield _claim(analysis, hit, (unit, True), (chain, holder, polarity), cited)
        return
    for place, unit in enumerate(units_of(hit.complement, hit.addressees, analysis.reference.lexicon)):
        yield _claim(analysis, hit, (unit, place == 0), (chain, holder, polarity), cited)


def _object_bounds(hit: Hit) -> tuple[int, int]:
    """Return the tokens of an object noun phrase or clause; "as ..." behind it is an assertion of its own."""
    head = hit.complement
    first, last = head.left_edge.i, head.right_edge.i
    doc = head.doc
    if head.dep_ == "dobj" and head.left_edge.i < hit.source.i:
        first = head.i
    for token in head.subtree:
        if token.i > head.i and token.dep_ == "acl" and token.tag_ == "VBG" and token.lemma_ in _REMARKING:
            last = min(last, token.left_edge.i - 1)
        if token.lower_ == "as" and token.dep_ == "prep" and token.i > head.i:
            last = min(last, token.i - 1)
        if (
            token.dep_ in {"advcl", "parataxis"}
            and token.left_edge.i > head.i
            and token.left_edge.i > first
            and doc[token.left_edge.i - 1].text == ","
        ):
            last = min(last, token.left_edge.i - 1)
    while last > first and (doc[last].is_punct or doc[last].dep_ == "cc"):
        last -= 1
    while first < last and (doc[first].dep_ in {"mark", "punct"} or doc[first].tag_ == "TO"):
        first += 1
    return first, last


def chain_of(analysis: DocumentAnalysis, hit: Hit) -> tuple[Attribution, ...]:
    """Return the chain over a stance: a speech act adds its own speaker, an ascribed attitude does not."""
    own = analysis.reading.of(hit.segment, hit.source)
    chain = analysis.attributions.chain_at(own.start, own.end)
    if not hit.speech or (hit.holders and hit.holders[0].lower_ in _FIRST):
        return chain
    relation = analysis.attributions.at_cue(own.start, own.end)
    if relation is not None and relation.speaker.name is not None:
        return analysis.attributions.chain_of(relation)
    if not hit.holders:
        return chain
    first = hit.holders[0]
    speaker = analysis.names.name_of(hit.segment, first.i, chain, _run(analysis, hit.segment, first))
    level = Attribution(
        level="speaker", name=speaker.name, mention=speaker.mention, cue=own, candidates=speaker.candidates
    )
    return (*chain, level)


def holder_of(analysis: DocumentAnalysis, hit: Hit, chain: tuple[Attribution, ...]) -> Participant | None:
    """Return who holds a stance: its subject, or the innermost speaker where it has none."""
    own_words = hit.holders and hit.holders[0].lower_ in _FIRST
    outer = chain[:-1] if hit.speech and len(chain) > 1 and not own_words else chain
    for token in hit.holders:
        if token.lower_ not in {"it", "that", "which", "this", "there", "what"}:
            return _party(analysis, hit.segment, token, outer, "holder")
    if len(chain) > 1 and chain[-1].name is not None:
        return Participant(role="holder", name=chain[-1].name, type="other", mention=chain[-1].mention)
    return None


def _party(
    analysis: DocumentAnalysis, segment: Segment, token: "Token", chain: tuple[Attribution, ...], role: ParticipantRole
) -> Participant:
    return analysis.names.name_of(segment, token.i, chain, _run(analysis, segment, token)).participant(role)


def _run(analysis: DocumentAnalysis, segment: Segment, token: "Token") -> tuple[int, int] | None:
    """Return the noun phrase of a common noun; a name knows its own extent."""
    named = (
        analysis.names.mention_at(segment, token.i) is not None
        or token.pos_ in {"PRON", "DET"}
        or children(token, "appos")
    )
    phrase = clauses_of(segment).phrase(token.i)
    return None if named else (phrase.first, phrase.last)


def _claim(
    analysis: DocumentAnalysis,
    hit: Hit,
    unit: tuple[Unit, bool],
    said: tuple[tuple[Attribution, ...], Participant | None, Polarity],
    cited: tuple[Cited, ...],
) -> StanceClaim:
    act, is_first = unit
    chain, holder, polarity = said
    span = _span(analysis, hit, act, is_first=is_first)
    addressees = tuple(dict.fromkeys(_addressee(analysis, hit, token, chain) for token in act.agents))
    agreements = tuple(AgreementMention(mention=mention) for mention in cited_in(cited, span))
    claim = StanceClaim(
        **analysis.common(hit.rule if is_first else f"{hit.rule}.nested", span, chain),
        polarity=polarity,
        modality=_MODALITY.get(hit.attitude, "asserted"),
        agreements=agreements,
        stance=StanceDetail(
            attitude=hit.attitude,
            holder=holder,
            addressees=addressees,
            object=analysis.reading.span(hit.segment, act.first, act.last),
        ),
    )
    return sealed(claim)


def _span(analysis: DocumentAnalysis, hit: Hit, act: Unit, *, is_first: bool) -> Span:
    """Return the words of a stance: from its holder to the end of the first act; a further act stands alone."""
    first, last = act.first, act.last
    if is_first and not hit.whole:
        own = [hit.source.i, act.first, *(name_phrase(hit.first).start for _ in [0] if hit.first is not None)]
        first, last = min(own), max(last, hit.source.i)
    return analysis.reading.span(hit.segment, first, last)


def _addressee(analysis: DocumentAnalysis, hit: Hit, token: "Token", chain: tuple[Attribution, ...]) -> Participant:
    """Return an addressee; "it" and "them" are whoever was named last before in the sentence."""
    if token.lower_ in _ANAPHORS:
        before = [other for other in token.sent if other.i < token.i and _is_body(analysis, hit.segment, other)]
        token = before[-1] if before else token
    return _party(analysis, hit.segment, token, chain, "addressee")


def _is_body(analysis: DocumentAnalysis, segment: Segment, token: "Token") -> bool:
    mention = analysis.names.mention_at(segment, token.i)
    named = (
        mention is not None
        and mention.last == token.i
        and mention.type in {"organisation", "group"}
        and token.dep_ not in {"compound", "amod"}
    )
    cues = analysis.names.cues
    return named or (
        token.pos_ == "NOUN"
        and token.lower_ in cues.organisations | cues.groups
        and token.dep_ not in {"compound", "amod"}
    )
