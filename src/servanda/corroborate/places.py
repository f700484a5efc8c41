"""Where a claim places its event: the finest separate places that it names, and how two such sites relate."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from servanda.model.making import replace
from servanda.model.places import STATED, PlaceMention
from servanda.text.folds import vowels

_EARTH_RADIUS_KM: Final = 6371.0
FINENESS: Final = {
    "point": 0,
    "town": 1,
    "subdistrict": 2,
    "district": 3,
    "governorate": 4,
    "area": 5,
    "country": 6,
    "unknown": 7,
}
_TOWN: Final = FINENESS["town"]
RADIUS_KM: Final = {
    "point": 0.5, "town": 5.0, "subdistrict": 15.0, "district": 30.0, "governorate": 60.0, "area": 100.0, "country": 500.0, "unknown": 500.0,
}  # fmt: skip
"""How far an event may lie from a place of each precision where the gazetteer gives no radius: orders of magnitude."""


@dataclass(frozen=True)
class Site:
    """A place as named; without coordinates only its folded name can be compared."""

    place: PlaceMention
    fold: str

    @property
    def located(self) -> bool:
        """Tell whether coordinates are known."""
        return self.place.latitude is not None and self.place.longitude is not None

    @property
    def radius_km(self) -> float:
        """Uncertainty around the point."""
        return self.place.radius_km if self.place.radius_km is not None else RADIUS_KM[self.place.precision]

    @property
    def town(self) -> bool:
        """Tell whether it is a town or finer."""
        return FINENESS[self.place.precision] <= _TOWN

    def vague(self, limit_km: float) -> bool:
        """Tell whether the place is too wide to link by."""
        return self.place.precision == "country" or (self.located and self.radius_km > limit_km)


def sites_of(places: Sequence[PlaceMention]) -> tuple[Site, ...]:
    """Return the finest places that a claim states, one for each: a town's province is no second place."""
    places = [place for place in places if not place.carried]
    if not places:
        return ()
    located = [place for place in places if place.latitude is not None and place.longitude is not None]
    pool = located or list(places)
    towns = [place for place in pool if FINENESS[place.precision] <= _TOWN]
    unknown = [] if located else pool
    level = towns or unknown or [min(pool, key=lambda place: (Site(place, "").radius_km, place.name))]
    separate: dict[str, PlaceMention] = {}
    for place in sorted(level, key=_order):
        separate.setdefault(place.place_id or vowels(place.name), place)
    return tuple(Site(place, vowels(place.name)) for place in separate.values())


def held_site(places: Sequence[PlaceMention]) -> Site | None:
    """Return the one place that holds on from elsewhere in the paragraph of a claim that states none."""
    if not all(place.carried for place in places):
        return None
    sites = sites_of(tuple(replace(place, basis=STATED) for place in places))
    return sites[0] if len(sites) == 1 else None


def _order(place: PlaceMention) -> tuple[int, str]:
    return (place.mention.start if place.mention else -1, place.name)


def distance_km(one: Site, other: Site) -> float | None:
    """Return the great-circle distance (haversine) in kilometres, ``None`` where one is not located."""
    if not (one.located and other.located):
        return None
    lat1, lon1, lat2, lon2 = (
        math.radians(value)
        for value in (one.place.latitude, one.place.longitude, other.place.latitude, other.place.longitude)
        if value is not None
    )
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_RADIUS_KM * math.asin(math.sqrt(min(1.0, half)))


def same_site(one: Site, other: Site) -> bool:
    """Tell whether both name the same place."""
    if one.place.place_id and other.place.place_id:
        return one.place.place_id == other.place.place_id
    return one.fold == other.fold


def too_far(one: Site, other: Site) -> bool:
    """Tell whether the circles of precision do not meet."""
    distance = distance_km(one, other)
    return distance is not None and distance > one.radius_km + other.radius_km
