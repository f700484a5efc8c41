"""Who acted for whom at the time of an incident: links from actors to parties, and membership of classes.

A link or a class with a time span counts only within it. Where the time of an incident does not say whether it was inside, the
link is in doubt and attributes nothing, and the class is unknown.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, NamedTuple

from servanda.assess.config import ActorKnowledge, KnownClass, KnownLink
from servanda.assess.kleene import Truth, any_of
from servanda.assess.times import Period, within
from servanda.model.incidents import IncidentActor, LinkType

STRENGTH: Final[tuple[LinkType, ...]] = ("member", "commanded", "supported", "affiliated", "unknown")
"""Strongest first; a way over several links is as strong as its weakest."""
ATTRIBUTING: Final = frozenset({"member", "commanded"})
"""The links that attribute an act to a party by themselves (CONTRACT section 4)."""
_DIRECT: Final = "member"


class When(NamedTuple):
    """The time of an incident (``None``: unknown), and the time zone in which days are meant."""

    period: Period | None
    timezone: str


class Way(NamedTuple):
    """How an actor belongs to a party; not ``sure`` where a link on the way may not have held at the time."""

    type: LinkType
    sure: bool = True

    @property
    def attributes(self) -> bool:
        """Whether the act is the party's by this alone."""
        return self.sure and self.type in ATTRIBUTING


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

    def fights(self, entity_id: str) -> bool:
        """Tell whether the registry has an actor as an armed force or an armed group."""
        return entity_id in self.by_id and self.by_id[entity_id].fights

    def has_class(self, entity_id: str, name: str, when: When) -> Truth:
        """Tell whether the registry gives an actor a class at a time."""
        known = self.by_id[entity_id].classes if entity_id in self.by_id else ()
        spells = (KnownClass(name=one) if isinstance(one, str) else one for one in known)
        return any_of(_held(one, when) for one in spells if one.name == name)

    def way(self, actor: IncidentActor, party: str, when: When) -> Way | None:
        """Return how the actor of an incident belongs to ``party``; ``None`` where no link is known.

        A link that the incident itself tells counts, except where the registry dates the link to the same party.
        """
        if actor.entity_id is None:
            return None
        told = actor.link_to_party
        if told is None or told.party in self._dated_parties(actor.entity_id):
            return self.link(actor.entity_id, party, when)
        return self.link(actor.entity_id, party, when, (KnownLink(party=told.party, type=told.type),))

    def link(self, entity_id: str, party: str, when: When, more: tuple[KnownLink, ...] = ()) -> Way | None:
        """Return the best way from an actor to a party (``member`` to itself); ``more`` are further links of it."""
        return self._best(entity_id, party, when, more, frozenset())

    def depends_on_time(self, entity_id: str | None) -> bool:
        """Tell whether what is known of an actor, or of anybody whom it belongs to, has a time span."""
        return entity_id in self._timed

    @cached_property
    def _timed(self) -> frozenset[str]:
        timed = {name for name, one in self.by_id.items() if any(map(_has_span, (*one.links, *one.classes)))}
        while True:
            more = {name for name, one in self.by_id.items() if {link.party for link in one.links} & timed} - timed
            if not more:
                return frozenset(timed)
            timed |= more

    def _dated_parties(self, entity_id: str) -> frozenset[str]:
        known = self.by_id[entity_id].links if entity_id in self.by_id else ()
        return frozenset(link.party for link in known if _has_span(link))

    def _best(
        self, entity_id: str, party: str, when: When, more: tuple[KnownLink, ...], seen: frozenset[str] = frozenset()
    ) -> Way | None:
        if entity_id == party:
            return Way(_DIRECT)
        known = self.by_id[entity_id].links if entity_id in self.by_id else ()
        on_the_way = seen | {entity_id}
        ways = []
        for link in (*known, *more):
            held = _held(link, when)
            if held == "false" or link.party in on_the_way:
                continue
            if rest := self._best(link.party, party, when, (), on_the_way):
                ways.append(Way(max(link.type, rest.type, key=STRENGTH.index), rest.sure and held == "true"))
        return min(ways, key=_rank, default=None)


def _rank(way: Way) -> tuple[bool, int, bool]:
    return (not way.attributes, STRENGTH.index(way.type), not way.sure)


def _held(known: KnownLink | KnownClass, when: When) -> Truth:
    return within(when.period, known.since, known.until, when.timezone)


def _has_span(known: KnownLink | KnownClass | str) -> bool:
    return not isinstance(known, str) and bool(known.since or known.until)
