"""`kill -9` at fifty seeded moments over add, import, run, stamp and report: nothing acknowledged is lost, nothing is half-written.

A moment lies just before the Nth call that can change a file or the database, counted in a child process that kills itself
there: between two such calls nothing on the disk changes, so these are all the moments there are, and the same ones come
again on every machine. The child is forked with everything loaded, so that fifty runs take half a minute and not ten.
"""

import os
import random
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from tests.pipeline.sheets import write_acled

from servanda.model.codec import sha256
from servanda.pipeline import (
    ImportRequest,
    add_sources,
    find_map,
    import_table,
    open_case,
    open_dossier,
    run_case,
    stamp_case,
    verify_case,
    write_report,
)
from servanda.pipeline.case import Case
from servanda.reference import Reference
from servanda.store import Difference

pytestmark = pytest.mark.openssl

N_KILLS = 50
VERBS = ("add", "import", "run", "stamp", "report")
EFFECTS = frozenset(
    {
        "open", "write", "flush", "close", "fsync", "truncate", "ftruncate", "pwrite", "rename", "replace", "unlink", "mkdir",
        "chmod", "execute", "executemany", "commit",
    }
)  # fmt: skip
CALLERS = ("/servanda/store/", "/servanda/report/", "/sqlalchemy/engine/default.py", "/pathlib.py", "/tempfile.py")
"""Where the calls that write stand; others read (the gazetteer, modules) or write into memory."""
NOW = "2031-06-01T00:00:00Z"


class Stage(NamedTuple):
    """A verb of the undisturbed walk: the dossier before it, the steps it takes, what is promised, what comes out."""

    verb: str
    before: Path
    n_steps: int
    promised: set[str]
    expected: dict[str, Any]


def _nothing(_what: str, _done: int, _total: int) -> None:
    """No progress bar in tests."""


def _do(verb: str, folder: Path) -> None:
    """Do what the command of that name does, by a clock that stands still."""
    with open_case(folder, create=verb == "add", now=lambda: NOW) as case:
        case.reference.__dict__.pop("gazetteer", None)  # a database connection must not outlive a fork
        doing: dict[str, Callable[[Case], Any]] = {
            "add": lambda case: add_sources(case, [str(folder.parent / "reports")], _nothing),
            "import": lambda case: import_table(
                case, ImportRequest(folder.parent / "events.csv", find_map("acled")), _nothing
            ),
            "run": lambda case: run_case(case, "local", 0, _nothing),
            "stamp": stamp_case,
            "report": lambda case: write_report(case, folder / "report.html"),
        }
        doing[verb](case)


def _in_child(verb: str, folder: Path, moment: int) -> int:
    """Do a verb in a forked process and return how many steps it took, or -1 for one that killed itself at ``moment``."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        status = 1
        try:
            n_steps = _watched(verb, folder, moment)
            os.write(writing, str(n_steps).encode())
            status = 0
        finally:
            os._exit(status)
    os.close(writing)
    with os.fdopen(reading) as said:
        answer = said.read()
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return -1
    assert os.WEXITSTATUS(status) == 0, f"{verb} failed"
    return int(answer)


def _watched(verb: str, folder: Path, moment: int) -> int:
    """Do a verb, counting the steps that may change something, up to ``moment``."""
    n_steps = 0

    def step(frame: Any, event: str, called: Any) -> None:
        nonlocal n_steps
        if event == "c_call" and called.__name__ in EFFECTS and _writes(frame.f_code.co_filename):
            n_steps += 1
            if n_steps == moment:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.setprofile(step)
    try:
        _do(verb, folder)
    finally:
        sys.setprofile(None)
    return n_steps


@cache
def _writes(caller: str) -> bool:
    return any(part in caller for part in CALLERS)


def _state(folder: Path) -> dict[str, Any]:
    """What must be the same after a kill and another try: all but salts, and the time-stamp's own bytes."""
    report = folder / "report.html"
    with open_case(folder) as case:
        assert verify_case(case) == ()
        store = case.store
        kinds = (
            "document",
            "document_text",
            "claim",
            "identification",
            "incident",
            "finding",
            "signing_key",
            "quarantine",
        )
        assert store.heads()[-1].size == store.size()
        return {
            "records": {kind: list(store.records(kind)) for kind in kinds},
            "current": {
                stage: list(store.current(stage)) for stage in ("parse", "import", "extract", "corroborate", "assess")
            },
            "handles": store.handles(),
            "objects": sorted(path.name for path in store.objects.folder.glob("??/*")),
            "events": {entry.event for entry in store.log()},
            "stamps": (store.stamps.sizes(".tsr"), store.stamps.sizes(".tsq")),
            "report": sha256(report.read_bytes()) if report.exists() else None,
        }


