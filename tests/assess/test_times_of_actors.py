"""Membership and designation count within their time span only; where the incident straddles an end, nothing is said for sure."""

import pytest

from servanda.assess import ActorKnowledge, AssessConfig, KnownClass, KnownLink, assess
from servanda.model.findings import Finding
from servanda.model.incidents import Incident, IncidentActor, PartyLink
from servanda.model.making import replace
from servanda.model.time import TimeInterval
from servanda.reference.agreement_files import AgreementBook


def told(incident: Incident, book: AgreementBook, rule: str, *known: ActorKnowledge) -> list[Finding]:
    found = assess([incident], book, AssessConfig(as_of="2030-12-01", knowledge=known))
    return [one for one in found if one.provision_id == rule]


def joined(since: str | None, until: str | None) -> ActorKnowledge:
    link = KnownLink(party="south", type="member", since=since, until=until)
    return ActorKnowledge(entity_id="farland", name="Farland", links=(link,))


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("2030-06-01", None, "alleged_violation"),
        (None, "2030-07-02", "alleged_violation"),  # the end is exclusive: 1 July is the last day inside
        ("2030-07-02", None, None),  # joined the day after: another's act
        (None, "2030-07-01", None),
        ("2030-07", None, "undetermined"),  # some day of July
        (None, "2030", "undetermined"),
        ("2030-06", "2030-08", "alleged_violation"),
    ],
)
def test_a_membership_attributes_only_while_it_lasts(make, book, since, until, expected) -> None:
    found = told(make(actors=("farland",)), book, "a1", joined(since, until))
    assert [(one.party, one.status) for one in found] == ([("south", expected)] if expected else [])


def test_an_incident_that_straddles_the_end_of_a_membership_says_why_nothing_is_sure(make, book) -> None:
    when = TimeInterval(start="2030-06-25", end="2030-07-05", precision="range")
    (found,) = told(make(actors=("farland",), time=when), book, "a1", joined(None, "2030-07-01"))
    (step,) = [step for step in found.conditions if step.name == "attribution"]
    assert (found.status, found.missing, step.result) == ("undetermined", ("attribution",), "unknown")
    assert "not known whether the incident lies in it" in step.value


def test_without_a_date_a_membership_in_time_attributes_nothing(make, book) -> None:
    undated = make(actors=("farland",), time=TimeInterval())
    assert "alleged_violation" not in {one.status for one in told(undated, book, "a1", joined("2030-06-01", None))}


def test_a_link_that_the_incident_repeats_without_its_time_does_not_outlast_it(make, book) -> None:
    told_link = IncidentActor(
        entity_id="farland", name="Farland", stance="alleged", claims=("clm_a",),
        link_to_party=PartyLink(party="south", type="member"),
    )  # fmt: skip
    incident = make(actors=(told_link,))
    assert not told(incident, book, "a1", joined(None, "2030-05-01"))
    assert [one.status for one in told(incident, book, "a1")] == ["alleged_violation"]


@pytest.mark.parametrize(
    ("since", "until", "result"),
    [
        ("2030-01-01", None, "false"),
        ("2030-08-01", None, "true"),
        (None, "2030-03", "true"),
        ("2030-07", None, "unknown"),
    ],
)
def test_a_designation_leaves_out_only_while_it_lasts(make, book, since, until, result) -> None:
    band = ActorKnowledge(
        entity_id="hill-band", name="Hill Band", classes=(KnownClass(name="outlawed", since=since, until=until),)
    )
    (agreement,) = book.agreements
    undefined = AgreementBook(agreements=(replace(agreement, definitions={}),), zones=book.zones)
    (found,) = told(make(targets=("hill-band",)), undefined, "a1", band)
    (step,) = [step for step in found.conditions if step.name == "target"]
    assert step.result == result
    assert ("belonged to them at the time is not known" in step.value) == (result == "unknown")
