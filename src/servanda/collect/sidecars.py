"""Sidecar files: ``report.pdf.meta.json`` or ``report.meta.toml`` declares what is known of ``report.pdf``."""

import tomllib
from collections.abc import Collection
from pathlib import Path
from typing import Any

from servanda.collect.declared import Declared, read_declared
from servanda.errors import BrokenInput, InputError, RecordError
from servanda.model.codec import decode_json

_ENDINGS = (".meta.json", ".meta.toml")
_MAX_BYTES = 100_000


def is_sidecar(name: str) -> bool:
    """Tell by its name whether a file describes another one."""
    return name.lower().endswith(_ENDINGS)


def without_companion(names: Collection[str]) -> frozenset[str]:
    """Return those ``names`` of one folder that are sidecars of no file among them."""
    sidecars = {name for name in names if is_sidecar(name)}
    files = set(names) - sidecars
    described = files | {Path(name).stem for name in files}
    return frozenset(name for name in sidecars if name[: -len(_ENDINGS[0])] not in described)


def sidecar_of(path: Path) -> Path | None:
    """Return the sidecar of a file; the one that has the file's whole name goes before the one without its ending."""
    names = [name + ending for name in (path.name, path.stem) for ending in _ENDINGS]
    return next((path.with_name(name) for name in names if path.with_name(name).is_file()), None)


def declared_beside(path: Path) -> dict[str, Any]:
    """Return the plain values that the sidecar of ``path`` declares; none where there is no sidecar.

    Raises `BrokenInput` where the sidecar cannot be read:
    to go on without it could make a protected document public.
    """
    sidecar = sidecar_of(path)
    if sidecar is None:
        return {}
    try:
        content = _decode(sidecar)
    except (OSError, RecordError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise BrokenInput(
            f"{path.name}: its description {sidecar.name} cannot be read ({error}). Mend or remove it."
        ) from error
    if not isinstance(content, dict):
        raise BrokenInput(
            f"{path.name}: its description {sidecar.name} must be a table of fields such as title, publisher."
        )
    return content


def read_sidecar(path: Path) -> Declared:
    """Return the checked fields that the sidecar of ``path`` declares. Raises `BrokenInput`."""
    try:
        return read_declared(declared_beside(path))
    except InputError as error:
        raise BrokenInput(f"{path.name}: {error}") from error


def _decode(sidecar: Path) -> Any:
    with sidecar.open("rb") as file:
        content = file.read(_MAX_BYTES)
    return decode_json(content) if sidecar.suffix.lower() == ".json" else tomllib.loads(content.decode("utf-8"))
