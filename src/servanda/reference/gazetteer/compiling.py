"""Compiling the gazetteer into SQLite: places and the keys (folds) under which they are found."""

import math
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from statistics import fmean

from servanda.reference.gazetteer import divisions, geonames, tables
from servanda.reference.gazetteer.divisions import Division
from servanda.reference.gazetteer.place_tables import NamedPlace
from servanda.reference.gazetteer.places import WORLD, Place
from servanda.text.folds import ARABIC_SCRIPT, fold_keys, joined, skeleton, sounded, vowels
from servanda.text.romanised import romanised

VERSION = 10  # raise when what follows changes what is compiled
IMPORTED = "imported"  # the one part of a database that holds an imported table
COUNTRIES = "countries"  # the part that holds all countries as places
_SOURCE = "GeoNames"
_SKELETON = 3
# Words for a second-order division that speakers leave out: "Manbij" for "Manbij District".
_DIVISION_WORD = re.compile(
    r"^(?:منطقة مركز|منطقة|قضاء|مديرية|محلية)\s+|\s+(?:District|County|Raion|Rayon|Department|Municipality|район)$"
)
_RADII_KM = ((5_000, 3.0), (100_000, 5.0), (1_000_000, 10.0), (math.inf, 20.0))

SCHEMA = """
CREATE TABLE IF NOT EXISTS compiled (part TEXT PRIMARY KEY);
CREATE TABLE IF NOT EXISTS place (
    number INTEGER PRIMARY KEY, place_id TEXT, name TEXT, country TEXT, admin1 TEXT, feature TEXT, population INTEGER,
    latitude REAL, longitude REAL, precision TEXT, radius_km REAL, source TEXT, admin2 TEXT);
CREATE INDEX IF NOT EXISTS place_by_country ON place (country);
CREATE INDEX IF NOT EXISTS place_by_id ON place (place_id);
CREATE TABLE IF NOT EXISTS name (
    key TEXT, country TEXT, place INTEGER, form TEXT, stage INTEGER,
    PRIMARY KEY (key, country, place, form)) WITHOUT ROWID;
"""


def compile_part(database: sqlite3.Connection, part: str) -> None:
    """Compile one country (ISO code), all countries as places (`COUNTRIES`) or the whole world (`WORLD`), if need be.

    Safe with several processes at once: the first takes the write lock, the others wait and find the work done.
    """
    if _is_compiled(database, part):
        return
    database.execute("BEGIN IMMEDIATE")
    try:
        if not _is_compiled(database, part):
            for country, items in _items(part):
                if not _is_compiled(database, country):
                    _insert(database, items)
                    database.execute("INSERT INTO compiled VALUES (?)", (country,))
            database.execute("INSERT OR IGNORE INTO compiled VALUES (?)", (part,))
        database.execute("COMMIT")
    except BaseException:
        database.execute("ROLLBACK")
        raise


def compile_table(database: sqlite3.Connection, items: Iterable[NamedPlace]) -> None:
    """Compile an imported table into a database of its own, if it is not yet. Safe with several processes at once."""
    if _is_compiled(database, IMPORTED):
        return
    database.execute("BEGIN IMMEDIATE")
    try:
        if not _is_compiled(database, IMPORTED):
            _insert(database, items)
            database.execute("INSERT INTO compiled VALUES (?)", (IMPORTED,))
        database.execute("COMMIT")
    except BaseException:
        database.execute("ROLLBACK")
        raise


def _is_compiled(database: sqlite3.Connection, part: str) -> bool:
    return database.execute("SELECT 1 FROM compiled WHERE part = ?", (part,)).fetchone() is not None


def _items(part: str) -> Iterator[tuple[str, Iterable[NamedPlace]]]:
    if part == COUNTRIES:
        yield part, _countries()
    elif part == WORLD:
        for country, found in groupby(geonames.towns(), key=lambda place: place.country):
            yield country, _country(country, found)
    else:
        yield part, _country(part, geonames.places(part))


