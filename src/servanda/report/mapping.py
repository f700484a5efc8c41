"""The map: zones, incidents with their circles of precision, a grid and a scale; one SVG without any network."""

import math
from collections.abc import Iterable, Iterator
from html import escape
from itertools import pairwise
from statistics import median
from typing import Any

from servanda.model.incidents import Incident
from servanda.report.geometry import KM_PER_DEGREE, Frame, frame, marker
from servanda.report.phrases import STATUS_ORDER

Ring = tuple[tuple[float, float], ...]
Polygon = tuple[Ring, ...]
_MIN_RADIUS_PX = 5.0
_GRID_DEGREES = 0.5
_WINDOW_DEGREES = 1.5
_TOO_VAGUE_KM = 60.0
_LABEL_WIDTH, _LABEL_HEIGHT = 130.0, 13.0


def map_svg(incidents: Iterable[Incident], zones: dict[str, Any], status_of: dict[str, str], width: float) -> str:
    """Return an SVG of what has a place; an empty string where nothing has.

    ``zones`` are GeoJSON geometries by name, ``status_of`` the most serious finding status by incident id.
    Places vaguer than 60 km (countries, large areas) are listed, not drawn.
    """
    placed = [i for i in incidents if i.place.latitude is not None and (i.place.radius_km or 0) <= _TOO_VAGUE_KM]
    shapes = {name: list(_polygons(geometry)) for name, geometry in sorted(zones.items())}
    points, n_far = _main_window([(float(i.place.longitude or 0), float(i.place.latitude or 0)) for i in placed])
    near = _near_zones(shapes, points)
    view = frame(
        [*_extent(placed, points), *(p for zone in near.values() for polygon in zone for p in polygon[0])], width
    )
    if view is None:
        return ""
    parts = [
        f'<svg class="map" viewBox="0 0 {view.width} {view.height}" role="img" aria-label="Map of incidents and zones">'
    ]
    parts += _grid(view)
    parts += _zones(view, _distinct(near))
    parts += [_circle(view, here, status_of) for here in _by_place(placed)]
    parts += [*_labels(view, placed), _scale(view)]
    parts += (
        [
            f'<text class="degrees" x="{view.width / 2}" y="14">{n_far} incident{"s" if n_far != 1 else ""} outside this window</text>'
        ]
        if n_far
        else []
    )
    parts += ["</svg>"]
    return "\n".join(parts)


def _polygons(geometry: dict[str, Any]) -> Iterator[Polygon]:
    """Yield each polygon of a geometry, feature or collection as its rings: the outer one, then the holes."""
    match geometry.get("type"):
        case "Polygon":
            yield _polygon(geometry["coordinates"])
        case "MultiPolygon":
            for polygon in geometry["coordinates"]:
                yield _polygon(polygon)
        case "Feature":
            yield from _polygons(geometry["geometry"])
        case "FeatureCollection" | "GeometryCollection":
            for member in [*geometry.get("features", []), *geometry.get("geometries", [])]:
                yield from _polygons(member)


def _polygon(rings: Iterable[Iterable[Any]]) -> Polygon:
    return tuple(tuple((float(p[0]), float(p[1])) for p in ring) for ring in rings)


def _main_window(points: list[tuple[float, float]]) -> tuple[list[tuple[float, float]], int]:
    """Return the points within 1.5 degrees of the middle one, and how many are farther: they would shrink all others."""
    if not points:
        return [], 0
    middle = median(x for x, _ in points), median(y for _, y in points)
    near = [p for p in points if abs(p[0] - middle[0]) < _WINDOW_DEGREES and abs(p[1] - middle[1]) < _WINDOW_DEGREES]
    return near, len(points) - len(near)


def _near_zones(zones: dict[str, list[Polygon]], points: list[tuple[float, float]]) -> dict[str, list[Polygon]]:
    """Return of each zone the parts within whose outer ring an incident lies; all where there is no incident."""
    near = {
        name: [polygon for polygon in zone if not points or any(_inside(polygon[0], point) for point in points)]
        for name, zone in zones.items()
    }
    return {name: zone for name, zone in near.items() if zone}


def _inside(ring: Ring, point: tuple[float, float]) -> bool:
    """Tell whether a point lies inside a ring: a ray to the east crosses its edges an odd number of times."""
    x, y = point
    crossings = (
        (x2 - x1) * (y - y1) / (y2 - y1) + x1 > x
        for (x1, y1), (x2, y2) in pairwise((*ring, ring[0]))
        if (y1 > y) != (y2 > y)
    )
    return sum(crossings) % 2 == 1


