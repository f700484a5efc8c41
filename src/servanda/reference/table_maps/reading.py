"""Reading one map: YAML within bounds, what it takes from a shipped map (``like``), the record; every fault with its line."""

from collections.abc import Mapping
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, NamedTuple

from servanda.errors import ConfigError, NotFoundError
from servanda.model.codec import decode, encode, sha256
from servanda.model.tables import TableMap
from servanda.reference.agreement_files.problems import Problem
from servanda.reference.bounded_yaml import UnreadableYaml
from servanda.reference.lined_yaml import read_lines
from servanda.reference.table_maps.checking import map_problems, record_of
from servanda.text.suggesting import meant

_FOLDER = files("servanda.reference") / "data" / "table_maps"


class MapFile(NamedTuple):
    """A map, whole (with what it takes from another) as it is kept with the evidence, and the SHA-256 of that."""

    map: TableMap
    content: bytes
    sha256: str


def shipped_maps() -> tuple[str, ...]:
    """Return the names of the shipped maps."""
    return tuple(sorted(item.name.removesuffix(".yaml") for item in _FOLDER.iterdir() if item.name.endswith(".yaml")))


def find_map(name: str) -> MapFile:
    """Return the map in a file, or the shipped one of that name. Raises `NotFoundError`, or `ConfigError` with every fault and its line."""
    path = Path(name)
    if path.suffix.lower() in {".yaml", ".yml"} or path.is_file():
        if not path.is_file():
            raise NotFoundError(
                f"{path}: no such map; a shipped one is named without ending: {', '.join(shipped_maps())}"
            )
        return read_map(path)
    if name not in shipped_maps():
        raise NotFoundError(
            f"there is no map {name!r}; {meant(name, shipped_maps())} A map of your own is a file: --map MAP.yaml"
        )
    with as_file(_FOLDER / f"{name}.yaml") as shipped:
        return read_map(shipped)


def map_of(content: bytes) -> TableMap:
    """Return the map that an object of the evidence holds. Raises `RecordError`."""
    made: TableMap = decode(content, TableMap)
    return made


def read_map(path: Path) -> MapFile:
    """Return the map in a file. Raises `ConfigError` with every fault, each with file, line, field and what was meant."""
    raw, lines = _lines(path)
    problems = list(map_problems(str(path), raw, lines))
    plain = raw
    if not problems and raw.get("like"):
        plain = _filled(raw, path)
    if not problems:
        made = record_of(str(path), plain, lines)
        if isinstance(made, TableMap):
            content = encode(made)
            return MapFile(made, content, sha256(content))
        problems.append(made)
    raise ConfigError("\n".join(map(str, problems)))


def _lines(path: Path) -> tuple[dict[str, Any], Mapping[tuple[str | int, ...], int]]:
    try:
        return read_lines(path, "servanda/map/1")
    except UnreadableYaml as error:
        raise ConfigError(str(Problem(str(path), error.line, "", str(error)))) from error


def _filled(raw: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """Return a map with what it leaves out from the shipped one that it is ``like``: field by field, two levels deep."""
    name = str(raw["like"])
    if name not in shipped_maps():
        raise ConfigError(f"{path}: like: there is no shipped map {name!r}; {meant(name, shipped_maps())}")
    with as_file(_FOLDER / f"{name}.yaml") as shipped:
        base, _ = _lines(shipped)
    merged = {
        field: {**base[field], **value} if isinstance(value, dict) and isinstance(base.get(field), dict) else value
        for field, value in raw.items()
    }
    return {**base, **merged}
