"""What a start costs: the help, the demo, and one page read by ``servanda extract`` against spaCy with its model alone."""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from benchmarks.timing import seconds
from servanda.reference import ReferenceConfig
from servanda.reference.language import language_package

PROGRAM: Final = [sys.executable, "-c", "from servanda.cli import main; main()"]
_REPORTS: Final = Path(__file__).resolve().parent.parent / "examples" / "idlib-2019" / "reports"
_N_CHARACTERS: Final = 1_400  # a page
_N_ROUNDS: Final = 5
_BARE: Final = "import sys, spacy; spacy.load(sys.argv[1])(open(sys.argv[2]).read())"


def lines() -> Iterator[str]:
    """Yield one line a figure."""
    helps = [seconds(lambda: _run([*PROGRAM, "--help"])) for _ in range(_N_ROUNDS)]
    yield f"servanda --help, cold, median of 5   {statistics.median(helps):8.2f} s   (aim: under 0.5)"
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.txt"
        page.write_text(
            "\n\n".join(path.read_text("utf-8") for path in sorted(_REPORTS.glob("*.txt")))[:_N_CHARACTERS], "utf-8"
        )
        model = language_package(ReferenceConfig().language_model).__name__
        ours, bare = _least([[*PROGRAM, "extract", str(page)], [sys.executable, "-c", _BARE, model, str(page)]])
        yield f"servanda extract, one page, CPU      {ours:8.2f} s   {ours / bare:.2f} times spaCy with its model alone (aim: at most 1.25)"
        demo = seconds(lambda: _run([*PROGRAM, "demo", f"{folder}/demo"]))
    yield f"servanda demo, from nothing          {demo:8.2f} s   (aim: under 60)"


def _least(commands: list[list[str]]) -> list[float]:
    """Return the least CPU seconds of each command, by turns; the first round, in which Python compiles modules, does not count."""
    rounds = [[_cpu(command) for command in commands] for _ in range(_N_ROUNDS + 1)]
    return [min(spent) for spent in zip(*rounds[1:], strict=True)]


def _cpu(command: list[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    _run(command)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True, env=environment())


def environment() -> dict[str, str]:
    """Return in which environment a command runs as an installed program does: with modules that Python keeps compiled, as pip compiles those of spaCy."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
