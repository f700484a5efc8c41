"""The same inputs give the same bytes; what changed between two runs is told with its cause."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.pipeline.conftest import REPORTS, write_reports
from tests.truce import AGREEMENT
from typer.testing import CliRunner

from servanda.cli import app
from servanda.errors import NotFoundError, UsageError
from servanda.model.claims import EventClaim
from servanda.pipeline import Judgement, add_sources, build_view, case_runs, decide, diff_runs, open_case, run_case

FOURTH = {
    "id": "r4", "publisher": "River Gazette", "published_on": "2031-05-07", "language": "en", "title": "Toll",
    "text": "The Rapid Support Forces shelled Nyala on Monday, 5 May 2031, the mayor, Salma Idris, said.",
}  # fmt: skip


def _nothing(_what: str, _done: int, _total: int) -> None:
    """No progress bar in tests."""


_SECONDS = (f"2031-06-01T{n // 60:02}:{n % 60:02}:00Z" for n in range(24 * 60))


def work(folder: Path, *sources: Path) -> str:
    """Add, run, and return the id of the newest run; by a clock of its own, since two runs of one second share an id."""
    with open_case(folder, create=True, now=_SECONDS.__next__) as case:
        if sources:
            add_sources(case, [str(source) for source in sources], _nothing)
        run_case(case, "local", 0, _nothing)
        return case_runs(case)[-1].id


def diff(folder: Path, since: str = "previous", until: str | None = None):
    with open_case(folder) as case:
        return list(diff_runs(case, since, until))


@pytest.fixture
def once(dossier: Path, reports: Path) -> tuple[Path, str]:
    """A dossier after its first run, and that run."""
    return dossier, work(dossier, reports)


def test_nothing_changed_is_nothing_told(once):
    folder, first = once
    assert diff(folder, first) == []
    assert CliRunner().invoke(app, ["diff", str(folder), "--since", first]).exit_code == 0


def test_a_new_report_changes_a_finding_because_of_its_claim(once, tmp_path):
    folder, first = once
    work(folder, write_reports(tmp_path / "more.jsonl", (FOURTH,)))
    (change,) = [c for c in diff(folder, first) if c.provision_id == "p1" and c.party]
    assert (change.change, change.status_before, change.status_after) == (
        "changed",
        "alleged_violation",
        "alleged_violation",
    )
    assert "incident_id" in change.fields
    (cause,) = change.because
    assert cause.kind == "claim"
    assert "document added since" in cause.words
    with open_case(folder) as case:
        claim = next(claim for claim in build_view(case).claims if claim.id == cause.id)
    assert "shelled Nyala" in claim.span.quote
    assert diff(folder) == diff(folder, first)


def test_a_decision_on_a_claim_is_the_cause(once):
    folder, first = once
    with open_case(folder) as case:
        claims = [c for c in build_view(case).claims if isinstance(c, EventClaim) and c.event.plover == "ASSAULT"]
        decisions = [decide(case, Judgement(claim.id, "reject", "ana", "not what it says")) for claim in claims]
    work(folder)
    changes = [c for c in diff(folder, first) if c.party]
    assert [c.change for c in changes] == ["gone"]
    causes = {cause.id for cause in changes[0].because if cause.kind == "decision"}
    assert causes == {decision.id for decision in decisions}
    assert any("reject by ana: not what it says" in cause.words for cause in changes[0].because)


def test_an_undone_decision_is_a_cause_too(once):
    folder, _ = once
    with open_case(folder) as case:
        claim = next(c for c in build_view(case).claims if isinstance(c, EventClaim) and c.event.plover == "ASSAULT")
        decision = decide(case, Judgement(claim.id, "reject", "ana", "mistaken"))
    second = work(folder)
    with open_case(folder) as case:
        decide(case, Judgement(decision.id, "undo", "ben", "it was right"))
    work(folder)
    causes = [cause for change in diff(folder, second) for cause in change.because if cause.kind == "decision"]
    assert {cause.words for cause in causes} == {"undo by ben: it was right"}


def test_a_review_counts_without_a_run(once):
    folder, first = once
    with open_case(folder) as case:
        finding = next(f for f in build_view(case).findings if f.status == "alleged_violation")
        decision = decide(case, Judgement(finding.id, "accept", "ana", "read and agreed"))
    (change,) = diff(folder, first)
    assert (change.fields, change.because[0].kind, change.because[0].id) == (("review",), "decision", decision.id)


def test_a_changed_agreement_is_the_cause(once):
    folder, first = once
    path = folder / "agreements" / "spring-truce.yaml"
    path.write_text(
        AGREEMENT.replace("from: 2031-05-01, until: null", "from: 2031-05-06, until: null"), encoding="utf-8"
    )
    work(folder)
    (change,) = diff(folder, first)
    assert (change.status_before, change.status_after) == ("alleged_violation", "not_applicable")
    assert [(cause.kind, cause.id) for cause in change.because] == [("agreement", "spring-truce-2031")]


def test_a_taken_away_agreement_is_the_cause(once):
    folder, first = once
    (folder / "agreements" / "spring-truce.yaml").unlink()
    work(folder)
    (change,) = diff(folder, first)
    assert (change.change, change.because[0].kind) == ("gone", "agreement")


def test_a_new_version_of_a_rule_is_the_cause(once, monkeypatch):
    from servanda.extract import ExtractConfig

    folder, first = once
    for module in ("makings", "running"):
        monkeypatch.setattr(
            f"servanda.pipeline.{module}.ExtractConfig", lambda **given: ExtractConfig(version="9.9.9", **given)
        )
    monkeypatch.setattr("servanda.pipeline.ready.program_state", lambda: "a newer program")
    work(folder)
    (change,) = [c for c in diff(folder, first) if c.party]
    assert {cause.kind for cause in change.because} == {"rule"}
    assert all("9.9.9 reads" in cause.words for cause in change.because)
    assert all((cause.id or "").startswith("event.") for cause in change.because)


def test_runs_are_listed_and_wrong_names_answered(once):
    folder, first = once
    listed = CliRunner().invoke(app, ["diff", str(folder), "--runs", "--format", "jsonl"])
    assert first in listed.stdout
    with pytest.raises(NotFoundError, match=first):
        diff(folder, "run_none")
    with pytest.raises(NotFoundError, match="no earlier one"):
        diff(folder)
    (folder / "agreements" / "spring-truce.yaml").unlink()
    work(folder)
    with pytest.raises(UsageError, match="2 runs"):
        diff(folder, "run_")


def test_the_same_input_gives_the_same_bytes_in_another_process(tmp_path):
    """Another folder, another time, another order of hashes and of reports."""
    program = [sys.executable, "-c", "from servanda.cli import main; main()"]
    told = []
    for seed, rows in (("1", REPORTS), ("2", REPORTS[::-1])):
        folder = tmp_path / f"case{seed}"
        environment = {**os.environ, "PYTHONHASHSEED": seed}

        def call(*words: str, environment=environment) -> bytes:
            return subprocess.run([*program, *words], env=environment, capture_output=True, check=True).stdout

        call("init", str(folder))
        (folder / "dossier.toml").write_text('countries = ["SD"]\n', encoding="utf-8")
        (folder / "agreements" / "truce.yaml").write_text(AGREEMENT, encoding="utf-8")
        call("add", str(folder), str(write_reports(tmp_path / f"{seed}.jsonl", rows)))
        call("run", str(folder))
        told.append(sorted(call("findings", str(folder), "--format", "jsonl").splitlines()))
    assert told[0]
    assert told[0] == told[1]


EXAMPLE = Path(__file__).parents[2] / "examples" / "idlib-2019"
PLACES_AND_TIMES = (
    {"PYTHONHASHSEED": "1", "TZ": "UTC", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "77", "TZ": "Pacific/Kiritimati", "LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8"},
)


def test_two_fresh_runs_over_the_example_give_the_same_bytes(tmp_path):
    """Other seeds of hashes, working directories, time zones and languages of the machine, and the finding stays to the byte."""
    program = [sys.executable, "-c", "from servanda.cli import main; main()"]
    told = []
    for number, outside in enumerate(PLACES_AND_TIMES):
        here = tmp_path / f"in {number}"
        shutil.copytree(EXAMPLE, here / "case")
        folder = "case" if number else str(here / "case")

        def call(*words: str, here=here, outside=outside) -> bytes:
            given = {**os.environ, **outside}
            return subprocess.run([*program, *words], env=given, cwd=here, capture_output=True, check=True).stdout

        call("add", folder, f"{folder}/reports")
        call("run", folder)
        told.append({name: call(name, folder, "--format", "jsonl") for name in ("findings", "incidents", "claims")})
    assert len(told[0]["findings"].splitlines()) > 100
    assert told[0] == told[1]
