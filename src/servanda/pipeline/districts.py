"""In which district a place lies, by the divisions of its country."""

from collections.abc import Iterable, Mapping

from servanda.model.counting import Area
from servanda.reference.gazetteer import Gazetteer, Place
from servanda.reference.gazetteer.divisions import divisions, second_order

_GEONAMES = "geonames:"


def districts(place_ids: Iterable[str], gazetteer: Gazetteer, area: Area) -> Mapping[str, str]:
    """Return the district of each place that has a known one: its second-order division, or (``area.level``) the first-order one.

    Where no second-order division of a country is known here, its first-order ones stand in. Elsewhere a place of which only the
    first-order division is known lies in no district: which of several, nobody said.
    """
    found: dict[str, str] = {}
    for name in sorted(set(place_ids)):
        place = gazetteer.place(name)
        district = _district(place, area) if place else None
        if district:
            found[name] = district
    return found


def _district(place: Place, area: Area) -> str | None:
    if area.level == "governorate":
        return place.admin1 or (place.name if place.precision == "governorate" else None)
    if place.admin2 or place.precision == "district":
        return place.admin2 or place.name
    members = second_order(place.country)
    if not members:
        return place.admin1
    number = place.place_id.removeprefix(_GEONAMES)
    code = members.get(int(number)) if number.isdigit() else None
    return next((one.names[0] for one in divisions(place.country) if one.code == code), None) if code else None
