"""``make eval``: score every stage and hold each figure against its floor in ``floors.toml``.

    python -m evaluation [--jobs N] [SUITE ...]

Suites of our own always run; the others need the data beside the repository and say so where it is absent.
Exit status 1 where a figure is under its floor (or over its ceiling), or has a floor and was not measured, else 0.
"""

import argparse
import sys
import tomllib
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from evaluation.suites import SUITES, Measured, measured

FLOORS = Path(__file__).parent / "floors.toml"
Floors = dict[str, dict[str, float]]


def main(arguments: list[str]) -> int:
    """Print a line a figure; return the exit status."""
    asked = argparse.ArgumentParser(prog="python -m evaluation")
    asked.add_argument("suites", nargs="*", metavar="SUITE", help=", ".join(SUITES))
    asked.add_argument("--jobs", type=int, default=1, help="suites measured at one time, each in a process of its own")
    given = asked.parse_args(arguments)
    unknown = [name for name in given.suites if name not in SUITES]
    if unknown:
        asked.error(f"there is no suite {unknown[0]!r}; take one of: {', '.join(SUITES)}")
    names, floors = given.suites or list(SUITES), tomllib.loads(FLOORS.read_text(encoding="utf-8"))
    with ProcessPoolExecutor(given.jobs, get_context("spawn")) as others:
        results = others.map(measured, names) if given.jobs > 1 else map(measured, names)
        failed = sum(_shown(name, result, floors.get(name, {})) for name, result in zip(names, results, strict=True))
    print(f"{failed} figures under their floor" if failed else "every figure holds its floor")
    return 1 if failed else 0


def _shown(name: str, result: Measured, floors: Floors) -> int:
    """Print the figures of a suite; return how many break their bound, or have one and were not measured."""
    if result.figures is None:
        print(f"{name:12} skipped: its data is not beside the repository")
        return 0
    failed = sum(_told(name, figure, value, floors) for figure, value in result.figures.items())
    for figure in sorted(set(floors) - set(result.figures)):
        print(f"{name:12} {figure:28} has a floor and was not measured   BROKEN")
        failed += 1
    print(f"{name:12} took {result.seconds:.0f} s", flush=True)
    return failed


def _told(suite: str, figure: str, value: float, floors: Floors) -> bool:
    """Print a figure with its bound; return whether the bound is broken."""
    bound = floors.get(figure, {})
    least, most = bound.get("floor"), bound.get("ceiling")
    broken = (least is not None and value < least) or (most is not None and value > most)
    limit = f"floor {least}" if least is not None else f"ceiling {most}" if most is not None else "no floor yet"
    print(f"{suite:12} {figure:28} {value:8.3f}   {limit:14} {'BROKEN' if broken else ''}".rstrip())
    return broken


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
