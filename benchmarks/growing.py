"""``python -m benchmarks.growing [N ...]``: what one new report, nothing new and a list cost in a dossier of N reports of one sentence.

CPU seconds of the command and the processes that it starts. The ratio to the smallest dossier tells how the cost grows.
"""

import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from benchmarks.reports import reports, write
from benchmarks.starts import PROGRAM, environment

_SIZES: Final = (250, 1_000)
_LISTS: Final = ("claims", "incidents", "findings", "statements", "describe")
_NEW: Final = 2  # the seed of the further report
_KILOBYTE: Final = 1024


def lines(sizes: tuple[int, ...] = _SIZES) -> Iterator[str]:
    """Yield one line a figure, each with its ratio to that of the smallest dossier."""
    first: dict[str, float] = {}
    for size in sizes:
        for what, spent in _figures(size):
            ratio = spent / first.setdefault(what, spent)
            yield f"{size:>7} reports, {what:<21} {spent:8.2f}     {ratio:.2f} times that of {sizes[0]}"


def _figures(size: int) -> Iterator[tuple[str, float]]:
    with tempfile.TemporaryDirectory() as folder:
        case, table, further = (Path(folder) / name for name in ("case", "reports.jsonl", "further.jsonl"))
        _cpu("init", str(case))
        (case / "dossier.toml").write_text('countries = ["SY"]\n', encoding="utf-8")
        _cpu("agreement", "take", str(case), "sochi-mou-2018")
        write(table, reports(size, irrelevant=0.2))
        write(further, reports(1, seed=_NEW))
        yield "added, CPU s", _cpu("add", "--public", str(case), str(table))
        yield "run, CPU s", _cpu("run", str(case))
        yield "nothing new, CPU s", _cpu("run", str(case))
        for what in _LISTS:
            spent = [_cpu(what, str(case), "--format", "csv") for _ in range(2)]
            yield f"{what}, CPU s", spent[-1]
        yield "one of a place, CPU s", _cpu("claims", str(case), "--place", "Saraqib", "--format", "csv")
        _cpu("add", "--public", str(case), str(further))
        yield "one new, CPU s", _cpu("run", str(case))
        n_bytes = sum(path.stat().st_size for path in case.rglob("*") if path.is_file())
        yield "KB a report on disk", n_bytes / _KILOBYTE / size


def _cpu(*words: str) -> float:
    """Return the CPU seconds of a command and its processes, with modules that Python keeps compiled (see `starts`)."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [*PROGRAM, *words], check=False, capture_output=True, stdin=subprocess.DEVNULL, env=environment()
    )
    if done.returncode not in {0, 3}:
        raise RuntimeError(f"{words[0]} ended with {done.returncode}: {done.stderr.decode()[-500:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


if __name__ == "__main__":
    for line in lines(tuple(map(int, sys.argv[1:])) or _SIZES):
        print(line, flush=True)
