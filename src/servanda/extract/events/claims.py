"""Events: what is said to have happened, not to have happened, or is demanded, hoped, planned ... to happen.

One claim per trigger and coordinated place. The span runs over the trigger and what states the event: its
participants in the same clause, the place, the toll; where the event is future or possible, over the word that says so.
"""

import dataclasses
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Final

from servanda.extract.casualties import Page, Toll, find_tolls
from servanda.extract.circumstances import (
    Place,
    anchor_of,
    coordinated,
    is_country,
    is_long_past,
    is_recent,
    most_exact,
    nearest_place,
    places_of,
    time_of,
)
from servanda.extract.clauses import clauses_of
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.events.blaming import blame_of, level_of
from servanda.extract.events.counting import counting_of
from servanda.extract.events.joining import find_triggers
from servanda.extract.events.metonymy import Part
from servanda.extract.events.participants import participant, parts_of
from servanda.extract.events.spans import Found, apart_of, span_of
from servanda.extract.events.tellers import by_teller
from servanda.extract.events.topics import with_topic
from servanda.extract.events.triggers import Trigger, trigger_words
from servanda.extract.factuality import Judgement, judge
from servanda.extract.grammar import VERBAL, children, objects, prepositions
from servanda.extract.observations import perceived
from servanda.extract.reading import Segment, guarded
from servanda.model.claims import Casualties, EventClaim, EventType
from servanda.model.documents import PassedOver
from servanda.model.making import replace, sealed
from servanda.model.parties import Attribution, Participant
from servanda.model.time import UNKNOWN_TIME

if TYPE_CHECKING:
    from spacy.tokens import Token

_HARMFUL: Final = frozenset({"ASSAULT", "COERCE"})
# What happens on the ground; a meeting is seldom where what it is about happened.
_ON_THE_GROUND: Final = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "RETREAT"})
_DIRECTED: Final = frozenset({"ASSAULT", "COERCE", "RETREAT", "MOBILIZE"})
_ONTO: Final = frozenset({"on", "of", "against"})


def find_events(analysis: DocumentAnalysis) -> Iterator[EventClaim | PassedOver]:
    """Yield the event claims of a text."""
    for segment in analysis.reading.segments:
        page = Page(analysis, segment)
        for sentence in segment.sentences:
            bounds = segment.bounds_of(sentence)
            yield from guarded("events", analysis.reading.text, bounds, partial(_in_sentence, page, sentence))


def _in_sentence(page: Page, words: range) -> Iterator[EventClaim]:
    analysis, lexicon = page.analysis, page.analysis.reference.lexicon
    triggers = _without_purposes(find_triggers(page.segment, words, lexicon))
    tolls = find_tolls(page, words) if triggers else ()
    seen = perceived(page.segment, words, lexicon.observations) if triggers else frozenset()
    found = [item for trigger in triggers if (item := _look(analysis, trigger, tolls, triggers))]
    found = [item for item in found if not (item.trigger.token.i in seen and _only_perceived(item))]
    claims = {item.trigger.token.i: tuple(_claims(analysis, item)) for item in found}
    for item in found:
        yield from with_topic(item, claims, lexicon.events.discussing | lexicon.events.about)


def _without_purposes(triggers: tuple[Trigger, ...]) -> tuple[Trigger, ...]:
    """Leave out the talking that a meeting is for: "met to discuss X" is one meeting."""
    meetings = {trigger.token for trigger in triggers if trigger.frame.type == "CONSULT"}
    return tuple(
        trigger
        for trigger in triggers
        if not (
            trigger.token in meetings
            and trigger.token.dep_ in {"advcl", "xcomp"}
            and meetings & set(trigger.token.ancestors)
        )
    )


def _look(
    analysis: DocumentAnalysis, trigger: Trigger, tolls: tuple[Toll, ...], triggers: tuple[Trigger, ...]
) -> Found | None:
    judgement = judge(trigger.clauses, trigger.word, analysis.reference.lexicon)
    if judgement is None:
        return None
    harmed = tuple(toll for toll in tolls if _belongs(toll, trigger, triggers))
    carriers = trigger.tokens((*trigger.carriers, *trigger.absorbed))
    parts = parts_of(analysis, trigger)
    found = Found(
        trigger=trigger,
        judgement=_with_toll(_attempted(analysis, trigger, judgement), trigger, harmed),
        parts=parts,
        places=_places(analysis, trigger, carriers, parts),
        tolls=harmed,
        time=time_of(analysis, trigger.segment, trigger.word, trigger.carriers[0] if trigger.carriers else None),
    )
    return _with_nearest(analysis, found) if _says_enough(found) else None


