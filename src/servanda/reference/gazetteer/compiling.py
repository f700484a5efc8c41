"""Compiling the gazetteer into SQLite: places and the keys (folds) under which they are found."""

import math
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from statistics import fmean

from servanda.reference.gazetteer import geonames, tables
from servanda.reference.gazetteer.places import WORLD, Place, great_circle_km
from servanda.reference.gazetteer.tables import Governorate, NamedPlace
from servanda.text.folds import fold_keys, vowels

VERSION = 3  # raise when what follows changes what is compiled
COUNTRIES = "countries"  # the part that holds all countries as places
_SOURCE = "GeoNames"
_SKELETON = 3
_MIN_LETTERS = 3
_MAX_CODE_LETTERS = 4
_RADII_KM = ((5_000, 3.0), (100_000, 5.0), (1_000_000, 10.0), (math.inf, 20.0))

SCHEMA = """
CREATE TABLE IF NOT EXISTS compiled (part TEXT PRIMARY KEY);
CREATE TABLE IF NOT EXISTS place (
    number INTEGER PRIMARY KEY, place_id TEXT, name TEXT, country TEXT, admin1 TEXT, feature TEXT, population INTEGER,
    latitude REAL, longitude REAL, precision TEXT, radius_km REAL, source TEXT);
CREATE INDEX IF NOT EXISTS place_by_country ON place (country);
CREATE TABLE IF NOT EXISTS name (
    key TEXT, place INTEGER, form TEXT, stage INTEGER, PRIMARY KEY (key, place, form)) WITHOUT ROWID;
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


def _is_compiled(database: sqlite3.Connection, part: str) -> bool:
    return database.execute("SELECT 1 FROM compiled WHERE part = ?", (part,)).fetchone() is not None


def _items(part: str) -> Iterator[tuple[str, Iterable[NamedPlace]]]:
    if part == COUNTRIES:
        yield part, _countries()
    elif part == WORLD:
        by_country: defaultdict[str, list[geonames.City]] = defaultdict(list)
        for city in geonames.all_cities():
            by_country[city.countrycode].append(city)
        for country in sorted(by_country):
            yield country, _country(country, by_country.pop(country))
    else:
        yield part, _country(part, list(geonames.cities(part)))


def _country(country: str, cities: list[geonames.City]) -> Iterator[NamedPlace]:
    names = {governorate.code: governorate.names[0] for governorate in tables.governorates(country)}
    usual = tables.spellings(country)
    for city in cities:
        known = (city.name, *filter(_is_name, city.alternatenames), *usual.get(city.name, ()))
        yield NamedPlace(_town(city, names.get(city.admin1code)), known)
    for governorate in tables.governorates(country):
        members = [city for city in cities if city.admin1code == governorate.code]
        if members:
            yield _governorate(governorate, members)
    yield from tables.supplement(country)


def _town(city: geonames.City, admin1: str | None) -> Place:
    return Place(
        place_id=f"geonames:{city.geonameid}",
        name=city.name,
        country=city.countrycode,
        admin1=admin1,
        feature="town",
        population=city.population,
        latitude=city.latitude,
        longitude=city.longitude,
        precision="town",
        radius_km=next(radius for limit, radius in _RADII_KM if city.population < limit),
        source=_SOURCE,
    )


def _governorate(governorate: Governorate, members: list[geonames.City]) -> NamedPlace:
    """Make an area around the mean of its places, as far as the farthest of them."""
    centre = (fmean(city.latitude for city in members), fmean(city.longitude for city in members))
    radius = max(great_circle_km(centre, (city.latitude, city.longitude)) for city in members)
    place = Place(
        place_id=f"admin1:{governorate.country}.{governorate.code}",
        name=governorate.names[0],
        country=governorate.country,
        admin1=governorate.names[0],
        feature="governorate",
        population=0,
        latitude=round(centre[0], 4),
        longitude=round(centre[1], 4),
        precision="governorate",
        radius_km=round(max(radius, 10.0), 1),
        source=f"{_SOURCE}, mean of its places",
    )
    return NamedPlace(place, governorate.names)


def _countries() -> Iterator[NamedPlace]:
    positions: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
    for city in geonames.large_cities():
        positions[city.countrycode].append((city.latitude, city.longitude))
    usual = tables.country_names()
    for country in geonames.countries():
        known = positions.get(country.iso)
        place = Place(
            place_id=f"geonames:{country.geonameid}",
            name=country.name,
            country=country.iso,
            admin1=None,
            feature="country",
            population=country.population,
            latitude=round(fmean(at[0] for at in known), 3) if known else None,
            longitude=round(fmean(at[1] for at in known), 3) if known else None,
            precision="country",
            radius_km=round(math.sqrt(country.areakm2 / math.pi), 1) if country.areakm2 else None,
            source=f"{_SOURCE}, mean of its large cities",
        )
        yield NamedPlace(place, (country.name, *usual.get(country.iso, ())))


def _is_name(name: str) -> bool:
    """Tell names from codes and from machine transliterations without vowels, which GeoNames mixes."""
    letters = [letter for letter in name if letter.isalpha()]
    if len(letters) < _MIN_LETTERS:
        return False
    if "\u0400" <= letters[0] <= "\u06ff":  # Cyrillic, Armenian, Hebrew and Arabic, which know no or other capitals
        return True
    latin = letters[0] <= "\u024f" or "\u1e00" <= letters[0] <= "\u1eff"
    return latin and not letters[0].islower() and not (name.isupper() and len(letters) <= _MAX_CODE_LETTERS)


def _insert(database: sqlite3.Connection, items: Iterable[NamedPlace]) -> None:
    for item in items:
        number = database.execute(f"INSERT INTO place VALUES (NULL{', ?' * len(item.place)})", item.place).lastrowid  # noqa: S608
        database.executemany(
            "INSERT OR IGNORE INTO name VALUES (?, ?, ?, ?)",
            [(key, number, form, stage) for (key, form), stage in sorted(stages(item.names).items())],
        )


def stages(names: Iterable[str]) -> dict[tuple[str, str], int]:
    """Return the keys of all ``names`` with the strictest stage each stands for; skeletons keep the form they come from."""
    found: dict[tuple[str, str], int] = {}
    for name in names:
        for stage, key in enumerate(fold_keys(name)):
            if key:
                entry = (key, vowels(name) if stage == _SKELETON else "")
                found[entry] = min(stage, found.get(entry, stage))
    return found
