"""Whom "it" and "they" mean as doers, and where that stays open. Invented sentences."""

import pytest

from servanda.model.claims import EventClaim


def doers(claims_of, text, trigger):
    found = [one for one in claims_of(text, "2031-05-15") if isinstance(one, EventClaim)]
    own = [one for one in found if one.trigger.quote == trigger]
    return {who.name for one in own for who in one.participants if who.role == "actor"} - {"They"}


@pytest.mark.parametrize(
    ("text", "trigger", "actor"),
    [
        ("The Lowland Army entered Dungu on 3 May. It burned the market.", "burned", "Lowland Army"),
        ("The Dawn League seized Kesh on Monday. On Tuesday it shelled the port.", "shelled", "Dawn League"),
        ("The Hill Front lost its leader in Kesh. It attacked Olm on Friday.", "attacked", "Hill Front"),
        ("The Hill Front holds Kesh, where it executed two clerks in May.", "executed", "Hill Front"),
        ("Soldiers of the Third Brigade came to Sule. They shot two herders.", "shot", "Soldiers of the Third Brigade"),
        ("Gunmen came on motorbikes. They shot the teacher and took his car.", "shot", "Gunmen"),
        ("The ministry said it had bombed a depot in Olm.", "bombed", "ministry"),
        ('"The militia came at night," a widow said. "They killed my husband."', "killed", "militia"),
        ('"Rebels attacked us," said a trader. "They took the cattle and burned the market."', "burned", "Rebels"),
        ('"Gunmen came at dawn. They shot my brother," a farmer said.', "shot", "Gunmen"),
        ('"The Lake Brigade came on Monday," a priest said. "It burned the market."', "burned", "Lake Brigade"),
        ("The Lake Brigade came on Monday. They burned the market.", "burned", "Lake Brigade"),
    ],
)
def test_the_only_one_who_can_be_meant(claims_of, text, trigger, actor):
    assert doers(claims_of, text, trigger) == {actor}


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The Lowland Army fought the Hill Front at Olm. It burned the mill.", "burned"),
        ("Residents fled when the militiamen came. They burned the huts.", "burned"),
        ("The ministry said that a bomb exploded in Olm. It killed two clerks.", "killed"),
        ("The Hill Front launched a rocket at dawn. It hit a mill.", "hit"),
        ("Ebola reached Kesh in May. It killed nine people.", "killed"),
        ("Reuters reported heavy fighting in Kesh. It killed 30 people.", "killed"),
        ("Soldiers freed the hostages. They had killed a guard.", "killed"),
        ("Farmers there said it burned their crops.", "burned"),
        ('"Soldiers came to the villagers," a farmer said. "They burned the huts."', "burned"),
        ('"Rebels came," said a trader. "They burned the huts," said a nurse.', "burned"),
        ('The rebels denied it. "They shelled our positions," their spokesman said.', "shelled"),
        ('Rebels entered Osk. "They shelled us first," a commander said.', "shelled"),
        ('"The army fought the rebels here," a priest said. "They burned the market."', "burned"),
        ("The Lake Brigade came to Osk, where herders live. They burned the market.", "burned"),
        ("The ministry met in Osk. They burned the market.", "burned"),
    ],
)
def test_in_doubt_nobody_is_charged(claims_of, text, trigger):
    assert not doers(claims_of, text, trigger)
