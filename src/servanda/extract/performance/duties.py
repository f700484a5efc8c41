"""Duties reported as done, done in part or not done: "the militia withdrew all its tanks", "no prisoner was released".

How much was done is said by words before what is acted on ("all", "some of"), by adverbs ("fully"), by the verb that
carries the act ("completed", "began", "refused to") or by a denial. Where none of these stands there, it is not known.
"""

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import pairwise
from typing import Final, NamedTuple

from servanda.extract.circumstances import Place, coordinated, places_of, time_of
from servanda.extract.clauses import Clause, Clauses, clauses_of, links
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.factuality import Judgement, judge
from servanda.extract.reading import Segment, by_sentence
from servanda.model.claims import HAPPENED, PerformanceClaim, PerformanceDetail
from servanda.model.documents import PassedOver
from servanda.model.making import sealed
from servanda.model.spans import Span
from servanda.reference.lexicon_words import Duty, Extent, PerformanceWords

_PARTITIVE: Final = frozenset({links.PRONOUN, links.DET, links.NUM, links.ADJ})
_CARRIED: Final = frozenset({links.OBJECT, links.SUBJECT, links.PASSIVE_SUBJECT})
_COUNTING: Final = (links.BEFORE_DETERMINER, links.DETERMINER, links.ADJECTIVE, links.NUMBER)


class Act(NamedTuple):
    """An act of a duty: the word for it, what it is done to and under which name, who does it, and what verb carries it."""

    word: int
    thing: int
    name: str
    doers: tuple[int, ...]
    carrier: int | None

    @property
    def carriers(self) -> tuple[int, ...]:
        """The verb that carries the act, where there is one."""
        return () if self.carrier is None else (self.carrier,)


def find_duties(analysis: DocumentAnalysis) -> Iterator[PerformanceClaim | PassedOver]:
    """Yield a performance claim for each act of a duty that was done or is said not to have been done."""
    return by_sentence("duties", analysis.reading, partial(_in_sentence, analysis))


def _in_sentence(analysis: DocumentAnalysis, segment: Segment, sentence: range) -> Iterator[PerformanceClaim]:
    clauses, words = clauses_of(segment), analysis.reference.lexicon.performance
    for word in sentence:
        act = _verbal(clauses, word, words) if clauses.is_verb(word) else _nominal(clauses, word, words)
        if act is not None:
            yield from _claim(analysis, segment, act)


def _verbal(clauses: Clauses, verb: int, words: PerformanceWords) -> Act | None:
    """Read "withdrew its tanks", "the tanks were withdrawn", "the fighters withdrew"."""
    clause = clauses.clause(verb)
    called = {clause.verb, clause.lemma, *(f"{clause.verb} {clauses.words.lowers[item]}" for item in clause.adverbs)}
    duties = [duty for duty in words.duties if not called.isdisjoint(duty.verbs)]
    carrier = clause.governor if clause.link == "open" else None
    for duty in duties:
        found = _named_of(clauses, _things(clause, duty), duty, words)
        if found is not None:
            return Act(verb, *found, _others(clause, found[0]), carrier)
    return None


def _things(clause: Clause, duty: Duty) -> tuple[int, ...]:
    """Return what an act is done to, or what does it by itself: "the fighters withdrew"."""
    alone = clause.subjects if duty.by_themselves else ()
    return tuple(one.head for one in clause.undergoers or alone)


def _others(clause: Clause, thing: int) -> tuple[int, ...]:
    """Return who does it, besides what it is done to."""
    return tuple(one.head for one in clause.doers if one.head != thing)


def _nominal(clauses: Clauses, noun: int, words: PerformanceWords) -> Act | None:
    """Read "completed the withdrawal of its tanks", "the release of all prisoners has begun"."""
    carried = clauses.words.kinds[noun] == links.NOUN and clauses.tree.links[noun] in _CARRIED
    verb = clauses.over(noun) if carried else None
    if verb is None or verb.verb not in words.completing | words.beginning:
        return None
    things = [one.phrase.head for one in clauses.under(noun, "of")]
    lemma = clauses.words.lemmas[noun].lower()
    for duty in (one for one in words.duties if lemma in one.nouns):
        found = _named_of(clauses, things, duty, words)
        if found is not None:
            return Act(noun, *found, _others(verb, noun), verb.head)
    return None


def _named_of(clauses: Clauses, things: Iterable[int], duty: Duty, words: PerformanceWords) -> tuple[int, str] | None:
    """Return the first thing with a name in agreements: "all of its heavy weapons" is ``heavy_weapon``."""
    for thing in things:
        core = _counted(clauses, thing, words)
        near = clauses.words.keys([core, *clauses.tree.linked(core, links.ADJECTIVE, links.COMPOUND)])
        name = duty.object_of(near)
        if name is not None:
            return thing, name
    return None


