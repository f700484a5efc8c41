"""Events: what is said to have happened, not to have happened, or is demanded, hoped, planned ... to happen.

One claim per trigger and coordinated place. The span runs over the trigger and what states the event: its
participants in the same clause, the place, the toll; where the event is future or possible, over the word that says so.
"""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Final

from servanda.extract.casualties import Page, Toll, find_tolls, tolls_of_act
from servanda.extract.circumstances import (
    GROUND,
    anchor_of,
    is_long_past,
    is_recent,
    place_held_on,
    place_of_entry,
    time_ahead,
    time_held_on,
)
from servanda.extract.clauses import links
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.events.alleging import alleged_level
from servanda.extract.events.blaming import blame_of, level_of
from servanda.extract.events.counting import counting_of
from servanda.extract.events.eligibility import parted_by_eligibility
from servanda.extract.events.following import counted_on, is_bare, told_on
from servanda.extract.events.joining import find_triggers
from servanda.extract.events.labels import label_of
from servanda.extract.events.laid_to import laid_to
from servanda.extract.events.levels import is_rule
from servanda.extract.events.listed import doers_over
from servanda.extract.events.looking import look
from servanda.extract.events.mutual import by_side, side_level
from servanda.extract.events.noted import with_noted
from servanda.extract.events.participants import participant
from servanda.extract.events.places_apart import by_place
from servanda.extract.events.pronouns import doer_meant
from servanda.extract.events.spans import Found, apart_of, span_of
from servanda.extract.events.tellers import by_teller
from servanda.extract.events.topics import with_topic
from servanda.extract.events.triggers import Trigger, trigger_words
from servanda.extract.observations import perceived
from servanda.extract.reading import Segment, guarded, parted
from servanda.model.claims import Casualties, EventClaim, EventType, Modality
from servanda.model.documents import PassedOver
from servanda.model.making import replace, sealed
from servanda.model.parties import Attribution, Participant, Withheld
from servanda.model.places import PlaceMention
from servanda.model.spans import Span
from servanda.model.time import TimeInterval

_FOR: Final = frozenset({links.ADVERBIAL, links.OPEN})
_DOING: Final = frozenset({"instrument", "actor"})


def find_events(analysis: DocumentAnalysis) -> Iterator[EventClaim | PassedOver]:
    """Yield the event claims of a text."""
    claims, failed = parted(_in_sentences(analysis))
    yield from failed
    yield from with_noted(analysis, claims)


def _in_sentences(analysis: DocumentAnalysis) -> Iterator[EventClaim | PassedOver]:
    before: tuple[EventClaim, ...] = ()
    for segment in analysis.reading.segments:
        page = Page(analysis, segment)
        for sentence in segment.sentences:
            bounds, text = segment.bounds_of(sentence), analysis.reading.text
            own, failed = parted(guarded("events", text, bounds, partial(_in_sentence, page, sentence)))
            own = tuple(counted_on(page, own, before))
            told, untold = parted(guarded("events", text, bounds, partial(told_on, page, sentence, own, before)))
            yield from before if untold else told
            yield from (*failed, *untold)
            yield from guarded("events", text, bounds, partial(laid_to, analysis, segment, sentence, own, before))
            before = own if told == before else tuple(one for one in own if not is_bare(page, one))
    yield from before


def _in_sentence(page: Page, sentence: range) -> Iterator[EventClaim]:
    analysis, lexicon = page.analysis, page.analysis.reference.lexicon
    triggers = _without_purposes(find_triggers(page.segment, sentence, lexicon))
    if not triggers:
        return
    tolls = _with_held(page, triggers, find_tolls(page, sentence))
    seen = perceived(page.segment, sentence, lexicon.observations)
    found = [item for trigger in triggers if (item := look(analysis, trigger, tolls, triggers))]
    found = [item for item in found if not (item.trigger.word in seen and _only_perceived(item))]
    claims = {item.trigger.word: tuple(_claims(analysis, item)) for item in found}
    for item in found:
        yield from with_topic(item, claims, lexicon.events.discussing | lexicon.events.about)


def _with_held(page: Page, triggers: tuple[Trigger, ...], tolls: tuple[Toll, ...]) -> tuple[Toll, ...]:
    """Return tolls with those of whoever was held or carried off, which a verb of many senses tells only as this event."""
    held = ((one.word, page.harm.of_modes.get(one.frame.mode or "")) for one in triggers if one.verbal)
    return (*tolls, *(toll for verb, effect in held if effect for toll in tolls_of_act(page, verb, effect, tolls)))


def _without_purposes(triggers: tuple[Trigger, ...]) -> tuple[Trigger, ...]:
    """Leave out the talking that a meeting is for: "met to discuss X" is one meeting."""
    meetings = {trigger.word for trigger in triggers if trigger.frame.type == "CONSULT"}
    return tuple(one for one in triggers if one.word not in meetings or not _is_purpose(one, meetings))


