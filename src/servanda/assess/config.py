"""What assess is told besides incidents and agreements."""

from servanda.model.base import Record
from servanda.model.incidents import PartyLink


class ActorKnowledge(Record, frozen=True, kw_only=True):
    """What the registry knows of one actor: its name, its classes, and the parties that it is linked to."""

    entity_id: str
    name: str
    classes: tuple[str, ...] = ()
    links: tuple[PartyLink, ...] = ()


class AssessConfig(Record, frozen=True, kw_only=True):
    """``as_of`` (ISO date) is the day on which deadlines are looked at, ``knowledge`` what is known of actors and parties.

    ``version`` names the rules: a change of their results raises it.
    """

    version: str = "0.1.0"
    as_of: str | None = None
    knowledge: tuple[ActorKnowledge, ...] = ()
