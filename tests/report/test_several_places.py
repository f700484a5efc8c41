"""An act told at once of several places stands at all of them wherever a report shows places (decision 0285)."""

import json
import sqlite3
from dataclasses import replace as with_fields
from pathlib import Path

import pytest

from servanda.model.incidents import Incident, IncidentPlace
from servanda.model.making import replace
from servanda.pipeline.coarsening import _incident
from servanda.report import ReportConfig, ReportView, drawn_words, render
from servanda.report.geometry import frame
from servanda.report.maps import closer, scene_of
from servanda.report.maps.clusters import clustered, spots
from servanda.report.phrases import describe, where
from servanda.report.standing import standing
from servanda.report.tables import ROWS

OTHERS = (
    IncidentPlace(
        name="Kass", place_id="x:kass", latitude=12.5, longitude=24.25, precision="town", radius_km=5.0, country="SD"
    ),
    IncidentPlace(name="Umm Gadid"),
)


@pytest.fixture(scope="module")
def spread(view: ReportView) -> tuple[ReportView, Incident]:
    """The view with one of its acts at three places, and that act."""
    first = next(one for one in view.acts if one.place.latitude is not None)
    act = replace(first, also_at=OTHERS)
    return with_fields(view, incidents=tuple(act if one.id == act.id else one for one in view.incidents)), act


def _made(view: ReportView, ending: str) -> bytes:
    return render(view, Path(f"a{ending}"), ReportConfig())


def test_words_and_lists_say_all_places(spread: tuple[ReportView, Incident]) -> None:
    view, act = spread
    named = f"{act.place.name}; Kass; Umm Gadid"
    assert act.told_place == named
    assert where(act).endswith("; Kass (town, radius 5 km); Umm Gadid (not located)")
    assert where(act) in describe(act)
    assert next(row for one, row in ROWS["incidents"](view) if one.id == act.id)["place"] == named
    page = _made(view, ".html").decode()
    assert f'data-place="{named}"' in page
    assert "Kass (town, radius 5 km)" in page


def test_files_hold_all_places(spread: tuple[ReportView, Incident], tmp_path: Path) -> None:
    view, act = spread
    feature = next(one for one in json.loads(_made(view, ".geojson"))["features"] if one["id"] == act.id)
    assert feature["geometry"] == {
        "type": "MultiPoint", "coordinates": [[act.place.longitude, act.place.latitude], [24.25, 12.5]],
    }  # fmt: skip
    assert feature["properties"]["place"] == act.place.name
    assert feature["properties"]["other_places"] == "Kass (12.5, 24.25); Umm Gadid"
    entities = [json.loads(line) for line in _made(view, ".ftm.json").splitlines()]
    event = next(one["properties"] for one in entities if one["id"] == act.id.replace("_", "-"))
    assert event["location"] == [place.name for place in act.places]
    addresses = {one["id"]: one["properties"]["full"] for one in entities if one["schema"] == "Address"}
    assert [addresses[name] for name in event["addressEntity"]] == [[place.name] for place in act.places]
    (tmp_path / "a.sqlite").write_bytes(_made(view, ".sqlite"))
    with sqlite3.connect(tmp_path / "a.sqlite") as database:
        assert database.execute("SELECT latitude FROM places WHERE place_id = 'x:kass'").fetchall() == [(12.5,)]
    database.close()


def test_a_map_shows_every_place_and_counts_the_act_once(spread: tuple[ReportView, Incident]) -> None:
    _, act = spread
    scene = scene_of([act], {}, {})
    assert [mark.place for mark in scene.marks] == [act.place.name, "Kass"]
    assert {mark.id for mark in scene.marks} == {act.id}
    assert scene.unplaced == 0
    (sign,) = clustered(spots(scene.marks), frame([mark.at for mark in scene.marks], 400), 1e6)
    assert len(sign.marks) == 1
    assert sign.label(drawn_words("en")).endswith(" and 1 more")
    assert sign.label(drawn_words("ar")).endswith("1\u2069")
    assert closer(scene) is None


def test_outside_each_place_is_told_by_its_district_once(spread: tuple[ReportView, Incident]) -> None:
    _, act = spread
    district = IncidentPlace(name="Nyala district")
    told = _incident(act, lambda place: place if place.name == "Kass" else district)
    assert [place.name for place in told.places] == ["Nyala district", "Kass"]


def test_what_is_only_denied_is_a_statement_and_says_so(view: ReportView) -> None:
    act = next(one for one in view.acts if one.kind == "ASSAULT")
    denied = replace(act, denials=act.members)
    parted = standing([denied], view.book, view.period)
    assert (parted.acts, parted.statements) == ((), (denied,))
    answered = replace(act, members=(*act.members, "clm_no"), denials=("clm_no",))
    assert standing([answered], view.book, view.period).acts == (answered,)
    shown = with_fields(view, incidents=(denied,))
    ((_, row),) = ROWS["statements"](shown)
    assert row["modality"] == "denied"
    assert "Assault" in describe(denied)
    assert ", denied" in describe(denied)
    assert "denied" in _made(shown, ".statements.csv").decode()
