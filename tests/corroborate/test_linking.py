"""Which claims become one incident, and which never do."""

import pytest

from servanda.model.claims import TakesUp
from servanda.model.making import replace, sealed
from servanda.model.places import PlaceMention
from servanda.model.time import UNKNOWN_TIME, ClockTime, TimeInterval

REGION = PlaceMention(
    name="Arvenna province",
    place_id="ves:province",
    latitude=10.1,
    longitude=20.1,
    precision="governorate",
    radius_km=60.0,
    country="VS",
)
TOWN_AND_DAY = {"place": "Arvenna", "day": "2021-05-04"}


def test_two_reports_of_one_attack_are_one_incident(world):
    a = world.event("d1", toll=8, mode="heavy-weapons")
    b = world.event("d2", toll=9, mode="heavy-weapons", actor="northern-army")
    (incident,) = world.incidents(a, b)
    assert set(incident.members) == {a.id, b.id}
    assert incident.n_documents == 2
    assert incident.time.start == "2021-05-04"
    assert incident.place.place_id == "ves:arvenna"
    assert incident.mode == "heavy-weapons"
    (link,) = incident.links
    assert {link.a, link.b} == {a.id, b.id}
    assert link.score == pytest.approx(sum(feature.weight for feature in link.features), abs=0.01)


@pytest.mark.parametrize(
    "other",
    [
        {"day": "2021-05-05"},
        {"place": "Belmora"},
        {"place": "Corth"},
        {"kind": "CONSULT"},
        {"place": "Nowhereham"},
        {"place": None},
    ],
    ids=["another day", "a town 66 km away", "a far town", "another kind", "a name nobody could place", "no place"],
)
def test_what_excludes_itself_stays_apart(world, other):
    a = world.event("d1", **TOWN_AND_DAY)
    b = world.event("d2", **{**TOWN_AND_DAY, **other})
    assert len(world.incidents(a, b)) == 2


def test_unplaced_names_link_by_their_fold_only(world):
    same = [
        world.event("d1", "El Nowhéreham", toll=7, mode="aerial"),
        world.event("d2", "Nowhereham", toll=7, mode="aerial"),
    ]
    assert len(world.incidents(*same)) == 1


def test_two_towns_of_one_text_never_merge_even_side_by_side(world):
    a = world.event("d1", "Arvenna", toll=10, actor="northern-army", mode="aerial")
    b = world.event("d1", "Arvenna Mill", toll=10, actor="northern-army", mode="aerial")
    assert len(world.incidents(a, b)) == 2


def test_a_text_that_comes_back_to_its_one_event_adds_no_incident(world):
    told = world.event("d1", toll=8)
    again = world.event(
        "d1",
        None,
        None,
        quote="the shelling",
        takes_up=TakesUp(mention=told.span, antecedent_key=told.key, type="same"),
    )
    (incident,) = world.incidents(told, again)
    assert set(incident.members) == {told.id, again.id}


def test_an_undated_report_joins_by_its_publication_without_lending_a_date(world):
    world.document("d1", on="2021-05-05")
    world.document("d2", on="2021-05-05")
    undated = [world.event("d1", day=None, mode="aerial"), world.event("d2", day=None, mode="aerial")]
    dated = world.event("d3", mode="aerial")
    (alone,) = world.incidents(undated[0])
    assert alone.time.start is None
    (incident,) = world.incidents(*undated, dated)
    assert incident.time.start == "2021-05-04"


def test_an_undated_report_of_a_later_month_does_not_join(world):
    world.document("d1", on="2021-08-05")
    assert len(world.incidents(world.event("d1", day=None, mode="aerial"), world.event("d2", mode="aerial"))) == 2


@pytest.mark.parametrize("counting", ["period_total", "cumulative"])
def test_totals_of_a_period_make_no_incident(world, counting):
    assert world.incidents(world.event("d1", toll=24, counting=counting)) == []


