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
