"""The suites of ``make eval``: each measures what a stage of the product gives, in figures by name."""

import contextlib
import io
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from evaluation import (
    accusations,
    actor_data,
    actors,
    cases,
    counted,
    dossiers,
    entries,
    event_location,
    example,
    factuality,
    fakes,
    foreign,
    generated,
    geo,
    headlines,
    implementation,
    joining,
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
    "entries": (entries.measure, None),
    "second-reading": (second_reading.measure, None),
    "foreign": (foreign.measure, None),
    "dossiers": (dossiers.measure, None),
    "joining": (joining.measure, None),
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


class Measured(NamedTuple):
    """What a suite gave: its figures, ``None`` where its data is not here, and the seconds that it took."""

    figures: dict[str, float] | None
    seconds: float


def measured(name: str) -> Measured:
    """Measure a suite."""
    measure, data = SUITES[name]
    if data is not None and not data.exists():
        return Measured(None, 0)
    start = time.perf_counter()
    with contextlib.redirect_stdout(io.StringIO()):
        figures = measure()
    return Measured(figures, time.perf_counter() - start)
