"""What a meeting was about: an event that is its topic is presupposed by whoever reports the meeting."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from servanda.extract.events.spans import Found
from servanda.extract.grammar import VERBAL
from servanda.model.claims import EventClaim
from servanda.model.making import replace, sealed
from servanda.model.parties import Attribution
from servanda.reference.lexicon_frames import Words

if TYPE_CHECKING:
    from spacy.tokens import Token


def with_topic(item: Found, claims: dict[int, tuple[EventClaim, ...]], discussing: Words) -> Iterator[EventClaim]:
    """Mark an event that a meeting was about as its topic: presupposed by whoever reports the meeting.

    ``discussing`` are the words over what a meeting is about.
    """
    meeting = _meeting_above(item.trigger.token, claims, discussing)
    for claim in claims[item.trigger.token.i]:
        if meeting is None:
            yield claim
        else:
            chain: tuple[Attribution, ...] = meeting.attribution
            yield sealed(
                replace(
                    claim,
                    topic_of=meeting.id,
                    attribution=chain,
                    modality="presupposed" if claim.modality in {"asserted", "planned"} else claim.modality,
                )
            )


def _meeting_above(token: "Token", claims: dict[int, tuple[EventClaim, ...]], discussing: Words) -> EventClaim | None:
    """Return the CONSULT claim whose topic the event noun is: "met to discuss X", "talks on X"."""
    if token.pos_ in VERBAL:
        return None
    discussed = False
    for above in token.ancestors:
        discussed |= above.lemma_.lower() in discussing
        found = claims.get(above.i, ())
        if discussed and found and found[0].event.plover == "CONSULT":
            return found[0]
        if above.pos_ in VERBAL and above.dep_ not in {"advcl", "xcomp", "conj", "acl", "pcomp"}:
            break
    return None
