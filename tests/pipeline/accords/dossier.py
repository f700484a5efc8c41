"""The invented dossier: five agreements in Darfur in 2031, two rival maps, a group outside the truce."""

import json
from pathlib import Path

SETTINGS = """\
title = "Invented agreements in Darfur"
countries = ["SD"]
timezone = "Africa/Khartoum"
as_of = "2031-08-31"
actors = "actors.yaml"
places = "places.csv"
[[sources]]
name = "Darfur Ledger"
reliability = "B"
owner_family = "ledger"
interested_in = []
"""
ACTORS = """\
- {id: marra-band, name: Marra Band, type: armed_group, country: SD, source: invented, checked: none}
"""
HEAD = """\
schema: servanda/agreement/1
id: {id}
title: {title}
form: {form}
timezone: Africa/Khartoum
names: [{names}]
"""
SPRING = (
    HEAD.format(id="spring-accord", title="Spring accord", form="written", names="Spring accord, Darfur accord")
    + """\
time:
  signed: 2031-04-28
  in_force:
    - {from: "2031-05-01T06:00:00+02:00", until: 2031-06-01, basis: article 1}
    - {from: 2031-06-01, until: null, basis: prolonged by letter}
  suspended: [{from: 2031-06-10, until: 2031-06-13, basis: suspended by both}]
superseded_by: [{agreement: summer-accord, from: 2031-07-01}]
bound:
  - {actor: rapid-support-forces, role: party, class: fighter, since: 2031-05-01, basis: signature}
  - {actor: sudanese-armed-forces, role: party, class: fighter, since: 2031-05-01, basis: signature}
  - {actor: egypt, role: guarantor, since: 2031-05-01, basis: signature}
definitions: {outlaw: [marra-band], heavy_weapon: [tank, howitzer, artillery]}
zones:
  darfur: {file: zones/darfur.geojson, feature: whole, precision: indicative}
  lines:
    - {file: zones/darfur.geojson, feature: whole, precision: indicative, by: the mission}
    - {file: zones/darfur.geojson, feature: south, precision: indicative, by: one side}
provisions:
  - {id: p1, kind: prohibition, reading: literal, binds: {class: fighter}, act: {plover: [ASSAULT], modes: any}, in: darfur, target_not: outlaw, yields: alleged_violation}
  - {id: p2, kind: obligation, reading: interpreted, by: the testers, binds: [egypt], act: {prevent: {plover: [ASSAULT]}}, in: darfur, yields: duty_engaged}
  - {id: p3, kind: prohibition, reading: literal, binds: {class: fighter}, act: {presence: any}, in: lines, yields: alleged_violation}
  - {id: p4, kind: prohibition, reading: literal, binds: {class: fighter}, act: {overflight: any}, in: darfur, yields: alleged_violation}
  - {id: p5, kind: prohibition, reading: literal, binds: {class: fighter}, act: {obstruct: monitors}, yields: alleged_violation}
  - {id: p6, kind: obligation, reading: literal, binds: {class: fighter}, act: {withdraw: heavy_weapon}, deadline: 2031-05-20, evaluate: milestone}
  - {id: p7, kind: obligation, reading: literal, binds: [sudanese-armed-forces], act: {perform: road}, deadline: 2031-05-25, evaluate: milestone}
  - {id: p8, kind: obligation, reading: literal, binds: [rapid-support-forces], act: {perform: prisoner}, deadline: 2031-05-25, evaluate: milestone}
  - {id: p9, kind: prohibition, reading: literal, binds: [sudanese-armed-forces], act: {plover: [ASSAULT], modes: any}, only_if: {words: the other side has withdrawn its heavy weapons, met: [{from: 2031-05-20, until: null, basis: letter of the mission}], failed: [{from: null, until: 2031-05-18, basis: before the withdrawal}]}, yields: alleged_violation}
  - {id: p10, kind: obligation, reading: literal, binds: [rapid-support-forces], act: {perform: mine}, deadline: 2031-06-15, evaluate: milestone}
  - {id: p11, kind: prohibition, reading: literal, binds: {class: fighter}, act: {presence: heavy_weapon}, in: darfur, yields: alleged_violation}
  - {id: p12, kind: prohibition, reading: literal, binds: {class: fighter}, act: {presence: tank}, in: darfur, yields: alleged_violation}
composition:
  - {id: c1, reading: literal, body: constitutional-committee, size: 150, groups: {government: 50, opposition: 50, civil_society: 50}, quorum: 0.75}
  - {id: c2, reading: literal, body: border-commission, size: 10, groups: {government: 5, opposition: 5}}
"""
)
SUMMER = (
    HEAD.format(id="summer-accord", title="Summer accord", form="written", names="Summer accord")
    + """\
time: {signed: 2031-06-30, in_force: [{from: 2031-07-01, until: null, basis: article 9}]}
supersedes: [{agreement: spring-accord, from: 2031-07-01}]
bound:
  - {actor: rapid-support-forces, role: party, since: 2031-07-01, basis: signature}
provisions:
  - {id: s1, kind: prohibition, reading: literal, binds: [rapid-support-forces], act: {plover: [ASSAULT], modes: any}, yields: alleged_violation}
"""
)
ORAL = (
    HEAD.format(id="market-word", title="Word given at the market", form="oral", names="Market truce")
    + """\
time: {in_force: [{from: 2031-05-05, until: 2031-05-08, basis: as a mediator tells it}]}
bound:
  - {actor: rapid-support-forces, role: party, since: 2031-05-05, basis: given by word of mouth}
provisions:
  - {id: o1, kind: prohibition, reading: reported, binds: [rapid-support-forces], act: {plover: [ASSAULT], modes: any}, yields: alleged_violation}
"""
)
UNILATERAL = (
    HEAD.format(id="own-pause", title="Pause declared by one side", form="unilateral", names="Market truce")
    + """\
time: {in_force: [{from: 2031-05-05, until: 2031-05-08, basis: broadcast}]}
bound:
  - {actor: rapid-support-forces, role: party, since: 2031-05-05, basis: its own declaration}
provisions:
  - {id: u1, kind: prohibition, reading: interpreted, by: the testers, binds: [rapid-support-forces], act: {plover: [ASSAULT], modes: any}, yields: alleged_violation}
"""
)
AGREEMENTS = {"spring": SPRING, "summer": SUMMER, "market": ORAL, "pause": UNILATERAL}


