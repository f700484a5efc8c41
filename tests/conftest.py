"""What all tests share: where the repository is, and what this machine has."""

import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
NEEDS = {
    "browser": ("chromium", "chromium-browser", "google-chrome"),
    "postgresql": ("postgres", "pg_ctl", "pg_ctlcluster"),
}


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def shared(root: Path) -> Path:
    """The folder with the measurement data beside the repository; the test is skipped where it is absent."""
    folder = root.parent / "shared"
    if not folder.is_dir():
        pytest.skip("no measurement data beside the repository (../shared)")
    return folder


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip, and say so, the tests that need a program which this machine does not have."""
    for marker, programs in NEEDS.items():
        if any(shutil.which(program) for program in programs):
            continue
        for item in items:
            if item.get_closest_marker(marker):
                item.add_marker(pytest.mark.skip(reason=f"needs one of: {', '.join(programs)}"))
