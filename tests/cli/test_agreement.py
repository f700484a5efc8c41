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


def test_a_series_of_counts_is_checked(tmp_path: Path):
    import json

    from servanda.pipeline import add_sources, open_case, run_case

    texts = (
        "The mission counted 412 shots in total.",
        "It counted 700 shots, a 20 per cent increase on the previous period.",
    )
    rows = [
        {"id": f"s{n}", "publisher": "Lake Mission", "published_on": f"2031-05-{n:02}", "language": "en", "text": text}
        for n, text in enumerate(texts, start=1)
    ]
    table = tmp_path / "reports.jsonl"
    table.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    case = tmp_path / "case"
    init_dossier(case)
    with open_case(case, create=True) as opened:
        add_sources(opened, [str(table)], lambda *_: None)
        run_case(opened, "local", 0, lambda *_: None)
    told = CliRunner().invoke(app, ["series", str(case), "--format", "csv"]).stdout
    assert "Lake Mission,2031-05-02,differs,2031-05-01" in told
    assert "700 against 412" in told
