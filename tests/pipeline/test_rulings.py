"""Monitors' verdicts beside findings: an invented dossier of investigation reports, from texts to what is shown and exported."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.pipeline.rulings.dossier import write_dossier
from tests.pipeline.rulings.expected import REPORTS, WANTED, Wanted

from servanda.model.claims import VerdictClaim
from servanda.model.findings import Finding
from servanda.pipeline import add_sources, build_view, init_dossier, list_records, open_case, run_case, trace
from servanda.pipeline.case import Case
from servanda.report import ReportView, beside_words
from servanda.report.exchange.database import table_rows
from servanda.report.findings import finding_items
from servanda.report.index import index_view


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    folder: Path = tmp_path_factory.mktemp("rulings") / "case"
    init_dossier(folder)
    table = write_dossier(folder, REPORTS)
    with open_case(folder, create=True, now=lambda: "2031-07-01T00:00:00Z") as case:
        add_sources(case, [str(table)], lambda *_: None)
        run_case(case, "local", 0, lambda *_: None)
        yield case


@pytest.fixture(scope="module")
def view(case: Case) -> ReportView:
    return build_view(case)


def on(view: ReportView, wanted: Wanted) -> list[Finding]:
    incidents = {
        one.id: one
        for one in view.incidents
        if one.place.name == wanted.place and (one.time.start or "").startswith(wanted.day)
    }
    return [one for one in view.findings if one.incident_id in incidents and one.party == wanted.party]


@pytest.mark.parametrize("wanted", WANTED, ids=lambda one: f"{one.place}-{one.day}-{one.party}")
def test_each_finding_has_beside_it_what_a_careful_reader_expects(view: ReportView, wanted: Wanted) -> None:
    found = [(one.status, tuple(map(beside_words, one.beside))) for one in on(view, wanted)]
    assert found == [(wanted.status, wanted.beside)]


def test_no_other_finding_has_a_verdict_beside_it(view: ReportView) -> None:
    known = {one.id for wanted in WANTED for one in on(view, wanted)}
    assert [one.id for one in view.findings if one.id not in known and one.beside] == []


def test_the_act_that_a_verdict_names_again_is_no_second_incident(view: ReportView) -> None:
    places = [one.place.name for one in view.incidents if one.kind == "ASSAULT" and one.time.start is None]
    assert sorted(places, key=str) == ["Kalbek", None], (
        "a denial without a day, and a rocket of which only is said that it was fired"
    )


def test_superseded_verdicts_stay_and_say_by_which(view: ReportView) -> None:
    [incident] = [one for one in view.incidents if one.place.name == "Lannerby"]
    draft, decision = incident.verdicts
    assert (draft.finder, draft.superseded_by) == ("Field Team", decision.claim)
    assert (decision.finder, decision.review, decision.of) == ("Joint Accord Commission", "overturned", "Field Team")


def test_a_verdict_is_neither_a_report_of_the_act_nor_an_origin(view: ReportView) -> None:
    verdicts = {one.id for one in view.claims if isinstance(one, VerdictClaim)}
    assert verdicts
    for incident in view.incidents:
        assert verdicts.isdisjoint(incident.members)
        assert verdicts.isdisjoint(voice.claim for voice in incident.voices)


def test_a_verdict_that_names_no_act_stands_beside_nothing(view: ReportView) -> None:
    names = {text.document_id: text.title for text in view.texts}
    joined = {one.claim for incident in view.incidents for one in incident.verdicts}
    alone = {names[one.document_id] for one in view.claims if isinstance(one, VerdictClaim) and one.id not in joined}
    assert {"two-acts", "no-act"} <= alone


def test_it_is_listed_shown_drawn_and_exported(case: Case, view: ReportView) -> None:
    words = "agrees with Vale Monitoring Mission's report of 2031-05-14"
    [finding] = [one for one in view.findings if words in map(beside_words, one.beside)]
    [row] = [row for _, row in zip(*list_records(case, "findings", {}), strict=True) if row["id"] == finding.id]
    assert row["beside"] == words
    assert any(words in line for line in trace(case, finding.id)[1])
    assert words in json.dumps([item["beside"] for item in finding_items(view, index_view(view))])
    tables = table_rows(view)
    assert [one["beside"] for one in tables["findings"] if one["finding_id"] == finding.id] == [words]
    assert [one["incidents"] for one in tables["verdicts"] if one["claim_id"] == finding.beside[0].claim]
