"""What a person at the command line sees of sealed documents: one line, the rest, and status 3; a file may hold the passphrase."""

import json

import pytest
from typer.testing import CliRunner

from servanda.cli.app import app
from servanda.cli.passphrase import VARIABLE

pytestmark = pytest.mark.bounded  # the words that are sealed go through the processes that read
PASSPHRASE = "four plovers at Tokar"  # noqa: S105 - an invented one
ROWS = (
    {"id": "a", "sensitivity": "public", "published_on": "2031-05-06", "text": "The Rapid Support Forces shelled Nyala on 5 May 2031."},
    {"id": "b", "sensitivity": "protected", "published_on": "2031-05-06", "text": "The Rapid Support Forces shelled Kosti on 5 May 2031, Omar Quelst said."},
)  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A dossier with a passphrase and one protected document of two, added and run; beside it the file with the passphrase."""
    room = tmp_path_factory.mktemp("desk")
    (room / "words").write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    (room / "words").chmod(0o600)
    (room / "talks.jsonl").write_text("".join(json.dumps(row) + "\n" for row in ROWS), encoding="utf-8")
    case = room / "case"
    for command in (["init", str(case)], ["add", str(case), str(room / "talks.jsonl")], ["run", str(case)]):
        done = _do(*command, "--passphrase-file", str(room / "words"))
        assert done.exit_code == 0, done.stderr
    return case


def _do(*words, variable: str = ""):
    return CliRunner().invoke(app, list(words), env={VARIABLE: variable}, input="")


def test_without_the_passphrase_the_rest_is_listed_and_the_status_says_so(folder):
    done = _do("claims", str(folder), "--format", "jsonl")
    assert done.exit_code == 3
    assert "Nyala" in done.stdout
    assert "Kosti" not in done.stdout
    assert done.stderr.count("1 document is sealed and left out") == 1
    assert "--passphrase-file" in done.stderr


@pytest.mark.parametrize("by", ["file", "variable"])
def test_with_it_all_is_listed(folder, by):
    words = ["--passphrase-file", str(folder.parent / "words")] if by == "file" else []
    done = _do("claims", str(folder), "--format", "jsonl", *words, variable=PASSPHRASE if by == "variable" else "")
    assert (done.exit_code, done.stderr) == (0, "")
    assert "Kosti" in done.stdout


def test_with_processes_that_read_nothing_of_it_is_in_the_clear(folder):
    assert [path for path in folder.rglob("*") if path.is_file() and b"Nyala" in path.read_bytes()]
    for word in (b"Kosti", b"Quelst"):
        assert not [path for path in folder.rglob("*") if path.is_file() and word in path.read_bytes()]


def test_a_run_says_what_waits_and_sets_nothing_aside(folder):
    done = _do("run", str(folder))
    assert done.exit_code == 3
    assert "waiting: incidents and findings" in done.stderr
    assert "quarantined" not in done.stderr.replace("0 quarantined", "")


def test_verify_says_what_it_did_not_compare_and_ends_with_3(folder):
    done = _do("verify", str(folder))
    assert done.exit_code == 3, done.stdout + done.stderr
    assert "sealed, and what they hold was not compared" in done.stderr
    assert "that could be opened is as it was written" in done.stderr
    done = _do("verify", str(folder), "--passphrase-file", str(folder.parent / "words"))
    assert done.exit_code == 0
    assert "not compared" not in done.stderr


@pytest.mark.parametrize(
    ("content", "mode", "said"),
    [
        (PASSPHRASE, 0o644, "chmod 600"),
        (PASSPHRASE, 0o640, "chmod 600"),
        ("\n", 0o600, "first line is empty"),
        (None, 0, "cannot be read"),
    ],
)
def test_a_file_that_others_can_read_or_that_holds_nothing_is_refused(folder, tmp_path, content, mode, said):
    file = tmp_path / "words"
    if content is not None:
        file.write_text(content, encoding="utf-8")
        file.chmod(mode)
    done = _do("claims", str(folder), "--passphrase-file", str(file))
    assert said in str(done.exception)


def test_a_wrong_passphrase_is_refused(folder):
    done = _do("claims", str(folder), variable="five plovers")
    assert "not its passphrase" in str(done.exception)


def test_a_report_is_refused_while_something_is_sealed(folder, tmp_path):
    done = _do("report", str(folder), "--output", str(tmp_path / "r.html"))
    assert "could mislead" in str(done.exception)
    assert not (tmp_path / "r.html").exists()


def test_what_lies_in_the_clear_is_sealed_by_a_command(tmp_path):
    case, table = tmp_path / "case", tmp_path / "talks.jsonl"
    table.write_text("".join(json.dumps(row) + "\n" for row in ROWS), encoding="utf-8")
    assert _do("init", str(case)).exit_code == 0
    settings = case / "dossier.toml"
    kept = settings.read_text(encoding="utf-8")
    settings.write_text(f'{kept}\n[protection]\nencrypt = "none"\n', encoding="utf-8")
    assert _do("add", str(case), str(table)).exit_code == 0
    settings.write_text(kept, encoding="utf-8")
    said = _do("run", str(case)).stderr
    assert "1 document is to be sealed" in said
    assert f"servanda vault seal {case}" in said
    done = _do("vault", "seal", str(case))
    assert done.exit_code == 0
    assert "1 document sealed in all" in done.stderr
    assert "sealed now: 0 rows" in _do("vault", "seal", str(case)).stderr
    assert not [path for path in case.rglob("*") if path.is_file() and b"Quelst" in path.read_bytes()]
    assert _do("verify", str(case)).exit_code == 0


def test_an_unknown_step_is_refused_with_those_there_are(tmp_path):
    case = tmp_path / "case"
    _do("init", str(case))
    (case / "dossier.toml").write_text('[protection]\nencrypt = "secret"\n', encoding="utf-8")
    done = _do("run", str(case))
    assert "encrypt" in str(done.exception)
    assert "dossier.toml" in str(done.exception)
