"""Manners of a command: versions, help, completion, the usual dossier, ids in tables, unknown words, progress."""

import json
import os
import subprocess
import sys
from contextlib import chdir
from pathlib import Path
from typing import NamedTuple

import pytest
import typer
from tests.truce import AGREEMENT
from typer._completion_classes import BashComplete
from typer.testing import CliRunner

from servanda.cli import app
from servanda.cli.completion import VARIABLE
from servanda.cli.output import Format, print_rows
from servanda.errors import ServandaError

REPORTS = (
    "Shelling by the Rapid Support Forces killed six people in Nyala on Monday, 5 May 2031, the Red Crescent said.",
    "An airstrike hit a market in El Fasher on Tuesday, 6 May 2031, residents said. Sudanese officials denied it.",
)
HEAVY = ("spacy", "sqlalchemy", "rich", "numpy", "lxml", "shapely")


class Done(NamedTuple):
    """How a call ended."""

    returncode: int
    stdout: str
    stderr: str


def servanda(*words: object, cwd: Path | None = None, **variables: str) -> Done:
    """Run the program in this process: hundreds of calls would take minutes otherwise."""
    with chdir(cwd or Path()):
        done = CliRunner().invoke(app, [*map(str, words)], env={"SERVANDA_DIR": "", **variables})
    if isinstance(done.exception, ServandaError):
        return Done(2, done.stdout, f"{done.stderr}servanda: {done.exception}")
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return Done(done.exit_code, done.stdout, done.stderr)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dossier that has been run, and what was said to it on the way in ``said.txt``."""
    folder = tmp_path_factory.mktemp("manners")
    rows = [
        {"id": f"r{n}", "publisher": "Nile Dispatch", "published_on": "2031-05-07", "language": "en", "text": text}
        for n, text in enumerate(REPORTS)
    ]
    (folder / "reports.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    dossier = folder / "case"
    assert servanda("init", dossier).returncode == 0
    (dossier / "agreements" / "truce.yaml").write_text(AGREEMENT, encoding="utf-8")
    added = servanda("add", dossier, folder / "reports.jsonl")
    (folder / "said.txt").write_text(added.stderr, encoding="utf-8")
    (dossier / "dossier.toml").write_text('countries = ["SD"]\n', encoding="utf-8")
    assert servanda("run", dossier).returncode == 0
    return dossier


@pytest.mark.parametrize("words", [["--version"], ["-h"], ["--help"], ["show", "-h"], ["agreement", "-h"], ["actors", "-h"], ["completion", "zsh"]])  # fmt: skip
def test_words_about_the_program_cost_no_heavy_import(words):
    code = f"import sys; sys.argv = ['servanda', *{words!r}]\nfrom servanda.cli import main\ntry:\n    main()\nfinally:\n    print([m for m in {HEAVY!r} if m in sys.modules], file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert done.stdout.strip()
    assert done.stderr.strip() == "[]"


def test_the_version_is_that_of_the_package():
    from servanda import __version__

    assert servanda("--version").stdout == f"servanda {__version__}\n"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_completes_commands_and_options(shell):
    script = servanda("completion", shell).stdout
    assert "_SERVANDA_COMPLETE" in script
    for begun, whole in (("agr", "agreement"), ("incidents --form", "--format"), ("agreement ch", "check")):
        line = f"servanda {begun}"
        variables = {
            "_SERVANDA_COMPLETE": f"complete_{shell}", "COMP_WORDS": line, "COMP_CWORD": str(len(line.split()) - 1),
            "_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        }  # fmt: skip
        code = f"import sys; sys.argv = ['servanda']\nfrom servanda.cli import main\ntry:\n    main()\nfinally:\n    print([m for m in {HEAVY!r} if m in sys.modules], file=sys.stderr)"
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=False, env={**os.environ, **variables}
        )
        assert whole in done.stdout, (shell, begun, done.stderr)
        assert done.stderr.strip() == "[]"


@pytest.mark.parametrize(
    ("begun", "whole"),
    [
        ("claims --kind obs", "observation"), ("incidents --kind ASS", "ASSAULT"), ("findings --status alle", "alleged_violation"), ("findings --status acc", "accepted"),
        ("findings --format js", "jsonl"), ("report x --audience pa", "partner"), ("claim add x y --kind st", "stance"), ("claim add x y --type AS", "ASSAULT"),
        ("claim add x y --attitude den", "denies"), ("claim add x y --modality pos", "possible"), ("agreement new x --form or", "oral"), ("agreement take x soc", "sochi-mou-2018"),
        ("agreement explain soc", "sochi-mou-2018"), ("describe x y --sensitivity con", "confidential"), ("init x --template cas", "casualties"), ("run x --engine sp", "spark"),
        ("review x clm_1 und", "undo"), ("completion fi", "fish"),
    ],
)  # fmt: skip
def test_a_shell_completes_the_words_of_closed_lists(begun, whole):
    *words, incomplete = begun.split()
    offered = BashComplete(typer.main.get_command(app), {}, "servanda", VARIABLE).get_completions(words, incomplete)
    assert whole in [item.value for item in offered]
    assert all(item.value.startswith(incomplete) for item in offered)


@pytest.mark.parametrize("width", [*range(40, 72), 120])
def test_no_letter_of_a_table_is_cut_off_however_narrow_it_is(width, monkeypatch, capsys):
    row = {
        "handle": "INC-0001",
        "kind": "ASSAULT",
        "start": "2023-05-14",
        "place": "Nyala",
        "alleged actors": "Rapid Support Forces (alleged)",
        "tolls": "dozens injured; at least 18 to more than 100 killed",
        "origins": 2,
    }
    monkeypatch.setenv("COLUMNS", str(width))
    print_rows([row], [row], Format.table)
    printed = capsys.readouterr().out
    for word in ("INC-0001", "ASSAULT", "2023-05-14", "Nyala", "dozens", "injured;", "least", "more", "100", "killed"):
        assert word in printed
    assert ("origins" in printed) == (
        width >= len("INC-0001  ASSAULT  2023-05-14  Nyala  (alleged)  injured;  origins  ")
    )


def test_bash_itself_takes_the_script(tmp_path):
    script = tmp_path / "completion.sh"
    script.write_text(servanda("completion", "bash").stdout, encoding="utf-8")
    program = tmp_path / "servanda"
    program.write_text(
        f'#!/bin/sh\nexec {sys.executable} -c "from servanda.cli import main; main()" "$@"\n', encoding="utf-8"
    )
    program.chmod(0o755)
    ask = (
        f'. {script}; COMP_WORDS=(servanda gaz); COMP_CWORD=1; _servanda_completion {program}; echo "${{COMPREPLY[@]}}"'
    )
    done = subprocess.run(["bash", "-c", ask], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "gazetteer", done.stderr


def test_an_unknown_shell_is_answered_with_those_that_there_are():
    done = servanda("completion", "tcsh")
    assert (done.returncode, "bash, fish, zsh" in done.stderr) == (2, True)


# --- the usual dossier


@pytest.mark.parametrize("way", ["named", "variable", "folder"])
def test_a_dossier_is_named_or_stands_in_the_variable_or_is_where_one_works(case, way, tmp_path):
    where = {"named": {}, "variable": {"SERVANDA_DIR": str(case)}, "folder": {"cwd": case}}[way]
    first = [case] if way == "named" else []

    def run(verb, *words):
        return servanda(*verb, *first, *words, **{"cwd": tmp_path, **where})

    [incident] = [
        json.loads(line) for line in run(["incidents"], "--place", "Nyala", "--format", "jsonl").stdout.splitlines()
    ]
    assert "Nyala" in run(["show"], incident["id"]).stdout
    for verb in ("claims", "findings", "sources", "actors", "unresolved", "log", "run", "verify"):
        assert run([verb]).returncode == 0, verb
    assert run(["actors", "list"]).stdout == run(["actors"]).stdout
    assert run(["key", "list"]).returncode == 0
    assert run(["agreement", "take"], "unscr-2254").returncode == 0
    assert run(["report"], "--output", tmp_path / "report.html").returncode == 0
    done = run(["review"], incident["id"], "accept", "--by", "ana", "--because", "read both")
    assert done.returncode == 0, done.stderr


def test_a_dossier_that_is_named_goes_before_the_variable_and_the_folder(case, tmp_path):
    assert servanda("init", tmp_path / "other").returncode == 0
    done = servanda("incidents", case, cwd=tmp_path / "other", SERVANDA_DIR=str(tmp_path / "other"))
    assert "Nyala" in done.stdout


@pytest.mark.parametrize("words", [["incidents"], ["show", "INC-0001"], ["actors"], ["run"]])
def test_without_any_dossier_it_is_said_how_one_is_named(words, tmp_path):
    done = servanda(*words, cwd=tmp_path, SERVANDA_DIR="")
    assert done.returncode == 2
    assert "SERVANDA_DIR" in done.stderr


def test_reports_are_added_to_the_usual_dossier(case, tmp_path):
    (tmp_path / "note.txt").write_text("Nothing happened in Nyala on 8 May 2031.", encoding="utf-8")
    done = servanda("add", tmp_path / "note.txt", cwd=case)
    assert done.returncode == 0, done.stderr
    assert "1 new" in done.stderr


# --- tables


@pytest.mark.parametrize("columns", ["40", "80", "120", ""])
@pytest.mark.parametrize("verb", ["claims", "incidents", "findings"])
def test_an_id_in_a_table_stands_whole_and_is_taken_by_show(case, verb, columns):
    table = servanda(verb, case, COLUMNS=columns).stdout
    rows = [json.loads(line) for line in servanda(verb, case, "--format", "jsonl").stdout.splitlines()]
    assert rows
    words = set(table.split())
    for row in rows:
        names = {row.get("handle"), *(row["id"][:length] for length in range(8, 29))}
        (short,) = names & words
        assert row["id"] in servanda("show", case, short, "--format", "jsonl").stdout


def test_columns_are_respected(case):
    wide, narrow = (servanda("claims", case, COLUMNS=str(n)).stdout for n in (200, 100))
    assert max(map(len, narrow.splitlines())) <= 100 < max(map(len, wide.splitlines())) <= 200


# --- words that there are none of


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["claims", "--kind", "evnt"], "did you mean 'event'"), (["incidents", "--kind", "ASSULT"], "did you mean 'ASSAULT'"),
        (["findings", "--status", "alleged"], "did you mean 'alleged_violation'"), (["findings", "--status", "banana"], "is none that there is"),
        (["incidents", "--actor", "Rapid Suport Forces"], "did you mean 'Rapid Support Forces'"), (["claims", "--actor", "zzzz"], "is none that there is"),
    ],
)  # fmt: skip
def test_a_word_that_there_is_none_of_is_an_error_with_what_was_meant(case, words, hint):
    done = servanda(words[0], case, *words[1:])
    assert (done.returncode, done.stdout) == (2, "")
    assert hint in done.stderr


@pytest.mark.parametrize("name", ["rapid-support-forces", "RSF", "rsf", "Rapid Support Forces"])
def test_an_actor_is_found_by_any_of_its_names(case, name):
    done = servanda("incidents", case, "--actor", name, "--format", "jsonl")
    assert (done.returncode, len(done.stdout.splitlines())) == (0, 1), done.stderr


def test_a_kind_or_status_that_nothing_has_just_now_is_no_error(case):
    assert servanda("findings", case, "--status", "fulfilled").returncode == 0
    assert servanda("incidents", case, "--kind", "PROTEST").returncode == 0


@pytest.mark.parametrize("name", ["saf", "SAF", "sudanese-armed-forces", "Sudanese army"])
def test_whom_a_name_means_is_looked_up(name):
    done = servanda("actors", "lookup", name, "--format", "jsonl")
    first = json.loads(done.stdout.splitlines()[0])
    assert (done.returncode, first["id"], first["kind"]) == (0, "sudanese-armed-forces", "armed_forces")
    assert first["belongs_to"][0]["party"] == "sudanese-government"
    assert "SAF" in first["other_names"]


def test_a_name_that_nobody_bears_is_not_found():
    done = servanda("actors", "lookup", "Quibblers of Nowhere")
    assert (done.returncode, "nobody goes by" in done.stderr) == (1, True)


def test_dates_of_an_affiliation_are_shown():
    row = json.loads(servanda("actors", "lookup", "rsf", "--format", "jsonl").stdout.splitlines()[0])
    assert (row["belongs_to"][0]["since"], row["belongs_to"][0]["until"]) == ("2013", "2023-04-15")


# --- countries, outputs


def test_adding_to_a_dossier_without_countries_proposes_a_line_that_works(case):
    said = (case.parent / "said.txt").read_text(encoding="utf-8")
    assert '\n  countries = ["SD"]\n' in said
    assert "Sudan (SD)" in said


def test_a_run_without_countries_asks_for_one_setting(tmp_path):
    dossier = tmp_path / "case"
    assert servanda("init", dossier).returncode == 0
    (tmp_path / "a.txt").write_text("Ukrainian troops left the town near Kyiv, Ukraine said.", encoding="utf-8")
    assert servanda("add", dossier, tmp_path / "a.txt").returncode == 0
    done = servanda("run", dossier)
    assert done.returncode == 0
    assert '\n  countries = ["UA"]\n' in done.stderr


def test_forces_that_are_named_propose_their_country_where_no_country_is_named(tmp_path):
    dossier = tmp_path / "case"
    assert servanda("init", dossier).returncode == 0
    (tmp_path / "a.txt").write_text("The Rapid Support Forces shelled Nyala, Reuters said.", encoding="utf-8")
    done = servanda("add", dossier, tmp_path / "a.txt")
    assert '\n  countries = ["SD"]\n' in done.stderr
    assert "name no country, but forces and bodies of Sudan (SD) in 1 document." in done.stderr


def test_a_report_into_a_folder_that_is_not_there_is_an_error(case, tmp_path):
    done = servanda("report", case, "--output", tmp_path / "nowhere" / "report.html")
    assert (done.returncode, "does not exist" in done.stderr) == (2, True)
    assert not (tmp_path / "nowhere").exists()


# --- progress


def test_a_long_work_says_each_few_seconds_how_far_it_is(capsys):
    from servanda.cli.progress import SECONDS, Lines

    times = iter(float(n) for n in range(100))
    lines = Lines(lambda: next(times))
    for done in range(41):
        lines.step("extracting", done, 400)
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 40 // int(SECONDS)
    assert said[0] == "extracting: 5 of 400, about 7 min left"
    assert said[-1].startswith("extracting: 40 of 400, about 6 min left")


def test_a_short_work_says_nothing(capsys):
    from servanda.cli.progress import Lines

    lines = Lines(lambda: 1.0)
    for done in range(1000):
        lines.step("parsing", done, 1000)
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("what", "words"),
    [(("parsing", 0, 0, 1.0), "parsing ..."), (("collecting", 7, 0, 1.0), "collecting: 7 so far"), (("parsing", 9, 9, 1.0), "parsing: 9 of 9"), (("x", 1, 3, 4000.0), "x: 1 of 3, about 2 h 13 min left"), (("x", 1, 3, 20.0), "x: 1 of 3, about 40 s left"), (("x", 0, 3, 20.0), "x: 0 of 3")],
)  # fmt: skip
def test_progress_in_words(what, words):
    from servanda.cli.progress import line_of

    assert line_of(*what) == words
