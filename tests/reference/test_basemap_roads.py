"""Roads of a downloaded file become rows of the base map, and are drawn; the file must be the one that the maintainer names."""

import json
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from servanda.reference import basemap
from servanda.reference.basemap import Window, base_map
from servanda.report.maps import MapScene, Mark, draw

ROOT = Path(__file__).resolve().parents[2]
WEST_OF_KHARTOUM = Window(30.5, 15.0, 32.5, 16.0)


@pytest.fixture(scope="module")
def script():
    sys.path.insert(0, str(ROOT / "scripts"))
    try:
        import derive_basemap
    finally:
        sys.path.remove(str(ROOT / "scripts"))
    return derive_basemap


def _feature(name: str | None, points: list, kind: str = "LineString", **facts) -> dict:
    return {
        "type": "Feature",
        "properties": {"name": name, "featurecla": "Road", "type": "Major Highway", "scalerank": 4} | facts,
        "geometry": {"type": kind, "coordinates": points},
    }


@pytest.fixture
def roads(tmp_path: Path) -> Path:
    path = tmp_path / "roads.geojson"
    features = [
        _feature("A1", [[31.0, 15.5], [31.5, 15.5005], [32.0, 15.5], [32.0, 15.9]]),
        _feature(None, [[[30.0, 15.2], [30.4, 15.2]], [[31.1, 15.2], [31.4, 15.3]]], "MultiLineString", scalerank=None),
        _feature("F1", [[31.0, 15.6], [31.2, 15.7]], featurecla="Ferry", type="Ferry Route"),
        _feature("R1", [[179.5, -17.0], [-179.5, -17.0], [-179.0, -17.0]]),
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


def _rows(script, roads: Path) -> list[str]:
    return list(script.road_rows(roads, sha256(roads.read_bytes()).hexdigest()))


def test_roads_are_read_back_as_they_lie_without_ferries(script, roads, monkeypatch, capsys) -> None:
    rows = _rows(script, roads)
    assert sha256(roads.read_bytes()).hexdigest() in capsys.readouterr().out
    monkeypatch.setattr(basemap, "_rows", lambda: basemap._by_kind("\n".join(rows)))
    found = [(one.kind, one.name, one.rank, one.points) for one in base_map(WEST_OF_KHARTOUM)]
    assert found == [
        ("road", "A1", 4, ((31.0, 15.5), (32.0, 15.5), (32.0, 15.9))),
        ("road", "", 0, ((31.1, 15.2), (31.4, 15.3))),
    ]
    assert [one.points for one in base_map(Window(-180, -18, -179, -16))] == [((-179.5, -17.0), (-179.0, -17.0))]


def test_a_map_draws_roads_and_says_what_they_are(script, roads, monkeypatch) -> None:
    scene = MapScene((Mark("inc_1", "Here", 31.5, 15.5, 3.0, "town"), Mark("inc_2", "There", 32.2, 15.8, 3.0, "town")))
    assert 'class="road"' not in (without := draw(scene))
    assert ">road</text>" not in without
    known = basemap._rows()
    monkeypatch.setattr(basemap, "_rows", lambda: known | basemap._by_kind("\n".join(_rows(script, roads))))
    drawn = draw(scene)
    assert drawn.count('<path class="road"') == 1
    assert ">road</text>" in drawn


@pytest.mark.parametrize(
    ("named", "told"), [((), "then name it: --roads-sha256"), (("--roads-sha256", "0" * 64), "expected 0000")]
)
def test_a_file_that_is_not_the_one_named_is_refused(script, roads, named, told) -> None:
    with pytest.raises(SystemExit, match=told):
        script.main(["a.tgz", "b.tgz", "c.tgz", "--roads", str(roads), *named])


def test_what_is_no_geojson_is_told(script, tmp_path: Path) -> None:
    path = tmp_path / "roads.geojson"
    path.write_text("PK", encoding="utf-8")
    with pytest.raises(SystemExit, match="no GeoJSON of features"):
        _rows(script, path)
