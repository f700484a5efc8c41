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
    if isinstance(value, Mapping):
        return _with_lists_below(value, kind)
    if get_origin(kind) is tuple:
        return [_with_lists(item, get_args(kind)[0]) for item in _as_list(value)]
    return str(value) if kind is str and type(value) is int else value


def _with_lists_below(value: Mapping[str, Any], kind: Any) -> Any:
    if _is_record(kind):
        hints = get_type_hints(kind)
        return {
            name: _with_lists(item, hints[name]) for name, item in value.items() if name in hints and item is not None
        }
    if get_origin(kind) is dict:
        return {str(name): _with_lists(item, get_args(kind)[1]) for name, item in value.items()}
    return value


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _is_record(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct)


def _unknown(value: Any, kind: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """Yield fields that a record does not have, and words that a closed list does not hold, at every depth."""
    kind = _inner(kind)
    if _is_record(kind):
        yield from _of_struct(value, kind, path)
    elif get_origin(kind) is Literal:
        yield from _of_words(value, [str(word) for word in get_args(kind)], path)
    else:
        for where, item, below in _parts(value, kind, path):
            yield from _unknown(item, below, where)


def _parts(value: Any, kind: Any, path: Path) -> Iterator[tuple[Path, Any, Any]]:
    """Yield what stands in a list or in fields of free names, each with its place and its type."""
    if get_origin(kind) is tuple:
        for number, item in enumerate(_as_list(value)):
            yield (*path, number) if isinstance(value, list) else path, item, get_args(kind)[0]
    elif get_origin(kind) is dict and isinstance(value, Mapping):
        for name, item in value.items():
            yield (*path, name), item, get_args(kind)[1]


def _of_words(value: Any, known: list[str], path: Path) -> Iterator[tuple[Path, str]]:
    if value not in known:
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
    below = {field: kind for field, kind in inner.items() if _is_record(kind)}
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
    for path, item in listed.items():
        if isinstance(item, Mapping):
            yield from _event_word(path, item)


def _event_word(path: Path, item: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    known = vocabulary()
    if bool(item.get("type")) == bool(item.get("skip")):
        yield path, "give either 'type', or 'skip' with the reason to leave such rows out"
        return
    kind, mode = str(item.get("type")), item.get("mode")
    if item.get("skip"):
        return
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
