"""Words that tell the same event are one event, with all whom it harmed. Invented sentences."""

import pytest

from servanda.model.claims import EventClaim


def assaults(claims_of, text):
    found = claims_of(text, "2019-03-14")
    return [claim for claim in found if isinstance(claim, EventClaim) and claim.event.plover == "ASSAULT"]


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Six men were wounded in the missile and artillery shelling of Olm.", "shelling"),
        ("Six men were wounded in the shelling of Olm.", "shelling"),
        ("Six men were killed as a result of the bombing.", "bombing"),
        ("Shelling by the army killed six men.", "Shelling"),
        ("The army shelled the market of Olm, killing six men.", "shelled"),
        ("Clashes shook Olm, leaving six men dead.", "Clashes"),
        ("The attack that killed six men shook Olm.", "attack"),
    ],
)
def test_a_harm_and_what_it_came_from_are_one_event(claims_of, text, trigger):
    [claim] = assaults(claims_of, text)
    assert claim.trigger.quote == trigger
    assert [(toll.minimum, toll.maximum) for toll in claim.casualties] == [(6, 6)]


@pytest.mark.parametrize(
    ("text", "triggers"),
    [
        ("Rebels killed six men two days after the bombing of Olm.", ["bombing", "killed"]),
        ("The army killed six men after the attack on Olm.", ["attack", "killed"]),
    ],
)
def test_a_later_deed_is_another_event(claims_of, text, triggers):
    assert sorted(claim.trigger.quote for claim in assaults(claims_of, text)) == triggers


def targets(claims_of, text):
    return {
        (one.name, one.type)
        for claim in assaults(claims_of, text)
        for one in claim.participants
        if one.role == "target"
    }


def test_all_who_are_coordinated_are_harmed(claims_of):
    found = targets(claims_of, "A bomb hit a shelter, killing a mother and her five children.")
    assert {"mother", "five children"} <= {name for name, _ in found}


def test_what_is_destroyed_is_no_person(claims_of):
    found = targets(claims_of, "The army killed six rebels and destroyed their trucks.")
    assert ("trucks", "other") in found


@pytest.mark.parametrize(
    ("text", "counting"),
    [
        ("Some 200 people have been killed since the siege of Olm began.", "cumulative"),
        ("The war has killed 2,000 people.", "cumulative"),
        ("Raids killed 20 people over the last two weeks.", "period_total"),
        ("In the past three months 20 people were killed in raids.", "period_total"),
        ("The worst raid in three months killed 20 people.", "incident"),
    ],
)
def test_what_a_toll_counts(claims_of, text, counting):
    assert {claim.counting for claim in assaults(claims_of, text) if claim.casualties} == {counting}


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Monday's blast was the worst attack since gunmen killed 70 people in Olm.", "killed"),
        ("Shells still fall on Olm, and on Sunday they killed two farmers.", "killed"),
    ],
)
def test_a_toll_belongs_to_one_event(claims_of, text, trigger):
    assert [claim.trigger.quote for claim in assaults(claims_of, text) if claim.casualties] == [trigger]


def test_whom_a_demonstration_is_for_stands_behind_it(claims_of):
    text = "Demonstrators rioted following a peaceful demonstration calling for the removal of President Anton Merced."
    [claim] = [c for c in claims_of(text, None) if isinstance(c, EventClaim) and c.trigger.quote == "demonstration"]
    assert ("target", "Anton Merced") in {(one.role, one.name) for one in claim.participants}
