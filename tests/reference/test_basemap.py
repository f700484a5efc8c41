"""The base map shows what is there: coasts, borders, divisions, rivers and towns, and where two editions disagree."""

from hashlib import sha256
from importlib.resources import files
from math import hypot

import pytest

from servanda.reference.basemap import Drawn, Kind, Window, base_map

DATA = files("servanda.reference").joinpath("data")
SUDAN = Window(21.8, 8.6, 38.6, 22.2)


def _nearest(kind: Kind, longitude: float, latitude: float, reach: float = 1.0) -> float:
    """Return how far, in degrees, the nearest point of a kind lies."""
    around = Window(longitude - reach, latitude - reach, longitude + reach, latitude + reach)
    found = [hypot(x - longitude, y - latitude) for one in base_map(around, frozenset({kind})) for x, y in one.points]
    return min(found, default=99.0)


def _holds(ring: Drawn, longitude: float, latitude: float) -> bool:
    shapely = pytest.importorskip("shapely")
    return bool(shapely.Polygon(ring.points).buffer(0).contains(shapely.Point(longitude, latitude)))


def test_it_is_the_file_that_was_written():
    expected = DATA.joinpath("basemap.checksums.txt").read_text(encoding="utf-8").split()[0]
    assert sha256(DATA.joinpath("basemap.tsv.gz").read_bytes()).hexdigest() == expected


@pytest.mark.parametrize(
    ("kind", "longitude", "latitude"),
    [
        ("coast", 37.22, 19.62),  # Port Sudan
        ("border", 36.57, 36.22),  # Syria and Turkey, at Bab al-Hawa
        ("division", 36.3, 35.55),  # between Latakia and Idlib
        ("river", 32.5, 15.7),  # the Nile below Khartoum
        ("river", 30.55, 50.4),  # the Dnieper at Kyiv
        ("lake", 33.0, -1.0),  # Victoria
    ],
)
def test_lines_lie_where_they_lie(kind, longitude, latitude):
    assert _nearest(kind, longitude, latitude, 3.0) < (1.2 if kind == "lake" else 0.25)


def test_the_two_editions_disagree_about_crimea_and_the_map_says_so():
    assert _nearest("disputed", 34.0, 46.0) < 0.3
    assert _nearest("disputed", 36.57, 36.22) > 0.5


@pytest.mark.parametrize(
    ("name", "longitude", "latitude"), [("Sudan", 31.2, 14.1), ("Syria", 38.1, 34.7), ("Yemen", 45.3, 15.5)]
)
def test_land_has_the_name_of_its_country(name, longitude, latitude):
    at = Window(longitude, latitude, longitude, latitude)
    assert {one.name for one in base_map(at, frozenset({"land"})) if _holds(one, longitude, latitude)} == {name}


def test_a_division_is_an_area():
    at = Window(36.63, 35.93, 36.63, 35.93)
    assert [one.name for one in base_map(at, frozenset({"outline"})) if _holds(one, 36.63, 35.93)] == ["Idlib"]


def test_towns_come_with_the_largest_first_and_only_those_of_the_window():
    towns = list(base_map(SUDAN, frozenset({"town"})))
    assert towns[0].name in {"Omdurman", "Khartoum"}
    assert [one.rank for one in towns] == sorted((one.rank for one in towns), reverse=True)
    assert all(
        SUDAN.west <= x <= SUDAN.east and SUDAN.south <= y <= SUDAN.north for one in towns for x, y in one.points
    )


def test_an_empty_sea_has_nothing():
    assert list(base_map(Window(-30.2, 0.1, -30.0, 0.3))) == []
