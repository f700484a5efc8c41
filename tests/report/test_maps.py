"""A map shows every incident that has a place, where it is and how well that is known, and says the rest in words."""

import re
from itertools import combinations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from servanda.model.incidents import Incident, IncidentPlace
from servanda.model.places import Stretch
from servanda.reference.basemap import CREDIT
from servanda.report.geometry import Frame, frame
from servanda.report.maps import ZOOMS, MapScene, Mark, closer, draw, scene_of
from servanda.report.maps.clusters import clustered, spots
from servanda.report.maps.labels import Box, Label, placed
from servanda.report.maps.signs import shape
from servanda.report.maps.style import BASE, COLOUR, HALO
from servanda.report.phrases import STATUS_ORDER

SVG = "{http://www.w3.org/2000/svg}"
SQUARE = [[32.0, 15.0], [33.0, 15.0], [33.0, 16.0], [32.0, 16.0], [32.0, 15.0]]


def _incident(number: int, **place) -> Incident:
    given = {
        "name": f"Place {number}",
        "latitude": 15.5,
        "longitude": 32.5,
        "precision": "town",
        "radius_km": 5.0,
    } | place
    return Incident(
        id=f"inc_{number}", handle=f"INC-{number:04}", kind="ASSAULT", members=(), place=IncidentPlace(**given),
        n_documents=1, n_independent_origins=1, credibility="6",
    )  # fmt: skip


def _marks(*at: tuple[float, float]) -> MapScene:
    return MapScene(tuple(Mark(f"inc_{n}", f"Place {n}", x, y, 3.0, "town") for n, (x, y) in enumerate(at)))


def _tree(svg: str) -> etree._Element:
    return etree.fromstring(svg.encode())


def _classed(tree, name: str) -> list:
    return [one for one in tree.iter() if name in (one.get("class") or "").split()]


degrees = st.tuples(st.floats(22, 38), st.floats(9, 22))


@settings(max_examples=6, deadline=None)
@given(st.lists(degrees, min_size=1, max_size=12))
def test_every_incident_is_on_the_map_at_every_zoom(at) -> None:
    scene = _marks(*at)
    tree = _tree(draw(scene, zooms=ZOOMS))
    _, _, width, height = map(float, tree.find(f"{SVG}svg").get("viewBox").split())
    for level, zoom in zip(_classed(tree, "level"), ZOOMS, strict=True):
        signs = level.findall(f"{SVG}a")
        assert sorted(" ".join(one.get("data-incidents") for one in signs).split()) == sorted(m.id for m in scene.marks)
        for sign in signs:
            x, y = (float(v) for v in _middle(sign))
            assert 0 <= x <= width * zoom
            assert 0 <= y <= height * zoom


def _middle(sign) -> tuple[str, str]:
    spot = next(one for one in sign.iter() if "spot" in (one.get("class") or ""))
    return spot.get("cx"), spot.get("cy")


@given(st.lists(degrees, min_size=2, max_size=30))
def test_a_shared_sign_stands_at_one_of_its_places(at) -> None:
    view = frame(at, 720)
    assert view is not None
    signs = clustered(spots(_marks(*at).marks), view, 17)
    assert sum(len(one.marks) for one in signs) == len(at)
    for one in signs:
        assert (one.x, one.y) in {view.point(spot.longitude, spot.latitude) for spot in one.spots}
    for a, b in combinations(signs, 2):
        assert (a.x - b.x) ** 2 + (a.y - b.y) ** 2 >= 17**2


def test_the_same_scene_is_the_same_drawing_and_asks_nobody():
    scene = scene_of([_incident(1)], {"pact/belt": {"type": "Polygon", "coordinates": [SQUARE]}}, {})
    assert draw(scene) == draw(scene)
    svg = draw(scene).replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert not re.search(r"https?:|url\(|<style|<script|<image| style=|javascript", svg)


def test_what_only_a_country_is_known_of_is_told_not_drawn():
    country = _incident(2, name="Sudan", precision="country", radius_km=900.0)
    nowhere = _incident(3, name=None, latitude=None, longitude=None, precision="unknown", radius_km=None)
    scene = scene_of([_incident(1), country, nowhere], {}, {})
    assert [mark.id for mark in scene.marks] == ["inc_1"]
    words = " ".join(_tree(draw(scene)).itertext())
    assert "Known to a country only, not drawn: Sudan (1)." in words
    assert "1 act without a known place." in words


def test_precision_is_a_ring_as_wide_as_the_place_is_known():
    scene = scene_of([_incident(1, radius_km=5.0), _incident(2, latitude=15.9, radius_km=20.0)], {}, {})
    rings = sorted(float(one.get("r")) for one in _classed(_tree(draw(scene)), "precision"))
    assert rings[1] == pytest.approx(4 * rings[0], rel=0.02)


def test_a_division_is_an_area_and_a_stretch_a_line():
    area = _incident(1, name="Idlib", latitude=35.93, longitude=36.63, precision="governorate", radius_km=81.0)
    band = _incident(
        2, latitude=35.6, longitude=36.6, stretch=Stretch(start=(35.5, 36.6), end=(35.7, 36.7), width_km=2.0)
    )
    tree = _tree(draw(scene_of([area, band], {}, {})))
    [drawn] = _classed(tree, "area")
    assert drawn.tag == f"{SVG}path"
    assert "somewhere in this area" in "".join(drawn.itertext())
    assert len(_classed(tree, "band")) == 2
    assert not [one for one in _classed(tree, "precision") if one.tag == f"{SVG}circle"]


