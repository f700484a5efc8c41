"""A provision that protects civilians only: people of whom nobody says what they are leave it open, and the trace says so."""

from collections.abc import Callable

import pytest

from servanda.model.findings import Finding
from servanda.model.incidents import Incident, IncidentTarget
from servanda.model.making import replace

Make, Judge = Callable[..., Incident], Callable[..., list[Finding]]
PEOPLE = IncidentTarget(entity_id=None, name="nine people", type="group", claims=("clm_t",))
FIGHTERS = IncidentTarget(
    entity_id=None, name="two fighters", type="group", status="member_of_party", claims=("clm_t",)
)
CHILDREN = IncidentTarget(entity_id=None, name="children", type="civilians", status="civilian", claims=("clm_t",))
TOWN = IncidentTarget(entity_id=None, name="the town", type="other", claims=("clm_t",))


def asked(make: Make, judge: Judge, *hit: IncidentTarget) -> list[tuple[str, str, str]]:
    """Return status, and result and words of the condition on the target, of the rule that protects civilians (a3)."""
    found = judge(replace(make(), targets=hit), rule="a3")
    return [
        (one.status, step.result, str(step.value)) for one in found for step in one.conditions if step.name == "target"
    ]


def test_people_of_whom_nothing_is_said_leave_it_open(make: Make, judge: Judge) -> None:
    ((status, result, words),) = asked(make, judge, PEOPLE)
    assert (status, result) == ("undetermined", "unknown")
    assert "whether nine people are civilians is not said" in words


def test_a_child_among_them_is_enough(make: Make, judge: Judge) -> None:
    ((status, result, _),) = asked(make, judge, PEOPLE, CHILDREN)
    assert (status, result) == ("alleged_violation", "true")


def test_an_attack_that_hit_only_fighters_is_none_on_civilians(make: Make, judge: Judge) -> None:
    assert asked(make, judge, FIGHTERS) == []


@pytest.mark.parametrize("other", [PEOPLE, TOWN])
def test_fighters_among_others_leave_it_open(make: Make, judge: Judge, other: IncidentTarget) -> None:
    ((status, result, _),) = asked(make, judge, FIGHTERS, other)
    assert (status, result) == ("undetermined", "unknown")


def test_people_are_no_reason_to_think_that_nobody_outlawed_was_hit(make: Make, judge: Judge) -> None:
    """a1 leaves out the outlawed: nine people may be some of them."""
    (found,) = judge(replace(make(), targets=(PEOPLE,)), rule="a1")
    assert found.status == "undetermined"


def test_a_fight_of_armed_sides_is_no_attack_on_civilians(make: Make, judge: Judge) -> None:
    assert judge(replace(make(), targets=(), among_fighters=True), rule="a3") == []
    assert [one.status for one in judge(replace(make(), targets=(), among_fighters=True), rule="a1")] == [
        one.status for one in judge(replace(make(), targets=()), rule="a1")
    ], "a provision that asks for no civilians holds as before"


def test_an_armed_group_of_the_registry_is_no_civilian(make: Make, judge: Judge) -> None:
    band = IncidentTarget(entity_id="hill-men", name="Hill Men", type="organisation", claims=("clm_t",))
    kin = replace(band, name="families of the Hill Men", type="group")
    assert asked(make, judge, band) == []
    assert [one[:2] for one in asked(make, judge, kin)] == [("undetermined", "unknown")]


def test_positions_of_somebody_known_are_military_only_where_that_one_fights(make: Make, judge: Judge) -> None:
    theirs = IncidentTarget(
        entity_id="hill-men",
        name="positions of the Hill Men",
        type="other",
        status="member_of_party",
        claims=("clm_t",),
    )
    assert asked(make, judge, theirs) == []
    assert [one[:2] for one in asked(make, judge, replace(theirs, entity_id="farland"))] == [
        ("undetermined", "unknown")
    ]
