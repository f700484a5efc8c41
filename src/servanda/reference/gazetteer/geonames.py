"""Reading GeoNames (CC BY 4.0) from the shipped table ``places.zip``, one country at a time; `scripts/derive_places.py` made it.

Towns are known in all the world; villages, of which GeoNames mostly knows no population, in the countries that the table was made with.
"""

import zipfile
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import as_file, files
from typing import Final, Literal

import msgspec

from servanda.errors import ConfigError

_DATA: Final = "servanda.reference"
_TABLE: Final = "places.zip"
_LARGE: Final = "large.tsv"
CHECKSUMS: Final = "places.checksums.txt"

Kind = Literal["town", "village"]


class PopulatedPlace(msgspec.Struct, frozen=True):
    """A populated place of GeoNames: a town has 500 inhabitants or is a seat; population 0 is unknown. Degrees are WGS 84."""

    geonameid: int
    name: str
    latitude: float
    longitude: float
    country: str
    population: int
    admin1: str
    kind: Kind
    others: tuple[str, ...] = ()


class Country(msgspec.Struct, frozen=True):
    """A country of GeoNames; ``areakm2`` is 0 where unknown."""

    geonameid: int
    name: str
    iso: str
    iso3: str
    areakm2: float
    population: int
    capital: str


@lru_cache(maxsize=1)
def data_version() -> str:
    """Return which state of the data is shipped: the hashes of the tables."""
    return _text(CHECKSUMS)


@lru_cache(maxsize=1)
def countries() -> tuple[Country, ...]:
    """Return all countries, by ISO code."""
    return tuple(_country(line) for line in _text("geonames_countries.tsv").splitlines()[1:])


def _country(line: str) -> Country:
    number, name, iso, iso3, area, population, capital = line.split("\t")
    return Country(int(number), name, iso, iso3, float(area), int(population), capital)


def places(country: str) -> Iterator[PopulatedPlace]:
    """Yield the towns of one country, by ISO alpha-2 code, and behind them its villages."""
    yield from _members(f"{country}/towns.tsv")
    yield from _members(f"{country}/villages.tsv")


def towns() -> Iterator[PopulatedPlace]:
    """Yield the towns of the whole world, by country."""
    return _members("/towns.tsv")


def large_towns() -> Iterator[PopulatedPlace]:
    """Yield the towns from 15,000 inhabitants of the whole world, without their other names."""
    return _members(_LARGE)


def _members(ending: str) -> Iterator[PopulatedPlace]:
    with as_file(files(_DATA) / "data" / _TABLE) as path, zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.endswith(ending):
                yield from map(_place, archive.read(name).decode("utf-8").splitlines())


def _place(line: str) -> PopulatedPlace:
    number, name, latitude, longitude, country, population, admin1, kind, others = line.split("\t")
    at = float(latitude), float(longitude)
    more = tuple(others.split("|")) if others else ()
    return PopulatedPlace(int(number), name, *at, country, int(population), admin1, kind, more)  # type: ignore[arg-type]


def _text(name: str) -> str:
    path = files(_DATA) / "data" / name
    if not path.is_file():
        raise ConfigError(f"{path} is missing: install the program again")
    return path.read_text(encoding="utf-8")
