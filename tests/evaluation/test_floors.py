"""The scorers score, and the floors are floors: a check that cannot fail is no check."""

import sys
import tomllib
from pathlib import Path

import pytest

from servanda.extract import ExtractConfig, extract
from servanda.reference import Reference, ReferenceConfig

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from evaluation import __main__ as program  # noqa: E402 - the folder is no installed package
from evaluation import own  # noqa: E402

TEXT = "Gunmen shot three people in Tarvin on 5 May 2031, Mayor Piet Vandam said. He hopes that the truce will hold."
ROW = {"id": "t1", "text": TEXT, "published_on": "2031-05-06"}


@pytest.fixture(scope="module")
def claims() -> tuple[object, ...]:
    return tuple(extract(own.layer(ROW), ExtractConfig(), Reference(ReferenceConfig())))


def test_floors_name_suites_and_bounds() -> None:
    floors = tomllib.loads(program.FLOORS.read_text(encoding="utf-8"))
    assert set(floors) <= set(program.SUITES)
    for figures in floors.values():
        for bound in figures.values():
            assert set(bound) in ({"floor"}, {"ceiling"})


@pytest.mark.parametrize(("value", "broken"), [(0.5, True), (0.6, False), (0.7, False)])
def test_a_figure_under_its_floor_breaks_it(value: float, broken: bool) -> None:
    assert program._told("suite", "f1", value, {"f1": {"floor": 0.6}}) is broken


@pytest.mark.parametrize(("value", "broken"), [(0, False), (1, True)])
def test_a_figure_over_its_ceiling_breaks_it(value: float, broken: bool) -> None:
    assert program._told("suite", "false", value, {"false": {"ceiling": 0}}) is broken


def test_an_unknown_suite_is_refused() -> None:
    with pytest.raises(SystemExit) as ended:
        program.main(["no-such-suite"])
    assert ended.value.code == 2


def test_the_scorer_finds_what_is_there_and_only_that(claims) -> None:
    shot = {
        "kind": "event",
        "type": ["ASSAULT"],
        "words": "shot",
        "speaker": "Piet Vandam",
        "places": ["Tarvin"],
        "start": "2031-05-05",
    }
    [found, *_] = own.matches(shot, TEXT, claims)
    assert all(own.right_fields(shot, found).values())
    other = {**shot, "speaker": "Anton Merced", "places": ["Ostrel"], "polarity": "denied", "toll": {"killed": [9, 9]}}
    wrong = {name for name, right in own.right_fields(other, found).items() if not right}
    assert wrong == {"speaker", "places", "polarity", "toll"}
    assert not list(own.matches({**shot, "type": ["CONSULT"]}, TEXT, claims))


def test_one_claim_serves_one_row_of_the_gold(claims) -> None:
    shot = {"kind": "event", "type": ["ASSAULT"], "words": "shot"}
    served = own.pairs({"text": TEXT, "claims": [shot, shot]}, claims)
    assert [match is not None for _, match in served] == [True, False]


def test_a_speaker_is_held_against_a_gold_that_names_none(claims) -> None:
    [found, *_] = own.matches({"kind": "event", "words": "shot"}, TEXT, claims)
    assert own.right_fields({"kind": "event", "words": "shot"}, found)["speaker"] is False


def test_a_floor_without_its_figure_breaks(tmp_path, monkeypatch, capsys) -> None:
    floors = tmp_path / "floors.toml"
    floors.write_text("[tiny]\nthere = {floor = 1}\nmisspelt = {floor = 1}\n", encoding="utf-8")
    monkeypatch.setattr(program, "FLOORS", floors)
    monkeypatch.setitem(program.SUITES, "tiny", (lambda: {"there": 1.0}, None))
    assert program.main(["tiny"]) == 1
    assert "misspelt" in capsys.readouterr().out
    monkeypatch.setitem(program.SUITES, "tiny", (lambda: {"there": 1.0, "misspelt": 1.0}, None))
    assert program.main(["tiny"]) == 0
    monkeypatch.setitem(program.SUITES, "tiny", (dict, tmp_path / "absent"))
    assert program.main(["tiny"]) == 0
    assert "skipped" in capsys.readouterr().out


def test_the_own_suite_measures_every_figure_that_has_a_floor() -> None:
    floors = tomllib.loads(program.FLOORS.read_text(encoding="utf-8"))
    assert set(floors["own"]) <= set(own.measure())


def test_words_that_tell_of_no_event_are_held_against_events(claims) -> None:
    assert own.happened("shot", TEXT, claims)
    assert not own.happened("hold", TEXT, claims)


def test_the_own_gold_quotes_its_texts() -> None:
    rows = list(own.rows(own.GOLD))
    assert len(rows) >= 40
    for row in rows:
        for words in [*(claim["words"] for claim in row["claims"]), *row["never"]]:
            assert row["text"].count(words) >= 1, (row["id"], words)
