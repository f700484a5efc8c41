"""The same act again, another one, and later news of it; each text is invented."""

import pytest

from servanda.model.claims import EventClaim
from servanda.model.making import replace, sealed

PUBLISHED = "2031-06-13"


@pytest.fixture
def taken_up(claims_of):
    """For each event that takes one up: its own trigger, how, and the trigger of the other (None where that is left open)."""

    def find(text):
        events = [one for one in claims_of(text, PUBLISHED) if isinstance(one, EventClaim)]
        words = {one.key: one.trigger.quote for one in events}
        found = [one for one in events if one.takes_up]
        return [(one.trigger.quote, one.takes_up.type, words.get(one.takes_up.antecedent_key)) for one in found]

    return find


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels shelled Ostwick on 3 May 2031. The shelling killed two men.", ("shelling", "same", "shelled")),
        ("Gunmen attacked a mill in Ostwick. Police said nine men were killed in the attack.", ("attack", "same", "attacked")),
        ("An explosion hit a mill in Ostwick. It killed four millers.", ("killed", "same", "explosion")),
        ("A bomb exploded at a mill in Ostwick. The bomb wounded two millers.", ("wounded", "same", "exploded")),
        ("Two nurses were shot in Ostwick. The killings of the nurses happened at noon.", ("killings", "same", "shot")),
        ("Two men killed in Ostwick\nOn 3 May 2031 soldiers killed two men in Ostwick.", ("killed", "same", "killed")),
        ("A blast hit a mill in Ostwick. The death toll from the blast rose to 12.", ("blast", "update", "blast")),
        ("Gunmen attacked a mill in Ostwick. Another attack killed two men in Marlstad.", ("attack", "new", "attacked")),
        ("Jets bombed Ostwick. In a separate incident, gunmen shot two men near Marlstad.", ("shot", "new", "bombed")),
        ("Rebels shelled Ostwick. A second shell hit a mill.", ("hit", "new", "shelled")),
        ("Rebels shelled Ostwick. Separately, gunmen killed a judge in Marlstad.", ("killed", "new", "shelled")),
    ],
)  # fmt: skip
def test_an_act_is_taken_up_told_apart_or_brought_up_to_date(taken_up, text, expected):
    assert expected in taken_up(text)


@pytest.mark.parametrize(
    "text",
    [
        "Rebels shelled Ostwick. Gunmen attacked a mill. An ambush killed two men.",  # nothing says that one is meant
        "Rebels shelled Ostwick on 3 May 2031. The shelling of Marlstad killed two men.",  # another place
        "Rebels shelled Ostwick on 3 May 2031. The attack on 9 May 2031 killed two men.",  # another day
        "Rebels abducted a nurse in Ostwick. The attack killed two men.",  # no attack was told
        "Police said three men were killed in Ostwick. The attack killed nine men, police said.",  # another count
        "Rebels shelled Ostwick. The latest attack killed two men.",  # measured against others
        "Rebels shelled Ostwick. The worst attack of the war killed 90 men.",
        "Rebels plan to shell Ostwick. The shelling killed two men.",  # it did not happen
        "Rebels attacked Ostwick. The renewed fighting killed two men.",
        "Gunmen from the Valley Front attacked a mill in Ostwick. It killed two judges in Marlstad.",  # the Front may be meant
        "Nine men were killed in Ostwick on Monday. Rebels attacked Ostwick in a new breach of the truce.",
        "It was the second attack in two weeks.",
    ],
)
def test_in_doubt_nothing_is_taken_up(taken_up, text):
    assert taken_up(text) == []


def test_of_two_acts_that_fit_neither_is_taken_up(taken_up):
    text = "Rebels shelled Ostwick. Jets bombed Marlstad. The attack killed two men."
    assert taken_up(text) == [("attack", "same", None)]


def test_nothing_is_taken_up_across_a_heading_unless_something_stated_is_the_same(taken_up):
    here = "Ostwick\nRebels shelled the mill of Ostwick.\nMarlstad\nThe shelling killed two men."
    assert taken_up(here) == []
    same = "Ostwick\nRebels shelled the mill of Ostwick.\nMarlstad\nThe shelling in Ostwick killed two men."
    assert taken_up(same) == [("shelling", "same", "shelled")]


def test_of_an_act_at_several_places_none_is_picked(taken_up):
    text = "Jets bombed targets in Ostwick and in Marlstad on 3 May 2031. The bombing killed two men."
    assert ("bombing", "same", None) in taken_up(text)


def test_the_first_telling_is_the_one_taken_up(taken_up):
    text = "Rebels shelled Ostwick. The shelling killed two men. The attack also wounded a nurse."
    assert taken_up(text) == [("shelling", "same", "shelled"), ("attack", "same", "shelled")]


def test_what_is_taken_up_is_content_and_no_part_of_the_key(claims_of):
    text = "Rebels shelled Ostwick. The shelling killed two men."
    [claim] = [one for one in claims_of(text, PUBLISHED) if isinstance(one, EventClaim) and one.takes_up]
    without = sealed(replace(claim, takes_up=None))
    assert without.key == claim.key
    assert without.id != claim.id
    assert claim.takes_up.mention.quote == "The shelling"


def test_others_are_wounded_in_the_act_just_told(taken_up):
    wounded = "Jets struck a market in Ostwick on 3 May 2031, killing 23 people. At least 45 other people were wounded."
    assert taken_up(wounded) == [("wounded", "same", "struck")]
    killed = "Jets struck a market in Ostwick on 3 May 2031, killing 23 people. Four others were killed."
    assert taken_up(killed) == []
    elsewhere = "Jets struck a market in Ostwick, killing 23 people. Four others were wounded in Marlstad."
    assert taken_up(elsewhere) == []
