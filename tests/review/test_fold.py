"""Decisions folded into claims: amended, rejected, undone, superseded, stale, linked."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.errors import UsageError
from servanda.model.claims import (
    Casualties,
    Claim,
    EventClaim,
    EventType,
    MadeBy,
    ObservationClaim,
    ObservationDetail,
    Quantity,
)
from servanda.model.decisions import Decision, DecisionTarget
from servanda.model.findings import AssessedWith, Finding
from servanda.model.making import replace, sealed
from servanda.model.parties import Attribution, Participant
from servanda.model.places import PlaceCandidate, PlaceMention
from servanda.model.spans import Span
from servanda.model.time import ClockTime, TimeInterval
from servanda.report.tables import counts
from servanda.review import (
    CLAIM_PATHS,
    FINDING_PATHS,
    ReviewConfig,
    fold,
    judge,
    make_decision,
    merge_patch,
    outgrown,
    split_patch,
)

TEXT = "Gunmen of the Reed Guard shelled Ostrova on Monday and two died. "
SEEN = ReviewConfig()
SPAN = Span.of(TEXT, 25, 32)


def a_claim(number: int = 0, **changes: Any) -> Claim:
    claim = EventClaim(
        id="",
        key="",
        document_id="doc_1",
        text_id=f"txt_{number}",
        language="en",
        span=Span.of(TEXT, 0, 60),
        attribution=(Attribution(level="document", name="The Ostrova Herald"),),
        made_by=MadeBy(rule="event.assault", version="1", confidence=0.9),
        event=EventType(plover="ASSAULT", mode="heavy-weapons"),
        trigger=SPAN,
        participants=(Participant(role="actor", name="Reed Guard", type="group", entity_id="reed-guard"),),
        places=(
            PlaceMention(
                name="Ostrova",
                mention=Span.of(TEXT, 33, 40),
                place_id="g1",
                latitude=1.5,
                longitude=2.5,
                precision="town",
                radius_km=2.0,
                country="XX",
                candidates=(PlaceCandidate(place_id="g1", name="Ostrova", score=1.0, reason="exact"),),
            ),
        ),
        casualties=(Casualties(effect="killed", minimum=2, maximum=2),),
    )
    return sealed(replace(claim, **changes))


CLAIM = a_claim()


def decide(verdict: str, target: str = CLAIM.key, patch: Any = None, **fields: Any) -> Decision:
    n_before = fields.pop("n", 0)
    plain = {
        "target": {"key": target},
        "verdict": verdict,
        "patch": patch,
        "by": "reader-1",
        "because": fields.pop("because", "I read the passage"),
        "at": f"2026-01-02T03:04:{n_before:02d}Z",
        **fields,
    }
    return make_decision(plain)


def test_without_decisions_nothing_changes():
    folded = fold([CLAIM, a_claim(1)], [], SEEN)
    assert folded.claims == (CLAIM, a_claim(1))
    assert (folded.status, folded.stale, folded.must_link, folded.cannot_link) == ({}, (), frozenset(), frozenset())


def test_an_amended_claim_keeps_id_and_key_and_says_who_made_it():
    decision = decide("amend", patch={"polarity": "denied", "event.mode": "aerial", "casualties.0.maximum": "5"})
    (claim,) = fold([CLAIM], [decision], SEEN).claims
    assert (claim.id, claim.key) == (CLAIM.id, CLAIM.key)
    assert claim.made_by == MadeBy(rule="hand", version=decision.id)
    assert (claim.polarity, claim.event.mode, claim.casualties[0].maximum) == ("denied", "aerial", 5)
    assert claim.participants == CLAIM.participants


def test_another_place_does_not_keep_the_coordinates_of_the_wrong_one():
    (claim,) = fold([CLAIM], [decide("amend", patch={"place_id": "g2"})], SEEN).claims
    (place,) = claim.places
    assert (place.place_id, place.latitude, place.longitude, place.precision, place.radius_km) == (
        "g2",
        None,
        None,
        "unknown",
        None,
    )
    assert (place.name, place.mention, place.country, place.candidates) == (
        "Ostrova",
        CLAIM.places[0].mention,
        None,
        (),
    )


def test_another_place_with_its_coordinates():
    patch = {
        "place_id": "g2",
        "place.latitude": "3.5",
        "place.longitude": 4,
        "place.precision": "town",
        "place.country": "YY",
    }
    (claim,) = fold([CLAIM], [decide("amend", patch=patch)], SEEN).claims
    place = claim.places[0]
    assert (place.place_id, place.latitude, place.longitude, place.precision, place.country) == (
        "g2",
        3.5,
        4.0,
        "town",
        "YY",
    )


def test_a_place_where_the_claim_had_none():
    claim = a_claim(places=())
    (amended,) = fold([claim], [decide("amend", claim.key, {"place_id": "g2", "place.name": "Brod"})], SEEN).claims
    assert [(place.name, place.place_id) for place in amended.places] == [("Brod", "g2")]
    assert amended.key == claim.key


def test_null_makes_unknown():
    (claim,) = fold(
        [CLAIM], [decide("amend", patch={"participants.0.entity_id": "null", "place_id": None})], SEEN
    ).claims
    assert claim.participants[0].entity_id is None
    assert claim.places[0].place_id is None


def test_a_rejected_claim_is_kept_apart():
    folded = fold([CLAIM, a_claim(1)], [decide("reject")], SEEN)
    assert folded.claims == (a_claim(1),)
    assert folded.rejected == (CLAIM,)
    assert folded.status == {CLAIM.key: "rejected"}
    assert fold([CLAIM], [decide("reject")], ReviewConfig(keep_rejected=True)).claims == (CLAIM,)


def test_a_decision_survives_a_new_rule_version():
    newer = a_claim(made_by=MadeBy(rule="event.assault", version="2"))
    assert newer.id != CLAIM.id
    assert fold([newer], [decide("reject")], SEEN).rejected == (newer,)


def test_a_later_decision_supersedes_an_earlier_one():
    decisions = [decide("reject"), decide("accept", n=1)]
    assert fold([CLAIM], decisions, SEEN).status == {CLAIM.key: "accepted"}
    assert fold([CLAIM], decisions[::-1], SEEN).status == {CLAIM.key: "rejected"}


def test_amendments_add_up_by_field_and_outlive_an_accept():
    decisions = [
        decide("amend", patch={"polarity": "denied", "modality": "possible"}),
        decide("amend", patch={"modality": "feared"}, n=1),
        decide("accept", n=2),
    ]
    folded = fold([CLAIM], decisions, SEEN)
    assert (folded.claims[0].polarity, folded.claims[0].modality) == ("denied", "feared")
    assert folded.status == {CLAIM.key: "accepted"}


def test_undo_cancels_a_decision_and_undo_of_undo_revives_it():
    reject = decide("reject")
    undo = decide("undo", reject.id, n=1)
    again = decide("undo", undo.id, n=2)
    assert fold([CLAIM], [reject, undo], SEEN).claims == (CLAIM,)
    assert fold([CLAIM], [reject, undo, again], SEEN).rejected == (CLAIM,)


def test_supersedes_cancels_one_decision_wholly():
    first = decide("amend", patch={"polarity": "denied"})
    second = decide("amend", patch={"modality": "possible"}, supersedes=first.id, n=1)
    (claim,) = fold([CLAIM], [first, second], SEEN).claims
    assert (claim.polarity, claim.modality) == ("affirmed", "possible")


def test_a_reply_changes_nothing_and_is_kept():
    reply = decide("reply", because="The Reed Guard says it was elsewhere")
    folded = fold([CLAIM], [reply], SEEN)
    assert folded.claims == (CLAIM,)
    assert folded.status == {}
    assert folded.replies == {CLAIM.key: (reply,)}


def test_stale_decisions_are_listed_with_the_reason():
    gone = decide("reject", "key_gone")
    no_such = decide("undo", "dec_gone")
    misfit = decide("amend", patch={"quantity.minimum": 3})
    apart = decide("merge", "INC-0001", {"keys": ["key_gone", CLAIM.key]})
    on_others = [decide("accept", "INC-0001"), decide("accept", "fnd_1")]
    folded = fold([CLAIM], [gone, no_such, misfit, apart, *on_others], SEEN)
    assert folded.stale == (gone, no_such, misfit, apart)
    assert "no current claim has the key key_gone" in folded.why_stale[gone.id]
    assert "has no 'quantity.minimum'" in folded.why_stale[misfit.id]
    assert folded.claims == (CLAIM,)


def test_merge_and_split_become_links_and_the_later_wins():
    keys = [a_claim(number).key for number in range(3)]
    claims = [a_claim(number) for number in range(3)]
    merge = decide("merge", "INC-0001", merge_patch(keys))
    split = decide("split", "INC-0001", split_patch(keys[:1], keys), n=1)
    folded = fold(claims, [merge, split], SEEN)
    assert folded.must_link == {tuple(sorted(keys[1:]))}
    assert folded.cannot_link == {tuple(sorted((keys[0], other))) for other in keys[1:]}
    assert fold(claims, [merge, split, decide("undo", split.id, n=2)], SEEN).cannot_link == frozenset()
    assert len(fold(claims, [split, merge], SEEN).must_link) == 3


@given(st.lists(st.sampled_from(["accept", "reject", "amend", "undo", "reply"]), max_size=8), st.data())
def test_whatever_people_decide_no_claim_and_no_decision_is_lost(verdicts, data):
    decisions: list[Decision] = []
    for number, verdict in enumerate(verdicts):
        if verdict == "undo":
            key = data.draw(st.sampled_from([decision.id for decision in decisions] or ["dec_none"]))
        else:
            key = data.draw(st.sampled_from([CLAIM.key, "key_gone"]))
        decisions.append(decide(verdict, key, {"polarity": "denied"} if verdict == "amend" else None, n=number))
    folded = fold([CLAIM], decisions, SEEN)
    assert [claim.id for claim in (*folded.claims, *folded.rejected)] == [CLAIM.id]
    assert all(decision in decisions for decision in folded.stale)
    assert fold([CLAIM], decisions, SEEN) == folded


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"verdict": "amend", "patch": None}, "--set FIELD=VALUE"),
        ({"verdict": "amend", "patch": {"id": "x"}}, "'id' cannot be amended; take one of: polarity"),
        ({"verdict": "amend", "patch": {"span.start": 1}}, "cannot be amended"),
        ({"verdict": "amend", "patch": {"casualties.0.minimum": "many"}}, "takes a number"),
        ({"verdict": "amend", "patch": {"polarity": 3}}, "takes a word"),
        ({"verdict": "amend", "patch": {"polarity": "maybe"}}, "does not fit"),
        ({"verdict": "amend", "patch": {"participants.4.entity_id": "x"}}, "has no 'participants.4.entity_id'"),
        ({"verdict": "agree"}, "verdict"),
        ({"verdict": "accept", "patch": {"polarity": "denied"}}, "use amend"),
        ({"verdict": "merge", "patch": {"keys": ["key_1"]}}, "at least two"),
        ({"verdict": "merge"}, "patch.keys"),
        ({"verdict": "split", "patch": {"keys": ["key_1"]}}, "patch.from"),
        ({"verdict": "undo"}, "dec_"),
        ({"verdict": "accept", "by": " "}, "--by NAME"),
        ({"verdict": "accept", "because": ""}, "--because TEXT"),
        ({"verdict": "accept", "mood": "good"}, "mood"),
    ],
)
def test_a_decision_that_cannot_be_taken_says_what_to_mend(fields, said):
    plain = {"target": {"key": CLAIM.key}, "by": "reader-1", "because": "read", "at": "2026-01-02T03:04:05Z", **fields}
    with pytest.raises(UsageError) as refused:
        make_decision(plain, CLAIM)
    assert said in str(refused.value)


def test_the_same_decision_at_another_time_has_another_id():
    assert decide("accept").id != decide("accept", n=1).id
    assert decide("accept") == decide("accept")
    assert decide("accept").target == DecisionTarget(key=CLAIM.key)


FINDING = Finding(
    id="fnd_1",
    agreement_id="ostrova-truce",
    provision_id="p1",
    reading="literal",
    incident_id="inc_1",
    party="reed-guard",
    bound_as="party",
    status="alleged_violation",
    support="single",
    conditions=(),
    as_of=None,
    assessed_with=AssessedWith(rules="1", agreement_sha256="0"),
)


def test_findings_get_their_review_status():
    other = replace(FINDING, id="fnd_2")
    found = judge([FINDING, other], [decide("accept", "fnd_1")])
    assert [finding.review for finding in found] == ["accepted", "proposed"]


def test_a_finding_is_amended_and_its_id_stays():
    patch = {"status": "undetermined", "party": "null"}
    (found,) = judge([FINDING], [decide_on_finding(patch)])
    assert found == replace(FINDING, status="undetermined", party=None, review="amended")


def decide_on_finding(patch: Any) -> Decision:
    fields = {"target": {"key": "fnd_1"}, "verdict": "amend", "patch": patch}
    return make_decision({**fields, "by": "reader-1", "because": "read", "at": "2026-01-02T03:04:05Z"}, FINDING)


def test_a_finding_cannot_be_amended_to_what_no_finding_is():
    with pytest.raises(UsageError, match="does not fit"):
        decide_on_finding({"status": "guilty"})
    with pytest.raises(UsageError, match=r"cannot be amended; take one of: status, party, bound_as"):
        decide_on_finding({"polarity": "denied"})


def test_a_decision_on_a_finding_that_is_gone_is_outgrown():
    decision = decide("accept", "fnd_gone")
    assert outgrown([FINDING], [decision, decide("accept", "fnd_1")]) == (decision,)


def test_every_path_is_described():
    assert all(CLAIM_PATHS.values())
    assert all(FINDING_PATHS.values())


def test_another_day_does_not_keep_the_hour_that_was_read_with_the_wrong_one():
    clock = ClockTime(start="2031-05-01T16:00", end="2031-05-01T17:00")
    timed = replace(CLAIM, time=TimeInterval(start="2031-05-01", end="2031-05-02", precision="hour", clock=clock))
    patch = {"time.start": "2031-05-02", "time.end": "2031-05-03"}
    (claim,) = fold([timed], [decide("amend", patch=patch)], SEEN).claims
    assert (claim.time.start, claim.time.clock) == ("2031-05-02", None)


def test_what_was_seen_can_be_named_where_nothing_was_counted():
    seen = sealed(
        ObservationClaim(
            id="", key="", document_id="doc_1", text_id="txt_9", language="en", span=Span.of(TEXT, 0, 60), made_by=MadeBy(rule="r", version="1"),
            attribution=(Attribution(level="document", name="The Ostrova Herald"),), observation=ObservationDetail(object="weapon", means="seen"),
        )
    )  # fmt: skip
    changed = {"quantity.unit": "tank", "observation.object": "weapon"}
    (amended,) = fold([seen], [decide("amend", seen.key, changed)], SEEN).claims
    assert amended.quantity == Quantity(unit="tank")
    assert counts(amended) == "tank: number unknown"
    misfit = decide("amend", patch={"observation.object": "weapon"})
    assert "has no 'observation.object'" in fold([CLAIM], [misfit], SEEN).why_stale[misfit.id]
