"""Harm that nobody did is no attack (0290); a weapon, an act or somebody who did it makes it one."""

import pytest

from servanda.model.claims import EventClaim


def attacks(claims_of, text):
    found = [claim for claim in claims_of(text, "2031-05-15") if isinstance(claim, EventClaim)]
    return [one.trigger.quote for one in found if one.event.plover == "ASSAULT"]


@pytest.mark.parametrize(
    "text",
    [
        "A gas explosion killed three people in Osk on Monday.",
        "Three people were killed in a gas explosion in Osk.",
        "Three people were killed when a gas cylinder exploded in Osk.",
        "A boiler exploded at the mill in Osk, killing two workers.",
        "A fuel tanker exploded in Osk, killing ninety.",
        "Nine people were killed when a bus overturned near Osk.",
        "Nine people were killed after a boat capsized off Osk.",
        "A roof collapsed in Osk, killing nine pupils.",
        "Two soldiers were killed when their helicopter crashed near Osk.",
        "Lightning killed two herders in Osk.",
        "A heart attack killed the minister.",
    ],
)
def test_a_mishap_is_no_attack(claims_of, text):
    assert attacks(claims_of, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "A bomb explosion killed three people in Osk on Monday.",
        "Three people were killed in an explosion in Osk.",
        "Three people were killed when a shell exploded in Osk.",
        "A gas cylinder packed with explosives blew up in Osk, killing nine.",
        "Rebels killed nine people when a bus overturned near Osk.",
        "Gunmen shot at a bus in Osk. It overturned, killing nine.",
        "An air strike hit a school in Osk. The roof collapsed, killing nine pupils.",
        "Two soldiers were killed when their helicopter was shot down near Osk.",
        "The army sank a boat off Osk, killing nine.",
        "A gas attack killed nine people in Osk.",
    ],
)
def test_with_a_weapon_an_act_or_a_doer_it_is_one(claims_of, text):
    assert attacks(claims_of, text)


def test_what_bursts_has_done_nothing(claims_of):
    found = list(claims_of("A gas cylinder with explosives blew up, killing nine.", None))
    assert not [who for one in found if isinstance(one, EventClaim) for who in one.participants if who.role == "actor"]
