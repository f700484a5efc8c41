"""What a dossier's own tables say against the shipped ones, or against themselves: reported by `run`, decided by nobody else."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from servanda.pipeline.case import Case
from servanda.reference import Reference, ReferenceConfig
from servanda.reference.actors import load_actors
from servanda.reference.gazetteer import Gazetteer, NamedPlace, distance_km
from servanda.text.folds import plain

_FAR_KM = 25.0
_SURE = 0.97  # the same letters, articles apart


def local_conflicts(case: Case) -> Iterator[str]:
    """Yield in words where the dossier's places and actors differ from the shipped ones, or from each other.

    The dossier's word counts; the lines are for a person to look at.
    """
    config = case.reference.config
    if config.places:
        shipped = Reference(ReferenceConfig(countries=config.countries, cache=config.cache)).gazetteer
        own = case.reference.gazetteer.own
        name = Path(config.places).name
        yield from _against_itself(name, own)
        yield from (line for item in own for line in _against_shipped(name, item, shipped))
    if config.actors:
        yield from _actors(Path(config.actors))


def _against_itself(file: str, own: tuple[NamedPlace, ...]) -> Iterator[str]:
    """Tell of names that two rows give to places far apart."""
    by_name: defaultdict[str, list[NamedPlace]] = defaultdict(list)
    for item in own:
        for name in {plain(name) for name in item.names}:
            by_name[name].append(item)
    for name, items in sorted(by_name.items()):
        for other in items[1:]:
            km = distance_km(items[0].place, other.place)
            if km > _FAR_KM:
                yield f"{file}: {name!r} names two places, {items[0].place.place_id} and {other.place.place_id}, {km:.0f} km apart"


def _against_shipped(file: str, item: NamedPlace, shipped: Gazetteer) -> Iterator[str]:
    """Tell of a place that the shipped gazetteer, too, has in that division, but far away, or by whose id it has another."""
    place = item.place
    known = shipped.place(place.place_id)
    others = (
        [known]
        if known
        else [
            hit.place
            for hit in shipped.candidates(place.name)
            if hit.score >= _SURE and hit.place.precision == place.precision and hit.place.admin1 == place.admin1
        ]
    )
    for other in others[:1]:
        km = distance_km(place, other)
        if km > _FAR_KM:
            yield (
                f"{file}: {place.name} lies {km:.0f} km from {other.name} [{other.place_id}] of the gazetteer, "
                f"in {place.admin1 or place.country} too; the dossier's row counts"
            )


def _actors(path: Path) -> Iterator[str]:
    """Tell of entries that replace a shipped one of another type or country, and of names that shipped actors bear too."""
    shipped, own = load_actors(), load_actors(path)
    for entity_id, actor in own.actors.items():
        before = shipped.actors.get(entity_id)
        if before == actor:
            continue
        if before and (before.type, before.country) != (actor.type, actor.country):
            yield (
                f"{path.name}: {entity_id} is {actor.type} of {actor.country} here and {before.type} of {before.country} in "
                "the registry; the dossier's entry counts"
            )
        if before is None:
            bearers = {known.id for known in shipped.known_as(actor.name)}
            if bearers:
                yield f"{path.name}: {entity_id} has the name {actor.name!r} of {', '.join(sorted(bearers))}; both stay candidates"
