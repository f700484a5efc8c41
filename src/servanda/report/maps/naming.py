"""What may be named on a map: zones, countries, towns and divisions, each where the window shows it. In degrees, for every zoom."""

from collections.abc import Collection, Iterator
from functools import cache
from itertools import product
from typing import Any, Final, NamedTuple

from servanda.reference.basemap import Window, base_map
from servanda.reference.packed import packed_text
from servanda.report.geometry import Frame
from servanda.report.maps.labels import Label
from servanda.report.maps.scene import MapScene, Point

_LEAST: Final = 0.02
"""Of the window: what shows less of itself is not named."""
_TRIED: Final = 8
_GRID: Final = (0.5, 0.3, 0.7, 0.15, 0.85)
_LOOKS: Final = {"zone": (10.5, 5.0), "country": (10.5, 0.0), "town": (9.5, 0.0), "division": (9.0, 0.0)}
"""Size of the letters and distance from the point, in pixels."""


class Name(NamedTuple):
    """A name and where it may stand, the best place first; ``look`` says what it is the name of."""

    words: str
    look: str
    at: tuple[Point, ...]

    def label(self, view: Frame) -> Label:
        """Return it as a label in a window."""
        size, away = _LOOKS[self.look]
        (x, y), *others = (view.point(*point) for point in self.at)
        return Label(self.words, x, y, size, away, self.look, tuple(others), self.look in {"country", "division"})


def names(
    scene: MapScene, window: Window, known: Collection[str], most_towns: int, *, with_divisions: bool
) -> tuple[Name, ...]:
    """Return all names for a window in the order of their importance, without the towns that are ``known`` by name already."""
    towns = [town for town in base_map(window, frozenset({"town"})) if town.name not in known]
    called = {town.name for town in towns} | set(known)
    return (
        *_zones(scene, window),
        *_countries(window),
        *(Name(f"· {town.name}", "town", (town.points[0],)) for town in towns[:most_towns]),
        *(
            Name(name, "division", (at,))
            for name, at in _centres()
            if with_divisions and name not in called and _holds(window, at)
        ),
    )


def _zones(scene: MapScene, window: Window) -> Iterator[Name]:
    """Yield each name once, as far north on its zones as the window shows them."""
    import shapely

    seen: dict[str, set[Point]] = {}
    for zone in scene.zones:
        shapes: list[Any] = [shapely.make_valid(shapely.Polygon(one[0])) for one in zone.polygons]
        shapes += [shapely.LineString(one) for one in zone.lines]
        cut = (shapely.get_coordinates(shapely.clip_by_rect(shape, *window)).tolist() for shape in shapes)
        points = {(x, y) for coordinates in cut for x, y in coordinates}
        for name in zone.name.split(", ") if points else ():
            seen.setdefault(name, set()).update(points)
    for name, points in seen.items():
        north = sorted(points, key=lambda p: (-p[1], p[0]))
        yield Name(scene.telling.say("zone", name=name), "zone", tuple(north[:: max(1, len(north) // _TRIED)]))


def _countries(window: Window) -> Iterator[Name]:
    """Yield each country once, on the largest piece of its land in the window."""
    import shapely

    largest: dict[str, Any] = {}
    for one in base_map(window, frozenset({"land"})):
        seen = shapely.clip_by_rect(shapely.make_valid(shapely.Polygon(one.points)), *window)
        if not seen.is_empty and (one.name not in largest or seen.area > largest[one.name].area):
            largest[one.name] = seen
    whole = (window.east - window.west) * (window.north - window.south)
    for name, seen in sorted(largest.items(), key=lambda item: (-item[1].area, item[0])):
        if seen.area > _LEAST * whole:
            yield Name(name.upper(), "country", tuple(_inside(seen)))


def _inside(shape: Any) -> Iterator[Point]:
    """Yield points of a shape: one that is surely inside, then those of a grid over it, the middle first."""
    import shapely

    sure = shapely.point_on_surface(shape)
    west, south, east, north = shape.bounds
    grid = ((west + x * (east - west), south + y * (north - south)) for x, y in product(_GRID, _GRID))
    yield sure.x, sure.y
    yield from (at for at in grid if shape.contains(shapely.Point(at)))


def _holds(window: Window, at: Point) -> bool:
    return window.west < at[0] < window.east and window.south < at[1] < window.north


@cache
def _centres() -> tuple[tuple[str, Point], ...]:
    """Return name and centre of every division of the first level, as GeoNames has them (the table of 0076)."""
    rows = (line.split("\t") for line in packed_text("divisions.tsv.gz").splitlines())
    return tuple((row[3], (float(row[6]), float(row[5]))) for row in rows if row[1] == "1")
