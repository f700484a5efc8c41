"""What an amendment may change, by path; and the changing.

A path goes through fields and positions: ``places.0.place_id`` is the id of the first place. ``place_id`` alone, or another
field of a place with ``place.`` before it, means the first one, which is made where the claim had none.
"""

import re
from collections.abc import Mapping
from typing import Any, TypeVar

from servanda.errors import RecordError, UsageError
from servanda.model.claims import Claim, MadeBy
from servanda.model.codec import decode_json, encode, from_plain, to_plain
from servanda.model.findings import Finding
from servanda.text.units import unit_after

R = TypeVar("R")

CLAIM_PATHS: dict[str, str] = {
    "polarity": "affirmed or denied",
    "modality": "asserted, presupposed, possible, demanded, hoped, feared, threatened, planned, conditional or predicted",
    "event.plover": "PLOVER type in capitals",
    "event.mode": "mode of the event, such as aerial or heavy-weapons",
    "aspect": "occurrence or situation",
    "counting": "incident, period_total, cumulative or unknown",
    "time.start": "first day (2019-03-14) or instant with offset, inclusive; without time.end that one day, minute or second",
    "time.end": "day or instant after the last, exclusive",
    "time.precision": "instant, minute, hour, part_of_day, day, week, month, season, year, range or unknown",
    "place_id": "short for places.0.place_id",
    "place.*": "short for places.0.*",
    "places.N.place_id": "id in the gazetteer; coordinates that are not given with it become unknown",
    "places.N.name": "name of the place",
    "places.N.latitude": "degrees north, WGS 84",
    "places.N.longitude": "degrees east, WGS 84",
    "places.N.precision": "point, town, subdistrict, district, governorate, country, area or unknown",
    "places.N.radius_km": "uncertainty around the coordinates",
    "places.N.country": "ISO 3166 alpha-2 code",
    "participants.N.entity_id": "id in the actor registry",
    "participants.N.role": "actor, target, instrument, participant, addressee or beneficiary",
    "participants.N.type": "person, organisation, group, civilians, infrastructure, weapon or other",
    "attribution.N.entity_id": "id of the speaker in the actor registry",
    "attribution.N.name": "name of the speaker",
    "agreements.N.agreement_id": "id of the agreement that is meant",
    "casualties.N.effect": "killed, injured, missing, detained, displaced or abducted",
    "casualties.N.minimum": "lowest number of persons",
    "casualties.N.maximum": "highest number of persons",
    "observation.object": "what was seen: weapon, aircraft, drone, explosion, burst, access_denied, position or other",
    "quantity.unit": "the very thing that was seen, in the singular (tank); it may be given where nothing was counted",
    "quantity.minimum": "lowest count",
    "quantity.maximum": "highest count",
    "performance.object": "what the duty is about",
    "performance.extent": "all, part or none",
    "stance.attitude": "attitude of the holder",
}
"""Paths that a decision may amend in a claim, with what each takes; ``N`` is a position from 0. ``null`` makes unknown."""

FINDING_PATHS: dict[str, str] = {
    "status": "status of the finding (CONTRACT section 4)",
    "party": "id of the party it concerns",
    "bound_as": "party, guarantor, adherent or named_conflicting_party",
}
"""Paths that a decision may amend in a finding."""

_WHOLE = frozenset({"minimum", "maximum"})
_REAL = frozenset({"latitude", "longitude", "radius_km"})
_COORDINATES = {"latitude": None, "longitude": None, "precision": "unknown", "radius_km": None, "stretch": None}


def checked(patch: Mapping[str, Any], paths: Mapping[str, str]) -> dict[str, Any]:
    """Return a patch with full paths and typed values (words from a command line become numbers, ``null`` unknown).

    Raises `UsageError` naming the path and those that there are, or the value that does not fit.
    """
    result = {}
    for path, value in patch.items():
        full = _full(path)
        if _pattern(full) not in paths:
            raise UsageError(f"field {path!r} cannot be amended; take one of: {', '.join(paths)}")
        result[full] = _typed(full, value)
    return result


def amended_claim(claim: Claim, patch: Mapping[str, Any], by: str) -> Claim:
    """Return ``claim`` with a checked patch applied; id and key stay, ``made_by`` says ``hand`` and the decision ``by``.

    Raises `UsageError` where the patch does not fit the claim: no such part, or a value that it cannot take.
    """
    plain = _applied(_plain(claim), _without_clock(_with_coordinates(with_end(patch))), _name(claim))
    plain["made_by"] = to_plain(MadeBy(rule="hand", version=by))
    return _record(plain, Claim, _name(claim))  # type: ignore[arg-type]


