"""`note` as a person meets it: options, the form, a file of lines."""

import io
import json
import sys
from pathlib import Path

import click
import pytest

from servanda.cli.app import app
from servanda.errors import UsageError
from servanda.pipeline import init_dossier, open_case

CALL = ("--channel", "phone", "--received", "2031-05-06T09:30:00+02:00", "--text", "Shells fell on Nyala, she said.")


class Terminal(io.StringIO):
    """A terminal on which somebody types these answers."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "case"
    init_dossier(folder)
    return folder


def run(*arguments: object) -> object:
    return app([str(one) for one in arguments], standalone_mode=False)


def documents(case: Path):
    with open_case(case) as opened:
        return list(opened.store.records("document"))


def test_options_make_a_note(case, tmp_path, capsys):
    (tmp_path / "a.jpg").write_bytes(b"\xff\xd8\xff")
    run(
        "note",
        case,
        *CALL,
        "--source",
        "the baker",
        "--media",
        f"{tmp_path / 'a.jpg'}=A crater",
        "--consent",
        "spoken",
        "--use",
        "report",
    )
    told = capsys.readouterr()
    assert told.out.startswith("doc_")
    assert "kept, with 1 photos or recordings" in told.err
    assert {item.media_type.partition(";")[0] for item in documents(case)} >= {"image/jpeg"}
    assert all(item.consent.uses == ("report",) for item in documents(case))


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (("--media", "a.jpg"), "FILE=SHOWS"),
        (("--use", "report"), "--consent"),
        (("--sensitivity", "public"), "protected"),
    ],
)
def test_what_does_not_fit_is_said(case, more, told):
    with pytest.raises(UsageError, match=told):
        run("note", case, *CALL, *more)


def test_in_a_pipe_nothing_is_asked(case, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    with pytest.raises(UsageError, match="a note needs 'text'"):
        run("note", case)


def test_a_form_asks_on_a_terminal(case, monkeypatch):
    answers = [
        "interview",
        "2031-05-06T09:30:00Z",
        "Shells fell on Nyala.",
        "the baker",
        "S-17",
        "spoken",
        "internal, report",
        "",
    ]
    monkeypatch.setattr(sys, "stdin", Terminal("\n".join(answers) + "\n"))
    run("note", case)
    (item,) = documents(case)
    assert (item.channel, item.publisher, item.consent.uses) == ("interview", "source S-17", ("internal", "report"))


def test_lines_that_cannot_be_used_are_put_aside(case, tmp_path, capsys):
    path = tmp_path / "notes.jsonl"
    good = {"text": "Shells fell.", "channel": "phone", "received_at": "2031-05-06T09:30:00Z"}
    path.write_text(f"{json.dumps(good)}\n{json.dumps({**good, 'channel': 'fon'})}\n", encoding="utf-8")
    with pytest.raises((click.exceptions.Exit, SystemExit)) as left:
        raise SystemExit(run("note", case, "--from", path))
    assert (getattr(left.value, "exit_code", None) or left.value.code) == 3
    told = capsys.readouterr().err
    assert "line 2: channel 'fon'" in told
    assert "1 notes kept, 0 known already, 1 put aside" in told
