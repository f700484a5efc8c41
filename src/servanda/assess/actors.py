"""Who acts for whom: links from actors to parties, and membership of classes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from servanda.assess.config import ActorKnowledge
from servanda.model.incidents import IncidentActor, LinkType, PartyLink

STRENGTH: Final[tuple[LinkType, ...]] = ("member", "commanded", "supported", "affiliated", "unknown")
"""Strongest first; a way over several links is as strong as its weakest."""
ATTRIBUTING: Final = frozenset({"member", "commanded"})
"""The links that attribute an act to a party by themselves (CONTRACT section 4)."""


@dataclass(frozen=True)
class Actors:
    """What is known of the actors in hand, by id."""

    by_id: Mapping[str, ActorKnowledge] = field(default_factory=dict)

    @classmethod
    def of(cls, knowledge: Iterable[ActorKnowledge]) -> "Actors":
        """Return the actors by id."""
        return cls({actor.entity_id: actor for actor in knowledge})

    def name(self, entity_id: str) -> str:
        """Return the name of an actor, or its id where the name is not known."""
        return self.by_id[entity_id].name if entity_id in self.by_id else entity_id

    def classes(self, entity_id: str) -> frozenset[str]:
        """Return the classes that the registry gives an actor."""
        return frozenset(self.by_id[entity_id].classes) if entity_id in self.by_id else frozenset()

    def way(self, actor: IncidentActor, party: str) -> LinkType | None:
        """Return how the actor of an incident belongs to ``party``; ``None`` where no link is known."""
        if actor.entity_id is None:
            return None
        own = (actor.link_to_party,) if actor.link_to_party else ()
        return self.link(actor.entity_id, party, own)

    def link(self, entity_id: str, party: str, more: tuple[PartyLink, ...] = ()) -> LinkType | None:
        """Return the strongest way from an actor to a party (``member`` to itself); ``more`` are further links of it."""
        return self._strongest(entity_id, party, more, frozenset())

    def _strongest(
        self, entity_id: str, party: str, more: tuple[PartyLink, ...], seen: frozenset[str]
    ) -> LinkType | None:
        if entity_id == party:
            return "member"
        known = self.by_id[entity_id].links if entity_id in self.by_id else ()
        on_the_way = seen | {entity_id}
        ways = []
        for link in (*known, *more):
            rest = None if link.party in on_the_way else self._strongest(link.party, party, (), on_the_way)
            if rest is not None:
                ways.append(max(link.type, rest, key=STRENGTH.index))
        return min(ways, key=STRENGTH.index, default=None)