def amended_finding(finding: Finding, patch: Mapping[str, Any]) -> Finding:
    """Return ``finding`` with a checked patch applied; its id stays. Raises `UsageError` as `amended_claim` does."""
    name = f"finding {finding.id}"
    return _record(_applied(_plain(finding), patch, name), Finding, name)


def with_end(patch: Mapping[str, Any]) -> dict[str, Any]:
    """Return a patch in which a start without an end has one: a value of one day is that day, of one minute that minute.

    Raises `UsageError` for a start that is neither a day nor an instant.
    """
    start = patch.get("time.start")
    if not isinstance(start, str) or "time.end" in patch:
        return dict(patch)
    try:
        end, precision = unit_after(start)
    except ValueError:
        raise UsageError(
            f"time.start {start!r} is neither a day (2019-03-14) nor an instant with offset (2019-03-14T10:30Z)"
        ) from None
    return {"time.precision": precision, **patch, "time.end": end}


def _name(claim: Claim) -> str:
    return f"claim {claim.id}"


def _plain(record: Any) -> Any:
    """Return a record as dicts and lists of its own, which may be changed."""
    return decode_json(encode(record))


def _full(path: str) -> str:
    if path == "place_id":
        return "places.0.place_id"
    return f"places.0.{path.removeprefix('place.')}" if path.startswith("place.") else path


def _pattern(path: str) -> str:
    return re.sub(r"\.\d+\.", ".N.", path)


def _typed(path: str, value: Any) -> Any:
    if value is None or value == "null":
        return None
    last = path.rpartition(".")[2]
    kind: type[int | float] | None = int if last in _WHOLE else float if last in _REAL else None
    if kind is None:
        if not isinstance(value, str) or not value.strip():
            raise UsageError(f"field {path!r} takes a word, or null for unknown; it was given {value!r}")
        return value
    try:
        return kind(value)
    except (TypeError, ValueError):
        raise UsageError(f"field {path!r} takes a number, or null for unknown; it was given {value!r}") from None


def _with_coordinates(patch: Mapping[str, Any]) -> dict[str, Any]:
    """Another place takes away the coordinates of the wrong one, where the patch does not bring its own."""
    result: dict[str, Any] = {}
    for path in patch:
        place, _, name = path.rpartition(".")
        if place.startswith("places.") and name == "place_id":
            result |= {f"{place}.{field}": nothing for field, nothing in _COORDINATES.items()}
            result[f"{place}.country"] = None
    return result | dict(patch)


def _without_clock(patch: Mapping[str, Any]) -> dict[str, Any]:
    """Other days or instants take away the hour of the clock that was read with the wrong ones."""
    dated = not {"time.start", "time.end"}.isdisjoint(patch)
    return dict(patch) | ({"time.clock": None} if dated else {})


def _applied(plain: dict[str, Any], patch: Mapping[str, Any], name: str) -> dict[str, Any]:
    for path, value in sorted(patch.items()):
        *way, last = path.split(".")
        if way == ["places", "0"] and plain.get("places") == []:
            plain["places"] = [_new_place(patch)]
        if path == "quantity.unit" and plain.get("quantity", ()) is None:
            plain["quantity"] = {"unit": None, "minimum": None, "maximum": None}
        holder = _walk(plain, way)
        if not isinstance(holder, dict) or last not in holder:
            raise UsageError(f"{name} has no {path!r} to amend")
        holder[last] = value
        if last == "place_id":
            holder["candidates"] = []
    return plain


def _walk(plain: Any, way: list[str]) -> Any:
    for step in way:
        if isinstance(plain, list):
            plain = plain[int(step)] if step.isdigit() and int(step) < len(plain) else None
        else:
            plain = plain.get(step) if isinstance(plain, dict) else None
    return plain


def _new_place(patch: Mapping[str, Any]) -> dict[str, Any]:
    name = patch.get("places.0.name") or patch.get("places.0.place_id") or "unnamed place"
    return {"name": name, "place_id": None, "country": None, **_COORDINATES}


def _record(plain: dict[str, Any], kind: type[R], name: str) -> R:
    try:
        result: R = from_plain(plain, kind)
    except RecordError as error:
        raise UsageError(f"{name}: the amendment does not fit: {error}") from error
    return result
