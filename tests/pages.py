"""What a page shows, held against the program: its commands are run as they stand, its outputs looked for in what they print."""

import importlib
import os
import re
import shlex
import shutil
import sys
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from types import ModuleType

import pytest
from tests.forked import servanda

ROOT = Path(__file__).resolve().parent.parent
NAMES = {".venv/bin/servanda", "servanda"}
LARGEST_PICTURE = 250_000


def shown_block(text: str, begins: str) -> list[str]:
    """Return the lines of the indented block of a page that begins so. Raises `StopIteration` where there is none."""
    return next(block for block in indented_blocks(text) if block[0].strip().startswith(begins))


def indented_blocks(text: str) -> list[list[str]]:
    """Return all indented blocks of a page, in order."""
    return [block.splitlines() for block in re.findall(r"(?:^    .*\n)+", text, re.MULTILINE)]


def is_commands(block: list[str]) -> bool:
    """Tell whether a block is to be run, rather than what something printed."""
    return block[0].split()[0] in {"cp", *NAMES}


def missing(shown: Iterable[str], printed: Iterable[str]) -> list[str]:
    """Return the lines shown that were not printed; "..." stands for what is left out."""
    lines = [" ".join(line.split()) for line in printed]
    return [line for line in shown if not any(_pattern(line).fullmatch(one) for one in lines)]


def _pattern(line: str) -> re.Pattern[str]:
    parts = (re.escape(" ".join(part.split())) for part in line.split("..."))
    return re.compile(r"\s*.*\s*".join(parts))


def run_shown(block: Iterable[str], folder: Path) -> Iterator[tuple[str, str]]:
    """Run the commands of a block in a folder, and yield each with what it printed. Raises `AssertionError` where one fails."""
    for line in block:
        first, *words = shlex.split(line, comments=True)
        if first == "cp":
            _copy(folder, *words[-2:])
            yield line.strip(), ""
            continue
        assert first in NAMES, f"no command that a test may run: {line}"
        done = servanda(*words, before=partial(os.chdir, folder))
        assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"
        yield line.strip(), done.stdout + done.stderr


def _copy(folder: Path, source: str, target: str) -> None:
    """Copy a folder of the repository, or a file that is in the folder already."""
    if (ROOT / source).is_dir():
        shutil.copytree(ROOT / source, folder / target)
    else:
        shutil.copy(folder / source, folder / target)


def table_rows(text: str, head: str) -> list[dict[str, str]]:
    """Return the rows of the table of a page whose head is this line, as cells by column."""
    lines = iter(text.splitlines())
    assert head in lines, f"no table with the head {head}"
    next(lines)
    columns = _cells(head)
    rows = []
    for line in lines:
        if not line.startswith("|"):
            break
        rows.append(dict(zip(columns, _cells(line), strict=True)))
    return rows


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")]


def old_pictures(pictures: str, report: str, text: str, link: str) -> list[str]:
    """Return what is wrong with the pictures of a page, given its text, the report as HTML that they show, and the folder in its links.

    ``pictures`` names them in scripts/make_pictures.py. Each carries the words it shows. Skips the test where Pillow is missing.
    """
    images = pytest.importorskip("PIL.Image", reason="Pillow is not installed (extra print)")
    maker = picture_maker()
    wanted = getattr(maker, pictures)
    shown, faults = maker.words(report, wanted), []
    paths = {path.name: path for path in wanted.folder.glob("*.png")}
    if set(shown) != set(paths):
        return [f"{wanted.folder} has {sorted(paths)}, not {sorted(shown)}"]
    for name, words in shown.items():
        if f"({link}/{name})" not in text:
            faults.append(f"{name} is not on the page")
        if paths[name].stat().st_size > LARGEST_PICTURE:
            faults.append(f"{name} is larger than {LARGEST_PICTURE} bytes")
        with images.open(paths[name]) as picture:
            if picture.info["Description"] != words:
                faults.append(f"{name} is old: python scripts/make_pictures.py\n{words}")
    return faults


def picture_maker() -> ModuleType:
    """Return the script that draws the pictures."""
    sys.path.insert(0, str(ROOT / "scripts"))
    try:
        return importlib.import_module("make_pictures")
    finally:
        sys.path.remove(str(ROOT / "scripts"))