@pytest.mark.parametrize(
    "modality", ["demanded", "hoped", "feared", "threatened", "planned", "conditional", "predicted"]
)
def test_what_did_not_happen_makes_no_incident(world, modality):
    assert world.incidents(world.event("d1", modality=modality)) == []


def test_one_vague_report_does_not_chain_two_attacks(world):
    wide = {"place": "Arvenna", "day": "2021-05-04"}
    first = [world.event(f"a{n}", **wide, mode="aerial", actor="northern-army", toll=3) for n in range(3)]
    second = [world.event(f"b{n}", **wide, mode="abduct", actor="river-guard", toll=40) for n in range(3)]
    between = world.event("c", **wide)
    groups = [set(incident.members) for incident in world.incidents(*first, *second, between)]
    assert not any({first[0].id, second[0].id} <= group for group in groups)
    assert any({claim.id for claim in first} <= group for group in groups)


def test_a_persons_merge_and_split_win_over_scores(world):
    a, b = world.event("d1"), world.event("d2")
    assert len(world.incidents(a, b, cannot_link=((a.key, b.key),))) == 2
    c, d = world.event("d3", day="2021-05-05"), world.event("d4", "Belmora", day="2021-05-04")
    assert len(world.incidents(c, d)) == 2
    (merged,) = world.incidents(c, d, must_link=((d.key, c.key),))
    assert set(merged.members) == {c.id, d.id}


def test_merges_of_claims_that_are_gone_do_no_harm(world):
    a = world.event("d1")
    assert len(world.incidents(a, must_link=(("key_gone", a.key),), cannot_link=(("key_gone", "key_lost"),))) == 1


def test_a_region_named_beside_the_one_town_of_a_text_is_no_second_place(world):
    town = world.event("d1", toll=20)
    region = replace(world.event("d1", quote="shells hit the province"), places=(REGION,), id="", key="")
    (incident,) = world.incidents(town, sealed(region))
    assert incident.place.name == "Arvenna"


@pytest.mark.parametrize(("toll", "n_incidents"), [(17, 3), (2, 4)])
def test_a_headlines_count_told_again_is_the_same_event_where_a_text_names_several_places(world, toll, n_incidents):
    headline = world.event("d1", place=None, day=None, toll=toll, quote="so many killed in attack")
    body = world.event("d1", place="Arvenna", day="2021-05-04", toll=toll)
    others = world.event("d1", place="Belmora", toll=9), world.event("d1", place="Corth", day="2021-05-01", toll=40)
    found = world.incidents(headline, body, *others)
    assert len(found) == n_incidents
    assert ({headline.id, body.id} in [set(incident.members) for incident in found]) == (n_incidents == 3)


def test_a_region_links_no_two_texts_by_itself(world):
    claims = [
        sealed(replace(world.event(name, mode="aerial"), places=(REGION,), id="", key="")) for name in ("d1", "d2")
    ]
    assert len(world.incidents(*claims)) == 2
    assert len(world.incidents(world.event("d3", mode="aerial"), claims[0])) == 2


def bare(world, document, quote, **more):
    """Return a claim without place, time and victims."""
    return world.event(document, None, None, quote=quote, **more)


def test_bare_mentions_of_one_text_are_not_one_event_by_their_kind_alone(world):
    assert len(world.incidents(bare(world, "d1", "an attack"), bare(world, "d1", "the clashes"))) == 2


def test_bare_mentions_with_something_else_in_common_are(world):
    told = [
        bare(world, "d1", "an attack", mode="aerial"),
        bare(world, "d1", "the raid", mode="aerial"),
    ]
    assert len(world.incidents(*told)) == 1


def test_bare_mentions_of_two_texts_stay_apart(world):
    for name in ("d1", "d2"):
        world.document(name, on="2021-05-05")
    told = [bare(world, name, "the clashes", mode="aerial", actor="northern-army") for name in ("d1", "d2")]
    placed = world.event("d3", mode="aerial", actor="northern-army")
    assert len(world.incidents(*told, placed)) == 3


