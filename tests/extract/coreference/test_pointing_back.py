"""A noun that only points back at an act, "again", and what an attack did besides; each text is invented."""

import pytest

from servanda.model.claims import EventClaim

PUBLISHED = "2031-06-13"


@pytest.fixture
def events(claims_of):
    """The event claims of a text."""
    return lambda text: [one for one in claims_of(text, PUBLISHED) if isinstance(one, EventClaim)]


@pytest.mark.parametrize(
    ("text", "word", "how"),
    [
        ("Two policemen were shot in Ostwick. The killings were claimed by Black Sun.", "killings", "same"),
        ("Rebels shelled a mill. The shelling ended at dusk.", "shelling", "same"),
        ("Jets bombed a mill in Ostwick on Monday. The mill was bombed again on Thursday.", "bombed", "new"),
        ("A mine killed two men near Ostwick. Another killed a herder in March.", "killed", "new"),
        ("Rebels ambushed a convoy near Ostwick. Several trucks were set on fire.", "set", "same"),
    ],
)
def test_words_that_point_at_an_act_say_which(events, text, word, how):
    found = events(text)
    taken = [one.takes_up for one in found if one.trigger.quote == word and one.takes_up]
    assert [one.type for one in taken] == [how]
    assert taken[0].antecedent_key == found[0].key


@pytest.mark.parametrize(
    "text",
    [
        "The minister spoke in Ostwick. The attack shocked him.",  # no act was told
        "Rebels abducted a nurse in Ostwick. The attack shocked the town.",  # none that it can mean
    ],
)
def test_a_noun_that_states_nothing_and_means_no_act_gives_no_claim(events, text):
    assert not [one for one in events(text) if one.trigger.quote in {"attack", "shelling"}]


def test_joined_harms_are_of_the_act_that_the_last_of_them_names(events):
    (raid,) = events("Seven men were killed and three injured in a raid on a mill near Ostwick on Monday.")
    assert raid.trigger.quote == "raid"
    assert {(toll.effect, toll.minimum) for toll in raid.casualties} == {("killed", 7), ("injured", 3)}


def test_a_number_right_before_dead_counts_them(events):
    (shelling,) = events("Shelling of Ostwick left four dead.")
    assert [(toll.effect, toll.minimum) for toll in shelling.casualties] == [("killed", 4)]


def test_what_have_been_killed_counts_up_to_now(events):
    found = events("Rebels ambushed a convoy near Ostwick. 40 soldiers have been killed.")
    assert all(one.takes_up is None for one in found)
