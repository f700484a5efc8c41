"""The condition ``in_zone``: does the whole circle of uncertainty around a place, or the whole stretch, lie in the zone?"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from servanda.assess.conditions import Condition
from servanda.assess.kleene import Truth, agreed, all_of, any_of
from servanda.assess.setting import Setting
from servanda.model.agreements import Provision
from servanda.model.incidents import Incident, IncidentPlace
from servanda.model.places import PlacePrecision
from servanda.model.spans import Span

_NAME: Final = "in_zone"
_WHERE: Final[Mapping[Truth, str]] = {"true": "inside", "false": "outside", "unknown": "not known"}
DEFAULT_RADIUS_KM: Final[Mapping[PlacePrecision, float]] = {
    "point": 1.0, "unknown": 5.0, "town": 5.0, "subdistrict": 15.0, "district": 30.0, "area": 30.0, "governorate": 60.0, "country": 500.0,
}  # fmt: skip
"""Kilometres around a place whose radius nobody gives: orders of magnitude. Coordinates without any precision, as
other people's tables have them, are held to mean a town."""


def in_zone(incident: Incident, provision: Provision, setting: Setting, claims: tuple[str, ...]) -> Condition:
    """Return whether an incident is inside the zone of a provision: true and false only where all rival maps of the zone say so.

    Of an act at several places one inside is enough for what forbids or engages, for there it was done; what permits must hold all of them.
    """
    zone = provision.zone
    if zone is None:
        return Condition(_NAME, "true", "the provision holds everywhere")
    found = [_at(place, zone, setting, claims) for place in incident.places]
    return (
        found[0]
        if len(found) == 1
        else _together(found, incident.places, claims, is_all=provision.kind == "permission")
    )


def _together(
    found: Sequence[Condition], places: Iterable[IncidentPlace], claims: tuple[str, ...], *, is_all: bool
) -> Condition:
    """Return what several places say together; the words name each with its own answer."""
    results = [one.result for one in found]
    told = "; ".join(
        f"{place.name or 'a place'}: {_WHERE[one.result]} ({one.value})"
        for place, one in zip(places, found, strict=True)
    )
    asked = "all must be inside" if is_all else "one inside is enough"
    words = f"{results.count('true')} of {len(found)} places inside, {asked}: {told}"
    missing = tuple(dict.fromkeys(fact for one in found for fact in one.missing))
    return Condition(_NAME, all_of(results) if is_all else any_of(results), words, claims, missing)


def _at(place: IncidentPlace, zone: str, setting: Setting, claims: tuple[str, ...]) -> Condition:
    if place.carried:
        return Condition(_NAME, "unknown", f"{place.told}: not named with the act; zone {zone}", claims, ("place",))
    if place.latitude is None or place.longitude is None:
        named = f"{place.name!r} has no known position" if place.name else "no place is stated"
        return Condition(_NAME, "unknown", f"{named}; zone {zone}", claims, ("place",))
    shapes = setting.shapes(zone)
    if not shapes:
        return Condition(_NAME, "unknown", f"there is no map of the zone {zone}", claims, ("zone",))
    radius = place.radius_km if place.radius_km is not None else DEFAULT_RADIUS_KM[place.precision]
    seen = [shape.holds(place.longitude, place.latitude, radius, place.stretch) for shape in shapes]
    shares = sorted({share for _, share in seen})
    maps = [
        f"drawn to {shape.uncertainty_km:g} km{f' by {shape.version.by}' if shape.version.by else ''}"
        for shape in shapes
    ]
    words = f"{_where(place, radius)}; zone {zone} ({', or '.join(dict.fromkeys(maps))}); {_share(shares)} of the {'stretch' if place.stretch else 'circle'} inside"
    result = agreed(inside for inside, _ in seen)
    words += "; too near to the line, or the maps differ" if result == "unknown" else ""
    return Condition(_NAME, result, words, claims, ("place",))


def with_text(condition: Condition, text: Span | None) -> Condition:
    """Return the condition with the words of the provision that it rests on."""
    return Condition(condition.name, condition.result, condition.value, condition.claims, condition.missing, text)


def _where(place: IncidentPlace, radius_km: float) -> str:
    if place.stretch:
        (south, west), (north, east) = place.stretch.start, place.stretch.end
        ends = f"{south:.4f}, {west:.4f} to {north:.4f}, {east:.4f}"
        return f"{place.name or 'a place'} on the stretch {ends}, known to {place.stretch.width_km:g} km"
    return f"{place.name or 'a place'} at {place.latitude:.4f}, {place.longitude:.4f}, known to {radius_km:g} km"


def _share(shares: list[float]) -> str:
    least, most = round(100 * shares[0]), round(100 * shares[-1])
    return f"{least} %" if least == most else f"{least} to {most} %"
