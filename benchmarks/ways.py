"""``python -m benchmarks.ways [N]``: the ways of reading N reports side by side, and twice as many: CPU seconds of each with all its processes.

Ratios are to one worker. Reports are those of `benchmarks.reports`, one in five of no war; each way begins with the same documents.
"""

import ctypes
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from benchmarks.reports import reports, write
from benchmarks.starts import PROGRAM
from servanda.model.codec import encode_lines, sha256
from servanda.pipeline import open_case

_REPORTS: Final = 1_000
_PR_SET_CHILD_SUBREAPER: Final = 36  # prctl: whose parent ended becomes our child, so that its time is counted
_COMPARED: Final = ("corroborate", "assess")


def lines(n: int = _REPORTS) -> Iterator[str]:
    """Yield one line a way: its CPU seconds, how many times those of one worker, and whether incidents and findings are the same."""
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        added, table = _added(root, n), root / f"{n}.jsonl"
        alone, expected = _timed(added, root / "one", _run(1))
        yield _line(n, "one worker", alone, alone, "")
        for name, way in {"two workers": _run(2), "two shards, joined": _shards, "engine spark, 2": _spark}.items():
            spent, found = _timed(added, root / "other", way)
            yield _line(n, name, spent, alone, "the same" if found == expected else "OTHER RECORDS")
        spent = _cpu(lambda: _do("scale", "run", "--in", str(table), "--out", str(root / "out"), "--country", "SY"))
        yield _line(n, "scale run, local[2]", spent, alone, "reading alone, to Parquet")
        twice, _ = _timed(_added(root, 2 * n), root / "twice", _run(1))
        yield _line(2 * n, "one worker", twice, alone, "twice the documents")


def _line(n: int, what: str, spent: float, alone: float, words: str) -> str:
    return f"{n:>7} reports, {what:<21} {spent:8.2f}     {spent / alone:.2f} times one worker   {words}"


def _added(root: Path, n: int) -> Path:
    """Return a dossier to which ``n`` reports were added, and nothing else was done."""
    case, table = root / f"case-{n}", root / f"{n}.jsonl"
    _do("init", str(case))
    (case / "dossier.toml").write_text('countries = ["SY"]\n', encoding="utf-8")
    _do("agreement", "take", str(case), "sochi-mou-2018")
    write(table, reports(n, irrelevant=0.2))
    _do("add", "--public", str(case), str(table))
    return case


def _timed(added: Path, case: Path, way: Callable[[Path], None]) -> tuple[float, str]:
    """Return the CPU seconds of a way of reading in a copy of a dossier, and a hash of its incidents and findings."""
    shutil.rmtree(case, ignore_errors=True)
    shutil.copytree(added, case)
    spent = _cpu(lambda: way(case))
    with open_case(case) as opened:
        made = [line for stage in _COMPARED for line in sorted(encode_lines(opened.store.current(stage)))]
    return spent, sha256(b"".join(made))


def _run(workers: int) -> Callable[[Path], None]:
    return lambda case: _do("run", str(case), "--workers", str(workers))


def _spark(case: Path) -> None:
    _do("run", str(case), "--engine", "spark", "--workers", "2")


def _shards(case: Path) -> None:
    """Read two halves in copies, join them at home and run."""
    parts = []
    for number in (1, 2):
        copy, part = case.with_name(f"copy-{number}"), case.with_name(f"part-{number}.jsonl")
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(case, copy)
        _do("run", str(copy), "--shard", f"{number}/2", "--output", str(part))
        parts.append(str(part))
    _do("shards", "join", str(case), *parts)
    _do("run", str(case))


def _do(*words: str) -> None:
    done = subprocess.run([*PROGRAM, *words], check=False, capture_output=True, stdin=subprocess.DEVNULL)
    if done.returncode not in {0, 3}:
        raise RuntimeError(f"{words[0]} ended with {done.returncode}: {done.stderr.decode()[-500:]}")


def _cpu(work: Callable[[], None]) -> float:
    """Return the CPU seconds of all processes that some work starts, also of those that outlive who started them for a moment."""
    before = _spent()
    work()
    while _is_anybody_left():
        time.sleep(0.1)
    return _spent() - before


def _is_anybody_left() -> bool:
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        return False
    return True


def _spent() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    for line in lines(*map(int, sys.argv[1:2])):
        print(line, flush=True)
