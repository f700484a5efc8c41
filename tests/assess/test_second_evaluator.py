"""A second evaluator (answer-set programming, its own reading of the file) must find what assess finds."""

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from tests.assess.second import generating, translating

from servanda.assess import ActorKnowledge, AssessConfig, KnownClass, KnownLink, assess
from servanda.model.codec import from_plain
from servanda.model.findings import Finding
from servanda.model.incidents import Incident
from servanda.reference.agreement_files import load_agreement_book

AS_OF = "2030-12-01"
PER_BOOK = 40  # incidents; each is held against both agreements of the book
PROGRAM = Path(__file__).parent / "second" / "evaluator.lp"
COUNTS = {"n_documents": 1, "n_independent_origins": 1, "credibility": "3"}
Answer = tuple[str, str, str, str]


def solved(facts: Iterator[str]) -> tuple[set[Answer], set[Answer]]:
    """Return the findings and the missing facts of the one answer set."""
    from clingo import Control

    control = Control(["--warn=none"])
    control.load(str(PROGRAM))
    control.add("base", [], "".join(f"{fact}.\n" for fact in facts))
    control.ground([("base", [])])
    found: dict[str, set[Answer]] = {"finding": set(), "missing": set()}

    def take(model: Any) -> None:
        for symbol in model.symbols(shown=True):
            words = tuple(one.string if one.type.name == "String" else str(one) for one in symbol.arguments)
            found[symbol.name].add(words)

    control.solve(on_model=take)
    return found["finding"], found["missing"]


def ours(findings: Iterator[Finding]) -> tuple[set[tuple[str, Answer]], set[tuple[str, Answer]]]:
    told, missing = set(), set()
    for one in findings:
        about = (one.incident_id or "silence", one.provision_id, one.party or "nobody")
        told.add((one.agreement_id, (*about, one.status)))
        if one.provision_id.startswith("p"):
            missing |= {(one.agreement_id, (*about, fact)) for fact in one.missing}
    return told, missing


def compare(seed: int, folder: Path) -> tuple[int, set[str]]:
    """Compare the two on one generated book; return how many cases and which statuses there were."""
    rng = Random(seed)  # noqa: S311 - cases, not secrets
    rectangles = generating.write_book(rng, folder)
    raws = [translating.read(path) for path in sorted((folder / "agreements").glob("*.yaml"))]
    maps = [translating.boxes(raw, rectangles) for raw in raws]
    rows = generating.some_incidents(
        rng, PER_BOOK, {f"{n}{name}": one for n, some in enumerate(maps) for name, one in some.items()}
    )
    knowledge = tuple(
        ActorKnowledge(
            entity_id=one["entity_id"], name=one["entity_id"], classes=tuple(KnownClass(name=name, since=since, until=until) for name, since, until in one["classes"]),
            links=tuple(KnownLink(party=party, type=kind, since=since, until=until)
                for party, kind, since, until in one["links"]), fights=bool(one.get("fights")),
        ) for one in generating.KNOWLEDGE
    )  # fmt: skip
    incidents = [from_plain({**row, **COUNTS}, Incident) for row in rows]
    book = load_agreement_book(folder / "agreements")
    told, missing = ours(assess(incidents, book, AssessConfig(as_of=AS_OF, knowledge=knowledge)))
    for raw, own_maps in zip(raws, maps, strict=True):
        facts = [
            *translating.facts(raw, [other for other in raws if other is not raw], generating.KNOWLEDGE),
            *translating.map_facts(own_maps),
            *translating.incident_facts(rows, raw, own_maps),
            *translating.now_facts(AS_OF, raw),
        ]
        found, lacking = solved(facts)
        assert {answer for name, answer in told if name == raw["id"]} == found, f"seed {seed}, {raw['id']}"
        assert {answer for name, answer in missing if name == raw["id"]} == lacking, f"seed {seed}, {raw['id']}"
    return 2 * PER_BOOK, {answer[3] for _, answer in told}


def compare_many(seeds: range, folder: Path) -> tuple[int, set[str]]:
    cases, statuses = 0, set()
    for seed in seeds:
        n, found = compare(seed, folder / str(seed))
        cases += n
        statuses |= found
    return cases, statuses


ALL = {
    "alleged_violation", "duty_engaged", "fulfilled", "partly_fulfilled", "not_fulfilled", "permitted", "not_applicable", "undetermined",
}  # fmt: skip


def test_both_evaluators_agree(tmp_path: Path) -> None:
    cases, statuses = compare_many(range(20, 30), tmp_path)
    assert cases == 800
    assert statuses >= ALL - {"partly_fulfilled"}


@pytest.mark.slow
def test_both_evaluators_agree_on_ten_thousand_cases(tmp_path: Path) -> None:
    cases, statuses = compare_many(range(100, 225), tmp_path)
    assert (cases, statuses) == (10_000, ALL)