def _counted(clauses: Clauses, thing: int, words: PerformanceWords) -> int:
    """Return what "some of", "half of" count; the word itself otherwise."""
    of = next((one.phrase.head for one in clauses.under(thing, "of")), thing)
    partitive = clauses.words.kinds[thing] in _PARTITIVE or clauses.words.lemmas[thing].lower() in words.partitives
    return of if partitive else thing


def _extent(clauses: Clauses, act: Act, judgement: Judgement, words: PerformanceWords) -> Extent | None:
    """Return how much of an act was done; of "has not completed the withdrawal" some may be."""
    near, carriers = _words_of_extent(clauses, act), clauses.words.keys(act.carriers)
    whole = not (near.isdisjoint(words.extents["all"]) and carriers.isdisjoint(words.completing))
    partly = not (near.isdisjoint(words.extents["part"]) and carriers.isdisjoint(words.beginning))
    denied = judgement.polarity == "denied"
    if near & words.extents["none"] or (denied and not whole):
        return "none"
    if denied or _not_all(clauses, act.thing, words):
        return None
    if partly:
        return "part"
    return "all" if whole else None


def _words_of_extent(clauses: Clauses, act: Act) -> frozenset[str]:
    """Return the words that may say how much of it: before what is acted on, and beside the act and its carrier."""
    phrase, tree = clauses.phrase(act.thing), clauses.tree
    before = [*range(phrase.first, phrase.last + 1), *tree.linked(act.thing, *_COUNTING)]
    beside = tree.linked(act.word, links.ADVERB, links.ADJECTIVE)
    carried = [item for verb in act.carriers for item in tree.linked(verb, links.ADVERB)]
    return frozenset(clauses.words.lowers[item] for item in (*before, *beside, *carried))


def _not_all(clauses: Clauses, thing: int, words: PerformanceWords) -> bool:
    """As in "not all of the tanks"."""
    run = clauses.words.lowers[clauses.tree.firsts[thing] : clauses.tree.lasts[thing] + 1]
    return any(one == "not" and two in words.extents["all"] for one, two in pairwise(run))


def _claim(analysis: DocumentAnalysis, segment: Segment, act: Act) -> Iterator[PerformanceClaim]:
    clauses, words = clauses_of(segment), analysis.reference.lexicon.performance
    judgement = judge(clauses, act.word, analysis.reference.lexicon)
    refused = not clauses.words.keys(act.carriers).isdisjoint(words.refusing)
    if judgement is None or not _is_told(judgement, refused=refused):
        return
    places = _places(analysis, segment, act)
    span = _span(analysis, segment, act, places)
    chain = analysis.attributions.chain_at(span.start, span.end)
    extent = "none" if refused else _extent(clauses, act, judgement, words)
    yield sealed(
        PerformanceClaim(
            **analysis.common(f"performance.{'verbal' if clauses.is_verb(act.word) else 'nominal'}", span, chain),
            performance=PerformanceDetail(object=act.name, extent=extent),
            participants=tuple(analysis.names.name_of(segment, one, chain).participant("actor") for one in act.doers),
            places=tuple(place.mention(analysis) for place in places),
            time=time_of(analysis, segment, act.word, act.carrier),
        )
    )


def _is_told(judgement: Judgement, *, refused: bool) -> bool:
    """Tell whether an act is said to be done or not done, now: not demanded, promised or recalled."""
    return not judgement.historical and (refused or judgement.modality in HAPPENED)


def _places(analysis: DocumentAnalysis, segment: Segment, act: Act) -> tuple[Place, ...]:
    """Return where it was done; what things are withdrawn from is a place whatever the model takes its name for."""
    found = places_of(analysis, segment, act.word, act.carriers, directed=True)
    left = [one.phrase.head for one in clauses_of(segment).under(act.word, "from")]
    return found or tuple(place for item in left[:1] for place in coordinated(analysis, segment, item, "in"))


def _span(analysis: DocumentAnalysis, segment: Segment, act: Act, places: tuple[Place, ...]) -> Span:
    phrases = [clauses_of(segment).phrase(item) for item in (act.thing, *act.doers)]
    edges = [edge for phrase in phrases for edge in (phrase.first, phrase.last)]
    behind = [place.last for place in places if place.last > act.word]
    return analysis.reading.span(segment, act.word, *act.carriers, *edges, *behind)
