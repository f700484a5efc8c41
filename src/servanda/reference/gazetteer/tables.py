"""Our own tables: usual names of governorates, countries and peoples, regions, spellings, and a supplement of places."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from servanda.model.codec import sha256
from servanda.reference.gazetteer import geonames
from servanda.reference.gazetteer.divisions import divisions
from servanda.reference.gazetteer.place_tables import NamedPlace, read_places, split_names
from servanda.reference.gazetteer.places import Place
from servanda.text.folds import plain

_DATA = "servanda.reference"
_OWN_TABLES = (
    "admin1.csv", "countries.csv", "country_shapes.csv", "demonyms.csv", "divisions.checksums.txt", "regions.csv",
    "spellings.csv", "supplement.csv",
)  # fmt: skip
_MIN_LETTERS = 3
_MAX_CODE_LETTERS = 4


class Governorate(NamedTuple):
    """A row of admin1.csv: a first-order division with its GeoNames code and its seat's name in GeoNames."""

    country: str
    code: str
    names: tuple[str, ...]
    seat: str


def governorates(country: str) -> tuple[Governorate, ...]:
    """Return the first-order divisions of a country to which our table gives usual names."""
    return tuple(
        Governorate(country, row["code"], (row["name"], *split_names(row["aliases"])), row["seat"])
        for row in _own_rows("admin1.csv")
        if row["country"] == country
    )


@lru_cache(maxsize=1)
def country_names() -> dict[str, tuple[str, ...]]:
    """Return usual names of countries, in several scripts, by ISO code."""
    return {row["country"]: split_names(row["aliases"]) for row in _own_rows("countries.csv")}


def spellings(country: str) -> dict[str, tuple[str, ...]]:
    """Return spellings of the press that GeoNames lacks, by the name that GeoNames gives the place."""
    found: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for row in _own_rows("spellings.csv"):
        if row["country"] == country:
            found[row["geonames_name"]] += split_names(row["aliases"])
    return dict(found)


def area_names(countries: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of the first-order divisions of ``countries`` and of all countries."""
    names = [name for country in countries for item in governorates(country) for name in item.names]
    for country in countries:
        names.extend(name for item in divisions(country) if item.level == 1 for name in item.names if is_name(name))
    for known in geonames.countries():
        names.extend((known.name, *country_names().get(known.iso, ())))
    return tuple(dict.fromkeys(names))


def regions() -> Iterator[NamedPlace]:
    """Yield regions that are no division of one country: continents, seas, a region with a name of its own."""
    for row in _own_rows("regions.csv"):
        place = Place(
            place_id=f"region:{'-'.join(plain(row['name']).split())}",
            name=row["name"],
            country=row["country"],
            admin1=None,
            feature="region",
            population=0,
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
            precision="area",
            radius_km=float(row["radius_km"]),
            source=row["source"],
        )
        yield NamedPlace(place, (row["name"], *split_names(row["aliases"])))


@lru_cache(maxsize=1)
def demonyms() -> dict[str, str]:
    """Return for each folded name of a people (adjective or noun) the ISO code of its country or the name of its area."""
    return {plain(word): row["place"] for row in _own_rows("demonyms.csv") for word in split_names(row["words"])}


@lru_cache(maxsize=1)
def country_words() -> dict[str, str]:
    """Return the ISO code of a country by every word for it as it is written: its names, its capital, its people."""
    found = {word: row["place"] for row in _own_rows("demonyms.csv") for word in split_names(row["words"])}
    for known in geonames.countries():
        names = (known.name, known.capital, *country_names().get(known.iso, ()))
        found |= {name: known.iso for name in names if name}
    return {word: place for word, place in found.items() if place in _codes()}


@lru_cache(maxsize=1)
def _codes() -> frozenset[str]:
    return frozenset(known.iso for known in geonames.countries())


def is_name(name: str) -> bool:
    """Tell names from codes and from machine transliterations without vowels, which GeoNames mixes."""
    letters = [letter for letter in name if letter.isalpha()]
    if len(letters) < _MIN_LETTERS:
        return False
    if "\u0400" <= letters[0] <= "\u06ff":  # Cyrillic, Armenian, Hebrew and Arabic, which know no or other capitals
        return True
    latin = letters[0] <= "\u024f" or "\u1e00" <= letters[0] <= "\u1eff"
    return latin and not letters[0].islower() and not (name.isupper() and len(letters) <= _MAX_CODE_LETTERS)


def supplement(country: str) -> tuple[NamedPlace, ...]:
    """Return the places of a country that GeoNames' extract lacks and our supplement gives."""
    text = _own_text("supplement.csv")
    return tuple(item for item in read_places(text, "supplement.csv", "supplement") if item.place.country == country)


def tables_digest() -> str:
    """Return a hash of our own tables."""
    return sha256("\0".join(_own_text(name) for name in _OWN_TABLES).encode())


def _own_rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(_own_text(name))))


def _own_text(name: str) -> str:
    return (files(_DATA) / "data" / name).read_text(encoding="utf-8")
