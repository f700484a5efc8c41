"""What assess is told besides incidents and agreements."""

from servanda.model.base import Record
from servanda.model.incidents import LinkType


class KnownClass(Record, frozen=True, kw_only=True):
    """A class that an actor has ``since`` a time (ISO day, month or year) and ``until`` another, exclusive; ``None`` is open."""

    name: str
    since: str | None = None
    until: str | None = None


class KnownLink(Record, frozen=True, kw_only=True):
    """How an actor belongs to ``party``, with the same times."""

    party: str
    type: LinkType
    since: str | None = None
    until: str | None = None


class ActorKnowledge(Record, frozen=True, kw_only=True):
    """What the registry knows of one actor: its name, its classes, and whom it belongs to directly.

    A class without times may be written as its name alone. ``fights``: it is an armed force or an armed group.
    """

    entity_id: str
    name: str
    classes: tuple[str | KnownClass, ...] = ()
    links: tuple[KnownLink, ...] = ()
    fights: bool = False


class AssessConfig(Record, frozen=True, kw_only=True):
    """``as_of`` (ISO date) is the day on which deadlines are looked at, ``knowledge`` what is known of actors and parties.

    ``timezone`` is that of hours which reports give without one, where the country of the place does not tell it.

    ``version`` names the rules: a change of their results raises it.
    """

    version: str = "0.4.0"
    as_of: str | None = None
    timezone: str | None = None
    knowledge: tuple[ActorKnowledge, ...] = ()