def _at(start: str, end: str) -> TimeInterval:
    day = start[:10]
    after = f"{day[:8]}{int(day[8:]) + 1:02}"
    return TimeInterval(start=day, end=after, precision="hour", clock=ClockTime(start=start, end=end))


def test_reports_whose_hours_are_near_are_one_event_with_all_of_their_hours(world):
    texts = [world.event(name) for name in ("one", "two")]
    hours = (_at("2031-05-01T16:00", "2031-05-01T17:00"), _at("2031-05-01T17:00", "2031-05-01T18:00"))
    near = [sealed(replace(text, time=hour)) for text, hour in zip(texts, hours, strict=True)]
    (incident,) = world.incidents(*near)
    assert incident.time.clock == ClockTime(start="2031-05-01T16:00", end="2031-05-01T18:00")


def test_two_attacks_of_one_day_whose_hours_lie_far_apart_stay_two(world):
    texts = [world.event(name) for name in ("one", "two")]
    hours = (_at("2031-05-01T04:00", "2031-05-01T05:00"), _at("2031-05-01T17:00", "2031-05-01T18:00"))
    assert (
        len(world.incidents(*(sealed(replace(text, time=hour)) for text, hour in zip(texts, hours, strict=True)))) == 2
    )


def test_no_hour_is_the_incident_s_where_another_report_says_evening(world):
    texts = [world.event(name) for name in ("one", "two")]
    evening = TimeInterval(start="2031-05-01", end="2031-05-02", precision="part_of_day")
    times = (_at("2031-05-01T12:00", "2031-05-01T13:00"), evening)
    (incident,) = world.incidents(*(sealed(replace(text, time=time)) for text, time in zip(texts, times, strict=True)))
    assert (incident.time.clock, incident.time.start) == (None, "2031-05-01")


def test_a_day_that_holds_on_dates_no_incident(world):
    held = TimeInterval(start="2021-05-04", end="2021-05-05", precision="day", basis="paragraph; stated")
    [alone] = world.incidents(sealed(replace(world.event("a", day=None), time=held)))
    assert alone.time == UNKNOWN_TIME
    [both] = world.incidents(sealed(replace(world.event("b", day=None), time=held)), world.event("c", day="2021-05-04"))
    assert (both.time.start, both.time.basis) == ("2021-05-04", "stated")


def _held(claim, name="Corth"):
    place = replace(claim.places[0], basis="paragraph") if claim.places else PlaceMention(name=name, basis="paragraph")
    return sealed(replace(claim, places=(place,)))


def test_a_place_that_holds_on_places_no_incident(world):
    [alone] = world.incidents(_held(world.event("a")))
    assert (alone.place.name, alone.place.basis, alone.place.latitude) == ("Arvenna", "paragraph", None)
    assert alone.credibility == "6"  # as without a place
    held, stated = _held(world.event("b")), world.event("c")
    [both] = world.incidents(held, stated, must_link=((held.key, stated.key),))
    assert (both.place.name, both.place.basis, both.place.latitude) == ("Arvenna", None, 10.0)


def test_a_place_that_holds_on_links_and_parts_nothing(world):
    stated, bare = world.event("a"), world.event("b", place=None)
    assert len(world.incidents(stated, bare)) == len(world.incidents(stated, _held(world.event("c")))) == 2
    near, far = (
        world.event("d", quote="shells hit the mill"),
        world.event("d", place="Corth", quote="shells hit a mill"),
    )
    without = world.incidents(near, sealed(replace(far, places=())))
    assert [one.members for one in world.incidents(near, _held(far))] == [
        tuple(sorted(one.id for one in (near, _held(far)))) for one in without
    ]


def test_two_places_that_hold_on_are_none(world):
    far = replace(world.event("a", place="Corth").places[0], basis="paragraph")
    one, other = world.event("a"), world.event("a")
    [incident] = world.incidents(_held(one), sealed(replace(other, places=(far,))), must_link=((one.key, other.key),))
    assert incident.place.name is None