def _extent(incidents: Iterable[Incident], points: Iterable[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """Yield the corners of the circles around those incidents that lie at one of ``points``."""
    inside = set(points)
    for one in incidents:
        x, y = float(one.place.longitude or 0), float(one.place.latitude or 0)
        if (x, y) in inside:
            up = (one.place.radius_km or 0) / KM_PER_DEGREE
            aside = up / math.cos(math.radians(y))
            yield from ((x - aside, y - up), (x + aside, y + up))


def _grid(view: Frame) -> Iterator[str]:
    latitude = _GRID_DEGREES * (view.north // _GRID_DEGREES)
    while (y := view.point(view.west, latitude)[1]) < view.height:
        yield f'<path class="grid" d="M0 {y}H{view.width}"/><text class="degrees" x="3" y="{y - 3}">{latitude:g}° N</text>'
        latitude -= _GRID_DEGREES
    longitude = _GRID_DEGREES * (view.west // _GRID_DEGREES + 1)
    while (x := view.point(longitude, view.north)[0]) < view.width:
        yield f'<path class="grid" d="M{x} 0V{view.height}"/><text class="degrees" x="{x + 3}" y="{view.height - 4}">{longitude:g}° E</text>'
        longitude += _GRID_DEGREES


def _zones(view: Frame, zones: dict[tuple[Polygon, ...], str]) -> Iterator[str]:
    """Yield each zone with its name at its northernmost corner, lower where another name stands there."""
    taken: list[tuple[float, float]] = []
    for zone, names in zones.items():
        rings = (ring for polygon in zone for ring in polygon)
        paths = "".join("M" + "L".join(f"{x} {y}" for x, y in (view.point(*p) for p in ring)) + "Z" for ring in rings)
        yield f'<path class="zone" d="{paths}"><title>{escape(names)} (indicative)</title></path>'
        x, y = view.point(*max((p for polygon in zone for p in polygon[0]), key=lambda p: (p[1], p[0])))
        x, y = min(max(x, 60), view.width - 60), max(y - 4, _LABEL_HEIGHT)
        y = _free(taken, x, y)
        short = ", ".join(dict.fromkeys(name.rsplit("/", 1)[-1].replace("_", " ") for name in names.split("; ")))
        yield f'<text class="degrees" x="{x}" y="{y}" text-anchor="middle">{escape(short)}</text>'


def _free(taken: list[tuple[float, float]], x: float, y: float) -> float:
    """Return the first height from ``y`` downwards at which a label covers none of ``taken``, and take it."""
    while any(abs(x - tx) < _LABEL_WIDTH and abs(y - ty) < _LABEL_HEIGHT for tx, ty in taken):
        y += _LABEL_HEIGHT
    taken.append((x, y))
    return round(y, 1)


def _distinct(zones: dict[str, list[Polygon]]) -> dict[tuple[Polygon, ...], str]:
    """Return each shape once with the names of all zones that have it."""
    found: dict[tuple[Polygon, ...], str] = {}
    for name, zone in zones.items():
        shape = tuple(zone)
        found[shape] = f"{found[shape]}; {name}" if shape in found else name
    return found


def _by_place(incidents: Iterable[Incident]) -> list[list[Incident]]:
    """Return incidents at one point and radius together, the widest circles first, so that small ones stay on top."""
    places: dict[tuple[float, float, float], list[Incident]] = {}
    for one in incidents:
        at = (float(one.place.radius_km or 0), float(one.place.longitude or 0), float(one.place.latitude or 0))
        places.setdefault(at, []).append(one)
    return [places[at] for at in sorted(places, reverse=True)]


def _circle(view: Frame, here: list[Incident], status_of: dict[str, str]) -> str:
    place = here[0].place
    x, y = view.point(float(place.longitude or 0), float(place.latitude or 0))
    radius = max(view.length(place.radius_km or 0), _MIN_RADIUS_PX)
    statuses = {status_of.get(one.id, "none") for one in here}
    status = next((name for name in STATUS_ORDER if name in statuses), "none")
    lines = [f"{one.handle or one.id}: {one.kind}, {one.time.start or 'date unknown'}" for one in here]
    words = escape("\n".join([f"{place.name}, radius {place.radius_km} km", *lines]))
    return (
        f'<a href="#{here[0].id}"><circle class="precision {status}" cx="{x}" cy="{y}" r="{radius}"><title>{words}</title></circle>'
        f"{marker(status, x, y, 3)}</a>"
    )


def _labels(view: Frame, incidents: list[Incident]) -> Iterator[str]:
    """Yield one label for each place, with the number of its incidents."""
    places: dict[tuple[float, float], list[Incident]] = {}
    for incident in incidents:
        at = view.point(float(incident.place.longitude or 0), float(incident.place.latitude or 0))
        places.setdefault(at, []).append(incident)
    taken: list[tuple[float, float]] = []
    for (x, y), here in sorted(places.items(), key=lambda item: (item[0][1], item[0][0])):
        label = escape(f"{here[0].place.name} ({len(here)})")
        line = _free(taken, x, y)
        side = f'x="{x + 9}"' if x < view.width * 0.75 else f'x="{x - 9}" text-anchor="end"'
        yield f'<text class="label" {side} y="{round(line + 4, 1)}">{label}</text>'


def _scale(view: Frame) -> str:
    km = next((k for k in (200, 100, 50, 20, 10, 5, 2, 1) if view.length(k) < view.width / 4), 1)
    length, y = view.length(km), view.height - 18
    x = view.width - length - 20
    return f'<path class="scale" d="M{x} {y}v4h{length}v-4"/><text class="degrees" x="{x}" y="{y - 4}">{km} km</text>'