def _box(name: str, west: float, south: float, east: float, north: float) -> dict[str, object]:
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    geometry = {"type": "Polygon", "coordinates": [ring]}
    return {"type": "Feature", "properties": {"id": name, "uncertainty_km": 1}, "geometry": geometry}


# Nyala lies near 12.05 N 24.88 E, El Fasher near 13.63 N 25.35 E, Kass near 12.50 N 24.29 E, and the west line cuts through Kass.
ZONES = {
    "type": "FeatureCollection",
    "features": [_box("whole", 24.285, 11.0, 26.6, 14.2), _box("south", 24.285, 11.0, 26.6, 13.0)],
}


def write_dossier(folder: Path, reports: dict[str, tuple[str, str]]) -> Path:
    """Write settings, agreements, zones and reports (by id: day of publication, text) into ``folder``; return the table."""
    (folder / "dossier.toml").write_text(SETTINGS, encoding="utf-8")
    (folder / "actors.yaml").write_text(ACTORS, encoding="utf-8")
    (folder / "zones").mkdir(exist_ok=True)
    (folder / "zones" / "darfur.geojson").write_text(json.dumps(ZONES), encoding="utf-8")
    for name, text in AGREEMENTS.items():
        (folder / "agreements" / f"{name}.yaml").write_text(text, encoding="utf-8")
    rows = [
        {"id": name, "publisher": "Darfur Ledger", "published_on": day, "language": "en", "title": name, "text": text}
        for name, (day, text) in reports.items()
    ]
    table = folder.parent / "reports.jsonl"
    table.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return table
