"""The registry of actors: who goes by which names, holds which office, and is linked how to whom."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final, Literal, NamedTuple

from servanda.model.ids import content_id
from servanda.model.incidents import LinkType
from servanda.model.links import ActorKnowledge
from servanda.model.links import ActorLink as PartyLink
from servanda.reference.actor_entries import Actor, ActorClass, ActorLink, ContextAlias, Dispute, Office
from servanda.reference.registry_files import read_entries, unique
from servanda.text.folds import joined, plain, vowels

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

_OWN_FILE: Final = Path(__file__).parent / "data" / "actors.yaml"
_WEAKEST_LAST: Final[tuple[LinkType, ...]] = ("member", "commanded", "supported", "affiliated", "unknown")
_STAGES: Final[tuple[tuple[Literal["exact", "article", "vowel"], Callable[[str], str], float], ...]] = (
    ("exact", plain, 1.0),
    ("article", joined, 0.97),
    ("vowel", vowels, 0.92),
)
_CONTEXT, _METONYM = 0.9, 0.85
_MIN_FUZZY, _N_FUZZY = 82.0, 5
_MAX_ABBREVIATION = 7
_MIN_FOLDED = 5  # a shorter name is too easily another's once its vowels are folded
_CACHE_SIZE = 16_384
_LEADING = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?$")
_TITLE = re.compile(
    r"^(?:(?:mr|mrs|ms|dr|prof|sir|lord|sheikh|mullah|president|vice president|prime minister|premier|foreign minister|defen[cs]e minister|"
    r"interior minister|minister|ambassador|senator|king|prince|crown prince|emir|general|gen|lt|lieutenant|colonel|col|major|maj|brig|brigadier|"
    r"captain|capt|admiral|adm|commander|spokes(?:man|woman|person)|secretary[\s-]general|special envoy|envoy|chief)\.?\s+)+",
    re.IGNORECASE,
)


class ActorHit(NamedTuple):
    """An actor that a name may mean, how the two met, and how far to trust it (0-1)."""

    actor: Actor
    stage: Literal["exact", "article", "vowel", "context", "metonym", "fuzzy"]
    score: float
    matched: str


class ActorRegistry:
    """Actors by id and by name; read-only. ``digest`` names the state of the data, ``warnings`` what was passed over."""

    def __init__(self, actors: Iterable[Actor], warnings: tuple[str, ...] = ()) -> None:
        """Take the entries; ids must be unique."""
        self.actors: Mapping[str, Actor] = {actor.id: actor for actor in sorted(actors, key=lambda actor: actor.id)}
        self.warnings = warnings
        self.digest = content_id("act", tuple(self.actors.values()))
        self._names: dict[tuple[str, str], set[tuple[str, str]]] = {}
        self._context: dict[str, list[tuple[str, ContextAlias]]] = {}
        self._metonyms: dict[str, set[str]] = {}
        for actor in self.actors.values():
            self._index(actor)
        self._vowel_spellings = tuple(key for stage, key in self._names if stage == "vowel")
        self._cached = lru_cache(maxsize=_CACHE_SIZE)(self._find)
        self._similar = lru_cache(maxsize=_CACHE_SIZE)(self._find_similar)

    def actor(self, entity_id: str) -> Actor | None:
        """Return the entry of ``entity_id``, if there is one."""
        return self.actors.get(entity_id)

    def candidates(self, name: str, countries: tuple[str, ...] = ()) -> tuple[ActorHit, ...]:
        """Return whom ``name`` may mean, best first.

        Names that depend on the context count in reports on ``countries``. Hits of the stage ``metonym`` are meant only
        where the name acts or speaks.
        """
        return self._cached(name, countries)

    def suggestions(self, name: str) -> tuple[ActorHit, ...]:
        """Return actors with a similar name (fuzzy), best first: suggestions only, never to be taken without a person."""
        return self._similar(name)

    def _find_similar(self, name: str) -> tuple[ActorHit, ...]:
        from rapidfuzz import fuzz, process

        spellings = self._vowel_spellings
        found: dict[str, ActorHit] = {}
        for spelling, ratio, _ in process.extract(
            vowels(_bare(name)), spellings, scorer=fuzz.ratio, limit=20, score_cutoff=_MIN_FUZZY
        ):
            for entity_id, matched in sorted(self._names["vowel", spelling]):
                found.setdefault(
                    entity_id, ActorHit(self.actors[entity_id], "fuzzy", round(ratio / 100 * 0.79, 4), matched)
                )
        return tuple(sorted(found.values(), key=_rank)[:_N_FUZZY])

    def classes(self, entity_id: str, on: str | None = None) -> tuple[str, ...]:
        """Return the classes of an actor, sorted; with ``on`` (ISO date) those that may hold on that day."""
        actor = self.actors.get(entity_id)
        found = actor.classes if actor else ()
        names = {
            one if isinstance(one, str) else one.name
            for one in found
            if isinstance(one, str) or _may_hold(one.since, one.until, on)
        }
        return tuple(sorted(names))

    def links(self, entity_id: str, on: str | None = None) -> tuple[ActorLink, ...]:
        """Return the links of an actor to others; with ``on`` (ISO date) those that may hold on that day."""
        actor = self.actors.get(entity_id)
        return tuple(link for link in (actor.part_of if actor else ()) if _may_hold(link.since, link.until, on))

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

    def knowledge(self) -> ActorKnowledge:
        """Return all links, those over several steps included, and classes, in the form the later rooms take.

        A link over several steps has the weakest type on the way and holds while all of its steps hold.
        """
        links = {
            (link.actor, link.party): link
            for actor in self.actors.values()
            for link in self._ways(actor.id, frozenset())
        }
        classes = {actor.id: found for actor in self.actors.values() if (found := self.classes(actor.id))}
        return ActorKnowledge(links=tuple(links[pair] for pair in sorted(links)), classes=classes)

    def _ways(self, entity_id: str, seen: frozenset[str]) -> list[PartyLink]:
        """Return the links of an actor over any number of steps, the strongest last."""
        actor = self.actors.get(entity_id)
        found = []
        for link in actor.part_of if actor else ():
            disputed = tuple(f"{dispute.value} ({dispute.source})" for dispute in link.disputed)
            first = PartyLink(
                actor=entity_id, party=link.party, type=link.link, since=link.since, until=link.until, disputed=disputed
            )
            further = self._ways(link.party, seen | {entity_id}) if link.party not in seen else []
            found += [first, *(_over(first, step) for step in further if step.party != entity_id)]
        return sorted(found, key=lambda way: -_WEAKEST_LAST.index(way.type))

    def _index(self, actor: Actor) -> None:
        for name in dict.fromkeys((actor.name, *actor.aliases, *actor.aliases_ar)):
            for stage, fold, _ in _STAGES:
                self._names.setdefault((stage, fold(_bare(name))), set()).add((actor.id, name))
        for alias in actor.context_aliases:
            self._context.setdefault(plain(_bare(alias.name)), []).append((actor.id, alias))
        for metonym in actor.metonyms:
            self._metonyms.setdefault(plain(metonym), set()).add(actor.id)

    def _find(self, name: str, countries: tuple[str, ...]) -> tuple[ActorHit, ...]:
        bare = _bare(name)
        untitled = _TITLE.sub("", bare)
        for words in dict.fromkeys((bare, untitled)):
            hits = self._named(words) or self._by_context(words, countries)
            if hits:
                return tuple(sorted(hits, key=_rank))
        return ()

    def _named(self, words: str) -> list[ActorHit]:
        for stage, fold, score in _STAGES:
            key = fold(words)
            found = (
                sorted(self._names.get((stage, key), ()))
                if key and (stage != "vowel" or len(key) >= _MIN_FOLDED)
                else []
            )
            hits = {
                entity_id: ActorHit(self.actors[entity_id], stage, score, matched)
                for entity_id, matched in found
                if _fits(words, matched)
            }
            if hits:
                return list(hits.values())
        return []

    def _by_context(self, words: str, countries: tuple[str, ...]) -> list[ActorHit]:
        key = plain(words)
        by_actor = {
            entity_id: ActorHit(self.actors[entity_id], "context", _CONTEXT, alias.name)
            for entity_id, alias in self._context.get(key, ())
            if _as_capital(words, alias.name) and any(country in countries for country in alias.countries)
        }
        found = list(by_actor.values())
        main = [hit for hit in found if countries and hit.actor.country == countries[0]]
        metonyms = [
            ActorHit(self.actors[entity_id], "metonym", _METONYM, words)
            for entity_id in sorted(self._metonyms.get(key, ()))
        ]
        return (main or found) + metonyms


def load_actors(path: Path | None = None) -> ActorRegistry:
    """Return the shipped registry, with a dossier's own file: an entry with a known id replaces the shipped one.

    Raises `ConfigError` naming file, entry and field.
    """
    actors: dict[str, Actor] = {}
    warnings: tuple[str, ...] = ()
    for file in (_OWN_FILE, *((path,) if path else ())):
        entries, unknown = read_entries(file, Actor)
        actors |= unique(entries, file)
        warnings += unknown
    return ActorRegistry(actors.values(), warnings)


def _over(first: PartyLink, second: PartyLink) -> PartyLink:
    """Join two links to one."""
    return PartyLink(
        actor=first.actor,
        party=second.party,
        type=max(first.type, second.type, key=_WEAKEST_LAST.index),
        since=max(filter(None, (first.since, second.since)), default=None),
        until=min(filter(None, (first.until, second.until)), default=None),
        disputed=first.disputed + second.disputed,
    )


def _bare(name: str) -> str:
    return _LEADING.sub("", _POSSESSIVE.sub("", name.strip()))


def _fits(words: str, matched: str) -> bool:
    """Tell whether an abbreviation is written as one: "US" is none of "us"."""
    bare = _bare(matched)
    abbreviation = len(bare) <= _MAX_ABBREVIATION and bare.isupper() and bare.isascii()
    return not abbreviation or words.replace(".", "") == bare.replace(".", "")


def _as_capital(words: str, alias: str) -> bool:
    """Tell whether a name in capitals ("the Coalition") is written as one: not every coalition is that one."""
    return _bare(alias)[:1].islower() or words[:1].isupper()


def _may_hold(since: str | None, until: str | None, on: str | None) -> bool:
    """Compare ISO days, months or years as far as both are known."""
    if on is None:
        return True
    return not (since and on[: len(since)] < since) and not (until and on[: len(until)] > until[: len(on)])


def _rank(hit: ActorHit) -> tuple[float, str]:
    return (-hit.score, hit.actor.id)
