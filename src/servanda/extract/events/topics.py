"""What a meeting was about: an event that is its topic is presupposed by whoever reports the meeting."""

from collections.abc import Iterator
from typing import Final

from servanda.extract.clauses import Clauses, links
from servanda.extract.events.spans import Found
from servanda.model.claims import EventClaim
from servanda.model.making import replace, sealed
from servanda.reference.lexicon_frames import Words

_GOING_UP: Final = frozenset(
    {links.ADVERBIAL, links.OPEN, links.CONJUNCT, links.OF_NOUN, links.GOVERNED_CLAUSE}
)  # links of a verb above which the meeting may still stand


def with_topic(item: Found, claims: dict[int, tuple[EventClaim, ...]], discussing: Words) -> Iterator[EventClaim]:
    """Mark an event that a meeting was about as its topic: presupposed by whoever reports the meeting.

    ``claims`` are those of a sentence by their triggers, ``discussing`` the words over what a meeting is about.
    """
    trigger = item.trigger
    meeting = _meeting_above(trigger.clauses, trigger.word, claims, discussing)
    for claim in claims[trigger.word]:
        yield claim if meeting is None else _as_topic(claim, meeting)


def _as_topic(claim: EventClaim, meeting: EventClaim) -> EventClaim:
    modality = "presupposed" if claim.modality in {"asserted", "planned"} else claim.modality
    return sealed(replace(claim, topic_of=meeting.id, attribution=meeting.attribution, modality=modality))


def _meeting_above(
    clauses: Clauses, noun: int, claims: dict[int, tuple[EventClaim, ...]], discussing: Words
) -> EventClaim | None:
    """Return the CONSULT claim whose topic the event noun is: "met to discuss X", "talks on X"."""
    discussed = False
    for above in _words_above(clauses, noun):
        discussed |= clauses.words.lemmas[above].lower() in discussing
        found = claims.get(above, ())
        if discussed and found and found[0].event.plover == "CONSULT":
            return found[0]
    return None


def _words_above(clauses: Clauses, noun: int) -> Iterator[int]:
    """Yield the words above a noun up to the verb of its clause, and beyond where that hangs on another verb or noun."""
    kinds = clauses.words.kinds
    if kinds[noun] in links.VERBAL:
        return
    for above in clauses.above(noun):
        yield above
        if kinds[above] in links.VERBAL and clauses.tree.links[above] not in _GOING_UP:
            return
