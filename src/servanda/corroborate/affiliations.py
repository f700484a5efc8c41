"""How actors belong together at a time, looked up quickly."""

from collections.abc import Iterable, Mapping

from servanda.model.incidents import PartyLink
from servanda.model.links import ActorLink, may_hold

_ATTRIBUTING = frozenset({"member", "commanded"})
_STRENGTH = ("member", "commanded", "supported", "affiliated", "unknown")
_MAX_STEPS = 5


class Belonging:
    """Who belongs to whom by the links that may hold at one time; what it has looked up it keeps."""

    def __init__(self, links: Mapping[str, tuple[ActorLink, ...]]) -> None:
        """Take the links of each actor."""
        self._links = links
        self._parties: dict[str, frozenset[str]] = {}

    def one_party(self, a: str, b: str) -> bool:
        """Tell whether two actors are one, or belong by membership or command to one party or one to the other."""
        return bool(self.parties(a) & self.parties(b))

    def parties(self, actor: str) -> frozenset[str]:
        """Return the actor and all it belongs to by membership or command."""
        if actor not in self._parties:
            self._parties[actor] = self._climb(actor)
        return self._parties[actor]

    def top(self, actor: str) -> str:
        """Return the name under which all of one party's organs count: the one party that belongs to no other, else the actor."""
        tops = [party for party in self.parties(actor) if len(self.parties(party)) == 1]
        return tops[0] if len(tops) == 1 else actor

    def link(self, actor: str) -> PartyLink | None:
        """Return the strongest link of an actor, ``None`` where there is none or several are as strong."""
        links = self._links.get(actor, ())
        best = min((_STRENGTH.index(link.type) for link in links), default=-1)
        strongest = sorted({link.party for link in links if _STRENGTH.index(link.type) == best})
        return PartyLink(party=strongest[0], type=_STRENGTH[best]) if len(strongest) == 1 else None  # type: ignore[arg-type]

    def _climb(self, actor: str) -> frozenset[str]:
        reached, front = {actor}, [actor]
        for _ in range(_MAX_STEPS):
            front = [link.party for one in front for link in self._links.get(one, ()) if link.type in _ATTRIBUTING]
            reached |= set(front)
        return frozenset(reached)


class Affiliations:
    """The links of a registry, with their times, and the owner families of outlets by entity id."""

    def __init__(self, links: Iterable[ActorLink], owners: Mapping[str, str]) -> None:
        """Take both as the registry gives them."""
        self.owners = owners
        self._links = tuple(sorted(links, key=_order))
        self._dated = any(link.since or link.until for link in self._links)
        self._at: dict[str | None, Belonging] = {}

    def at(self, on: str | None) -> Belonging:
        """Return who may belong to whom on a day (ISO date), at whatever time with ``None``."""
        on = on if self._dated else None
        if on not in self._at:
            self._at[on] = Belonging(self._of(on))
        return self._at[on]

    def _of(self, on: str | None) -> dict[str, tuple[ActorLink, ...]]:
        links: dict[str, tuple[ActorLink, ...]] = {}
        for link in self._links:
            if may_hold(link.since, link.until, on):
                links[link.actor] = (*links.get(link.actor, ()), link)
        return links


def _order(link: ActorLink) -> tuple[str, str, str, str]:
    return (link.actor, link.party, link.type, link.since or "")
