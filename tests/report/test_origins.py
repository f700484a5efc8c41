"""The graph of origins: what it draws and tells is what corroborate counted, and each way has its reason in words."""

from pathlib import Path

import pytest

from servanda.pipeline import add_sources, build_view, init_dossier, open_case, run_case
from servanda.report import ReportView
from servanda.report.index import index_view
from servanda.report.origins import Naming, counted, dossier_origins, incident_origins

DOSSIER = """
title = "Harbour of Port Sudan"
countries = ["SD"]
[[sources]]
name = "Red Sea Wire"
owner_family = "red-sea-wire"
kind = "agency"
reliability = "B"
interested_in = []
[[sources]]
name = "Morning Tide"
owner_family = "tide-holding"
reliability = "C"
interested_in = []
[[sources]]
name = "Evening Tide"
owner_family = "tide-holding"
reliability = "C"
interested_in = ["sudanese-armed-forces"]
"""
WIRE = (
    "Rapid Support Forces shelled Port Sudan on 4 May 2031, killing six people. The shells fell on the grain stores beside the"
    " quay shortly after dawn, and the fire burnt until noon while tugs drew two ships out of the basin."
)
REPORTS = {
    "Red Sea Wire": WIRE,
    "Coast Courier": WIRE,
    "Morning Tide": "Rapid Support Forces shelled Port Sudan on 4 May 2031, killing five people.",
    "Evening Tide": "Shelling by the Rapid Support Forces killed seven people in Port Sudan on 4 May 2031.",
    "Hill Gazette": "Rapid Support Forces shelled Port Sudan on 4 May 2031, killing six people, the Red Sea Wire reported.",
    "Valley Voice": "The Rapid Support Forces denied that they had shelled Port Sudan on 4 May 2031.",
}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> ReportView:
    import json

    folder: Path = tmp_path_factory.mktemp("origins") / "case"
    init_dossier(folder)
    (folder / "dossier.toml").write_text(DOSSIER, encoding="utf-8")
    rows = [
        {"id": name, "text": text, "publisher": name, "published_on": "2031-05-05", "title": "Port Sudan"}
        for name, text in REPORTS.items()
    ]
    table = folder.parent / "reports.jsonl"
    table.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    with open_case(folder, create=True, now=lambda: "2031-06-01T00:00:00Z") as case:
        add_sources(case, [str(table)], lambda *_: None)
        run_case(case, "local", 0, lambda *_: None)
        return build_view(case)


def test_every_incident_counts_the_origins_that_corroborate_counted(told: ReportView, view: ReportView) -> None:
    for shown in (told, view):
        index, naming = index_view(shown), Naming(shown)
        for incident in shown.incidents:
            found = incident_origins(incident, index, naming)
            assert found is None or counted(found["strands"]) == incident.n_independent_origins


def test_each_way_to_an_origin_has_its_reason(told: ReportView) -> None:
    index, naming = index_view(told), Naming(told)
    (shelling,) = [incident for incident in told.incidents if incident.kind == "ASSAULT" and incident.n_documents > 1]
    found = incident_origins(shelling, index, naming)
    assert found is not None
    ways = {strand.report.split(",")[0]: strand for strand in found["strands"]}
    assert (ways["Red Sea Wire"].origin, ways["Red Sea Wire"].why) == ("Red Sea Wire", "states it itself")
    assert ways["Coast Courier"].why == "its text is a copy of one by Red Sea Wire"
    assert ways["Morning Tide"].origin == ways["Evening Tide"].origin == "Tide holding (owner)"
    assert ways["Morning Tide"].why == "states it itself; one owner with Evening Tide"
    assert "Sudanese Armed Forces" in " ".join(ways["Evening Tide"].interested)
    assert (ways["Hill Gazette"].speaker, ways["Hill Gazette"].origin) == ("Red Sea Wire", "Red Sea Wire")
    assert ways["Valley Voice"].denies
    assert shelling.n_independent_origins == 2


def test_the_drawing_shows_every_name_of_the_table_and_needs_no_colour(told: ReportView) -> None:
    found = dossier_origins(told, index_view(told), most_drawn=40)
    drawing = found["drawing"]
    assert "<script" not in drawing
    for strand in found["strands"]:
        if strand.speaker or strand.report != strand.origin:
            assert all(f"<title>{name}</title>" in drawing for name in (strand.report, strand.origin))
    bounded = dossier_origins(told, index_view(told), most_drawn=1)
    assert (
        bounded["n_undrawn"]
        == len([s for s in found["strands"] if {s.report, s.speaker or s.report} != {s.origin}]) - 1
    )
    assert len(bounded["strands"]) == len(found["strands"])
