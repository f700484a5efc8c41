"""How actors belong together, looked up quickly."""

from collections.abc import Iterable, Mapping
from functools import cached_property

from servanda.model.incidents import PartyLink
from servanda.model.links import ActorLink, may_hold

_ATTRIBUTING = frozenset({"member", "commanded"})
_STRENGTH = ("member", "commanded", "supported", "affiliated", "unknown")
_MAX_STEPS = 5


class Knowing:
    """Answers from the links and owners of a registry; read-only."""

    def __init__(self, links: Iterable[ActorLink], owners: Mapping[str, str]) -> None:
        """Take the links and the owner families of outlets as the registry gives them."""
        self.owners = owners
        self._links: dict[str, list[ActorLink]] = {}
        for link in sorted(links, key=_order):
            self._links.setdefault(link.actor, []).append(link)
        self._roots: dict[str, frozenset[str]] = {}

    def one_party(self, a: str, b: str) -> bool:
        """Tell whether two actors are one, or belong by membership or command to one party or one to the other."""
        return bool(self.parties(a) & self.parties(b))

    def parties(self, actor: str) -> frozenset[str]:
        """Return the actor and all it belongs to by membership or command, at whatever time."""
        if actor not in self._roots:
            self._roots[actor] = self._climb(actor)
        return self._roots[actor]

    def link(self, actor: str, on: str | None) -> PartyLink | None:
        """Return the strongest link of an actor that may hold on a day, ``None`` where there is none or several are as strong."""
        links = [link for link in self._links.get(actor, ()) if may_hold(link.since, link.until, on)]
        best = min((_STRENGTH.index(link.type) for link in links), default=-1)
        strongest = sorted({link.party for link in links if _STRENGTH.index(link.type) == best})
        return PartyLink(party=strongest[0], type=_STRENGTH[best]) if len(strongest) == 1 else None  # type: ignore[arg-type]

    def _climb(self, actor: str) -> frozenset[str]:
        reached, front = {actor}, [actor]
        for _ in range(_MAX_STEPS):
            front = [link.party for one in front for link in self._links.get(one, ()) if link.type in _ATTRIBUTING]
            reached |= set(front)
        return frozenset(reached)

    @cached_property
    def known(self) -> frozenset[str]:
        """Ids of all actors that have a link."""
        return frozenset(self._links)


def _order(link: ActorLink) -> tuple[str, str, str, str]:
    return (link.actor, link.party, link.type, link.since or "")


def root(parties: Iterable[str], knowing: Knowing) -> str:
    """Return the name under which all of one party's organs count: the party that belongs to no other, first by name."""
    tops = [party for party in parties if len(knowing.parties(party)) == 1]
    return min(tops or list(parties))
