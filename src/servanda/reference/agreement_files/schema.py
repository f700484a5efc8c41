"""The JSON Schema of an agreement file: for editors that complete and check while one writes.

What may stand in a field follows the records; the short forms and the sourcing of leaves are added here. The schema says
what has the right form; what makes sense is for ``servanda agreement check``.
"""

from typing import Any, Final, get_args

from servanda.model.agreements import SCHEMA, Checked
from servanda.model.findings import BoundAs, FindingStatus, Reading
from servanda.reference.agreement_files.short_forms import ACTS

Schema = dict[str, Any]
_WHEN: Final = r"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$"
_REF: Final = "#/$defs/"


def agreement_schema() -> Schema:
    """Return the schema (2020-12) of the format `servanda/agreement/1`."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Agreement file of Servanda",
        "description": "One agreement as data. Any value may be written {value, source, checked, disputed}.",
        **_object(_top(), ["schema", "id", "title", "form", "time"]),
        "$defs": _definitions(),
    }


def leaf(schema: Schema) -> Schema:
    """Return a schema for a value as such, or with its sourcing."""
    sourced = {"value": schema, **_sourcing()}
    return {
        "anyOf": [
            schema,
            {"type": "object", "properties": sourced, "required": ["value"], "additionalProperties": False},
        ]
    }


def _top() -> Schema:
    return {
        "schema": {"const": SCHEMA},
        "id": leaf(_text("Short and lasting, such as sochi-mou-2018")),
        "title": leaf(_text()),
        "form": leaf({"enum": ["written", "oral", "unilateral", "reported"]}),
        "timezone": leaf(_text("Such as Asia/Damascus")),
        "names": _list(_either(leaf(_text()), _object({"name": leaf(_text()), "also": _list(_text())}, ["name"]))),
        "external_ids": _mapping(leaf({"type": ["string", "null"]})),
        "text": _either({"type": "null"}, _object({"file": leaf(_text()), "language": leaf(_maybe_text())}, ["file"])),
        "time": {"$ref": f"{_REF}time"},
        "suspended": _some(_ref("term")),
        "bound": _list(_ref("bound")),
        "definitions": _mapping(leaf(_some(_text()))),
        "zones": _mapping(_some(_ref("zone"))),
        "provisions": _list(_ref("provision")),
        "composition": _list(_ref("criterion")),
        "monitoring": _object({"bodies": _some(_object({"id": _text(), "members": _list(_text())}, ["id"]))}),
        "supersedes": _some(_ref("succession")),
        "superseded_by": _some(_ref("succession")),
        "reviewed": _list(_object({name: _maybe_text() for name in ("by", "role", "date", "verdict")})),
    }


def _definitions() -> Schema:
    when = leaf({"type": ["string", "null"], "pattern": _WHEN})
    names = _some(_text())
    return {
        "term": _object({"from": when, "until": when, "basis": leaf(_maybe_text())}),
        "time": _object({"signed": leaf(_maybe_text()), "in_force": _some(_ref("term")), "suspended": _some(_ref("term"))}),
        "bound": _object(
            {
                "actor": leaf(_text("Id in the actor registry")), "role": leaf({"enum": list(get_args(BoundAs))}),
                "class": leaf(_maybe_text()), "since": when, "until": when, "basis": leaf(_maybe_text()),
            },
            ["actor", "role"],
        ),
        "zone": _object(
            {
                "file": leaf(_maybe_text()), "feature": leaf(_maybe_text()), "within": leaf(_maybe_text()),
                "depth_km": leaf({"type": "array", "items": {"type": "number", "minimum": 0}, "minItems": 2, "maxItems": 2}),
                "precision": leaf({"enum": ["exact", "indicative", "unknown", None]}),
                "uncertainty_km": leaf({"type": ["number", "null"]}), "by": leaf(_maybe_text()),
            }
        ),
        "provision": _provision(when, names),
        "criterion": _object(
            {
                "id": leaf(_text()), "body": leaf(_text()), "size": leaf({"type": ["integer", "null"]}),
                "groups": _mapping(leaf({"type": "integer"})), "quorum": leaf({"type": ["number", "null"]}),
                "reading": leaf({"enum": list(get_args(Reading))}),
            },
            ["id", "body"],
        ),
        "succession": _either(_text(), _object({"agreement": _text(), "from": when}, ["agreement"])),
    }  # fmt: skip


def _provision(when: Schema, names: Schema) -> Schema:
    proviso = _object(
        {
            "words": leaf(_text()),
            "provision": leaf(_maybe_text()),
            "met": _list(_ref("term")),
            "failed": _list(_ref("term")),
        },
        ["words"],
    )
    span = _object(
        {"start": {"type": "integer"}, "end": {"type": "integer"}, "quote": {"type": "string"}},
        ["start", "end", "quote"],
    )
    return _object(
        {
            "id": leaf(_text()), "kind": leaf({"enum": ["obligation", "prohibition", "permission"]}),
            "reading": leaf({"enum": list(get_args(Reading))}), "by": leaf(_maybe_text()), "article": leaf(_maybe_text()),
            "binds": _either(names, _object({"actors": names, "class": names})), "act": _act(names),
            "in": leaf(_maybe_text()), "target": leaf(_maybe_text()), "target_not": leaf(_maybe_text()),
            "yields": leaf({"enum": [*get_args(FindingStatus), None]}), "deadline": when,
            "evaluate": leaf({"enum": ["incident", "milestone"]}), "only_if": _either(_text(), proviso), "text": span,
        },
        ["id", "kind", "reading", "binds", "act"],
    )  # fmt: skip


def _act(names: Schema) -> Schema:
    events = {"plover": names, "modes": names}
    verbs = {verb: leaf(_text()) for verb in ACTS if verb not in {"plover", "prevent"}}
    fields = {**events, **verbs, "prevent": _object(events, ["plover"]), "in": _maybe_text(), "from": _maybe_text()}
    return {**_object(fields), "oneOf": [{"required": [verb]} for verb in ACTS]}


def _sourcing() -> Schema:
    dispute = {
        "type": "object", "properties": {"value": {}, "source": _maybe_text()}, "required": ["value"], "additionalProperties": False,
    }  # fmt: skip
    return {
        "source": _maybe_text(),
        "checked": {"enum": list(get_args(Checked))},
        "disputed": {"type": "array", "items": dispute},
    }


def _object(properties: Schema, required: list[str] | None = None) -> Schema:
    """Return an object that may carry sourcing for everything in it."""
    made: Schema = {"type": "object", "properties": {**properties, **_sourcing()}, "additionalProperties": False}
    return {**made, "required": required} if required else made


def _mapping(values: Schema) -> Schema:
    return {"type": ["object", "null"], "additionalProperties": values}


def _list(items: Schema) -> Schema:
    return {"type": ["array", "null"], "items": items}


def _some(item: Schema) -> Schema:
    """One, or a list of them."""
    return _either(item, _list(item))


def _either(*schemas: Schema) -> Schema:
    return {"anyOf": list(schemas)}


def _ref(name: str) -> Schema:
    return {"$ref": f"{_REF}{name}"}


def _text(description: str | None = None) -> Schema:
    made: Schema = {"type": "string", "minLength": 1}
    return {**made, "description": description} if description else made


def _maybe_text() -> Schema:
    return {"type": ["string", "null"]}
