"""A name is settled on the page: acts are placed, findings follow, another choice takes its place, and it is taken back."""

import csv
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.web.conftest import SCRIPT, Client, desk_over, let_in
from tests.web.test_pages import turned

from servanda.pipeline import changes, open_case, settle
from servanda.pipeline.settling import read_choices


@pytest.fixture
def folder(named: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(named, tmp_path / "dossier"))


@pytest.fixture
def desk(folder: Path) -> Iterator[Client]:
    with desk_over(folder) as served:
        yield let_in(served)


def options(page: str) -> list[str]:
    return re.findall(r'<button form="settle" name="value" value="([^"]+)"><bdi>', page)


def test_what_keeps_an_act_off_the_map_comes_first_with_its_sentence_and_a_map(desk):
    page = desk.get("/names/").text
    assert '<h2 id="chosen"><bdi>Kuttum al-Jadida</bdi>' in page
    assert "one act waits for it" in page
    assert "shelled a market in Kuttum al-Jadida" in page
    picks = re.findall(r'<button class="pick" form="settle" name="value" value="([^"]+)"', page)
    assert picks
    assert picks == options(page)


def test_a_settled_place_puts_the_act_on_the_map_and_findings_follow(desk, folder):
    value = options(desk.get("/names/").text)[0]
    answer = desk.post("/names/settle", name="Kuttum al-Jadida", value=value, because="the doctor works there")
    assert answer.status == 302
    assert answer.headers["location"].startswith("/names/?since_decision=")
    turned(desk)
    page = desk.get("/names/").text
    assert "Kuttum al-Jadida</bdi> = <code>" in page
    assert 'id="chosen"><bdi>Kuttum al-Jadida' not in page
    with open_case(folder) as case:
        (change,) = changes(case, "names")
        assert (change.by, change.because, change.target.key) == ("ana", "the doctor works there", "fil_places.csv")
        assert change.patch["names"] == {"Kuttum al-Jadida": value}
        placed = [one for one in case.store.current("corroborate") if one.place.name == "Kuttum al-Jadida"]
        assert placed[0].place.place_id == value
        assert {one.event for one in case.store.log()} >= {"reviewed"}
    assert "changed a file" in desk.get("/log/?by=ana").text


def test_it_is_settled_otherwise_and_taken_back_step_by_step(desk, folder):
    first = options(desk.get("/names/").text)[0]
    desk.post("/names/settle", name="Kuttum al-Jadida", value=first)
    desk.post("/names/settle", name="Kuttum al-Jadida", latitude="14.5", longitude="24.5", km="4")
    turned(desk)
    rows = list(csv.DictReader((folder / "places.csv").read_text(encoding="utf-8").splitlines()))
    holding = [row for row in rows if "Kuttum al-Jadida" in (row["name"], *row["aliases"].split(";"))]
    assert [(row["latitude"], row["source"][:14]) for row in holding] == [("14.50000", "settled by ana")]
    undo = re.findall(r'action="(/names/undo/dec_\w+)"', desk.get("/names/").text)
    assert len(undo) == 1, "only what was said last is taken back"
    assert desk.post(undo[0]).status == 302
    turned(desk)
    again = re.findall(r'action="(/names/undo/dec_\w+)"', desk.get("/names/").text)
    assert len(again) == 1
    assert again != undo
    desk.post("/undo")
    turned(desk)
    assert 'id="chosen"><bdi>Kuttum al-Jadida' in desk.get("/names/").text


def test_a_new_body_is_entered_with_its_kind(desk, folder):
    page = desk.get("/names/?name=Moonlit+Brigade&what=actor").text
    assert "somebody new" in page
    desk.post("/names/settle", name="Moonlit Brigade", value="armed_group")
    turned(desk)
    assert "moonlit-brigade" in (folder / "actors.yaml").read_text(encoding="utf-8")
    assert "Moonlit Brigade</bdi> = <code>moonlit-brigade" in desk.get("/names/").text


def test_what_is_no_choice_is_refused_and_nothing_is_written(desk, folder):
    for fields in (
        {"name": "Kuttum al-Jadida"},
        {"name": "Kuttum al-Jadida", "latitude": "95", "longitude": "24"},
        {"value": "x:1"},
    ):
        assert desk.post("/names/settle", **fields).status == 400
    assert desk.post("/names/settle", name="Kuttum al-Jadida", value="geonames:0").status == 400
    with open_case(folder) as case:
        assert changes(case) == ()
    assert desk.get("/names/settle").status == 400
    assert desk.post("/names/undo/dec_0").status == 404


def test_names_from_an_address_are_never_markup(desk):
    from urllib.parse import quote

    page = desk.get(f"/names/?name={quote(SCRIPT)}&words={quote(SCRIPT)}").text
    assert SCRIPT not in page
    assert "&lt;script&gt;" in page


def test_the_command_line_says_who_settled_and_why(folder):
    from servanda.pipeline import Said

    with open_case(folder) as case:
        settle(case, read_choices(["Kuttum al-Jadida=14.5,24.5"]), Said("ben", "seen on the ground"))
        assert [(one.by, one.because) for one in changes(case)] == [("ben", "seen on the ground")]
