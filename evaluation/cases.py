"""Measure the cases of ``../shared/cases``: the smallest texts that show each kind of fault found on public reports.

Each case is read as a dossier of one report, by the program's own ``add`` and ``run``. What its plain words ask for stands in
``own/cases.jsonl`` as patterns: ``some`` must be met by a claim (or an incident), ``none`` by no claim. Keys of a pattern are those
of `claim_row` and `incident_row`; a text must stand in the value (in one value of a list), null asks for nothing there,
anything else must be equal.
"""

import json
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import servanda
from evaluation.own import actors_of, rows
from servanda.model.claims import HAPPENED, Claim
from servanda.model.incidents import Incident
from servanda.model.making import kind_of

DATA = Path(__file__).resolve().parents[2] / "shared" / "cases" / "visible.jsonl"
ASKED = Path(__file__).parent / "own" / "cases.jsonl"
Row = dict[str, Any]


def measure() -> dict[str, float]:
    """Return the share of cases that come out right in every point; print what is wrong with the others."""
    asked = {row["kind"]: row for row in rows(ASKED)}
    faults = {row["kind"]: faults_of(row, asked[row["kind"]]) for row in rows(DATA) if row["kind"] in asked}
    for kind, wrong in faults.items():
        for what in wrong:
            print("differs:", kind, what)
    return {"cases right": sum(not wrong for wrong in faults.values()) / len(faults), "cases": float(len(faults))}


def faults_of(case: Row, asked: Row) -> list[str]:
    """Return what is wrong with the claims and incidents that the product makes of a case."""
    with tempfile.TemporaryDirectory() as folder:
        dossier = _dossier(Path(folder), case)
        found = {
            "claims": [claim_row(claim) for claim in dossier.claims],
            "incidents": [incident_row(incident) for incident in dossier.incidents],
        }
    return [
        f"{part}: {sign} {json.dumps(pattern, ensure_ascii=False)}"
        for part, made in found.items()
        for sign, wanted in (("some", True), ("none", False))
        for pattern in asked.get(part, {}).get(sign, ())
        if any(fits(pattern, row) for row in made) is not wanted
    ]


def _dossier(folder: Path, case: Row) -> servanda.OpenDossier:
    """Return the dossier of a case, read."""
    dossier = servanda.open(folder / "case", create=True)
    (folder / "case" / "dossier.toml").write_text(f"countries = {json.dumps(case['countries'])}\n", "utf-8")
    report = {"id": case["kind"], "text": case["text"], "published_on": case["document_date"], "language": "en"}
    (folder / "in.jsonl").write_text(json.dumps(report | {"title": ""}) + "\n", "utf-8")
    dossier.add(folder / "in.jsonl")
    dossier.run()
    return dossier


def fits(pattern: Row, row: Row) -> bool:
    """Tell whether a claim or an incident is as a pattern says."""
    return all(_as_asked(value, row.get(name)) for name, value in pattern.items())


def _as_asked(wanted: Any, found: Any) -> bool:
    if wanted is None:
        return not found
    if isinstance(wanted, str):
        values = found if isinstance(found, list) else [found or ""]
        return any(wanted.casefold() in value.casefold() for value in values)
    return wanted in found if isinstance(found, list) else bool(found == wanted)


def claim_row(claim: Claim) -> Row:
    """Return a claim as plain values: who, what, when, where, how many, and in whose words."""
    event, stance = getattr(claim, "event", None), getattr(claim, "stance", None)
    return {
        "kind": kind_of(claim),
        "type": event.plover if event else None,
        "mode": event.mode if event else None,
        "words": getattr(claim, "trigger", claim.span).quote,
        "happened": claim.polarity == "affirmed" and claim.modality in HAPPENED,
        "polarity": claim.polarity,
        "modality": claim.modality,
        "actors": actors_of(claim),
        "targets": [one.name for one in getattr(claim, "participants", ()) if one.role == "target"],
        "speakers": [one.name for one in claim.attribution if one.level == "speaker" and one.name],
        "places": [place.name or place.mention.quote for place in getattr(claim, "places", ())],
        "start": (claim.time.start or "")[:10] if hasattr(claim, "time") else None,
        "counting": getattr(claim, "counting", None),
        "attitude": stance.attitude if stance else None,
        "holder": stance.holder.name if stance and stance.holder else None,
        **_tolls(getattr(claim, "casualties", ())),
    }


def incident_row(incident: Incident) -> Row:
    """Return an incident as plain values, as `claim_row` does."""
    return {
        "kind": incident.kind,
        "mode": incident.mode,
        "actors": [one.name for one in incident.actors],
        "place": incident.place.name,
        "start": (incident.time.start or "")[:10],
        **_tolls(incident.casualties),
    }


def _tolls(counted: Iterable[Any]) -> Row:
    """Return the counts of each effect: a whole, and parts of it."""
    found: Row = {}
    for toll in counted:
        found.setdefault(toll.effect, []).append(toll.minimum)
    return found
