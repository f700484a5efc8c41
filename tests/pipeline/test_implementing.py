"""Passages of the shortest example: claims that findings hold against provisions are passages on these, dated by their incidents."""

import shutil
from pathlib import Path

import pytest

from servanda.pipeline import add_sources, implementation, open_case, run_case, take_agreement

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "three-reports"


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    folder = tmp_path_factory.mktemp("three") / "case"
    shutil.copytree(EXAMPLE, folder)
    take_agreement(folder, "sochi-mou-2018")
    with open_case(folder, create=True) as case:
        add_sources(case, [str(folder / "reports")], lambda *_: None)
        run_case(case, "local", 0, lambda *_: None)
        return implementation(case)


def test_claims_behind_findings_are_passages_with_speaker_and_day(found):
    told = {(one.provision_id, one.on, one.speaker): one for one in found if one.claims}
    shelling = told["h1", "2019-02-15", "Zaman al-Wasl"]
    assert (shelling.sign, shelling.dated_by, shelling.evidence) == ("setback", "claim", ())
    assert shelling.span.quote.startswith("Nine people were killed")


def test_an_act_of_which_nobody_knows_who_did_it_is_told_under_the_rule_without_accusing_anybody(found):
    days = {(one.provision_id, one.on) for one in found}
    assert days == {(rule, day) for rule in ("p2", "h1") for day in ("2019-02-15", "2019-05-21")}
    assert {one.sign for one in found} == {"setback"}
