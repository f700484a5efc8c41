"""`import` as a person meets it: what has to be said in a pipe, the wizard on a terminal, the preview."""

import io
import json
import sys
from pathlib import Path

import pytest
from tests.pipeline.sheets import write_acled, xlsx_bytes

from servanda.cli.app import app
from servanda.cli.table_wizard import need_map
from servanda.errors import UsageError
from servanda.pipeline import find_map, init_dossier

ROWS = [
    ["nr", "day", "what", "where", "lat", "lon", "dead", "monitor"],
    ["a1", "13/05/2031", "shelling", "Nyala", 12.05, 24.88, 2, "M-1"],
    ["a2", "05/06/2031", "rumour", "Kas", "", "", "", "M-2"],
]


class Terminal(io.StringIO):
    """A terminal on which somebody types these answers."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "case"
    init_dossier(folder)
    (folder / "dossier.toml").write_text('title = "T"\ncountries = ["SD"]\n', encoding="utf-8")
    return folder


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "own.xlsx"
    path.write_bytes(xlsx_bytes(ROWS))
    return path


def run(*arguments: object) -> None:
    app([str(one) for one in arguments], standalone_mode=False)


def test_in_a_pipe_it_says_what_a_map_must_say(case, sheet, tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    with pytest.raises(UsageError) as told:
        need_map(sheet, case)
    for words in (
        "place looks like: 'where'",
        "D/M/YYYY reads 2 of 2",
        "M/D/YYYY reads 1 of 2",
        "Columns found: nr, day",
    ):
        assert words in str(told.value)
    with pytest.raises(UsageError, match="--map acled"):
        need_map(write_acled(tmp_path / "download.csv"), case)


def test_on_a_terminal_it_asks_and_writes_the_map(case, sheet, monkeypatch, capsys):
    answers = [
        "desk", "", "Example desk", "reports", "nr", "", "what", "", "", "", "-", "-", "dead", "-", "-", "",
        "ASSAULT", "heavy-weapons", "directed", "skip", "D/M/YYYY",
    ]  # fmt: skip
    monkeypatch.setattr(sys, "stdin", Terminal("\n".join(answers) + "\n"))
    path = need_map(sheet, case)
    said = capsys.readouterr().err
    assert "cannot be left empty" in said
    made = find_map(path).map
    assert (made.name, made.rows, made.id, made.date.column, made.date.formats) == (
        "desk",
        "reports",
        ("nr",),
        "day",
        ("D/M/YYYY",),
    )
    assert (made.place.column, made.place.latitude, made.reporter, made.tolls[0].column) == (
        "where",
        "lat",
        "monitor",
        "dead",
    )
    assert made.event.words["shelling"].mode == "heavy-weapons"
    assert made.event.words["rumour"].skip
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    run("import", case, sheet, "--map", path)
    told = capsys.readouterr()
    assert "rows new 1" in told.err
    assert "left out: the desk leaves it out (line 3)" in told.err
    assert told.out.startswith("doc_")


def test_a_preview_shows_each_row_and_why(case, tmp_path, capsys):
    run("import", case, write_acled(tmp_path / "may.csv"), "--map", "acled", "--preview", "--format", "jsonl")
    told = capsys.readouterr()
    rows = [json.loads(line) for line in told.out.splitlines()]
    assert [row["becomes"] for row in rows] == ["claim", "claim", "claim", "left out", "refused"]
    assert (rows[0]["actors"], rows[0]["tolls"], rows[0]["rests on"]) == (
        "Rapid Support Forces",
        "killed 11",
        "Nile Dispatch; Desert Wire",
    )
    assert rows[1]["sides"] == "Military Forces of Sudan; Rapid Support Forces"
    assert "no day" in rows[4]["why"]
    assert "rows would be new 3" in told.err
    assert not (case / "records.sqlite").exists() or "doc_" not in told.out
