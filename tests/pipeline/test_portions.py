"""Reports that come in portions, in whatever order, end with the records of one run over all of them; so do decisions in between."""

import json
import random
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from benchmarks.reports import reports

from servanda.model.codec import encode_lines
from servanda.pipeline import (
    Judgement,
    add_sources,
    build_view,
    decide,
    expunge_document,
    init_dossier,
    list_page,
    open_case,
    run_case,
    take_agreement,
)
from servanda.pipeline.current import check_extracted
from servanda.pipeline.ready import check_ready
from servanda.pipeline.relating import check_linked

NOW = "2031-06-01T00:00:00Z"
N_REPORTS = 22  # more than likeness needs, fewer than make a test slow
TOLD_OTHERWISE = {
    "copy": (
        "Idlib Post",
        "Rebels shelled Saraqib on Friday, 4 January 2019, killing 5 civilians, residents told reporters in the town.",
    ),
    "copied": (
        "Jisr Daily",
        "Rebels shelled Saraqib on Friday, 4 January 2019, killing 5 civilians, residents told reporters in the town.",
    ),
    "denial": ("SANA", "The army denied that government forces shelled Ariha on Thursday, 3 January 2019."),
    "accused": (
        "Orient",
        "Government forces shelled Ariha on Thursday, 3 January 2019, killing 3 people, Idlib Post said.",
    ),
    "passed_on": (
        "Enab Baladi",
        "(Jisr Daily) - Government forces shelled Ariha on Thursday, 3 January 2019, killing 3 people.",
    ),
}
"""A copy, a denial, and outlets that another text names: what reaches from one report to others that stay as they were."""
SEEDS = (1, *(pytest.param(seed, marks=pytest.mark.slow) for seed in (2, 3)))


def silent(*_: object) -> None:
    return


@pytest.fixture(scope="module")
def tables(tmp_path_factory) -> list[Path]:
    """One table for each report, so that its id hangs on nothing but itself."""
    folder = tmp_path_factory.mktemp("tables")
    paths = []
    told = (
        {"id": name, "publisher": outlet, "published_on": "2019-01-05", "language": "en", "title": name, "text": text}
        for name, (outlet, text) in TOLD_OTHERWISE.items()
    )
    for row in (*reports(N_REPORTS, seed=7, irrelevant=0.1), *told):
        path = folder / f"{row['id']}.jsonl"
        path.write_text(json.dumps(row) + "\n", encoding="utf-8")
        paths.append(path)
    return paths


def dossier(folder: Path) -> Path:
    init_dossier(folder)
    (folder / "dossier.toml").write_text('countries = ["SY"]\n', encoding="utf-8")
    take_agreement(folder, "sochi-mou-2018")
    return folder


def run(folder: Path, portion: Sequence[Path]) -> None:
    with open_case(folder, create=True, now=lambda: NOW) as case:
        for table in portion:
            add_sources(case, [str(table)], silent)
        run_case(case, "local", 0, silent)


def records(folder: Path) -> dict[str, list[bytes]]:
    """Return claims, incidents and findings as canonical JSON, and what lists show of the findings."""
    with open_case(folder, now=lambda: NOW) as case:
        view = build_view(case)
        stored = {
            name: case.store.current(stage) for name, stage in (("incidents", "corroborate"), ("findings", "assess"))
        }
        found = {name: sorted(encode_lines(items)) for name, items in {**stored, "claims": view.claims}.items()}
        assert list_page(case, "claims", {}).n_sure == len(view.claims)
        assert not list(check_ready(case))  # written line by line they are those made whole
        assert not list(check_extracted(case))
        assert not list(check_linked(case))
        assert sorted(line + b"\n" for line in map(bytes, list_page(case, "findings", {}).records)) == sorted(
            encode_lines(view.counted_findings)
        )
        return found


@pytest.fixture(scope="module")
def at_once(tables, tmp_path_factory) -> dict[str, list[bytes]]:
    folder = dossier(tmp_path_factory.mktemp("once") / "case")
    run(folder, tables)
    return records(folder)


@pytest.mark.parametrize("seed", SEEDS)
def test_portions_in_any_order_give_the_records_of_one_run(seed, tables, at_once, tmp_path):
    choose = random.Random(seed)  # noqa: S311 - a seeded generator, no secret
    folder, left = dossier(tmp_path / "case"), choose.sample(tables, len(tables))
    while left:
        n = choose.randint(1, 9)
        run(folder, left[:n])
        left = left[n:]
    assert records(folder) == at_once
    assert len(at_once["incidents"]) > 5
    assert any(json.loads(line)["denials"] for line in at_once["incidents"])
    assert at_once["findings"]


def test_what_a_person_decided_and_took_away_between_two_runs_counts(tables, tmp_path):
    """The same dossier, once with all that was kept between the runs, once without: the records are the same."""
    folder = dossier(tmp_path / "case")
    run(folder, tables[:12])
    with open_case(folder, now=lambda: NOW) as case:
        view = build_view(case)
        decide(case, Judgement(view.claims[0].id, "reject", "ana", "read with the page beside it"))
        handles = [incident.handle for incident in view.incidents[1:3]]
        decide(case, Judgement(handles[0], "merge", "ana", "one attack", other=handles[1]))
        expunge_document(case, view.texts[-1].document_id, "ana", "the family asked for it")
    other = tmp_path / "other"
    shutil.copytree(folder, other)
    run(folder, tables[12:20])
    run(folder, tables[20:])
    shutil.rmtree(other / "ready", ignore_errors=True)
    run(other, tables[12:])
    assert records(folder) == records(other)