def _country(country: str, places: Iterable[geonames.PopulatedPlace]) -> Iterator[NamedPlace]:
    ours = {governorate.code: governorate.names for governorate in tables.governorates(country)}
    known = divisions.divisions(country)
    admin1 = {item.admin1: (ours.get(item.admin1) or item.names)[0] for item in known if item.level == 1}
    admin2 = {item.code: item.names[0] for item in known if item.level != 1}
    within = divisions.second_order(country)
    usual = tables.spellings(country)
    for place in places:
        names = (place.name, *place.others, *(usual.get(place.name, ()) if place.kind == "town" else ()))
        second = admin2.get(within.get(place.geonameid, ""))
        yield NamedPlace(_populated(place, admin1.get(place.admin1), second), names)
    for item in known:
        more = ours.get(item.admin1, ()) if item.level == 1 else usual.get(item.names[0], ())
        yield _division(item, admin1.get(item.admin1), more)
    yield from tables.supplement(country)


def _populated(place: geonames.PopulatedPlace, admin1: str | None, admin2: str | None) -> Place:
    return Place(
        place_id=f"geonames:{place.geonameid}",
        name=place.name,
        country=place.country,
        admin1=admin1,
        feature=place.kind,
        population=place.population,
        latitude=place.latitude,
        longitude=place.longitude,
        precision="town",
        radius_km=next(radius for limit, radius in _RADII_KM if place.population < limit),
        source=_SOURCE,
        admin2=admin2,
    )


def _division(item: Division, admin1: str | None, ours: tuple[str, ...]) -> NamedPlace:
    first = item.level == 1
    names = (*ours, *filter(tables.is_name, item.names))
    bare = () if first else tuple(_DIVISION_WORD.sub("", name) for name in names)
    place = Place(
        place_id=f"geonames:{item.geonameid}",
        name=admin1 if first and admin1 else item.names[0],
        country=item.country,
        admin1=admin1,
        feature="governorate" if first else "district",
        population=0,
        latitude=item.latitude,
        longitude=item.longitude,
        precision="governorate" if first else "district",
        radius_km=item.radius_km,
        source=f"{_SOURCE}; centre of its outline or mean of its places",
        admin2=None if first else item.names[0],
    )
    return NamedPlace(place, (*names, *bare))


def _countries() -> Iterator[NamedPlace]:
    """Yield the countries, each around the largest part of its outline, and the regions that are no division of one."""
    positions: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
    for town in geonames.large_towns():
        positions[town.country].append((town.latitude, town.longitude))
    usual, circles = tables.country_names(), divisions.country_circles()
    for country in geonames.countries():
        known = positions.get(country.iso, ())
        middle = (fmean(at[0] for at in known), fmean(at[1] for at in known)) if known else (None, None)
        reach = math.sqrt(country.areakm2 / math.pi) if country.areakm2 else None
        latitude, longitude, radius = circles.get(country.iso, (*middle, reach))
        place = Place(
            place_id=f"geonames:{country.geonameid}",
            name=country.name,
            country=country.iso,
            admin1=None,
            feature="country",
            population=country.population,
            latitude=round(latitude, 3) if latitude is not None else None,
            longitude=round(longitude, 3) if longitude is not None else None,
            precision="country",
            radius_km=round(radius, 1) if radius else None,
            source=f"{_SOURCE}; centre of its Natural Earth outline or mean of its large cities",
        )
        yield NamedPlace(place, (country.name, *usual.get(country.iso, ())))
    yield from tables.regions()


def _insert(database: sqlite3.Connection, items: Iterable[NamedPlace]) -> None:
    for item in items:
        number = database.execute(f"INSERT INTO place VALUES (NULL{', ?' * len(item.place)})", item.place).lastrowid  # noqa: S608
        # Countries are found from everywhere, and so is what belongs to none.
        country = "" if item.place.feature == "country" else item.place.country
        database.executemany(
            "INSERT OR IGNORE INTO name VALUES (?, ?, ?, ?, ?)",
            [(key, country, number, form, stage) for (key, form), stage in sorted(stages(item.names).items())],
        )


def stages(names: Iterable[str]) -> dict[tuple[str, str], int]:
    """Return the keys of all ``names`` with the strictest stage each stands for; skeletons keep the form they come from.

    A name in Arabic letters stands under the skeleton of its letters too: what a Latin spelling is held against.
    """
    found: dict[tuple[str, str], int] = {}
    for name in names:
        for stage, key in enumerate(fold_keys(name)):
            if key:
                entry = (key, sounded(vowels(name)) if stage == _SKELETON else "")
                found[entry] = min(stage, found.get(entry, stage))
        if ARABIC_SCRIPT.match(name) and (bones := skeleton(romanised(name))):
            found[f"/{bones}", joined(name)] = _SKELETON
    return found
