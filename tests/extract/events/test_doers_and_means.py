"""Who did it and with what, in the ways that texts by writers of 2 December told it (record 0288). Each with a twin."""

import pytest
from tests.extract.parties import doers

from servanda.model.claims import EventClaim


def events(claims_of, text):
    return [claim for claim in claims_of(text, "2031-05-15") if isinstance(claim, EventClaim)]


def event(claims_of, text, words):
    return next(one for one in events(claims_of, text) if words in one.trigger.quote)


@pytest.mark.parametrize(
    ("text", "words", "actors"),
    [
        ("Men of the Third Front are accused by the auditor's office of recruiting nine boys.", "recruiting", "Front"),
        ("The army was accused by residents of burning the market of Osk.", "burning", "army"),
        ("The drivers were seized at a football match by the Lake Unit.", "seized", "Lake Unit"),
        ("The Lake Coalition set ablaze a police post in Osk, then looted the pharmacy.", "looted", "Lake Coalition"),
        ("The Lake Forces, who had fled in May, massacred residents of Osk.", "massacred", "Lake Forces"),
        ("The killing of eight miners in Osk was the work of the Lake Brigade.", "killing", "Lake Brigade"),
        ("Responsibility for the shelling of the market lies with the Lake Brigade.", "shelling", "Lake Brigade"),
        ("The 6th Infantry Division replied with howitzers.", "replied", "6th Infantry Division"),
    ],
)
def test_who_did_it(claims_of, text, words, actors):
    assert any(actors in name for name in doers(event(claims_of, text, words)))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The killing of two men was not the work of the militia.", "killing"),
        ("The drivers were seized at a football match by Sunday.", "seized"),
    ],
)
def test_who_did_not_do_it(claims_of, text, words):
    assert doers(event(claims_of, text, words)) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Whoever is accused answers himself. Residents accused the army of burning the market.",
        "The army was accused by residents of burning the market.",
    ],
)
def test_the_accuser_speaks(claims_of, text):
    chain = event(claims_of, text, "burning").attribution
    assert "residents" in (chain[-1].name or "").lower()


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        ("Not one shot was fired by the Lake Brigade.", "fired", ("asserted", "denied")),
        ("One shot was fired by the Lake Brigade.", "fired", ("asserted", "affirmed")),
        ("There was no proof of the claim that rebels had shelled the school.", "shelled", ("possible", "affirmed")),
        ("There was proof of the claim that rebels had shelled the school.", "shelled", ("asserted", "affirmed")),
    ],
)
def test_what_nobody_has_shown_is_left_open(claims_of, text, words, wanted):
    found = event(claims_of, text, words)
    assert (found.modality, found.polarity) == wanted


@pytest.mark.parametrize(
    ("text", "words", "mode", "label"),
    [
        ("The army used poison gas against the town of Osk.", "used", "unconventional", "CHEM_WEAP"),
        ("Police used tear gas against the marchers in Osk.", "used", "crowd-control", "PROTEST_WITH_INTER"),
        ("A gas attack on Osk killed sixty people.", "attack", "unconventional", "CHEM_WEAP"),
        ("Government forces gassed the village of Osk.", "gassed", "unconventional", "CHEM_WEAP"),
        ("The army launched drones against the town of Osk.", "launched", "drone", "AIR_STRIKE"),
        ("A shell went through the roof of a kitchen in Osk.", "went", "heavy-weapons", "ART_MISS_ATTACK"),
    ],
)
def test_the_means_is_told(claims_of, text, words, mode, label):
    found = event(claims_of, text, words).event
    assert (found.mode, found.acled) == (mode, label)


@pytest.mark.parametrize(
    "text",
    [
        "The driver went through the roof of the market with joy.",
        "The company launched drones at a trade show.",
        "The bank liquidated its debts.",
    ],
)
def test_words_of_other_senses_tell_no_attack(claims_of, text):
    assert [one.trigger.quote for one in events(claims_of, text) if one.event.plover == "ASSAULT"] == []


def test_where_a_missile_came_down_is_the_target(claims_of):
    hit = event(claims_of, "A missile slammed into a block of flats in Osk.", "slammed")
    assert [who.name for who in hit.participants if who.role == "target"] == ["block of flats"]
