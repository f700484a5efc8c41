"""How actors belong together: what corroborate is told of the actor registry (assess is told of one actor at a time)."""

import msgspec

from servanda.model.base import Record
from servanda.model.incidents import LinkType


class ActorLink(Record, frozen=True, kw_only=True):
    """``actor`` belongs to ``party`` in the way ``type`` says, from ``since`` to ``until`` (ISO dates, half-open, or open).

    ``disputed`` repeats in words who contests the link.
    """

    actor: str
    party: str
    type: LinkType = "unknown"
    since: str | None = None
    until: str | None = None
    disputed: tuple[str, ...] = ()


class ActorKnowledge(Record, frozen=True, kw_only=True):
    """What a registry knows of the actors in hand: their links, and the classes (``designated_terrorist``) by actor id."""

    links: tuple[ActorLink, ...] = ()
    classes: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
