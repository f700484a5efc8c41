"""Places as a partner or the public is told them: by district, in everything that is ours (decision 0188).

The words of a document that may be shown stay as they are; coordinates, places and names that Servanda worked out do not.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace as changed
from typing import Any, Final, NamedTuple, TypeVar

from servanda.model.claims import Claim
from servanda.model.decisions import Decision
from servanda.model.findings import Finding, TraceStep
from servanda.model.identification import Identification
from servanda.model.incidents import Contradiction, Incident, IncidentPlace, Link
from servanda.model.making import replace
from servanda.model.places import PlaceMention
from servanda.pipeline.permitted import INSIDE
from servanda.reference.gazetteer import Gazetteer, Place
from servanda.report import ReportView

_FINE: Final = frozenset({"point", "town", "subdistrict", "area", "unknown"})
_LEAST_KM: Final = 10.0
"""A district whose reach is known as less stands in the gazetteer with one town: its middle would be that town."""
_DECIMALS: Final = 1
_DEGREES: Final = re.compile(r"\d\.\d{3}")
_P = TypeVar("_P", IncidentPlace, PlaceMention)


class _Told(NamedTuple):
    """A place by its district, governorate or country; without coordinates where the gazetteer has none of these."""

    place: Place | None

    def of(self, place: _P) -> _P:
        """Return ``place`` as it is told."""
        if self.place is None:
            return _changed(place, name="place told inside only", precision="unknown")
        reach = max(self.place.radius_km or 0.0, place.radius_km or 0.0)
        return _changed(
            place,
            name=self.place.name,
            place_id=self.place.place_id,
            latitude=None if self.place.latitude is None else round(self.place.latitude, _DECIMALS),
            longitude=None if self.place.longitude is None else round(self.place.longitude, _DECIMALS),
            precision=self.place.precision,
            radius_km=reach or None,
        )


def coarsened(view: ReportView, gazetteer: Gazetteer) -> ReportView:
    """Return a view in which no place of ours is told more exactly than its district."""
    told = _teller(gazetteer)
    return changed(
        view,
        incidents=tuple(_incident(one, told) for one in view.incidents),
        claims=tuple(_claim(one, told) for one in view.claims),
        findings=tuple(_finding(one) for one in view.findings),
        undecided=tuple(map(_undecided, view.undecided)),
        decisions=tuple(map(_decision, view.decisions)),
    )


def _teller(gazetteer: Gazetteer) -> Callable[[_P], _P]:
    """Return what tells places by district, each looked up once."""
    known: dict[tuple[Any, ...], _Told] = {}

    def told(place: Any) -> Any:
        if place.latitude is None and place.place_id is None:
            return _changed(place)
        if place.precision not in _FINE and place.stretch is None:
            return _changed(place)
        key = (place.place_id, place.latitude, place.longitude, place.country)
        if key not in known:
            known[key] = _Told(_around(place, gazetteer))
        return known[key].of(place)

    return told


def _around(place: IncidentPlace | PlaceMention, gazetteer: Gazetteer) -> Place | None:
    """Return the narrowest area that a place may be told by: district, governorate, else its country."""
    entry = gazetteer.place(place.place_id) if place.place_id else None
    country = entry.country if entry else place.country
    if country is None:
        return None
    admin1 = (entry and entry.admin1) or _admin1_at(place, gazetteer)
    areas = _areas(gazetteer, country, admin1, entry.admin2 if entry else None) if admin1 else ()
    return next(filter(_is_wide, areas), None) or gazetteer.country(country)


def _is_wide(area: Place) -> bool:
    return (area.radius_km or 0.0) >= _LEAST_KM


def _admin1_at(place: IncidentPlace | PlaceMention, gazetteer: Gazetteer) -> str | None:
    if place.latitude is None or place.longitude is None:
        return None
    return gazetteer.admin1_at(place.latitude, place.longitude)


def _areas(gazetteer: Gazetteer, country: str, admin1: str, admin2: str | None) -> Iterator[Place]:
    """Yield the district, where it is known, then the governorate."""
    names = (admin2, None) if admin2 else (None,)
    found = (gazetteer.division(country, admin1, name) for name in names)
    yield from filter(None, found)


def _incident(incident: Incident, told: Callable[[IncidentPlace], IncidentPlace]) -> Incident:
    place, *others = dict.fromkeys(map(told, incident.places))
    return replace(
        incident,
        place=place,
        also_at=tuple(others),
        links=tuple(_link(link) for link in incident.links),
        contradictions=tuple(_contradiction(one) for one in incident.contradictions),
    )


def _link(link: Link) -> Link:
    """Return a link whose comparison of places says only what it weighs."""
    features = tuple(
        replace(one, value="told inside only") if "place" in one.name or " km" in one.value else one
        for one in link.features
    )
    return replace(link, features=features)


def _contradiction(one: Contradiction) -> Contradiction:
    return replace(one, note="voices name different places") if "place" in one.field else one


def _claim(claim: Claim, told: Callable[[PlaceMention], PlaceMention]) -> Claim:
    places: tuple[PlaceMention, ...] = getattr(claim, "places", ())
    return replace(claim, places=tuple(map(told, places))) if places else claim


def _finding(finding: Finding) -> Finding:
    return replace(finding, conditions=tuple(map(_step, finding.conditions)))


def _step(step: TraceStep) -> TraceStep:
    """Return a condition without the coordinates that it was held against."""
    if step.name != "in_zone" or not step.value or not any(letter.isdigit() for letter in step.value):
        return step
    return replace(step, value=f"{step.result}, by the place as the desk knows it, which is told to the district only")


def _decision(decision: Decision) -> Decision:
    """Return a decision without what it says of a place, and without a reason that gives degrees."""
    patch = {name: INSIDE if "place" in name else value for name, value in (decision.patch or {}).items()}
    because = INSIDE if _DEGREES.search(decision.because) else decision.because
    return replace(decision, patch=patch or None, because=because)


def _undecided(item: Identification) -> Identification:
    return replace(item, candidates=(), place=None) if item.what == "place" else item


def _changed(place: _P, **fields: Any) -> _P:
    """Return a place without what leads to a point; ``fields`` as given, else as they are."""
    further: dict[str, Any] = {"candidates": ()} if "candidates" in place.__struct_fields__ else {}
    exact = {"latitude": None, "longitude": None, "radius_km": None, "place_id": None} if fields else {}
    made: _P = replace(place, **{"stretch": None, **exact, **further, **fields})
    return made
