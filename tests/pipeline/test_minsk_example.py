"""The second example: another conflict by files only, against what was written down by hand before any run."""

import shutil
import sys
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from servanda.pipeline import add_sources, build_view, open_case, run_case

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
from evaluation.example import fits, place_ids  # noqa: E402 - the folder is no installed package

EXAMPLE = ROOT / "examples" / "minsk-2015"
EXPECTED = YAML(typ="safe").load((EXAMPLE / "expected_findings.yaml").read_text(encoding="utf-8"))["findings"]
WANTED = [entry for entry in EXPECTED if not entry.get("optional")]
FLOOR = 17  # all; the first run met 14


def _nothing(_what: str, _done: int, _total: int) -> None:
    """No progress bar in tests."""


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    folder = tmp_path_factory.mktemp("minsk") / "case"
    shutil.copytree(EXAMPLE, folder)
    with open_case(folder, create=True) as case:
        add_sources(case, [str(folder / "reports")], _nothing)
        run_case(case, "local", 0, _nothing)
        return build_view(case), place_ids(case.reference.gazetteer, case.dossier.settings.countries)


def test_most_of_what_was_expected_comes_out(ran):
    view, names = ran
    met = [entry for entry in WANTED if any(fits(entry, finding, view, names) for finding in view.findings)]
    assert len(met) >= FLOOR, [entry for entry in WANTED if entry not in met]


@pytest.mark.parametrize(
    "entry", [e for e in WANTED if e["kind"] is None], ids=lambda e: f"{e['provision_id']}-{e['party']}"
)
def test_every_duty_is_told_with_what_is_missing(ran, entry):
    view, names = ran
    found = [finding for finding in view.findings if fits(entry, finding, view, names)]
    assert found
    assert any(set(entry["missing"]) <= set(finding.missing) or finding.status != "undetermined" for finding in found)


def test_a_monitor_that_names_nobody_accuses_nobody(ran):
    view, _ = ran
    assert len(view.texts) == 18
    assert not [f for f in view.findings if f.status in {"alleged_violation", "not_fulfilled"}]
    told = [f for f in view.findings if f.incident_id and f.agreement_id == "minsk-ii-2015"]
    assert not [f for f in told if f.provision_id in {"p3", "p7"}]


def test_nothing_of_this_conflict_stands_in_the_code():
    words = ("minsk", "donbas", "donetsk", "luhansk", "debaltseve")
    code = [
        path
        for path in (ROOT / "src").rglob("*.py")
        for word in words
        if word in path.read_text(encoding="utf-8").casefold()
    ]
    assert not code
