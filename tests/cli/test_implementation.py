"""`implementation` as somebody at a desk meets it: the list, its filters, the months, and the page."""

import csv
import io
import json
from pathlib import Path

import pytest

from servanda.cli.app import app
from servanda.errors import UsageError
from servanda.pipeline import add_sources, init_dossier, open_case, run_case, take_agreement

TEXT = (
    "The patrol was denied access at a checkpoint near Donetsk on 4 May 2016. No progress was made in the exchange of prisoners. "
    "On 9 May 2016 forty detainees were released. The bakery in Kyiv opened at six."
)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("implementation") / "case"
    init_dossier(folder)
    (folder / "dossier.toml").write_text('title = "I"\ncountries = ["UA"]\n', encoding="utf-8")
    take_agreement(folder, "minsk-ii-2015")
    row = {"text": TEXT, "published_on": "2016-06-01", "publisher": "The Evening Paper", "language": "en"}
    (folder.parent / "a.jsonl").write_text(json.dumps(row), encoding="utf-8")
    with open_case(folder, create=True) as opened:
        add_sources(opened, [str(folder.parent / "a.jsonl")], lambda *_: None)
        run_case(opened, "local", 0, lambda *_: None)
    return folder


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    app(["implementation", *(str(one) for one in arguments)], standalone_mode=False)
    return capsys.readouterr().out


def rows(capsys: pytest.CaptureFixture[str], *arguments: object) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(run(capsys, *arguments, "--format", "csv"))))


def test_every_passage_has_sign_speaker_and_date(case, capsys):
    told = [
        (row["provision"], row["sign"], row["start"], row["speaker"], row["dated by"]) for row in rows(capsys, case)
    ]
    assert told == [
        ("p3", "setback", "2016-05-04", "The Evening Paper", "claim"),
        ("p6", "progress", "2016-05-09", "The Evening Paper", "claim"),
        ("p6", "setback", "2016-06-01", "The Evening Paper", "publication"),
    ]


def test_a_passage_without_a_claim_names_its_words(case, capsys):
    [passage] = map(
        json.loads, run(capsys, case, "--provision", "p6", "--sign", "setback", "--format", "jsonl").splitlines()
    )
    assert not passage["claims"]
    assert [span["quote"] for span in passage["evidence"]] == ["exchange of prisoners"]
    assert TEXT[passage["span"]["start"] : passage["span"]["end"]] == passage["span"]["quote"]


def test_filters_narrow_and_months_count(case, capsys):
    assert {row["provision"] for row in rows(capsys, case, "--since", "2016-05-05", "--until", "2016-06-01")} == {"p6"}
    months = [(r["provision"], r["month"], r["status"], r["setback"]) for r in rows(capsys, case, "--by-month")]
    assert months == [
        ("p3", "2016-05", "setback told", "1"),
        ("p6", "2016-05", "progress told", "0"),
        ("p6", "2016-06", "setback told", "1"),
    ]


@pytest.mark.parametrize(
    ("option", "value", "reason"),
    [
        ("--agreement", "nothing", "take one of minsk-ii-2015"),
        ("--provision", "p99", "take one of p1, p2"),
        ("--sign", "good", "progress, setback, neither"),
        ("--since", "yesterday", "is no date"),
    ],
)
def test_what_there_is_not_is_refused_with_what_there_is(case, capsys, option, value, reason):
    with pytest.raises(UsageError, match=reason):
        run(capsys, case, option, value)


def test_nothing_found_is_said(case, capsys):
    app(["implementation", str(case), "--provision", "p5"], standalone_mode=False)
    assert "no passage bears on a provision" in capsys.readouterr().err


def test_the_page_shows_passages_by_provision(case, tmp_path):
    page = tmp_path / "report.html"
    app(["report", str(case), "--output", str(page)], standalone_mode=False)
    text = page.read_text(encoding="utf-8")
    assert "passage by passage" in text
    assert "No progress was made in the exchange of prisoners." in text
