"""What joins two texts where one of them leaves a place or a day out, and what does not. Vessaria is invented."""

import pytest

from servanda.corroborate import CorroborateConfig
from servanda.corroborate.comparing import compare
from servanda.corroborate.event_mentions import event_mentions
from servanda.corroborate.part import context_of
from servanda.corroborate.tolls import rare_counts
from servanda.model.claims import Casualties
from servanda.model.making import replace, sealed
from servanda.model.places import PlaceMention
from servanda.text.counts import Said

AROUND = PlaceMention(
    name="Arvenna",
    place_id="ves:arvenna",
    latitude=10.0,
    longitude=20.0,
    precision="area",
    radius_km=30.0,
    country="VS",
)
PROVINCE = PlaceMention(
    name="Northern Province",
    place_id="ves:north",
    latitude=10.2,
    longitude=20.1,
    precision="governorate",
    radius_km=60.0,
)


def _at(claim, place):
    return sealed(replace(claim, places=(place,), id="", key=""))


def _names(incident):
    return {feature.name for link in incident.links for feature in link.features}


def test_the_only_place_of_a_text_joins_beside_day_and_means_only(world):
    """The second text names Arvenna for something else; its strike states no place."""
    told = world.event("morning", mode="aerial", toll=9)
    for said, n_incidents in (({"mode": "aerial", "toll": 9}, 1), ({"quote": "it was bombed"}, 2)):
        named = world.event("evening", kind="PROTEST", quote="people met in the square")
        undated = world.event("evening", None, "2021-05-04", **said)
        found = [one for one in world.incidents(told, named, undated) if one.kind == "ASSAULT"]
        assert len(found) == n_incidents
    joined = world.incidents(told, named, world.event("evening", None, "2021-05-04", mode="aerial", toll=9))
    assert any("place_held" in _names(one) for one in joined)


def test_the_only_place_of_a_text_parts_nothing_and_joins_no_other_town(world):
    named = world.event("evening", "Corth", kind="PROTEST")
    undated = world.event("evening", None, "2021-05-04", mode="aerial", toll=9)
    assert len(world.incidents(world.event("morning", mode="aerial", toll=9), named, undated)) == 3


def test_a_town_and_its_surroundings_are_one_place(world):
    (found,) = world.incidents(world.event("morning"), _at(world.event("evening"), AROUND))
    assert "place_around" in _names(found)


def test_a_province_joins_a_town_in_it_only_beside_rare_details(world):
    hurt = tuple(Casualties(effect=effect, minimum=n, maximum=n) for effect, n in (("killed", 9), ("injured", 31)))
    said = {"mode": "aerial", "casualties": hurt}
    told = world.event("morning", **said)
    (found,) = world.incidents(told, _at(world.event("evening", **said), PROVINCE))
    assert {"place_within", "tolls_same"} <= _names(found)
    assert len(world.incidents(told, _at(world.event("night", mode="aerial"), PROVINCE))) == 2


@pytest.mark.parametrize(
    ("published", "mode", "n_incidents"),
    [("2021-05-04", None, 1), ("2021-05-05", None, 2), ("2021-05-05", "aerial", 1), ("2021-05-20", "aerial", 2)],
)
def test_an_undated_account_is_rather_of_the_day_of_its_publication(world, published, mode, n_incidents):
    world.document("evening", on=published)
    undated = world.event("evening", day=None, mode=mode, quote="it came under fire")
    assert len(world.incidents(world.event("morning", mode=mode), undated)) == n_incidents


@pytest.mark.parametrize(("one", "other", "n_incidents"), [("aerial", "destroy", 1), ("aerial", "heavy-weapons", 2)])
def test_what_tells_no_other_means_is_no_other_act(world, one, other, n_incidents):
    assert len(world.incidents(world.event("morning", mode=one), world.event("evening", mode=other))) == n_incidents


def test_an_act_that_is_only_taken_for_known_corroborates_nothing(world):
    world.document("morning", on="2021-05-04")
    world.document("evening", on="2021-05-05")
    for modality, credibility in (("asserted", "2"), ("presupposed", "3")):
        claims = world.event("morning", toll=9), world.event("evening", toll=9, modality=modality)
        (found,) = world.incidents(*claims)
        assert (str(found.credibility) == "2") == (credibility == "2")


def test_what_two_claims_have_in_common_depends_on_their_texts_alone(world):
    pair = [world.event(name, toll=9, quote="rockets hit the granary of Arvenna") for name in ("morning", "evening")]
    others = [world.event(f"other{n}", "Corth", quote="rockets hit the granary of Corth") for n in range(40)]
    assert _compared(world, pair) == _compared(world, [*pair, *others])


def _compared(world, claims):
    config = CorroborateConfig()
    found = event_mentions(claims, world.sources, config)
    context = context_of(found, world.sources, config)
    one, other = (mention for mention in found if mention.text in {"morning", "evening"})
    return compare(one, other, context)