def _is_purpose(trigger: Trigger, meetings: set[int]) -> bool:
    beside = trigger.clauses.tree.links[trigger.word] in _FOR
    return beside and not meetings.isdisjoint(trigger.clauses.above(trigger.word))


def _only_perceived(found: Found) -> bool:
    """Tell whether nobody is said to have done or suffered what was seen or heard: an observation, no attack."""
    return not found.tolls and not any(part.role in {"actor", "target"} for part in found.parts)


def _claims(analysis: DocumentAnalysis, found: Found) -> Iterator[EventClaim]:
    """Yield one claim per voice and coordinated place, or one; one of all places where a toll is told for them together."""
    for told in (one for side in by_side(analysis, found) for one in by_teller(analysis, side)):
        parted = by_place(told)
        for one in parted:
            apart = tuple(apart_of(analysis, one, one.places[0] if len(parted) > 1 else None))
            yield sealed(replace(_claim(analysis, one), apart=apart))


def _claim(analysis: DocumentAnalysis, found: Found) -> EventClaim:
    trigger, frame, lexicon = found.trigger, found.trigger.frame, analysis.reference.lexicon
    segment = trigger.segment
    words = analysis.reading.span(segment, *trigger_words(trigger))
    chain = alleged_level(analysis, trigger, _chain(analysis, found, words))
    mode = frame.mode or (lexicon.events.mode_of(_words_around(analysis, found)) if frame.type == "ASSAULT" else None)
    rule = f"event.{frame.type.lower()}.{'verbal' if trigger.verbal else 'nominal'}"
    history = _is_history(analysis, found)
    participants, withheld = _participants(analysis, found, chain)
    return EventClaim(
        **analysis.common(rule, span_of(analysis, found, next(iter(found.places), None)), chain),
        polarity=found.judgement.polarity,
        modality=_modality(analysis, found, chain),
        event=EventType(plover=frame.type, mode=mode, acled=label_of(analysis, found, mode)),
        trigger=words,
        aspect=frame.aspect,
        counting="unknown" if history else counting_of(trigger, found.tolls, found.time, lexicon, anchor_of(analysis)),
        participants=participants,
        withheld=withheld,
        places=tuple(place.mention(analysis) for place in found.places)
        or _held_places(analysis, found, history=history),
        time=_time(analysis, found, history=history),
        casualties=tuple(dict.fromkeys(_casualties(analysis, segment, found.tolls))),
    )


def _modality(analysis: DocumentAnalysis, found: Found, chain: tuple[Attribution, ...]) -> Modality:
    """Return the modality of an event; what an agreement says in the present is a rule: "Any party that attacks a convoy ..."."""
    verb = _verb(found.trigger)
    told = _is_fact(found) and verb is not None and found.trigger.clauses.clause(verb).tense == "present"
    rules = told and is_rule(chain, analysis.reference.lexicon.verdicts.instruments)
    return "conditional" if rules else found.judgement.modality


def _chain(analysis: DocumentAnalysis, found: Found, words: Span) -> tuple[Attribution, ...]:
    """Return whose words an event is told in: of whoever tells it, and of whoever lays it to somebody."""
    if found.side is not None:
        return side_level(analysis, found, analysis.attributions.chain_at(words.start, words.end))
    told_at = words if found.told_at is None else analysis.reading.span(found.trigger.segment, found.told_at)
    return level_of(analysis, found.trigger, analysis.attributions.chain_at(told_at.start, told_at.end))


def _time(analysis: DocumentAnalysis, found: Found, *, history: bool) -> TimeInterval:
    """Return the time stated for an event; of a plain fact without any the day of its paragraph or its log."""
    if history or not _is_fact(found):
        return time_ahead(analysis, found.trigger.clauses, found.trigger.word, found.judgement.modality, found.time)
    word = _verb(found.trigger)
    return time_held_on(analysis, found.trigger.segment, found.trigger.word if word is None else word, found.time)


def _held_places(analysis: DocumentAnalysis, found: Found, *, history: bool) -> tuple[PlaceMention, ...]:
    """Return for a plain fact on the ground that names no place the one of its entry, its paragraph or heading."""
    trigger = found.trigger
    if (
        trigger.frame.type in GROUND
        and _is_fact(found)
        and (own := place_of_entry(analysis, trigger.segment, trigger.word))
    ):
        return (own,)
    several = (
        not trigger.verbal and trigger.clauses.words.shapes[trigger.word] == links.PLURAL
    )  # "the attacks": of all places
    verb = _plain_verb(found, history=history) if trigger.frame.type in GROUND and not several else None
    held = None if verb is None else place_held_on(analysis, found.trigger.segment, verb)
    return (held,) if held else ()


def _plain_verb(found: Found, *, history: bool) -> int | None:
    """Return the verb that tells of an event as a plain fact of now, ``None`` where none does."""
    return _verb(found.trigger) if _is_fact(found) and not history else None


