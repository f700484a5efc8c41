"""From degrees to pixels: an equal-scale local projection, good for one country."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from servanda.reference.basemap import Window

KM_PER_DEGREE = 111.32  # length of one degree of latitude on a sphere of radius 6,378 km
_FLATTEST, _TALLEST = 0.5, 0.8  # height of a map, of its width
_MARGIN = 0.08  # room around what is shown, of its longer side


@dataclass(frozen=True)
class Frame:
    """A window on the map. ``west`` and ``north`` in degrees, ``scale`` in pixels per kilometre."""

    west: float
    north: float
    scale: float
    middle: float
    width: float
    height: float

    @property
    def window(self) -> Window:
        """The same window in degrees."""
        east = self.west + self.width / self.scale / KM_PER_DEGREE / math.cos(math.radians(self.middle))
        return Window(self.west, self.north - self.height / self.scale / KM_PER_DEGREE, east, self.north)

    def point(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Return pixels from the upper left corner, to a tenth."""
        x = (longitude - self.west) * KM_PER_DEGREE * math.cos(math.radians(self.middle)) * self.scale
        y = (self.north - latitude) * KM_PER_DEGREE * self.scale
        return round(x, 1), round(y, 1)

    def length(self, km: float) -> float:
        """Return a distance on the ground in pixels, to a tenth."""
        return round(km * self.scale, 1)


def frame(points: Iterable[tuple[float, float]], width: float, margin_km: float = 15.0) -> Frame | None:
    """Return the window that holds all (longitude, latitude) points; ``None`` where there are none.

    It is ``width`` pixels wide, and from half to four fifths of that high.
    """
    known = list(points)
    if not known:
        return None
    longitudes, latitudes = [p[0] for p in known], [p[1] for p in known]
    middle = (min(latitudes) + max(latitudes)) / 2
    km_per_longitude = KM_PER_DEGREE * math.cos(math.radians(middle))
    across = (max(longitudes) - min(longitudes)) * km_per_longitude
    down = (max(latitudes) - min(latitudes)) * KM_PER_DEGREE
    margin = max(margin_km, _MARGIN * max(across, down))
    scale = min(width / (across + 2 * margin), _TALLEST * width / (down + 2 * margin))
    height = round(min(max((down + 2 * margin) * scale, _FLATTEST * width), _TALLEST * width), 1)
    west = (min(longitudes) + max(longitudes)) / 2 - width / scale / 2 / km_per_longitude
    return Frame(west, middle + height / scale / 2 / KM_PER_DEGREE, scale, middle, width, height)


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
