"""The kept dossier, unpacked: made by an earlier program (see make.py), opened by this one."""

import tarfile
from pathlib import Path

import pytest

KEPT = Path(__file__).with_name("kept-0.1.0.tar.gz")


@pytest.fixture(scope="module")
def kept(tmp_path_factory) -> Path:
    """A folder with the dossier ``case`` and its evidence bundle ``clinic.zip``, as the earlier program left them."""
    folder = tmp_path_factory.mktemp("kept")
    with tarfile.open(KEPT) as archive:
        archive.extractall(folder, filter="data")
    return folder


@pytest.fixture(scope="module")
def rerun(kept) -> Path:
    """The dossier after a run of the present program."""
    from servanda.pipeline import open_case, run_case

    with open_case(kept / "case") as case:
        run_case(case, "local", 0, lambda *_: None)
    return kept / "case"
