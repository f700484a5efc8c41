"""The invented dossier: one accord of two invented parties, a mission that investigates, a joint commission above its teams."""

import json
from pathlib import Path

ARMY, FRONT = "vale-army", "ridge-front"
MISSION, AGENCY, COMMISSION = "Vale Monitoring Mission", "Ferry Courier", "Joint Accord Commission"
SETTINGS = """\
title = "Invented investigation reports"
countries = ["SD"]
timezone = "Africa/Khartoum"
as_of = "2031-06-30"
actors = "actors.yaml"
places = "places.csv"
"""
ACTORS = """\
- {id: vale-army, name: Vale Army, type: armed_group, country: SD, source: invented, checked: none}
- {id: ridge-front, name: Ridge Front, type: armed_group, country: SD, source: invented, checked: none}
"""
PLACES = """\
name,aliases,country,latitude,longitude,admin1,feature,precision,uncertainty_km,source,checked
Orsel,,SD,12.10,24.80,South Darfur,village,town,2,invented,none
Ulmara,,SD,12.60,24.10,South Darfur,village,town,2,invented,none
Kalbek,,SD,11.80,25.40,South Darfur,village,town,2,invented,none
Dunmere,,SD,13.10,25.90,South Darfur,village,town,2,invented,none
Heskett,,SD,12.90,23.60,South Darfur,village,town,2,invented,none
Corriby,,SD,11.40,24.50,South Darfur,village,town,2,invented,none
Brannoch,,SD,13.40,24.40,South Darfur,village,town,2,invented,none
Lannerby,,SD,12.20,26.30,South Darfur,village,town,2,invented,none
Mirrow,,SD,11.20,26.00,South Darfur,village,town,2,invented,none
Skerrin,,SD,13.70,25.20,South Darfur,village,town,2,invented,none
"""
_ACCORD = """\
schema: servanda/agreement/1
id: vale-accord
title: Vale Accord (invented for tests)
form: written
timezone: Africa/Khartoum
names: [Vale Accord]
time: {signed: 2031-04-20, in_force: [{from: 2031-05-01, until: null, basis: clause 9}]}
bound:
  - {actor: vale-army, role: party, since: 2031-04-20, basis: signature}
  - {actor: ridge-front, role: party, since: 2031-04-20, basis: signature}
definitions: {}
zones: {}
provisions:
%s
composition: []
"""


def accord(*provisions: str) -> str:
    """Return the Vale Accord with these provisions, each as it stands between braces behind its parties."""
    return _ACCORD % "\n".join(
        f"  - {{{one}, kind: prohibition, reading: literal, binds: [vale-army, ridge-front], yields: alleged_violation}}"
        for one in provisions
    )


AGREEMENT = accord("id: c3, act: {plover: [ASSAULT], modes: any}")


def write_dossier(folder: Path, reports: dict[str, tuple[str, str, str]], agreement: str = AGREEMENT) -> Path:
    """Fill a new dossier and return the table of its reports (publisher, day, text), each under its name as title."""
    for name, text in (("dossier.toml", SETTINGS), ("actors.yaml", ACTORS), ("places.csv", PLACES)):
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "agreements" / "vale-accord.yaml").write_text(agreement, encoding="utf-8")
    rows = (
        {"id": name, "title": name, "publisher": publisher, "published_on": day, "language": "en", "text": text}
        for name, (publisher, day, text) in reports.items()
    )
    table = folder.parent / "reports.jsonl"
    table.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return table
