"""What the tests of the house share: the source files, parsed once."""

import ast
import os
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from servanda.pipeline.stages import STAGES

LAYERS = ("errors", "model", "text", "reference", "store", "pipeline", "cli", "web")
ROOMS = tuple(stage.room for stage in STAGES)


class Source(NamedTuple):
    """A Python file under src/servanda: ``part`` is the room or layer that it belongs to."""

    path: Path
    part: str
    text: str
    tree: ast.Module


@cache
def _sources(root: Path) -> tuple[Source, ...]:
    package = root / "src" / "servanda"
    found = []
    for path in sorted(package.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        part = path.relative_to(package).parts[0].removesuffix(".py")
        found.append(Source(path.relative_to(root), part, text, ast.parse(text)))
    return tuple(found)


@pytest.fixture(scope="session")
def sources(root: Path) -> tuple[Source, ...]:
    """Every Python file of the package."""
    found = _sources(root)
    assert len(found) > len(ROOMS), "the package was not found: these tests would prove nothing"
    return found


@pytest.fixture(scope="session")
def tracked(root: Path) -> tuple[Path, ...]:
    """Every file that is or would be committed; where there is no git, every file outside of hidden folders."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=root, capture_output=True, check=False)
    names = listed.stdout.decode().split("\0") if listed.returncode == 0 else _walk(root)
    found = tuple(path for path in sorted(root / name for name in set(names) if name) if path.is_file())
    assert root / "Makefile" in found, "the repository was not found: these tests would prove nothing"
    return found


def _walk(root: Path) -> Iterator[str]:
    for folder, inner, files in os.walk(root):
        inner[:] = [name for name in inner if not name.startswith(".") or name == ".ci"]
        yield from (str(Path(folder, name).relative_to(root)) for name in files)
