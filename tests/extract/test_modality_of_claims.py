"""Modality and polarity by scope; each sentence is invented."""

import pytest

from servanda.model.claims import EventClaim

ASSERTED = ("asserted", "affirmed")


@pytest.mark.parametrize(
    ("text", "word", "wanted"),
    [
        ("The army shelled Karvo.", "shelled", ASSERTED),
        ("The army may shell Karvo.", "shell", ("possible", "affirmed")),
        ("The army will shell Karvo.", "shell", ("predicted", "affirmed")),
        ("The army must withdraw its troops from Osk.", "withdraw", ("demanded", "affirmed")),
        ("If the rebels attack the bridge, the army will retaliate.", "attack", ("conditional", "affirmed")),
        ("The army did not shell Karvo.", "shell", ("asserted", "denied")),
        ("The government denied shelling the market.", "shelling", ("asserted", "denied")),
        ("The minister denied that the army shelled Karvo.", "shelled", ("asserted", "denied")),
        ("The militia failed to withdraw its fighters from Lasko.", "withdraw", ("asserted", "denied")),
        ("The militia agreed to withdraw its fighters from Lasko.", "withdraw", ("planned", "affirmed")),
        ("The council demanded the withdrawal of the militia from Lasko.", "withdrawal", ("demanded", "affirmed")),
        ("The council hopes that the militia will withdraw its fighters.", "withdraw", ("hoped", "affirmed")),
        ("Villagers fear that the militia will storm Belmar.", "storm", ("feared", "affirmed")),
        ("The general threatened to bomb Karvo.", "bomb", ("threatened", "affirmed")),
        ("The ministry condemned the killing of two nurses near Lasko.", "killing", ("presupposed", "affirmed")),
        ("The army began to withdraw its troops from Osk.", "withdraw", ASSERTED),
        ("The rebels tried to storm the village of Osk.", "storm", ("possible", "affirmed")),
        ("No airstrike hit Karvo.", "airstrike", ("asserted", "denied")),
        ("The army sent a column to attack Osk.", "attack", ("planned", "affirmed")),
        ("The minister said that the army shelled Karvo.", "shelled", ASSERTED),
        ("Nobody denied that the army had shelled Karvo.", "shelled", ASSERTED),
        ("The channel falsely claimed that the army had shelled Karvo.", "shelled", ("asserted", "denied")),
        ("There is no evidence that the army shelled Karvo.", "shelled", ("possible", "affirmed")),
        ("The militia is believed to have killed two traders.", "killed", ("possible", "affirmed")),
        ("The militia came close to attacking the convoy.", "attacking", ("asserted", "denied")),
        ("The militia has yet to withdraw its fighters from Lasko.", "withdraw", ("asserted", "denied")),
        ("The army did not withdraw its troops from Osk until Monday.", "withdraw", ASSERTED),
        ("Had the army attacked the bridge, the rebels would have fled.", "attacked", ("conditional", "affirmed")),
        ("An attack on Karvo is imminent.", "attack", ("predicted", "affirmed")),
        ("No attack on Karvo took place.", "attack", ("asserted", "denied")),
        ("The council demanded a halt to the bombing of Karvo.", "bombing", ("presupposed", "affirmed")),
        ("The government denied responsibility for the attack on Karvo.", "attack", ("presupposed", "affirmed")),
    ],
)
def test_scope(claims_of, text, word, wanted):
    found = {
        claim.trigger.quote.split()[0]: (claim.modality, claim.polarity)
        for claim in claims_of(text, None)
        if isinstance(claim, EventClaim)
    }
    assert found[word] == wanted


def test_a_negated_permission_is_no_event(claims_of):
    found = [
        claim
        for claim in claims_of("The rebels are not allowed to attack the convoy.", None)
        if isinstance(claim, EventClaim)
    ]
    assert found == []


@pytest.mark.parametrize(
    "text",
    [
        "She called on Norland to attack the militia.",
        "We hope that Norland will attack the militia.",
        "Disorder will follow the withdrawal of Norland from Estria.",
        "The army plans an attack on Karvo.",
    ],
)
def test_demands_hopes_and_the_future_did_not_happen(claims_of, text):
    found = [
        claim.modality
        for claim in claims_of(text, None)
        if isinstance(claim, EventClaim) and claim.event.plover in {"ASSAULT", "RETREAT"}
    ]
    assert found
    assert not set(found) & {"asserted", "presupposed"}


@pytest.mark.parametrize(
    "text",
    [
        "On the anniversary of the attack on Karvo, people lit candles.",
        "A memorial for the victims of the bombing of Karvo was opened.",
        "Twenty years after the massacre in Karvo, the graves were opened.",
        "The film tells of the bombing of Karvo.",
        "Activists spoke of the massacre in Karvo in 1999.",
        "In his memoirs the general describes how his men shelled Karvo.",
        "It is ten years since rockets struck Karvo.",
        "More than a decade earlier, rebels had attacked Karvo.",
        "The last time the army shelled Karvo was in 2022.",
        "Historians argue over who bombed the station at Karvo.",
    ],
)
def test_what_is_only_recalled_is_no_new_incident(claims_of, text):
    found = [claim for claim in claims_of(text, "2031-05-15") if isinstance(claim, EventClaim)]
    assert {claim.counting for claim in found if claim.event.plover == "ASSAULT"} <= {"unknown"}


@pytest.mark.parametrize(
    ("text", "word", "start"),
    [
        ("He recalled that shells had hit Karvo on Tuesday.", "hit", "2031-05-13"),
        ("Residents remembered Monday's bombing of Karvo.", "bombing", "2031-05-12"),
        ("Rockets struck the memorial to the dead of 1978 in Karvo.", "struck", None),
        ("Unlike in 2020, the rebels attacked Karvo.", "attacked", None),
        ("Two days after the bombing of the bridge, gunmen attacked Karvo.", "attacked", None),
        ("Years after the last raid, jets bombed Karvo overnight.", "bombed", "2031-05-14"),
    ],
)
def test_what_is_told_beside_a_recalled_event_is_new(claims_of, text, word, start):
    found = [one for one in claims_of(text, "2031-05-15") if isinstance(one, EventClaim) and one.trigger.quote == word]
    assert [(one.counting, one.time.start) for one in found] == [("incident", start)]


def test_a_clause_behind_a_year_happened_in_that_year(claims_of):
    found = claims_of("The family fled in 2012, when jets bombed Karvo.", "2031-05-15")
    (bombed,) = [one for one in found if isinstance(one, EventClaim) and one.trigger.quote == "bombed"]
    assert (bombed.time.start, bombed.time.end) == ("2012-01-01", "2013-01-01")


def test_a_date_of_a_beginning_told_with_since_leaves_the_end_open(claims_of):
    found = claims_of("Rebels have attacked Karvo since the truce collapsed in March 2031.", "2031-05-15")
    (attacked,) = [one for one in found if isinstance(one, EventClaim) and one.trigger.quote == "attacked"]
    assert (attacked.time.start, attacked.time.end) in {("2031-03-01", None), (None, None)}