def _acknowledged(folder: Path) -> set[str]:
    """Everything that was promised to stay: rows of the log, records, objects."""
    with open_case(folder) as case:
        bodies = case.store.entry_bytes(range(1, case.store.size() + 1)).values()
        objects = {path.name for path in case.store.objects.folder.glob("??/*")}
        return {sha256(body) for body in bodies} | objects


@pytest.fixture
def loaded(dossier: Path, monkeypatch: pytest.MonkeyPatch) -> Reference:
    """What texts are read with, loaded once for all children; each child opens its own gazetteer."""
    reference = Reference(open_dossier(dossier).reference_config())
    assert all((reference.nlp, reference.digest))
    monkeypatch.setattr("servanda.pipeline.case.Reference", lambda _config: reference)
    return reference


@pytest.fixture
def stages(dossier: Path, reports: Path, tmp_path: Path, authority, loaded) -> Iterator[list[Stage]]:
    """The undisturbed walk, with an authority that answers as long as the test runs."""
    (dossier.parent / "reports").mkdir()
    shutil.move(reports, dossier.parent / "reports" / "reports.jsonl")
    write_acled(dossier.parent / "events.csv")
    shutil.copy(authority.root, dossier / "stamp-roots.pem")
    with authority.serving() as address:
        settings = dossier / "dossier.toml"
        settings.write_text(f'stamp_authority = "{address}"\n' + settings.read_text(encoding="utf-8"), encoding="utf-8")
        warm = shutil.copytree(dossier, tmp_path / "warm")
        for verb in VERBS:
            _do(verb, warm)  # modules are loaded here, so that no child has to
        yield [_stage(verb, dossier, tmp_path / f"before-{verb}") for verb in VERBS]


def _stage(verb: str, dossier: Path, before: Path) -> Stage:
    shutil.copytree(dossier, before)
    promised = _acknowledged(dossier) if verb != "add" else set()
    return Stage(verb, before, _in_child(verb, dossier, 0), promised, _state(dossier))


@pytest.mark.slow
def test_killed_at_fifty_moments_nothing_is_lost_or_half_written(
    stages: list[Stage], tmp_path: Path, rounds: int
) -> None:
    chance = random.Random("fifty kills")  # noqa: S311 - repeatable, no secret
    folder = tmp_path / "killed"
    for number in range(N_KILLS * rounds):
        stage = stages[number % len(stages)]
        moment = chance.randint(1, stage.n_steps)
        shutil.copytree(stage.before, folder)
        assert _in_child(stage.verb, folder, moment) == -1, f"{stage.verb} was over before step {moment}"
        _is_whole(folder, stage.promised)
        _do(stage.verb, folder)
        assert _state(folder) == stage.expected, f"{stage.verb} killed at step {moment}"
        assert stage.promised <= _acknowledged(folder)
        assert not list((folder / "evidence" / ".incoming").glob("*"))
        shutil.rmtree(folder)


def _waits_for_a_signature(found: Difference) -> bool:
    return found.what.startswith("signed by nobody") or found.where == "custody/heads.jsonl"


def _is_whole(folder: Path, promised: set[str]) -> None:
    """Check a dossier just after a kill: what was promised is there, and what is there verifies."""
    if not (folder / "records.sqlite").is_file():
        return
    with open_case(folder) as case:  # the last entry may wait for its signature: that is said, and the next run signs
        assert [found for found in verify_case(case) if not _waits_for_a_signature(found)] == []
    assert promised <= _acknowledged(folder)
    report = folder / "report.html"
    assert not report.exists() or report.read_bytes().endswith(b"</html>")
