"""Denials, tolls, contradictions, origins and credibility."""

from servanda.model.claims import StanceClaim, StanceDetail
from servanda.model.links import ActorLink
from servanda.model.making import replace, sealed
from servanda.model.parties import Attribution, Participant


def _denying(world, document, holder, *about):
    detail = StanceDetail(
        attitude="denies",
        holder=Participant(role="holder", name=holder, type="organisation", entity_id=holder),
        about=about,
    )
    return sealed(StanceClaim(**world.common(document, f"{holder} denied it", None), stance=detail))


def test_a_denial_joins_the_incident_it_denies(world):
    told = [
        world.event("d1", actor="northern-army", by="Observatory of Vess"),
        world.event("d2", actor="northern-army"),
    ]
    denial = world.event("d3", actor="northern-army", by="northern-army", polarity="denied")
    (incident,) = world.incidents(*told, denial)
    assert incident.denials == (denial.id,)
    assert denial.id in incident.members
    assert {actor.stance for actor in incident.actors} == {"alleged", "denied"}
    assert any(denial.id in item.claims and "denied" in item.note for item in incident.contradictions)
    assert incident.credibility not in {"1", "2"}


def test_denied_tolls_are_not_counted(world):
    told = world.event("d1", toll=8)
    denial = world.event("d2", toll=0, polarity="denied")
    (incident,) = world.incidents(told, denial)
    (toll,) = incident.casualties
    assert (toll.minimum, toll.maximum) == (8, 8)


def test_a_denial_of_nothing_known_stands_alone(world):
    denial = world.event("d1", polarity="denied")
    (incident,) = world.incidents(denial)
    assert incident.denials == incident.members == (denial.id,)
    assert incident.credibility in {"5", "6"}


def test_a_stance_that_denies_a_claim_is_a_denial_of_responsibility(world):
    told = world.event("d1", actor="northern-army")
    stance = _denying(world, "d1", "northern-ministry", told.id)
    link = ActorLink(actor="northern-army", party="northern-state", type="commanded")
    ministry = ActorLink(actor="northern-ministry", party="northern-state", type="member")
    (incident,) = world.incidents(told, stance, links=(link, ministry))
    assert incident.denials == (stance.id,)
    assert {item.field for item in incident.contradictions} == {"responsibility"}
    assert {actor.stance for actor in incident.actors} == {"alleged", "denied"}
    assert {actor.link_to_party.party for actor in incident.actors if actor.entity_id == "northern-army"} == {
        "northern-state"
    }


def test_a_toll_that_rises_over_hours_is_one_incident_with_a_history(world):
    for number, day in enumerate(("2021-05-04", "2021-05-05", "2021-05-06")):
        world.document(f"d{number}", on=day)
    claims = [
        world.event(f"d{number}", toll=toll, by="Observatory of Vess") for number, toll in enumerate((19, 23, 43))
    ]
    (incident,) = world.incidents(*claims)
    (toll,) = incident.casualties
    assert (toll.minimum, toll.maximum) == (19, 43)
    assert [(item.minimum, item.published_on) for item in toll.by_source] == [
        (19, "2021-05-04"),
        (23, "2021-05-05"),
        (43, "2021-05-06"),
    ]
    assert {item.speaker for item in toll.by_source} == {"Observatory of Vess"}
    assert incident.n_independent_origins == 1
    assert not any(item.field == "casualties.killed" for item in incident.contradictions)


def test_counts_that_exclude_each_other_are_both_kept(world):
    a, b = world.event("d1", toll=38, by="Rescue Union"), world.event("d2", toll=43, by="Observatory of Vess")
    (incident,) = world.incidents(a, b)
    (toll,) = incident.casualties
    assert (toll.minimum, toll.maximum) == (38, 43)
    (dispute,) = incident.contradictions
    assert dispute.field == "casualties.killed"
    assert set(dispute.claims) == {a.id, b.id}
    assert incident.credibility == "3"


def test_two_independent_voices_without_contradiction_make_a_two(world):
    world.document("d1", family="morning")
    world.document("d2", family="evening")
    (incident,) = world.incidents(world.event("d1"), world.event("d2"))
    assert incident.n_independent_origins == 2
    assert incident.credibility == "2"


def test_copies_are_one_origin(world):
    world.document("d1", family="morning", shingles=tuple(range(100)))
    world.document("d2", family="evening", shingles=tuple(range(20, 120)))
    (incident,) = world.incidents(world.event("d1"), world.event("d2"))
    assert incident.n_documents == 2
    assert incident.n_independent_origins == 1
    assert incident.credibility != "2"


