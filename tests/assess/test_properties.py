"""What holds for every incident: forgetting decides nothing, order and repetition change nothing."""

import random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from servanda.model.incidents import IncidentActor, IncidentPlace, IncidentTarget
from servanda.model.making import replace
from servanda.model.time import TimeInterval

STRONG = {"alleged_violation", "duty_engaged", "permitted", "fulfilled", "not_fulfilled", "not_applicable"}
TIMES = [
    TimeInterval(start="2030-07-01", end="2030-07-02"), TimeInterval(start="2029-07-01", end="2029-07-02"),
    TimeInterval(start="2030-03-01", end="2030-04-01"), TimeInterval(start="2030-08-02", end="2030-08-03"), TimeInterval(),
]  # fmt: skip
WHERE = ["inside", "edge", "outside", "unplaced", "none"]
ACTORS = ["north", "south", "north-guard", "hill-men", "farland", None]
TARGETS = ["civilians", "farland", "red-band", "band-of-brothers", "red-cousins", "south", None]
SETTINGS = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@st.composite
def facts(draw):
    return {
        "time": draw(st.sampled_from(TIMES)), "where": draw(st.sampled_from(WHERE)),
        "mode": draw(st.sampled_from(["heavy-weapons", "firearms", None])),
        "kind": draw(st.sampled_from(["ASSAULT", "ASSAULT", "OBSERVATION", "PRESENCE"])),
        "actors": tuple(draw(st.lists(st.sampled_from(ACTORS), max_size=3, unique=True))),
        "targets": tuple(draw(st.lists(st.sampled_from(TARGETS), max_size=3, unique=True))),
    }  # fmt: skip


def build(make, places, given_facts, **changes):
    plain = {name: value for name, value in given_facts.items() if name != "where"}
    return make(**plain, place=places[given_facts["where"]], **changes)


def forget(incident, what):
    """Return the incident with one fact unknown; its claims stay."""
    what, index = what
    match what:
        case "time":
            return replace(incident, time=TimeInterval())
        case "start":
            return replace(incident, time=replace(incident.time, start=None))
        case "place":
            return replace(incident, place=IncidentPlace(name="somewhere"))
        case "mode":
            return replace(incident, mode=None)
        case "actor":
            return replace(incident, actors=changed(incident.actors, index, nobody))
    return replace(incident, targets=changed(incident.targets, index, somebody))


def changed(items, index, change):
    return tuple(change(one) if n == index else one for n, one in enumerate(items))


def nobody(one):
    return IncidentActor(entity_id=None, name="gunmen", stance=one.stance, claims=one.claims)


def somebody(one):
    return IncidentTarget(entity_id=None, name="somebody", type="other", claims=one.claims)


@SETTINGS
@given(facts(), st.tuples(st.sampled_from(["time", "start", "place", "mode", "actor", "target"]), st.integers(0, 2)))
def test_forgetting_a_fact_never_decides(judge, make, places, known, what):
    incident = build(make, places, known)
    before = {f.id: f.status for f in judge(incident) if f.status in STRONG - {"not_applicable"}}
    after = {f.id: f.status for f in judge(forget(incident, what)) if f.status in STRONG - {"not_applicable"}}
    assert after.items() <= before.items()


@SETTINGS
@given(st.lists(facts(), min_size=1, max_size=4), st.integers(0, 1000))
def test_order_and_repetition_of_incidents_change_nothing(judge, make, places, several, seed):
    incidents = [build(make, places, known, id=f"inc_{n}") for n, known in enumerate(several)]
    shuffled = incidents + incidents[:1]
    random.Random(seed).shuffle(shuffled)  # noqa: S311 - an order, not a secret
    found = judge(*incidents)
    assert judge(*shuffled) == found
    assert len({f.id for f in found}) == len(found)


@SETTINGS
@given(facts())
def test_undetermined_says_what_is_missing_and_the_rest_misses_nothing(judge, make, places, known):
    for finding in judge(build(make, places, known)):
        assert bool(finding.missing) == (finding.status == "undetermined")
        results = {step.result for step in finding.conditions}
        assert finding.status not in {"alleged_violation", "duty_engaged", "fulfilled"} or results == {"true"}


@SETTINGS
@given(facts())
def test_only_membership_or_command_accuses(judge, make, places, known):
    accused = {f.party for f in judge(build(make, places, known)) if f.status == "alleged_violation"}
    assert accused <= {"north" if name in {"north", "north-guard"} else name for name in known["actors"]}
