"""A dossier with one finding, its bundle, and hands that do to them what an enemy would."""

import io
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from tests.audience.leaks import AT_ONCE
from tests.truce import AGREEMENT

from servanda.cli import main
from servanda.pipeline import add_sources, init_dossier, open_case, run_case, write_report
from servanda.pipeline.reporting import ReportRequest

ROW = {
    "id": "r1", "publisher": "Nile Dispatch", "published_on": "2031-05-06", "language": "en", "sensitivity": "public",
    "text": "The Rapid Support Forces shelled Nyala on Monday, 5 May 2031. Nine people were killed, a doctor said.",
}  # fmt: skip
NOW = "2031-06-01T00:00:00Z"
SCRIPT = str(files("servanda.report").joinpath("bundle", "verify.py"))


class Said(NamedTuple):
    """What a program answered: exit status, and all that it printed."""

    status: int
    text: str


def _silent(*_: object) -> None:
    return


def dossier(folder: Path, **row: Any) -> Path:
    """Make a dossier of one report, run, and return its folder."""
    init_dossier(folder)
    (folder / "dossier.toml").write_text(f'title = "Nyala"\ncountries = ["SD"]\n{AT_ONCE}', encoding="utf-8")
    (folder / "agreements" / "truce.yaml").write_text(AGREEMENT, encoding="utf-8")
    table = folder.parent / f"{folder.name}.jsonl"
    table.write_text(json.dumps({**ROW, **row}) + "\n", encoding="utf-8")
    with open_case(folder, create=True, now=lambda: NOW) as case:
        add_sources(case, [str(table)], _silent)
        run_case(case, "local", 0, _silent)
    table.unlink()
    return folder


def key_of(folder: Path, which: int = -1) -> str:
    """Return the id of a signing key of a dossier, the newest by default."""
    with open_case(folder) as case:
        return case.store.signing_keys()[which].id


def packed(folder: Path, output: Path, *, with_proofs: bool = True) -> Path:
    """Write the bundle of a dossier and return its path."""
    with open_case(folder, now=lambda: NOW) as case:
        write_report(case, output, ReportRequest("court", with_proofs=with_proofs))
    return output


def release_beside(bundle: Path) -> Path:
    """Return where the release of the same dossier lies, where there is one."""
    return bundle.with_name(f"release-of-{bundle.name}")


@contextmanager
def unguarded(folder: Path) -> Iterator[sqlite3.Connection]:
    """Open a dossier's database as somebody would who wants to change it unseen: triggers off, and on again."""
    connection = sqlite3.connect(folder / "records.sqlite", isolation_level=None)
    triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    yield connection
    for _, sql in triggers:
        connection.execute(sql)
    connection.close()


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dossier of an honest desk; nobody changes this one."""
    return dossier(tmp_path_factory.mktemp("honest") / "case")


@pytest.fixture
def case(original: Path, tmp_path: Path) -> Path:
    """A copy of it, to be attacked."""
    return Path(shutil.copytree(original, tmp_path / "case"))


@pytest.fixture(scope="session")
def trusted(original: Path) -> str:
    """The id of the honest desk's key, as it was told to somebody on paper."""
    return key_of(original)


@pytest.fixture
def servanda(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Said]:
    """Run the program as a person would, in this process: most of a command's time is starting Python."""

    def run(*words: object) -> Said:
        out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="surrogateescape", write_through=True)
        with monkeypatch.context() as patched, redirect_stdout(out), redirect_stderr(out):
            patched.setattr(sys, "argv", ["servanda", *map(str, words)])
            patched.setattr(sys, "stdin", io.StringIO())
            patched.delenv("SERVANDA_PASSPHRASE", raising=False)
            with pytest.raises(SystemExit) as end:
                main()
        status = end.value.code
        return Said(status if isinstance(status, int) else 0, out.buffer.getvalue().decode(errors="surrogateescape"))  # type: ignore[attr-defined]

    return run


@pytest.fixture
def expert() -> Callable[..., Said]:
    """Run our own verify.py, not the one that an enemy packed, as an expert would: a bare Python, no packages."""

    def run(*words: object) -> Said:
        command = [sys._base_executable, "-I", "-S", SCRIPT, *map(str, words)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, env={"PATH": os.environ["PATH"]})
        assert "Traceback" not in done.stderr, done.stderr
        return Said(done.returncode, done.stdout + done.stderr)

    return run


@pytest.fixture
def everywhere(servanda: Callable[..., Said], expert: Callable[..., Said]) -> Callable[..., tuple[Said, ...]]:
    """Ask the same of a dossier, of its bundles, and of the bundles by verify.py."""

    def run(folder: Path, bundle: Path, *words: object) -> tuple[Said, ...]:
        bundles = [place for place in (bundle, release_beside(bundle)) if place.exists()]
        said = [ask for place in bundles for ask in (servanda("verify", place, *words), expert(place, *words))]
        return (servanda("verify", folder, *words), *said)

    return run
