"""Bodies behind their members and behind "the group", acronyms that the text explains, and who suffers. Invented sentences."""

import pytest

from servanda.model.claims import EventClaim


def roles(claims_of, text, trigger):
    """Return (role, name) of the participants of the event with this trigger, and the candidates kept."""
    [claim] = [c for c in claims_of(text, "2019-03-14") if isinstance(c, EventClaim) and c.trigger.quote == trigger]
    kept = tuple(name for one in claim.participants for name in one.candidates)
    return {(one.role, one.name) for one in claim.participants}, kept


def test_members_act_and_so_does_their_body(claims_of):
    found, _ = roles(claims_of, "ZKB guerrillas attacked a bus near Osk.", "attacked")
    assert found == {("actor", "ZKB guerrillas"), ("actor", "ZKB"), ("target", "bus")}
    found, _ = roles(claims_of, "Three members of the Silver Hand movement attacked a bus.", "attacked")
    assert {name for role, name in found if role == "actor"} == {
        "Three members of the Silver Hand movement",
        "Silver Hand movement",
    }


def test_villagers_of_a_place_are_no_body(claims_of):
    found, _ = roles(claims_of, "Residents of Tasse attacked a convoy.", "attacked")
    assert {name for role, name in found if role == "actor"} == {"Residents of Tasse"}


def test_the_group_is_the_one_armed_body_named_before(claims_of):
    text = "The Pine Brigade met the Red Cross on Monday. On Tuesday the group attacked a bank."
    found, kept = roles(claims_of, text, "attacked")
    assert ("actor", "Pine Brigade") in found
    assert not kept


@pytest.mark.parametrize("word", ["group", "rebels"])
def test_two_bodies_that_fit_leave_it_open_and_are_kept(claims_of, word):
    text = f"The Pine Brigade and the Salt Front signed nothing. On Tuesday the {word} attacked a bank."
    found, kept = roles(claims_of, text, "attacked")
    assert ("actor", word) in found
    assert kept == ("Pine Brigade", "Salt Front")


@pytest.mark.parametrize(
    "text",
    [
        "The National Guard entered Osk. On Tuesday the rebels attacked a bank.",
        "The Red Cross visited Osk. On Tuesday the group attacked a bank.",
        "The Pine Brigade met in Osk. On Tuesday a group attacked a bank.",
        "The Pine Brigade met in Osk. On Tuesday the group of students attacked a bank.",
    ],
)
def test_no_body_is_taken_up(claims_of, text):
    found, kept = roles(claims_of, text, "attacked")
    assert not {name for role, name in found if role == "actor"} & {"National Guard", "Red Cross", "Pine Brigade"}
    assert not kept


def test_he_with_two_persons_keeps_both(claims_of):
    text = "Marek Dole and Ivan Sarn met in Osk. Gunmen shot him on Tuesday."
    found, kept = roles(claims_of, text, "shot")
    assert ("target", "him") in found
    assert set(kept) == {"Marek Dole", "Ivan Sarn"}


def test_an_acronym_is_the_name_that_explains_it(claims_of):
    found, _ = roles(claims_of, "The Lake Peasant Army (LPA) was founded in May. The LPA attacked a bank.", "attacked")
    assert ("actor", "Lake Peasant Army") in found
    found, _ = roles(claims_of, "The Lake Peasant Army (XYZ) was founded in May. The XYZ attacked a bank.", "attacked")
    assert ("actor", "XYZ") in found


@pytest.mark.parametrize(
    ("text", "trigger", "wanted"),
    [
        ("The nuns' murder shocked Osk.", "murder", {("target", "nuns")}),
        ("The militia's killing of two men shocked Osk.", "killing", {("actor", "militia"), ("target", "two men")}),
        ("The rebels' killings shocked Osk.", "killings", {("actor", "rebels")}),
        ("The attack followed a visit to the port.", "attack", set()),
        ("The raid claimed the lives of two nuns.", "raid", {("target", "two nuns")}),
        ("Rebels ambushed a bus on the road.", "ambushed", {("actor", "Rebels"), ("target", "bus")}),
    ],
)
def test_whom_it_was_done_to(claims_of, text, trigger, wanted):
    found = [c for c in claims_of(text, "2019-03-14") if isinstance(c, EventClaim) and c.trigger.quote == trigger]
    assert {(one.role, one.name) for claim in found for one in claim.participants} == wanted


