"""Whom an incident hit: people who are counted are a target where nothing else is, with what the words say of them."""

import pytest
from tests.corroborate.conftest import World

from servanda.corroborate import CorroborateConfig, corroborate
from servanda.model.claims import Casualties, EventClaim
from servanda.model.incidents import IncidentTarget
from servanda.model.making import replace, sealed
from servanda.model.parties import Participant


def hit(claim: EventClaim) -> list[tuple[str, str, str | None]]:
    world = World()
    world.document(claim.document_id)
    (incident,) = corroborate([claim], world.sources, CorroborateConfig())
    targets: tuple[IncidentTarget, ...] = incident.targets
    return [(one.name, one.type, one.status) for one in targets]


def killed(name: str, kind: str, *targets: Participant) -> EventClaim:
    who = Participant(role="target", name=name, type=kind)
    claim = World().event("wire")
    return sealed(
        replace(claim, casualties=(Casualties(effect="killed", who=who, minimum=9, maximum=9),), participants=targets)
    )


@pytest.mark.parametrize(
    ("name", "kind", "status"),
    [
        ("people", "group", None),
        ("fighters", "group", "member_of_party"),
        ("civilians", "civilians", "civilian"),
    ],
)
def test_those_who_are_counted_are_a_target_where_nothing_else_is(name: str, kind: str, status: str | None) -> None:
    assert hit(killed(name, kind)) == [(name, kind, status)]


def test_beside_another_target_only_civilians_are_added() -> None:
    base = Participant(role="target", name="a base", type="other")
    assert hit(killed("people", "group", base)) == [("a base", "other", None)]
    assert hit(killed("civilians", "civilians", base)) == [
        ("a base", "other", None),
        ("civilians", "civilians", "civilian"),
    ]


def test_the_day_of_publication_stands_with_each_voice() -> None:
    world = World()
    world.document("wire", on="2021-05-06")
    (incident,) = corroborate([world.event("wire")], world.sources, CorroborateConfig())
    assert [one.published_on for one in incident.voices] == ["2021-05-06"]