def test_one_speaker_in_two_outlets_and_one_owner_of_two_are_one_origin(world):
    world.document("d1", family="morning")
    world.document("d2", family="evening")
    (quoted,) = world.incidents(
        world.event("d1", by="Observatory of Vess"), world.event("d2", by="Observatory of Vess")
    )
    assert quoted.n_independent_origins == 1
    world.document("d3", family="harbour")
    world.document("d4", family="harbour")
    (owned,) = world.incidents(world.event("d3"), world.event("d4"))
    assert owned.n_independent_origins == 1


def test_a_quoted_source_and_its_own_page_are_one_origin(world):
    world.document("d1", family="observatory")
    world.document("d2", family="morning")
    (incident,) = world.incidents(world.event("d1"), world.event("d2", by="Observatory"))
    assert incident.n_independent_origins == 1


def test_quoted_outlets_of_one_owner_are_one_origin_and_a_partys_outlets_are_the_party(world):
    owners = {"norland-wire": "norland", "norland-tv": "norland"}
    command = ActorLink(actor="norland-army", party="norland", type="commanded")
    told = [world.event(f"d{n}", by=by) for n, by in enumerate(("norland-wire", "norland-tv", "norland-army"))]
    (incident,) = world.incidents(*told, owners=owners, links=(command,))
    assert {voice.origin for voice in incident.voices} == {"owner:norland"}
    assert incident.n_independent_origins == 1
    (unknown,) = world.incidents(*told)
    assert unknown.n_independent_origins == 3


def test_a_leader_speaks_for_the_body_he_led_at_the_time(world):
    links = (
        ActorLink(actor="a-leader", party="old-front", type="member", until="2020"),
        ActorLink(actor="a-leader", party="new-front", type="member", since="2020"),
    )
    for actor, stance in (("old-front", "alleged"), ("new-front", "claimed")):
        (incident,) = world.incidents(world.event(f"by-{actor}", actor=actor, by="a-leader"), links=links)
        assert [one.stance for one in incident.actors] == [stance]  # told on 4 May 2021


def test_an_actor_of_two_equal_parties_counts_under_neither(world):
    links = tuple(ActorLink(actor="joint-staff", party=party, type="member") for party in ("norland", "vessaria"))
    (incident,) = world.incidents(world.event("d1", by="joint-staff"), world.event("d2", by="norland"), links=links)
    assert {voice.origin for voice in incident.voices} == {"speaker:joint-staff", "speaker:norland"}


def test_different_perpetrators_are_told_side_by_side(world):
    a, b = (
        world.event("d1", actor="northern-army", mode="aerial"),
        world.event("d2", actor="river-guard", mode="aerial"),
    )
    (incident,) = world.incidents(a, b)
    assert {actor.entity_id for actor in incident.actors} == {"northern-army", "river-guard"}
    assert [item.field for item in incident.contradictions] == ["actors"]


def test_an_act_that_its_actor_tells_is_claimed(world):
    (incident,) = world.incidents(world.event("d1", actor="river-guard", by="river-guard"))
    assert [actor.stance for actor in incident.actors] == ["claimed"]


def test_one_text_does_not_corroborate_the_speaker_it_quotes(world):
    world.document("d1", family="morning")
    (incident,) = world.incidents(world.event("d1"), world.event("d1", by="Observatory of Vess"))
    assert incident.n_independent_origins == 1
    assert incident.credibility != "2"


def test_speakers_without_a_name_are_no_origin_of_their_own(world):
    world.document("d1", family="morning")
    unnamed = world.common("d1", "shells hit Arvenna again", None)
    attribution = (*unnamed["attribution"], Attribution(level="speaker", name="local sources"))
    told = world.event("d1", quote="shells hit Arvenna at dawn")
    again = sealed(replace(told, id="", key="", span=unnamed["span"], attribution=attribution))
    (incident,) = world.incidents(told, again)
    assert incident.n_independent_origins == 1
    assert {voice.origin for voice in incident.voices} == {"owner:morning"}


def test_the_same_words_in_a_copy_are_one_event_even_without_place_or_date(world):
    world.document("d1", family="morning", shingles=tuple(range(100)))
    world.document("d2", family="evening", shingles=tuple(range(100)))
    claims = [world.event(name, None, None, quote="the bus was hit") for name in ("d1", "d2")]
    (incident,) = world.incidents(*claims)
    assert incident.n_documents == 2
    assert incident.n_independent_origins == 1


