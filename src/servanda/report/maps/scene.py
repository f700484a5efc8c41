"""What a map shows: marks of incidents, and the zones of agreements. Immutable, in degrees; how it looks is for `drawing`."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from statistics import median
from typing import Any, Final, NamedTuple

from servanda.model.incidents import Incident, IncidentPlace
from servanda.model.places import PlaceMention, PlacePrecision, Stretch
from servanda.report.drawn_words import ENGLISH, Telling
from servanda.report.phrases import STATUS_ORDER

Point = tuple[float, float]
"""Longitude and latitude in degrees, WGS 84."""
Ring = tuple[Point, ...]
Polygon = tuple[Ring, ...]
"""The outer ring, then the holes."""

_WIDE: Final = frozenset({"country", "unknown"})
_SURROUNDINGS: Final = 0.5
"""Degrees of latitude to either side of a place on a small map."""
_DENSE: Final = 3.0
"""A closer map is worth its room where most marks lie in a window that many times narrower."""
_MOST: Final = 0.75


class Mark(NamedTuple):
    """One incident on the map, or one of its places; ``radius_km`` is how far the place is known, ``words`` what a reader is told of it."""

    id: str
    place: str
    longitude: float
    latitude: float
    radius_km: float
    precision: PlacePrecision
    status: str = "none"
    words: str = ""
    stretch: Stretch | None = None
    href: str = ""

    @property
    def at(self) -> Point:
        """Longitude and latitude in degrees."""
        return self.longitude, self.latitude


class Zone(NamedTuple):
    """A zone or line of agreements: its name on the map, all its names in words, and its shape."""

    name: str
    words: str
    polygons: tuple[Polygon, ...] = ()
    lines: tuple[Ring, ...] = ()

    def points(self) -> Iterator[Point]:
        """Yield the points of its outer rings and lines."""
        yield from (point for polygon in self.polygons for point in polygon[0])
        yield from (point for line in self.lines for point in line)


class Shown(NamedTuple):
    """What a mark stands for: its id, its words, the most serious status of its findings, and where it leads."""

    id: str
    words: str = ""
    status: str = "none"
    href: str = ""


class MapScene(NamedTuple):
    """All that a map shows. ``wide`` counts by name the incidents known to a country only, ``unplaced`` those without a place.

    The window holds the points ``around`` too, at which nothing is drawn; ``telling`` says everything that is written.
    """

    marks: tuple[Mark, ...] = ()
    zones: tuple[Zone, ...] = ()
    wide: tuple[tuple[str, int], ...] = ()
    unplaced: int = 0
    title: str = ENGLISH.say("map")
    around: tuple[Point, ...] = ()
    telling: Telling = ENGLISH


def scene_of(
    incidents: Iterable[Incident],
    zones: Mapping[str, Any],
    status_of: Mapping[str, str],
    href: Callable[[str], str] = "#{}".format,
    telling: Telling = ENGLISH,
) -> MapScene:
    """Return the scene of incidents and of the zones that hold or neighbour one of them.

    ``zones`` are GeoJSON geometries by ``agreement_id/zone_name``, ``status_of`` the most serious finding status by incident id, ``href`` gives
    the address of an incident by its id. What
    is known to a country only is counted, not drawn: a sign in the middle of a country would name a village.
    """
    listed = list(incidents)
    placed = list(_placed(listed))
    near = [(one, place) for one, place in placed if place.precision not in _WIDE]
    unknown = telling.say("place_unknown")
    marks = tuple(
        _mark(place, Shown(one.id, telling.act(one), status_of.get(one.id, "none"), href(one.id)), unknown)
        for one, place in near
    )
    wide = Counter(place.name or unknown for _, place in placed if place.precision in _WIDE)
    n_unplaced = len(listed) - len({one.id for one, _ in placed})
    return MapScene(
        marks,
        _near(_zones(zones), marks),
        tuple(sorted(wide.items())),
        n_unplaced,
        telling.say("map"),
        telling=telling,
    )


def scene_of_places(
    shown: Shown, places: Iterable[PlaceMention], zones: Mapping[str, Any], telling: Telling = ENGLISH
) -> MapScene:
    """Return the scene of the places that one claim states; what only holds on from elsewhere in its text has no mark."""
    stated = [one for one in places if one.latitude is not None and not one.carried]
    marks = tuple(_mark(one, shown._replace(words=one.told)) for one in stated if one.precision not in _WIDE)
    wide = Counter(one.name for one in stated if one.precision in _WIDE)
    around = tuple(point for mark in marks for point in _surroundings(mark))
    return MapScene(
        marks,
        _near(_zones(zones), marks),
        tuple(sorted(wide.items())),
        title=telling.say("map_of_claim"),
        around=around,
        telling=telling,
    )


def _surroundings(mark: Mark) -> Iterator[Point]:
    """Yield corners of what a small map shows around a place, wide enough to know the country by."""
    for x, y in ((-2, -1), (2, 1)):
        yield mark.longitude + x * _SURROUNDINGS, min(max(mark.latitude + y * _SURROUNDINGS, -89.0), 89.0)


def closer(scene: MapScene) -> MapScene | None:
    """Return the scene of the region where most marks lie, ``None`` where the map of all shows it well enough."""
    if len(scene.marks) < len(STATUS_ORDER) // 2:
        return None
    middle = tuple(median(mark.at[n] for mark in scene.marks) for n in (0, 1))
    by_distance = sorted(scene.marks, key=lambda mark: max(abs(mark.at[n] - middle[n]) for n in (0, 1)))
    inner = tuple(by_distance[: max(2, round(_MOST * len(by_distance)))])
    reach = _reach(inner)
    kept = tuple(mark for mark in scene.marks if max(abs(mark.at[n] - middle[n]) for n in (0, 1)) <= reach)
    if len(kept) == len(scene.marks) or _reach(kept) * _DENSE > _reach(scene.marks):
        return None
    title = scene.telling.say("map_closer", n=n_incidents(kept), of=n_incidents(scene.marks))
    return MapScene(kept, _near(scene.zones, kept), title=title, telling=scene.telling)


def _placed(incidents: Iterable[Incident]) -> Iterator[tuple[Incident, IncidentPlace]]:
    """Yield each place that is known, with its incident."""
    yield from ((one, place) for one in incidents for place in one.places if place.latitude is not None)


def n_incidents(marks: Iterable[Mark]) -> int:
    """Return how many incidents marks are of: one at several places has several."""
    return len({mark.id for mark in marks})


def _reach(marks: Iterable[Mark]) -> float:
    """Return the longer side of the window around marks, in degrees, at least a tenth."""
    listed = list(marks)
    return max(0.1, *(max(m.at[n] for m in listed) - min(m.at[n] for m in listed) for n in (0, 1)))


def _mark(place: IncidentPlace | PlaceMention, shown: Shown, unknown: str = "") -> Mark:
    return Mark(
        id=shown.id,
        place=place.name or unknown,
        longitude=float(place.longitude or 0),
        latitude=float(place.latitude or 0),
        radius_km=float(place.radius_km or 0),
        precision=place.precision,
        status=shown.status,
        words=shown.words,
        stretch=place.stretch,
        href=shown.href,
    )


def _zones(zones: Mapping[str, Any]) -> tuple[Zone, ...]:
    """Return each shape once, with the names of all zones that have it; maps of one name that differ stand side by side."""
    found: dict[tuple[tuple[Polygon, ...], tuple[Ring, ...]], list[str]] = {}
    for name, geometry in sorted(zones.items()):
        shape = (tuple(_polygons(geometry)), tuple(_lines(geometry)))
        if any(shape):
            found.setdefault(shape, []).append(name)
    return tuple(Zone(_short(names), "; ".join(names), *shape) for shape, names in found.items())


def _short(names: Iterable[str]) -> str:
    """Return the names of zones without their agreements and numbers, each once: "deescalation"."""
    short = (name.rsplit("/", 1)[-1].partition("#")[0].replace("_", " ") for name in names)
    return ", ".join(dict.fromkeys(short))


def _near(zones: Iterable[Zone], marks: tuple[Mark, ...]) -> tuple[Zone, ...]:
    """Return of each zone the parts that reach into the window of the marks; all of them where there is no mark."""
    if not marks:
        return tuple(zones)
    xs, ys = [mark.longitude for mark in marks], [mark.latitude for mark in marks]
    edge = _reach(marks) / 4
    window = (min(xs) - edge, min(ys) - edge, max(xs) + edge, max(ys) + edge)
    cut = (
        zone._replace(
            polygons=tuple(one for one in zone.polygons if _meets(one[0], window)),
            lines=tuple(one for one in zone.lines if _meets(one, window)),
        )
        for zone in zones
    )
    return tuple(zone for zone in cut if zone.polygons or zone.lines)


def _meets(points: Ring, window: tuple[float, float, float, float]) -> bool:
    """Tell whether the box around points and a window overlap."""
    west, south, east, north = window
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs) <= east and max(xs) >= west and min(ys) <= north and max(ys) >= south


def _polygons(geometry: Mapping[str, Any]) -> Iterator[Polygon]:
    """Yield each polygon of a geometry, feature or collection."""
    match geometry.get("type"):
        case "Polygon":
            yield tuple(_ring(ring) for ring in geometry["coordinates"])
        case "MultiPolygon":
            for polygon in geometry["coordinates"]:
                yield tuple(_ring(ring) for ring in polygon)
        case _:
            for member in _members(geometry):
                yield from _polygons(member)


def _lines(geometry: Mapping[str, Any]) -> Iterator[Ring]:
    """Yield each line of a geometry, feature or collection."""
    match geometry.get("type"):
        case "LineString":
            yield _ring(geometry["coordinates"])
        case "MultiLineString":
            yield from (_ring(line) for line in geometry["coordinates"])
        case _:
            for member in _members(geometry):
                yield from _lines(member)


def _members(geometry: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield from geometry.get("features", ())
    yield from geometry.get("geometries", ())
    if geometry.get("geometry"):
        yield geometry["geometry"]


def _ring(points: Iterable[Any]) -> Ring:
    return tuple((float(p[0]), float(p[1])) for p in points)
