"""What goes wrong once never becomes a result: the machine's faults leave nothing behind, and what was set aside can be tried again."""

from pathlib import Path

import pytest

from servanda.errors import MachineError
from servanda.model.documents import Quarantine
from servanda.pipeline import Again, RunSummary, add_sources, open_case, run_case, running
from servanda.pipeline.reading import Read
from servanda.pipeline.running import _reads


def _silent(_what: str, _done: int, _total: int) -> None:
    """No progress bar in tests."""


def _run(folder: Path, *, retry: bool = False, workers: int = 1) -> RunSummary:
    with open_case(folder) as case:
        return run_case(case, "local", workers, _silent, Again(retry=retry))


def _limit(folder: Path, **limits: float) -> None:
    settings = folder / "dossier.toml"
    text = settings.read_text(encoding="utf-8").partition("[limits]")[0]
    lines = "".join(f"{name} = {value}\n" for name, value in limits.items())
    settings.write_text(f"{text}[limits]\n{lines}", encoding="utf-8")


@pytest.fixture
def filled(dossier: Path, reports: Path) -> Path:
    with open_case(dossier, create=True) as case:
        add_sources(case, [str(reports)], _silent)
    return dossier


@pytest.mark.bounded
def test_processes_that_cannot_start_leave_everything_for_the_next_run(
    filled: Path, tmp_path: Path, monkeypatch
) -> None:
    (tmp_path / "sitecustomize.py").write_text("import os\nos._exit(3)\n", encoding="utf-8")
    with monkeypatch.context() as broken:
        broken.setenv("PYTHONPATH", str(tmp_path))
        with pytest.raises(MachineError, match=r"status 3.*Nothing was set aside"):
            _run(filled)
    with open_case(filled) as case:
        assert list(case.store.records("quarantine")) == []
    summary = _run(filled)
    assert (summary.n_documents, summary.quarantined) == (3, ())
    assert summary.claims["event"]


@pytest.mark.bounded
def test_what_took_too_long_is_set_aside_and_tried_again_when_asked(filled: Path) -> None:
    _run(filled, workers=0)
    settings = filled / "dossier.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace('["SD"]', '["SD", "SS"]'), encoding="utf-8")
    _limit(filled, seconds=0.000_001)
    aside = _run(filled)
    assert [item.stage for item in aside.quarantined] == ["extract"] * 3
    assert all(
        "reports.jsonl#" in item.locator and "--retry" in item.reason and "took longer" in item.reason
        for item in aside.quarantined
    )
    _limit(filled, seconds=600)
    assert len(_run(filled).quarantined) == 3
    again = _run(filled, retry=True)
    assert again.quarantined == ()
    assert again.claims["event"]
    assert not any(_run(filled, retry=True).changed.values())


def test_a_text_that_the_machine_failed_on_waits_and_is_read_by_the_next_run(filled: Path, monkeypatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(running, "_reads", lambda *given: ((_failed(one),) for some in _reads(*given) for one in some))
        summary = _run(filled, workers=0)
    assert [reason for _, reason in summary.waiting] == ["no space"]
    assert "1 document could not be read" in next(summary.lines())
    with open_case(filled) as case:
        assert not any(isinstance(item, Quarantine) for item in case.store.current("extract"))
    after = _run(filled, workers=0)
    assert (after.waiting, after.changed["extract"]) == ((), 1)


def _failed(read: Read) -> Read:
    return Read(text=read.text, waiting="no space") if "Shells" in (read.text.title or "") else read


def test_a_source_that_came_in_later_is_no_longer_listed(dossier: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_bytes(b"")
    with open_case(dossier, create=True) as case:
        assert len(add_sources(case, [str(report)], _silent).quarantined) == 1
    assert len(_run(dossier, workers=0).quarantined) == 1
    report.write_text("Nine people were killed in Nyala on 5 May 2031, a doctor said.", encoding="utf-8")
    with open_case(dossier) as case:
        assert add_sources(case, [str(report)], _silent).n_new == 1
    assert _run(dossier, workers=0).quarantined == ()
