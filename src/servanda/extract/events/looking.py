"""What a sentence says about one event: whether it took place, who took part, where, when, and who was harmed."""

import dataclasses
from collections.abc import Iterator
from typing import Final

import msgspec

from servanda.extract.casualties import Toll, is_running
from servanda.extract.circumstances import (
    GROUND,
    Place,
    comes_from,
    coordinated,
    entry_of,
    finer_place,
    is_country,
    is_region,
    most_exact,
    nearest_place,
    place_of_line,
    places_of,
    time_of,
)
from servanda.extract.clauses import Clauses, clauses_of, links
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.events.metonymy import Part
from servanda.extract.events.participants import parts_of, undergoes
from servanda.extract.events.shares import share_of
from servanda.extract.events.spans import Found
from servanda.extract.events.triggers import Trigger
from servanda.extract.factuality import Judgement, judge
from servanda.model.time import UNKNOWN_TIME
from servanda.reference.lexicon import Lexicon

_HARMFUL: Final = frozenset({"ASSAULT", "COERCE"})
_DIRECTED: Final = frozenset({"ASSAULT", "COERCE", "RETREAT", "MOBILIZE"})
_HITTING: Final = frozenset({"ASSAULT", "RETREAT"})  # what undergoes these may be a place: "shelled X", "gave up X"
_HARMS: Final = frozenset({"killed", "injured"})


def look(
    analysis: DocumentAnalysis, trigger: Trigger, tolls: tuple[Toll, ...], triggers: tuple[Trigger, ...]
) -> Found | None:
    """Return what the sentence of a trigger says about its event, or ``None`` where it says nothing about one.

    ``tolls`` and ``triggers`` are all of the sentence.
    """
    judgement = judge(trigger.clauses, trigger.word, analysis.reference.lexicon)
    if judgement is None:
        return None
    running = frozenset(
        toll for toll in tolls if is_running(trigger.clauses, toll.source, analysis.reference.lexicon.casualties)
    )
    tolls = _of_share(trigger, tolls, analysis.reference.lexicon)
    harmed = _own(trigger, tuple(toll for toll in tolls if _belongs(toll, trigger, triggers, running)), running)
    parts = parts_of(analysis, trigger)
    verb = next(iter(trigger.carriers), None)
    found = Found(
        trigger=trigger,
        judgement=_with_toll(judgement, trigger, harmed),
        parts=parts,
        places=_places(analysis, trigger, parts),
        tolls=harmed,
        time=time_of(analysis, trigger.segment, trigger.word, verb),
    )
    placed = _with_nearest(analysis, found)
    told = _says_enough(found) or _stands_in_entry(analysis, placed) or _may_take_up(analysis, trigger)
    return placed if told else None


def _of_share(trigger: Trigger, tolls: tuple[Toll, ...], lexicon: Lexicon) -> tuple[Toll, ...]:
    """Leave out the number of more than was done: "14 of the [20 killings] were the work of X"."""
    if trigger.verbal or share_of(trigger.clauses, trigger.word, lexicon) == trigger.word:
        return tolls
    return tuple(toll for toll in tolls if toll.source != trigger.word)


def _places(analysis: DocumentAnalysis, trigger: Trigger, parts: tuple[Part, ...]) -> tuple[Place, ...]:
    """Return the places of an event; a name that takes part in it is none."""
    directed = trigger.frame.type in _DIRECTED
    stated = places_of(analysis, trigger.segment, trigger.word, trigger.words[1:], directed=directed)
    taking_part = {part.word for part in parts if part.role != "target"}
    found = [place for place in (*stated, *_places_hit(analysis, trigger)) if taking_part.isdisjoint(_run(place))]
    if trigger.frame.type == "ASSAULT":
        found = [one for one in found if not comes_from(analysis, one)] or found
    return most_exact(analysis, found)


def _run(place: Place) -> range:
    return range(place.first, place.last + 1)


def _places_hit(analysis: DocumentAnalysis, trigger: Trigger) -> Iterator[Place]:
    """Yield the places that are themselves attacked or taken: "shelled X", "the shelling of X"; a country is a party."""
    taking = trigger.verbal and trigger.lemma in analysis.reference.lexicon.places.taking_verbs
    for item in _hit(analysis, trigger) if trigger.frame.type in _HITTING or taking else ():
        for place in coordinated(analysis, trigger.segment, item, _preposition(analysis, trigger, item)):
            if not is_country(analysis, place):
                yield place


