"""A dossier asked by weeks: no incident, claim or finding in two of them, none lost, and the unsure ones apart."""

import csv
import json
from itertools import pairwise
from pathlib import Path

import pytest
from tests.truce import AGREEMENT
from typer.testing import CliRunner

from servanda.cli import app
from servanda.errors import UsageError
from servanda.pipeline import add_sources, build_view, init_dossier, list_period, open_case, run_case
from servanda.report.index import index_view
from servanda.report.matrix import implementation

CUTS = ["2031-05-22", "2031-05-29", "2031-06-01"]
TEXTS = [
    "The Rapid Support Forces shelled Nyala on 21 May 2031, a doctor said.",
    "The Rapid Support Forces shelled Zalingei on 22 May 2031, killing four people.",
    "The Rapid Support Forces shelled El Fasher on 28 May 2031, killing more than 30 people.",
    "The Rapid Support Forces shelled Kutum on 29 May 2031, killing six people.",
    "The Rapid Support Forces shelled Geneina on the night of 28 May 2031, a teacher said.",
    "The Rapid Support Forces shelled Ed Daein between 30 May and 2 June 2031, residents said.",
    "The Rapid Support Forces shelled the market of Kabkabiya, residents said.",
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("periods") / "case"
    init_dossier(place)
    (place / "dossier.toml").write_text('title = "Darfur"\ncountries = ["SD"]\n', encoding="utf-8")
    (place / "agreements" / "truce.yaml").write_text(AGREEMENT, encoding="utf-8")
    rows = [
        {"id": f"r{n}", "publisher": f"Outlet {n}", "published_on": "2031-06-05", "text": text}
        for n, text in enumerate(TEXTS)
    ]
    table = place.parent / "reports.jsonl"
    table.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    with open_case(place, create=True, now=lambda: "2031-06-30T00:00:00Z") as case:
        add_sources(case, [str(table)], lambda *_: None)
        run_case(case, "local", 1, lambda *_: None)
    return place


def ids(pairs) -> list[str]:
    return [record.id for record, _ in pairs]


@pytest.mark.parametrize("what", ["incidents", "findings", "claims"])
def test_consecutive_periods_share_nothing_and_lose_nothing(folder: Path, what: str) -> None:
    ends = [None, *CUTS, None]
    periods = [{k: v for k, v in zip(("since", "until"), pair, strict=True) if v} for pair in pairwise(ends)]  # fmt: skip
    with open_case(folder) as case:
        everything = ids(list_period(case, what, {}).sure)
        counted = [list_period(case, what, wanted) for wanted in periods]
    sure = [name for one in counted for name in ids(one.sure)]
    unsure = {name for one in counted for name in ids(one.unsure)}
    assert len(sure) == len(set(sure))
    assert not set(sure) & unsure
    assert {*sure, *unsure} == set(everything)
    assert unsure, "the dossier must hold straddlers and undated ones, or nothing is tested"


def test_what_crosses_a_seam_or_has_no_date_is_counted_apart_and_said(folder: Path) -> None:
    told = CliRunner().invoke(app, ["incidents", str(folder), "--since", "2031-05-22", "--until", "2031-05-29", "--format", "csv"])  # fmt: skip
    assert told.exit_code == 0
    assert {"Zalingei", "El Fasher"} <= {row["place"] for row in csv.DictReader(told.stdout.splitlines())}
    assert "Kutum" not in told.stdout
    assert "with those whose day is not sure" in told.stderr
    apart = CliRunner().invoke(app, ["incidents", str(folder), "--since", "2031-05-22", "--until", "2031-05-29", "--unsure", "--format", "csv"])  # fmt: skip
    assert "Geneina" in apart.stdout
    assert "Zalingei" not in apart.stdout


def test_an_empty_period_is_refused(folder: Path) -> None:
    with open_case(folder) as case, pytest.raises(UsageError, match="--until is not included"):
        list_period(case, "incidents", {"since": "2031-05-29", "until": "2031-05-29"})


def test_a_month_counts_what_lies_in_it_and_the_rest_beside_the_party(folder: Path) -> None:
    with open_case(folder) as case:
        view = build_view(case)
    found = implementation(view, index_view(view))
    [row] = [
        row
        for agreement in found["agreements"]
        for row in agreement["rows"]
        if row["provision"] == "p1" and row["party"]
    ]
    may = row["cells"][found["months"].index("2031-05")]
    counted = [finding for finding in view.findings if finding.provision_id == "p1" and finding.incident_id]
    sure = sum(cell["count"] for cell in row["cells"])
    assert row["unsure"] >= 2
    assert sure + row["unsure"] == len(counted)
    assert "cross an end of the month" in may["title"]
    assert not row["silent"]
