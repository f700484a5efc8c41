"""What corroborate may be told: weights, a reviewer's merges and splits, and how actors belong together."""

from typing import Final

import msgspec

from servanda.model.base import Record
from servanda.model.linkage import LinkageWeights
from servanda.model.links import ActorLink
from servanda.reference.linkage import load_linkage

VERSION: Final = "0.1.11"
Pairs = tuple[tuple[str, str], ...]


class CorroborateConfig(Record, frozen=True, kw_only=True):
    """``must_link`` and ``cannot_link`` are pairs of claim keys that a person merged or split.

    ``links`` say how actors belong together, with times where a registry has them, ``owners`` whose an outlet is, by
    entity id. ``cited`` are pairs of the key of a compiled row and a document on which, by its own words, no other row of that table rests.
    ``monitors`` and ``outlets`` are those who gather what others saw: bodies that watch, and media, by entity id.
    The shipped ``weights`` hold unless others are given. ``version`` names the rules.
    """

    version: str = VERSION
    must_link: Pairs = ()
    cannot_link: Pairs = ()
    links: tuple[ActorLink, ...] = ()
    cited: Pairs = ()
    owners: dict[str, str] = msgspec.field(default_factory=dict)
    monitors: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    weights: LinkageWeights = msgspec.field(default_factory=load_linkage)
