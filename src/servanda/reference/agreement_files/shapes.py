"""Zones as shapes: what is surely inside, what may be, and how much of a disc of uncertainty lies within.

Shapes are kept in kilometres on a plane that touches the earth at the zone's middle (equirectangular). Inside and outside
are exact under this map; lengths are off by about one per cent at one degree of latitude from the middle.
"""

import math
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from servanda.errors import ConfigError
from servanda.model.agreements import Zone, ZoneVersion
from servanda.model.codec import decode_json
from servanda.model.places import Stretch
from servanda.reference.confined import is_within

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

KM_PER_DEGREE: Final = 111.195  # mean earth radius of 6371.0 km
INDICATIVE_UNCERTAINTY_KM: Final = 5.0
"""How far a line drawn by hand may be off where nobody says; a file may state its own ``uncertainty_km``."""
_DISC_SEGMENTS: Final = 32
_CIRCLE_CORNERS: Final = 64
_SHARE_DIGITS: Final = 2
_LEAST_RADIUS_KM: Final = 0.01
Inside = Literal["true", "false", "unknown"]


@dataclass(frozen=True)
class ZoneShape:
    """One map of a zone. ``surely`` and ``perhaps`` are the drawn shape less and plus its uncertainty; ``drawn`` is WGS 84."""

    version: ZoneVersion
    drawn: "BaseGeometry"
    uncertainty_km: float
    middle: tuple[float, float]
    nominal: "BaseGeometry"
    surely: "BaseGeometry"
    perhaps: "BaseGeometry"

    @cached_property
    def _bounds(self) -> tuple[float, float, float, float]:
        """The box around all that may be inside: most places of a record are far off, and that is quickly seen."""
        west, south, east, north = self.perhaps.bounds
        return west, south, east, north

    @cached_property
    def _told(self) -> dict[tuple[float, float, float, Stretch | None], tuple[Inside, float]]:
        """What was told of discs: much of a record is at few places."""
        return {}

    def holds(
        self, longitude: float, latitude: float, radius_km: float, stretch: Stretch | None = None
    ) -> tuple[Inside, float]:
        """Tell whether a disc lies wholly inside, wholly outside or neither, and the share (0-1) of it that is inside.

        ``stretch``, which the disc must hold, is asked for in its stead.
        """
        asked = longitude, latitude, radius_km, stretch
        if asked not in self._told:
            self._told[asked] = self._holds(*asked)
        return self._told[asked]

    def _holds(
        self, longitude: float, latitude: float, radius_km: float, stretch: Stretch | None
    ) -> tuple[Inside, float]:
        x, y = _to_km(longitude, latitude, self.middle)
        radius = max(radius_km, _LEAST_RADIUS_KM)
        west, south, east, north = self._bounds
        if x + radius < west or x - radius > east or y + radius < south or y - radius > north:
            return "false", 0.0
        disc = self._around(stretch) if stretch else self._disc(x, y, radius)
        share = round(disc.intersection(self.nominal).area / disc.area, _SHARE_DIGITS)
        if self.surely.contains(disc):
            return "true", share
        return ("false" if not self.perhaps.intersects(disc) else "unknown"), share

    @staticmethod
    def _disc(x: float, y: float, radius: float) -> "BaseGeometry":
        from shapely.geometry import Point

        return Point(x, y).buffer(radius, quad_segs=_DISC_SEGMENTS)

    def _around(self, stretch: Stretch) -> "BaseGeometry":
        from shapely.geometry import LineString

        ends = [_to_km(longitude, latitude, self.middle) for latitude, longitude in (stretch.start, stretch.end)]
        return LineString(ends).buffer(max(stretch.width_km, _LEAST_RADIUS_KM), quad_segs=_DISC_SEGMENTS)


def zone_shapes(zone: Zone, others: dict[str, Zone], base: tuple[Path, ...]) -> tuple[ZoneShape, ...]:
    """Return the shape of every version of a zone. Raises `ConfigError` naming the file and what is wrong with it."""
    return tuple(shape for version in zone.versions for shape in _shapes(version, others, base, (zone.name,)))


def _shapes(
    version: ZoneVersion, others: dict[str, Zone], base: tuple[Path, ...], seen: tuple[str, ...]
) -> list[ZoneShape]:
    if version.file:
        return [_from_file(version, base)]
    name = version.within or ""
    if name in seen or name not in others:
        raise ConfigError(
            f"lies within {name!r}, which is {'itself' if name in seen else 'no zone of this file'}; name another zone"
        )
    outer = [shape for other in others[name].versions for shape in _shapes(other, others, base, (*seen, name))]
    return [_strip(version, shape) for shape in outer]


