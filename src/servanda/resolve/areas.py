"""From a gazetteer place and the words around its name to coordinates with an honest radius."""

import math
from statistics import fmean

from servanda.model.places import PlacePrecision, Stretch
from servanda.reference.gazetteer import Place, distance_km
from servanda.resolve.phrases import PlacePhrase

_KM_PER_DEGREE = 111.195
_NEAR_KM = 10.0
_DISTRICT_KM = 25.0
_SUBDISTRICT_KM = 15.0
_COUNTRYSIDE_KM = 30.0
_OFFSET_SHARE = 0.3  # how far off a stated distance may be
_MIN_OFFSET_KM = 3.0
_ROAD_KM = 25.0  # "on the road to X", from nobody knows where
_BENDS = 0.2  # how far a road lies beside the straight line between its ends, as a share of its length


def situated(place: Place, phrase: PlacePhrase) -> Place:
    """Return ``place`` as the phrase means it: an area, a point so far away, or itself. The id stays."""
    if place.latitude is None or place.longitude is None:
        return place
    match phrase.relation:
        case "near":
            return place._replace(precision="area", radius_km=(place.radius_km or 0.0) + _NEAR_KM)
        case "road":
            return place._replace(precision="area", radius_km=(place.radius_km or 0.0) + _ROAD_KM)
        case "offset" if phrase.distance_km and phrase.bearing is not None:
            spread = max(_MIN_OFFSET_KM, phrase.distance_km * _OFFSET_SHARE)
            return _moved(place, phrase.bearing, phrase.distance_km)._replace(
                precision="area", radius_km=round(spread, 1)
            )
        case "part":
            return _part(place, phrase)
        case _:
            return _of_kind(place, phrase)


def around_seat(seat: Place, area: Place, apart_km: float) -> Place:
    """Return the area as a circle around its seat that holds all of it: city or governorate, not told apart."""
    radius = round((area.radius_km or 0.0) + apart_km, 1)
    return area._replace(latitude=seat.latitude, longitude=seat.longitude, radius_km=radius)


def around_all(places: list[Place]) -> Place:
    """Return a circle that holds all ``places`` with their radii, around their middle; the id is that of the first."""
    known = [(place.latitude, place.longitude) for place in places if place.latitude is not None]
    latitude, longitude = (round(fmean(at[axis] or 0.0 for at in known), 4) for axis in (0, 1))
    middle = places[0]._replace(latitude=latitude, longitude=longitude, precision="area")
    return middle._replace(radius_km=round(max(distance_km(middle, one) + (one.radius_km or 0.0) for one in places), 1))


def between(first: Place, second: Place) -> Place:
    """Return the stretch between two places as a circle around its middle that holds both; the id is that of the first."""
    if None in {first.latitude, first.longitude, second.latitude, second.longitude}:
        return first
    latitude = ((first.latitude or 0.0) + (second.latitude or 0.0)) / 2
    longitude = ((first.longitude or 0.0) + (second.longitude or 0.0)) / 2
    apart = distance_km(first, second)
    reach = apart / 2 + max(first.radius_km or 0.0, second.radius_km or 0.0, apart * _BENDS)
    return first._replace(
        latitude=round(latitude, 4), longitude=round(longitude, 4), precision="area", radius_km=round(reach, 1)
    )


def stretch(first: Place, second: Place) -> Stretch | None:
    """Return the stretch between two places; roads bend, so it is a fifth of its length wide to either side, or a town."""
    if None in {first.latitude, first.longitude, second.latitude, second.longitude}:
        return None
    width = max(first.radius_km or 0.0, second.radius_km or 0.0, distance_km(first, second) * _BENDS)
    ends = [(one.latitude or 0.0, one.longitude or 0.0) for one in (first, second)]
    return Stretch(start=ends[0], end=ends[1], width_km=round(width, 1))


def _part(place: Place, phrase: PlacePhrase) -> Place:
    """A countryside, or a side of an area: half the radius towards the bearing, and a circle that reaches the edge."""
    if place.feature == "country" and phrase.bearing is None:
        return place
    whole = max(place.radius_km or 0.0, _COUNTRYSIDE_KM)
    if phrase.bearing is None:
        return place._replace(precision="area", radius_km=whole)
    return _moved(place, phrase.bearing, whole / 2)._replace(precision="area", radius_km=round(whole * 0.7, 1))


def _of_kind(place: Place, phrase: PlacePhrase) -> Place:
    if place.feature in {"governorate", "country"}:
        return place
    least: dict[str, tuple[PlacePrecision, float]] = {
        "district": ("district", _DISTRICT_KM),
        "subdistrict": ("subdistrict", _SUBDISTRICT_KM),
        "governorate": ("governorate", _DISTRICT_KM * 2),
    }
    if phrase.kind not in least:
        return place
    precision, radius = least[phrase.kind]
    return place._replace(precision=precision, radius_km=max(radius, place.radius_km or 0.0))


def _moved(place: Place, bearing: int, distance_km: float) -> Place:
    """Return ``place`` moved by ``distance_km`` towards ``bearing`` (degrees), on a locally flat earth."""
    angle = math.radians(bearing)
    latitude, longitude = place.latitude or 0.0, place.longitude or 0.0
    north = distance_km * math.cos(angle) / _KM_PER_DEGREE
    east = distance_km * math.sin(angle) / (_KM_PER_DEGREE * max(0.01, math.cos(math.radians(latitude))))
    return place._replace(latitude=round(latitude + north, 4), longitude=round(longitude + east, 4))
