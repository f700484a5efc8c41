"""What corroborate may be told: weights, a reviewer's merges and splits, and how actors belong together."""

from typing import Final

import msgspec

from servanda.model.base import Record
from servanda.model.incidents import LinkType
from servanda.model.linkage import LinkageWeights
from servanda.model.links import ActorKnowledge, ActorLink
from servanda.reference.linkage import load_linkage

VERSION: Final = "0.1.0"
Pairs = tuple[tuple[str, str], ...]


class EntityLink(Record, frozen=True, kw_only=True):
    """An actor's link to the party it belongs to, of unknown time: the short form of `ActorLink`."""

    entity_id: str
    party: str
    type: LinkType = "unknown"


class CorroborateConfig(Record, frozen=True, kw_only=True):
    """``must_link`` and ``cannot_link`` are pairs of claim keys that a person merged or split.

    ``links`` (with times, where a registry has them) and ``entities`` say how actors belong together; both count. The
    shipped ``weights`` hold unless others are given. ``version`` names the rules.
    """

    version: str = VERSION
    must_link: Pairs = ()
    cannot_link: Pairs = ()
    links: ActorKnowledge = msgspec.field(default_factory=ActorKnowledge)
    entities: tuple[EntityLink, ...] = ()
    weights: LinkageWeights = msgspec.field(default_factory=load_linkage)

    @property
    def knowledge(self) -> ActorKnowledge:
        """All links of actors, of either form."""
        short = tuple(ActorLink(actor=link.entity_id, party=link.party, type=link.type) for link in self.entities)
        return ActorKnowledge(links=(*self.links.links, *short), classes=self.links.classes)
