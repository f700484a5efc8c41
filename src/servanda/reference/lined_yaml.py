"""YAML 1.2 as plain values, with the line of every key and item."""

from collections.abc import Mapping
from copy import deepcopy
from functools import lru_cache
from pathlib import Path as FilePath
from typing import Any

from servanda.reference.bounded_yaml import UnreadableYaml, bounded_content, bounded_text

Path = tuple[str | int, ...]
"""Where in a file something stands, such as ``("bound", 0, "role")``."""
Lines = Mapping[Path, int]

_MAX_DEPTH = 40
_MAX_NODES = 200_000
_KEPT = 64


def read_lines(path: FilePath, schema: str = "servanda/agreement/1") -> tuple[dict[str, Any], Lines]:
    """Return the mapping in a YAML file of a ``schema`` as plain values (dates stay text), and line numbers by path.

    Raises `UnreadableYaml`.
    """
    content, lines = _read(bounded_text(path), schema)
    return deepcopy(content), dict(lines)


@lru_cache(maxsize=_KEPT)
def _read(text: str, schema: str) -> tuple[dict[str, Any], dict[Path, int]]:
    """Return what a text of YAML holds; a desk asks for the same files after each decision, and YAML is slow to read."""
    loaded = bounded_content(text, _loader())
    if not isinstance(loaded, dict):
        raise UnreadableYaml(f"a mapping of fields is needed, beginning with 'schema: {schema}'")
    lines: dict[Path, int] = {}
    return _plain(loaded, (), lines), lines


def _loader() -> Any:
    """Return a round-trip loader (it keeps lines) that leaves dates and instants as they are written."""
    from ruamel.yaml import YAML
    from ruamel.yaml.constructor import RoundTripConstructor

    class _Constructor(RoundTripConstructor):  # type: ignore[misc,unused-ignore]
        """Its own class, so that the change below stays here."""

    _Constructor.add_constructor("tag:yaml.org,2002:timestamp", lambda _, node: str(node.value))
    yaml = YAML(typ="rt")
    yaml.Constructor = _Constructor
    return yaml


def _plain(value: Any, path: Path, lines: dict[Path, int]) -> Any:
    place: Any = getattr(value, "lc", None)
    if len(path) > _MAX_DEPTH or len(lines) > _MAX_NODES:
        raise UnreadableYaml("is nested or repeated too deeply (an alias that contains itself?); write it out")
    match value:
        case dict():
            for key in value:
                lines[(*path, str(key))] = place.key(key)[0] + 1 if key in (place.data or {}) else lines.get(path, 1)
            return {str(key): _plain(item, (*path, str(key)), lines) for key, item in value.items()}
        case list():
            for index in range(len(value)):
                lines[(*path, index)] = place.item(index)[0] + 1
            return [_plain(item, (*path, index), lines) for index, item in enumerate(value)]
        case bool() | None:
            return value
        case int():
            return int(value)
        case float():
            return float(value)
        case _:
            return str(value)
