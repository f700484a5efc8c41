"""Tables for other programs: each form has the columns of the codebook, says of when and how counted, and runs nothing."""

import csv
import io
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace as with_fields
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from servanda.errors import UsageError
from servanda.model.making import replace
from servanda.reference.counting import shipped_rule
from servanda.report import ENDINGS, ReportConfig, ReportView, render
from servanda.report.exchange.about import about
from servanda.report.exchange.codebook import codebook
from servanda.report.exchange.database import TABLES
from servanda.report.exchange.incidents import effect_rows, incident_row, pcode

COUNTING_RULE = shipped_rule().id
SIGNS = (
    "a\r=1+1",
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    '=HYPERLINK("http://a.example")',
    "#N/A",
    "a\x00b\x1f",
)
PYTHON: dict[str, Any] = {
    "text": str,
    "integer": int,
    "number": (int, float),
    "date": (date, datetime),
    "boolean": bool,
}


def _made(view: ReportView, ending: str) -> bytes:
    return render(view, Path(f"a{ending}"), ReportConfig())


def _sheet(view: ReportView, name: str = "Incidents") -> Any:
    return load_workbook(io.BytesIO(_made(view, ".xlsx")))[name]


def _hostile(view: ReportView, words: str) -> ReportView:
    """Return the view with a text that every spreadsheet would run, wherever a text may come from."""
    claims = tuple(replace(claim, attribution=(replace(claim.attribution[0], name=words),)) for claim in view.claims)
    incidents = tuple(replace(one, place=replace(one.place, name=words)) for one in view.incidents)
    texts = tuple(replace(text, publisher=words, title=words) for text in view.texts)
    return with_fields(view, claims=claims, incidents=incidents, texts=texts, title=words, licence=words)


def test_every_row_has_the_columns_of_the_codebook(view: ReportView) -> None:
    rows = list(effect_rows(view))
    assert rows
    assert all(tuple(row) == codebook()["effects"].names for row in rows)
    assert (*incident_row(view.incidents[0]), "counts_as") == codebook()["incidents"].names


def test_incidents_and_tolls_are_counted_once(view: ReportView) -> None:
    rows = list(effect_rows(view))
    counted = Counter(row["incident_id"] for row in rows if row["counts_incident"])
    assert counted == Counter(incident.id for incident in view.incidents)
    tolls = Counter((row["incident_id"], row["effect"]) for row in rows if row["counts_once"])
    assert tolls == Counter((one.id, toll.effect) for one in view.incidents for toll in one.casualties)


def test_a_toll_stands_as_said_with_its_bounds_and_its_own_words(view: ReportView) -> None:
    row = next(row for row in effect_rows(view) if row["effect"] == "killed")
    assert (row["toll"], row["minimum"], row["maximum"]) == ("6 to 9", 6, 9)
    claim = next(claim for claim in view.claims if claim.id == row["claim_id"])
    assert row["quote"] == claim.span.quote
    assert "Nile Dispatch" in row["sources"]


def test_the_workbook_has_typed_cells_filters_and_a_head_that_stays(view: ReportView) -> None:
    sheet, table = _sheet(view), codebook()["effects"]
    head, *rows = sheet.iter_rows(values_only=True)
    assert head == table.names
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == sheet.dimensions
    for row in rows:
        for column, value in zip(table.columns, row, strict=True):
            assert value is None or isinstance(value, PYTHON[column.type]), column.name


def test_the_workbook_says_what_its_columns_mean_and_how_it_was_counted(view: ReportView) -> None:
    said = [row[1:] for row in _sheet(view, "Codebook").iter_rows(min_row=2, values_only=True)]
    told = [one for name in ("effects", "statements", "verdicts") for one in codebook()[name].columns]
    asked = [(one.name, one.type, one.unit or None, one.meaning) for one in told]
    assert [(name, kind, unit or None, meaning) for name, kind, unit, meaning in said] == asked
    found = dict(_sheet(view, "About").iter_rows(min_row=2, values_only=True))
    assert found == about(view)._asdict()
    assert found["counting_rule"] == COUNTING_RULE
    assert found["as_of"] == "2031-06-01"


