"""``servanda agreement``: list, take, explain, check."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from servanda.cli import app
from servanda.errors import NotFoundError, UsageError
from servanda.pipeline import init_dossier


def run(*words: str):
    return CliRunner().invoke(app, ["agreement", *words])


def test_what_is_listed_can_be_explained():
    listed = run("list").stdout.splitlines()
    assert len(listed) >= 11
    name = next(line.split()[0] for line in listed if line.startswith("minsk-ii"))
    told = run("explain", name)
    assert told.exit_code == 0
    assert "Ukraine: party" in told.stdout
    assert "disputed: deadline: 2015-03-01" in told.stdout


def test_one_line_takes_an_agreement_into_a_dossier(tmp_path: Path):
    case = tmp_path / "case"
    init_dossier(case)
    assert run("take", str(case), "minsk-ii-2015", "unscr-2254").exit_code == 0
    assert {path.name for path in (case / "agreements").glob("*.yaml")} >= {"minsk-ii-2015.yaml", "unscr-2254.yaml"}
    assert (case / "zones" / "donbas-contact-line.geojson").is_file()
    checked = run("check", str(case / "agreements"))
    assert (checked.exit_code, checked.stdout) == (0, "")


def test_taking_over_ones_own_file_is_refused(tmp_path: Path):
    case = tmp_path / "case"
    init_dossier(case)
    (case / "agreements" / "unscr-2254.yaml").write_text("mine", encoding="utf-8")
    assert isinstance(run("take", str(case), "unscr-2254").exception, UsageError)


def test_what_is_not_there_is_said():
    assert isinstance(run("explain", "no-such-agreement").exception, NotFoundError)


@pytest.mark.parametrize("word", ["Example: servanda agreement take", "Ids of shipped agreements"])
def test_help_has_an_example(word):
    assert word in run("take", "--help").stdout
