"""In which district a place lies, by the divisions of its country."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from servanda.model.counting import Area
from servanda.reference.gazetteer import Gazetteer, Place
from servanda.reference.gazetteer.divisions import divisions, second_order

_GEONAMES = "geonames:"


def districts(place_ids: Iterable[str], gazetteer: Gazetteer, area: Area) -> Mapping[str, str]:
    """Return the district of each place that has a known one: its second-order division, or (``area.level``) the first-order one.

    Where of less than half of the places of a country the second-order division is known, its first-order ones stand in for all. A
    place of which it is not known lies in no district: which of several, nobody said.
    """
    places = [place for name in sorted(set(place_ids)) if (place := gazetteer.place(name))]
    found: dict[str, str] = {}
    for country in sorted({place.country for place in places}):
        found |= _of_country([place for place in places if place.country == country], area)
    return found


def _of_country(places: Sequence[Place], area: Area) -> dict[str, str]:
    second = _named(places, _second_order) if area.level == "district" else {}
    return second if second and 2 * len(second) >= len(places) else _named(places, _first_order)


def _named(places: Iterable[Place], division_of: Callable[[Place], str | None]) -> dict[str, str]:
    return {place.place_id: name for place in places if (name := division_of(place))}


def _first_order(place: Place) -> str | None:
    return place.admin1 or (place.name if place.precision == "governorate" else None)


def _second_order(place: Place) -> str | None:
    if place.admin2 or place.precision == "district":
        return place.admin2 or place.name
    number = place.place_id.removeprefix(_GEONAMES)
    code = second_order(place.country).get(int(number)) if number.isdigit() else None
    return next((one.names[0] for one in divisions(place.country) if one.code == code), None) if code else None
