"""From degrees to pixels: an equal-scale local projection, good for one country."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

KM_PER_DEGREE = 111.32  # length of one degree of latitude on a sphere of radius 6,378 km


@dataclass(frozen=True)
class Frame:
    """A window on the map. ``west`` and ``north`` in degrees, ``scale`` in pixels per kilometre."""

    west: float
    north: float
    scale: float
    middle: float
    width: float
    height: float

    def point(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Return pixels from the upper left corner, to a tenth."""
        x = (longitude - self.west) * KM_PER_DEGREE * math.cos(math.radians(self.middle)) * self.scale
        y = (self.north - latitude) * KM_PER_DEGREE * self.scale
        return round(x, 1), round(y, 1)

    def length(self, km: float) -> float:
        """Return a distance on the ground in pixels, to a tenth."""
        return round(km * self.scale, 1)


def frame(points: Iterable[tuple[float, float]], width: float, margin_km: float = 15.0) -> Frame | None:
    """Return the window that holds all (longitude, latitude) points; ``None`` where there are none."""
    known = list(points)
    if not known:
        return None
    longitudes, latitudes = [p[0] for p in known], [p[1] for p in known]
    middle = (min(latitudes) + max(latitudes)) / 2
    km_per_longitude = KM_PER_DEGREE * math.cos(math.radians(middle))
    west, east = min(longitudes) - margin_km / km_per_longitude, max(longitudes) + margin_km / km_per_longitude
    south, north = min(latitudes) - margin_km / KM_PER_DEGREE, max(latitudes) + margin_km / KM_PER_DEGREE
    height_km, width_km = (north - south) * KM_PER_DEGREE, (east - west) * km_per_longitude
    # No taller than wide: a far incident must not push everything else off the screen.
    scale = min(width / width_km, width / height_km)
    west -= (width / scale - width_km) / 2 / km_per_longitude
    height = round(height_km * scale, 1)
    return Frame(west, north, scale, middle, width, height)


def marker(status: str, x: float, y: float, size: float, words: str = "") -> str:
    """Return the sign of a status at a point (pixels, ``size`` half its width): a shape each, for eyes and paper without colour."""
    title = f"<title>{words}</title>" if words else ""
    if status in {"duty_engaged", "partly_fulfilled"}:
        side = 2 * size
        return f'<rect class="spot {status}" x="{x - size:g}" y="{y - size:g}" width="{side:g}" height="{side:g}">{title}</rect>'
    if status in {"fulfilled", "permitted"}:
        wide = size * 1.3
        return f'<path class="spot {status}" d="M{x} {y - wide:g}l{wide:g} {wide:g}l-{wide:g} {wide:g}l-{wide:g} -{wide:g}z">{title}</path>'
    radius = size / 2 if status in {"none", "not_applicable"} else size
    return f'<circle class="spot {status}" cx="{x}" cy="{y}" r="{radius:g}">{title}</circle>'