def _places(
    analysis: DocumentAnalysis, trigger: Trigger, carriers: "tuple[Token, ...]", parts: tuple[Part, ...]
) -> tuple[Place, ...]:
    """Return the places of an event; a name that takes part in it is none."""
    directed = trigger.frame.type in _DIRECTED
    taking_part = {part.token.i for part in parts if part.role != "target"}
    found = [
        *places_of(analysis, trigger.segment, trigger.word, (*trigger.carriers, *trigger.absorbed), directed=directed)
    ]
    taking = trigger.verbal and trigger.token.lemma_.lower() in analysis.reference.lexicon.places.taking_verbs
    if trigger.frame.type == "ASSAULT" or taking:
        objects_ = [item for verb in (trigger.token, *carriers) if verb.pos_ in VERBAL for item in objects(verb)]
        if trigger.frame.onto_place and not trigger.verbal:
            objects_ += [item for preposition, item in prepositions(trigger.token) if preposition in _ONTO]
        places = [
            place
            for item in objects_
            for place in coordinated(analysis, trigger.segment, item.i, _preposition(analysis, item))
        ]
        found += [place for place in places if not is_country(analysis, place)]
    return most_exact(analysis, [place for place in found if not taking_part & set(range(place.first, place.last + 1))])


def _with_nearest(analysis: DocumentAnalysis, found: Found) -> Found:
    """Give an event of a verb that states no place of its own the nearest in its sentence, unless that takes part in it."""
    if found.places or not found.trigger.verbal or found.trigger.frame.type not in _ON_THE_GROUND:
        return found
    place = nearest_place(analysis, found.trigger.segment, found.trigger.token.i)
    if place is None or {part.token.i for part in found.parts} & set(range(place.first, place.last + 1)):
        return found
    return dataclasses.replace(found, places=(place,))


def _preposition(analysis: DocumentAnalysis, item: "Token") -> str:
    """Return how strictly what is attacked must look like a place: "the town of X" is one whatever X looks like."""
    words = analysis.reference.lexicon.places
    return "in" if item.lemma_.lower() in words.feature_nouns or item.lower_ in words.area_nouns else "on"


def _says_enough(found: Found) -> bool:
    """A verb says enough with any participant, place, toll or time; so must a noun: "the attack" alone states nothing."""
    if found.trigger.frame.weak and found.trigger.frame.type == "COERCE" and not (found.parts or found.tolls):
        return False
    own = [part for part in found.parts if part.role != "instrument" or found.trigger.verbal]
    return bool(own or found.places or found.tolls or found.time != UNKNOWN_TIME)


def _only_perceived(found: Found) -> bool:
    """Tell whether nobody is said to have done or suffered what was seen or heard: an observation, no attack."""
    return not found.tolls and not any(part.role in {"actor", "target"} for part in found.parts)


def _attempted(analysis: DocumentAnalysis, trigger: Trigger, judgement: Judgement) -> Judgement:
    """An attempted attack took place as an attack: "tried to storm the village"."""
    lemmas, attempts = clauses_of(trigger.segment).words.lemmas, analysis.reference.lexicon.modality.attempts
    attempt = judgement.cue is not None and lemmas[judgement.cue].lower() in attempts
    if trigger.frame.type == "ASSAULT" and attempt and judgement.modality in {"possible", "planned"}:
        return Judgement("asserted", judgement.polarity, judgement.cue, judgement.historical)
    return judgement


def _with_toll(judgement: Judgement, trigger: Trigger, tolls: tuple[Toll, ...]) -> Judgement:
    """A toll of nobody denies the harm, not the attack: only a bare "no one was killed" is a denied event."""
    nobody = bool(tolls) and all(toll.maximum == 0 for toll in tolls)
    harming = trigger.frame.casualty in {"killed", "injured"}
    if nobody and not harming and judgement.polarity == "denied" and trigger.carriers:
        return Judgement(judgement.modality, "affirmed", judgement.cue, judgement.historical)
    return judgement


def _belongs(toll: Toll, trigger: Trigger, triggers: tuple[Trigger, ...]) -> bool:
    """A toll belongs to the harmful event whose words it hangs on, else to the nearest one before it in its sentence."""
    sentences = trigger.segment.sentence_of
    sentence = sentences[toll.source]
    if trigger.frame.type not in _HARMFUL or sentence != sentences[trigger.word]:
        return False
    tree = trigger.clauses.tree
    if not {toll.source, tree.heads[toll.source]}.isdisjoint(trigger.words):
        return True
    harmful = [item for item in triggers if item.frame.type in _HARMFUL and sentences[item.word] == sentence]
    words = {word: item for item in harmful for word in item.words}
    for above in (toll.source, *tree.above(toll.source)):
        if above in words:
            return words[above] == trigger
    assaults = [item for item in harmful if item.frame.type == "ASSAULT"]
    before = [item for item in assaults if item.word < toll.source]
    nearest = before[-1] if before else (assaults[0] if assaults else None)
    return nearest == trigger


