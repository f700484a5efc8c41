"""What a text says of its own acts: taken up, told apart; and what a toll without day and place needs to be joined."""

import random

import pytest

from servanda.model.claims import Casualties, TakesUp
from servanda.model.making import replace, sealed
from servanda.model.spans import Span
from servanda.model.time import TimeInterval

WORDS = Span(start=0, end=10, quote="the attack")


def taking_up(claim, other, how="same"):
    """The claim with the act of the other taken up (``None``: which one is open)."""
    key = None if other is None else other.key
    return sealed(replace(claim, takes_up=TakesUp(mention=WORDS, antecedent_key=key, type=how)))


def groups(world, *claims):
    return {frozenset(incident.members) for incident in world.incidents(*claims)}


def test_an_act_that_is_taken_up_is_one_incident_with_all_that_is_told_of_it(world):
    told = world.event("d1", mode="aerial", actor="northern-army")
    dead = taking_up(world.event("d1", None, None, toll=9, quote="the attack"), told)
    other_place = world.event("d1", "Corth")
    incident = next(one for one in world.incidents(told, dead, other_place) if told.id in one.members)
    assert set(incident.members) == {told.id, dead.id}
    [toll] = incident.casualties
    assert (toll.minimum, [one.claim for one in toll.by_source]) == (9, [dead.id])
    assert [one.claims for one in incident.actors] == [(told.id,)]
    assert (incident.place.name, incident.time.start) == ("Arvenna", "2021-05-04")
    assert "taken_up" in {feature.name for link in incident.links for feature in link.features}


def test_without_words_that_take_up_a_toll_without_day_and_place_stands_alone(world):
    told = world.event("d1", mode="aerial")
    dead = world.event("d1", None, None, toll=9, quote="nine were killed")
    assert groups(world, told, dead) == {frozenset({told.id}), frozenset({dead.id})}


@pytest.mark.parametrize(("place", "day"), [(None, "2021-05-04"), ("Arvenna", None)])
def test_a_toll_joins_by_a_day_or_place_stated_for_both(world, place, day):
    told = world.event("d1")
    dead = world.event("d1", place, day, toll=9, quote="nine were killed")
    assert groups(world, told, dead) == {frozenset({told.id, dead.id})}


def test_another_report_joins_what_is_taken_up_by_the_place_and_day_of_its_act(world):
    told = world.event("d1")
    dead = taking_up(world.event("d1", None, None, toll=9, quote="the attack"), told)
    other = world.event("d2", toll=9)
    assert groups(world, told, dead, other) == {frozenset({told.id, dead.id, other.id})}
    elsewhere = world.event("d2", "Corth", toll=9)
    assert groups(world, told, dead, elsewhere) == {frozenset({told.id, dead.id}), frozenset({elsewhere.id})}


def test_another_attack_is_another_incident_in_the_same_town_on_the_same_day(world):
    told = world.event("d1", toll=9)
    another = taking_up(world.event("d1", toll=9), told, "new")
    again = taking_up(world.event("d1", None, None, quote="it went on"), another)
    assert groups(world, told, another, again) == {frozenset({told.id}), frozenset({another.id, again.id})}


def test_a_further_report_does_not_bring_together_what_a_text_tells_apart(world):
    told = world.event("d1", toll=9)
    another = taking_up(world.event("d1", toll=9), told, "new")
    report = world.event("d2", toll=9)
    assert len(world.incidents(told, another, report)) == 2


def test_another_attack_joins_none_of_those_before_it_where_it_is_open_which_is_meant(world):
    told, second = world.event("d1", toll=9), world.event("d1", toll=9)
    another = taking_up(world.event("d1", toll=9), None, "new")
    later = world.event("d1", toll=9)
    assert frozenset({told.id, second.id}) in groups(world, told, second, another)
    assert frozenset({another.id, later.id}) in groups(world, another, later)


def test_words_that_tell_neither_doer_means_nor_people_hit_are_of_no_act_in_particular(world):
    told = world.event("d1", mode="aerial")
    before = world.event("d1", None, None, quote="markets have been hit before")
    assert groups(world, told, before) == {frozenset({told.id}), frozenset({before.id})}


