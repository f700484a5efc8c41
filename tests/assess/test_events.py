"""Single incidents held against prohibitions and duties to prevent."""

import pytest

from servanda.assess.acts import act
from servanda.assess.setting import Setting
from servanda.model.agreements import Act, Agreement, AgreementTime, Binds, Provision
from servanda.model.incidents import Contradiction, Incident, IncidentActor, PartyLink, Seen
from servanda.model.making import replace
from servanda.model.time import TimeInterval
from servanda.reference.agreement_files import AgreementBook


def statuses(findings):
    return [(finding.provision_id, finding.party, finding.status) for finding in findings]


def steps(finding):
    return {step.name: step.result for step in finding.conditions}


def test_an_attack_that_meets_every_condition_is_an_alleged_violation_with_its_trace(judge, make):
    (found,) = judge(make(), rule="a1")
    assert (found.status, found.party, found.bound_as, found.missing) == ("alleged_violation", "north", "party", ())
    assert list(steps(found)) == ["act", "modality", "in_force", "in_zone", "bound", "attribution", "target"]
    assert set(steps(found).values()) == {"true"}
    assert all(step.claims for step in found.conditions if step.name != "bound")
    assert found.reading == "literal"
    assert found.assessed_with.rules == "0.4.0"
    assert len(found.assessed_with.agreement_sha256) == 64


def test_a_dispute_about_being_bound_is_told(judge, make):
    (found,) = judge(make(actors=("south",)), rule="a1")
    assert (found.status, found.bound_as) == ("alleged_violation", "named_conflicting_party")
    assert "did not sign" in next(step.value for step in found.conditions if step.name == "bound")


def test_both_parties_named_give_a_finding_each(judge, make):
    assert [f.party for f in judge(make(actors=("south", "north")), rule="a1")] == ["north", "south"]


@pytest.mark.parametrize(
    "modality", ["possible", "demanded", "hoped", "feared", "threatened", "planned", "conditional", "predicted"]
)
def test_what_is_not_said_to_have_happened_means_nothing(judge, make, modality):
    assert not [f for f in judge(make(modality=modality)) if f.incident_id]


def test_another_kind_of_event_means_nothing(judge, make):
    assert not [f for f in judge(make(kind="CONSULT")) if f.incident_id]


def test_neither_place_nor_date_is_not_worth_telling(judge, make, places):
    assert not [f for f in judge(make(place=places["none"], time=None)) if f.incident_id]


# --- time in force


@pytest.mark.parametrize(
    ("time", "result"),
    [
        (TimeInterval(start="2030-03-10", end="2030-03-11"), "true"),
        (TimeInterval(start="2030-03-09", end="2030-03-10"), "false"),
        (TimeInterval(start="2030-06-09", end="2030-06-11"), "true"),
        (TimeInterval(start="2030-12-31", end="2031-01-01"), "false"),
        (TimeInterval(start="2030-03-05", end="2030-03-15"), "unknown"),
        (TimeInterval(start="2030-08-03", end="2030-08-04"), "false"),
        (TimeInterval(start="2030-07-30", end="2030-08-02"), "unknown"),
        (TimeInterval(start="2030-08-11", end="2030-08-12"), "true"),
        (TimeInterval(start="2030-03-09T20:30:00Z", end="2030-03-09T21:00:00Z"), "true"),
        (TimeInterval(start="2030-03-09T19:00:00Z", end="2030-03-09T19:30:00Z"), "false"),
        (TimeInterval(start="2030-07-01", end=None), "unknown"),
        (TimeInterval(start="2030-07-01", end=None, precision="day"), "true"),
        (TimeInterval(start=None, end="2030-03-10"), "false"),
        (TimeInterval(), "unknown"),
    ],
    ids=lambda value: f"{value.start}..{value.end}" if isinstance(value, TimeInterval) else value,
)
def test_time_in_force_is_half_open_and_to_the_hour(judge, make, time, result):
    found = judge(make(time=time), rule="a1")
    expected = {"true": "alleged_violation", "false": "not_applicable", "unknown": "undetermined"}[result]
    assert [(f.status, steps(f)["in_force"]) for f in found] == [(expected, result)]
    assert found[0].missing == (("date",) if result == "unknown" else ())


# --- place


@pytest.mark.parametrize(
    ("where", "status"),
    [
        ("inside", "alleged_violation"),
        ("edge", "undetermined"),
        ("outside", "not_applicable"),
        ("unplaced", "undetermined"),
    ],
)
def test_the_whole_circle_must_be_inside_or_outside(judge, make, places, where, status):
    missing = ("place",) if status == "undetermined" else ()
    assert [(f.status, f.missing) for f in judge(make(place=places[where]), rule="a1")] == [(status, missing)]


def test_a_date_that_is_none_leaves_the_time_unknown(judge, make):
    assert judge(make(time=TimeInterval(start="2030-02-31", end="2030-03-31")), rule="a1")[0].missing == ("date",)


