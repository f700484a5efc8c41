"""Incidents laid out for the page: both sides, tolls by who said them, links and findings."""

from typing import Any

from servanda.model.incidents import Incident
from servanda.report.index import Index
from servanda.report.linking import by_time
from servanda.report.origins import Naming, incident_origins
from servanda.report.phrases import STATUS_ORDER, ruling_words, told, what, when, where
from servanda.report.standing import by_incident, fullest_first, is_thin
from servanda.report.tolls import toll_rows
from servanda.report.view import ReportView


def incident_items(view: ReportView, index: Index) -> list[dict[str, Any]]:
    """Return one item an act, by date and handle; those of which too little is told come last, and those outside the dossier's period behind them."""
    naming, findings = Naming(view), by_incident(view.findings)
    return [
        incident_item(incident, findings.get(incident.id, []), index, naming) | {"background": is_aside}
        for is_aside, some in ((False, view.acts), (True, view.standing.background))
        for incident in fullest_first(sorted(some, key=by_time))
    ]


def incident_item(incident: Incident, findings: list[Any], index: Index, naming: Naming) -> dict[str, Any]:
    """Return one incident laid out, with the findings on it."""
    origins = {voice.claim: naming.origin_name(voice) for voice in incident.voices}
    saying = [index.quote(claim, origins.get(claim)) for claim in incident.members if claim not in incident.denials]
    return {
        "record": incident,
        "what": what(incident),
        "where": where(incident),
        "when": when(incident.time),
        "tolls": [told(count.effect, count) for count in incident.casualties],
        "toll_rows": toll_rows(incident, index),
        "origins": incident_origins(incident, index, naming),
        "thin": is_thin(incident),
        "quotes": [quote for quote in saying if quote],
        "denials": index.quotes(incident.denials),
        "verdicts": _verdicts(incident),
        "findings": findings,
        "status": min((finding.status for finding in findings), key=STATUS_ORDER.index, default="none"),
    }


def _verdicts(incident: Incident) -> list[tuple[str, str]]:
    """Return what monitors found on it, in words, each with its claim."""
    return [(ruling_words(one), one.claim) for one in incident.verdicts]
