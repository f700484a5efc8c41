"""What sources say of their checks, from reports to the table of a week, through the program's own commands."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.truce import AGREEMENT
from typer.testing import CliRunner

from servanda.cli import app

TOLD = {
    "Kutum": "UNISFA confirmed the shelling.",
    "Zalingei": "The Rapid Support Forces confirmed the shelling.",
    "Nyala": "UNISFA found no evidence of the shelling.",
    "Geneina": "The report could not be independently verified.",
    "Kabkabiya": "The Rapid Support Forces found no evidence of the attack.",
}


def run(*words: str) -> str:
    done = CliRunner().invoke(app, list(words))
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("checks") / "case"
    run("init", str(place))
    (place / "dossier.toml").write_text('title = "Darfur"\ncountries = ["SD"]\n', encoding="utf-8")
    truce = f"{AGREEMENT}monitoring: {{bodies: [{{id: unisfa}}]}}\n"
    (place / "agreements" / "truce.yaml").write_text(truce, encoding="utf-8")
    rows = [
        {
            "id": f"r{n}",
            "publisher": f"Outlet {n}",
            "published_on": "2031-05-15",
            "text": f"The Rapid Support Forces shelled {town} on 1{n} May 2031, residents said. {check}",
        }
        for n, (town, check) in enumerate(TOLD.items())
    ]
    table = place.parent / "reports.jsonl"
    table.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    run("add", "--public", str(place), str(table))
    run("run", str(place))
    return place


def test_claims_carry_what_their_own_source_says(folder: Path) -> None:
    claims = [
        json.loads(line) for line in run("claims", str(folder), "--kind", "event", "--format", "jsonl").splitlines()
    ]
    found = {claim["places"][0]["name"]: claim["verification"] for claim in claims if claim["places"]}
    assert {town: given and given["value"] for town, given in found.items()} == {
        "Kutum": "confirmed",
        "Zalingei": "confirmed",
        "Nyala": "not_corroborated",
        "Geneina": "unverified",
        "Kabkabiya": "not_corroborated",
    }
    assert found["Kutum"]["by"]["entity_id"] == "unisfa"


def test_only_a_monitor_confirms_and_no_party_refutes(folder: Path, tmp_path: Path) -> None:
    week = tmp_path / "week.xlsx"
    run("report", str(folder), "--since", "2031-05-08", "--until", "2031-05-15", "--output", str(week))
    rows = [row for sheet in load_workbook(week) for row in sheet.iter_rows(values_only=True)]
    head = next(row for row in rows if "told or confirmed by a monitor" in row)
    shelling = next(row for row in rows if row[0] == "Shelling and missiles" and len(row) == len(head))
    counted = dict(zip(head, shelling, strict=True))
    assert counted["told or confirmed by a monitor"] == 1
    assert counted["not corroborated or disproved"] == 1
