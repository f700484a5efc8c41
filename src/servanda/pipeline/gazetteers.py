"""`gazetteer import` and `gazetteer lookup`: other people's places into a dossier, and what a name may mean."""

import re
from pathlib import Path
from typing import Any, NamedTuple

from servanda.errors import UsageError
from servanda.pipeline.case import Case
from servanda.reference import Reference, ReferenceConfig
from servanda.reference.gazetteer import WORLD, Gazetteer, PlaceHit, is_compiled, read_foreign, row_of, write_places

Row = dict[str, Any]
_LEAST_LETTERS = 4  # of a word that may be a place by itself


class ImportSummary(NamedTuple):
    """How many places were taken over, into which file, and which rows could not be used, with the reason."""

    n_places: int
    path: Path
    refused: tuple[str, ...]


def import_places(folder: Path, file: Path, country: str | None, source: str | None) -> ImportSummary:
    """Take the places of a foreign gazetteer over into the dossier; an earlier import of a file of that name is replaced.

    Raises `NotFoundError` where there is no dossier, `UsageError` where there is no file and `ConfigError` where it is in
    no known form or holds no place.
    """
    from servanda.pipeline.dossier import IMPORTED, open_dossier

    dossier = open_dossier(folder)
    if not file.is_file():
        raise UsageError(f"{file} does not exist")
    imported = read_foreign(file, country, source)
    if not imported.places:
        reasons = "; ".join(imported.refused[:3]) or "it has no rows"
        raise UsageError(f"{file}: no place could be taken over ({reasons})")
    stem = re.sub(r"\W+", "-", file.stem).strip("-").lower() or "places"
    path = dossier.folder / IMPORTED / f"{stem}.csv"
    write_places(path, (row_of(item, "secondary") for item in imported.places))
    return ImportSummary(len(imported.places), path, imported.refused)


def is_slow_start(countries: tuple[str, ...]) -> bool:
    """Tell whether the gazetteer of all the world has to be compiled first, which takes about a minute, once."""
    return not countries and not is_compiled(ReferenceConfig(countries=(WORLD,)))


def look_up_place(name: str, countries: tuple[str, ...], folder: Path | None) -> list[Row]:
    """Return what a name may mean, best first, each with the reason; without countries and dossier in all the world."""
    if folder is not None:
        from servanda.pipeline.dossier import open_dossier

        settings = open_dossier(folder).reference_config()
        config = (
            settings
            if not countries
            else ReferenceConfig(countries=countries, places=settings.places, imported=settings.imported)
        )
    else:
        config = ReferenceConfig(countries=countries or (WORLD,))
    return _rows(name, Reference(config).gazetteer)


def places_called(case: Case, name: str) -> list[Row]:
    """Return what a name may mean in a dossier that is open, as `look_up_place` does; of places at one point the first.

    Where nothing is written like the whole name ("Nyala al-Jadida"), it is what its words may mean.
    """
    gazetteer = case.reference.gazetteer
    words = [word for word in name.split() if len(word) >= _LEAST_LETTERS]
    rows = _rows(name, gazetteer) or [_row(hit) for word in words for hit in gazetteer.candidates(word)]
    found: dict[tuple[float, float], Row] = {}
    for row in rows:
        if row["latitude"] is not None:
            found.setdefault((round(row["latitude"], 2), round(row["longitude"], 2)), row)
    return list(found.values())


def _rows(name: str, gazetteer: Gazetteer) -> list[Row]:
    hits = gazetteer.candidates(name)
    known = {hit.place.place_id for hit in hits}
    similar = (hit for hit in gazetteer.suggestions(name) if hit.place.place_id not in known)
    return [_row(hit) for hit in (*hits, *similar)]


def _row(hit: PlaceHit) -> Row:
    place = hit.place
    return {
        "place_id": place.place_id,
        "name": place.name,
        "feature": place.feature,
        "country": place.country or None,
        "admin1": place.admin1,
        "admin2": place.admin2,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "radius_km": place.radius_km,
        "score": round(hit.score, 2),
        "reason": _REASONS[hit.stage],
        "source": place.source,
    }


_REASONS = {
    "exact": "the same letters",
    "article": "the same without articles",
    "vowel": "the same but for romanised vowels",
    "translated": "a word for what it is, translated",
    "skeleton": "the same consonants",
    "fuzzy": "similar spelling: a suggestion only",
    "dossier": "of the dossier",
}
