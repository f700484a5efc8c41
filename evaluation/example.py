"""Measure the whole way on the shipped example: how many of the findings written down by hand first come out of a run."""

import tempfile
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from servanda.model.findings import Finding
from servanda.pipeline import build_view, open_case, run_demo
from servanda.report import ReportView

EXPECTED = Path(__file__).resolve().parents[1] / "examples" / "idlib-2019" / "expected_findings.yaml"


def measure() -> dict[str, float]:
    """Return the share of expected findings met, and how many things came out that never must."""
    with tempfile.TemporaryDirectory() as folder:
        case_folder = Path(folder) / "demo"
        list(run_demo(case_folder, lambda _what, _done, _total: None))
        with open_case(case_folder) as case:
            view = build_view(case)
            names = place_ids(case.reference.gazetteer, case.dossier.settings.countries)
    expected = YAML(typ="safe").load(EXPECTED.read_text(encoding="utf-8"))
    wanted = [entry for entry in expected["findings"] if not entry.get("optional")]
    met = [entry for entry in wanted if any(fits(entry, finding, view, names) for finding in view.findings)]
    for entry in wanted:
        if entry not in met:
            print(
                "not met:",
                *(entry[name] for name in ("agreement_id", "provision_id", "place", "date", "party", "status")),
            )
    return {"met": len(met) / len(wanted), "accused_by_denial": float(accused_by_denial(view))}


def place_ids(gazetteer: Any, countries: tuple[str, ...]) -> Any:
    """Return a function that gives the place ids a name may mean."""
    return lambda name: {hit.place.place_id for hit in gazetteer.candidates(name, countries)}


def fits(entry: dict[str, Any], finding: Finding, view: ReportView, names: Any) -> bool:
    """Tell whether a finding is the expected one: provision, party, status, and the incident's day and place."""
    if (entry["agreement_id"], entry["provision_id"]) != (finding.agreement_id, finding.provision_id):
        return False
    if finding.party != entry["party"] or finding.status not in {entry["status"], *entry.get("accept", ())}:
        return False
    if entry["kind"] in {None, "COMPOSITION"}:
        return True
    incident = next((one for one in view.incidents if one.id == finding.incident_id), None)
    if incident is None or incident.kind != entry["kind"]:
        return False
    day, start, end = str(entry["date"]), incident.time.start or "", incident.time.end or "9"
    on_the_day = bool(start) and start[:10] <= day < end[:10]
    there = {place.place_id for place in incident.places}
    return on_the_day and (entry["place"] is None or bool(there & names(entry["place"])))


def accused_by_denial(view: ReportView) -> int:
    """Return the number of alleged breaches that rest on denials alone; it must be none."""
    incidents = {one.id: one for one in view.incidents}
    alleged = (incidents[f.incident_id] for f in view.findings if f.status == "alleged_violation" and f.incident_id)
    return sum(set(incident.members) <= set(incident.denials) for incident in alleged)
