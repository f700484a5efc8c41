"""One invented dossier of three weeks, and what a report of its second week rests on."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from invented import reports, write_case

from servanda.pipeline import add_sources, init_dossier, open_case, run_case
from servanda.pipeline.audience import release
from servanda.pipeline.period import period_ground

NOW = "2031-05-24T08:00:00Z"


@pytest.fixture(scope="session")
def dossier(tmp_path_factory):
    """A dossier of forty invented reports."""
    folder = tmp_path_factory.mktemp("period") / "case"
    init_dossier(folder)
    table = write_case(folder, reports(40))
    with open_case(folder, create=True, now=lambda: NOW) as case:
        add_sources(case, [str(table)], lambda *_: None)
        run_case(case, "local", 0, lambda *_: None)
    return folder


@pytest.fixture(scope="session")
def ground(dossier):
    """What its reports rest on."""
    with open_case(dossier, now=lambda: NOW, writes=False) as case:
        return period_ground(case, release(case, "internal"))
