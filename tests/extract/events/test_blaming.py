"""Who is held to have done something, and by whose word: an accusation never becomes the writer's own. Invented sentences."""

import pytest

from servanda.model.claims import EventClaim


def assaults(claims_of, text):
    found = claims_of(text, "2019-03-14")
    return [claim for claim in found if isinstance(claim, EventClaim) and claim.event.plover == "ASSAULT"]


@pytest.mark.parametrize(
    ("text", "actor", "speaker", "cue"),
    [
        (
            "The Valley Front claimed responsibility for the attack on the market.",
            "Valley Front",
            "Valley Front",
            "claimed",
        ),
        ("Responsibility for the attack was claimed by the Valley Front.", "Valley Front", "Valley Front", "claimed"),
        ("The Valley Front took credit for the bombing of the bridge.", "Valley Front", "Valley Front", "took credit"),
        ("Police blamed the bombing of the bridge on the rebels.", "rebels", "Police", "blamed"),
        ("The killing of the judge was attributed to the Valley Front.", "Valley Front", None, "attributed"),
        ("The army accused the Valley Front of the murder of the mayor.", "Valley Front", "army", "accused"),
        ("The council held the militia responsible for the shelling of Osk.", "militia", "council", "held"),
        ("Police arrested Tomas Verel for the murder of a judge.", "Tomas Verel", "Police", "arrested"),
        ("Tomas Verel was jailed for the murder of a judge.", "Tomas Verel", None, "jailed"),
        ("Tomas Verel was indicted on charges of the murder of a judge.", "Tomas Verel", None, "indicted"),
    ],
)
def test_who_is_held_to_have_acted_and_who_says_so(claims_of, text, actor, speaker, cue):
    [claim] = assaults(claims_of, text)
    assert [one.name for one in claim.participants if one.role == "actor"] == [actor]
    assert claim.attribution[-1].level == "speaker"
    assert claim.attribution[-1].name == speaker
    assert claim.attribution[-1].cue.quote == cue


@pytest.mark.parametrize(
    "text",
    [
        "The Valley Front denied responsibility for the attack on the market.",
        "The Valley Front did not claim responsibility for the attack on the market.",
        "The attack, for which the Valley Front claimed responsibility, killed two people.",
        "No group claimed responsibility for the attack on the market.",
    ],
)
def test_nobody_is_made_an_actor_by_a_denial_or_in_the_words_of_the_writer(claims_of, text):
    assert not [one for claim in assaults(claims_of, text) for one in claim.participants if one.role == "actor"]


def test_a_name_behind_a_description_names_the_victim(claims_of):
    [claim] = assaults(claims_of, "Gunmen killed a priest, Karl Moss, in the village of Osk.")
    assert [one.name for one in claim.participants if one.role == "target"] == ["Karl Moss"]