@pytest.mark.parametrize("words", SIGNS)
def test_text_stays_text(view: ReportView, words: str) -> None:
    hostile = _hostile(view, words)
    for name in ("Incidents", "About"):
        cells = [cell for row in _sheet(hostile, name).iter_rows() for cell in row]
        assert not [cell.coordinate for cell in cells if cell.data_type in {"f", "e"}]
    rows = csv.reader(io.StringIO(_made(hostile, ".csv").decode("utf-8-sig"), newline=""))
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "@", "\t", "\r"))]


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_same_view_gives_the_same_bytes_and_no_minute_of_work(view: ReportView, ending: str) -> None:
    assert _made(view, ending) == _made(view, ending)


def test_a_p_code_is_given_where_the_gazetteer_has_one() -> None:
    assert pcode("pcode:SD04115") == "SD04115"
    assert pcode("geonames:378493") is None
    assert pcode(None) is None


def test_the_licence_of_the_desk_is_told(view: ReportView) -> None:
    rows = list(effect_rows(with_fields(view, licence="CC BY 4.0")))
    assert {row["licence"] for row in rows} == {"CC BY 4.0"}
    assert {row["as_of"] for row in rows} == {"2031-06-01"}
    assert {row["counting_rule"] for row in rows} == {COUNTING_RULE}


