"""In which district a place lies, by the divisions of its country."""

from collections.abc import Iterable, Mapping

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
        own = [place for place in places if place.country == country]
        second = {place.place_id: name for place in own if (name := _second_order(place))}
        first = {place.place_id: name for place in own if (name := _first_order(place))}
        is_known = area.level == "district" and 2 * len(second) >= len(own)
        found |= second if is_known else first
    return found


def _first_order(place: Place) -> str | None:
    return place.admin1 or (place.name if place.precision == "governorate" else None)


def _second_order(place: Place) -> str | None:
    if place.admin2 or place.precision == "district":
        return place.admin2 or place.name
    number = place.place_id.removeprefix(_GEONAMES)
    code = second_order(place.country).get(int(number)) if number.isdigit() else None
    return next((one.names[0] for one in divisions(place.country) if one.code == code), None) if code else None
