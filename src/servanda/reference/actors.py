"""The registry of actors: who goes by which names, holds which office, and is linked how to whom."""

from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final

import msgspec

from servanda.model.ids import content_id
from servanda.model.incidents import LinkType
from servanda.model.links import may_hold
from servanda.reference.actor_entries import Actor, ActorClass, ActorLink, ContextAlias, Dispute, Office
from servanda.reference.actor_names import ActorHit, ActorNames
from servanda.reference.registry_files import read_entries, unique
from servanda.reference.shipped import DATA, Shipped

__all__ = [
    "Actor",
    "ActorClass",
    "ActorHit",
    "ActorLink",
    "ActorRegistry",
    "ContextAlias",
    "Dispute",
    "Office",
    "load_actors",
]

SHIPPED: Final = Shipped(DATA / "actors", Actor)
# Changes of office are known to the shipped registry up to here; an office without an end is not carried beyond it.
_KNOWN_UNTIL: Final = "2025-06"
_COMMON_LIST: Final = "un-security-council"
_WEAKEST_LAST: Final[tuple[LinkType, ...]] = ("member", "commanded", "supported", "affiliated", "unknown")


class ActorRegistry:
    """Actors by id and by name; read-only. ``warnings`` is what was passed over."""

    def __init__(self, actors: Iterable[Actor], warnings: tuple[str, ...] = ()) -> None:
        """Take the entries; ids must be unique."""
        self.actors: Mapping[str, Actor] = {actor.id: actor for actor in sorted(actors, key=lambda actor: actor.id)}
        self.warnings = warnings
        self._all_links = {actor.id: _links_of(actor) for actor in self.actors.values()}
        self.names = ActorNames(self.actors)

    @cached_property
    def digest(self) -> str:
        """The name of the state of the data."""
        return content_id("act", tuple(self.actors.values()))

    def actor(self, entity_id: str) -> Actor | None:
        """Return the entry of ``entity_id``, if there is one."""
        return self.actors.get(entity_id)

    @cached_property
    def states(self) -> Mapping[str, tuple[Actor, ...]]:
        """The states of the registry by country code."""
        found: dict[str, tuple[Actor, ...]] = {}
        for actor in self.actors.values():
            if actor.type == "state" and actor.country:
                found[actor.country] = (*found.get(actor.country, ()), actor)
        return found

    def candidates(self, name: str, countries: tuple[str, ...] = ()) -> tuple[ActorHit, ...]:
        """Return whom ``name`` may mean, best first.

        Names that depend on the context count in reports on ``countries``. Hits of the stage ``metonym`` are meant only
        where the name acts or speaks.
        """
        return self.names.candidates(name, countries)

    def suggestions(self, name: str) -> tuple[ActorHit, ...]:
        """Return actors with a similar name (fuzzy), best first: suggestions only, never to be taken without a person."""
        return self.names.similar(name)

    def classes(self, entity_id: str, on: str | None = None) -> tuple[str, ...]:
        """Return the classes of an actor, sorted; with ``on`` (ISO date) those that may hold on that day.

        A listing gives ``designated_terrorist:united-states``, and the plain ``designated_terrorist`` only where the Security
        Council lists: what one state lists, no agreement of others excludes by itself.
        """
        spells = self.dated_classes(entity_id)
        return tuple(sorted({spell.name for spell in spells if may_hold(spell.since, spell.until, on)}))

    def dated_classes(self, entity_id: str) -> tuple[ActorClass, ...]:
        """Return the classes of an actor under the names that `classes` gives, each with its times."""
        actor = self.actors.get(entity_id)
        found: list[ActorClass] = []
        for one in actor.classes if actor else ():
            if isinstance(one, str):
                found.append(ActorClass(name=one))
                continue
            found += [msgspec.structs.replace(one, name=f"{one.name}:{one.by}")] if one.by else []
            found += [one] if one.by in {None, _COMMON_LIST} else []
        return tuple(found)

    def known_as(self, name: str, countries: tuple[str, ...] = ()) -> frozenset[Actor]:
        """Return the actors that go by ``name`` as it is written, but for its case and an article."""
        return frozenset(hit.actor for hit in self.candidates(name, countries) if hit.stage in {"exact", "article"})

    def owner(self, name: str) -> str | None:
        """Return the owner family of the outlet that goes by ``name`` as it is written, if one does and its owner is known."""
        owners = {actor.owner_family for actor in self.known_as(name)}
        return owners.pop() if len(owners) == 1 else None

    def links(self, entity_id: str, on: str | None = None) -> tuple[ActorLink, ...]:
        """Return the links of an actor to others; with ``on`` (ISO date) those that may hold on that day.

        Who holds an office belongs to the organisation for that time.
        """
        return tuple(link for link in self._all_links.get(entity_id, ()) if may_hold(link.since, link.until, on))

    def link(self, entity_id: str, party: str, on: str | None = None) -> LinkType | None:
        """Return how an actor is linked to a party: the weakest link on the strongest way, ``member`` to itself, ``None`` if not."""
        if entity_id == party:
            return "member"
        return self._strongest(entity_id, party, on, frozenset())

    def _strongest(self, entity_id: str, party: str, on: str | None, seen: frozenset[str]) -> LinkType | None:
        ways: list[LinkType] = []
        for link in self.links(entity_id, on):
            if link.party == party:
                ways.append(link.link)
            elif link.party not in seen:
                further = self._strongest(link.party, party, on, seen | {entity_id})
                if further:
                    ways.append(max(link.link, further, key=_WEAKEST_LAST.index))
        return min(ways, key=_WEAKEST_LAST.index, default=None)


def load_actors(path: Path | None = None) -> ActorRegistry:
    """Return the shipped registry, with a dossier's own file: an entry with a known id replaces the shipped one.

    Raises `ConfigError` naming file, entry and field.
    """
    shipped = _shipped()
    own, unknown = read_entries(path, Actor) if path else ((), ())
    if not path or not (own or unknown):
        return shipped
    return ActorRegistry({**shipped.actors, **unique(own, path)}.values(), shipped.warnings + unknown)


@lru_cache(maxsize=1)
def _shipped() -> ActorRegistry:
    """Return the shipped registry, read once a process."""
    actors, warnings = SHIPPED.entries()
    return ActorRegistry(map(_dated, actors.values()), warnings)


def _dated(actor: Actor) -> Actor:
    if all(office.until or office.as_of for office in actor.offices):
        return actor
    offices = tuple(
        office if office.until or office.as_of else msgspec.structs.replace(office, as_of=_KNOWN_UNTIL)
        for office in actor.offices
    )
    return msgspec.structs.replace(actor, offices=offices)


def _links_of(actor: Actor) -> tuple[ActorLink, ...]:
    stated = {link.party for link in actor.part_of}
    held = (
        ActorLink(party=office.organisation, link="member", since=office.since, until=office.until)
        for office in actor.offices
        if office.organisation and office.organisation not in stated
    )
    return (*actor.part_of, *held)
