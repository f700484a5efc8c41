"""A large record against many provisions: 100,000 incidents, 60 provisions of ten agreements, on one core."""

import json
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from random import Random

from servanda.assess import ActorKnowledge, AssessConfig, KnownLink, survey
from servanda.model.incidents import Incident, IncidentActor, IncidentPlace, IncidentTarget
from servanda.model.time import TimeInterval
from servanda.reference.agreement_files import load_agreement_book

N_INCIDENTS = 100_000
N_PLACES = 5_000
N_DAYS = 2_000
SHARE_TO_THE_HOUR = 0.2
SHARE_UNNAMED = 0.4
AGREEMENT = """
schema: servanda/agreement/1
id: pact-{n}
title: Pact {n}
form: written
timezone: Asia/Tbilisi
time: {{in_force: [{{from: {start}, until: {middle}}}, {{from: {middle}, until: null}}]}}
bound:
  - {{actor: north, role: party, class: council}}
  - {{actor: south, role: named_conflicting_party, class: council}}
  - {{actor: lakeland, role: guarantor}}
definitions: {{heavy_weapon: [howitzer, tank], outlawed: [red-band]}}
zones: {{valley: {{file: zones/valley-{n}.geojson, precision: indicative}}, rim: {{within: valley, depth_km: [5, 10]}}}}
provisions:
  - {{id: p1, kind: prohibition, reading: literal, binds: {{class: council}}, act: {{plover: [ASSAULT], modes: any}}, in: valley, target_not: outlawed}}
  - {{id: p2, kind: obligation, reading: literal, binds: [lakeland], act: {{prevent: {{plover: [ASSAULT]}}, in: valley}}}}
  - {{id: p3, kind: prohibition, reading: literal, binds: [north, south], act: {{plover: [ASSAULT], modes: [heavy-weapons, aerial]}}, target: civilians}}
  - {{id: p4, kind: prohibition, reading: literal, binds: {{class: council}}, act: {{presence: heavy_weapon, in: rim}}}}
  - {{id: p5, kind: prohibition, reading: literal, binds: {{class: council}}, act: {{overflight: any, in: valley}}}}
  - {{id: p6, kind: obligation, reading: literal, binds: {{class: council}}, act: {{withdraw: heavy_weapon, from: rim}}, deadline: 2021-06-01, evaluate: milestone}}
"""


def lines() -> Iterator[str]:
    """Yield one line a figure."""
    rng = Random(7)  # noqa: S311 - cases, not secrets
    with tempfile.TemporaryDirectory() as folder:
        book = load_agreement_book(_write(Path(folder), rng))
        incidents = list(_incidents(rng))
        links = (KnownLink(party="north", type="commanded"),)
        knowledge = (
            ActorKnowledge(entity_id="guard", name="Guard", links=links),
            ActorKnowledge(entity_id="far", name="Far"),
        )
        config = AssessConfig(as_of="2025-12-31", knowledge=knowledge)
        start = time.process_time()
        verdicts = list(survey(incidents, book, config))
        surveyed = time.process_time() - start
        start = time.process_time()
        traced = [verdict.finding() for verdict in islice(verdicts, 0, len(verdicts), max(1, len(verdicts) // 1000))]
        seconds = time.process_time() - start
    n_rules = sum(len(agreement.provisions) for agreement in book.agreements)
    counts = ", ".join(f"{n} {name.replace('_', ' ')}" for name, n in Counter(v.status for v in verdicts).most_common())
    yield f"assess: {len(incidents)} incidents, {n_rules} provisions {surveyed:8.2f} s   (aim: under 20 on one core)"
    yield f"        findings told                {len(verdicts):8d}     ({counts})"
    yield f"        trace on demand              {seconds / len(traced) * 1e3:8.3f} ms a finding ({len(traced)} traced)"


def _write(folder: Path, rng: Random) -> Path:
    for name in ("agreements", "zones"):
        (folder / name).mkdir()
    for n in range(10):
        x, y = 43 + rng.random() * 3, 40 + rng.random() * 2
        ring = [[x, y], [x + 1.2, y + 0.1], [x + 1.3, y + 0.9], [x + 0.5, y + 1.1], [x - 0.1, y + 0.8], [x, y]]
        zone = {
            "type": "Feature",
            "properties": {"uncertainty_km": 3},
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }
        (folder / "zones" / f"valley-{n}.geojson").write_text(json.dumps(zone), encoding="utf-8")
        days = {
            "start": date(2020, 1, 1) + timedelta(days=100 * n),
            "middle": date(2021, 1, 1) + timedelta(days=100 * n),
        }
        (folder / "agreements" / f"{n}.yaml").write_text(AGREEMENT.format(n=n, **days), encoding="utf-8")
    return folder / "agreements"


def _incidents(rng: Random) -> Iterator[Incident]:
    places = [
        IncidentPlace(
            name=f"place {n}",
            latitude=39.5 + rng.random() * 4,
            longitude=42.5 + rng.random() * 5,
            precision="town",
            radius_km=3,
        )
        for n in range(N_PLACES)
    ]
    actors = ("north", "south", "guard", "far", None)
    for n in range(N_INCIDENTS):
        named = () if rng.random() < SHARE_UNNAMED else (_actor(rng.choice(actors)),)
        hit = rng.choice(((), (_hit(None, "civilians"),), (_hit("red-band", "group"),), (_hit(None, "group"),)))
        kind = rng.choice(("ASSAULT",) * 8 + ("OBSERVATION", "CONSULT"))
        yield Incident(
            id=f"inc_{n:06}", kind=kind, mode=rng.choice(("heavy-weapons", "aerial", "firearms", None) if kind == "ASSAULT" else ("weapon", "drone")),
            time=_time(rng), place=rng.choice(places), members=("clm_a",), actors=named, targets=hit,
            n_documents=1, n_independent_origins=1, credibility="3",
        )  # fmt: skip


def _actor(entity: str | None) -> IncidentActor:
    return IncidentActor(entity_id=entity, name=entity or "gunmen", stance="alleged", claims=("clm_a",))


def _hit(entity: str | None, kind: str) -> IncidentTarget:
    return IncidentTarget(entity_id=entity, name=entity or kind, type=kind, claims=("clm_a",))


def _time(rng: Random) -> TimeInterval:
    day = date(2019, 6, 1) + timedelta(days=rng.randrange(N_DAYS))
    if rng.random() < SHARE_TO_THE_HOUR:
        minute = f"{day}T{rng.randrange(23):02}:{rng.randrange(60):02}:00Z"
        return TimeInterval(start=minute, end=f"{day}T23:59:00Z", precision="hour")
    return TimeInterval(start=str(day), end=str(day + timedelta(days=1)), precision="day")


if __name__ == "__main__":
    for line in lines():
        print(line)
