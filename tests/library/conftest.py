"""A folder with the example dossier, read once, and a report of our own beside it."""

from pathlib import Path

import pytest

REPORT = "“The truce holds,” the minister, Amna Salih, said on Thursday. The army shelled Nyala on 5 May 2031."


@pytest.fixture(scope="session")
def beside(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the examples of the pages are run."""
    from servanda.pipeline import run_demo

    folder = tmp_path_factory.mktemp("library")
    list(run_demo(folder / "demo-idlib-2019", lambda *_: None))
    (folder / "reports").mkdir()
    (folder / "reports" / "one.txt").write_text(REPORT, encoding="utf-8")
    return folder
