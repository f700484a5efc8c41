"""Duties reported as done, done in part or not done: "the militia withdrew all its tanks", "no prisoner was released".

How much was done is said by words before what is acted on ("all", "some of"), by adverbs ("fully"), by the verb that
carries the act ("completed", "began", "refused to") or by a denial. Where none of these stands there, it is not known.
"""

from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from servanda.extract.circumstances import Place, coordinated, places_of, time_of
from servanda.extract.clauses import clauses_of
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.factuality import Judgement, judge
from servanda.extract.grammar import (
    VERBAL,
    agents,
    children,
    doers,
    is_passive,
    name_phrase,
    objects,
    prepositions,
    subjects,
)
from servanda.extract.reading import Segment, by_sentence
from servanda.model.claims import PerformanceClaim, PerformanceDetail
from servanda.model.documents import PassedOver
from servanda.model.making import sealed
from servanda.model.spans import Span
from servanda.reference.lexicon_words import Duty, Extent, PerformanceWords

if TYPE_CHECKING:
    from spacy.tokens import Token

_PARTITIVE_TAGS: Final = frozenset({"PRON", "DET", "NUM", "ADJ"})
_PARTITIVES: Final = frozenset(
    {"none", "half", "part", "majority", "number", "most", "rest", "portion", "third", "quarter", "batch", "dozen"}
)


class Act(NamedTuple):
    """An act of a duty: the word for it, what it is done to and under which name, who does it, and what carries it."""

    word: "Token"
    thing: "Token"
    name: str
    doers: "tuple[Token, ...]"
    carrier: "Token | None"

    @property
    def carried_by(self) -> int | None:
        """The index of what carries the act."""
        return self.carrier.i if self.carrier is not None else None


def find_duties(analysis: DocumentAnalysis) -> Iterator[PerformanceClaim | PassedOver]:
    """Yield a performance claim for each act of a duty that was done or is said not to have been done."""
    return by_sentence("duties", analysis.reading, partial(_in_sentence, analysis))


def _in_sentence(analysis: DocumentAnalysis, segment: Segment, sentence: range) -> Iterator[PerformanceClaim]:
    words = analysis.reference.lexicon.performance
    for token in segment.doc[sentence.start : sentence.stop]:
        act = _verbal(token, words) if token.pos_ == "VERB" else _nominal(token, words)
        if act is not None:
            yield from _claim(analysis, segment, act)


def _verbal(verb: "Token", words: PerformanceWords) -> Act | None:
    """Read "withdrew its tanks", "the tanks were withdrawn", "the fighters withdrew"."""
    particles = [child.lower_ for child in verb.children if child.dep_ in {"prt", "advmod"}]
    lemma = verb.lemma_.lower()
    duties = [duty for duty in words.duties if {lemma, *(f"{lemma} {word}" for word in particles)} & duty.verbs]
    carrier = verb.head if verb.dep_ == "xcomp" and verb.head.pos_ in VERBAL else None
    for duty in duties:
        for thing in objects(verb) or (subjects(verb) if duty.act == "withdraw" else []):
            name = _named(thing, duty)
            if name is not None:
                who = tuple(item for item in doers(verb) if item != thing)
                return Act(verb, thing, name, who, carrier)
    return None


def _nominal(noun: "Token", words: PerformanceWords) -> Act | None:
    """Read "completed the withdrawal of its tanks", "the release of all prisoners has begun"."""
    verb = noun.head
    carried = verb.pos_ in VERBAL and noun.dep_ in {"dobj", "nsubjpass", "nsubj"}
    if noun.pos_ != "NOUN" or not carried or verb.lemma_.lower() not in words.completing | words.beginning:
        return None
    things = [item for prep in children(noun, "prep") if prep.lower_ == "of" for item in children(prep, "pobj")]
    for duty in words.duties:
        for thing in things if noun.lemma_.lower() in duty.nouns else ():
            name = _named(thing, duty)
            if name is not None:
                own = agents(verb) if is_passive(verb) else subjects(verb)
                return Act(noun, thing, name, tuple(item for item in own if item != noun), verb)
    return None


