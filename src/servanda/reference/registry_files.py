"""Reading registries: YAML lists of entries, each an entry of one record type, mistakes named by file and entry."""

import os
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from servanda.errors import ConfigError, RecordError
from servanda.model.base import Record
from servanda.model.codec import from_plain
from servanda.reference.bounded_yaml import load_bounded

R = TypeVar("R", bound=Record)


def read_yaml(path: Path) -> Any:
    """Return the content of a YAML 1.2 file as plain values, dates as ISO text. Raises `ConfigError` with file and line."""
    return _dates_as_text(load_bounded(path))


def _dates_as_text(value: Any) -> Any:
    """YAML reads an unquoted 2019-10-30 as a date; the records hold dates as text."""
    match value:
        case date():
            return value.isoformat()
        case dict():
            return {name: _dates_as_text(item) for name, item in value.items()}
        case list():
            return [_dates_as_text(item) for item in value]
        case _:
            return value


def read_entries(path: Path, kind: type[R]) -> tuple[tuple[R, ...], tuple[str, ...]]:
    """Return the entries of a list in a YAML file, and what in it this version does not know.

    Raises `ConfigError` naming file, entry and field.
    """
    content = read_yaml(path)
    if content is None:
        return (), ()
    if not isinstance(content, list):
        raise ConfigError(f"{path}: a list of entries is expected, each starting with '- '")
    read = [_entry(path, number, item, kind) for number, item in enumerate(content, start=1)]
    return tuple(entry for entry, _ in read), tuple(unknown for _, names in read for unknown in names)


def _entry(path: Path, number: int, item: Any, kind: type[R]) -> tuple[R, tuple[str, ...]]:
    if not isinstance(item, dict):
        raise ConfigError(f"{path}, entry {number}: fields are expected, such as 'id: ...'")
    where = f"{path}, entry {number} ({item.get('id', 'without id')})"
    unknown = sorted(set(item) - set(kind.__struct_fields__))
    known = {name: value for name, value in item.items() if name not in unknown}
    try:
        entry: R = from_plain(known, kind)
    except RecordError as error:
        raise ConfigError(f"{where}: {error}") from error
    return entry, tuple(f"{where}: field {name!r} is not known and was passed over" for name in unknown)


def unique(entries: Iterator[R] | tuple[R, ...], path: Path) -> dict[str, R]:
    """Return entries by id. Raises `ConfigError` where an id stands twice in one file."""
    found: dict[str, R] = {}
    for entry in entries:
        entry_id = entry.id  # type: ignore[attr-defined]
        if entry_id in found:
            raise ConfigError(f"{path}: id {entry_id!r} stands twice; put the names together or choose another id")
        found[entry_id] = entry
    return found


def change_entries(
    path: Path,
    entries: Iterable[dict[str, Any]],
    change: Callable[[list[dict[str, Any]]], list[dict[str, Any]]] = lambda listed: listed,
) -> None:
    """Add entries to a YAML list, each in place of one of its id; comments and order stay, and the file is whole at any time.

    What stood there before goes through ``change`` first. Raises `ConfigError` where the file is no list.
    """
    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.width = 10_000
    yaml.allow_unicode = True
    content = load_bounded(path, "rt") if path.is_file() else None
    content = [] if content is None else content
    if not isinstance(content, list):
        raise ConfigError(f"{path}: a list of entries is expected, each starting with '- '")
    kept = {id(item) for item in change(list(content))}
    for number in reversed([n for n, item in enumerate(content) if id(item) not in kept]):
        del content[number]
    _put(content, entries)
    draft = path.with_suffix(f".{os.getpid()}.tmp")
    with draft.open("w", encoding="utf-8") as out:
        yaml.dump(content, out)
    draft.replace(path)


def _put(content: list[dict[str, Any]], entries: Iterable[dict[str, Any]]) -> None:
    """Put entries into a list, each in place of one of its id, without the fields that are empty."""
    places = {item.get("id"): number for number, item in enumerate(content)}
    for entry in entries:
        filled = {name: value for name, value in entry.items() if value not in (None, [], {})}
        if entry["id"] in places:
            content[places[entry["id"]]] = filled
        else:
            places[entry["id"]] = len(content)
            content.append(filled)