def test_a_division_that_the_base_map_lacks_is_a_ring():
    sea = _incident(1, latitude=0.0, longitude=-30.0, precision="governorate", radius_km=30.0)
    assert [one.tag for one in _classed(_tree(draw(scene_of([sea], {}, {}))), "precision")] == [f"{SVG}circle"]


def test_zones_are_areas_or_lines_and_named_once():
    zones = {
        "pact/belt": {"type": "Polygon", "coordinates": [SQUARE]},
        "pact/belt#2": {"type": "Polygon", "coordinates": [[[x, y - 0.1] for x, y in SQUARE]]},
        "other/belt": {"type": "Polygon", "coordinates": [SQUARE]},
        "pact/contact_line": {"type": "LineString", "coordinates": SQUARE[:2]},
        "pact/far": {"type": "Polygon", "coordinates": [[[x + 20, y] for x, y in SQUARE]]},
    }
    tree = _tree(draw(scene_of([_incident(1), _incident(2, latitude=15.1)], zones, {})))
    titles = ["".join(one.itertext()) for one in _classed(tree, "zone") if one.tag == f"{SVG}path"]
    assert titles == [
        "other/belt; pact/belt (indicative)",
        "pact/belt#2 (indicative)",
        "pact/contact_line (indicative)",
    ]
    names = [
        one.text for one in tree.iter(f"{SVG}text") if "label" in one.get("class", "") and "zone:" in (one.text or "")
    ]
    assert sorted(names) == ["zone: belt", "zone: contact line"]


def test_every_status_has_a_shape_of_its_own_and_is_dark_on_the_land():
    drawn = {}
    for status in (*STATUS_ORDER, "none"):
        bare = re.sub(r'fill="#(?!ffffff)\w+"|stroke="#\w+"|class="[^"]+"', "", shape(status, 10, 10, 5))
        drawn.setdefault(bare, set()).add(COLOUR[status])
    assert len(drawn) == 5
    assert all(len(colours) == 1 for colours in drawn.values())  # who sees no colour loses nothing
    for colour in COLOUR.values():
        assert _contrast(colour, BASE["land"]["fill"]) >= 4.5  # WCAG 2.2, 1.4.3
    assert _contrast("#565d64", HALO) >= 4.5


def _contrast(one: str, other: str) -> float:
    high, low = sorted((_light(one), _light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _light(colour: str) -> float:
    """Relative luminance of a colour (WCAG 2.2)."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@example([(125.0, 137.0)])
@given(st.lists(st.tuples(st.floats(0, 400), st.floats(0, 300)), max_size=20))
def test_no_name_covers_another_or_a_sign(at) -> None:
    view = Frame(0, 0, 1, 0, 400, 300)
    taken = [Box(190, 140, 210, 160)]
    found = [_of(label) for label in placed([Label("Somewhere", x, y) for x, y in at], taken, view)]
    for one, other in combinations([*taken, *found], 2):
        assert not one.meets(other)


def _of(label: str) -> Box:
    """Return the box that a label covers at the least."""
    [(x, y, anchor)] = re.findall(
        r'class="label place" x="([\d.e-]+)" y="([\d.e-]+)" font-size="11" text-anchor="(\w+)"', label
    )
    left = float(x) - 60 * {"start": 0, "middle": 0.5, "end": 1}[anchor]
    return Box(left, float(y) - 8, left + 60, float(y))


def test_foreign_words_are_text():
    hostile = _incident(1, name='<script>alert(1)</script>"&')
    svg = draw(scene_of([hostile], {'x/<img src=y onerror="z">': {"type": "Polygon", "coordinates": [SQUARE]}}, {}))
    tree = _tree(svg)
    assert not [one for one in tree.iter() if one.tag in {f"{SVG}script", f"{SVG}img"}]
    assert any("<script>alert(1)</script>" in text for text in tree.itertext())


def test_a_closer_map_shows_where_most_lie_and_only_where_that_helps():
    many = [(36.6 + n / 100, 35.5) for n in range(9)]
    near = closer(_marks(*many, (36.4, 33.4)))
    assert near is not None
    assert {mark.latitude for mark in near.marks} == {35.5}
    assert closer(_marks(*many)) is None


def test_nothing_to_show_is_no_map():
    assert draw(MapScene()) == ""


def test_the_land_around_is_named_and_credited():
    words = " ".join(_tree(draw(scene_of([_incident(1)], {}, {}))).itertext())
    assert "SUDAN" in words
    assert "Khartoum" in words
    assert "imply no view" in words
    assert "GeoNames (CC BY 4.0)" in words


def test_whose_map_it_is_stands_whole_below_a_narrow_map():
    tree = _tree(draw(_marks((32.5, 15.5)), 420))
    (legend,) = _classed(tree, "legend")
    lines = [one.text for one in legend.iter(f"{SVG}text") if one.get("font-size") == "9"]
    assert " ".join(lines).endswith(CREDIT + ".")
    assert len(lines) > 1
    assert max(map(len, lines)) < 420 / 4.5
