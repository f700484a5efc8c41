"""Totals that an act only adds to, people listed beside a victim, and tolls of several places; each text is invented."""

import pytest

from servanda.extract.events import find_events
from servanda.model.claims import EventClaim


@pytest.fixture
def told(analysis):
    """The events of a text: trigger, counting, tolls as (effect, minimum), places."""

    def find(text):
        made = analysis(text, language="en", published_on="2031-06-13")
        return [
            (
                one.trigger.quote,
                one.counting,
                [(toll.effect, toll.minimum) for toll in one.casualties],
                [place.name for place in one.places],
            )
            for one in find_events(made)
            if isinstance(one, EventClaim)
        ]

    return find


@pytest.mark.parametrize(
    "text",
    [
        "Rebels killed four men on Sunday, bringing the death toll in the town to 96.",
        "Rebels killed four men on Sunday, raising the number of dead this year to 96.",
        "Rebels killed four men, bringing the total since March to 96.",
    ],
)
def test_a_total_is_none_of_the_act_that_adds_to_it(told, text):
    assert [(word, counting, tolls) for word, counting, tolls, _ in told(text)] == [
        ("killed", "incident", [("killed", 4)])
    ]


def test_the_people_whom_a_total_counts_are_a_telling_of_their_own(told):
    text = "Rebels killed four men on Sunday, bringing to 96 the number of people killed there since January."
    assert [(counting, tolls) for _, counting, tolls, _ in told(text)] == [
        ("incident", [("killed", 4)]),
        ("cumulative", [("killed", 96)]),
    ]


@pytest.mark.parametrize(
    ("text", "tolls"),
    [
        ("The number of people killed in the attack rose to nine.", [("killed", 9)]),
        ("Gunmen killed a guard, his wife and three children.", [("killed", 1), ("killed", 1), ("killed", 3)]),
        ("Gunmen killed the mayor, his brother.", [("killed", 1)]),
        ("Gunmen killed a nurse, a mother of two.", [("killed", 1)]),
    ],
)
def test_tolls_of_totals_and_lists(told, text, tolls):
    [(_, counting, found, _)] = told(text)
    assert (counting, found) == ("incident", tolls)


def test_a_toll_of_several_places_is_told_once(told):
    [(_, _, tolls, places)] = told("Seven policemen died in attacks on posts at Sorrel, Elvas and Merhat.")
    assert tolls == [("killed", 7)]
    assert places == ["Sorrel", "Elvas", "Merhat"]


def test_each_place_has_the_toll_that_is_told_for_it(told):
    found = told("Troops killed four men in Gesa and six in Odo.")
    assert [(tolls, places) for _, _, tolls, places in found] == [
        ([("killed", 4)], ["Gesa"]),
        ([("killed", 6)], ["Odo"]),
    ]
