"""An agreement file and incidents as facts for the second evaluator. Reads the same YAML, shares no code with the room."""

import math
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from ruamel.yaml import YAML

Row = dict[str, Any]
EVER = 100_000_000
EPOCH = datetime(2030, 1, 1, tzinfo=UTC)
STRENGTHS = ("member", "commanded", "supported", "affiliated", "unknown")
KM_PER_DEGREE = 111.195
RADIUS_OF_A_TOWN = 5.0


def read(path: Path) -> Row:
    """Return the file as plain values, sourcing and all."""
    return YAML(typ="safe").load(path.read_text(encoding="utf-8"))


def bare(leaf: Any) -> Any:
    return leaf["value"] if isinstance(leaf, dict) and "value" in leaf else leaf


def minute(value: Any, zone: str) -> int:
    """Return a date (its first minute in ``zone``) or an instant as minutes since `EPOCH`."""
    text = str(value).replace("Z", "+00:00").replace(" ", "T")
    moment = datetime.fromisoformat(text)
    moment = moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))
    return int((moment - EPOCH).total_seconds() // 60)


def span(item: Row, zone: str, since: str = "from", until: str = "until") -> tuple[int, int]:
    start, end = bare(item.get(since)), bare(item.get(until))
    return (
        -EVER if start is None else minute(start, zone),
        EVER if end is None else minute(end, zone),
    )


def q(word: Any) -> str:
    return f'"{word}"'


def facts(raw: Row, others: Iterable[Row], knowledge: Iterable[Row]) -> Iterator[str]:
    """Yield the facts of one agreement; ``others`` are the further agreements of the book."""
    zone = raw.get("timezone", "UTC")
    yield from _terms(raw, zone)
    yield from _ends(raw, others, zone)
    for bound in raw["bound"]:
        yield f"bound({q(bound['actor'])})"
        if bound.get("class"):
            yield f"class_of({q(bound['actor'])},{q(bound['class'])})"
        if bound.get("since") or bound.get("until"):
            start, end = span(bound, zone, "since")
            yield f"tenure({q(bound['actor'])},{start},{end})"
    for name, members in raw.get("definitions", {}).items():
        yield f"definition({q(name)})"
        yield from (f"defined({q(name)},{q(member)})" for member in bare(members))
    for actor in knowledge:
        entity = q(actor["entity_id"])
        yield from (f"armed({entity})" for _ in "x" if actor.get("fights"))
        for name, since, until in actor["classes"]:
            yield f"class({entity},{q(name)},{_bounds(since, until, zone)})"
        for party, kind, since, until in actor["links"]:
            yield f"link({entity},{q(party)},{STRENGTHS.index(kind) + 1},{_bounds(since, until, zone)})"
            yield from (f"dated({entity},{q(party)})" for _ in "x" if since or until)
    for provision in raw["provisions"]:
        yield from _provision(provision, zone)
    for criterion in raw.get("composition", []):
        name = q(criterion["id"])
        yield f"criterion({name},{q(criterion['body'])})"
        yield from (f"agreed_seats({name},{q(group)},{n})" for group, n in criterion["groups"].items())
        yield from (f"size({name},{criterion['size']})" for _ in "x" if "size" in criterion)
        yield from (f"quorum({name},{round(1000 * criterion['quorum'])})" for _ in "x" if "quorum" in criterion)


def _bounds(since: str | None, until: str | None, zone: str) -> str:
    """Return the minutes at which something may and surely has begun, surely holds to, and has ended for sure."""
    may, sure = _ends_of(since, zone) if since else (-EVER, -EVER)
    safe, over = _ends_of(until, zone) if until else (EVER, EVER)
    return f"{may},{sure},{safe},{over}"


def _ends_of(day: str, zone: str) -> tuple[int, int]:
    """Return the first minute of a day, month or year, and the last that it may stand for."""
    match [int(part) for part in day.split("-")]:
        case [year]:
            return minute(f"{year}-01-01", zone), minute(f"{year + 1}-01-01", zone)
        case [year, month]:
            after = f"{year + 1}-01-01" if month == 12 else f"{year}-{month + 1:02}-01"
            return minute(f"{day}-01", zone), minute(after, zone)
    return minute(day, zone), minute(day, zone)


def _terms(raw: Row, zone: str) -> Iterator[str]:
    terms = raw["time"]["in_force"]
    versions = [terms]
    for number, term in enumerate(terms):
        for end in ("from", "until"):
            leaf = term.get(end)
            disputes = leaf.get("disputed", []) if isinstance(leaf, dict) else []
            versions += [[*terms[:number], {**term, end: other["value"]}, *terms[number + 1 :]] for other in disputes]
    for version, listed in enumerate(versions):
        for term in listed:
            start, end = span(term, zone)
            yield f"term({version},{start},{end})"
    for pause in raw["time"].get("suspended", []):
        start, end = span(pause, zone)
        yield f"pause({start},{end})"


def _ends(raw: Row, others: Iterable[Row], zone: str) -> Iterator[str]:
    listed = list(others)
    ends = {item["agreement"]: item.get("from") for item in raw.get("superseded_by", [])}
    for other in listed:
        for item in other.get("supersedes", []):
            if item["agreement"] == raw["id"]:
                ends[other["id"]] = ends.get(other["id"]) or item.get("from")
    for name, day in ends.items():
        first = [bare(t["from"]) for other in listed if other["id"] == name for t in other["time"]["in_force"]]
        day = day or min(map(str, first), default=None)  # noqa: PLW2901 - the file's own day, or that of the other
        yield f"pause({minute(day, zone)},{EVER})" if day else "undated_end"


def _provision(provision: Row, zone: str) -> Iterator[str]:
    name, act, kind = q(provision["id"]), provision["act"], provision["kind"]
    yield f"provision({name})"
    binds = provision["binds"]
    yield from (f"binds({name},{q(actor)})" for actor in (binds if isinstance(binds, list) else []))
    yield from (f"binds_class({name},{q(binds['class'])})" for _ in "x" if isinstance(binds, dict))
    verb = next(word for word in ("plover", "prevent", "withdraw", "presence", "overflight", "obstruct") if word in act)
    events = act if verb == "plover" else act.get("prevent", {})
    yield f"act({name},{'event' if verb == 'plover' else verb})"
    yield from (f"plover({name},{q(event)})" for event in events.get("plover", []))
    yield from (f"mode({name},{q(mode)})" for mode in events.get("modes", []) if events["modes"] != "any")
    if verb not in {"plover", "prevent"}:
        yield f"object({name},{'any' if act[verb] == 'any' else q(act[verb])})"
    where = provision.get("in", act.get("in"))
    yield from (f"zone({name},{q(where)})" for _ in "x" if where)
    yield from (f"protects({name},{_class(provision['target'])})" for _ in "x" if "target" in provision)
    yield from (f"spares({name},{_class(provision['target_not'])})" for _ in "x" if "target_not" in provision)
    usual = {"prohibition": "alleged_violation", "permission": "permitted"}.get(kind, "duty_engaged")
    yield from (f"whole({name})" for _ in "x" if kind == "permission")
    yield f"yield({name},{provision.get('yields', usual)})"
    if provision.get("evaluate") == "milestone":
        yield f"milestone({name})"
    yield from _deadline(provision, zone)
    yield from _proviso(provision, zone)


def _class(name: str) -> str:
    return name if name in {"civilians", "infrastructure", "group"} else q(name)


def _deadline(provision: Row, zone: str) -> Iterator[str]:
    leaf = provision.get("deadline")
    if leaf is None:
        return
    disputed = leaf.get("disputed", []) if isinstance(leaf, dict) else []
    for day in (bare(leaf), *(other["value"] for other in disputed)):
        yield f"deadline({q(provision['id'])},{q(day)})"
        yield f"starts({q(day)},{minute(day, zone)})"
        yield from _day(str(day), zone)
    yield f"asked_day({q(provision['id'])},{q(bare(leaf))})"


def _day(day: str, zone: str) -> Iterator[str]:
    yield f"day({q(day)})"
    yield f"time({q(day)},{minute(day, zone)},{minute(date.fromisoformat(day) + timedelta(days=1), zone)})"
    yield f"begins_day({q(day)},{date.fromisoformat(day).toordinal()})"
    yield f"horizon({date.fromisoformat(day).toordinal()})"


def _proviso(provision: Row, zone: str) -> Iterator[str]:
    asked = provision.get("only_if")
    if asked is None:
        return
    yield f"depends({q(provision['id'])})"
    yield from (f"waits_for({q(provision['id'])},{q(asked['provision'])})" for _ in "x" if "provision" in asked)
    for kind in ("met", "failed"):
        for item in asked.get(kind, []):
            start, end = span(item, zone)
            yield f"{kind}({q(provision['id'])},{start},{end})"


def boxes(raw: Row, rectangles: dict[str, Row]) -> dict[str, Row]:
    """Return the maps of an agreement by name: centre, half sides and uncertainty in km, depth of a strip."""
    maps = {}
    for name, value in raw.get("zones", {}).items():
        versions = value if isinstance(value, list) else [value]
        for number, version in enumerate(versions):
            outer = raw["zones"][version["within"]] if "within" in version else version
            shape = rectangles[outer["file"]]
            maps[f"{name}.{number}"] = {**shape, "zone": name, "depth": version.get("depth_km")}
    return maps


def map_facts(maps: dict[str, Row]) -> Iterator[str]:
    for name, one in maps.items():
        x, y, u = (round(10 * one[side]) for side in ("half_x", "half_y", "uncertainty"))
        yield f"map({q(one['zone'])},{q(name)})"
        yield f"box({q(name)},{-x},{-y},{x},{y})"
        yield f"margin({q(name)},{u})"
        if one["depth"]:
            yield f"strip({q(name)},{10 * one['depth'][0]},{10 * one['depth'][1]})"


def position(place: Row, one: Row) -> tuple[float, float]:
    """Return a place in km from the middle of a map, in its plane."""
    stretch = math.cos(math.radians(one["latitude"]))
    return (
        (place["longitude"] - one["longitude"]) * KM_PER_DEGREE * stretch,
        (place["latitude"] - one["latitude"]) * KM_PER_DEGREE,
    )


def incident_facts(incidents: list[Row], raw: Row, maps: dict[str, Row]) -> Iterator[str]:
    """Yield the facts of incidents, as an agreement's time zone and maps see them."""
    zone = raw.get("timezone", "UTC")
    starts = sorted({one["time"].get("start") or "" for one in incidents})
    for rank, one in enumerate(sorted(incidents, key=lambda one: one["id"])):
        name = q(one["id"])
        yield f"incident({name})"
        yield f"kind({name},{q(one['kind'])})"
        yield f"modality({name},{one['modality']})"
        yield f"rank({name},{rank})"
        yield f"order({name},{starts.index(one['time'].get('start') or '')})"
        yield from (f"imode({name},{q(one['mode'])})" for _ in "x" if one["mode"])
        for number, sight in enumerate(one.get("seen") or [{"object": one["mode"], "called": []}]):
            words = sight["called"] or [sight["object"]]
            yield from (f"seen({name},{number},{q(sight['object'])},{q(word)})" for word in words if word)
        yield from (f"affirmed({name})" for _ in "x" if set(one["members"]) - set(one["denials"]))
        yield from _time(name, one["time"], zone)
        for number, place in enumerate((one["place"], *one.get("also_at", ()))):
            yield from _place(name, q(f"{one['id']}.{number}"), place, maps)
        yield from _people(name, one)
        yield from _progress(name, one, raw)


def _time(name: str, time: Row, zone: str) -> Iterator[str]:
    start, end = time.get("start"), time.get("end")
    if start is None and end is None:
        return
    first = -EVER if start is None else minute(start, zone)
    last = EVER if end is None else minute(end, zone)
    if start and end is None and time.get("precision") == "day":
        last = first + 24 * 60
    yield f"time({name},{first},{last})"
    if start:
        number = date.fromisoformat(start[:10]).toordinal()
        yield f"begins({name},{number})"
        yield f"begins_day({name},{number})"
        yield f"horizon({number})"


def _place(name: str, spot: str, place: Row, maps: dict[str, Row]) -> Iterator[str]:
    yield f"spot({name},{spot})"
    if place.get("name") or "latitude" in place:
        yield f"placed({name})"
    if "latitude" not in place:
        return
    yield f"located({spot})"
    yield f"radius({spot},{round(10 * place.get('radius_km', RADIUS_OF_A_TOWN))})"
    for map_name, one in maps.items():
        x, y = position(place, one)
        yield f"xy({spot},{q(map_name)},{round(10 * x)},{round(10 * y)})"


def _people(name: str, one: Row) -> Iterator[str]:
    for number, actor in enumerate(one["actors"]):
        entity = q(actor["entity_id"]) if actor["entity_id"] else "none"
        yield f"actor({name},{number},{entity},{actor['stance']})"
        if actor.get("link_to_party"):
            link = actor["link_to_party"]
            yield f"alink({name},{number},{q(link['party'])},{STRENGTHS.index(link['type']) + 1})"
    yield from (f"among_fighters({name})" for _ in "x" if one.get("among_fighters"))
    for number, hit in enumerate(one["targets"]):
        entity = q(hit["entity_id"]) if hit["entity_id"] else "none"
        yield f"target({name},{number},{entity},{hit['type']})"
        yield from (f"fighter({name},{number})" for _ in "x" if hit.get("status") == "member_of_party")


def _progress(name: str, one: Row, raw: Row) -> Iterator[str]:
    for named in one.get("agreements", []):
        for agreement in filter(None, (named["agreement_id"], *named["candidates"])):
            yield f"names_agreement({name},{'here' if agreement == raw['id'] else 'elsewhere'})"
    told = one.get("milestone")
    if told:
        point = q(told["provision_id"]) if told["provision_id"] else "none"
        yield f"milestone_of({name},{point},{q(told['object'])})"
        yield f"extent({name},{told['extent'] or 'open'})"
        names = {str(p["act"].get("withdraw")) for p in raw["provisions"]}
        names |= {member for members in raw.get("definitions", {}).values() for member in bare(members)}
        yield from (f"alike({q(told['object'])},{q(other)})" for other in sorted(names) if _same(other, told["object"]))
    seats = one.get("composition")
    if seats:
        yield f"composed({name},{q(seats['body'])})"
        yield from (f"has({name},{q(group)},{n})" for group, n in seats["groups"].items())
        yield from (f"votes({name},{seats['votes']})" for _ in "x" if seats["votes"] is not None)


def _same(one: str, other: str) -> bool:
    def spelt(word: str) -> str:
        return word.lower().replace(" ", "_").replace("-", "_").rstrip("s")

    return spelt(one) == spelt(other)


def now_facts(as_of: str, raw: Row) -> Iterator[str]:
    """Yield the day of assessment; a duty without a deadline is asked about on that day."""
    zone = raw.get("timezone", "UTC")
    yield f"as_of({date.fromisoformat(as_of).toordinal()})"
    yield f"now_minute({minute(as_of, zone)})"
    yield from _day(as_of, zone)
    yield from (f"asked_day({q(p['id'])},{q(as_of)})" for p in raw["provisions"] if "deadline" not in p)
