"""One dossier with everything that may bear on a finding: rival tolls, a denial, a rejection, a reply, a protected witness."""

import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from tests.audience.leaks import AT_ONCE
from tests.truce import AGREEMENT

from servanda.pipeline import (
    Judgement,
    ReportRequest,
    add_sources,
    decide,
    init_dossier,
    open_case,
    run_case,
    write_report,
)

WITNESS = "Mariam Tolgai"
HOME = "the blue gate beside the Nyala mill"
REPORTS: list[dict[str, Any]] = [
    {
        "id": "r1", "publisher": "Nile Dispatch", "published_on": "2031-05-06", "title": "Shells fall on Nyala",
        "text": "Artillery fire by the Rapid Support Forces killed at least six civilians in Nyala on Monday, 5 May 2031, the Red Crescent said.",
    },
    {
        "id": "r2", "publisher": "Desert Wire", "published_on": "2031-05-06", "title": "Nyala under fire",
        "text": "The Rapid Support Forces shelled Nyala on Monday, 5 May 2031. Nine people were killed, a doctor said.",
    },
    {
        "id": "r3", "publisher": "Plain Speaker", "published_on": "2031-05-07", "title": "Forces deny",
        "text": "The Rapid Support Forces denied that they shelled Nyala on Monday, 5 May 2031.",
    },
    {
        "id": "r4", "publisher": "Rumour Mill", "published_on": "2031-05-07", "title": "More",
        "text": "The Rapid Support Forces shelled Nyala on Monday, 5 May 2031, killing four hundred people.",
    },
    {
        "id": "talk-1", "published_on": "2031-05-12", "title": f"Talk with {WITNESS}", "witness": WITNESS, "source_location": HOME,
        "sensitivity": "protected", "consent": {"basis": "on tape", "uses": ["internal", "court"]},
        "text": "The Rapid Support Forces shelled Kabkabiya on Saturday, 10 May 2031, killing two teachers.",
    },
]  # fmt: skip
NOW = "2031-06-01T00:00:00Z"


class Desk(NamedTuple):
    """The dossier, the finding on Nyala, the key of the claim that was rejected."""

    folder: Path
    finding: str
    incident: str
    rejected: str

    def report(self, output: Path, **request: Any) -> tuple[Any, ...]:
        """Write a report as the desk and return what was left out."""
        with open_case(self.folder, now=lambda: NOW) as case:
            return write_report(case, output, ReportRequest(**request)).left_out


def _silent(*_: object) -> None:
    return


def _judge(case: Any, target: str, verdict: str, because: str, **more: Any) -> None:
    decide(case, Judgement(target=target, verdict=verdict, by="ana", because=because, **more))


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder = tmp_path_factory.mktemp("bundle") / "case"
    init_dossier(folder)
    (folder / "dossier.toml").write_text(f'title = "Nyala"\ncountries = ["SD"]\n{AT_ONCE}', encoding="utf-8")
    (folder / "agreements" / "truce.yaml").write_text(AGREEMENT, encoding="utf-8")
    table = folder.parent / "reports.jsonl"
    table.write_text("".join(json.dumps(row) + "\n" for row in REPORTS), encoding="utf-8")
    with open_case(folder, create=True, now=lambda: NOW) as case:
        add_sources(case, [str(table)], _silent, public=True)
        run_case(case, "local", 0, _silent)
        [rumour] = [
            claim for claim in case.store.current("extract")
            if "four hundred" in getattr(getattr(claim, "span", None), "quote", "") and hasattr(claim, "event")
        ]  # fmt: skip
        _judge(case, rumour.key, "reject", "the paper took it back on 8 May")
        run_case(case, "local", 0, _silent)
        incidents = {state.incident_id: state.handle for state in case.store.handles() if state.status == "open"}
        [finding] = [item for item in case.store.current("assess") if _is_on_nyala(case, item)]
        _judge(case, incidents[finding.incident_id], "reply", "the forces write: no unit of ours was in range")
        _judge(case, finding.id, "accept", "seen against all reports")
    return Desk(folder, finding.id, finding.incident_id, rumour.key)


def _is_on_nyala(case: Any, finding: Any) -> bool:
    incident = case.store.get("incident", finding.incident_id)
    return incident.place.name == "Nyala" and finding.status == "alleged_violation"


@pytest.fixture(scope="session")
def packed(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundle of the finding on Nyala, for a court."""
    output = tmp_path_factory.mktemp("packed") / "nyala.zip"
    assert desk.report(output, audience="court", findings=(desk.finding,), with_proofs=True) == ()
    return output


@pytest.fixture
def unpacked(packed: Path, tmp_path: Path) -> Path:
    """The same in a folder."""
    folder = tmp_path / "unpacked"
    with zipfile.ZipFile(packed) as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture(scope="session")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., "subprocess.CompletedProcess[str]"]:
    """Run a bundle's verify.py as an expert would: a bare Python, no packages, no environment, another folder."""

    def run(folder: Path, *words: str, path: str = "") -> "subprocess.CompletedProcess[str]":
        command = [sys._base_executable, "-I", "-S", str(folder / "verify.py"), *words]
        elsewhere = tmp_path_factory.mktemp("elsewhere")
        return subprocess.run(command, capture_output=True, text=True, cwd=elsewhere, env={"PATH": path}, check=False)

    return run