def test_not_applicable_is_told_only_where_one_thing_fails_and_a_bound_party_is_named(judge, make, places):
    assert not judge(make(place=places["outside"], time="2029-01-01"), rule="a1")
    assert not judge(make(place=places["outside"], actors=()), rule="a1")
    assert not judge(make(place=places["outside"]), rule="a2")


# --- who


def test_nobody_named_accuses_nobody(judge, make):
    assert [(f.party, f.bound_as, f.status, f.missing) for f in judge(make(actors=()), rule="a1")] == [
        (None, None, "undetermined", ("actor",))
    ]


def test_an_unknown_name_accuses_nobody(judge, make):
    assert [(f.party, f.missing) for f in judge(make(actors=(None,)), rule="a1")] == [(None, ("actor",))]


def test_somebody_who_is_not_bound_is_no_matter_of_the_agreement(judge, make):
    assert not judge(make(actors=("farland",)), rule="a1")


def test_command_and_membership_attribute_over_several_links(judge, make):
    assert statuses(judge(make(actors=("north-guard",)), rule="a1")) == [("a1", "north", "alleged_violation")]


@pytest.mark.parametrize("type_", ["supported", "affiliated", "unknown"])
def test_a_weaker_link_does_not_attribute(judge, make, type_):
    proxy = IncidentActor(
        entity_id="farland",
        name="Farland",
        stance="alleged",
        claims=("clm_a",),
        link_to_party=PartyLink(party="south", type=type_),
    )
    assert [(f.party, f.status, f.missing) for f in judge(make(actors=(proxy,)), rule="a1")] == [
        ("south", "undetermined", ("attribution",))
    ]


def test_a_way_is_as_strong_as_its_weakest_link(judge, make):
    assert [f.status for f in judge(make(actors=("hill-men",)), rule="a1")] == ["undetermined"]


def test_an_actor_whom_only_its_own_denial_names_is_not_accused(judge, make):
    denied = IncidentActor(entity_id="north", name="North", stance="denied", claims=("clm_d",))
    (found,) = judge(make(actors=(denied,)), rule="a1")
    assert (found.party, found.status, found.missing, found.support) == (None, "undetermined", ("actor",), "contested")


def test_a_denial_contests_but_does_not_erase(judge, make):
    (found,) = judge(make(members=("clm_a", "clm_d"), denials=("clm_d",), n_independent_origins=3), rule="a1")
    assert (found.status, found.support) == ("alleged_violation", "contested")


def test_denials_alone_accuse_nobody(judge, make):
    assert not [f for f in judge(make(members=("clm_d",), denials=("clm_d",))) if f.incident_id]


@pytest.mark.parametrize(("origins", "expected"), [(0, "compiled"), (1, "single"), (2, "corroborated")])
def test_support_counts_independent_origins(judge, make, origins, expected):
    assert judge(make(n_independent_origins=origins), rule="a1")[0].support == expected


def test_contradicting_claims_contest(judge, make):
    contradiction = Contradiction(field="casualties.killed", claims=("clm_a", "clm_t"), note="3 or 9")
    assert judge(make(contradictions=(contradiction,), n_independent_origins=2), rule="a1")[0].support == "contested"


# --- whom


@pytest.mark.parametrize(
    ("targets", "status"),
    [
        ((), "undetermined"), ((None,), "undetermined"), (("civilians",), "alleged_violation"), (("farland",), "alleged_violation"),
        (("red-band",), "permitted"), (("band-of-brothers",), "permitted"), (("red-cousins",), "undetermined"),
        (("red-band", "farland"), "undetermined"), (("red-band", None), "undetermined"), (("farland", None), "undetermined"),
        (("red-band", "civilians"), "alleged_violation"),
    ],
)  # fmt: skip
def test_the_exclusion_needs_a_known_target(judge, make, targets, status):
    (found,) = judge(make(targets=targets), rule="a1")
    assert (found.status, found.missing) == (status, ("target",) if status == "undetermined" else ())


def test_an_excluded_target_is_left_out_wherever_it_was_hit(judge, make, places):
    (found,) = judge(make(targets=("red-band",), place=places["edge"]), rule="a1")
    assert (found.status, steps(found)["in_zone"], steps(found)["target"]) == ("not_applicable", "unknown", "false")


@pytest.mark.parametrize(
    ("targets", "status"),
    [
        ((), "undetermined"),
        (("civilians",), "alleged_violation"),
        ((None,), "undetermined"),
        (("farland",), "undetermined"),
        (("south",), None),
    ],
)
def test_a_rule_for_civilians_needs_civilians(judge, make, targets, status):
    assert [f.status for f in judge(make(targets=targets), rule="a3")] == ([status] if status else [])


@pytest.mark.parametrize(
    ("mode", "status"), [("heavy-weapons", "alleged_violation"), ("firearms", None), (None, "undetermined")]
)
def test_a_rule_for_one_mode_needs_that_mode(judge, make, mode, status):
    found = judge(make(mode=mode), rule="a3")
    assert [(f.status, f.missing) for f in found] == ([(status, ("mode",) if mode is None else ())] if status else [])


