"""The shortest example of README.md: its commands are run as they stand, and give what the page shows."""

import csv
import json
import re
from pathlib import Path

import pytest
from tests.pages import ROOT, missing, run_shown, shown_block, table_rows

PAGE = (ROOT / "README.md").read_text(encoding="utf-8")
HEAD = "| status | provision | party | incident | start | place | support | facts missing | tolls |"


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[tuple[str, str]]]:
    """The folder in which the commands were run, and each with what it printed."""
    folder = tmp_path_factory.mktemp("readme")
    block = shown_block(PAGE, "cp -r examples/three-reports")
    return folder, list(run_shown(block, folder))


def test_the_table_is_that_of_the_findings_on_incidents(walked: tuple[Path, list[tuple[str, str]]]) -> None:
    folder, commands = walked
    assert commands[-1][0].endswith("servanda findings my-first")
    [(_, printed)] = run_shown(["servanda findings my-first --format csv"], folder)
    found = [row for row in csv.DictReader(printed.splitlines()) if row["incident"]]
    shown = table_rows(PAGE, HEAD)
    assert shown == [{column: row[column] for column in shown[0]} for row in found]
    assert (folder / "my-first.xlsx").stat().st_size > 0


def test_the_quotations_are_the_reports(walked: tuple[Path, list[tuple[str, str]]]) -> None:
    rows = (ROOT / "examples/three-reports/reports/reports.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [json.loads(row)["text"].split("\n")[0] for row in rows]
    assert re.findall(r"^> (.+)$", PAGE, re.MULTILINE) == texts


def test_the_finding_opened_is_what_show_prints(walked: tuple[Path, list[tuple[str, str]]]) -> None:
    shown = shown_block(PAGE, "fnd_9b5b")
    [(_, printed)] = run_shown([re.search(r"`(servanda show my-first \w+)`", PAGE)[1]], walked[0])  # type: ignore[index]
    assert missing(shown, printed.splitlines()) == [], printed


def test_the_example_expects_what_comes_out_and_no_more(walked: tuple[Path, list[tuple[str, str]]]) -> None:
    [(_, printed)] = run_shown(["servanda findings my-first --format csv"], walked[0])
    found = {
        (row["provision"], row["party"], row["status"], row["facts missing"])
        for row in csv.DictReader(printed.splitlines())
    }
    silent = {
        ("p5", "russia"), ("p5", "turkey"), ("p6", "syrian-government"), ("p6", "syrian-armed-opposition"),
    }  # fmt: skip
    assert found == {
        ("p2", "russia", "duty_engaged", ""),
        ("h1", "", "undetermined", "actor"),
        ("h1", "syrian-government", "alleged_violation", ""),
        *((point, party, "undetermined", "performance") for point, party in silent),
    }
