"""Duties with a deadline, and the composition of a body."""

import pytest
from tests.assess.conftest import ACCORD, write_accord

from servanda.assess import AssessConfig, assess
from servanda.model.claims import Composition
from servanda.model.incidents import Milestone, Voice
from servanda.reference.agreement_files import load_agreement_book


def report(make, extent, **changes):
    milestone = Milestone(provision_id=changes.pop("provision_id", "a4"), object="heavy weapons", extent=extent)
    return make(kind="PERFORMANCE", mode=None, milestone=milestone, **changes)


def told(findings):
    return {finding.party: (finding.status, finding.missing) for finding in findings}


def test_silence_after_the_deadline_is_no_breach(judge):
    silent = ("undetermined", ("performance",))
    found = judge(rule="a4")
    assert told(found) == {"north": silent, "south": silent}
    assert {f.incident_id for f in found} == {None}


@pytest.mark.parametrize("as_of", ["2030-04-01", "2030-05-01"])
def test_nothing_is_due_before_the_end_of_the_day(judge, as_of):
    assert judge(rule="a4", as_of=as_of) == []
    assert len(judge(rule="a4", as_of="2030-05-02")) == 2


@pytest.mark.parametrize(
    ("extent", "status"),
    [("all", "fulfilled"), ("part", "partly_fulfilled"), ("none", "not_fulfilled"), (None, "undetermined")],
)
def test_a_report_decides_for_the_party_that_it_names(judge, make, extent, status):
    found = told(judge(report(make, extent), rule="a4"))
    assert found["north"][0] == status
    assert found["south"] == ("undetermined", ("performance",))


def test_a_report_of_nobody_blames_nobody_but_all_is_all(judge, make):
    assert {s for s, _ in told(judge(report(make, "none", actors=()), rule="a4")).values()} == {"undetermined"}
    assert {s for s, _ in told(judge(report(make, "all", actors=()), rule="a4")).values()} == {"fulfilled"}


def test_an_object_without_a_provision_is_enough_and_another_provision_is_not(judge, make):
    assert told(judge(report(make, "all", provision_id=None), rule="a4"))["north"][0] == "fulfilled"
    assert told(judge(report(make, "all", provision_id="z9"), rule="a4"))["north"][0] == "undetermined"


def test_the_latest_report_counts_and_equally_late_ones_must_agree(judge, make):
    early = report(make, "none", id="inc_1", time="2030-05-02")
    late = report(make, "all", id="inc_2", time="2030-06-02")
    rival = report(make, "none", id="inc_3", time="2030-06-02")
    assert told(judge(early, late, rule="a4"))["north"][0] == "fulfilled"
    assert told(judge(early, late, rival, rule="a4"))["north"] == ("undetermined", ("performance",))


def test_what_is_reported_later_than_the_day_of_assessment_is_not_known_yet(judge, make):
    assert told(judge(report(make, "all", time="2030-10-02"), rule="a4"))["north"][0] == "undetermined"


def test_a_plan_or_a_denial_is_no_performance(judge, make):
    assert told(judge(report(make, "all", modality="planned"), rule="a4"))["north"][0] == "undetermined"
    denied = report(make, "all", members=("clm_d",), denials=("clm_d",))
    assert told(judge(denied, rule="a4"))["north"][0] == "undetermined"


def seats(make, body="valley-commission", votes=None, modality="asserted", **groups):
    composition = Composition(body=body, groups=groups, votes=votes)
    return make(kind="COMPOSITION", mode=None, modality=modality, composition=composition)


@pytest.mark.parametrize(
    ("groups", "votes", "status"),
    [
        ({"north": 5, "south": 5}, None, "fulfilled"), ({"north": 5, "south": 5}, 6, "fulfilled"),
        ({"north": 5, "south": 5}, 5, "not_fulfilled"), ({"north": 6, "south": 4}, None, "not_fulfilled"),
        ({"north": 5}, None, "undetermined"),
    ],
)  # fmt: skip
def test_seats_are_compared_group_by_group(judge, make, groups, votes, status):
    assert [f.status for f in judge(seats(make, votes=votes, **groups), rule="c1")] == [status]


def test_an_announced_or_another_body_is_not_composed(judge, make):
    planned = seats(make, modality="planned", north=5, south=5)
    other = seats(make, body="valley-court", north=5, south=5)
    for incident in (planned, other):
        assert [(f.status, f.missing, f.incident_id) for f in judge(incident, rule="c1")] == [
            ("undetermined", ("composition",), None)
        ]


# --- over time


def test_how_far_it_is_done_is_told_over_time_by_whose_claims(judge, make):
    def voice(name, entity=None):
        return Voice(claim="clm_a", document_id="doc_1", name=name, entity_id=entity)

    first = report(make, "none", id="inc_3", time="2030-05-02", voices=(voice("a monitor"),))
    part = report(make, "part", id="inc_2", time="2030-05-20", voices=(voice("a monitor"), voice(None)))
    boast = report(make, "all", id="inc_1", time="2030-06-02", voices=(voice("the army", "north-army"),))
    (north, south) = judge(boast, first, part, rule="a4")
    told = [(step.on, step.minimum, step.maximum, step.said_by, step.own_word) for step in north.progress]
    assert told == [
        ("2030-05-02", 0, 0, ("a monitor",), False),
        ("2030-05-20", 1, 2, ("a monitor", "the writer"), False),
        ("2030-06-02", 3, 3, ("the army",), True),
    ]
    assert north.status == "fulfilled"
    assert south.progress == ()


def test_contradicting_reports_of_one_day_stand_side_by_side(judge, make):
    done = report(make, "all", id="inc_1", time="2030-06-02")
    undone = report(make, "none", id="inc_2", time="2030-06-02")
    vague = report(make, None, id="inc_3", time="2030-06-01")
    (north, _) = judge(done, undone, vague, rule="a4")
    assert [(step.minimum, step.maximum) for step in north.progress] == [(0, 3), (3, 3), (0, 0)]
    assert (north.status, north.missing) == ("undetermined", ("performance",))


def test_a_report_of_nobody_is_a_step_of_everybody_but_not_a_sure_one(judge, make):
    for found in judge(report(make, "part", actors=()), rule="a4"):
        assert [step.sure for step in found.progress] == [False]


@pytest.mark.parametrize("thing", ["road", "committee", "prisoner_exchange"])
def test_a_road_a_committee_and_an_exchange_are_duties_like_a_withdrawal(tmp_path, make, thing):
    rule = f"{{id: a4, kind: obligation, reading: literal, binds: {{class: council}}, act: {{perform: {thing}}}, deadline: 2030-05-01, evaluate: milestone}}"
    text = "\n".join(f"  - {rule}" if "id: a4" in line else line for line in ACCORD.splitlines())
    book = load_agreement_book(write_accord(tmp_path, text))
    done = make(
        kind="PERFORMANCE",
        mode=None,
        milestone=Milestone(provision_id=None, object=thing.replace("_", " "), extent="all"),
    )
    found = assess([done], book, AssessConfig(as_of="2030-09-01"))
    assert {f.party: f.status for f in found if f.provision_id == "a4"} == {
        "north": "fulfilled",
        "south": "undetermined",
    }
