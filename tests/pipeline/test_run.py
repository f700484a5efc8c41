"""From reports to findings: nothing twice, nothing lost, whatever the order and whoever is killed."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from servanda.model.claims import EventClaim
from servanda.model.codec import encode
from servanda.pipeline import Judgement, add_sources, build_view, decide, open_case, run_case, verify_case


def _nothing(_what: str, _done: int, _total: int) -> None:
    """No progress bar in tests."""


def _add(folder: Path, *sources: Path) -> None:
    with open_case(folder, create=True) as case:
        add_sources(case, [str(source) for source in sources], _nothing)


def _run(folder: Path) -> dict[str, int]:
    with open_case(folder) as case:
        return run_case(case, "local", 0, _nothing).changed


def _records(folder: Path) -> dict[str, list[bytes]]:
    """Return what is current, as bytes; handles apart, which tell the order in which things came."""
    with open_case(folder, now=lambda: "2031-06-01T00:00:00Z") as case:
        view = build_view(case)
        incidents = list(case.store.current("corroborate"))
    return {
        "claims": sorted(encode(claim) for claim in view.claims),
        "incidents": sorted(encode(incident) for incident in incidents),
        "findings": sorted(encode(finding) for finding in view.findings),
    }


def test_reports_become_findings(dossier: Path, reports: Path) -> None:
    _add(dossier, reports)
    _run(dossier)
    with open_case(dossier) as case:
        view = build_view(case)
    [finding] = [f for f in view.findings if f.status == "alleged_violation"]
    assert (finding.provision_id, finding.party, finding.review) == ("p1", "rapid-support-forces", "proposed")
    incident = next(i for i in view.incidents if i.id == finding.incident_id)
    assert incident.place.name == "Nyala"
    assert incident.n_documents == 2
    killed = next(toll for toll in incident.casualties if toll.effect == "killed")
    assert (killed.minimum, killed.maximum, killed.words) == (6, None, "at least 6 to 9")
    texts = {text.id: text.text for text in view.texts}
    for claim in view.claims:
        assert texts[claim.text_id][claim.span.start : claim.span.end] == claim.span.quote


def test_a_second_run_does_nothing(dossier: Path, reports: Path) -> None:
    _add(dossier, reports)
    assert any(_run(dossier).values())
    before = _records(dossier)
    with open_case(dossier) as case:
        entries = len(list(case.store.log()))
    assert not any(_run(dossier).values())
    _add(dossier, reports)
    with open_case(dossier) as case:
        assert len(list(case.store.log())) == entries
    assert _records(dossier) == before


def test_adding_one_by_one_equals_adding_all(dossier: Path, reports: Path, tmp_path: Path) -> None:
    import shutil

    other = tmp_path / "other"
    shutil.copytree(dossier, other)
    _add(dossier, reports)
    _run(dossier)
    for number, line in enumerate(reports.read_text(encoding="utf-8").splitlines()):
        part = tmp_path / f"part{number}.jsonl"
        part.write_text(line + "\n", encoding="utf-8")
        _add(other, part)
        _run(other)
    assert _records(other) == _records(dossier)


def test_a_decision_survives_a_new_rule_version(dossier: Path, reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from servanda.extract import ExtractConfig

    _add(dossier, reports)
    _run(dossier)
    with open_case(dossier) as case:
        view = build_view(case)
        shelling = next(c for c in view.claims if isinstance(c, EventClaim) and c.event.plover == "ASSAULT")
        decide(case, Judgement(shelling.id, "reject", "ana", "a test report"))
    _run(dossier)
    for module in ("makings", "running"):
        monkeypatch.setattr(
            f"servanda.pipeline.{module}.ExtractConfig", lambda **all_: ExtractConfig(version="9.9.9", **all_)
        )
    monkeypatch.setattr("servanda.pipeline.ready.program_state", lambda: "a newer program")
    assert _run(dossier)["extract"] == 3
    with open_case(dossier) as case:
        view = build_view(case)
        versions = {claim.made_by.version for claim in view.claims}
        stored = {claim.made_by.version for claim in case.store.records("claim")}
    assert versions == {"9.9.9"}
    assert stored == {"9.9.9", ExtractConfig().version}
    assert shelling.key not in {claim.key for claim in view.claims}
    assert not view.stale


def test_undo_brings_the_claim_back(dossier: Path, reports: Path) -> None:
    _add(dossier, reports)
    _run(dossier)
    before = _records(dossier)
    with open_case(dossier) as case:
        claim = next(c for c in build_view(case).claims if isinstance(c, EventClaim) and c.event.plover == "ASSAULT")
        decision = decide(case, Judgement(claim.id, "reject", "ana", "mistaken"))
    _run(dossier)
    assert _records(dossier) != before
    with open_case(dossier) as case:
        decide(case, Judgement(decision.id, "undo", "ana", "it was right"))
    _run(dossier)
    assert _records(dossier) == before


@pytest.mark.slow
def test_killed_at_any_moment_the_next_run_gives_the_same(dossier: Path, reports: Path, tmp_path: Path) -> None:
    import shutil

    other = tmp_path / "undisturbed"
    shutil.copytree(dossier, other)
    _add(other, reports)
    _run(other)
    program = [sys.executable, "-c", "from servanda.cli import main; main()"]
    for delay in (0.3, 0.9, 1.5, 2.2, 3.0):
        for words in (("add", str(dossier), str(reports)), ("run", str(dossier))):
            process = subprocess.Popen([*program, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(delay)
            if process.poll() is None:
                os.kill(process.pid, signal.SIGKILL)
            process.wait()
    _add(dossier, reports)
    _run(dossier)
    assert _records(dossier) == _records(other)
    with open_case(dossier) as case:
        assert not verify_case(case)


def test_one_bad_row_does_not_stop_the_run(dossier: Path, reports: Path) -> None:
    with reports.open("a", encoding="utf-8") as table:
        table.write('{"id": "r9", "text": \n{"id": "r10"}\n')
    with open_case(dossier, create=True) as case:
        summary = add_sources(case, [str(reports)], _nothing)
        assert (summary.n_new, len(summary.quarantined)) == (3, 2)
        run = run_case(case, "local", 0, _nothing)
    assert run.n_documents == 3
    assert [q.locator.split("#")[-1] for q in run.quarantined] == ["4", "5"]


@pytest.mark.bounded
def test_two_workers_give_the_same_as_one(dossier: Path, tmp_path: Path) -> None:
    import shutil

    from servanda.model.codec import encode as line

    rows = [
        {"id": f"w{n}", "language": "en", "text": f"Gunmen shot {n} people in Nyala on {n} May 2031."}
        for n in range(2, 14)
    ]
    table = tmp_path / "many.jsonl"
    table.write_bytes(b"".join(line(row) + b"\n" for row in rows))
    other = tmp_path / "other"
    shutil.copytree(dossier, other)
    for folder, workers in ((dossier, 1), (other, 2)):
        with open_case(folder, create=True) as case:
            add_sources(case, [str(table)], _nothing)
            run_case(case, "local", workers, _nothing)
    assert _records(other) == _records(dossier)
    assert _records(dossier)["claims"]