@pytest.fixture
def database(view: ReportView, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    path = tmp_path / "a.sqlite"
    path.write_bytes(_made(view, ".sqlite"))
    connection = sqlite3.connect(path)
    yield connection
    connection.close()


SQL = {"text": "TEXT", "integer": "INTEGER", "number": "REAL", "date": "TEXT", "boolean": "INTEGER"}


def test_the_database_has_the_tables_and_columns_of_the_codebook(database: sqlite3.Connection) -> None:
    names = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert names == set(TABLES) == set(codebook()) - {"effects"}
    for name in TABLES:
        columns = codebook()[name].columns
        found = [(row[1], row[2], bool(row[5])) for row in database.execute(f"PRAGMA table_info({name})")]
        assert found == [(one.name, SQL[one.type], one.key) for one in columns]
        keys = {(row[3], f"{row[2]}.{row[4]}") for row in database.execute(f"PRAGMA foreign_key_list({name})")}
        assert keys == {(one.name, one.of) for one in columns if one.of}


def test_the_database_holds_the_record_and_no_key_points_nowhere(
    database: sqlite3.Connection, view: ReportView
) -> None:
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    for name, records in (("claims", view.claims), ("incidents", view.incidents), ("findings", view.findings)):
        assert len(database.execute(f"SELECT * FROM {name}").fetchall()) == len(records)  # noqa: S608
    joined = database.execute(
        "SELECT tolls.toll, documents.publisher FROM tolls JOIN claims USING (claim_id) JOIN documents USING (document_id)"
    )
    assert {("6", "Nile Dispatch"), ("9", "Desert Wire")} <= set(joined)
    assert dict(database.execute("SELECT name, value FROM metadata")) == about(view)._asdict()


def test_what_points_to_a_record_that_is_not_shown_points_nowhere(view: ReportView, tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    path.write_bytes(_made(with_fields(view, claims=view.claims[:1], incidents=view.incidents[:1]), ".sqlite"))
    assert sqlite3.connect(path).execute("PRAGMA foreign_key_check").fetchall() == []


ARROW = {"text": "string", "integer": "int64", "number": "double", "date": "date32[day]", "boolean": "bool"}


def test_parquet_has_the_schema_of_the_codebook_and_the_rows_of_csv(view: ReportView) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed: the extra parquet")
    table = parquet.read_table(io.BytesIO(_made(view, ".parquet")))
    columns = codebook()["effects"].columns
    assert [(one.name, str(one.type)) for one in table.schema] == [(one.name, ARROW[one.type]) for one in columns]
    assert [one.metadata[b"meaning"].decode() for one in table.schema] == [one.meaning for one in columns]
    found = {name.decode(): value.decode() for name, value in table.schema.metadata.items()}
    assert found == about(view)._asdict()
    rows = [{name: str(v) if isinstance(v, date) else v for name, v in row.items()} for row in table.to_pylist()]
    assert rows == list(effect_rows(view))


def test_without_pyarrow_one_line_says_what_to_do(view: ReportView, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"pip install 'servanda\[parquet\]'.*\.csv"):
        _made(view, ".parquet")


def test_annotations_stand_on_their_exact_characters(view: ReportView) -> None:
    page, texts = json.loads(_made(view, ".annotations.jsonld")), {text.id: text for text in view.texts}
    assert page["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert (page["type"], page["as_of"], page["counting_rule"]) == ("AnnotationPage", "2031-06-01", COUNTING_RULE)
    assert len(page["items"]) == len(view.claims)
    for item in page["items"]:
        target = item["target"]
        text = texts[target["source"]["id"].removeprefix("urn:servanda:")]
        quote, position = target["selector"]
        assert (quote["type"], position["type"]) == ("TextQuoteSelector", "TextPositionSelector")
        assert text.text[position["start"] : position["end"]] == quote["exact"]
        assert quote["prefix"] + quote["exact"] + quote["suffix"] in text.text
        assert target["source"].get("via") == text.url


def test_geojson_has_the_names_of_the_codebook_and_says_how_it_was_counted(view: ReportView) -> None:
    found = json.loads(_made(view, ".geojson"))
    for feature in found["features"]:
        assert set(feature["properties"]) == {*codebook()["incidents"].names, "tolls", "findings"}
    made = about(view)
    assert (found["as_of"], found["licence"], found["counting_rule"]) == (made.as_of, made.licence, made.counting_rule)
    assert found["about"] == f"As of 2031-06-01. Counted by {COUNTING_RULE}. Licence: {made.licence}"


def test_entities_of_follow_the_money_state_nothing_as_a_fact(view: ReportView) -> None:
    entities = [json.loads(line) for line in _made(view, ".ftm.json").splitlines()]
    by_id = {entity["id"]: entity for entity in entities}
    assert len(by_id) == len(entities)
    assert {one.id.replace("_", "-") for one in view.incidents} <= by_id.keys()
    assert not any("involved" in entity["properties"] for entity in entities)
    links = [entity["properties"] for entity in entities if entity["schema"] == "UnknownLink"]
    assert len(links) == sum(len(one.actors) for one in view.incidents) > 0
    for link in links:
        assert link["status"][0] in {"alleged", "claimed", "admitted", "denied"}
        assert {*link["subject"], *link["object"], *link["proof"]} <= by_id.keys()


VALIDATE = """
import json, sys
from followthemoney import model
n = 0
for line in open(sys.argv[1], encoding="utf-8"):
    given = json.loads(line)
    model.get(given["schema"]).validate(given)
    kept = model.get_proxy(given).to_dict()["properties"]
    if {k: sorted(v) for k, v in kept.items()} != {k: sorted(v) for k, v in given["properties"].items()}:
        sys.exit(f"it did not take {given} as it is, but as {kept}")
    n += 1
print(n)
"""


def test_the_validator_of_follow_the_money_takes_every_entity(view: ReportView, tmp_path: Path) -> None:
    oracle = os.environ.get("FTM_ORACLE") or shutil.which("ftm")
    if not oracle:
        pytest.skip("the reference validator (followthemoney) is not installed: requirements/oracle.txt")
    made = _made(view, ".ftm.json")
    (tmp_path / "a.ftm.json").write_bytes(made)
    python = Path(oracle).with_name("python")
    command = [python, "-c", VALIDATE, tmp_path / "a.ftm.json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, str(len(made.splitlines()))), done.stderr
