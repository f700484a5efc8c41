"""What is told without words, and what is then explained, must be the same."""

from random import Random

import pytest
from tests.assess.second import generating, translating

from servanda.assess import ActorKnowledge, AssessConfig, KnownClass, KnownLink, assess, survey
from servanda.assess.statuses import status_of
from servanda.assess.targets import excluded
from servanda.model.codec import from_plain
from servanda.model.incidents import Incident
from servanda.reference.agreement_files import load_agreement_book

COUNTS = {"n_documents": 1, "n_independent_origins": 1, "credibility": "3"}
KNOWLEDGE = tuple(
    ActorKnowledge(
        entity_id=one["entity_id"], name=one["entity_id"], classes=tuple(KnownClass(name=name, since=since, until=until) for name, since, until in one["classes"]),
        links=tuple(KnownLink(party=party, type=kind, since=since, until=until)
                for party, kind, since, until in one["links"]),
    ) for one in generating.KNOWLEDGE
)  # fmt: skip
CONFIG = AssessConfig(as_of="2030-12-01", knowledge=KNOWLEDGE)


@pytest.fixture(scope="module", params=range(500, 504))
def generated(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp(f"book{request.param}")
    rng = Random(request.param)  # noqa: S311 - cases, not secrets
    rectangles = generating.write_book(rng, folder)
    raws = [translating.read(path) for path in sorted((folder / "agreements").glob("*.yaml"))]
    maps = [translating.boxes(raw, rectangles) for raw in raws]
    rows = generating.some_incidents(
        rng, 400, {f"{n}{name}": one for n, some in enumerate(maps) for name, one in some.items()}
    )
    return [from_plain({**row, **COUNTS}, Incident) for row in rows], load_agreement_book(folder / "agreements")


def test_the_trace_adds_up_to_the_status_that_was_told(generated):
    incidents, book = generated
    verdicts = [one for one in survey(incidents, book, CONFIG) if one.written is None]
    assert len(verdicts) > 100
    for one in verdicts:
        truths = {step.name: step.result for step in one.finding().conditions}
        spared = excluded(one.incident, one.rule, one.setting)
        assert status_of(truths, one.rule, spared=spared, named=one.bound is not None) == one.status, one.id


def test_the_findings_are_those_of_the_survey_in_its_order(generated):
    incidents, book = generated
    assert [one.id for one in survey(incidents, book, CONFIG)] == [one.id for one in assess(incidents, book, CONFIG)]
