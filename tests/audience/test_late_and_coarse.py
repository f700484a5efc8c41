"""Partners and the public get reports late, places by district, and nothing of where forces may still be: in every form."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from tests.audience.leaks import NOW, dossier_of, parts, report, silent
from tests.truce import AGREEMENT

from servanda.errors import UsageError
from servanda.model.identification import Identification
from servanda.pipeline import Judgement, decide, open_case, run_case
from servanda.report import ENDINGS as FORMS
from servanda.report import ReleaseConfig, examined, too_recent

ENDINGS = (*FORMS, ".zip")
SETTINGS = 'title = "Late"\ncountries = ["UA"]\ntimezone = "Europe/Kyiv"\n'
PUBLIC = {"sensitivity": "public"}


def _row(number: int, day: str, text: str) -> dict[str, Any]:
    return {
        "id": f"r{number}",
        "publisher": f"Paper {number}",
        "title": f"Report {number}",
        "published_on": day,
        "text": text,
        **PUBLIC,
    }


OLD = _row(
    1,
    "2031-01-06",
    "The Rapid Support Forces shelled Shyrokyne on 5 January 2031, killing six civilians, the Red Crescent said.",
)
OTHER = _row(
    2,
    "2031-01-07",
    "The Rapid Support Forces shelled Shyrokyne on 5 January 2031, killing nine civilians, a doctor said.",
)
FRESH = _row(
    3,
    "2031-05-20",
    "The Rapid Support Forces shelled Avdiivka on 19 May 2031, killing two civilians, Tamsin Orlevitz said.",
)
POSITION = _row(4, "2031-04-10", "Monitors saw four tanks in Volnovakha on 9 April 2031, Quillon Abera said.")
LONG_AGO = _row(5, "2031-01-10", "Monitors saw four tanks in Sartana on 9 January 2031.")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("late") / "case"
    return dossier_of(folder, [OLD, OTHER, FRESH, POSITION, LONG_AGO], SETTINGS, AGREEMENT)


def _points(folder: Path) -> list[tuple[str, str, str]]:
    """Return latitude, longitude and id of every place of the record that is finer than a district."""
    with open_case(folder, now=lambda: NOW) as case:
        found = [
            item.place for item in case.store.current("extract") if isinstance(item, Identification) and item.place
        ]
    fine = {"point", "town", "subdistrict", "area"}
    return sorted({(str(p.latitude), str(p.longitude), p.place_id or "") for p in found if p.precision in fine})


@pytest.mark.parametrize("audience", ["partner", "public"])
@pytest.mark.parametrize("ending", ENDINGS)
def test_no_form_gives_a_point(desk, tmp_path, ending, audience):
    points = _points(desk)
    assert len(points) >= 2
    report(desk, tmp_path / f"a{ending}", audience)
    for where, text in parts("", (tmp_path / f"a{ending}").read_bytes()):
        numbers = set(re.findall(r"-?\d+\.\d+", text))
        for latitude, longitude, place in points:
            assert latitude not in numbers, where
            assert longitude not in numbers, where
            assert not place or not re.search(rf"{re.escape(place)}(?!\d)", text), where


def test_the_test_would_see_a_point(desk, tmp_path):
    report(desk, tmp_path / "in.jsonl", "internal")
    text = (tmp_path / "in.jsonl").read_text(encoding="utf-8")
    assert any(latitude in text for latitude, _, _ in _points(desk))


@pytest.mark.parametrize("audience", ["partner", "public"])
def test_places_are_told_by_district_and_that_of_the_words_stays(desk, tmp_path, audience):
    report(desk, tmp_path / "a.geojson", audience)
    found = json.loads((tmp_path / "a.geojson").read_text(encoding="utf-8"))["features"]
    assert found
    for one in found:
        assert one["properties"]["precision"] in {"district", "governorate", "country"}
        assert one["properties"]["radius_km"] >= 10
        assert all(round(value, 1) == value for value in one["geometry"]["coordinates"])
    report(desk, tmp_path / "a.jsonl", audience)
    lines = [json.loads(line) for line in (tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines()]
    assert not [item for item in lines if "Shyrokyne" in json.dumps(item.get("place", ""))]
    assert any("Shyrokyne" in item["span"]["quote"] for item in lines if "span" in item)


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_is_too_recent_or_tells_a_position_is_in_no_form(desk, tmp_path, ending):
    written = report(desk, tmp_path / f"a{ending}", "public")
    assert {item.words for item in written.left_out if item.kind == "document"} == {
        "1 document: it is too recent",
        "1 document: it tells where forces or weapons may still be",
    }
    text = " ".join(text for _, text in parts("", (tmp_path / f"a{ending}").read_bytes()))
    text = re.sub(r'<text class="halo".*?</text><text class="label town".*?</text>', "", text)  # towns of the base map
    for word in ("Avdiivka", "Orlevitz", "Volnovakha", "Abera"):
        assert word not in text
    report(desk, tmp_path / f"in{ending}", "internal")
    whole = " ".join(text for _, text in parts("", (tmp_path / f"in{ending}").read_bytes()))
    assert "Avdiivka" in whole or ending in {
        ".geojson",
        ".zip",
        ".statements.csv",
        ".verdicts.csv",
    }  # no known point, no finding, no statement, no verdict


def test_a_court_gets_all_of_it_as_it_is(desk, tmp_path):
    assert report(desk, tmp_path / "a.jsonl", "court").left_out == ()
    text = (tmp_path / "a.jsonl").read_text(encoding="utf-8")
    assert any(latitude in text for latitude, _, _ in _points(desk))


def test_the_lead_sets_the_delay(tmp_path):
    settings = SETTINGS + "[release]\ndelay_days = 0\npositions_days = 0\n"
    folder = dossier_of(tmp_path / "case", [OLD, FRESH, POSITION], settings, AGREEMENT)
    assert report(folder, tmp_path / "a.html").left_out == ()
    assert "Avdiivka" in (tmp_path / "a.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("ending", [".html", ".zip", ".jsonl"])
def test_no_decision_tells_a_point(tmp_path, ending):
    folder = dossier_of(tmp_path / "case", [OLD, OTHER], SETTINGS, AGREEMENT)
    with open_case(folder, now=lambda: NOW) as case:
        claim = next(claim for claim in case.store.records("claim") if getattr(claim, "places", ()))
        seen, changes = "seen at 47.12345, 37.54321", ("place.latitude=47.12345", "place.longitude=37.54321")
        decide(case, Judgement(target=claim.id, verdict="amend", by="ana", because=seen, changes=changes))
        run_case(case, "local", 0, silent)
    output = tmp_path / f"a{ending}"
    report(folder, output, "public")
    text = " ".join(text for _, text in parts("", output.read_bytes()))
    assert "47.123" not in text
    assert "37.543" not in text
    report(folder, tmp_path / "court.html", "court")
    assert "seen at 47.12345" in (tmp_path / "court.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("audience", ["partner", "public"])
def test_bundles_verify_and_hold_no_rows_of_places(desk, tmp_path, audience):
    report(desk, tmp_path / "a.zip", audience)
    assert examined(tmp_path / "a.zip")[0] == []
    report(desk, tmp_path / "p.zip", audience, with_proofs=True)
    assert examined(tmp_path / "p.zip")[0] == []
    for name in ("a", "p"):
        rows = dict(parts("", (tmp_path / f"{name}.zip").read_bytes()))["/records.jsonl"]
        found = [
            json.loads(json.loads(line)["body"] or "{}") for line in rows.splitlines() if '"identification"' in line
        ]
        assert not [item for item in found if item["what"] == "place"]


def test_a_map_and_a_trace_name_no_place_finer_than_a_district(desk, tmp_path):
    report(desk, tmp_path / "a.html", "public")
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    [drawing] = re.findall(r'<svg class="map".*?</g>\n</svg>', page, re.DOTALL)
    assert "Shyrokyne" not in drawing
    assert "known to 5 km" not in page


@pytest.mark.parametrize(
    ("day", "tells", "kind"),
    [
        ("2031-05-02", False, None),
        ("2031-05-03", False, "it is too recent"),
        ("2031-05-02T23:00:00Z", False, None),
        ("2031-05", False, "it is too recent"),
        ("2031-04", False, None),
        (None, False, "it is too recent"),
        ("2031-05-02", True, "it tells where forces or weapons may still be"),
        ("2031-05-30", True, "it is too recent"),
        ("2031-03-03", True, None),
        ("2031-03-04", True, "it tells where forces or weapons may still be"),
    ],
)
def test_days_are_counted_from_publication(day, tells, kind):
    found = too_recent(day, "2031-06-01T09:00:00Z", ReleaseConfig(), tells_positions=tells)
    assert (found.kind if found else None) == kind


def test_a_delay_is_no_negative_number():
    with pytest.raises(ValueError, match="delay_days"):
        ReleaseConfig(delay_days=-1)


def test_proofs_of_a_claim_with_points_are_refused(desk, tmp_path, monkeypatch):
    monkeypatch.setattr("servanda.pipeline.releasing.has_points", lambda _: True)
    with pytest.raises(UsageError, match="entered with coordinates"):
        report(desk, tmp_path / "p.zip", "public", with_proofs=True)