# --- duties to prevent


def test_a_duty_to_prevent_does_not_ask_who_attacked(judge, make):
    (found,) = judge(make(actors=(), targets=()), rule="a2")
    assert (found.party, found.status, found.bound_as) == ("lakeland", "duty_engaged", "guarantor")
    assert "attribution" not in steps(found)


def test_a_duty_begins_when_its_bearer_is_bound(judge, make):
    assert not judge(make(time="2030-03-20"), rule="a2")


# --- acts that are no events


def test_an_observed_drone_is_an_overflight(judge, make):
    assert [f.status for f in judge(make(kind="OBSERVATION", mode="drone"), rule="a5")] == ["alleged_violation"]


def test_a_weapon_seen_in_the_rim_may_be_a_heavy_one(judge, make, places):
    rim = type(places["inside"])(name="Rimton", latitude=41.5, longitude=44.03, precision="point", radius_km=0.2)
    assert [(f.status, f.missing) for f in judge(make(kind="OBSERVATION", mode="weapon", place=rim), rule="a6")] == [
        ("undetermined", ("mode",))
    ]
    assert [f.status for f in judge(make(kind="PRESENCE", mode="tank", place=rim), rule="a6")] == ["alleged_violation"]
    assert not judge(make(kind="PRESENCE", mode="pistol", place=rim), rule="a6")


@pytest.mark.parametrize(
    ("seen", "act", "result"),
    [
        (["tank"], "tank", "true"), (["tank"], "heavy_weapon", "true"), (["tank"], "vehicle", "true"), (["tank"], "weapon", "true"),
        (["mortar"], "heavy_weapon", "false"), (["howitzer"], "tank", "false"), (["howitzer"], "artillery", "true"),
        (["vehicle"], "tank", "unknown"), (["artillery"], "heavy_weapon", "unknown"), (["weaponry"], "tank", "unknown"),
        ([], "tank", "unknown"), ([], "weapon", "true"), ([], "trench", "false"),
        (["howitzer", "tank"], "heavy_weapon", "true"), (["mortar", "tank"], "heavy_weapon", "unknown"),
        (["howitzer"], "any", "true"), (["tank"], "what_no_report_tells", "unknown"),
    ],
)  # fmt: skip
def test_what_was_seen_is_held_against_the_word_of_the_agreement(seen, act, result):
    assert shown([Seen(claim="clm_1", object="weapon", called=tuple(seen))], act) == result


def test_of_several_things_seen_one_is_enough():
    mortar, tank, vehicle = (
        Seen(claim=f"clm_{word}", object="weapon", called=(word,)) for word in ("mortar", "tank", "vehicle")
    )
    trench = Seen(claim="clm_t", object="position", called=("trench",))
    assert [shown(sights, "tank") for sights in ([mortar, tank], [mortar, vehicle], [mortar, trench])] == [
        "true", "unknown", "false",
    ]  # fmt: skip


def shown(sights, word):
    """Return whether an observation of ``sights`` is the presence of ``word`` under the accord."""
    provision = Provision(
        id="p",
        kind="prohibition",
        reading="literal",
        binds=Binds(actors=("north",)),
        act=Act(kind="presence", object=word),
    )
    accord = Agreement(
        id="a", title="A", form="written", time=AgreementTime(), definitions={"heavy_weapon": ("howitzer", "tank")}
    )
    seen = Incident(
        id="i", kind="OBSERVATION", mode="weapon", members=("clm_1",), n_documents=1, n_independent_origins=1, credibility="4",
        seen=tuple(sights),
    )  # fmt: skip
    return act(seen, provision, Setting(accord, AgreementBook((accord,)), None, None, "1")).result


@pytest.mark.parametrize(("longitude", "result"), [(44.03, "true"), (44.09, "unknown"), (44.5, "false")])
def test_the_rim_is_sure_to_its_lesser_depth_and_possible_to_its_greater(judge, make, places, longitude, result):
    there = type(places["inside"])(name="Rimton", latitude=41.5, longitude=longitude, precision="point", radius_km=0.2)
    (found,) = judge(make(kind="PRESENCE", mode="tank", place=there), rule="a6")
    assert steps(found)["in_zone"] == result


def test_monitors_kept_out(judge, make):
    assert [f.status for f in judge(make(kind="OBSERVATION", mode="access_denied"), rule="a7")] == ["alleged_violation"]


@pytest.mark.parametrize("where", ["inside", "outside"])
def test_a_place_that_holds_on_decides_no_zone(judge, make, places, where):
    """Neither as corroborate gives it, without a position, nor with one: the trace says where the place comes from."""
    held = replace(places[where], basis="heading")
    for place in (held, type(held)(name=held.name, basis="heading")):
        (found,) = judge(make(kind="PRESENCE", mode="tank", place=place), rule="a6")
        assert steps(found)["in_zone"] == "unknown"
        assert next(step.value for step in found.conditions if step.name == "in_zone").startswith(
            f"{held.name} (from the heading)"
        )