def _from_file(version: ZoneVersion, base: tuple[Path, ...]) -> ZoneShape:
    from shapely.geometry import shape
    from shapely.ops import unary_union

    path = find_file(version.file or "", base)
    features = _features(path, version.feature)
    try:
        geometry = unary_union([shape(feature["geometry"]) for feature in features])
    except (ValueError, TypeError, KeyError, AttributeError, IndexError) as error:
        raise ConfigError(f"{path}: no readable geometry ({error}); GeoJSON polygons are needed") from error
    if geometry.is_empty or not geometry.is_valid or geometry.area == 0:
        raise ConfigError(f"{path}: the geometry is empty, has no area or crosses itself; mend the polygon")
    stated = [
        value
        for feature in features
        if isinstance(value := feature.get("properties", {}).get("uncertainty_km"), int | float)
    ]
    default = 0.0 if version.precision == "exact" else INDICATIVE_UNCERTAINTY_KM
    uncertainty = version.uncertainty_km if version.uncertainty_km is not None else max(stated, default=default)
    middle = (geometry.centroid.x, geometry.centroid.y)
    flat = _flat(geometry, middle)
    return ZoneShape(version, geometry, uncertainty, middle, flat, flat.buffer(-uncertainty), flat.buffer(uncertainty))


def _strip(version: ZoneVersion, outer: ZoneShape) -> ZoneShape:
    """Return the strip along the inner side of the edge; its depth is surely the lesser figure and perhaps the greater."""
    least, most = version.depth_km or (math.inf, math.inf)
    u = outer.uncertainty_km if version.uncertainty_km is None else version.uncertainty_km
    nominal = _rim(outer.nominal, most)
    drawn = _degrees(nominal, outer.middle)
    surely = _rim(outer.nominal, least).buffer(-u) if least < math.inf else outer.surely
    return ZoneShape(version, drawn, u, outer.middle, nominal, surely, nominal.buffer(u))


def _rim(shape: "BaseGeometry", depth_km: float) -> "BaseGeometry":
    return shape if depth_km == math.inf else shape.difference(shape.buffer(-depth_km))


def find_file(name: str, base: tuple[Path, ...]) -> Path:
    """Return the file ``name`` in the first folder that has it. Raises `ConfigError`, also for one that leads out of all folders."""
    for folder in base:
        for path in (folder / name, folder / Path(name).name):
            if path.is_file() and is_within(path, base):
                return path
    if any((folder / name).exists() and not is_within(folder / name, base) for folder in base):
        raise ConfigError(f"the file {name!r} leads out of the dossier: copy it into the dossier and name it there")
    raise ConfigError(
        f"the file {name!r} is not there; looked in {', '.join(str(folder) for folder in base)}: put it there or mend the name"
    )


def feature_names(path: Path) -> tuple[str, ...]:
    """Return the ids of the features of a GeoJSON file that have one, in its order. Raises `ConfigError` for another file."""
    names = (item.get("id") or item["properties"].get("id") for item in _features(path, None))
    return tuple(dict.fromkeys(str(name) for name in names if name is not None))


def circle(longitude: float, latitude: float, radius_km: float) -> dict[str, Any]:
    """Return a circle around a point as a GeoJSON polygon, degrees to five decimals (about a metre)."""
    stretch = math.cos(math.radians(latitude))
    ring = [
        [
            round(longitude + radius_km * math.cos(angle) / (KM_PER_DEGREE * stretch), 5),
            round(latitude + radius_km * math.sin(angle) / KM_PER_DEGREE, 5),
        ]
        for angle in (math.tau * step / _CIRCLE_CORNERS for step in range(_CIRCLE_CORNERS))
    ]
    return {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}


def _features(path: Path, wanted: str | None) -> list[dict[str, Any]]:
    try:
        content = decode_json(path.read_bytes())
    except Exception as error:
        raise ConfigError(f"{path}: not JSON ({error}); GeoJSON is needed") from error
    if not isinstance(content, dict):
        raise ConfigError(f"{path}: GeoJSON is needed")
    features = content.get("features") if content.get("type") == "FeatureCollection" else [content]
    features = [
        item if item.get("type") == "Feature" else {"geometry": item}
        for item in features or []
        if isinstance(item, dict)
    ]
    if wanted is not None:
        features = [item for item in features if wanted in {item.get("id"), (item.get("properties") or {}).get("id")}]
    if not features:
        raise ConfigError(f"{path}: has no feature{f' {wanted!r}' if wanted else ''}")
    return [{**item, "properties": item.get("properties") or {}} for item in features]


def _to_km(longitude: float, latitude: float, middle: tuple[float, float]) -> tuple[float, float]:
    stretch = math.cos(math.radians(middle[1]))
    return (longitude - middle[0]) * KM_PER_DEGREE * stretch, (latitude - middle[1]) * KM_PER_DEGREE


def _flat(shape: "BaseGeometry", middle: tuple[float, float]) -> "BaseGeometry":
    from shapely.affinity import affine_transform

    stretch = KM_PER_DEGREE * math.cos(math.radians(middle[1]))
    return affine_transform(shape, [stretch, 0, 0, KM_PER_DEGREE, -middle[0] * stretch, -middle[1] * KM_PER_DEGREE])


def _degrees(shape: "BaseGeometry", middle: tuple[float, float]) -> "BaseGeometry":
    from shapely.affinity import affine_transform

    stretch = KM_PER_DEGREE * math.cos(math.radians(middle[1]))
    return affine_transform(shape, [1 / stretch, 0, 0, 1 / KM_PER_DEGREE, middle[0], middle[1]])
