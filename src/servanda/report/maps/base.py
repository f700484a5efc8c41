"""The base of a map: land, water, borders and divisions as paths, cut to the window and no finer than the eye sees."""

from collections.abc import Iterator
from typing import Any, Final

from servanda.reference.basemap import Drawn, Kind, Window, base_map
from servanda.report.geometry import KM_PER_DEGREE, Frame
from servanda.report.maps.style import BASE, attributes

LINES: Final[tuple[Kind, ...]] = ("river", "road", "division", "coast", "border", "disputed")
AREAS: Final[tuple[Kind, ...]] = ("land", "lake")
_NEAR_ONLY: Final[frozenset[Kind]] = frozenset({"road", "division"})
_ASIDE: Final = 0.5
"""Degrees within which further parts of a division, its islands, are looked for."""
_WIDEST_KM: Final = 3000.0
_STILL: Final = 'vector-effect="non-scaling-stroke" stroke-linejoin="round"'


def base_paths(view: Frame, tolerance: float) -> Iterator[tuple[Kind, str]]:
    """Yield for each kind of the base that reaches into a window one path; ``tolerance`` in pixels."""
    found: dict[Kind, list[str]] = {}
    shown = [kind for kind in (*AREAS, *LINES) if kind not in _NEAR_ONLY or shows_divisions(view)]
    degrees = tolerance / view.scale / KM_PER_DEGREE
    for one in base_map(view.window, frozenset(shown)):
        found.setdefault(one.kind, []).extend(_drawn(one, view, degrees))
    for kind in shown:
        if found.get(kind):
            yield kind, f'<path class="{kind}" {attributes(BASE[kind])} {_STILL} d="{"".join(found[kind])}"/>'


def shows_divisions(view: Frame) -> bool:
    """Tell whether a window is small enough for its divisions and roads; on a map of a continent they would cover it."""
    return view.width / view.scale < _WIDEST_KM


def outlines(at: tuple[float, float]) -> tuple[Drawn, ...]:
    """Return the parts of the division of the first level that holds a point, as the base map has them."""
    import shapely

    here = shapely.Point(at)
    found = base_map(Window(at[0], at[1], at[0], at[1]), frozenset({"outline"}))
    holding = next((one for one in found if shapely.make_valid(shapely.Polygon(one.points)).contains(here)), None)
    if holding is None:
        return ()
    west, south, east, north = shapely.Polygon(holding.points).bounds
    around = Window(west - _ASIDE, south - _ASIDE, east + _ASIDE, north + _ASIDE)
    return tuple(one for one in base_map(around, frozenset({"outline"})) if one.name == holding.name)


def area_path(parts: tuple[Drawn, ...], view: Frame) -> str:
    """Return the path of an area."""
    return "".join(step for part in parts for step in _drawn(part, view, 0.5 / view.scale / KM_PER_DEGREE))


def path(points: Any, view: Frame, *, closed: bool = False) -> str:
    """Return a path through (longitude, latitude) points: absolute start, steps after it."""
    x, y = 0.0, 0.0
    steps: list[str] = []
    for point in points:
        across, up = view.point(*point[:2])
        dx, dy = round(across - x, 1), round(up - y, 1)
        if not steps or dx or dy:
            steps.append(f"{('M', 'l', ' ')[min(len(steps), 2)]}{dx:g} {dy:g}")
            x, y = round(x + dx, 1), round(y + dy, 1)
    return "".join(steps) + ("z" if closed else "")


def _drawn(one: Drawn, view: Frame, tolerance: float) -> Iterator[str]:
    import shapely

    is_area = one.kind in {*AREAS, "outline"}
    shape = shapely.make_valid(shapely.Polygon(one.points)) if is_area else shapely.LineString(one.points)
    # the land is cut a little outside of the window, so that its edge is not seen as a coast
    west, south, east, north = view.window
    edge = (east - west) / 50
    shape = shapely.clip_by_rect(shape.simplify(tolerance), west - edge, south - edge, east + edge, north + edge)
    for part in shapely.get_parts(shape):
        if part.is_empty or (is_area and part.geom_type != "Polygon"):
            continue
        yield path(part.exterior.coords if is_area else part.coords, view, closed=is_area)
