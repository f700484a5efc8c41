"""Assertions: opinions and legal views, "as an essential part of ...", "amounts to a war crime", "violates the truce"."""

from collections.abc import Iterator
from functools import partial
from typing import Final

from servanda.extract.clauses import Clause, clauses_of, links
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.factuality import judge
from servanda.extract.reading import Segment, by_sentence
from servanda.extract.stances.claims import chain_of
from servanda.extract.stances.hit import Hit, own_doer
from servanda.model.claims import AssertionClaim, AssertionDetail
from servanda.model.documents import PassedOver
from servanda.model.making import sealed
from servanda.model.spans import Span
from servanda.reference.stance_frames import AssertionWords

_BE: Final = "be"
_THINGS: Final = frozenset({links.NOUN, links.NAME})
_STOPS: Final = frozenset('";')


def find_assertions(analysis: DocumentAnalysis) -> Iterator[AssertionClaim | PassedOver]:
    """Yield the assertion claims of a text."""
    return by_sentence("assertions", analysis.reading, partial(_in_sentence, analysis))


def _in_sentence(analysis: DocumentAnalysis, segment: Segment, sentence: range) -> Iterator[AssertionClaim]:
    clauses = clauses_of(segment)
    for word in sentence:
        if clauses.words.lowers[word] == "as" and clauses.tree.links[word] == links.PREPOSITION:
            yield from _as_phrase(analysis, segment, word)
        elif clauses.is_verb(word):
            yield from _legal_view(analysis, segment, clauses.clause(word))


def _as_phrase(analysis: DocumentAnalysis, segment: Segment, preposition: int) -> Iterator[AssertionClaim]:
    """As in "supports X as a gateway to Y": the as-phrase is how the speaker sees it."""
    words, clauses = analysis.reference.lexicon.stances.assertions, clauses_of(segment)
    over = clauses.over(preposition)
    noun = clauses.tree.first(preposition, links.GOVERNED)
    seen = noun is not None and clauses.words.kinds[noun] in _THINGS
    if noun is None or not seen or over is None or over.verb not in words.as_verbs:
        return
    span = _without_tail(analysis, segment, noun)
    own = analysis.reading.span(segment, over.head)
    chain = analysis.attributions.chain_at(own.start, own.end)
    if over.verb in analysis.reference.lexicon.cues.speech or over.verb in words.as_speech:
        holders = own_doer(clauses, over)
        chain = chain_of(
            analysis, Hit(segment, "supports", "assertion.as", over.head, noun, False, True, holders=holders)
        )
    yield sealed(AssertionClaim(**analysis.common("assertion.as", span, chain), assertion=AssertionDetail(object=span)))


def _without_tail(analysis: DocumentAnalysis, segment: Segment, noun: int) -> Span:
    """Return a noun phrase with its modifiers, up to a comma that opens a further list or remark."""
    clauses = clauses_of(segment)
    tree, forms = clauses.tree, clauses.words.forms
    stops = (
        word
        for word in range(noun, tree.lasts[noun])
        if forms[word] in _STOPS or (forms[word] == "," and tree.heads[word] <= noun)
    )
    last = next(stops, tree.lasts[noun] + 1) - 1
    return analysis.reading.span(segment, tree.firsts[noun], last)


def _legal_view(analysis: DocumentAnalysis, segment: Segment, clause: Clause) -> Iterator[AssertionClaim]:
    """As in "X violated the ceasefire", "this amounts to a war crime", "the shelling is a violation of the truce"."""
    judged = _judged(segment, clause, analysis.reference.lexicon.stances.assertions)
    own = own_doer(clauses_of(segment), clause)
    found = judge(clauses_of(segment), clause.head, analysis.reference.lexicon) if own and judged is not None else None
    if found is None or judged is None:
        return
    phrases = clauses_of(segment).phrase(own[0]), clauses_of(segment).phrase(judged)
    edges = (edge for phrase in phrases for edge in (phrase.first, phrase.last))
    span = analysis.reading.span(segment, clause.head, *edges)
    claim = AssertionClaim(
        **analysis.common("assertion.legal", span),
        polarity=found.polarity,
        modality=found.modality,
        assertion=AssertionDetail(object=span),
    )
    yield sealed(claim)


def _judged(segment: Segment, clause: Clause, words: AssertionWords) -> int | None:
    """Return what a verb says that something is or breaks, in words of law: "a war crime", "the ceasefire"."""
    if clause.verb == _BE:
        direct = [one.head for one in clause.complements if one.kind == "predicate"]
    elif clause.verb in words.verbs:
        direct = [*(one.head for one in clause.objects), *(one.head for one in clause.under("to"))]
    else:
        return None
    lemmas = clauses_of(segment).words.lemmas
    broken = clause.verb in words.breaking
    return next((item for item in direct if broken or lemmas[item].lower() in words.nouns), None)
