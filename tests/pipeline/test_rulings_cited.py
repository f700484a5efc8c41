"""Verdicts by day and place, and by the article that they cite: an invented dossier, from texts to what stands beside findings."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.pipeline.rulings.cited import AGREEMENT, REPORTS, WANTED, Wanted
from tests.pipeline.rulings.dossier import write_dossier

from servanda.pipeline import add_sources, build_view, init_dossier, open_case, run_case
from servanda.report import ReportView, beside_words


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReportView]:
    folder: Path = tmp_path_factory.mktemp("cited") / "case"
    init_dossier(folder)
    table = write_dossier(folder, REPORTS, AGREEMENT)
    with open_case(folder, create=True, now=lambda: "2031-07-01T00:00:00Z") as case:
        add_sources(case, [str(table)], lambda *_: None)
        run_case(case, "local", 0, lambda *_: None)
        yield build_view(case)


@pytest.mark.parametrize("wanted", WANTED, ids=lambda one: f"{one.place}-{one.day}-{one.party}")
def test_beside_each_provision_stands_what_a_careful_reader_expects(view: ReportView, wanted: Wanted) -> None:
    acts = {
        one.id
        for one in view.incidents
        if one.kind == "ASSAULT" and one.place.name == wanted.place and (one.time.start or "").startswith(wanted.day)
    }
    found = {
        one.provision_id: tuple(map(beside_words, one.beside))
        for one in view.findings
        if one.incident_id in acts and one.party == wanted.party
    }
    assert {name: found.get(name, ()) for name in wanted.beside} == wanted.beside
