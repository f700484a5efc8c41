"""What shipped YAML files hold that a command needs whole: YAML for people, and the same compiled to JSON Lines, which a start reads in a millisecond."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from servanda.model.base import Record
from servanda.model.codec import decode, sha256
from servanda.reference.registry_files import read_yaml
from servanda.reference.shipped import DATA

COMPILED: Final = DATA / "compiled.jsonl"
_FILES: Final = ("corroborate.yaml", "counting.yaml", "offices.yaml", "persons.yaml")


class _Compiled(Record, frozen=True, kw_only=True):
    """A line of the compiled file: what a file held whose bytes have this hash."""

    file: str
    sha256: str
    content: Any


def shipped_content(path: Path) -> Any:
    """Return the plain content of a YAML file, from the compiled copy where the file is shipped and as it was. Raises `ConfigError` with file and line."""
    row = _rows().get(path.name) if path.parent == DATA else None
    return row.content if row and row.sha256 == sha256(path.read_bytes()) else read_yaml(path)


def compiled_text() -> str:
    """Return what the compiled file should hold. Raises `ConfigError`."""
    rows = (
        {"file": name, "sha256": sha256((DATA / name).read_bytes()), "content": read_yaml(DATA / name)}
        for name in _FILES
    )
    return "".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in rows)


@cache
def _rows() -> Mapping[str, _Compiled]:
    lines = COMPILED.read_bytes().splitlines() if COMPILED.exists() else []
    rows: list[_Compiled] = [decode(line, _Compiled) for line in lines]
    return {row.file: row for row in rows}
