"""What was seen is carried from the claims into the incident, in the words that agreements have for it."""

import pytest
from tests.corroborate.conftest import on, placed

from servanda.model.claims import ObservationClaim, ObservationDetail, Quantity
from servanda.model.incidents import Seen
from servanda.model.making import sealed


def observed(world, quote, kind="weapon", unit=None, document="doc", **said):
    """Return a claim that monitors saw something in Arvenna."""
    return sealed(
        ObservationClaim(
            **world.common(document, quote, None),
            observation=ObservationDetail(object=kind, means="seen"),
            quantity=Quantity(unit=unit, minimum=1, maximum=1) if unit else None,
            places=(placed("Arvenna"),),
            time=on("2021-05-04"),
            **said,
        )
    )


def called(world, *words, **said):
    [incident] = world.incidents(observed(world, *words, **said))
    return [one.called for one in incident.seen]


@pytest.mark.parametrize(
    ("quote", "unit", "expected"),
    [
        ("The mission saw a howitzer beside two tanks", "howitzer", [("howitzer",)]),
        ("Armour was seen beside two mortars", "Tanks", [("tank",)]),
        ("Tanks were seen in the buffer zone", None, [("tank",)]),
        ("The patrol saw APCs", None, [("apc",)]),
        ("Images showed rocket launchers", None, [("launcher",)]),
        ("They saw tanks, armoured vehicles and heavy howitzers", None, [("tank",), ("vehicle",), ("howitzer",)]),
        ("They saw tanks near a mortar", None, [("mortar", "tank")]),
        ("They saw no tanks but howitzers", None, [("howitzer", "tank")]),
        ("They saw tanks and mortar positions", None, [("tank",)]),
        ("Ils ont vu des chars", None, [()]),
    ],
)
def test_what_was_seen_is_read_from_the_count_or_the_words(world, quote, unit, expected):
    assert called(world, quote, unit=unit) == expected


def test_words_of_another_kind_are_not_what_was_seen(world):
    assert called(world, "They saw trenches and vehicles", kind="position") == [("trench",)]


def test_an_incident_tells_what_each_claim_saw_and_nothing_of_denials(world):
    tank = observed(world, "Two tanks were seen", unit="tank", document="one")
    gun = observed(world, "A howitzer was seen", unit="howitzer", document="two")
    none = observed(world, "No mortars were seen", unit="mortar", document="three", polarity="denied")
    [incident] = world.incidents(tank, gun, none)
    assert set(incident.members) == {tank.id, gun.id, none.id}
    assert set(incident.seen) == {
        Seen(claim=tank.id, object="weapon", called=("tank",)),
        Seen(claim=gun.id, object="weapon", called=("howitzer",)),
    }


def test_an_incident_of_events_tells_of_nothing_seen(world):
    [incident] = world.incidents(world.event("doc", quote="tanks shelled Arvenna"))
    assert incident.seen == ()
