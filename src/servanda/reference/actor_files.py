"""The shipped registry of actors as files: YAML for people, and the same compiled to JSON Lines, which loads fast."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import msgspec

from servanda.model.base import Record
from servanda.model.codec import decode, encode_lines
from servanda.reference.actor_entries import Actor
from servanda.reference.registry_files import read_entries, unique

_DATA: Final = Path(__file__).parent / "data"
_FOLDER: Final = _DATA / "actors"
COMPILED: Final = _DATA / "actors.jsonl"
# Changes of office are known to the shipped registry up to here; an office without an end is not carried beyond it.
_KNOWN_UNTIL: Final = "2025-06"


class Head(Record, frozen=True, kw_only=True):
    """First line of the compiled file: the hash of the files it was compiled from."""

    sources_sha256: str


def shipped_actors() -> tuple[dict[str, Actor], tuple[str, ...]]:
    """Return the shipped entries by id, and what in the files this version does not know.

    The compiled file is taken where it was made from the files as they are. Raises `ConfigError` naming file and entry.
    """
    lines = COMPILED.read_bytes().splitlines() if COMPILED.exists() else []
    if lines and decode(lines[0], Head).sources_sha256 == _sources_sha256():
        compiled: list[Actor] = [decode(line, Actor) for line in lines[1:]]
        return {actor.id: actor for actor in compiled}, ()
    return _from_yaml()


def compiled_actors() -> str:
    """Return what the compiled file should hold. Raises `ConfigError` naming file and entry."""
    actors, _ = _from_yaml()
    return b"".join(encode_lines([Head(sources_sha256=_sources_sha256()), *actors.values()])).decode()


def _from_yaml() -> tuple[dict[str, Actor], tuple[str, ...]]:
    actors: list[Actor] = []
    warnings: list[str] = []
    for file in _files():
        entries, unknown = read_entries(file, Actor)
        actors += entries
        warnings += unknown
    return unique(tuple(map(_dated, actors)), _FOLDER), tuple(warnings)


def _dated(actor: Actor) -> Actor:
    offices = tuple(
        office if office.until or office.as_of else msgspec.structs.replace(office, as_of=_KNOWN_UNTIL)
        for office in actor.offices
    )
    return msgspec.structs.replace(actor, offices=offices)


def _files() -> Iterator[Path]:
    yield from sorted(_FOLDER.glob("*.yaml"))


def _sources_sha256() -> str:
    digest = hashlib.sha256()
    for file in _files():
        content = file.read_bytes()
        digest.update(f"{file.name} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()
