"""What no enemy does and every desk meets: a clock set back, a folder moved or copied in mid-run, a passphrase lost."""

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.attacks.conftest import packed, unguarded

from servanda.pipeline import add_sources, init_dossier, open_case, run_case

EARLIER = "2031-05-20T00:00:00Z"
WORDS = "Two shells fell on Zalingei on 7 May 2031, a trader said."


def _silent(*_: object) -> None:
    return


def _report(folder: Path, words: str = WORDS) -> Path:
    path = folder.parent / "further.txt"
    path.write_text(words, encoding="utf-8")
    return path


def test_a_clock_set_back_loses_nothing_and_shows(case: Path, everywhere: Callable) -> None:
    with open_case(case, now=lambda: EARLIER) as opened:
        add_sources(opened, [str(_report(case))], _silent)
        assert run_case(opened, "local", 0, _silent).n_documents == 2
    for said in everywhere(case, packed(case, case.parent / "x.zip")):
        assert said.status == 0, said.text
        assert "clock" in said.text, said.text


def test_a_moved_dossier_is_the_same_dossier(case: Path, servanda: Callable) -> None:
    moved = case.rename(case.parent / "elsewhere")
    assert servanda("verify", moved).status == 0
    assert "nothing new" in servanda("run", moved).text
    assert servanda("report", moved, "--output", moved.parent / "r.html", "--audience", "public").status == 0
    assert servanda("verify", moved).status == 0


def test_a_copy_made_in_mid_run_opens_and_goes_on(case: Path, tmp_path: Path, servanda: Callable) -> None:
    """Copied before every change of the database, as a backup program might: each copy verifies, or says what it lacks."""
    copies: list[Path] = []

    def step(*_: object) -> None:
        copies.append(Path(shutil.copytree(case, tmp_path / f"copy-{len(copies)}")))

    with open_case(case) as opened:
        add_sources(opened, [str(_report(case))], step)
        run_case(opened, "local", 0, step)
    assert len(copies) >= 3
    for copy in copies:
        said = servanda("verify", copy)
        assert said.status in {0, 1}, said.text
        assert "Traceback" not in said.text
        assert servanda("add", copy, _report(case)).status == 0
        assert servanda("run", copy).status == 0
        assert servanda("verify", copy).status == 0
        assert "2 documents" in servanda("run", copy).text


def test_without_its_passphrase_a_dossier_is_read_and_verified_but_not_written(
    tmp_path: Path, servanda: Callable, monkeypatch
) -> None:
    folder = tmp_path / "case"
    init_dossier(folder, passphrase="a long one")
    with open_case(folder, create=True, passphrase="a long one") as opened:
        add_sources(opened, [str(_report(folder))], _silent)
        run_case(opened, "local", 0, _silent)
    assert "1 document" in servanda("claims", folder).text or servanda("claims", folder).status == 0
    assert servanda("verify", folder).status == 0
    monkeypatch.setenv("SERVANDA_PASSPHRASE", "another")


@pytest.mark.parametrize("change", ["reordered", "inserted", "doubled"])
def test_rows_that_were_reordered_or_inserted_are_named(case: Path, servanda: Callable, change: str) -> None:
    with unguarded(case) as connection:
        CHANGES[change](connection)
    said = servanda("verify", case)
    assert said.status == 1, said.text
    assert "entry" in said.text


def _reordered(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE custody SET seq = -1 WHERE seq = 1")
    connection.execute("UPDATE custody SET seq = 1 WHERE seq = 2")
    connection.execute("UPDATE custody SET seq = 2 WHERE seq = -1")


def _inserted(connection: sqlite3.Connection) -> None:
    _copy(connection, "custody", {"seq": "1000"})


def _doubled(connection: sqlite3.Connection) -> None:
    [(n,)] = connection.execute("SELECT max(seq) FROM custody")
    _copy(connection, "custody", {"seq": str(n + 1)})


def _copy(connection: sqlite3.Connection, table: str, changed: dict[str, str]) -> None:
    names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    values = ", ".join(changed.get(name, name) for name in names)
    connection.execute(f"INSERT INTO {table} SELECT {values} FROM {table} WHERE seq = 2")  # noqa: S608 - names of our own


CHANGES = {"reordered": _reordered, "inserted": _inserted, "doubled": _doubled}
