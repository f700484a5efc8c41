"""Invented agreements and incidents by chance, from a seed: every feature of the format in odd company."""

import json
import math
from copy import deepcopy
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from ruamel.yaml import YAML
from tests.assess.second.translating import KM_PER_DEGREE, RADIUS_OF_A_TOWN, position

Row = dict[str, Any]
PARTIES = ("north", "south", "east", "lakeland")
OTHERS = ("guard", "army", "hill-men", "farland", "red-band", "red-cousins", "grey-band")
EVER = (None, None)
# Classes and links with their times: a month or a year is some day in it.
KNOWLEDGE: tuple[Row, ...] = (
    {"entity_id": "guard", "classes": [], "links": [("army", "commanded", "2030-02-10", "2030-11-05")]},
    {
        "entity_id": "army",
        "classes": [],
        "links": [("north", "member", "2030-03", None), ("guard", "supported", *EVER)],
    },
    {
        "entity_id": "hill-men",
        "fights": True,
        "classes": [("militia", "2030-05-01", "2030-09")],
        "links": [("army", "supported", *EVER), ("south", "unknown", *EVER), ("south", "member", "2030-10-01", None)],
    },
    {
        "entity_id": "red-cousins",
        "classes": [],
        "links": [("red-band", "affiliated", *EVER), ("red-band", "member", None, "2030-07-15")],
    },
    {
        "entity_id": "grey-band",
        "classes": [("militia", *EVER), ("outlawed", "2030", None)],
        "links": [("red-band", "member", *EVER), ("east", "commanded", *EVER)],
    },
)
CLEARANCE_KM = 0.35  # hundreds of metres are rounded, circles are polygons: stay off the lines


def some_day(rng: Random, first: int = 0, last: int = 400) -> str:
    return str(date(2030, 1, 1) + timedelta(days=rng.randint(first, last)))


def write_book(rng: Random, folder: Path) -> dict[str, Row]:
    """Write two agreements with their zones; return the rectangles by file."""
    rectangles = {}
    for name in ("a", "b"):
        (folder / f"zones-{name}").mkdir(parents=True, exist_ok=True)
    (folder / "zones").mkdir(exist_ok=True)
    for name in ("wide", "narrow"):
        rectangles[f"zones/{name}.geojson"] = _rectangle(rng, folder / "zones" / f"{name}.geojson")
    (folder / "agreements").mkdir(exist_ok=True)
    for name in ("a", "b"):
        with (folder / "agreements" / f"{name}.yaml").open("w", encoding="utf-8") as out:
            YAML().dump(_agreement(rng, name), out)
    return rectangles


def _rectangle(rng: Random, path: Path) -> Row:
    shape = {
        "longitude": 44.0 + rng.random() / 5, "latitude": 41.0 + rng.random() / 5, "half_x": rng.randint(30, 60),
        "half_y": rng.randint(30, 60), "uncertainty": rng.choice((0, 2, 5)),
    }  # fmt: skip
    dx = shape["half_x"] / (KM_PER_DEGREE * math.cos(math.radians(shape["latitude"])))
    dy = shape["half_y"] / KM_PER_DEGREE
    x, y = shape["longitude"], shape["latitude"]
    ring = [[x - dx, y - dy], [x + dx, y - dy], [x + dx, y + dy], [x - dx, y + dy], [x - dx, y - dy]]
    feature = {
        "type": "Feature", "properties": {"uncertainty_km": shape["uncertainty"]},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }  # fmt: skip
    path.write_text(json.dumps(feature), encoding="utf-8")
    return shape


def _agreement(rng: Random, name: str) -> Row:
    bound = [_bound(rng, actor) for actor in rng.sample(PARTIES, rng.randint(2, 4))]
    made: Row = {
        "schema": "servanda/agreement/1", "id": f"pact-{name}", "title": f"Pact {name}",
        "form": rng.choice(("written", "oral", "reported")), "timezone": rng.choice(("UTC", "Asia/Tbilisi", "America/Bogota")),
        "time": {"in_force": _terms(rng), "suspended": _pauses(rng)}, "bound": bound,
        "definitions": {"heavy_weapon": ["howitzer", "tank"], "outlawed": ["red-band"], "loud": ["aerial", "heavy-weapons"]},
        "zones": _zones(rng),
    }  # fmt: skip
    made["provisions"] = _provisions(rng, bound, list(made["zones"]))
    made["composition"] = _composition(rng)
    if name == "a" and rng.random() < 0.25:
        made["superseded_by"] = [{"agreement": rng.choice(("pact-b", "pact-z")), **_since(rng)}]
    if name == "b" and rng.random() < 0.25:
        made["supersedes"] = [{"agreement": "pact-a", **_since(rng)}]
    return made


