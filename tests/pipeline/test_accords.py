"""From texts in our own words to findings: each kind of provision once, in one run over one invented dossier."""

from pathlib import Path
from typing import Any

import pytest
from tests.pipeline.accords.dossier import write_dossier
from tests.pipeline.accords.expected import NOT_YET, REPORTS, RSF, SAF, WANTED, Wanted

from servanda.model.findings import Finding
from servanda.pipeline import add_sources, build_view, init_dossier, open_case, run_case
from servanda.report import ReportView
from servanda.report.index import index_view
from servanda.report.matrix import implementation
from servanda.report.reading import statement_rows

ABSTAINING = {"undetermined", "not_applicable"}


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> ReportView:
    folder: Path = tmp_path_factory.mktemp("accords") / "case"
    init_dossier(folder)
    table = write_dossier(folder, REPORTS)
    with open_case(folder, create=True, now=lambda: "2031-09-01T00:00:00Z") as case:
        add_sources(case, [str(table)], lambda *_: None)
        run_case(case, "local", 0, lambda *_: None)
        return build_view(case)


def of_report(view: ReportView, report: str, agreement: str, provision: str) -> list[Finding]:
    """Return the findings under a provision of the incidents that a report speaks of."""
    document = next(text.document_id for text in view.texts if text.title == report)
    told = {claim.id for claim in view.claims if claim.document_id == document}
    incidents = {incident.id for incident in view.incidents if told & set(incident.members)}
    return [
        one
        for one in view.findings
        if (one.agreement_id, one.provision_id) == (agreement, provision) and one.incident_id in incidents
    ]


def meets(found: Finding, wanted: Wanted) -> bool:
    steps = [f"{step.name} {step.result} {step.value}" for step in found.conditions]
    same = (found.party, found.status) == (wanted.party, wanted.status) and set(wanted.missing) <= set(found.missing)
    return same and (not wanted.says or any(wanted.says in step for step in steps))


@pytest.mark.parametrize("wanted", WANTED, ids=lambda one: f"{one.report}-{one.provision}")
def test_what_a_careful_reader_expects_comes_out(view: ReportView, wanted: Wanted) -> None:
    found = of_report(view, wanted.report, wanted.agreement, wanted.provision)
    if wanted.report in NOT_YET and not any(meets(one, wanted) for one in found):
        assert all(one.status in ABSTAINING for one in found), "what is not read accuses nobody"
        pytest.xfail(NOT_YET[wanted.report])
    assert any(meets(one, wanted) for one in found), [(one.party, one.status, one.missing) for one in found]


def test_another_thing_than_the_agreement_speaks_of_is_no_breach(view: ReportView) -> None:
    assert not of_report(view, "mortars", "spring-accord", "p12")
    assert not of_report(view, "guns-south", "spring-accord", "p12")


def test_a_provision_whose_condition_is_not_met_says_nothing(view: ReportView) -> None:
    assert not of_report(view, "early-attack", "spring-accord", "p9")
    assert [one.status for one in of_report(view, "early-attack", "spring-accord", "p1")] == ["alleged_violation"]


def test_a_name_that_two_truces_share_gives_one_finding_each_marked(view: ReportView) -> None:
    (oral,) = of_report(view, "truce-by-word", "market-word", "o1")
    (own,) = of_report(view, "truce-by-word", "own-pause", "u1")
    assert oral.alternative_to == (own.id,)
    assert own.alternative_to == (oral.id,)


def test_every_finding_prints_the_reading_of_its_provision(view: ReportView) -> None:
    readings = {(one.agreement_id, one.provision_id): one.reading for one in view.findings}
    assert readings["spring-accord", "p1"] == "literal"
    assert readings["spring-accord", "p2"] == "interpreted"
    assert readings["market-word", "o1"] == "reported"


# --- implementation


def _row(view: ReportView, provision: str, party: str) -> dict[str, Any]:
    months = implementation(view, index_view(view))
    (accord,) = [one for one in months["agreements"] if one["title"] == "Spring accord"]
    return next(row for row in accord["rows"] if (row["provision"], row["party"]) == (provision, party))


def test_how_far_a_duty_is_done_is_told_by_whose_word(view: ReportView) -> None:
    levels = {
        one.party: [(step.minimum, step.maximum, step.on) for step in one.progress]
        for one in view.findings
        if (one.agreement_id, one.provision_id) == ("spring-accord", "p6")
    }
    assert levels[RSF] == [(3, 3, "2031-05-18")]
    assert levels[SAF] == [(1, 2, "2031-05-19")]
    (step,) = _row(view, "p6", view.names[RSF])["steps"]
    assert step["level"].startswith("3 (full)")


def test_silence_after_a_deadline_is_no_breach_and_is_shown_beside_the_reports(view: ReportView) -> None:
    (mines,) = [one for one in view.findings if (one.agreement_id, one.provision_id) == ("spring-accord", "p10")]
    assert (mines.status, mines.missing, mines.incident_id) == ("undetermined", ("performance",), None)
    row, months = _row(view, "p10", view.names[RSF]), implementation(view, index_view(view))
    shown = dict(zip(months["months"], zip(months["reports"], row["cells"], strict=True), strict=True))
    assert {cell["kind"] for _, cell in shown.values()} <= {"silent", "unreported"}
    n_june = sum(day.startswith("2031-06") for day, _ in REPORTS.values())
    assert (shown["2031-06"][0], shown["2031-06"][1]["kind"], shown["2031-06"][1]["due"]) == (n_june, "silent", True)


def test_pledges_demands_and_hopes_are_words_and_never_acts(view: ReportView) -> None:
    attitudes = {row["quote"]: row["attitude"] for row in statement_rows(view, index_view(view))}
    assert {"pledges", "hopes", "demands"} <= set(attitudes.values())
    months = implementation(view, index_view(view))
    (accord,) = [one for one in months["agreements"] if one["title"] == "Spring accord"]
    assert {"pledges", "hopes"} <= {row["attitude"] for row in accord["words"]}
    for report in ("pledge", "hope", "demand"):
        found = [one for rule in ("p1", "p6", "p10") for one in of_report(view, report, "spring-accord", rule)]
        assert not found
