"""What the gazetteer holds and what a lookup gives."""

import math
from typing import Final, Literal, NamedTuple

from servanda.model.places import PlacePrecision

WORLD: Final = "*"  # as a country in scope: all countries
_EARTH_RADIUS_KM = 6371.0088

Stage = Literal["dossier", "exact", "article", "vowel", "translated", "skeleton", "fuzzy"]
# How far a stage may be trusted (0-1). Below `SUGGESTION` a name is only suggested, never taken.
STAGE_SCORES: Final[dict[str, float]] = {
    "exact": 1.0,
    "article": 0.97,
    "vowel": 0.94,
    "translated": 0.9,
    "skeleton": 0.85,
}
SUGGESTION: Final = 0.8
WITH_SUPPORT: Final = 0.75  # taken only where the document itself points there


class Place(NamedTuple):
    """A gazetteer entry; degrees are WGS 84 and ``None`` where unknown, ``radius_km`` is how far its extent may reach.

    ``feature`` is ``town``, ``district``, ``governorate``, ``region``, ``country`` or what a dossier's table says; ``population`` is 0 where
    unknown, which in GeoNames holds for many towns at war.
    """

    place_id: str
    name: str
    country: str
    admin1: str | None
    feature: str
    population: int
    latitude: float | None
    longitude: float | None
    precision: PlacePrecision
    radius_km: float | None
    source: str
    admin2: str | None = None


class PlaceHit(NamedTuple):
    """A place that a name may mean: at which stage the two met, under which name, and how far to trust it (0-1)."""

    place: Place
    stage: Stage
    matched: str
    score: float


def distance_km(first: Place, second: Place) -> float:
    """Return the great-circle distance in kilometres; infinite where a coordinate is unknown."""
    if first.latitude is None or first.longitude is None or second.latitude is None or second.longitude is None:
        return math.inf
    return great_circle_km((first.latitude, first.longitude), (second.latitude, second.longitude))


def great_circle_km(first: tuple[float, float], second: tuple[float, float]) -> float:
    """Return the great-circle distance in kilometres between two (latitude, longitude) in degrees (haversine)."""
    lat1, lon1, lat2, lon2 = map(math.radians, (*first, *second))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(half)))