def _hit(analysis: DocumentAnalysis, trigger: Trigger) -> Iterator[int]:
    clauses = trigger.clauses
    for verb in filter(clauses.is_verb, trigger.words):
        yield from (one.head for one in clauses.clause(verb).undergoers)
    if not trigger.verbal:
        yield from (
            one.head
            for verb in trigger.carriers
            if undergoes(analysis, trigger, verb)
            for one in clauses.clause(verb).doers
        )
    if trigger.frame.onto_place and not trigger.verbal:
        onto = analysis.reference.lexicon.events.participants.onto
        yield from (one.phrase.head for one in clauses.under(trigger.word, *onto))


def _preposition(analysis: DocumentAnalysis, trigger: Trigger, item: int) -> str:
    """Return how strictly what is attacked must look like a place: "the town of X" is one whatever X looks like."""
    places, words = analysis.reference.lexicon.places, trigger.clauses.words
    feature = words.lemmas[item].lower() in places.feature_nouns or words.lowers[item] in places.area_nouns
    return "in" if feature else "on"


def _with_nearest(analysis: DocumentAnalysis, found: Found) -> Found:
    """Give what happens on the ground and states no place of its own, or only a region, that of its line or the nearest in its sentence.

    None that takes part in it; what a line begins with takes part in nothing.
    """
    if found.trigger.frame.type not in GROUND:
        return found
    nearest = _nearest_of(analysis, found)
    line = None if found.places else place_of_line(analysis, found.trigger.segment, found.trigger.word)
    if line is not None:
        return _with_line(analysis, found, line, nearest)
    if nearest is None or _takes_part(analysis, nearest, found.parts):
        return found
    return dataclasses.replace(found, places=(nearest,))


def _with_line(analysis: DocumentAnalysis, found: Found, line: Place, nearest: Place | None) -> Found:
    """Give an event the place that its line begins with, unless another one, which is known, is nearest."""
    known = nearest is not None and nearest != line and analysis.reference.gazetteer.knows(nearest.text)
    parts = tuple(part for part in found.parts if part.word not in _run(line))
    return dataclasses.replace(found, places=(nearest if nearest and known else line,), parts=parts)


def _nearest_of(analysis: DocumentAnalysis, found: Found) -> Place | None:
    """Return the nearest place for the event of a verb that states none; a finer one where it states a region, or a noun none."""
    trigger = found.trigger
    word = trigger.word if trigger.verbal else next(iter(trigger.carriers), None)
    if word is None or (found.places and not (trigger.verbal and _is_region(analysis, found))):
        return None
    if trigger.verbal:
        return (finer_place if found.places else nearest_place)(analysis, trigger.segment, word)
    return _known(analysis, finer_place(analysis, trigger.segment, word, trigger.word))


def _known(analysis: DocumentAnalysis, place: Place | None) -> Place | None:
    """Return a place that the gazetteer has in the countries in scope; without those, one that the parser takes for a place."""
    if place is None or (analysis.reference.config.countries and not analysis.reference.gazetteer.knows(place.text)):
        return None
    kinds = clauses_of(place.segment).words.entities[place.first : place.last + 1]
    return place if analysis.reference.config.countries or not links.PLACES.isdisjoint(kinds) else None


def _is_region(analysis: DocumentAnalysis, found: Found) -> bool:
    return len(found.places) == 1 and is_region(analysis, found.places[0])


def _takes_part(analysis: DocumentAnalysis, place: Place, parts: tuple[Part, ...]) -> bool:
    """Tell whether a place is somebody who takes part in an event; as a target only a country is, and what has small words in its name."""
    words = clauses_of(place.segment).words.forms[place.first : place.last + 1]
    somebody = is_country(analysis, place) or not all(word[:1].isupper() for word in words)
    return not {part.word for part in parts if somebody or part.role != "target"}.isdisjoint(_run(place))


