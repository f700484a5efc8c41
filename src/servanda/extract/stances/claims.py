"""Stances: who supports, opposes, demands, hopes, fears, welcomes, condemns, denies, pledges, threatens what."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from servanda.extract.circumstances import Cited, cited_in, find_cited
from servanda.extract.clauses import Clauses, clauses_of, links
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.factuality import judge
from servanda.extract.names import Named
from servanda.extract.reading import Segment, by_sentence
from servanda.extract.stances.frames import find_hits
from servanda.extract.stances.hit import Hit
from servanda.extract.stances.units import Unit, is_sign, opens, units_of
from servanda.model.claims import AgreementMention, Attitude, Modality, Polarity, StanceClaim, StanceDetail
from servanda.model.documents import PassedOver
from servanda.model.making import sealed
from servanda.model.parties import Attribution, Participant
from servanda.model.spans import Span
from servanda.reference.grammar import grammar_words

_MODALITY: Final[dict[Attitude, Modality]] = {
    "demands": "demanded", "hopes": "hoped", "fears": "feared", "threatens": "threatened", "pledges": "planned",
}  # fmt: skip
_NESTING: Final = frozenset({"demands", "hopes"})
_BODIES: Final = frozenset({"organisation", "group"})
_POINTING: Final = frozenset({links.PRONOUN, links.DET})
_BY_MODAL: Final = "stance.modal"
_REAL: Final = frozenset({"asserted", "presupposed", "predicted"})


def find_stances(analysis: DocumentAnalysis) -> Iterator[StanceClaim | PassedOver]:
    """Yield the stance claims of a text; a demand of several acts gives one claim for each."""
    return by_sentence("stances", analysis.reading, partial(_in_sentence, analysis, find_cited(analysis)))


def _in_sentence(
    analysis: DocumentAnalysis, cited: tuple[Cited, ...], segment: Segment, sentence: range
) -> Iterator[StanceClaim]:
    vague = analysis.reference.lexicon.stances.vague
    for hit in find_hits(segment, sentence, analysis.reference.lexicon):
        for one in _by_holder(clauses_of(segment).words.lowers, hit, vague):
            yield from _claims(analysis, one, cited)


def _by_holder(lowers: Sequence[str], hit: Hit, vague: frozenset[str]) -> Iterator[Hit]:
    """Yield a stance for each of several who hold it together: "the army and the militia accused X"; the words of each begin with him."""
    several = [word for word in hit.holders if lowers[word] not in vague]
    if several[1:] and hit.first in hit.holders:
        yield from (replace(hit, holders=(word,), first=word, several=True) for word in several)
    else:
        yield hit


def _claims(analysis: DocumentAnalysis, hit: Hit, cited: tuple[Cited, ...]) -> Iterator[StanceClaim]:
    polarity = _polarity(analysis, hit)
    if polarity is None:
        return
    chain = chain_of(analysis, hit)
    holder = holder_of(analysis, hit, chain)
    told = len(chain) > 1 or (holder is not None and hit.rule != _BY_MODAL)
    for place, unit in enumerate(_units(analysis, hit) if told else ()):
        yield _claim(analysis, hit, (unit, place == 0), (chain, holder, polarity), cited)


def _polarity(analysis: DocumentAnalysis, hit: Hit) -> Polarity | None:
    """Return whether a stance is held or denied, ``None`` where it is not said to be real; a modal is itself the demand."""
    if hit.rule == _BY_MODAL:
        return "affirmed"
    clauses = clauses_of(hit.segment)
    over = clauses.over(hit.source)
    verb = over.head if over is not None and not clauses.is_verb(hit.source) else hit.source
    found = judge(clauses, verb, analysis.reference.lexicon)
    return found.polarity if found is not None and found.modality in _REAL else None


def _units(analysis: DocumentAnalysis, hit: Hit) -> tuple[Unit, ...]:
    """Return what a stance is about: the acts of a demand or hope apart, else one object."""
    clauses = clauses_of(hit.segment)
    if hit.clause and hit.attitude in _NESTING:
        return units_of(clauses, hit.complement, hit.addressees, analysis.reference.lexicon)
    return (Unit(hit.complement, *_object_bounds(clauses, hit), hit.addressees),)


def _object_bounds(clauses: Clauses, hit: Hit) -> tuple[int, int]:
    """Return the words of an object noun phrase or clause; "as ..." behind it is an assertion of its own."""
    head, tree = hit.complement, clauses.tree
    first, last = tree.firsts[head], tree.lasts[head]
    if tree.links[head] == links.OBJECT and first < hit.source:
        first = head
    last = min([last, *(_cuts(clauses, head, first))])
    while last > first and (is_sign(clauses, last) or tree.links[last] == links.COORDINATOR):
        last -= 1
    while first < last and opens(clauses, first):
        first += 1
    return first, last


def _cuts(clauses: Clauses, head: int, first: int) -> Iterator[int]:
    """Yield the words before what is no part of an object: "as ...", ", warning that ...", ", while ..."."""
    tree, words = clauses.tree, clauses.words
    for word in range(head + 1, tree.lasts[head] + 1):
        if words.lowers[word] == "as" and tree.links[word] == links.PREPOSITION:
            yield word - 1
        elif _goes_on(clauses, word) or (_is_remark(clauses, word) and tree.firsts[word] > max(head, first)):
            yield tree.firsts[word] - 1


def _goes_on(clauses: Clauses, word: int) -> bool:
    """As in "condemned the raid saying that": a gerund of speech."""
    gerund = clauses.tree.links[word] == links.OF_NOUN and clauses.words.shapes[word] == links.GERUND
    return gerund and clauses.words.lemmas[word] in grammar_words().saying


def _is_remark(clauses: Clauses, word: int) -> bool:
    """As in "condemned the raid, while ...": a clause behind a comma."""
    before = clauses.tree.firsts[word] - 1
    return clauses.tree.links[word] == links.ADVERBIAL and before >= 0 and clauses.words.forms[before] == ","


def _is_own_word(analysis: DocumentAnalysis, hit: Hit) -> bool:
    """Tell whether a speaker says what he holds himself: "we demand"."""
    first = clauses_of(hit.segment).words.lowers[hit.holders[0]] if hit.holders else None
    return first in analysis.reference.lexicon.stances.first_person


def chain_of(analysis: DocumentAnalysis, hit: Hit) -> tuple[Attribution, ...]:
    """Return the chain over a stance: a speech act adds its own speaker, an ascribed attitude does not."""
    own = analysis.reading.span(hit.segment, hit.source)
    chain = analysis.attributions.chain_at(own.start, own.end)
    if not hit.speech or _is_own_word(analysis, hit):
        return chain
    relation = analysis.attributions.at_cue(own.start, own.end)
    if (
        relation is not None
        and relation.speaker.name is not None
        and not _is_another(analysis, hit, relation.speaker.mention)
    ):
        return analysis.attributions.chain_of(relation)
    if not hit.holders:
        return chain
    return (*chain, _named(analysis, hit.segment, hit.holders[0], chain).speaker(own))


def _is_another(analysis: DocumentAnalysis, hit: Hit, speaker: Span | None) -> bool:
    """Tell whether the speaker is named right before the holder of a stance: "[the army] and the militia accused X"."""
    begins = analysis.reading.span(hit.segment, hit.holders[0]).start if hit.holders else 0
    return hit.several and speaker is not None and speaker.end < begins


def holder_of(analysis: DocumentAnalysis, hit: Hit, chain: tuple[Attribution, ...]) -> Participant | None:
    """Return who holds a stance: its subject, or the innermost speaker where it has none."""
    within = hit.speech and len(chain) > 1 and not _is_own_word(analysis, hit)
    outer = chain[:-1] if within else chain
    lowers, vague = clauses_of(hit.segment).words.lowers, analysis.reference.lexicon.stances.vague
    for word in hit.holders:
        if lowers[word] not in vague:
            return _named(analysis, hit.segment, word, outer).participant("holder")
    if len(chain) > 1 and chain[-1].name is not None:
        return Participant(role="holder", name=chain[-1].name, type="other", mention=chain[-1].mention)
    return None


def _named(analysis: DocumentAnalysis, segment: Segment, word: int, chain: tuple[Attribution, ...]) -> Named:
    """Return whom a noun names: a common noun without a name by its whole phrase."""
    clauses = clauses_of(segment)
    phrase = clauses.phrase(word)
    known = analysis.names.mention_at(segment, word) is not None or phrase.appositions
    own = known or clauses.words.kinds[word] in _POINTING
    return analysis.names.name_of(segment, word, chain, None if own else (phrase.first, phrase.last))


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
    addressees = tuple(dict.fromkeys(_addressee(analysis, hit, word, chain) for word in act.agents))
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
        begins = (clauses_of(hit.segment).phrase(hit.first).first,) if hit.first is not None else ()
        first, last = min(hit.source, act.first, *begins), max(last, hit.source)
    return analysis.reading.span(hit.segment, first, last)


def _addressee(analysis: DocumentAnalysis, hit: Hit, word: int, chain: tuple[Attribution, ...]) -> Participant:
    """Return an addressee; "it" and "them" are whoever was named last before in the sentence."""
    clauses = clauses_of(hit.segment)
    if clauses.words.lowers[word] in analysis.reference.lexicon.stances.anaphors:
        before = range(clauses.sentence_of(word).start, word)
        word = next((one for one in reversed(before) if _is_body(analysis, hit.segment, one)), word)
    return _named(analysis, hit.segment, word, chain).participant("addressee")


def _is_body(analysis: DocumentAnalysis, segment: Segment, word: int) -> bool:
    """Tell whether a word heads the name or noun of a body: "the council", "the Lake Column"."""
    clauses, cues = clauses_of(segment), analysis.names.cues
    if clauses.tree.links[word] in {links.COMPOUND, links.ADJECTIVE}:
        return False
    mention = analysis.names.mention_at(segment, word)
    if mention is not None and mention.last == word and mention.type in _BODIES:
        return True
    return clauses.words.kinds[word] == links.NOUN and clauses.words.lowers[word] in cues.organisations | cues.groups