def _is_fact(found: Found) -> bool:
    return found.judgement.modality == "asserted" and found.judgement.polarity == "affirmed"


def _verb(trigger: Trigger) -> int | None:
    return trigger.word if trigger.verbal else next(iter(trigger.carriers), None)


def _is_history(analysis: DocumentAnalysis, found: Found) -> bool:
    """Tell whether an event is only recalled: by its words, or as something known of more than a year before publication.

    What its own words date to the weeks before publication is new, whoever recalls it: "recalled how shells hit it on Tuesday".
    """
    if is_recent(found.time, found.trigger.segment, found.trigger.word, anchor_of(analysis)):
        return False
    known = found.judgement.modality == "presupposed" and is_long_past(found.time, anchor_of(analysis))
    return found.judgement.historical or known


def _participants(
    analysis: DocumentAnalysis, found: Found, chain: tuple[Attribution, ...]
) -> tuple[tuple[Participant, ...], tuple[Withheld, ...]]:
    """Return who takes part, and whom we withhold; who is named behind the event only because he tells of it takes no part."""
    tellers = [voice.mention for voice in chain if voice.level == "speaker" and voice.mention]
    end = analysis.reading.span(found.trigger.segment, found.trigger.word).end
    blame = blame_of(found.trigger, analysis.reference.lexicon)
    held = blame.held if blame is not None else ()
    named = [(part, participant(analysis, found.trigger, part, chain)) for part in found.parts]
    kept = [(part, one) for part, one in named if part.word in held or not _only_tells(one.mention, tellers, end)]
    taking_part, withheld = parted_by_eligibility(analysis, found.trigger, kept, chain)
    return _with_doers_over(analysis, found, taking_part), withheld


def _with_doers_over(
    analysis: DocumentAnalysis, found: Found, taking_part: tuple[Participant, ...]
) -> tuple[Participant, ...]:
    """Add who did it by words before the sentence, to an act that names no doer: whom "it" means, or the words over a list name.

    Whoever was hit has not done it.
    """
    pronouns = analysis.reference.lexicon.events.participants.takes_up_speaker
    doers = [one for one in taking_part if one.role == "actor"]
    if not all(one.mention is not None and one.mention.quote.lower() in pronouns for one in doers):
        return taking_part
    meant = doer_meant(analysis, found.trigger)
    if meant is None:
        over = () if doers else doers_over(analysis, found.trigger)
        return _without_hit(over, taking_part)
    return _without_hit((meant,), tuple(one for one in taking_part if one not in doers))


def _without_hit(doers: tuple[Participant, ...], taking_part: tuple[Participant, ...]) -> tuple[Participant, ...]:
    """Return doers with those who take part, without doers who were hit themselves."""
    beside = {one.name for one in taking_part}
    return (*(one for one in doers if one.name not in beside), *taking_part)


def _only_tells(mention: Span | None, tellers: list[Span], end: int) -> bool:
    return mention is not None and mention.start >= end and any(mention.overlaps(teller) for teller in tellers)


def _casualties(analysis: DocumentAnalysis, segment: Segment, tolls: tuple[Toll, ...]) -> Iterator[Casualties]:
    for toll in tolls:
        yield toll.record(analysis, segment)


def _words_around(analysis: DocumentAnalysis, found: Found) -> frozenset[str]:
    """Return the words that may tell the mode: those of the trigger's phrase, its instruments, and its verb's objects."""
    trigger, clauses = found.trigger, found.trigger.clauses
    own = clauses.tree.linked(trigger.word, links.OBJECT) if trigger.verbal else [trigger.word]
    lemmas = {clauses.words.lemmas[item].lower() for item in own}
    return clauses.words.keys([*_before(trigger), *_of_doers(found), *_ways(analysis, found)]) | lemmas


def _before(trigger: Trigger) -> Iterator[int]:
    """Yield what hangs on the trigger before it, with all that hangs on that."""
    tree = trigger.clauses.tree
    for item in _left_of(tree.below[trigger.word], trigger.word):
        yield from range(tree.firsts[item], tree.lasts[item] + 1)


def _of_doers(found: Found) -> Iterator[int]:
    """Yield who and what did it, instruments with what stands before them: "with [homemade mortars]"."""
    tree = found.trigger.clauses.tree
    for part in found.parts:
        if part.role in _DOING:
            yield part.word
            yield from _left_of(tree.below[part.word], part.word) if part.role == "instrument" else ()


def _left_of(below: Iterable[int], word: int) -> Iterator[int]:
    return (item for item in below if item < word)


def _ways(analysis: DocumentAnalysis, found: Found) -> Iterator[int]:
    """Yield what "with", "from" or "by" govern below the trigger."""
    ways = analysis.reference.lexicon.events.ways
    return (one.phrase.head for one in found.trigger.clauses.under(found.trigger.word, *ways))