def _since(rng: Random) -> Row:
    return {"from": some_day(rng, 150)} if rng.random() < 0.6 else {}


def _bound(rng: Random, actor: str) -> Row:
    bound: Row = {"actor": actor, "role": rng.choice(("party", "guarantor", "adherent", "named_conflicting_party"))}
    if rng.random() < 0.6:
        bound["class"] = "council"
    if rng.random() < 0.3:
        bound["since"] = some_day(rng, 0, 200)
    if rng.random() < 0.15:
        bound["until"] = some_day(rng, 220)
    return bound


def _terms(rng: Random) -> list[Row]:
    if rng.random() < 0.05:
        return []
    marks = sorted((rng.randint(0, 120), rng.randint(130, 200), rng.randint(210, 250), rng.randint(260, 400)))
    days = [str(date(2030, 1, 1) + timedelta(days=mark)) for mark in marks]
    first: Row = {"from": days[0], "until": days[1]}
    if rng.random() < 0.3:
        first["from"] = {
            "value": days[0],
            "source": "a letter",
            "checked": "none",
            "disputed": [{"value": some_day(rng, 0, marks[1] - 1), "source": "a diary"}],
        }
    if rng.random() < 0.2:
        first["from"] = f"{days[0]}T06:00:00+03:00"
    second: Row = {"from": days[1] if rng.random() < 0.6 else days[2], "until": rng.choice((days[3], None))}
    return [first, second] if rng.random() < 0.8 else [first]


def _pauses(rng: Random) -> list[Row]:
    if rng.random() < 0.6:
        return []
    start = rng.randint(30, 350)
    return [
        {
            "from": str(date(2030, 1, 1) + timedelta(days=start)),
            "until": str(date(2030, 1, 1) + timedelta(days=start + 15)),
        }
    ]


def _zones(rng: Random) -> Row:
    one = {"file": "zones/wide.geojson", "precision": "indicative"}
    two = {"file": "zones/narrow.geojson", "precision": "exact", "by": "south"}
    zones: Row = {"valley": one, "rival": [one, two]}
    if rng.random() < 0.5:
        zones["rim"] = {"within": "valley", "depth_km": [8, rng.choice((8, 15))]}
    return zones


def _provisions(rng: Random, bound: list[Row], zones: list[str]) -> list[Row]:
    made = [_rule(rng, number, bound, zones) for number in range(rng.randint(3, 6))]
    made += [_duty(rng, number, bound) for number in range(rng.randint(1, 2))]
    for provision in made:
        if rng.random() < 0.2:
            provision["only_if"] = _only_if(rng, provision["id"])
    return made


def _only_if(rng: Random, own: str) -> Row:
    asked: Row = {"words": "the other side holds its fire"}
    if rng.random() < 0.6 and own != "d0":
        asked["provision"] = "d0"
    if rng.random() < 0.5:
        asked["met"] = [{"from": some_day(rng, 0, 100), "until": some_day(rng, 101, 250)}]
    if rng.random() < 0.5:
        asked["failed"] = [{"from": some_day(rng, 200, 300), "until": None}]
    return asked


def _who(rng: Random, bound: list[Row]) -> Any:
    if any(one.get("class") for one in bound) and rng.random() < 0.5:
        return {"class": "council"}
    return [one["actor"] for one in rng.sample(bound, rng.randint(1, len(bound)))]


