"""The other forms: CSV for spreadsheets, GeoJSON for maps, JSON Lines for programs."""

import csv
import io
import json
from dataclasses import replace as with_fields

import pytest

from servanda.errors import UsageError
from servanda.model.claims import Claim
from servanda.model.codec import decode
from servanda.model.findings import Finding
from servanda.model.incidents import Incident, IncidentToll
from servanda.model.making import replace
from servanda.report import ReportConfig, ReportView, render, write_whole
from servanda.report.tables import ROWS


def test_csv_has_a_byte_order_mark_and_runs_no_formula(view: ReportView, tmp_path) -> None:
    formula = replace(view.findings[0], party='=HYPERLINK("x")')
    tabbed = replace(view.findings[1], party="\t=1+1")
    write_whole(
        tmp_path / "a.csv", render(with_fields(view, findings=(formula, tabbed)), tmp_path / "a.csv", ReportConfig())
    )
    data = (tmp_path / "a.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert {row["party"] for row in rows} >= {'\'=HYPERLINK("x")', "'\t=1+1"}


def test_csv_of_nothing_has_its_header(view: ReportView, tmp_path) -> None:
    write_whole(
        tmp_path / "a.csv", render(with_fields(view, findings=(), incidents=()), tmp_path / "a.csv", ReportConfig())
    )
    lines = (tmp_path / "a.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("incident_id,handle,")


def test_geojson_is_a_feature_collection_in_longitude_latitude(view: ReportView, tmp_path) -> None:
    write_whole(tmp_path / "a.geojson", render(view, tmp_path / "a.geojson", ReportConfig()))
    found = json.loads((tmp_path / "a.geojson").read_text(encoding="utf-8"))
    assert found["type"] == "FeatureCollection"
    assert found["unplaced"] == 1
    (feature,) = found["features"]
    assert feature["type"] == "Feature"
    assert feature["geometry"] == {"type": "Point", "coordinates": [20.0, 10.0]}
    assert feature["properties"]["tolls"] == {"killed": {"minimum": 4, "maximum": 4, "words": "4"}}
    assert "crs" not in found  # RFC 7946 section 4


def test_jsonl_is_read_back_as_the_same_records(view: ReportView, tmp_path) -> None:
    write_whole(tmp_path / "a.jsonl", render(view, tmp_path / "a.jsonl", ReportConfig()))
    lines = (tmp_path / "a.jsonl").read_bytes().splitlines()
    n, m = len(view.claims), len(view.incidents)
    assert tuple(decode(line, Claim) for line in lines[:n]) == view.claims
    assert tuple(decode(line, Incident) for line in lines[n : n + m]) == view.incidents
    assert tuple(decode(line, Finding) for line in lines[n + m :]) == view.findings


def test_an_unknown_ending_is_refused_and_nothing_is_written(view: ReportView, tmp_path) -> None:
    with pytest.raises(UsageError, match=r"\.html"):
        write_whole(tmp_path / "a.xls", render(view, tmp_path / "a.xls", ReportConfig()))
    assert list(tmp_path.iterdir()) == []


def test_what_a_finding_lacks_and_how_many_people_are_missing_stand_side_by_side(view: ReportView) -> None:
    [wanting] = [one for one in view.findings if one.incident_id][:1]
    lost = IncidentToll(effect="missing", minimum=7, maximum=7, by_source=())
    incidents = tuple(
        replace(one, casualties=(lost,)) if one.id == wanting.incident_id else one for one in view.incidents
    )
    finding = replace(wanting, status="undetermined", missing=("place", "date"))
    [(_, row)] = ROWS["findings"](with_fields(view, findings=(finding,), incidents=incidents))
    assert (row["facts missing"], row["missing"], row["missing minimum"]) == ("place; date", "7", 7)