def _claims(analysis: DocumentAnalysis, found: Found) -> Iterator[EventClaim]:
    """Yield one claim per voice and coordinated place, or one."""
    for told in by_teller(analysis, found):
        several = len(told.places) > 1
        for place in told.places or (None,):
            apart = tuple(apart_of(analysis, told, place if several else None))
            yield sealed(replace(_claim(analysis, told, place), apart=apart))


def _claim(analysis: DocumentAnalysis, found: Found, place: Place | None) -> EventClaim:
    trigger, frame, lexicon = found.trigger, found.trigger.frame, analysis.reference.lexicon
    segment = trigger.segment
    words = analysis.reading.of(segment, segment.doc[trigger.token.i : max(trigger_words(trigger)) + 1])
    span = span_of(analysis, found, place)
    at = (words.start, words.end) if found.told_at is None else segment.bounds(found.told_at)
    chain = level_of(analysis, trigger, analysis.attributions.chain_at(*at))
    mode = frame.mode or (lexicon.events.mode_of(_words_around(found)) if frame.type == "ASSAULT" else None)
    rule = f"event.{frame.type.lower()}.{'verbal' if trigger.verbal else 'nominal'}"
    return EventClaim(
        **analysis.common(rule, span, chain),
        polarity=found.judgement.polarity,
        modality=found.judgement.modality,
        event=EventType(plover=frame.type, mode=mode, acled=lexicon.events.acled_of(frame, mode)),
        trigger=words,
        aspect=frame.aspect,
        counting="unknown" if _is_history(analysis, found) else counting_of(trigger, found.tolls, found.time),
        participants=_participants(analysis, found, chain),
        places=(place.mention(analysis),) if place else (),
        time=found.time,
        casualties=tuple(dict.fromkeys(_casualties(analysis, segment, found.tolls))),
    )


def _is_history(analysis: DocumentAnalysis, found: Found) -> bool:
    """Tell whether an event is only recalled: by its words, or as something known of more than a year before publication.

    What its own words date to the weeks before publication is new, whoever recalls it: "recalled how shells hit it on Tuesday".
    """
    if is_recent(found.time, found.trigger.segment, found.trigger.token.i, anchor_of(analysis)):
        return False
    known = found.judgement.modality == "presupposed" and is_long_past(found.time, anchor_of(analysis))
    return found.judgement.historical or known


def _participants(analysis: DocumentAnalysis, found: Found, chain: tuple[Attribution, ...]) -> tuple[Participant, ...]:
    """Return who takes part; somebody named behind the event only because he tells of it (", the group said") does not."""
    tellers = [voice.mention for voice in chain if voice.level == "speaker" and voice.mention]
    end = analysis.reading.of(found.trigger.segment, found.trigger.token).end
    blame = blame_of(found.trigger, analysis.reference.lexicon)
    held = blame.accused if blame is not None and blame.said else ()
    kept: dict[Participant, None] = {}
    for part in found.parts:
        one = participant(analysis, found.trigger, part, chain)
        telling = one.mention is not None and any(one.mention.overlaps(teller) for teller in tellers)
        if part.token.i in held or not (telling and one.mention and one.mention.start >= end):
            kept[one] = None
    return tuple(kept)


def _casualties(analysis: DocumentAnalysis, segment: Segment, tolls: tuple[Toll, ...]) -> Iterator[Casualties]:
    for toll in tolls:
        yield toll.record(analysis, segment)


def _words_around(found: Found) -> frozenset[str]:
    """Return the words that may tell the mode: those of the trigger's phrase, its instruments, and its verb's."""
    token = found.trigger.token
    near = [*token.lefts, *(word for child in token.lefts for word in child.subtree)]
    near += [part.token for part in found.parts if part.role in {"instrument", "actor"}]
    near += [word for part in found.parts if part.role == "instrument" for word in part.token.lefts]
    near += [
        item
        for prep in children(token, "prep")
        if prep.lower_ in {"with", "using", "from", "by"}
        for item in children(prep, "pobj")
    ]
    words = {word for item in near for word in (item.lower_, item.lemma_.lower())}
    if found.trigger.verbal:
        words |= {item.lemma_.lower() for item in children(token, "dobj")}
    else:
        words.add(token.lemma_.lower())
    return frozenset(words)
