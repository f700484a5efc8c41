"""Tolls noted without grammar in entries of logs. Texts invented by the hand that wrote the rule."""

import pytest

from servanda.model.claims import EventClaim


@pytest.mark.parametrize(
    ("entry", "tolls"),
    [
        ("IED against a patrol, 2 KIA, 3 WIA.", {"killed": (2, 2), "injured": (3, 3)}),
        ("mortar; killed: 1; injured: 0", {"killed": (1, 1), "injured": (0, 0)}),
        ("shelling, 2 dead, 3 hurt.", {"killed": (2, 2), "injured": (3, 3)}),
        ("guards fired; 3 inmates dead.", {"killed": (3, 3)}),
        ("landmine; 2 soldiers killed, 1 inj.", {"killed": (2, 2), "injured": (1, 1)}),
        ("rocket fire, 0 KIA 4 WIA", {"killed": (0, 0), "injured": (4, 4)}),
        ("grenade at a shop, man 61 wounded", {}),
        ("mortar fire on a farm, 14 cows killed", {}),
        ("drone hit a car, driver b. 1961 died", {}),
        ("mortar fire on a post, 2 drones killed", {}),
    ],
)
def test_what_an_entry_notes_is_of_its_one_act(claims_of, entry, tolls):
    events = [one for one in claims_of(f"6 May, Quellin: {entry}", "2031-05-15") if isinstance(one, EventClaim)]
    assert len({one.trigger.start for one in events}) == 1
    assert {toll.effect: (toll.minimum, toll.maximum) for toll in events[0].casualties} == tolls


def test_of_two_acts_nobody_knows_whose_a_count_is(claims_of):
    text = "6 May, Quellin: rebels shelled the market, soldiers stormed the mill; 2 KIA."
    assert not [one for one in claims_of(text, "2031-05-15") if isinstance(one, EventClaim) and one.casualties]


def test_outside_of_entries_nothing_is_noted(claims_of):
    text = "An IED was laid against a patrol. The log of the day had 2 KIA, 3 WIA."
    assert not [one for one in claims_of(text, "2031-05-15") if isinstance(one, EventClaim) and one.casualties]
