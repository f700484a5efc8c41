"""Invented reports of an invented truce over three weeks, in our own words: any number of them, always the same ones."""

import json
import random
from datetime import date, timedelta
from pathlib import Path

AGREEMENT = """\
schema: servanda/agreement/1
id: spring-truce-2031
title: Spring truce (invented for tests)
form: written
timezone: Africa/Khartoum
names: [Spring truce]
time: {signed: 2031-04-20, in_force: [{from: 2031-04-20, until: null, basis: day of signature}]}
bound:
  - {actor: rapid-support-forces, role: party, since: 2031-04-20, basis: signature}
  - {actor: sudanese-armed-forces, role: party, since: 2031-04-20, basis: signature}
definitions: {}
zones: {}
provisions:
  - {id: p1, kind: prohibition, reading: literal, binds: [rapid-support-forces, sudanese-armed-forces], act: {plover: [ASSAULT], modes: any}, yields: alleged_violation}
  - {id: p2, kind: prohibition, reading: literal, binds: [rapid-support-forces, sudanese-armed-forces], act: {plover: [COERCE], modes: [arrest, restrict]}, yields: alleged_violation}
  - {id: p3, kind: obligation, reading: literal, binds: [rapid-support-forces, sudanese-armed-forces], act: {withdraw: heavy_weapon}, deadline: 2031-05-20, evaluate: milestone}
composition: []
monitoring: {bodies: [{id: african-union, members: []}]}
"""
SETTINGS = """\
title = "Spring truce, invented"
countries = ["SD"]
timezone = "Africa/Khartoum"
"""
SOURCES = (
    ("Nile Dispatch", "outlet", ""),
    ("Desert Wire", "agency", ""),
    ("Darfur Morning", "outlet", ""),
    ("Gezira Herald", "outlet", ""),
    ("Red Sea Post", "outlet", ""),
    ("Army Bulletin", "party_body", "sudanese-armed-forces"),
    ("Support Forces Channel", "party_body", "rapid-support-forces"),
    ("Camp Radio", "outlet", ""),
)
PLACES = (
    "Nyala",
    "El Fasher",
    "Wad Madani",
    "Omdurman",
    "El Obeid",
    "Kassala",
    "Zalingei",
    "Kadugli",
    "Dongola",
    "Sennar",
)
SIDES = ("The Rapid Support Forces", "The Sudanese army")
TOWNSFOLK = ("a doctor", "a resident", "the Red Crescent", "a shopkeeper", "a teacher", "the governor")
ACTS = (
    "{side} shelled {place} on {day}. {n} people were killed, {who} said.",
    "Shelling by {side_} hit the market of {place} on {day}, killing {n} civilians and injuring {m}, {who} said.",
    "{side} carried out an airstrike on {place} on {day}. At least {m} people were injured, {who} said.",
    "Gunmen opened fire on a bus near {place} on {day} and killed {n} women, {who} said.",
    "{side} arrested {m} residents in {place} on {day}, {who} said.",
    "A drone attacked a camp in {place} on {day}. Between {n} and {m} children were killed, {who} said.",
    "A landmine exploded outside {place} on {day} and injured {n} farmers, {who} said.",
    "Fighters abducted {n} aid workers in {place} on {day}, {who} said.",
    "{side} blockaded the road to {place} on {day}, {who} said.",
    "{side} and {other_} exchanged fire in {place} on {day}. Dozens of people fled, {who} said.",
)
DENIAL = "{side} denied shelling {place} on {day}. “We did not shell {place},” its spokesman said."
DUTY = "{side} withdrew part of its heavy weapons from {place} on {day}, the African Union said."


def in_words(day: date) -> str:
    return f"{day:%A}, {day.day} {day:%B %Y}"


def report(number: int, chance: random.Random, begin: date) -> dict:
    happened = begin + timedelta(days=chance.randrange(21))
    late = chance.choice((0, 1, 1, 2, 9))
    side, other = chance.sample(SIDES, 2)
    lines = []
    for _ in range(chance.choice((1, 1, 2))):
        words = {
            "side": side,
            "side_": side[0].lower() + side[1:],
            "other_": other[0].lower() + other[1:],
            "place": chance.choice(PLACES),
            "day": in_words(happened),
            "n": chance.randrange(2, 9),
            "m": chance.randrange(9, 30),
            "who": chance.choice(TOWNSFOLK),
        }
        lines.append(chance.choice(ACTS).format(**words))
        if chance.random() < 0.12:
            lines.append(DENIAL.format(**words))
        if chance.random() < 0.04:
            lines.append(DUTY.format(**words))
    publisher = chance.choice(SOURCES)[0]
    return {
        "id": f"own-{number:04}",
        "publisher": publisher,
        "published_on": (happened + timedelta(days=late)).isoformat(),
        "title": f"Report {number} of {publisher}",
        "language": "en",
        "text": "\n".join(lines),
    }


def reports(number: int, begin: date = date(2031, 5, 1), seed: int = 7) -> list[dict]:
    """Return that many reports; the first ones are the same whatever the number."""
    chances = (random.Random(f"{seed}-{n}") for n in range(number))  # noqa: S311 - invented, and always the same
    return [report(n, chance, begin) for n, chance in enumerate(chances)]


def write_case(folder: Path, rows: list[dict]) -> Path:
    """Write settings, agreement and reports of a dossier, and return the table of reports."""
    folder.mkdir(parents=True, exist_ok=True)
    sources = "".join(
        f'\n[[sources]]\nname = "{name}"\nkind = "{kind}"\nsensitivity = "public"\n'
        + (f'interested_in = ["{party}"]\n' if party else "")
        for name, kind, party in SOURCES
    )
    (folder / "dossier.toml").write_text(SETTINGS + sources, encoding="utf-8")
    (folder / "agreements").mkdir(exist_ok=True)
    (folder / "agreements" / "truce.yaml").write_text(AGREEMENT, encoding="utf-8")
    table = folder.parent / f"{folder.name}.jsonl"
    table.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return table