def test_the_piece_hit_stands_for_the_whole_too(claims_of):
    found, _ = roles(claims_of, "Rebels destroyed the gate of the embassy.", "destroyed")
    assert {name for role, name in found if role == "target"} == {"gate of the embassy", "embassy"}


def test_whoever_is_murdered_is_no_thing(claims_of):
    [claim] = [c for c in claims_of("The murder of six jesuits shocked Osk.", None) if isinstance(c, EventClaim)]
    assert [one.type for one in claim.participants] == ["group"]


def test_persons_listed_behind_a_plural_are_named(claims_of):
    found, _ = roles(claims_of, "The two miners, Roberto Rosso and Mario Acco, were kidnapped.", "kidnapped")
    assert {name for role, name in found if role == "target"} >= {"Roberto Rosso", "Mario Acco"}


def test_terrorist_before_an_attack_names_nobody(claims_of):
    text = "A terrorist attack on the market killed two men."
    [claim] = [c for c in claims_of(text, None) if isinstance(c, EventClaim) and c.event.plover == "ASSAULT"]
    assert not [one for one in claim.participants if one.role == "actor"]


def test_what_a_bomb_explodes_in_is_hit_and_what_it_explodes_before_is_not(claims_of):
    found, _ = roles(claims_of, "A bomb exploded inside a restaurant.", "exploded")
    assert ("target", "restaurant") in found
    found, _ = roles(claims_of, "A bomb exploded in front of a restaurant.", "exploded")
    assert not [name for role, name in found if role == "target"]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("The Ravine Militia took Gesa on Monday. On Tuesday the RM shot two men.", "Ravine Militia"),
        ("The Lake Guard East West (LG-EW) attacked Osk. EW Forces then shot two men.", "Lake Guard East West"),
        ("The South Lake People's Defence Forces (SLPDF) met. The SLPDF shot two men.", "South Lake People's Defence Forces"),
        ("The Ravine Militia and the River Movement met. The RM shot two men.", "RM"),
        ("The Ravine Militia met in Gesa. The RF shot two men.", "RF"),
    ],
)  # fmt: skip
def test_a_stump_is_the_one_name_of_its_section_that_it_shortens(claims_of, text, actor):
    found, _ = roles(claims_of, text, "shot")
    assert {name for role, name in found if role == "actor"} == {actor}


def test_all_bodies_of_a_list_act(claims_of):
    text = "Fighters from Ansar Tel, Jund al-Haqq, the Levant Shield, the Qamar Brigade and the Dawn Legion shelled a mill."
    found, _ = roles(claims_of, text, "shelled")
    wanted = {"Ansar Tel", "Jund al-Haqq", "Levant Shield", "Qamar Brigade", "Dawn Legion"}
    assert wanted <= {name for role, name in found if role == "actor"}


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Two boys were killed in shelling carried out by the Ninth Division.", {"Ninth Division"}),
        ("A nurse was wounded in shelling near Tasse.", set()),
        ("Two boys were killed in shelling on Sunday.", set()),
    ],
)
def test_whoever_is_killed_in_shelling_has_not_shelled(claims_of, text, actors):
    found, _ = roles(claims_of, text, "shelling")
    assert {name for role, name in found if role == "actor"} == actors


def test_a_name_ends_before_where_the_attack_was(claims_of):
    found, _ = roles(claims_of, "An attack by the River Army on Kambo killed four.", "attack")
    assert ("actor", "River Army") in found


@pytest.mark.parametrize(
    ("body", "doer"),
    [("Kesra Police Command", "armed group"), ("Kesra Liberation Brigade", "Kesra Liberation Brigade")],
)
def test_a_police_command_is_no_group_that_is_taken_up(claims_of, body, doer):
    found, _ = roles(
        claims_of, f"A source at the {body} said that two men died. The armed group shelled the clinic.", "shelled"
    )
    assert {name for role, name in found if role == "actor"} == {doer}


def test_insurgents_in_a_country_are_not_the_country(claims_of):
    text = "Syria insurgents raided Olm. Two traders were killed by the insurgents on the road."
    found, _ = roles(claims_of, text, "killed")
    assert {name for role, name in found if role == "actor"} == {"insurgents"}
