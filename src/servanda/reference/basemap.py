"""The base map: coasts, borders, divisions, rivers, lakes and towns of the world, for maps that need no network.

``data/basemap.tsv.gz`` is written by ``scripts/derive_basemap.py`` out of Natural Earth (public domain) and GeoNames (CC BY 4.0). Each row
is one line, ring or town: its kind, a name or nothing, a rank (the population of a town), its reach (west, south, east, north)
and its points as steps from the one before, in thousandths of a degree (WGS 84).
"""

import gzip
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import accumulate
from typing import Final, Literal, NamedTuple

Kind = Literal["land", "lake", "coast", "border", "disputed", "division", "outline", "river", "town"]
CREDIT: Final = "Natural Earth (public domain), GeoNames (CC BY 4.0)"
_PER_DEGREE: Final = 1000


class Window(NamedTuple):
    """A part of the world in degrees, WGS 84."""

    west: float
    south: float
    east: float
    north: float


class Drawn(NamedTuple):
    """One thing on the base map; ``points`` are (longitude, latitude) in degrees, of an area one ring.

    ``land`` is a country's land, cut along a grid; ``outline`` a division of the first level; ``division`` the line between two of them; ``disputed``
    a border that two editions of Natural Earth draw differently, or one side of which has no ISO code. A line longer than 120
    points comes in pieces. ``rank`` is the population of a town, 0 otherwise.
    """

    kind: Kind
    name: str
    rank: int
    points: tuple[tuple[float, float], ...]


def base_map(window: Window, kinds: frozenset[Kind] | None = None) -> Iterator[Drawn]:
    """Yield what reaches into a window, in the order to draw it; only some ``kinds`` where these are given.

    Towns come with the most populous first. Windows across the 180th meridian are not joined.
    """
    west, south, east, north = (round(value * _PER_DEGREE) for value in window)
    for row in _rows():
        kind, name, rank, reach, steps = row.split("\t")
        if kinds is not None and kind not in kinds:
            continue
        left, low, right, high = map(int, reach.split(" "))
        if left <= east and right >= west and low <= north and high >= south:
            yield Drawn(kind, name, int(rank), _points(steps))  # type: ignore[arg-type]


def _points(steps: str) -> tuple[tuple[float, float], ...]:
    numbers = [int(step) for step in steps.split(" ")]
    across, up = accumulate(numbers[::2]), accumulate(numbers[1::2])
    return tuple((x / _PER_DEGREE, y / _PER_DEGREE) for x, y in zip(across, up, strict=True))


@cache
def _rows() -> tuple[str, ...]:
    packed = files("servanda.reference").joinpath("data", "basemap.tsv.gz").read_bytes()
    return tuple(gzip.decompress(packed).decode("utf-8").splitlines())
