"""All that a sentence says about one event, and the shortest run of words that states it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from servanda.extract.casualties import Toll
from servanda.extract.circumstances import Place
from servanda.extract.clauses import links
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.events.metonymy import Part
from servanda.extract.events.participants import looks_on
from servanda.extract.events.triggers import Trigger, trigger_words
from servanda.extract.factuality import Judgement
from servanda.model.spans import Span
from servanda.model.time import TimeInterval

if TYPE_CHECKING:
    from servanda.extract.events.mutual import Side

_FAR: Final = 25  # words between a trigger and a word that may still belong to its span
_TELLING: Final = frozenset({*links.VERBAL, links.NOUN})
_TOLL: Final = "toll"
Bounds = tuple[int, int]


@dataclass(frozen=True)
class Found:
    """All that the sentence says about one event; ``told_at`` is a word of the voice that tells it, unless the trigger is.

    ``side`` is the one of two who blame each other for it, as whose claim it is told.
    """

    trigger: Trigger
    judgement: Judgement
    parts: tuple[Part, ...]
    places: tuple[Place, ...]
    tolls: tuple[Toll, ...]
    time: TimeInterval
    told_at: int | None = None
    side: "Side | None" = None


def span_of(analysis: DocumentAnalysis, found: Found, place: Place | None) -> Span:
    """Return the shortest run of words that states the event."""
    trigger = found.trigger
    bounds = [*_of_trigger(analysis, trigger), *_of_parts(analysis, found), *_of_tolls(found), *_of_cue(found)]
    if place is not None and place.first - trigger.word <= _FAR:
        bounds.append((place.first, place.last))
    sentence = trigger.clauses.sentence_of(trigger.word)
    first = max(min(first for first, _ in bounds), sentence.start)
    last = min(max(last for _, last in bounds), sentence.stop - 1)
    return analysis.reading.span(trigger.segment, first, last)


def apart_of(analysis: DocumentAnalysis, found: Found, place: Place | None) -> Iterator[Span]:
    """Yield what tells an event from others of its trigger: a word of another voice; ``place``, its own of several."""
    if found.told_at is not None:
        yield analysis.reading.span(found.trigger.segment, found.told_at)
    if place is not None:
        yield analysis.reading.span(found.trigger.segment, place.first, place.last + 1)


def _of_trigger(analysis: DocumentAnalysis, trigger: Trigger) -> Iterator[Bounds]:
    """Yield the trigger with its own words, the verbs that belong to it, and the object of a verb or the beginning of a noun phrase."""
    clauses = trigger.clauses
    yield from ((word, word) for word in trigger_words(trigger))
    beside = (*trigger.carriers, *trigger.absorbed)
    yield from ((verb, verb) for verb in beside if not looks_on(analysis, trigger, verb))
    if trigger.verbal:
        objects = clauses.tree.linked(trigger.word, links.OBJECT)
        yield from ((item, clauses.phrase(item).last) for item in objects)
    else:
        yield clauses.phrase(trigger.word).first, trigger.word


def _of_parts(analysis: DocumentAnalysis, found: Found) -> Iterator[Bounds]:
    """Yield those who take part in the trigger's own clause, with the name that explains them."""
    for part in found.parts:
        if part.own and abs(part.word - found.trigger.word) <= _FAR:
            yield _phrase(analysis, found.trigger, part.word)


def _phrase(analysis: DocumentAnalysis, trigger: Trigger, word: int) -> Bounds:
    phrase, mention = trigger.clauses.phrase(word), analysis.names.mention_at(trigger.segment, word)
    near = [item for item in phrase.appositions if item - word <= _FAR // 2]
    apposed = [item for item in near if analysis.names.mention_at(trigger.segment, item)]
    return phrase.first, max([phrase.last, *([mention.last] if mention else []), *apposed])


def _of_tolls(found: Found) -> Iterator[Bounds]:
    """Yield the tolls and the words that state them, "the death toll" whole."""
    tree = found.trigger.clauses.tree
    for toll in found.tolls:
        if abs(toll.first - found.trigger.word) <= _FAR:
            yield toll.first, toll.last
            whole = tree.words.lemmas[toll.source] == _TOLL
            yield (tree.firsts[toll.source] if whole else toll.source), toll.source


def _of_cue(found: Found) -> Iterator[Bounds]:
    """Yield the verb or noun over an event noun that says whether it took place: "called for an attack"."""
    cue, trigger = found.judgement.cue, found.trigger
    near = cue is not None and not trigger.verbal and 0 < trigger.word - cue <= _FAR
    if cue is not None and near and trigger.clauses.words.kinds[cue] in _TELLING:
        yield cue, cue
