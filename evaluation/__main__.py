"""``make eval``: score every stage and hold each figure against its floor in ``floors.toml``.

    python -m evaluation [SUITE ...]

Suites of our own always run; the others need the data beside the repository and say so where it is absent.
Exit status 1 where a figure is under its floor (or over its ceiling), or has a floor and was not measured, else 0.
"""

import contextlib
import io
import sys
import time
import tomllib
from collections.abc import Callable
from pathlib import Path

from evaluation import (
    accusations,
    actor_data,
    actors,
    cases,
    counted,
    dossiers,
    event_location,
    example,
    factuality,
    fakes,
    foreign,
    generated,
    geo,
    headlines,
    implementation,
    linkage,
    muc,
    names_within,
    news_places,
    own,
    own_sentences,
    plover,
    polnear,
    re3d,
    references,
    reports,
    second_reading,
    seed,
    series,
    triage,
    voices,
    who,
    written,
)
from servanda.reference import Reference, ReferenceConfig

FLOORS = Path(__file__).parent / "floors.toml"
Measure = Callable[[], dict[str, float]]


def _polnear() -> dict[str, float]:
    result = polnear.measure("dev", Reference(ReferenceConfig()))
    print("\n".join(polnear.confusion(result)), file=sys.stderr)
    precision, recall, f1 = result.scores
    by_kind = {kind: result.found_gold[kind] / result.gold[kind] for kind in ("direct", "mixed", "indirect")}
    speech = result.found_proposed["speech"] / result.proposed["speech"]
    return {"precision": precision, "recall": recall, "f1": f1, **by_kind, "speech precision": speech}


SUITES: dict[str, tuple[Measure, Path | None]] = {
    "own": (own.measure, None),
    "sentences": (own_sentences.measure, None),
    "headlines": (headlines.measure, None),
    "counted": (counted.measure, None),
    "voices": (voices.measure, None),
    "who": (who.measure, None),
    "reports": (reports.measure, None),
    "written": (written.measure, None),
    "second-reading": (second_reading.measure, None),
    "foreign": (foreign.measure, None),
    "dossiers": (dossiers.measure, None),
    "example": (example.measure, None),
    "generated": (generated.measure, None),
    "names-within": (names_within.measure, None),
    "accusations": (accusations.measure, accusations.DATA),
    "cases": (cases.measure, cases.DATA),
    "seed": (seed.measure, seed.SEED),
    "polnear": (_polnear, polnear.FOLDER),
    "plover": (plover.measure, plover.GOLD),
    "factuality": (factuality.measure, factuality.GOLD),
    "muc4": (muc.measure, muc.GOLD),
    "re3d": (re3d.measure, re3d.GOLD),
    "triage": (triage.measure, triage.DATA),
    "places": (geo.measure, geo.DATA),
    "linkage": (linkage.measure, linkage.HEADLINES),
    "fakes": (fakes.measure, fakes.DATA),
    "actors": (actors.measure, None),
    "references": (references.measure, None),
    "actor-data": (actor_data.measure, actor_data.DATA / "re3d"),
    "lgl": (news_places.suite("lgl"), geo.DATA),
    "geowebnews": (news_places.suite("geowebnews"), geo.DATA),
    "event_location": (event_location.measure, geo.DATA),
    "series": (series.measure, series.REPORTS),
    "implementation": (implementation.measure, implementation.REPORTS),
}


def main(names: list[str]) -> int:
    """Print a line a figure; return the exit status."""
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"))
    failed = 0
    for name in names or SUITES:
        if name not in SUITES:
            print(f"there is no suite {name!r}; take one of: {', '.join(SUITES)}", file=sys.stderr)
            return 2
        measure, data = SUITES[name]
        if data is not None and not data.exists():
            print(f"{name:12} skipped: its data is not beside the repository")
            continue
        start, notes = time.perf_counter(), io.StringIO()
        with contextlib.redirect_stdout(notes):
            figures = measure()
        failed += sum(_told(name, figure, value, floors.get(name, {})) for figure, value in figures.items())
        for figure in sorted(set(floors.get(name, {})) - set(figures)):
            print(f"{name:12} {figure:28} has a floor and was not measured   BROKEN")
            failed += 1
        print(f"{name:12} took {time.perf_counter() - start:.0f} s")
    print(f"{failed} figures under their floor" if failed else "every figure holds its floor")
    return 1 if failed else 0


def _told(suite: str, figure: str, value: float, floors: dict[str, dict[str, float]]) -> bool:
    """Print a figure with its bound; return whether the bound is broken."""
    bound = floors.get(figure, {})
    least, most = bound.get("floor"), bound.get("ceiling")
    broken = (least is not None and value < least) or (most is not None and value > most)
    limit = f"floor {least}" if least is not None else f"ceiling {most}" if most is not None else "no floor yet"
    print(f"{suite:12} {figure:28} {value:8.3f}   {limit:14} {'BROKEN' if broken else ''}".rstrip())
    return broken


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
