"""From the plain values of one file to an `Agreement`, collecting every fault on the way instead of stopping at the first."""

import re
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

import msgspec

from servanda.errors import RecordError
from servanda.model.agreements import (
    SCHEMA,
    Agreement,
    AgreementName,
    AgreementReview,
    AgreementText,
    AgreementTime,
    Bound,
    Criterion,
    Monitoring,
    MonitoringBody,
    Provision,
    Succession,
    Term,
    Zone,
    ZoneVersion,
)
from servanda.model.base import Record
from servanda.model.codec import from_plain
from servanda.reference.agreement_files import short_forms as short
from servanda.reference.agreement_files.problems import Lines, Path, Problem, dotted, line_of
from servanda.reference.agreement_files.sourcing import SOURCING, Sidecar
from servanda.text.suggesting import meant, near

R = TypeVar("R", bound=Record)
_WHERE = re.compile(r" - at `\$(.*?)`$")
_TOP = (*Agreement.__struct_encode_fields__, "suspended")
_PROVISION = (*(name for name in Provision.__struct_encode_fields__ if name != "zone"), "in")


@dataclass
class Decoder:
    """Decodes one file; ``problems`` grows while it does."""

    file: str
    lines: Lines
    sidecar: Sidecar
    problems: list[Problem] = field(default_factory=list)

    def say(self, path: Path, message: str, severity: str = "error") -> None:
        """Add a problem at ``path``."""
        self.problems.append(Problem(self.file, line_of(self.lines, path), dotted(path), message, severity))  # type: ignore[arg-type]

    def agreement(self, raw: dict[str, Any]) -> Agreement | None:
        """Return the agreement, or ``None`` where an error stands in the way."""
        self._unknown(raw, _TOP, ())
        if raw.get("schema") != SCHEMA:
            self.say(("schema",), f"is {raw.get('schema')!r}; this version reads {SCHEMA!r}")
        missing = [name for name in ("id", "title", "form", "time") if raw.get(name) is None]
        for name in missing:
            self.say((name,), f"is missing; add '{name}: ...'")
        parts = self._parts(raw)
        simple = {name: raw[name] for name in ("id", "title", "form", "timezone") if raw.get(name) is not None}
        made = None if missing else self.record(simple, Agreement, (), parts)
        return None if any(problem.severity == "error" for problem in self.problems) else made

    def _parts(self, raw: dict[str, Any]) -> dict[str, Any]:
        """Decode what has a record of its own."""
        text = raw.get("text")
        return {
            "names": self._all(raw, "names", AgreementName, short.name_of),
            "external_ids": {
                key: str(value) for key, value in self._mapping(raw, "external_ids").items() if value is not None
            },
            "text": self.record(text, AgreementText, ("text",)) if text is not None else None,
            "time": self._time(raw),
            "bound": self._all(raw, "bound", Bound),
            "definitions": self._definitions(raw),
            "zones": self._zones(raw),
            "provisions": self._provisions(raw),
            "composition": self._all(raw, "composition", Criterion),
            "monitoring": self._monitoring(raw),
            "supersedes": self._all({"supersedes": short.succession(raw.get("supersedes"))}, "supersedes", Succession),
            "superseded_by": self._all(
                {"superseded_by": short.succession(raw.get("superseded_by"))}, "superseded_by", Succession
            ),
            "reviewed": self._all(raw, "reviewed", AgreementReview),
        }

    def record(self, value: Any, kind: type[R], path: Path, ready: dict[str, Any] | None = None) -> R | None:
        """Return ``value`` as a record; unknown fields are named and left out; ``ready`` are fields decoded before."""
        if not isinstance(value, dict):
            self.say(path, f"must be a mapping of {', '.join(kind.__struct_encode_fields__)}")
            return None
        known = set(kind.__struct_encode_fields__)
        self._unknown(value, known, path)
        if self._strange(value, kind, path):
            return None
        try:
            plain: R = from_plain({name: item for name, item in value.items() if name in known} | _needed(ready), kind)
        except RecordError as error:
            self._undecodable(error, path)
            return None
        return msgspec.structs.replace(plain, **ready) if ready else plain

    def _undecodable(self, error: RecordError, path: Path) -> None:
        message = str(error).partition(": ")[2]
        where = _WHERE.search(message)
        steps = re.findall(r"\.(\w+)|\[(\d+)\]", where[1]) if where else []
        inner = tuple(name or int(index) for name, index in steps)
        self.say(
            (*path, *inner), f"{_WHERE.sub('', message)}; see docs/how-to/write-an-agreement.md for what may stand here"
        )

    def _unknown(self, value: dict[str, Any], known: Any, path: Path) -> None:
        for name in sorted(value.keys() - set(known) - SOURCING):
            hint = f"; {meant(name, known)}" if near(name, known) else ""
            self.say((*path, name), f"unknown field {name!r} is ignored{hint}", "warning")

    def _strange(self, value: dict[str, Any], kind: type[Record], path: Path) -> bool:
        """Name every word that is none of those which its field may hold; tell whether there was one."""
        strange = [
            (name, value[name], allowed)
            for name, allowed in _closed(kind).items()
            if isinstance(value.get(name), str) and value[name] not in allowed
        ]
        for name, word, allowed in strange:
            self.say((*path, name), f"{word!r} is no {name}; {meant(word, allowed)} It may be: {', '.join(allowed)}")
        return bool(strange)

    def _all(self, raw: dict[str, Any], name: str, kind: type[R], write_out: Any = None) -> tuple[R, ...]:
        items = raw.get(name) or []
        if not isinstance(items, list):
            self.say((name,), "must be a list")
            return ()
        written = [write_out(item) if write_out else item for item in items]
        found = (self.record(item, kind, (name, index)) for index, item in enumerate(written))
        return tuple(item for item in found if item is not None)

    def _mapping(self, raw: dict[str, Any], name: str) -> dict[str, Any]:
        value = raw.get(name) or {}
        if isinstance(value, dict):
            return value
        self.say((name,), "must be a mapping of names")
        return {}

    def _time(self, raw: dict[str, Any]) -> AgreementTime:
        time = self._mapping(raw, "time")
        self._unknown(time, ("signed", "in_force", "suspended"), ("time",))
        suspended = time.get("suspended", raw.get("suspended"))
        path: Path = ("time", "suspended") if "suspended" in time else ("suspended",)
        terms = [
            self.record(term, Term, ("time", "in_force", n))
            for n, term in enumerate(short.listed(time.get("in_force")))
        ]
        pauses = [self.record(term, Term, (*path, n)) for n, term in enumerate(short.listed(suspended))]
        signed = time.get("signed")
        return AgreementTime(
            signed=str(signed) if signed is not None else None,
            in_force=tuple(term for term in terms if term),
            suspended=tuple(term for term in pauses if term),
        )

    def _definitions(self, raw: dict[str, Any]) -> dict[str, tuple[str, ...]]:
        items = self._mapping(raw, "definitions").items()
        return {name: tuple(str(item) for item in short.listed(value)) for name, value in items}

    def _zones(self, raw: dict[str, Any]) -> tuple[Zone, ...]:
        zones = []
        for name, value in self._mapping(raw, "zones").items():
            path: Path = ("zones", name)
            depth = self.sidecar.get(dotted((*path, "depth_km")))
            versions = [self.record(item, ZoneVersion, path) for item in short.zone_versions(value, depth)]
            zones.append(Zone(name=name, versions=tuple(version for version in versions if version)))
        return tuple(zones)

    def _monitoring(self, raw: dict[str, Any]) -> Monitoring:
        bodies = self._mapping(raw, "monitoring").get("bodies") or []
        found = [
            self.record(body, MonitoringBody, ("monitoring", "bodies", n))
            for n, body in enumerate(short.listed(bodies))
        ]
        return Monitoring(bodies=tuple(body for body in found if body))

    def _provisions(self, raw: dict[str, Any]) -> tuple[Provision, ...]:
        found = [self._provision(item, ("provisions", n)) for n, item in enumerate(short.listed(raw.get("provisions")))]
        return tuple(provision for provision in found if provision)

    def _provision(self, value: Any, path: Path) -> Provision | None:
        if not isinstance(value, dict):
            self.say(path, f"a provision is a mapping of {', '.join(_PROVISION)}")
            return None
        self._unknown(value, _PROVISION, path)
        try:
            act, zone = short.act(value.get("act"))
        except short.ShortFormError as error:
            self.say((*path, "act"), str(error))
            return None
        try:
            bound = short.binds(value.get("binds"))
        except short.ShortFormError as error:
            self.say((*path, "binds"), str(error))
            return None
        self._unknown(value["act"], short.act_fields(), (*path, "act"))
        plain = {name: value[name] for name in _PROVISION if name in value and name != "in"}
        if "only_if" in plain:
            plain["only_if"] = short.proviso(plain["only_if"])
        return self.record({**plain, "act": act, "binds": bound, "zone": value.get("in", zone)}, Provision, path)


def _needed(ready: dict[str, Any] | None) -> dict[str, Any]:
    """Stand in for required fields that are decoded already, so that the rest can be decoded strictly."""
    return {"time": {}} if ready else {}


def _closed(kind: type[Record]) -> dict[str, tuple[str, ...]]:
    """Return the fields of a record that hold one word of a list, with their lists."""
    hints = get_type_hints(kind)
    found = {field.encode_name: _literals(hints[field.name]) for field in msgspec.structs.fields(kind)}
    return {name: words for name, words in found.items() if words}


def _literals(annotation: Any) -> tuple[str, ...]:
    parts = (annotation,) if get_origin(annotation) is Literal else get_args(annotation)
    if not all(part is type(None) or get_origin(part) is Literal for part in parts):
        return ()
    return tuple(word for part in parts for word in get_args(part) if isinstance(word, str))
