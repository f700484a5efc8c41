"""Divisions of all countries (GeoNames, levels 1 and 2) and outlines (Natural Earth), as derived by a maintainer's script.

``scripts/derive_divisions.py`` writes the tables and ``divisions.checksums.txt``; nothing here is edited by hand.
"""

import csv
import io
import json
from collections import defaultdict
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from servanda.reference.packed import packed_text

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

_DATA = "servanda.reference"
CHECKSUMS = "divisions.checksums.txt"


class Division(NamedTuple):
    """A first- or second-order division; ``code`` as GeoNames writes it (``SY.12``, ``US.KY.125``).

    Degrees are WGS 84, of the centre of its outline or the mean of its places; ``radius_km`` reaches the farthest of it.
    """

    code: str
    level: int
    geonameid: int
    names: tuple[str, ...]
    latitude: float
    longitude: float
    radius_km: float

    @property
    def country(self) -> str:
        """ISO code of its country."""
        return self.code.split(".", 1)[0]

    @property
    def admin1(self) -> str:
        """Its first-order code within the country (``KY``)."""
        return self.code.split(".")[1]


def divisions(country: str) -> tuple[Division, ...]:
    """Return the divisions of a country by ISO code, in the order of their codes."""
    return tuple(map(_division, _lines_by_country("divisions.tsv.gz").get(country, ())))


def second_order(country: str) -> dict[int, str]:
    """Return for the GeoNames id of each populated place of a country the code of its second-order division."""
    found: dict[int, str] = {}
    for line in _lines_by_country("division_members.tsv.gz").get(country, ()):
        code, steps = line.split("\t")
        number = 0
        for step in steps.split():
            number += int(step)
            found[number] = code
    return found


@lru_cache(maxsize=1)
def country_circles() -> dict[str, tuple[float, float, float]]:
    """Return latitude, longitude and radius in kilometres of the largest part of a country, by ISO code."""
    rows = csv.DictReader(io.StringIO(_text("country_shapes.csv")))
    return {row["country"]: (float(row["latitude"]), float(row["longitude"]), float(row["radius_km"])) for row in rows}


def admin1_at(latitude: float, longitude: float) -> str | None:
    """Return the code (``SY.12``) of the first-order division around a point, for the countries whose outlines we ship.

    The outlines are simplified to about a kilometre: near a border the answer may be the neighbour's.
    """
    from shapely.geometry import Point

    point = Point(longitude, latitude)
    return next((code for code, outline in _outlines() if outline.contains(point)), None)


@lru_cache(maxsize=1)
def _outlines() -> "tuple[tuple[str, BaseGeometry], ...]":
    from shapely.geometry import shape

    features = json.loads(_text("admin1_shapes.geojson"))["features"]
    return tuple((feature["properties"]["code"], shape(feature["geometry"])) for feature in features)


def _division(line: str) -> Division:
    code, level, geonameid, name, aliases, latitude, longitude, radius = line.split("\t")
    names = (name, *filter(None, aliases.split("|")))
    return Division(code, int(level), int(geonameid), names, float(latitude), float(longitude), float(radius))


@lru_cache(maxsize=2)
def _lines_by_country(name: str) -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for line in packed_text(name).splitlines():
        found[line.split(".", 1)[0]].append(line)
    return dict(found)


def _text(name: str) -> str:
    return (files(_DATA) / "data" / name).read_text(encoding="utf-8")
