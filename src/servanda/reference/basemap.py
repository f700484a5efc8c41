"""The base map: coasts, borders, divisions, rivers, lakes and towns of the world, for maps that need no network.

``data/basemap.tsv.gz`` is written by ``scripts/derive_basemap.py`` out of Natural Earth (public domain) and GeoNames (CC BY 4.0). Each row
is one line, ring or town: its kind, a name or nothing, a rank (of a town its population), its reach (west, south, east, north)
and its points as steps from the one before, in thousandths of a degree (WGS 84).
"""

from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from typing import Final, Literal, NamedTuple, cast

from servanda.reference.packed import packed_text

Kind = Literal["land", "lake", "coast", "border", "disputed", "division", "outline", "river", "road", "town"]
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
    points comes in pieces. ``rank`` is the population of a town, the scale rank of a road (0 for the largest), 0 otherwise. The shipped file
    has no roads; the script takes them from a file that a maintainer has downloaded.
    """

    kind: Kind
    name: str
    rank: int
    points: tuple[tuple[float, float], ...]


class _Row(NamedTuple):
    name: str
    rank: int
    west: int
    south: int
    east: int
    north: int
    steps: str


def base_map(window: Window, kinds: frozenset[Kind] | None = None) -> Iterator[Drawn]:
    """Yield what reaches into a window, in the order to draw it; only some ``kinds`` where these are given.

    Towns come with the most populous first. Windows across the 180th meridian are not joined.
    """
    west, south, east, north = (round(value * _PER_DEGREE) for value in window)
    for kind, rows in _rows().items():
        if kinds is None or kind in kinds:
            for row in rows:
                if row.west <= east and row.east >= west and row.south <= north and row.north >= south:
                    yield Drawn(kind, row.name, row.rank, _points(row.steps))


def _points(steps: str) -> tuple[tuple[float, float], ...]:
    numbers = [int(step) for step in steps.split(" ")]
    across, up = accumulate(numbers[::2]), accumulate(numbers[1::2])
    return tuple((x / _PER_DEGREE, y / _PER_DEGREE) for x, y in zip(across, up, strict=True))


@cache
def _rows() -> dict[Kind, tuple[_Row, ...]]:
    """Read the file once: its rows by kind, the points still as they are written."""
    return _by_kind(packed_text("basemap.tsv.gz"))


def _by_kind(text: str) -> dict[Kind, tuple[_Row, ...]]:
    found: dict[Kind, list[_Row]] = {}
    for line in text.splitlines():
        kind, name, rank, reach, steps = line.split("\t")
        west, south, east, north = map(int, reach.split(" "))
        found.setdefault(cast("Kind", kind), []).append(_Row(name, int(rank), west, south, east, north, steps))
    return {kind: tuple(rows) for kind, rows in found.items()}
