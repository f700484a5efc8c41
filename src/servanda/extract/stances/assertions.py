"""Assertions: opinions and legal views, "as an essential part of ...", "amounts to a war crime", "violates the truce"."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from servanda.extract.clauses import clauses_of
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.factuality import judge
from servanda.extract.grammar import VERBAL, children, name_phrase
from servanda.extract.reading import Segment, by_sentence
from servanda.extract.stances.claims import chain_of
from servanda.extract.stances.hit import Hit
from servanda.model.claims import AssertionClaim, AssertionDetail
from servanda.model.documents import PassedOver
from servanda.model.making import sealed
from servanda.model.spans import Span

if TYPE_CHECKING:
    from spacy.tokens import Token


def find_assertions(analysis: DocumentAnalysis) -> Iterator[AssertionClaim | PassedOver]:
    """Yield the assertion claims of a text."""
    return by_sentence("assertions", analysis.reading, partial(_in_sentence, analysis))


def _in_sentence(analysis: DocumentAnalysis, segment: Segment, sentence: range) -> Iterator[AssertionClaim]:
    for token in segment.doc[sentence.start : sentence.stop]:
        if token.lower_ == "as" and token.dep_ == "prep":
            yield from _as_phrase(analysis, segment, token)
        elif token.pos_ in VERBAL:
            yield from _legal_view(analysis, segment, token)


def _as_phrase(analysis: DocumentAnalysis, segment: Segment, prep: "Token") -> Iterator[AssertionClaim]:
    """As in "supports X as a gateway to Y": the as-phrase is how the speaker sees it."""
    words = analysis.reference.lexicon.stances.assertions
    verb = (
        prep.head
        if prep.head.pos_ in VERBAL
        else next((item for item in prep.head.ancestors if item.pos_ in VERBAL), prep.head)
    )
    below = children(prep, "pobj")
    if verb.lemma_.lower() not in words.as_verbs or not below or below[0].pos_ not in {"NOUN", "PROPN"}:
        return
    span = _without_tail(analysis, segment, below[0])
    own = analysis.reading.of(segment, verb)
    chain = analysis.attributions.chain_at(own.start, own.end)
    if verb.lemma_.lower() in analysis.reference.lexicon.cues.speech or verb.lemma_.lower() in words.as_speech:
        hit = Hit(
            segment,
            "supports",
            "assertion.as",
            verb,
            below[0],
            clause=False,
            speech=True,
            holders=tuple(children(verb, "nsubj")),
        )
        chain = chain_of(analysis, hit)
    yield sealed(AssertionClaim(**analysis.common("assertion.as", span, chain), assertion=AssertionDetail(object=span)))


def _without_tail(analysis: DocumentAnalysis, segment: Segment, noun: "Token") -> Span:
    """Return a noun phrase with its modifiers, up to a comma that opens a further list or remark."""
    first, last = noun.left_edge.i, noun.right_edge.i
    for index in range(noun.i, last):
        if (segment.doc[index].text == "," and segment.doc[index].head.i <= noun.i) or segment.doc[index].text in {
            '"',
            ";",
        }:
            last = index - 1
            break
    return analysis.reading.span(segment, first, last)


def _legal_view(analysis: DocumentAnalysis, segment: Segment, verb: "Token") -> Iterator[AssertionClaim]:
    """As in "X violated the ceasefire", "this amounts to a war crime", "the shelling is a violation of the truce"."""
    words = analysis.reference.lexicon.stances.assertions
    lemma = verb.lemma_.lower()
    direct = [
        *children(verb, "dobj"),
        *(item for prep in children(verb, "prep") if prep.lower_ == "to" for item in children(prep, "pobj")),
    ]
    if lemma == "be":
        direct = children(verb, "attr")
    elif lemma not in words.verbs:
        return
    judged = [item for item in direct if item.lemma_.lower() in words.nouns or lemma in words.breaking]
    own = children(verb, "nsubj")
    if not judged or not own or own[0].lower_ in {"there", "who"}:
        return
    found = judge(clauses_of(segment), verb.i, analysis.reference.lexicon)
    if found is None:
        return
    phrases = name_phrase(own[0]), name_phrase(judged[0])
    span = analysis.reading.span(
        segment, verb.i, *(edge for phrase in phrases for edge in (phrase.start, phrase.end - 1))
    )
    claim = AssertionClaim(
        **analysis.common("assertion.legal", span),
        polarity=found.polarity,
        modality=found.modality,
        assertion=AssertionDetail(object=span),
    )
    yield sealed(claim)
