"""Every form of the report says what the records say, and nothing in a report can run."""

import csv
import io
import json
import re
from pathlib import Path

import pytest

from servanda.errors import UsageError
from servanda.model.claims import Claim
from servanda.model.codec import decode
from servanda.report import ReportConfig, ReportView, render, write_whole
from servanda.report.tables import cell


def test_every_link_in_the_page_leads_somewhere(page: Path) -> None:
    html = page.read_text(encoding="utf-8")
    targets = set(re.findall(r'\bid="([^"]+)"', html))
    links = set(re.findall(r'href="#([^"]+)"', html))
    assert links
    assert links <= targets


def test_the_page_loads_nothing_and_runs_nothing_of_the_reports(page: Path) -> None:
    html = page.read_text(encoding="utf-8")
    assert not re.search(r'(?:src|href)="(?:https?:)?//', html)
    assert "<script>alert(1)" not in html
    assert "<img src=x" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "Nyala &lt;b&gt;test&lt;/b&gt;" in html


def test_the_page_says_alleged_and_by_whom(page: Path) -> None:
    html = page.read_text(encoding="utf-8")
    assert "alleged breach" in html
    assert "Red Crescent" in html
    assert "6 to 9 killed" in html


def test_jsonl_gives_the_records_back(view: ReportView, tmp_path: Path) -> None:
    write_whole(tmp_path / "r.jsonl", render(view, tmp_path / "r.jsonl", ReportConfig()))
    lines = (tmp_path / "r.jsonl").read_bytes().splitlines()
    assert len(lines) == len(view.claims) + len(view.incidents) + len(view.findings)
    assert [decode(line, Claim) for line in lines[: len(view.claims)]] == list(view.claims)


def test_csv_has_one_row_an_incident_party_and_effect(view: ReportView, tmp_path: Path) -> None:
    write_whole(tmp_path / "r.csv", render(view, tmp_path / "r.csv", ReportConfig()))
    content = (tmp_path / "r.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    keys = [(row["incident_id"], row["party"], row["effect"]) for row in rows]
    assert len(keys) == len(set(keys))
    assert {key[0] for key in keys if key[0]} == {incident.id for incident in view.incidents}
    assert any("alleged_violation" in row["findings"] and row["place"] == "Nyala" for row in rows)


@pytest.mark.parametrize(
    ("value", "shown"), [("=1+1", "'=1+1"), ("@x", "'@x"), ("-5", "-5"), ("+x", "'+x"), (None, ""), ("a", "a")]
)
def test_a_cell_is_never_a_formula(value: str | None, shown: str) -> None:
    assert cell(value) == shown


def test_geojson_is_a_collection_of_points(view: ReportView, tmp_path: Path) -> None:
    write_whole(tmp_path / "r.geojson", render(view, tmp_path / "r.geojson", ReportConfig()))
    content = json.loads((tmp_path / "r.geojson").read_text(encoding="utf-8"))
    assert content["type"] == "FeatureCollection"
    placed = [incident for incident in view.incidents if incident.place.latitude is not None]
    assert len(content["features"]) == len(placed) > 0
    for feature in content["features"]:
        longitude, latitude = feature["geometry"]["coordinates"]
        assert 21 < longitude < 39
        assert 8 < latitude < 23


def test_an_unknown_ending_is_refused_and_nothing_is_written(view: ReportView, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="html"):
        write_whole(tmp_path / "r.docx", render(view, tmp_path / "r.docx", ReportConfig()))
    assert not list(tmp_path.iterdir())
