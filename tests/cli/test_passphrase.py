"""`init` asks for a passphrase where somebody can answer, and nowhere else; without one it says what can be read."""

import os
import pty
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.conftest import PATIENCE
from typer.testing import CliRunner

from servanda.cli import passphrase as asking
from servanda.cli.app import app
from servanda.errors import UsageError
from servanda.pipeline import is_key_locked


@pytest.fixture
def answers(monkeypatch):
    """Make this process one with a terminal, at which somebody types these answers; unasked ones are left in the list."""

    def typed(*given: str) -> list[str]:
        left = list(given)
        monkeypatch.delenv(asking.VARIABLE, raising=False)
        monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
        monkeypatch.setattr("getpass.getpass", lambda _prompt: left.pop(0))
        return left

    return typed


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (("",), None),
        (("a word", "a word"), "a word"),
        (("a word", "another", "a word", "a word"), "a word"),
        (("a word", "slip", ""), None),
    ],
)
def test_on_a_terminal_it_is_asked_for_and_may_be_left_empty(answers, typed, expected):
    left = answers(*typed)
    assert asking.first_passphrase(asked=False) == expected
    assert left == []


def test_who_insists_is_asked_until_there_is_one(answers):
    left = answers("", "a word", "a word")
    assert asking.first_passphrase(asked=True) == "a word"
    assert left == []


@pytest.mark.parametrize("ask", [asking.first_passphrase, asking.new_passphrase])
def test_without_a_terminal_insisting_is_refused_in_words(monkeypatch, ask):
    monkeypatch.delenv(asking.VARIABLE, raising=False)
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    with pytest.raises(UsageError, match=asking.VARIABLE):
        ask(asked=True)
    assert ask(asked=False) is None


@pytest.mark.parametrize(("given", "is_locked"), [("", False), ("a word", True)])
def test_a_pipe_is_never_asked_and_is_told_what_can_be_read(tmp_path, given, is_locked):
    folder = tmp_path / "case"
    done = CliRunner().invoke(app, ["init", str(folder)], env={asking.VARIABLE: given}, input="")
    assert done.exit_code == 0
    assert is_key_locked(folder) is is_locked
    assert ("without a passphrase" in done.stderr) is not is_locked


def test_a_real_terminal_is_asked(tmp_path: Path):
    """The whole program at a pseudo-terminal: an empty answer is one."""
    master, slave = pty.openpty()
    command = [Path(sys.executable).with_name("servanda"), "init", tmp_path / "case"]
    environment = {**os.environ, asking.VARIABLE: ""}
    process = subprocess.Popen(
        command, stdin=slave, stdout=slave, stderr=subprocess.PIPE, env=environment, start_new_session=True
    )
    for _ in range(600):  # what is typed before the question is thrown away
        if process.poll() is not None:
            break
        os.write(master, b"\n")
        time.sleep(0.2)
    _, said = process.communicate(timeout=PATIENCE)
    os.close(master)
    os.close(slave)
    assert process.returncode == 0
    assert b"without a passphrase" in said
