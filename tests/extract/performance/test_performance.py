"""Bodies and duties: who sits where, what was done of what was agreed; each sentence is invented."""

import pytest

from servanda.model.claims import EventClaim, ObservationClaim, PerformanceClaim


def told(claims_of, text, published="2031-06-13"):
    return [claim for claim in claims_of(text, published) if isinstance(claim, PerformanceClaim)]


def test_seats_by_group_hold_on_the_day_of_the_report(claims_of):
    text = "The Valley Committee met on Tuesday.\nThe Committee consists of 30 members: 15 of the government and 15 chosen by the rebels."
    [claim] = told(claims_of, text)
    assert claim.composition.body == "Valley Committee"
    assert claim.composition.groups == {"government": 15, "rebels": 15}
    assert (claim.time.start, claim.time.end) == ("2031-06-13", "2031-06-14")
    assert claim.participants[0].mention.quote == "The Committee"


def test_seats_without_a_date_of_the_report_hold_at_no_known_time(claims_of):
    [claim] = told(claims_of, "The council consists of 20 members of the army and 20 members of the rebels.", None)
    assert claim.time.start is None


@pytest.mark.parametrize(
    "text",
    [
        "The council has 45 members, 15 from each group.",
        "The council has between 30 and 40 members of the opposition and 20 of the army.",
        "The council has 40 members.",
        "The committee includes five members of the opposition.",
    ],
)
def test_seats_that_cannot_be_told_give_no_claim(claims_of, text):
    assert told(claims_of, text) == []


@pytest.mark.parametrize(
    ("text", "extent"),
    [
        ("The militia withdrew all its tanks from the zone.", "all"),
        ("Half of the tanks were withdrawn.", "part"),
        ("The militia has not withdrawn its tanks.", "none"),
        ("The militia refused to withdraw its tanks.", "none"),
        ("Not all of the tanks were withdrawn.", None),
        ("The militia withdrew tanks.", None),
    ],
)
def test_how_much_of_a_duty_was_done(claims_of, text, extent):
    [claim] = told(claims_of, text)
    assert (claim.performance.object, claim.performance.extent) == ("tank", extent)


@pytest.mark.parametrize(
    "text", ["The militia must withdraw its tanks.", "The militia agreed to withdraw its tanks by Friday."]
)
def test_a_duty_to_come_is_not_done(claims_of, text):
    assert told(claims_of, text) == []


def test_who_did_it_and_where(claims_of):
    [claim] = told(claims_of, "The Valley Brigade withdrew its howitzers from Osk on 3 June 2031, the mission said.")
    assert [one.name for one in claim.participants] == ["Valley Brigade"]
    assert [place.name for place in claim.places] == ["Osk"]
    assert claim.time.start == "2031-06-03"
    assert claim.attribution[-1].name == "mission"


def test_what_is_only_heard_is_no_attack(claims_of):
    claims = claims_of("An explosion of undetermined origin was heard in Belmar.", "2031-06-13")
    [seen] = [claim for claim in claims if isinstance(claim, ObservationClaim)]
    assert seen.observation.assessed_origin == "undetermined"
    assert not [claim for claim in claims if isinstance(claim, EventClaim)]


def test_what_is_not_seen_is_denied(claims_of):
    [seen] = [c for c in claims_of("The monitors saw no tanks in Osk.", None) if isinstance(c, ObservationClaim)]
    assert (seen.polarity, seen.quantity.minimum, seen.quantity.maximum) == ("denied", 0, 0)


def test_access_denied_says_by_whom(claims_of):
    claims = claims_of("Soldiers prevented the monitors from entering Karvo.", None)
    [seen] = [claim for claim in claims if isinstance(claim, ObservationClaim)]
    assert seen.observation.object == "access_denied"
    assert [one.name for one in seen.participants] == ["Soldiers"]
    assert [place.name for place in seen.places] == ["Karvo"]


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("Monitors saw four howitzers of the Rapid Support Forces.", "Rapid Support Forces"),
        ("Observers saw the Rapid Support Forces' tanks on the road.", "Rapid Support Forces"),
        ("Monitors observed a drone flown by the Rapid Support Forces.", "Rapid Support Forces"),
        ("Monitors saw tanks and positions of both sides.", None),
        ("Monitors saw the trenches of Marlstad.", None),
    ],
)
def test_whose_things_were_seen_is_told_where_a_known_body_is_named(claims_of, text, owner):
    found = [claim for claim in claims_of(text, "2031-06-13") if isinstance(claim, ObservationClaim)]
    assert found
    assert {item.name for claim in found for item in claim.participants} == ({owner} if owner else set())
