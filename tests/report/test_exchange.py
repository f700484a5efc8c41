"""Tables for other programs: each form has the columns of the codebook, says of when and how counted, and runs nothing."""

import csv
import io
from collections import Counter
from dataclasses import replace as with_fields
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from servanda.model.making import replace
from servanda.report import ReportConfig, ReportView, render
from servanda.report.exchange.about import COUNTING_RULE, about
from servanda.report.exchange.codebook import codebook
from servanda.report.exchange.incidents import effect_rows, incident_row, pcode

SIGNS = ("=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://a.example")', "#N/A", "a\x00b\x1f")
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
    assert tuple(incident_row(view.incidents[0])) == codebook()["incidents"].names


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
    asked = [(one.name, one.type, one.unit or None, one.meaning) for one in codebook()["effects"].columns]
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
    rows = csv.reader(io.StringIO(_made(hostile, ".csv").decode("utf-8-sig")))
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "@", "\t", "\r"))]


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
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