@pytest.mark.parametrize(
    ("told_further", "is_one"),
    [
        ({"mode": "explosives"}, True),
        ({"actor": "northern-army"}, False),
        ({"target": "many others"}, True),
        ({"target": "many people"}, False),
    ],
)
def test_what_goes_on_about_the_one_place_of_a_text_joins_by_its_means_for_doers_do_more_than_one_act(
    world, told_further, is_one
):
    told = world.event("d1", quote="people were killed in Arvenna")
    further = world.event("d1", None, None, quote="bombs were dropped", **told_further)
    assert (groups(world, told, further) == {frozenset({told.id, further.id})}) is is_one


def test_two_means_at_one_place_on_one_day_are_two_acts_of_a_text_unless_it_takes_one_up(world):
    shelled = world.event("d1", mode="heavy-weapons", toll=5, quote="rockets killed five in Arvenna on Thursday")
    bombed = world.event("d1", mode="aerial", actor="air-force", quote="the air force struck Arvenna on Thursday")
    assert groups(world, shelled, bombed) == {frozenset({shelled.id}), frozenset({bombed.id})}
    same = taking_up(bombed, shelled)
    assert groups(world, shelled, same) == {frozenset({shelled.id, same.id})}


def test_a_person_who_joins_two_acts_is_followed(world):
    told = world.event("d1", toll=9)
    another = taking_up(world.event("d1", toll=9), told, "new")
    assert len(world.incidents(told, another, must_link=((told.key, another.key),))) == 1


def test_one_voice_that_names_two_sides_tells_two_acts_two_voices_dispute_one(world):
    first = world.event("d1", actor="northern-army", toll=9, by="observer")
    second = world.event("d1", actor="river-guard", toll=9, by="observer")
    assert len(world.incidents(first, second)) == 2
    disputed = world.event("d1", actor="river-guard", toll=9, by="ministry", mode="aerial")
    [incident] = world.incidents(
        world.event("d1", actor="northern-army", toll=9, by="observer", mode="aerial"), disputed
    )
    assert "actors" in {one.field for one in incident.contradictions}


def test_what_goes_on_since_long_before_joins_no_dated_act(world):
    told = world.event("d1")
    since = world.event("d1", None, None, time=TimeInterval(start="2021-02-01", precision="month", basis="stated"))
    assert groups(world, told, since) == {frozenset({told.id}), frozenset({since.id})}


def test_a_toll_brought_up_to_date_is_kept_beside_the_first(world):
    world.document("d1", on="2021-05-05")
    told = world.event("d1", toll=9)
    risen = (Casualties(effect="killed", minimum=12, maximum=12),)
    update = taking_up(world.event("d1", None, None, casualties=risen, quote="has risen"), told, "update")
    [incident] = world.incidents(told, update)
    [toll] = incident.casualties
    assert sorted(one.minimum for one in toll.by_source) == [9, 12]
    assert incident.contradictions == ()


def test_what_texts_say_of_their_acts_does_not_depend_on_order(world):
    told = world.event("d1", toll=9)
    claims = [
        told,
        taking_up(world.event("d1", toll=9), told, "new"),
        taking_up(world.event("d1", None, None, toll=9), told),
        taking_up(world.event("d1", toll=9), None, "new"),
        world.event("d2", toll=9),
        world.event("d2", None, None, toll=4),
    ]
    expected = world.incidents(*claims)
    choose = random.Random(5)  # noqa: S311 - a shuffle, no secret
    assert all(world.incidents(*choose.sample(claims, len(claims))) == expected for _ in range(20))


@pytest.mark.parametrize(("denying", "n_incidents"), [("Watch", 2), ("Ministry", 1)])
def test_a_voice_that_denies_one_thing_and_tells_another_disputes_nothing(world, denying, n_incidents):
    """The Watch said that no raids were flown, and that shells were fired: it does not deny what it says."""
    told = world.event("d1", None, None, target="sarn", quote="shells were fired", by="Watch")
    denied = world.event("d1", None, None, target="sarn", quote="no raids", by=denying, polarity="denied")
    found = world.incidents(told, denied)
    assert len(found) == n_incidents
    assert any(one.contradictions for one in found) is (n_incidents == 1)