def _rule(rng: Random, number: int, bound: list[Row], zones: list[str]) -> Row:
    act: Row = rng.choice((
        *({"plover": ["ASSAULT"], "modes": "any"},) * 4, {"plover": ["ASSAULT", "COERCE"], "modes": ["loud"]},
        {"plover": ["ASSAULT"], "modes": ["firearms", "loud"]}, {"prevent": {"plover": ["ASSAULT"]}},
        {"presence": "heavy_weapon"}, {"presence": "any"}, {"presence": rng.choice(("tank", "vehicle", "weapon", "artillery", "trench"))}, {"overflight": "any"}, {"overflight": "drone"}, {"obstruct": "any"},
    ))  # fmt: skip
    prevents = "prevent" in act
    made: Row = {
        "id": f"p{number}", "reading": "literal", "binds": _who(rng, bound), "act": dict(act),
        "kind": "obligation" if prevents else rng.choice(("prohibition", "prohibition", "prohibition", "permission")),
    }  # fmt: skip
    if rng.random() < 0.7:
        made["in"] = rng.choice(zones)
    if rng.random() < 0.35:
        made["target_not"] = rng.choice(("outlawed", "militia"))
    if rng.random() < 0.25:
        made["target"] = rng.choice(("civilians", "infrastructure", "militia", "group"))
    return made


def _duty(rng: Random, number: int, bound: list[Row]) -> Row:
    made: Row = {
        "id": f"d{number}", "kind": "obligation", "reading": "literal", "binds": _who(rng, bound),
        "act": {"withdraw": rng.choice(("heavy_weapon", "outlawed"))}, "evaluate": "milestone",
    }  # fmt: skip
    if rng.random() < 0.85:
        made["deadline"] = some_day(rng, 20, 380)
        if rng.random() < 0.3:
            made["deadline"] = {
                "value": made["deadline"],
                "source": "x",
                "disputed": [{"value": some_day(rng, 20, 380), "source": "y"}],
            }
    return made


def _composition(rng: Random) -> list[Row]:
    if rng.random() < 0.5:
        return []
    return [{"id": "c1", "body": "valley-commission", "size": 10, "groups": {"north": 5, "south": 5}, "quorum": 0.6}]


def some_incidents(rng: Random, n: int, maps: dict[str, Row]) -> list[Row]:
    """Return ``n`` incidents as plain rows."""
    return [_incident(rng, f"inc_{number:03}", maps) for number in range(n)]


def _incident(rng: Random, name: str, maps: dict[str, Row]) -> Row:
    kind = rng.choice(("ASSAULT",) * 6 + ("COERCE", "OBSERVATION", "OBSERVATION", "PRESENCE", "OVERFLIGHT", "OBSTRUCT"))
    modes = {"ASSAULT": ("heavy-weapons", "firearms", "aerial", None), "OBSERVATION": ("weapon", "weapon", "drone", "aircraft", "position", "access_denied"),
             "PRESENCE": ("tank", "pistol", None), "OVERFLIGHT": ("drone", None)}  # fmt: skip
    made: Row = {
        "id": name, "kind": kind, "mode": rng.choice(modes.get(kind, (None,))), "time": _time(rng), "place": _place(rng, maps),
        "modality": rng.choice(("asserted",) * 8 + ("presupposed", "planned")), "members": ["clm_a", "clm_d"],
        "denials": rng.choice(([], [], [], ["clm_d"], ["clm_a", "clm_d"])),
        "actors": [_actor(rng) for _ in range(rng.choice((0, 1, 1, 1, 2, 3)))],
        "targets": [_target(rng) for _ in range(rng.choice((0, 1, 1, 2)))],
    }  # fmt: skip
    aside = deepcopy(rng)  # draws nothing from ``rng``: the cases stay
    made["among_fighters"] = aside.random() < 0.15
    made["also_at"] = [_place(aside, maps) for _ in range(aside.choice((0, 0, 0, 1, 2)))] if made["place"] else []
    if kind == "OBSERVATION" and rng.random() < 0.7:
        made["seen"] = [_seen(rng, made["mode"]) for _ in range(rng.choice((1, 1, 2)))]
    if rng.random() < 0.12:
        made |= {"kind": "PERFORMANCE", "mode": None, "milestone": _milestone(rng)}
        made["agreements"] = rng.choice(([], [], [_named("pact-a")], [_named(None, "pact-a", "pact-b")]))
    elif rng.random() < 0.05:
        made |= {"kind": "COMPOSITION", "mode": None, "composition": _seats(rng)}
    return made


def _seen(rng: Random, kind: str) -> Row:
    words = {"weapon": ("weapon", "tank", "howitzer", "vehicle", "artillery", "mortar"), "position": ("position", "trench")}.get(kind, ())  # fmt: skip
    return {"claim": "clm_a", "object": kind, "called": sorted(rng.sample(words, min(len(words), rng.choice((0, 1, 1, 2)))))}  # fmt: skip


