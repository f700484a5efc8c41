"""An assessment that takes over what still holds gives the findings of one made whole, and writes out only what changed."""

import dataclasses
import random

import pytest
from tests.assess.conftest import KNOWLEDGE
from tests.assess.test_properties import ACTORS, TARGETS, TIMES

from servanda.assess import ActorKnowledge, AssessConfig, Before, KnownLink, Verdict, assess, assess_again
from servanda.assess.again import Holding
from servanda.model.incidents import Incident
from servanda.model.making import replace


def before(found, assessed):
    return Before(assessed, {one.id: one for one in found})


def random_incident(choose: random.Random, make, places, number: int) -> Incident:
    return make(
        id=f"inc_{number}", time=choose.choice(TIMES), place=choose.choice(list(places.values())),
        actors=tuple(choose.sample(ACTORS, choose.randint(0, 2))), targets=tuple(choose.sample(TARGETS, choose.randint(0, 2))),
        mode=choose.choice(["heavy-weapons", None]), n_independent_origins=choose.randint(1, 3),
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(3))
def test_incidents_that_come_go_and_change_give_the_findings_of_a_whole_assessment(seed, make, places, book):
    choose = random.Random(seed)  # noqa: S311 - a seeded generator, no secret
    incidents: list[Incident] = []
    knowledge, held, n_kept = KNOWLEDGE, None, 0
    for step in range(12):
        incidents = [one for one in incidents if choose.random() > 0.1]
        incidents += [random_incident(choose, make, places, step * 10 + n) for n in range(choose.randint(1, 3))]
        changed = choose.randrange(len(incidents))
        incidents[changed] = replace(incidents[changed], n_independent_origins=choose.randint(1, 3))
        if choose.random() < 0.3:  # somebody is known to belong to somebody, or to nobody any more
            link = KnownLink(party=choose.choice(("north", "south")), type="member")
            others = [one for one in knowledge if one.entity_id != "hill-men"]
            told = ActorKnowledge(entity_id="hill-men", name="hill-men", links=choose.choice(((), (link,))))
            knowledge = tuple(sorted((*others, told), key=lambda one: one.entity_id))
        config = AssessConfig(as_of=choose.choice(("2030-09-01", "2030-09-02")), knowledge=knowledge)
        found, assessed = assess_again(choose.sample(incidents, len(incidents)), book, config, held)
        assert found == tuple(assess(incidents, book, config))
        n_kept += sum(one in (held.findings if held else {}).values() for one in found)
        held = before(found, assessed)
    assert n_kept > 20


def test_only_findings_of_changed_incidents_are_written_out(make, book, monkeypatch):
    one, other = make(id="inc_1"), make(id="inc_2", time="2030-07-03")
    held = before(*assess_again([one, other], book, AssessConfig(as_of="2030-09-01", knowledge=KNOWLEDGE), None))
    written: list[Verdict] = []
    finding = Verdict.finding
    monkeypatch.setattr(Verdict, "finding", lambda self: written.append(self) or finding(self))
    later = AssessConfig(as_of="2030-09-02", knowledge=KNOWLEDGE)
    found, _ = assess_again([one, replace(other, n_independent_origins=2)], book, later, held)
    about = {verdict.incident.id for verdict in written if verdict.incident and not verdict.written}
    assert about == {"inc_2"}
    assert {one.as_of for one in found} == {"2030-09-02"}


def test_another_agreement_or_other_rules_leave_nothing_standing(make, book):
    config, incident = AssessConfig(as_of="2030-09-01", knowledge=KNOWLEDGE), make()
    found, assessed = assess_again([incident], book, config, None)
    identity = next(one.id for one in found if one.incident_id == incident.id)
    held = before(found, assessed)
    assert Holding(book, config, held).kept(identity, incident)
    changed = dataclasses.replace(book, sha256=dict.fromkeys(book.sha256, "0" * 64))
    assert Holding(changed, config, held).kept(identity, incident) is None
    assert Holding(book, replace(config, version="0.0.1"), held).kept(identity, incident) is None
