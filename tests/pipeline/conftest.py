"""A small dossier of invented reports about real towns, far from the shipped example."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.truce import AGREEMENT

REPORTS = (
    {
        "id": "r1",
        "publisher": "Nile Dispatch",
        "published_on": "2031-05-06",
        "language": "en",
        "title": "Shells fall on Nyala",
        "text": "Artillery fire by the Rapid Support Forces killed at least six civilians in Nyala on Monday, 5 May 2031, "
        "the Red Crescent said.\nThe truce of 1 May must be kept, its spokesman Idris Osman said.",
    },
    {
        "id": "r2",
        "publisher": "Desert Wire",
        "published_on": "2031-05-06",
        "language": "en",
        "title": "Nyala under fire",
        "text": "The Rapid Support Forces shelled Nyala on Monday, 5 May 2031. Nine people were killed, a doctor said.",
    },
    {
        "id": "r3",
        "publisher": "Nile Dispatch",
        "published_on": "2031-05-09",
        "language": "en",
        "title": "Talks",
        "text": "“We hope that the truce will hold,” the minister, Amna Salih, said on Thursday.",
    },
)


SETTINGS = """\
title = "Test dossier"
countries = ["SD"]
[[sources]]
name = "Nile Dispatch"
reliability = "B"
owner_family = "nile"
[release]
delay_days = 0
positions_days = 0
"""


def write_reports(path: Path, reports: tuple[dict[str, str], ...] = REPORTS) -> Path:
    """Write reports as a table of JSON Lines and return its path."""
    path.write_text("".join(json.dumps(report) + "\n" for report in reports), encoding="utf-8")
    return path


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    """A dossier with an agreement, not yet any reports."""
    from servanda.pipeline import init_dossier

    folder = tmp_path / "case"
    init_dossier(folder)
    (folder / "dossier.toml").write_text(SETTINGS, encoding="utf-8")
    (folder / "agreements" / "spring-truce.yaml").write_text(AGREEMENT, encoding="utf-8")
    return folder


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """The reports as a table."""
    return write_reports(tmp_path / "reports.jsonl")


@pytest.fixture
def case(dossier: Path, reports: Path) -> Iterator[Any]:
    """The dossier, open, with the reports added and run."""
    from servanda.pipeline import add_sources, open_case, run_case

    with open_case(dossier, create=True) as opened:
        add_sources(opened, [str(reports)], lambda *_: None)
        run_case(opened, "local", 0, lambda *_: None)
        yield opened