def _named(one: str | None, *candidates: str) -> Row:
    return {"agreement_id": one, "candidates": list(candidates), "claims": ["clm_a"]}


def _milestone(rng: Random) -> Row:
    return {
        "provision_id": rng.choice((None, None, "d0", "d1", "z9")), "object": rng.choice(("heavy weapons", "tanks", "outlawed", "red-band")),
        "extent": rng.choice(("all", "all", "part", "none", None)),
    }  # fmt: skip


def _seats(rng: Random) -> Row:
    groups = rng.choice(({"north": 5, "south": 5}, {"north": 6, "south": 5}, {"north": 5}, {"north": 4, "south": 6}))
    return {
        "body": rng.choice(("valley-commission", "valley-commission", "court")),
        "groups": groups,
        "votes": rng.choice((None, 5, 6)),
    }


def _time(rng: Random) -> Row:
    start = rng.randint(-10, 400)
    day = date(2030, 1, 1) + timedelta(days=start)
    match rng.randint(0, 9):
        case 0:
            return {}
        case 1:
            return {"start": str(day), "end": None, "precision": "day"}
        case 2:
            return {"start": str(day), "end": str(day + timedelta(days=rng.randint(2, 60))), "precision": "range"}
        case 3:
            hour = rng.randint(0, 22)
            return {"start": f"{day}T{hour:02}:15:00Z", "end": f"{day}T{hour + 1:02}:15:00Z", "precision": "hour"}
        case 4:
            return rng.choice(
                (
                    {"start": str(day), "end": None, "precision": "unknown"},
                    {"start": None, "end": str(day), "precision": "unknown"},
                )
            )
        case _:
            return {"start": str(day), "end": str(day + timedelta(days=1)), "precision": "day"}


def _place(rng: Random, maps: dict[str, Row]) -> Row:
    match rng.randint(0, 11):
        case 0:
            return {}
        case 1:
            return {"name": "somewhere"}
    while True:
        place: Row = {
            "name": "a town",
            "latitude": 41.1 + rng.uniform(-0.6, 0.6),
            "longitude": 44.1 + rng.uniform(-0.7, 0.7),
            "precision": "town",
        }
        if rng.random() < 0.8:
            place["radius_km"] = rng.choice((0.2, 0.5, 1.0, 1.0, 3.0, 5.0, 10.0, 25.0))
        if all(_clear(place, one) for one in maps.values()):
            return place


def _clear(place: Row, one: Row) -> bool:
    """Tell whether a disc is clear of touching any line that decides: then rounding cannot matter."""
    x, y = position(place, one)
    radius = place.get("radius_km", RADIUS_OF_A_TOWN)
    reach = radius + one["uncertainty"]
    shrinks = (0, *one["depth"]) if one["depth"] else (0,)
    for shrink in shrinks:
        dx, dy = abs(x) - (one["half_x"] - shrink), abs(y) - (one["half_y"] - shrink)
        outside = math.hypot(max(dx, 0), max(dy, 0))
        for distance in (outside, -max(dx, dy)):
            if abs(distance - reach) < CLEARANCE_KM + radius / 100:
                return False
        if min(abs(dx), abs(dy)) < 0.1:
            return False
    return True


def _actor(rng: Random) -> Row:
    entity = rng.choice((*PARTIES, *PARTIES, *OTHERS, None))
    made: Row = {
        "entity_id": entity,
        "name": entity or "gunmen",
        "stance": rng.choice(("alleged",) * 5 + ("claimed", "denied")),
        "claims": ["clm_a"],
    }
    if entity and rng.random() < 0.15:
        made["link_to_party"] = {
            "party": rng.choice(("north", "army", "red-band")),
            "type": rng.choice(("member", "commanded", "supported")),
        }
    return made


def _target(rng: Random) -> Row:
    if rng.random() < 0.35:
        return {
            "entity_id": None,
            "name": "people",
            "type": rng.choice(("civilians", "infrastructure")),
            "claims": ["clm_a"],
        }
    entity = rng.choice((*PARTIES, *OTHERS, None))
    return {
        "entity_id": entity,
        "name": entity or "fighters",
        "type": rng.choice(("group", "organisation")),
        "status": deepcopy(rng).choice((None, None, "member_of_party")),  # draws nothing: the cases stay
        "claims": ["clm_a"],
    }