def test_one_voice_with_two_counts_tells_of_two_acts(world):
    first, second = (world.event("morning", toll=toll, quote=f"{toll} died") for toll in (39, 8))
    assert len(world.incidents(first, second)) == 2
    same = [world.event("evening", toll=39, quote=quote) for quote in ("39 died", "39 were killed")]
    assert len(world.incidents(*same)) == 1


def _shared_likeness(world, *names):
    """Say of documents that one agency's text stands in all of them; nothing of it is what the claims say."""
    words = ("harvest", "orchard", "granary", "festival", "miller", "wagon", "chapel", "lantern")
    for name in names:
        told = replace(world.sources[name], words=words, names=("Arvenna", "Corth"), numbers=("77", "4180"))
        world.sources[name] = told


@pytest.mark.parametrize(("said", "n_incidents"), [({}, 2), ({"mode": "heavy-weapons"}, 1), ({"target": "mill"}, 1)])
def test_words_that_tell_a_place_alone_join_no_other_text_because_the_texts_are_alike(world, said, n_incidents):
    """A log names the town two days later, without a day: it may mean any shelling of it."""
    world.document("morning", on="2021-05-04")
    world.document("log", on="2021-05-06")
    _shared_likeness(world, "morning", "log")
    told = world.event("morning", mode="heavy-weapons")
    assert len(world.incidents(told, world.event("log", day=None, quote="Arvenna, one killed", **said))) == n_incidents


def test_one_deed_without_place_day_or_victims_is_one_in_texts_alike(world):
    for name in ("morning", "evening"):
        world.document(name, on="2021-05-04")
    _shared_likeness(world, "morning", "evening")

    def told(document, **said):
        return world.event(document, None, None, quote="the mill came under fire", **said)

    mill = {"mode": "heavy-weapons", "target": "mill"}
    assert len(world.incidents(told("morning", **mill), told("evening", **mill))) == 1
    for other in ({"mode": "heavy-weapons", "target": "school"}, {"target": "mill"}, {"mode": "heavy-weapons"}):
        assert len(world.incidents(told("morning", **mill), told("evening", **other))) == 2


@pytest.mark.parametrize(
    ("toll", "on", "n_incidents"),
    [(47, "2021-05-04", 1), (47, "2021-05-05", 2), (12, "2021-05-04", 2), (50, "2021-05-04", 2)],
)
def test_a_count_that_is_hardly_met_twice_joins_texts_of_one_day_of_which_one_leaves_out_the_place(
    world, toll, on, n_incidents
):
    world.document("headline", on=on)
    told = world.event("morning", toll=toll, mode="aerial")
    undated = world.event("headline", None, None, toll=toll, quote="strikes kill many")
    assert len(world.incidents(told, undated)) == n_incidents


@pytest.mark.parametrize(("days", "n_incidents"), [(("2021-05-04",), 1), ((), 2), (("2021-05-04", "2021-05-02"), 2)])
def test_an_outlet_that_tells_of_one_day_only_reports_nothing_new_on_the_next(world, days, n_incidents):
    """Of the second report the telling act states no day; the others beside it, of another town, do."""
    world.document("morning", family="gazette", on="2021-05-04")
    world.document("evening", family="gazette", on="2021-05-05")
    told = world.event("morning", mode="heavy-weapons", quote="shells hit Arvenna")
    beside = [world.event("evening", "Corth", day) for day in days]
    undated = world.event("evening", day=None, mode="heavy-weapons", quote="shells fell on Arvenna")
    found = [one for one in world.incidents(told, *beside, undated) if {told.id, undated.id} & set(one.members)]
    assert len(found) == n_incidents


@pytest.mark.parametrize(
    ("count", "is_rare"),
    [(19, False), (23, True), (30, False), (45, True), (150, False), (160, True), (500, False), (1300, True), (1500, False)],
)  # fmt: skip
def test_a_count_is_rounded_for_its_size(count, is_rare):
    assert bool(rare_counts({"killed": Said(count, count, str(count))}, 20)) == is_rare


@pytest.mark.parametrize(
    ("said", "n_incidents"),
    [
        ({"mode": "destroy", "target": "power lines"}, 2),
        ({"toll": 0, "target": "monitors"}, 2),
        ({"mode": "aerial", "target": "power lines"}, 1),
        ({"toll": 3, "target": "monitors"}, 1),
    ],
)
def test_that_something_was_destroyed_or_nobody_hurt_joins_no_texts_of_unknown_day_and_place(world, said, n_incidents):
    for name in ("one", "other"):
        world.document(name)
    _shared_likeness(world, "one", "other")
    told = [world.event(name, None, None, quote="it is told", **said) for name in ("one", "other")]
    assert len(world.incidents(*told)) == n_incidents