def test_who_denies_the_act_he_is_held_to_have_done_is_shown_as_denying(world):
    told = world.event("d1", actor="river-guard")
    denial = world.event("d2", by="river-guard", polarity="denied")
    (incident,) = world.incidents(told, denial)
    assert [item.field for item in incident.contradictions] == ["occurrence"]
    assert {(actor.entity_id, actor.stance) for actor in incident.actors} == {
        ("river-guard", "alleged"),
        ("river-guard", "denied"),
    }


def test_two_spellings_of_one_speaker_are_one_origin(world):
    world.document("d1", family="morning")
    world.document("d2", family="evening")
    told = [world.event("d1", by="Ilyas Abdel-Karim"), world.event("d2", by="Ilyas Abdulkareem")]
    assert world.incidents(*told)[0].n_independent_origins == 1
    others = [world.event("d1", by="Ilyas Abdel-Karim"), world.event("d2", by="Anas Abdel-Karim")]
    assert world.incidents(*others)[0].n_independent_origins == 2


def test_a_copy_that_leaves_the_speaker_out_rests_on_him_all_the_same(world):
    world.document("d1", family="morning", shingles=tuple(range(100)))
    world.document("d2", family="evening", shingles=tuple(range(20, 120)))
    (incident,) = world.incidents(world.event("d1", by="Observatory of Vess"), world.event("d2"))
    assert incident.n_independent_origins == 1


def voices_of(incident, field):
    """Return the claims of a contradiction in one field."""
    return [set(item.claims) for item in incident.contradictions if item.field == field]


def test_dates_and_places_that_exclude_each_other_are_shown_where_a_person_joined_them(world):
    a = world.event("d1", by="Rescue Union")
    b = world.event("d2", "Corth", "2021-05-09", by="Observatory of Vess")
    (incident,) = world.incidents(a, b, must_link=((a.key, b.key),))
    assert voices_of(incident, "time") == voices_of(incident, "place") == [{a.id, b.id}]
    assert incident.credibility == "5"


def test_kinds_of_weapons_that_differ_are_shown_with_both_voices(world):
    a = world.event("d1", toll=7, mode="aerial", actor="northern-army", by="Rescue Union")
    b = world.event("d2", toll=7, mode="heavy-weapons", actor="northern-army", by="Observatory of Vess")
    (incident,) = world.incidents(a, b)
    assert voices_of(incident, "mode") == [{a.id, b.id}]
    assert {voice.name for voice in incident.voices} == {"Rescue Union", "Observatory of Vess"}
    assert incident.mode is None


def test_lowest_and_highest_toll_keep_who_said_each_and_are_not_averaged(world):
    told = [
        world.event(name, toll=toll, by=by)
        for name, toll, by in (("d1", 10, "Rescue Union"), ("d2", 20, "Observatory of Vess"), ("d3", 30, "Red Clinic"))
    ]
    (incident,) = world.incidents(*told)
    (toll,) = incident.casualties
    assert (toll.minimum, toll.maximum) == (10, 30)
    assert {(item.minimum, item.speaker) for item in toll.by_source} == {
        (10, "Rescue Union"),
        (20, "Observatory of Vess"),
        (30, "Red Clinic"),
    }
    (dispute,) = [item for item in incident.contradictions if item.field == "casualties.killed"]
    for said in ("10 (Rescue Union)", "20 (Observatory of Vess)", "30 (Red Clinic)"):
        assert said in dispute.note


def test_who_denies_that_it_happened_and_who_denies_having_done_it_are_told_apart(world):
    told = world.event("d1", actor="northern-army", by="Rescue Union")
    act = world.event("d2", by="Harbour Office", polarity="denied")
    own = world.event("d3", actor="northern-army", by="northern-army", polarity="denied")
    (incident,) = world.incidents(told, act, own)
    assert voices_of(incident, "occurrence") == [{told.id, act.id}]
    assert voices_of(incident, "responsibility") == [{told.id, own.id}]


def test_blame_of_two_sides_is_a_contradiction_but_one_partys_organs_are_not(world):
    a, b = world.event("d1", actor="northern-army"), world.event("d2", actor="northern-airforce")
    links = [ActorLink(actor=b.participants[0].entity_id, party="northern-army", type="member")]
    (incident,) = world.incidents(a, b, links=tuple(links))
    assert not voices_of(incident, "actors")
