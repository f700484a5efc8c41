"""Incidents as GeoJSON (RFC 7946): what has coordinates, with its precision and radius beside it."""

from typing import Any

from servanda.model.codec import encode
from servanda.model.incidents import Incident, IncidentPlace
from servanda.report.config import ReportConfig
from servanda.report.exchange.about import about
from servanda.report.exchange.incidents import incident_row
from servanda.report.phrases import said_count
from servanda.report.view import ReportView


def geojson(view: ReportView, _config: ReportConfig) -> bytes:
    """Return a FeatureCollection of the incidents that count as acts; those without coordinates are counted in ``unplaced``.

    An act that is told at once of several places is one feature with all of them.
    Properties are the columns ``incidents`` of the codebook, and by incident its tolls and findings.
    """
    made = about(view)
    placed = [incident for incident in view.acts if incident.is_located]
    statuses: dict[str, list[str]] = {}
    for finding in view.counted_findings:
        statuses.setdefault(finding.incident_id or "", []).append(
            f"{finding.agreement_id}/{finding.provision_id}: {finding.status}"
        )
    return encode(
        {
            "type": "FeatureCollection",
            "title": made.title,
            "as_of": made.as_of,
            "licence": made.licence,
            "counting_rule": made.counting_rule,
            "about": made.line,
            "unplaced": len(view.acts) - len(placed),
            "features": [_feature(incident, statuses.get(incident.id, [])) for incident in placed],
        }
    )


def _point(place: IncidentPlace) -> list[float] | None:
    return None if place.latitude is None or place.longitude is None else [place.longitude, place.latitude]


def _feature(incident: Incident, findings: list[str]) -> dict[str, Any]:
    points = [point for place in incident.places if (point := _point(place))]
    shape = (
        {"type": "Point", "coordinates": points[0]}
        if len(points) == 1
        else {"type": "MultiPoint", "coordinates": points}
    )
    return {
        "type": "Feature",
        "id": incident.id,
        "geometry": shape,
        "properties": incident_row(incident)
        | {"counts_as": "act"}
        | {
            "tolls": {toll.effect: said_count(toll)._asdict() for toll in incident.casualties},
            "findings": findings,
        },
    }
