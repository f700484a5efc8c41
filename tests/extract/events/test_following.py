"""Tolls that the next sentence tells of an act, bare participles, and totals beside a total; each text is invented."""

import pytest

from servanda.extract.coreference import find_acts
from servanda.model.claims import EventClaim


@pytest.fixture
def told(analysis):
    """The events of a text: trigger, counting, tolls as (effect, minimum), doers."""

    def find(text):
        made = analysis(text, language="en", published_on="2031-06-13")
        return {
            one.trigger.quote: (
                one.counting,
                [(toll.effect, toll.minimum) for toll in one.casualties],
                [part.name for part in one.participants if part.role == "actor"],
            )
            for one in find_acts(made)
            if isinstance(one, EventClaim)
        }

    return find


@pytest.mark.parametrize(
    ("text", "act", "tolls"),
    [
        ("A bomb exploded in Marsk, wounding nine people. Two of them died later.", "exploded", [("injured", 9), ("killed", 2)]),
        ("A rocket killed six people in Velim. The dead included two nurses.", "killed", [("killed", 6), ("killed", 2)]),
        ("Gunmen attacked a post near Telo and killed four men. Another five were hurt.", "attacked", [("killed", 4), ("injured", 5)]),
        ("A drone struck a house in Bura. No one was hurt.", "struck", [("injured", 0)]),
    ],
)  # fmt: skip
def test_a_sentence_that_only_counts_is_of_the_act_told_right_before_it(told, text, act, tolls):
    assert sorted(told(text)[act][1]) == sorted(tolls)


@pytest.mark.parametrize(
    "text",
    [
        "A drone struck a house in Bura. Three people died of cholera.",
        "A drone struck a house in Bura. At least 40 people have died since the spring.",
        "A drone struck a house in Bura. Police feared that two people had died.",
        "A drone struck a house in Bura. Three people died in Olm.",
    ],
)
def test_a_count_of_another_cause_time_or_place_is_none_of_the_act(told, text):
    assert told(text)["struck"][1] == []


def test_a_count_behind_two_acts_is_of_neither(told):
    found = told("Jets bombed Kech in the morning and tanks shelled Oro at noon. At least three people died.")
    assert [tolls for _, tolls, _ in found.values()] == [[], []]


def test_bare_participles_count_for_the_only_act_before_them(told):
    found = told("Gunmen stormed the market of Bura, leaving six traders dead and ten injured.")
    assert found == {"stormed": ("incident", [("killed", 6), ("injured", 10)], ["Gunmen"])}


def test_what_is_counted_beside_a_total_is_as_much_a_total(told):
    found = told("At least 2,310 people have been killed since the offensive began. A further 7,400 have been wounded.")
    assert found["wounded"][:2] == ("cumulative", [("injured", 7400)])


@pytest.mark.parametrize(
    ("text", "counting"),
    [
        ("Thirty councillors have been killed since June 2028.", "cumulative"),
        ("Five people have been killed since Wednesday.", "incident"),
        ("More than 9,000 people have been killed in the war.", "cumulative"),
        ("On Monday, 21 people were killed in Velim, the worst day since the war began.", "incident"),
    ],
)
def test_what_is_counted_since_long_is_no_act_of_a_day(told, text, counting):
    assert told(text)["killed"][0] == counting


@pytest.mark.parametrize(
    "text",
    [
        "The bombing killed dozens of sheep.",
        "Air strikes killed 60 head of cattle.",
        "Militants killed dozens of people and cows in the raid.",
    ],
)
def test_animals_are_no_dead(told, text):
    assert [tolls for _, tolls, _ in told(text).values()] == [[]]


def test_of_wounded_or_displaced_each_is_at_most_so_many(told):
    found = told("The raid killed nine villagers and wounded or displaced 200 others.")
    tolls = [toll for _, tolls, _ in found.values() for toll in tolls]
    assert ("killed", 9) in tolls
    assert ("injured", 200) not in tolls


def test_whoever_fired_stays_behind_the_toll(told):
    assert told("Five people were killed in rocket fire by government forces.")["fire"][1:] == (
        [("killed", 5)],
        ["government forces"],
    )
