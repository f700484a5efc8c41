"""Acts at several places against a zone: one inside is enough for what forbids or engages, what permits must hold all (decision 0285)."""

import pytest
from tests.assess.conftest import KNOWLEDGE

from servanda.assess.actors import Actors
from servanda.assess.clocks import by_instants
from servanda.assess.setting import Setting
from servanda.assess.zones import in_zone
from servanda.model.making import replace
from servanda.model.time import ClockTime, TimeInterval


@pytest.mark.parametrize(
    ("names", "results"),
    [
        (("inside", "outside"), ("true", "false")), (("outside", "inside", "unplaced"), ("true", "false")), (("edge", "outside"), ("unknown", "false")),
        (("outside", "unplaced"), ("unknown", "false")), (("outside", "outside"), ("false", "false")), (("inside", "inside"), ("true", "true")),
        (("inside", "edge"), ("true", "unknown")), (("inside", "none"), ("true", "unknown")),
    ],
)  # fmt: skip
def test_where_an_act_at_several_places_lies(book, make, places, names, results):
    forbids, permits = results
    (accord,) = book.agreements
    setting = Setting(accord, book, Actors.of(KNOWLEDGE), None, "1")
    first, *others = (places[name] for name in names)
    incident = make(place=first, also_at=tuple(others))
    rule = next(one for one in accord.provisions if one.id == "a1")
    for kind, result, asked in (
        ("prohibition", forbids, "one inside is enough"), ("obligation", forbids, "one inside is enough"),
        ("permission", permits, "all must be inside"),
    ):  # fmt: skip
        found = in_zone(incident, replace(rule, kind=kind), setting, ("clm_a",))
        assert found.result == result
        n_inside = names.count("inside")
        assert found.value.startswith(f"{n_inside} of {len(names)} places inside, {asked}: ")
        assert all(f"{places[name].name}: " in found.value for name in names if places[name].name)
        assert found.value.count(" inside (") == n_inside


def test_the_trace_of_a_finding_says_which_places_are_inside(judge, make, places):
    (found,) = judge(make(place=places["outside"], also_at=(places["inside"],)), rule="a1")
    assert found.status == "alleged_violation"
    (step,) = (step for step in found.conditions if step.name == "in_zone")
    assert "Farbury: outside (" in step.value
    assert "Midford: inside (" in step.value


def test_an_act_outside_at_all_its_places_is_not_reached(judge, make, places):
    (found,) = judge(make(place=places["outside"], also_at=(places["outside"],)), rule="a1")
    assert found.status == "not_applicable"


def test_the_hour_of_an_act_in_two_countries_is_taken_in_the_zones_of_both(book, make, places):
    here, there = replace(places["inside"], country="GE"), replace(places["outside"], country="CO")
    time = TimeInterval(
        start="2030-07-01",
        end="2030-07-02",
        precision="hour",
        clock=ClockTime(start="2030-07-01T12:00", end="2030-07-01T13:00"),
    )
    (timed,) = by_instants((make(time=time, place=here, also_at=(there,)),), book, None)
    assert (timed.time.start, timed.time.end) == ("2030-07-01T07:30:00Z", "2030-07-01T18:00:00Z")
