"""Verdicts of monitors leave a dossier as rows, one a party; what the finder says is told apart from what Servanda finds."""

import csv
import io
from dataclasses import replace as with_fields
from pathlib import Path

import pytest
from openpyxl import load_workbook

from servanda.model.claims import MadeBy, VerdictClaim
from servanda.model.making import sealed
from servanda.model.parties import Attribution, Participant
from servanda.model.spans import Span
from servanda.model.verdicts import Heard, NotHeard, PartyOutcome, Standard, VerdictDetail
from servanda.report import ROWS, ReportConfig, ReportView, describe, render
from servanda.report.exchange.codebook import codebook
from servanda.report.exchange.verdicts import verdict_rows


def party(name: str, entity_id: str | None = None) -> Participant:
    return Participant(role="who", name=name, type="organisation", entity_id=entity_id)


@pytest.fixture
def judged(view: ReportView) -> ReportView:
    """A view with one verdict on two parties."""
    text = view.texts[0]
    verdict = VerdictDetail(
        by_party=(
            PartyOutcome(party=party("army", "army-1"), outcome="violation"),
            PartyOutcome(party=None, outcome="undetermined"),
        ),
        article="Article 4",
        standard=Standard(words="reasonable grounds to believe", mapped="reasonable_grounds"),
        heard=(Heard(part="witnesses"), Heard(part="complainant", who=party("Hill Militia"))),
        not_heard=(NotHeard(part="site", reason="it was mined"),),
        issued_as="mission",
    )
    claim = VerdictClaim(
        id="", key="", document_id=text.document_id, text_id=text.id, language="en",
        span=Span.of(text.text, 0, 4), made_by=MadeBy(rule="verdict.verb", version="1"), verdict=verdict,
        attribution=(Attribution(level="document", name="Nile Dispatch"), Attribution(level="speaker", name="Mission")),
    )  # fmt: skip
    return with_fields(view, claims=(*view.claims, sealed(claim)))


def test_a_verdict_has_a_row_a_party(judged: ReportView) -> None:
    rows = list(verdict_rows(judged))
    assert [(row["party"], row["party_name"], row["outcome"]) for row in rows] == [
        ("army-1", "army", "violation"),
        (None, None, "undetermined"),
    ]
    assert all(tuple(row) == codebook()["verdicts"].names for row in rows)
    assert rows[0]["heard"] == "witnesses; complainant: Hill Militia"
    assert rows[0]["not_heard"] == "site (it was mined)"
    assert rows[0]["standard_of_proof"] == "reasonable_grounds"
    assert "Mission" in rows[0]["finder"]


def test_the_workbook_and_the_csv_file_hold_the_rows(judged: ReportView) -> None:
    sheet = load_workbook(io.BytesIO(render(judged, Path("a.xlsx"), ReportConfig())))["Verdicts"]
    head, *rows = sheet.iter_rows(values_only=True)
    assert head == codebook()["verdicts"].names
    written = render(judged, Path("a.verdicts.csv"), ReportConfig()).decode("utf-8-sig")
    read = list(csv.DictReader(io.StringIO(written)))
    assert len(rows) == len(read) == 2
    assert [row["outcome"] for row in read] == ["violation", "undetermined"]


def test_a_list_and_a_line_say_the_outcome(judged: ReportView) -> None:
    [(claim, row)] = [pair for pair in ROWS["claims"](judged) if pair[1]["kind"] == "verdict"]
    assert row["type"] == "violation; undetermined"
    assert "army: violation; nobody named: undetermined, under Article 4" in describe(claim)
