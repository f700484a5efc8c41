"""A first agreement file from a few answers: what is decided, written in the form that ``agreement check`` takes."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from servanda.model.agreements import SCHEMA
from servanda.text.folds import plain

_BARE: Final = re.compile(r"^[A-Za-z][\w/-]*$")
_DATED: Final = re.compile(r"^\d{4}-\d\d-\d\d(?:T[\d:]+(?:Z|[+-]\d\d:\d\d))?$")
_TAKEN: Final = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})


@dataclass(frozen=True)
class DraftZone:
    """Where a provision holds: a map by its ``file`` and perhaps one ``feature``; ``drawn`` is its content if it is to be written."""

    name: str
    file: str
    feature: str | None = None
    source: str | None = None
    drawn: str | None = None


@dataclass(frozen=True)
class DraftPoint:
    """One provision: what it does, which act, whom it binds (nobody: all who are bound), how it is read, and where it holds."""

    kind: str
    act: dict[str, Any]
    reading: str = "literal"
    by: str | None = None
    binds: tuple[str, ...] = ()
    deadline: str | None = None
    zone: DraftZone | None = None


@dataclass(frozen=True)
class Draft:
    """What a person says about an agreement before any detail; ``parties`` are names with roles."""

    title: str
    parties: tuple[tuple[str, str], ...]
    points: tuple[DraftPoint, ...]
    id: str = ""
    form: str = "written"
    timezone: str = "UTC"
    signed: str | None = None
    since: str | None = None
    until: str | None = None
    names: tuple[str, ...] = field(default=())

    @property
    def name(self) -> str:
        """Id of the agreement: as given, else the title in small letters."""
        return self.id or slug(self.title)

    @property
    def zones(self) -> tuple[DraftZone, ...]:
        """The zones of all points, each once."""
        return tuple({point.zone.name: point.zone for point in self.points if point.zone}.values())


def slug(title: str) -> str:
    """Return a title as an id: ``Pact of the Ford, 2031`` is ``pact-of-the-ford-2031``."""
    return re.sub(r"[^a-z0-9]+", "-", plain(title)).strip("-") or "agreement"


def draft_lines(draft: Draft) -> Iterator[str]:
    """Yield the lines of an agreement file."""
    yield f"schema: {SCHEMA}"
    yield f"id: {_text(draft.name)}"
    yield f"title: {_text(draft.title)}"
    yield f"form: {draft.form}"
    yield f"timezone: {_text(draft.timezone)}"
    yield f"names: {_flow(list(draft.names or (draft.title,)))}"
    yield f"time: {_flow({'signed': draft.signed, 'in_force': [{'from': draft.since or draft.signed, 'until': draft.until}]})}"
    yield "bound:"
    for actor, role in draft.parties:
        yield f"  - {_flow({'actor': actor, 'role': role, 'basis': 'signature' if role == 'party' else 'to be written'})}"
    if draft.zones:
        yield "zones:"
        yield from (f"  {_text(zone.name)}: {_flow(_zone(zone))}" for zone in draft.zones)
    else:
        yield "# A zone is a GeoJSON file in the folder zones: zones: {valley: {file: zones/valley.geojson, precision: indicative}}"
    yield "provisions:"
    everybody = [actor for actor, role in draft.parties if role != "guarantor"] or [actor for actor, _ in draft.parties]
    yield from (f"  - {_flow(_point(n, point, everybody))}" for n, point in enumerate(draft.points, start=1))
    yield "reviewed: [{by: null, role: lawyer, date: null, verdict: pending}]"


def _zone(zone: DraftZone) -> dict[str, Any]:
    made: dict[str, Any] = {"file": zone.file}
    made |= {"feature": zone.feature} if zone.feature else {}
    made |= {"precision": "indicative", "by": None}
    return made | ({"source": zone.source} if zone.source else {})


def _point(number: int, point: DraftPoint, everybody: Sequence[str]) -> dict[str, Any]:
    duty = {"withdraw", "perform"} & point.act.keys()
    made: dict[str, Any] = {"id": f"p{number}", "kind": point.kind, "reading": point.reading}
    made |= {"by": point.by} if point.by else {}
    leaves = {"from": point.zone.name} if point.zone and "withdraw" in point.act else {}
    made |= {"binds": list(point.binds or everybody), "act": point.act | leaves}
    made |= {"in": point.zone.name} if point.zone and not leaves else {}
    made |= {"deadline": point.deadline} if point.deadline else {}
    return made | ({"evaluate": "milestone"} if duty else {})


def _flow(value: Any) -> str:
    match value:
        case dict():
            return "{" + ", ".join(f"{key}: {_flow(item)}" for key, item in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(_flow, value)) + "]"
        case None:
            return "null"
        case _:
            return _text(str(value))


def _text(value: str) -> str:
    """Return a text as YAML reads it back, in quotation marks where it could be anything else."""
    bare = (_BARE.match(value) and value.lower() not in _TAKEN) or _DATED.match(value)
    return value if bare else json.dumps(value, ensure_ascii=False)
