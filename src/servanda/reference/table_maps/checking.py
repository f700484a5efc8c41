"""What is wrong with a map: words that are none, fields that are missing, each with its line and what may have been meant."""

import re
import types
from collections.abc import Iterator, Mapping
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec

from servanda.errors import RecordError
from servanda.model.codec import from_plain
from servanda.model.tables import TableMap
from servanda.reference.agreement_files.problems import Lines, Path, Problem, dotted, line_of
from servanda.reference.agreement_files.vocabulary import vocabulary
from servanda.text.suggesting import meant, near

_WHERE = re.compile(r" - at `\$(.*?)`$")
_STEP = re.compile(r"\.([^.\[]+)|\[(\d+|\.\.\.)\]")
_OF_EVENTS = ("event", "words")


def map_problems(file: str, raw: Mapping[str, Any], lines: Lines) -> Iterator[Problem]:
    """Yield what in the plain values of a map is not understood: unknown fields, words of closed lists, types and modes."""
    for path, message in (*_unknown(raw, TableMap, ()), *_events(raw)):
        yield Problem(file, line_of(lines, path), dotted(path), message)


def record_of(file: str, plain: Mapping[str, Any], lines: Lines) -> TableMap | Problem:
    """Return the map, or the first thing that keeps its values from being one."""
    missing = [
        name for name in ("schema", "name", "rows", "publisher", "id", "date", "event") if plain.get(name) is None
    ]
    if missing:
        return Problem(file, 1, missing[0], f"is missing; add '{missing[0]}: ...'")
    try:
        made: TableMap = from_plain(_with_lists(plain, TableMap), TableMap)
    except RecordError as error:
        found = _WHERE.search(str(error))
        path: Path = tuple(int(b) if b.isdigit() else a for a, b in _STEP.findall(found[1])) if found else ()
        return Problem(file, line_of(lines, path), dotted(path), _WHERE.sub("", str(error)))
    return made


def _with_lists(value: Any, kind: Any) -> Any:
    """Return plain values with one word for a list of one: ``id: event_id`` is ``id: [event_id]``."""
    kind = _inner(kind)
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct) and isinstance(value, Mapping):
        hints = get_type_hints(kind)
        return {
            name: _with_lists(item, hints[name]) for name, item in value.items() if name in hints and item is not None
        }
    if get_origin(kind) is tuple:
        items = value if isinstance(value, list) else [value]
        return [_with_lists(item, get_args(kind)[0]) for item in items]
    if get_origin(kind) is dict and isinstance(value, Mapping):
        return {str(name): _with_lists(item, get_args(kind)[1]) for name, item in value.items()}
    return str(value) if kind is str and isinstance(value, int) and not isinstance(value, bool) else value


def _unknown(value: Any, kind: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """Yield fields that a record does not have, and words that a closed list does not hold, at every depth."""
    kind = _inner(kind)
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        yield from _of_struct(value, kind, path)
    elif get_origin(kind) is tuple:
        for number, item in enumerate(value if isinstance(value, list) else [value]):
            yield from _unknown(item, get_args(kind)[0], (*path, number) if isinstance(value, list) else path)
    elif get_origin(kind) is dict and isinstance(value, Mapping):
        for name, item in value.items():
            yield from _unknown(item, get_args(kind)[1], (*path, name))
    elif get_origin(kind) is Literal and value not in get_args(kind):
        known = [str(word) for word in get_args(kind)]
        yield path, f"{value!r} is no word for this; {meant(str(value), known) or 'write one of: ' + ', '.join(known)}"


def _of_struct(value: Any, kind: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if not isinstance(value, Mapping):
        if value is not None:
            yield path, f"fields are expected here, such as '{kind.__struct_fields__[0]}: ...'"
        return
    hints = get_type_hints(kind)
    for name, item in value.items():
        if name not in hints:
            yield (
                (*path, name),
                f"there is no such field here; {meant(name, hints) or _elsewhere(name, hints)}".rstrip("; "),
            )
        elif item is not None:
            yield from _unknown(item, hints[name], (*path, name))


def _elsewhere(name: str, hints: Mapping[str, Any]) -> str:
    """Say under which field of this record one of that name belongs."""
    inner = {field: _inner(kind) for field, kind in hints.items()}
    below = {
        field: kind for field, kind in inner.items() if isinstance(kind, type) and issubclass(kind, msgspec.Struct)
    }
    for field, kind in below.items():
        if found := near(name, kind.__struct_fields__, most=1):
            return f"did you mean {found[0]!r} under '{field}'?"
    return ""


def _events(raw: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    """Yield types and modes of events that no later room knows."""
    event = raw.get("event")
    if not isinstance(event, Mapping):
        return
    words = event.get("words")
    listed: dict[Path, Any] = {
        (*_OF_EVENTS, name): item for name, item in (words if isinstance(words, Mapping) else {}).items()
    }
    listed["event", "always"] = event.get("always")
    known = vocabulary()
    for path, item in listed.items():
        if not isinstance(item, Mapping):
            continue
        if bool(item.get("type")) == bool(item.get("skip")):
            yield path, "give either 'type', or 'skip' with the reason to leave such rows out"
            continue
        if item.get("skip"):
            continue
        kind, mode = str(item["type"]), item.get("mode")
        if kind not in known.types:
            yield (*path, "type"), f"{kind!r} is no PLOVER type of event; {meant(kind, known.types)}"
        elif mode and mode not in known.modes_of([kind]):
            yield (*path, "mode"), f"{mode!r} is no mode of {kind}; {meant(str(mode), known.modes_of([kind]))}"


def _inner(kind: Any) -> Any:
    """Return the one type beside ``None`` of an optional one."""
    if get_origin(kind) in {Union, types.UnionType}:
        inside = [item for item in get_args(kind) if item is not type(None)]
        return inside[0] if len(inside) == 1 else kind
    return kind