def _stands_in_entry(analysis: DocumentAnalysis, placed: Found) -> bool:
    """Tell whether an event has the place that its line begins with, or stands in an entry of a log: "- X: sniper fire" says enough."""
    head = entry_of(analysis, placed.trigger.segment, placed.trigger.word)
    if head is not None and (head.time or head.listed):
        return True
    return place_of_line(analysis, placed.trigger.segment, placed.trigger.word) in placed.places


def _says_enough(found: Found) -> bool:
    """A verb says enough with any participant, place, toll or time; so must a noun: "the attack" alone states nothing.

    A verb whose entry has a label of its own also does so by what it is said of: "a bomb was defused".
    """
    frame = found.trigger.frame
    if frame.weak and frame.type == "COERCE" and not (found.parts or found.tolls):
        return False
    told = _has_parties(found) or bool(found.places or found.tolls) or found.time != UNKNOWN_TIME
    return told or _is_labelled(found.trigger)


def _has_parties(found: Found) -> bool:
    return any(part.role != "instrument" or found.trigger.verbal for part in found.parts)


def _is_labelled(trigger: Trigger) -> bool:
    """Tell whether a verb whose entry has a label of its own is said of something: "a bomb was defused"."""
    if not trigger.verbal or trigger.frame.acled is None:
        return False
    return bool(trigger.clause.doers or trigger.clause.undergoers)


def _may_take_up(analysis: DocumentAnalysis, trigger: Trigger) -> bool:
    """Tell whether a noun that states nothing may take up an act told before: "the killings"; `coreference` leaves it out where it does not."""
    again, clauses = analysis.reference.lexicon.again, trigger.clauses
    pointing = None if trigger.verbal else clauses.phrase(trigger.word).determiner
    return (
        trigger.frame.type in again.types and pointing is not None and clauses.words.lowers[pointing] in again.definite
    )


def _with_toll(judgement: Judgement, trigger: Trigger, tolls: tuple[Toll, ...]) -> Judgement:
    """A toll of nobody denies the harm, not the attack: only a bare "no one was killed" is a denied event; so is "no arrests"."""
    nobody = bool(tolls) and all(toll.maximum == 0 and toll.source != trigger.word for toll in tolls)
    attack = trigger.frame.casualty not in _HARMS and bool(trigger.carriers or trigger.frame.note)
    denied = judgement.polarity == "denied"
    return msgspec.structs.replace(judgement, polarity="affirmed") if nobody and attack and denied else judgement


def _belongs(toll: Toll, trigger: Trigger, triggers: tuple[Trigger, ...], running: frozenset[Toll]) -> bool:
    """A toll belongs to the harmful event on whose words it hangs, else to the nearest attack before it in its sentence.

    A total that an act adds to is that of the people whom it counts: "bringing to 96 the number of people killed there".
    """
    harmful = [item for item in triggers if item.frame.type in _HARMFUL]
    counted = _counted(toll, harmful) if toll in running else None
    return (counted or _hung_on(toll, harmful, trigger.clauses) or _nearest(toll, harmful)) == trigger


def _counted(toll: Toll, harmful: list[Trigger]) -> Trigger | None:
    return next((item for item in harmful if toll.source in item.clauses.above(item.word)), None)


def _hung_on(toll: Toll, harmful: list[Trigger], clauses: Clauses) -> Trigger | None:
    words = {word: item for item in harmful for word in item.words}
    return next((words[word] for word in (toll.source, *clauses.above(toll.source)) if word in words), None)


def _own(trigger: Trigger, tolls: tuple[Toll, ...], running: frozenset[Toll]) -> tuple[Toll, ...]:
    """Leave out the total that an act with a toll of its own only adds to: "killed four, bringing the toll to 96"."""
    added = {toll for toll in running if toll.source not in trigger.clauses.above(trigger.word)}
    effects = {toll.effect for toll in tolls if toll not in added}
    return tuple(toll for toll in tolls if toll not in added or toll.effect not in effects)


def _nearest(toll: Toll, harmful: list[Trigger]) -> Trigger | None:
    assaults = [item for item in harmful if item.frame.type == "ASSAULT"]
    before = [item for item in assaults if item.word < toll.source]
    return next(iter([*before[-1:], *assaults]), None)
