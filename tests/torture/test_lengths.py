"""Texts of a length that nobody writes: each is refused with its reason or read within bounds, and what lies beside it is read too."""

from pathlib import Path

import pytest

from servanda.pipeline import add_sources, init_dossier, open_case, run_case, verify_case

SENTENCE = "The army shelled Nyala and killed nine people on Monday, a doctor said. "
TEXTS = {
    "a line of 5 MB": SENTENCE * (5_000_000 // len(SENTENCE)),
    "a line of 1.9 MB": SENTENCE * (1_900_000 // len(SENTENCE)),
    "a million paragraphs": "A.\n\n" * 1_000_000,
    "half a million paragraphs within the bound": "A\n\n" * 500_000,
    "one word": "A" * 1_900_000,
    "quotation marks": '"' * 1_900_000,
}
SOUND = "Shells fell on Nyala on 5 May 2031, killing nine people, a doctor said."


@pytest.mark.torture
@pytest.mark.bounded
@pytest.mark.parametrize("name", TEXTS)
def test_it_costs_no_more_than_itself(name: str, tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "long.txt").write_text(TEXTS[name], encoding="utf-8")
    (reports / "sound.txt").write_text(SOUND, encoding="utf-8")
    init_dossier(tmp_path / "case")
    with open_case(tmp_path / "case", create=True) as case:
        added = add_sources(case, [str(reports)], lambda *_: None)
        summary = run_case(case, "local", 1, lambda *_: None)
        assert verify_case(case) == ()
    assert (added.n_new, summary.waiting) == (2, ())
    assert [item.locator for item in summary.quarantined] in ([], [str(reports / "long.txt")])
    bounds = ("characters", "longer than", "MB of memory")
    assert all(any(bound in item.reason for bound in bounds) for item in summary.quarantined)
    assert summary.claims["event"] >= 1
