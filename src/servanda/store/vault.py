"""The folder ``vault``: salts and values behind the commitments of the custody log, apart from it.

Plain text in a file of mode 600 for now; whoever passes a dossier on leaves the folder out, or discloses chosen lines.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from servanda.errors import RecordError
from servanda.model.codec import decode_json, encode, sha256
from servanda.store.faults import unavailable

_N_SALT_BYTES = 32


class Opening(NamedTuple):
    """A commitment that a salt and a value in the vault open, and the field it stands for."""

    commitment: str
    field: str


class Vault:
    """The salts of one dossier. ``randomness`` gives that many random bytes."""

    def __init__(self, folder: Path, randomness: Callable[[int], bytes]) -> None:
        self.path = folder / "salts.jsonl"
        self._randomness = randomness

    def commit(self, details: Mapping[str, str]) -> dict[str, str]:
        """Return ``sha256(salt || value)`` by field, once the salts are safely in the file.

        The file comes before the entry: a crash between leaves a salt without an entry, which harms nobody.
        Raises `StoreUnavailable`.
        """
        salts = [self._salted(field, value) for field, value in sorted(details.items())]
        if salts:
            self._append(b"".join(encode(salt) + b"\n" for salt in salts))
        return {salt["field"]: salt["commitment"] for salt in salts}

    def lines(self) -> Iterator[tuple[int, Opening | None]]:
        """Yield (line number, what it opens) for each line, ``None`` for a changed one; nothing without a file."""
        if not self.path.is_file():
            return
        lines = self.path.read_bytes().split(b"\n")
        for number, line in enumerate(lines, start=1):
            if line or number < len(lines):
                yield number, _opening(line)

    def _salted(self, field: str, value: str) -> dict[str, str]:
        salt = self._randomness(_N_SALT_BYTES)
        return {"commitment": _commitment(salt, value), "field": field, "salt": salt.hex(), "value": value}

    def _append(self, lines: bytes) -> None:
        try:
            self.path.parent.mkdir(mode=0o700, exist_ok=True)
            number = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            with os.fdopen(number, "r+b") as file:
                _drop_torn_line(file)
                file.write(lines)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise unavailable(str(self.path), error) from error


def _opening(line: bytes) -> Opening | None:
    try:
        opened: Any = decode_json(line)
        salt, value, field = bytes.fromhex(opened["salt"]), opened["value"], opened["field"]
        made = {"commitment": _commitment(salt, value), "field": field, "salt": salt.hex(), "value": value}
    except (RecordError, KeyError, TypeError, ValueError, AttributeError):
        return None
    return Opening(made["commitment"], field) if encode(made) == line else None


def _commitment(salt: bytes, value: str) -> str:
    return sha256(salt + value.encode("utf-8"))


def _drop_torn_line(file: BinaryIO) -> None:
    """Leave ``file`` at its end, after a line feed: a line that a crash cut off belongs to no entry."""
    if not file.seek(0, os.SEEK_END):
        return
    file.seek(-1, os.SEEK_END)
    if file.read(1) != b"\n":
        file.seek(0)
        file.truncate(file.read().rfind(b"\n") + 1)
        file.seek(0, os.SEEK_END)
