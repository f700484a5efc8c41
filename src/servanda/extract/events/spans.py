"""All that a sentence says about one event, and the shortest run of words that states it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from servanda.extract.casualties import Toll
from servanda.extract.circumstances import Place
from servanda.extract.clauses import clauses_of, links
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.events.metonymy import Part
from servanda.extract.events.participants import verb_in
from servanda.extract.events.triggers import Trigger, trigger_words
from servanda.extract.factuality import Judgement
from servanda.extract.grammar import children, name_phrase
from servanda.model.spans import Span
from servanda.model.time import TimeInterval

if TYPE_CHECKING:
    from spacy.tokens import Token

_FAR: Final = 25  # tokens between a trigger and a word that may still belong to its span


@dataclass(frozen=True)
class Found:
    """All that the sentence says about one event; ``told_at`` is a word of the voice that tells it, unless the trigger is."""

    trigger: Trigger
    judgement: Judgement
    parts: tuple[Part, ...]
    places: tuple[Place, ...]
    tolls: tuple[Toll, ...]
    time: TimeInterval
    told_at: "Token | None" = None


def span_of(analysis: DocumentAnalysis, found: Found, place: Place | None) -> Span:
    """Return the shortest run of words that states the event."""
    trigger = found.trigger
    bounds = [(word, word) for word in trigger_words(trigger)]
    if not trigger.verbal:
        bounds.append((_left_of(trigger.token), trigger.token.i))
    looking_on = analysis.reference.lexicon.events.bystanding_light_verbs
    bounds += [
        (verb.i, verb.i)
        for verb in trigger.tokens((*trigger.carriers, *trigger.absorbed))
        if not verb_in(verb, looking_on)
    ]
    if trigger.verbal:
        bounds += [(item.i, name_phrase(item).end - 1) for item in children(trigger.token, "dobj")]
    for part in found.parts:
        phrase = _phrase(analysis, trigger, part)
        if part.own and abs(part.token.i - trigger.token.i) <= _FAR:
            bounds.append(phrase)
    tolls = [toll for toll in found.tolls if abs(toll.first - trigger.token.i) <= _FAR]
    bounds += [(toll.first, toll.last) for toll in tolls] + [_said_of(trigger, toll) for toll in tolls]
    if place is not None and place.first - trigger.token.i <= _FAR:
        bounds.append((place.first, place.last))
    cue = found.judgement.cue
    if cue is not None and not trigger.verbal and 0 < trigger.token.i - cue <= _FAR:
        bounds += [(cue, cue)] if clauses_of(trigger.segment).words.kinds[cue] in {*links.VERBAL, links.NOUN} else []
    sentence = trigger.token.sent
    first = max(min(first for first, _ in bounds), sentence.start)
    last = min(max(last for _, last in bounds), sentence.end - 1)
    return analysis.reading.span(trigger.segment, first, last)


def apart_of(analysis: DocumentAnalysis, found: Found, place: Place | None) -> Iterator[Span]:
    """Yield what tells an event from others of its trigger: a word of another voice; ``place``, its own of several."""
    if found.told_at is not None:
        yield analysis.reading.of(found.trigger.segment, found.told_at)
    if place is not None:
        yield analysis.reading.span(found.trigger.segment, place.first, place.last + 1)


def _said_of(trigger: Trigger, toll: Toll) -> tuple[int, int]:
    """Return the words that state a harm, of a toll with what stands before it: "the death toll"."""
    clauses, source = clauses_of(trigger.segment), toll.source
    return clauses.tree.firsts[source] if clauses.words.lemmas[source] == "toll" else source, source


def _left_of(noun: "Token") -> int:
    """Return where the noun phrase of an event noun begins."""
    return name_phrase(noun).start


def _phrase(analysis: DocumentAnalysis, trigger: Trigger, part: Part) -> tuple[int, int]:
    phrase = name_phrase(part.token)
    mention = analysis.names.mention_at(trigger.segment, part.token.i)
    apposed = [
        child
        for child in children(part.token, "appos")
        if analysis.names.mention_at(trigger.segment, child.i) and child.i - part.token.i <= _FAR // 2
    ]
    last = max([phrase.end - 1, *(mention.last for mention in [mention] if mention), *(child.i for child in apposed)])
    return phrase.start, last
