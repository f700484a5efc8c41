"""`actors lookup`: whom a name may mean in the registry, and what is known of them, with dates."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from servanda.pipeline.dossier import open_dossier
from servanda.reference import Reference, ReferenceConfig
from servanda.reference.actors import Actor, ActorLink, ActorRegistry
from servanda.reference.agreement_files import actors_called


class Found(NamedTuple):
    """An actor, and how the name led to it; ``sure`` where it goes by that name."""

    actor: Actor
    how: str
    sure: bool


def look_up_actor(name: str, dossier: Path | None) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the actors that ``name`` (or an id) may mean, those surely meant first, whole and as short rows.

    ``dossier`` adds its own actors and countries. Raises `NotFoundError` or `ConfigError`.
    """
    config = open_dossier(dossier).reference_config() if dossier else ReferenceConfig()
    registry = Reference(config).actors
    found = list(_found(name, registry, config.countries))
    return [_whole(one, registry) for one in found], [_row(one, registry) for one in found]


def _found(name: str, registry: ActorRegistry, countries: tuple[str, ...]) -> Iterator[Found]:
    seen: set[str] = set()
    for entity in actors_called(name, registry, countries):
        seen.add(entity)
        yield Found(registry.actors[entity], "id" if entity == name else "name", sure=True)
    for hit in (*registry.candidates(name, countries), *registry.suggestions(name)):
        if hit.actor.id not in seen:
            seen.add(hit.actor.id)
            yield Found(hit.actor, f"{hit.stage} match of {hit.matched!r}", sure=hit.stage not in {"fuzzy", "family"})


def _row(found: Found, registry: ActorRegistry) -> dict[str, Any]:
    """Return the columns of a table; values that are not known are null."""
    actor = found.actor
    classes = [f"{one.name}{_times(one.since, one.until)}" for one in registry.dated_classes(actor.id)]
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.type,
        "country": actor.country,
        "found_by": found.how,
        "other_names": "; ".join(_names(actor)) or None,
        "owner": actor.owner_family,
        "belongs_to": "; ".join(map(_belongs, registry.links(actor.id))) or None,
        "classes": "; ".join(classes) or None,
    }


def _whole(found: Found, registry: ActorRegistry) -> dict[str, Any]:
    """Return everything that the registry says, for programs."""
    actor = found.actor
    return {
        **_row(found, registry),
        "sure": found.sure,
        "other_names": _names(actor),
        "belongs_to": list(registry.links(actor.id)),
        "classes": list(registry.dated_classes(actor.id)),
        "offices": list(actor.offices),
        "source": actor.source,
        "checked": actor.checked,
    }


def _names(actor: Actor) -> list[str]:
    in_context = [f"{one.name} (in {', '.join(one.countries)})" for one in actor.context_aliases]
    return [*actor.aliases, *actor.aliases_ar, *actor.aliases_cyrl, *actor.metonyms, *in_context]


def _belongs(link: ActorLink) -> str:
    others = f"; disputed: {', '.join(f'{one.value} ({one.source})' for one in link.disputed)}" if link.disputed else ""
    return f"{link.party} ({link.link}{_times(link.since, link.until)}{others})"


def _times(since: str | None, until: str | None) -> str:
    if since is None and until is None:
        return ""
    return f", {since or 'open'} to {until or 'open'}"
