"""The shipped example against what was written down by hand before any run."""

import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from servanda.model.claims import EventClaim
from servanda.pipeline import build_view, open_case, run_demo
from servanda.report import ReportView

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
from evaluation.example import EXPECTED, accused_by_denial, fits, place_ids  # noqa: E402 - the folder is no installed package

EXPECTATIONS: dict[str, Any] = YAML(typ="safe").load(EXPECTED.read_text(encoding="utf-8"))


def _case(entry: dict[str, Any]) -> Any:
    name = (entry["agreement_id"], entry["provision_id"], entry["place"])
    return pytest.param(entry, id="-".join(map(str, (*name, entry["date"], entry["party"]))))


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> tuple[ReportView, Any]:
    folder = tmp_path_factory.mktemp("example") / "demo"
    list(run_demo(folder, lambda *_: None))
    with open_case(folder) as case:
        return build_view(case), place_ids(case.reference.gazetteer, case.dossier.settings.countries)


@pytest.mark.parametrize("entry", [_case(entry) for entry in EXPECTATIONS["findings"] if not entry.get("optional")])
def test_an_expected_finding_comes_out(example: tuple[ReportView, Any], entry: dict[str, Any]) -> None:
    view, names = example
    assert any(fits(entry, finding, view, names) for finding in view.findings)


def test_no_denial_alone_accuses_anybody(example: tuple[ReportView, Any]) -> None:
    view, _ = example
    assert any(incident.denials for incident in view.incidents)
    assert accused_by_denial(view) == 0


def test_totals_of_a_period_are_no_incidents(example: tuple[ReportView, Any]) -> None:
    view, _ = example
    members = {claim for incident in view.incidents for claim in incident.members}
    totals = [c for c in view.claims if isinstance(c, EventClaim) and c.counting == "period_total"]
    assert len(totals) >= 3
    assert not members & {claim.id for claim in totals}


def test_the_market_attack_keeps_all_tolls_and_the_denial(example: tuple[ReportView, Any]) -> None:
    view, _ = example
    attacks = [
        i for i in view.incidents if i.kind == "ASSAULT" and i.denials and (i.time.start or "").startswith("2019-07-22")
    ]
    [attack] = attacks
    [killed] = [toll for toll in attack.casualties if toll.effect == "killed"]
    assert (killed.minimum, killed.maximum, killed.words) == (19, None, "19 to at least 43")
    assert len({said.minimum for said in killed.by_source}) >= 4
    assert {actor.stance for actor in attack.actors} >= {"alleged", "denied"}


def test_every_quote_is_what_stands_in_its_text(example: tuple[ReportView, Any]) -> None:
    view, _ = example
    texts = {text.id: text.text for text in view.texts}
    for claim in view.claims:
        assert texts[claim.text_id][claim.span.start : claim.span.end] == claim.span.quote
