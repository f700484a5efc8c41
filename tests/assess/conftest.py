"""An invented conflict: the river accord between the Northern Council and the Southern Council of Ostria."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from servanda.assess import ActorKnowledge, AssessConfig, KnownLink, assess
from servanda.model.findings import Finding
from servanda.model.incidents import Incident, IncidentActor, IncidentPlace, IncidentTarget
from servanda.model.making import replace
from servanda.model.time import TimeInterval
from servanda.reference.agreement_files import AgreementBook, load_agreement_book

ACCORD = """
schema: servanda/agreement/1
id: river-accord
title: Accord on the river valley
form: written
timezone: Asia/Tbilisi
names: [river accord]
time:
  signed: 2030-03-01
  in_force:
    - {from: 2030-03-10, until: 2030-06-10, basis: three months}
    - {from: 2030-06-10, until: 2030-12-31, basis: prolonged}
  suspended: [{from: 2030-08-01, until: 2030-08-11, basis: joint statement}]
bound:
  - {actor: north, role: party, class: council, basis: signature}
  - {actor: south, role: named_conflicting_party, class: council, basis: point 2, disputed: [{value: not bound, source: did not sign}]}
  - {actor: lakeland, role: guarantor, since: 2030-04-01, basis: letter}
definitions:
  heavy_weapon: [howitzer, tank]
  outlawed: {value: [red-band], source: annex, checked: none, disputed: [{value: [], source: the annex is unsigned}]}
zones:
  valley: {file: zones/valley.geojson, precision: indicative, by: null}
  rim: {within: valley, depth_km: [5, 10]}
provisions:
  - {id: a1, kind: prohibition, reading: literal, binds: {class: council}, act: {plover: [ASSAULT], modes: any}, in: valley, target_not: outlawed, yields: alleged_violation}
  - {id: a2, kind: obligation, reading: interpreted, by: the testers, binds: [lakeland], act: {prevent: {plover: [ASSAULT]}, in: valley}, yields: duty_engaged}
  - {id: a3, kind: prohibition, reading: literal, binds: [north], act: {plover: [ASSAULT], modes: [heavy-weapons]}, target: civilians, yields: alleged_violation}
  - {id: a4, kind: obligation, reading: literal, binds: {class: council}, act: {withdraw: heavy_weapon, from: rim}, deadline: 2030-05-01, evaluate: milestone}
  - {id: a5, kind: prohibition, reading: literal, binds: {class: council}, act: {overflight: any, in: valley}, yields: alleged_violation}
  - {id: a6, kind: prohibition, reading: literal, binds: {class: council}, act: {presence: heavy_weapon, in: rim}, yields: alleged_violation}
  - {id: a7, kind: prohibition, reading: literal, binds: {class: council}, act: {obstruct: monitors}, yields: alleged_violation}
composition:
  - {id: c1, body: valley-commission, size: 10, groups: {north: 5, south: 5}, quorum: 0.6}
"""
SQUARE = [[44.0, 41.0], [45.0, 41.0], [45.0, 42.0], [44.0, 42.0], [44.0, 41.0]]
KNOWLEDGE = (
    ActorKnowledge(
        entity_id="north-guard", name="Northern Guard", links=(KnownLink(party="north-army", type="commanded"),)
    ),
    ActorKnowledge(entity_id="north-army", name="Northern Army", links=(KnownLink(party="north", type="member"),)),
    ActorKnowledge(
        entity_id="hill-men", name="Hill Men", links=(KnownLink(party="north-army", type="supported"),), fights=True
    ),
    ActorKnowledge(entity_id="farland", name="Farland"),
    ActorKnowledge(entity_id="band-of-brothers", name="Brothers", links=(KnownLink(party="red-band", type="member"),)),
    ActorKnowledge(
        entity_id="red-cousins", name="Red Cousins", links=(KnownLink(party="red-band", type="affiliated"),)
    ),
)
INSIDE = IncidentPlace(name="Midford", latitude=41.5, longitude=44.5, precision="town", radius_km=3)
EDGE = IncidentPlace(name="Edgeham", latitude=41.5, longitude=44.03, precision="town", radius_km=3)
OUTSIDE = IncidentPlace(name="Farbury", latitude=40.5, longitude=43.0, precision="town", radius_km=3)
UNPLACED = IncidentPlace(name="somewhere")
CIVILIANS = IncidentTarget(entity_id=None, name="civilians", type="civilians", claims=("clm_t",))


def write_accord(folder: Path, text: str = ACCORD) -> Path:
    """Write the accord and its zone as a dossier would hold them; return the folder of agreements."""
    properties = {"id": "valley", "uncertainty_km": 2}
    feature = {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": [SQUARE]}}
    for name in ("agreements", "zones"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "zones" / "valley.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    (folder / "agreements" / "river.yaml").write_text(text)
    return folder / "agreements"


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory) -> AgreementBook:
    return load_agreement_book(write_accord(tmp_path_factory.mktemp("dossier")))


@pytest.fixture(scope="session")
def places() -> dict[str, IncidentPlace]:
    return {"inside": INSIDE, "edge": EDGE, "outside": OUTSIDE, "unplaced": UNPLACED, "none": IncidentPlace()}


def actor(entity_id: str | None, stance: str = "alleged", **fields: Any) -> IncidentActor:
    return IncidentActor(entity_id=entity_id, name=entity_id or "gunmen", stance=stance, claims=("clm_a",), **fields)


def target(entity_id: str | None) -> IncidentTarget:
    if entity_id == "civilians":
        return CIVILIANS
    return IncidentTarget(entity_id=entity_id, name=entity_id or "fighters", type="group", claims=("clm_t",))


def day(date: str | None, until: str | None = None) -> TimeInterval:
    if date is None:
        return TimeInterval()
    return TimeInterval(start=date, end=until, precision="range" if until else "day")


@pytest.fixture(scope="session")
def make() -> Callable[..., Incident]:
    """Return a maker of incidents: one attack by the north on civilians in the valley, unless told otherwise."""

    def incident(**changes: Any) -> Incident:
        usual = Incident(
            id="inc_1", kind="ASSAULT", mode="heavy-weapons", time=day("2030-07-01"), place=INSIDE, members=("clm_a", "clm_t"),
            actors=(actor("north"),), targets=(CIVILIANS,), n_documents=1, n_independent_origins=1, credibility="3",
        )  # fmt: skip
        changes["actors"] = tuple(
            actor(one) if not isinstance(one, IncidentActor) else one for one in changes.get("actors", ("north",))
        )
        changes["targets"] = tuple(target(one) for one in changes.get("targets", ("civilians",)))
        if isinstance(changes.get("time"), str) or ("time" in changes and changes["time"] is None):
            changes["time"] = day(changes["time"])
        return replace(usual, **changes)

    return incident


@pytest.fixture(scope="session")
def judge(book: AgreementBook) -> Callable[..., list[Finding]]:
    """Return a judge: the findings of some incidents under the accord, or under one provision of it."""

    def judged(*incidents: Incident, rule: str | None = None, as_of: str | None = "2030-09-01") -> list[Finding]:
        found = assess(incidents, book, AssessConfig(as_of=as_of, knowledge=KNOWLEDGE))
        return [finding for finding in found if rule in (None, finding.provision_id)]

    return judged