def _named(thing: "Token", duty: Duty) -> str | None:
    """Return the agreement's name of what is acted on: "all of its heavy weapons" is ``heavy_weapon``."""
    core = _counted(thing)
    near = {
        word for token in (core, *children(core, "amod", "compound")) for word in (token.lemma_.lower(), token.lower_)
    }
    return duty.object_of(frozenset(near))


def _counted(thing: "Token") -> "Token":
    """Return what "some of", "half of" count; the word itself otherwise."""
    below = [item for preposition, item in prepositions(thing) if preposition == "of"]
    partitive = thing.pos_ in _PARTITIVE_TAGS or thing.lemma_.lower() in _PARTITIVES
    return below[0] if below and partitive else thing


def _extent(act: Act, judgement: Judgement, words: PerformanceWords) -> Extent | None:
    carrier = act.carrier.lemma_.lower() if act.carrier is not None else ""
    near = _words_of_extent(act)
    if near & words.extents["none"]:
        return "none"
    if judgement.polarity == "denied":
        # "has not completed the withdrawal": some of it may be done.
        return None if near & words.extents["all"] or carrier in words.completing else "none"
    if _not_all(act.thing):
        return None
    if carrier in words.beginning or near & words.extents["part"]:
        return "part"
    return "all" if near & words.extents["all"] or carrier in words.completing else None


def _words_of_extent(act: Act) -> frozenset[str]:
    """Return the words that may say how much of it: before what is acted on, and beside the act and its carrier."""
    before = [*name_phrase(act.thing), *children(act.thing, "predet", "det", "amod", "nummod")]
    beside = [child for child in act.word.children if child.dep_ in {"advmod", "amod"}]
    carried = children(act.carrier, "advmod") if act.carrier is not None else []
    return frozenset(token.lower_ for token in (*before, *beside, *carried))


def _not_all(thing: "Token") -> bool:
    words = [token.lower_ for token in thing.subtree]
    return any(pair in {("not", "all"), ("not", "every")} for pair in pairwise(words))


def _claim(analysis: DocumentAnalysis, segment: Segment, act: Act) -> Iterator[PerformanceClaim]:
    words = analysis.reference.lexicon.performance
    judgement = judge(clauses_of(segment), act.word.i, analysis.reference.lexicon)
    refused = act.carrier is not None and act.carrier.lemma_.lower() in words.refusing
    if judgement is None or judgement.historical:
        return
    if judgement.modality not in {"asserted", "presupposed"} and not refused:
        return
    places = _places(analysis, segment, act)
    span = _span(analysis, segment, act, places)
    chain = analysis.attributions.chain_at(span.start, span.end)
    extent = "none" if refused else _extent(act, judgement, words)
    yield sealed(
        PerformanceClaim(
            **analysis.common(f"performance.{'verbal' if act.word.pos_ == 'VERB' else 'nominal'}", span, chain),
            performance=PerformanceDetail(object=act.name, extent=extent),
            participants=tuple(
                analysis.names.name_of(segment, item.i, chain).participant("actor") for item in act.doers
            ),
            places=tuple(place.mention(analysis) for place in places),
            time=time_of(analysis, segment, act.word.i, act.carried_by),
        )
    )


def _places(analysis: DocumentAnalysis, segment: Segment, act: Act) -> tuple[Place, ...]:
    """Return where it was done; what things are withdrawn from is a place whatever the model takes its name for."""
    carriers = (act.carrier.i,) if act.carrier is not None else ()
    found = places_of(analysis, segment, act.word.i, carriers, directed=True)
    left = [item for preposition, item in prepositions(act.word) if preposition == "from"]
    return found or tuple(place for item in left[:1] for place in coordinated(analysis, segment, item.i, "in"))


def _span(analysis: DocumentAnalysis, segment: Segment, act: Act, places: tuple[Place, ...]) -> Span:
    phrases = [name_phrase(item) for item in (act.thing, *act.doers)]
    words = [act.word, *([act.carrier] if act.carrier is not None else [])]
    edges = [edge for phrase in phrases for edge in (phrase.start, phrase.end - 1)]
    behind = [place.last for place in places if place.last > act.word.i]
    return analysis.reading.span(segment, *(word.i for word in words), *edges, *behind)
