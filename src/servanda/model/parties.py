"""Who: participants, and the voices a claim is attributed to."""

from typing import Literal

from servanda.model.base import Record
from servanda.model.spans import Span

ParticipantType = Literal["person", "organisation", "group", "civilians", "infrastructure", "weapon", "other"]
ParticipantRole = Literal[
    "actor",
    "target",
    "instrument",
    "participant",
    "addressee",
    "beneficiary",
    "holder",
    "person",
    "organisation",
    "who",
]


class Participant(Record, frozen=True, kw_only=True):
    """A person or body in a role. ``name`` is the fullest name the text gives, ``mention`` where it is named here.

    Where the mention may mean several ("he", "the group"), ``name`` is its own words and ``candidates`` keeps those that fit.
    """

    role: ParticipantRole
    name: str
    type: ParticipantType
    entity_id: str | None = None
    mention: Span | None = None
    candidates: tuple[str, ...] = ()


class Withheld(Record, frozen=True, kw_only=True):
    """Who seemed to have a role in an event and is not published in it: the names that the text would give, and why not.

    ``cannot_act``: a document, number, building, place or munition; ``is_victim``: the words name who suffered it; ``is_teller``:
    who only tells, saw or recorded it; ``is_accuser``: who lays it to somebody else; ``actor_disputed``: two readings of the sentence
    disagree on who did it, and the candidates are those of both.
    """

    role: ParticipantRole
    candidates: tuple[str, ...]
    reason: Literal["cannot_act", "is_victim", "is_teller", "is_accuser", "actor_disputed"]


class Attribution(Record, frozen=True, kw_only=True):
    """One level of the chain from the document to the innermost speaker.

    ``name`` is ``None`` where the speaker cannot be told; ``candidates`` then keeps the names that fit.
    """

    level: Literal["document", "speaker"]
    name: str | None
    entity_id: str | None = None
    mention: Span | None = None
    cue: Span | None = None
    candidates: tuple[str, ...] = ()
