"""Where a provision of a new agreement holds: a map that is there, or a circle around a place that is named."""

import json
import math
from pathlib import Path
from typing import Any, Final

from servanda.errors import ConfigError, UsageError
from servanda.pipeline.dossier import SETTINGS_FILE, open_dossier
from servanda.reference import Reference, ReferenceConfig
from servanda.reference.agreement_files.drafting import DraftZone, slug
from servanda.reference.agreement_files.shapes import INDICATIVE_UNCERTAINTY_KM, circle, feature_names
from servanda.reference.gazetteer import WORLD, Place
from servanda.reference.gazetteer.places import SUGGESTION
from servanda.text.suggesting import meant

ZONES: Final = "zones"
_SUFFIXES: Final = frozenset({".geojson", ".json"})
_AREAS: Final = frozenset({"governorate", "district", "region", "country"})


def root_of(file: Path) -> Path:
    """Return the folder whose folder ``zones`` holds the maps of an agreement file: the dossier that it lies in."""
    folder = file.resolve().parent
    return folder.parent if folder.name == "agreements" else folder


def zones_beside(file: Path) -> dict[str, DraftZone]:
    """Return the maps that an agreement file can name, by name: each file, and each feature of one as ``file#feature``."""
    found = {}
    for path in sorted((root_of(file) / ZONES).glob("*")):
        if path.suffix.casefold() not in _SUFFIXES:
            continue
        name = f"{ZONES}/{path.name}"
        found[path.stem] = DraftZone(slug(path.stem), name)
        for feature in _features(path):
            found[f"{path.stem}#{feature}"] = DraftZone(slug(f"{path.stem} {feature}"), name, feature)
    return found


def _features(path: Path) -> tuple[str, ...]:
    """Return the features of a map where there are several; a file that is no map has none, and the check will say so."""
    try:
        names = feature_names(path)
    except ConfigError:
        return ()
    return names if len(names) > 1 else ()


def map_called(name: str, file: Path) -> DraftZone | None:
    """Return the map of that name beside an agreement file, also by its file name, ``None`` where there is none."""
    known = {key.casefold(): zone for key, zone in zones_beside(file).items()}
    plain = name.casefold().removeprefix(f"{ZONES}/")
    stem, mark, feature = plain.partition("#")
    stem = stem.removesuffix(".geojson").removesuffix(".json")
    return known.get(f"{stem}{mark}{feature}")


def place_called(name: str, file: Path) -> Place:
    """Return the place that a name means, in the countries of the dossier that the agreement file lies in.

    Raises `UsageError` where none or several go by the name, and for an area, of which only the middle and the reach are known.
    """
    found = _places(name, file)
    if len(found) > 1:
        told = "; ".join(f"{one.place_id} ({_described(one)})" for one in found)
        raise UsageError(f"{name!r} may mean several places; write the id of one: {told}")
    [place] = found
    if place.feature in _AREAS or place.latitude is None:
        raise UsageError(
            f"{place.name} is a {place.feature}, and its outline is not known; put a map of it into the folder {ZONES} "
            "(GeoJSON), and name that"
        )
    return place


def _places(name: str, file: Path) -> list[Place]:
    """Return what a name, or an id, means. Raises `UsageError` with what may have been meant where nothing is known."""
    config = _config(file)
    gazetteer = Reference(config if config.countries else ReferenceConfig(countries=(WORLD,))).gazetteer
    by_id = gazetteer.place(name)
    found = [by_id] if by_id else [hit.place for hit in gazetteer.candidates(name) if hit.score >= SUGGESTION]
    if not found:
        known = [*zones_beside(file), *(hit.place.name for hit in gazetteer.suggestions(name))]
        hint = meant(name, known) if known else "look names up with: servanda gazetteer lookup NAME"
        raise UsageError(f"{name!r} is no map in the folder {ZONES}, and no place is known by that name; {hint}")
    return found


def countries_beside(file: Path) -> tuple[str, ...]:
    """Return the countries of the dossier that an agreement file lies in, none where it lies in none."""
    return _config(file).countries


def _config(file: Path) -> ReferenceConfig:
    root = root_of(file)
    return open_dossier(root).reference_config() if (root / SETTINGS_FILE).is_file() else ReferenceConfig()


def _described(place: Place) -> str:
    return ", ".join(filter(None, (place.name, place.feature, place.admin1, place.country)))


def usual_km(place: Place) -> int:
    """Return how wide a circle must be at least, so that what is reported from the place itself is surely inside."""
    return math.ceil((place.radius_km or 0) + INDICATIVE_UNCERTAINTY_KM + 1)


def around(place: Place, km: float) -> DraftZone:
    """Return a circle around a place as a zone with its map, which says how it was drawn."""
    name = slug(f"{place.name} {km:g} km")
    told = f"circle of {km:g} km around {_described(place)} ({place.place_id}), drawn by servanda agreement new"
    feature = {
        "type": "Feature",
        "properties": {"id": name, "source": told, "uncertainty_km": min(INDICATIVE_UNCERTAINTY_KM, km / 2)},
        "geometry": circle(place.longitude or 0.0, place.latitude or 0.0, km),
    }
    content: dict[str, Any] = {"type": "FeatureCollection", "features": [feature]}
    drawn = json.dumps(content, ensure_ascii=False, sort_keys=True) + "\n"
    return DraftZone(name, f"{ZONES}/{name}.geojson", source=told, drawn=drawn)
