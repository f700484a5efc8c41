"""``python -m benchmarks.room [N ...]``: how much memory the long commands take in a dossier of N reports of one sentence.

Megabytes at most, of the command itself. What each report adds is told beside: the difference to the smallest dossier.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from benchmarks.reports import reports, write
from benchmarks.starts import PROGRAM

_SIZES: Final = (250, 1_000)
_MEGABYTE: Final = 1024  # kilobytes, in which Linux counts


def lines(sizes: tuple[int, ...] = _SIZES) -> Iterator[str]:
    """Yield one line a figure."""
    first: dict[str, float] = {}
    for size in sizes:
        for what, room in _figures(size):
            grown = room - first.setdefault(what, room)
            added = f"{grown * 1024 / (size - sizes[0]):6.1f} KB a report" if size != sizes[0] else ""
            yield f"{size:>7} reports, {what:<10} {room:8.0f} MB {added}"


def _figures(size: int) -> Iterator[tuple[str, float]]:
    with tempfile.TemporaryDirectory() as folder:
        case, table = Path(folder) / "case", Path(folder) / "reports.jsonl"
        _room("init", str(case))
        (case / "dossier.toml").write_text('countries = ["SY"]\n', encoding="utf-8")
        _room("agreement", "take", str(case), "sochi-mou-2018")
        write(table, reports(size, irrelevant=0.2))
        yield "add", _room("add", "--public", str(case), str(table))
        yield "run", _room("run", str(case))
        yield "claims", _room("claims", str(case), "--format", "csv")
        yield "report", _room("report", str(case), "--output", str(Path(folder) / "report.html"))
        yield "bundle", _room("report", str(case), "--output", str(Path(folder) / "all.zip"))
        yield "verify", _room("verify", str(case))


def _room(*words: str) -> float:
    """Return how many megabytes a command took at most."""
    quiet = subprocess.DEVNULL
    process = subprocess.Popen([*PROGRAM, *words], stdout=quiet, stderr=quiet, stdin=quiet, env=os.environ)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in {0, 3}:
        raise RuntimeError(f"{words[0]} ended with {process.returncode}")
    return used.ru_maxrss / _MEGABYTE


if __name__ == "__main__":
    for line in lines(tuple(map(int, sys.argv[1:])) or _SIZES):
        print(line, flush=True)
