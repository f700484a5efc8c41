"""The shipped examples are declared public, for everybody who takes them up."""

import shutil
from pathlib import Path

import pytest
from tests.audience.leaks import silent

from servanda.pipeline import add_sources, open_case

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.mark.parametrize(("name", "n"), [("idlib-2019", 35), ("minsk-2015", 18)])
def test_every_document_of_an_example_is_public(tmp_path, name, n):
    folder = tmp_path / name
    shutil.copytree(EXAMPLES / name, folder)
    with open_case(folder, create=True) as case:
        summary = add_sources(case, [str(folder / "reports")], silent, public=True)
        found = [item.sensitivity for item in case.store.records("document")]
    assert found == ["public"] * n
    assert summary.warnings == ()


def test_the_rows_of_an_example_are_public_by_its_own_settings(tmp_path):
    folder = tmp_path / "case"
    shutil.copytree(EXAMPLES / "minsk-2015", folder)
    with open_case(folder, create=True) as case:
        add_sources(case, [str(folder / "reports")], silent)
        assert {item.sensitivity for item in case.store.records("document")} == {"public"}
