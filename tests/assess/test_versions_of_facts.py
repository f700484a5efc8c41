"""Where sources or maps disagree, a fact is known only where all of them agree; a faulty file ends in words."""

import json
from types import SimpleNamespace

import pytest

from servanda.assess import AssessConfig, assess
from servanda.errors import ConfigError
from servanda.model.places import Stretch
from servanda.model.time import TimeInterval
from servanda.reference.agreement_files import load_agreement_book

SQUARE = [[44.0, 41.0], [45.0, 41.0], [45.0, 42.0], [44.0, 42.0], [44.0, 41.0]]
NARROW = [[44.0, 41.0], [44.6, 41.0], [44.6, 42.0], [44.0, 42.0], [44.0, 41.0]]
PACT = """
schema: servanda/agreement/1
id: hill-pact
title: Pact of the hills
form: oral
timezone: UTC
time: {in_force: [{from: {value: 2030-03-10, source: a letter, checked: none, disputed: [{value: 2030-03-12, source: a diary}, {value: spring, source: a song}]}, until: null}]}
bound: [{actor: north, role: party}]
zones: {hills: [{file: zones/wide.geojson, precision: exact, by: north}, {file: zones/narrow.geojson, precision: exact, by: south}]}
provisions:
  - {id: p1, kind: prohibition, reading: reported, binds: [north], act: {plover: [ASSAULT], modes: any}, in: hills}
"""


@pytest.fixture
def judge(tmp_path):
    """Return a judge under the pact, or under the pact with one passage changed."""

    def judged(incident, old="", new=""):
        assert old in PACT
        for folder in ("agreements", "zones"):
            (tmp_path / folder).mkdir(exist_ok=True)
        for name, ring in (("wide", SQUARE), ("narrow", NARROW)):
            text = json.dumps({"type": "Polygon", "coordinates": [ring]})
            (tmp_path / "zones" / f"{name}.geojson").write_text(text)
        (tmp_path / "agreements" / "pact.yaml").write_text(PACT.replace(old, new) if old else PACT)
        (found,) = assess([incident], load_agreement_book(tmp_path / "agreements"), AssessConfig(as_of="2031-01-01"))
        return SimpleNamespace(
            status=found.status, missing=found.missing, words={step.name: step.value for step in found.conditions}
        )

    return judged


@pytest.mark.parametrize(
    ("day", "status"),
    [("2030-03-09", "not_applicable"), ("2030-03-11", "undetermined"), ("2030-03-12", "alleged_violation")],
)
def test_a_disputed_first_day_leaves_the_days_between_unknown(judge, make, day, status):
    found = judge(make(time=day))
    assert (found.status, found.missing) == (status, ("term",) if status == "undetermined" else ())


@pytest.mark.parametrize(
    ("longitude", "status"), [(44.3, "alleged_violation"), (44.8, "undetermined"), (46.0, "not_applicable")]
)
def test_rival_maps_must_agree(judge, make, places, longitude, status):
    place = type(places["inside"])(name="Hilltop", latitude=41.5, longitude=longitude, precision="town", radius_km=2)
    assert judge(make(place=place)).status == status


def test_a_road_that_crosses_the_line_leaves_the_place_unknown(judge, make, places):
    kept = {"name": "Hilltop", "latitude": 41.5, "longitude": 44.3, "precision": "area", "radius_km": 30}
    within = type(places["inside"])(**kept, stretch=Stretch(start=(41.5, 44.2), end=(41.5, 44.4), width_km=3))
    across = type(places["inside"])(**kept, stretch=Stretch(start=(41.5, 44.3), end=(41.5, 45.9), width_km=3))
    assert judge(make(place=within)).status == "alleged_violation"
    found = judge(make(place=across))
    assert (found.status, found.missing) == ("undetermined", ("place",))


def test_what_is_superseded_is_no_longer_in_force(judge, make):
    later = "form: oral\nsuperseded_by: [{agreement: hill-treaty, from: 2030-06-01}]"
    assert judge(make(time="2030-05-31"), "form: oral", later).status == "alleged_violation"
    assert judge(make(time="2030-06-01"), "form: oral", later).status == "not_applicable"


def test_no_term_in_force_leaves_it_unknown(judge, make):
    found = judge(make(), PACT[PACT.index("time: ") : PACT.index("bound:")], "time: {signed: 2030-03-01}\n")
    assert (found.status, found.missing) == ("undetermined", ("term",))


def test_coordinates_without_precision_are_held_to_mean_a_town(judge, make, places):
    place = type(places["inside"])(latitude=41.5, longitude=44.3)
    found = judge(make(place=place))
    assert found.status == "alleged_violation"
    assert "known to 5 km" in found.words["in_zone"]


def test_an_open_interval_is_never_wholly_before_the_end(judge, make):
    assert judge(make(time=TimeInterval(start="2030-04-01"))).status == "alleged_violation"


def test_a_time_zone_that_is_none_is_told(judge, make):
    with pytest.raises(ConfigError, match="Middle/Earth"):
        judge(make(), "timezone: UTC", "timezone: Middle/Earth")
