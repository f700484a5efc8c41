"""``python -m benchmarks.scaling``: a run of real articles with one worker and with two, and with one of two killed.

The dossier is made anew for each run; seconds are of the clock, since the work is in other processes. ``kill -9`` hits a
worker that reads; the claims must be the same as without.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from servanda.model.ids import content_id
from servanda.pipeline import open_case

_ROOT = Path(__file__).resolve().parent.parent
_ARTICLES = _ROOT.parent / "shared" / "data" / "fakes_2011_2016" / "articles.jsonl"
_PROGRAM = [sys.executable, "-c", "from servanda.cli import main; main()"]
_WAIT = 0.2
_CPU_SECONDS = 8.0  # the worker has opened everything and reads by then


def lines() -> Iterator[str]:
    """Yield the seconds of each run and whether the claims are the same; nothing where the articles are not beside the repository."""
    if not _ARTICLES.is_file():
        return
    alone, expected = _run(1)
    yield f"servanda run with one worker         {alone:8.2f} s"
    both, found = _run(2)
    yield f"servanda run with two workers        {both:8.2f} s   {alone / both:.2f} times as fast, {_words(found, expected)}"
    killed, found = _run(2, kill=True)
    yield f"the same, one of them killed         {killed:8.2f} s   {_words(found, expected)}"


def _words(found: str, expected: str) -> str:
    return "the same claims" if found == expected else "OTHER CLAIMS"


def _run(workers: int, *, kill: bool = False) -> tuple[float, str]:
    """Return the seconds of a run in a dossier of its own, and a hash of its claims."""
    with tempfile.TemporaryDirectory() as folder:
        case = Path(folder) / "case"
        subprocess.run([*_PROGRAM, "init", str(case)], check=True, capture_output=True)
        (case / "dossier.toml").write_text('countries = ["SY"]\n', encoding="utf-8")
        subprocess.run([*_PROGRAM, "add", str(case), str(_ARTICLES)], check=True, capture_output=True)
        start = time.perf_counter()
        with subprocess.Popen(
            [*_PROGRAM, "run", str(case), "--workers", str(workers)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as run:
            if kill:
                _kill_a_worker(run)
        seconds = time.perf_counter() - start
        if run.returncode != 0:
            raise RuntimeError(f"the run ended with {run.returncode}")
        with open_case(case) as opened:
            return seconds, content_id("all", sorted(claim.id for claim in opened.store.records("claim")))


def _kill_a_worker(run: "subprocess.Popen[bytes]") -> None:
    """Kill a child of the run that has read for a while. Raises `RuntimeError` where the run ends before there is one."""
    while run.poll() is None:
        reading = [child for child in _children(run.pid) if _cpu_seconds(child) > _CPU_SECONDS]
        if reading:
            os.kill(reading[0], signal.SIGKILL)
            return
        time.sleep(_WAIT)
    raise RuntimeError("no worker was there to kill")


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]


def _cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    for line in lines():
        print(line, flush=True)
