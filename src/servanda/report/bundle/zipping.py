"""A zip file written one entry after another, in the form that ``verify.packed`` makes of the same files, without holding them all."""

import hashlib
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import IO, NamedTuple, Self

_N_CHUNK_BYTES = 1 << 20


class Entry(NamedTuple):
    """What was written: its length and its SHA-256 in hexadecimal digits."""

    n_bytes: int
    sha256: str


class Zip:
    """A zip file that is being written to ``out``, which can be moved in: stored, in the order of adding, without times."""

    def __init__(self, out: IO[bytes]) -> None:
        self._archive = zipfile.ZipFile(out, "w", zipfile.ZIP_STORED)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._archive.__exit__(kind, error, trace)

    def add(self, name: str, content: bytes | IO[bytes]) -> Entry:
        """Write an entry: bytes, or all of an open file."""
        info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
        info.create_system, info.external_attr = 3, 0o644 << 16
        info.file_size = len(content) if isinstance(content, bytes) else content.seek(0, os.SEEK_END)
        digest = hashlib.sha256()
        with self._archive.open(info, "w") as entry:
            for piece in _pieces(content):
                digest.update(piece)
                entry.write(piece)
        return Entry(info.file_size, digest.hexdigest())


def _pieces(content: bytes | IO[bytes]) -> Iterator[bytes]:
    if isinstance(content, bytes):
        yield content
        return
    content.seek(0)
    while piece := content.read(_N_CHUNK_BYTES):
        yield piece


def temporary_beside(out: IO[bytes]) -> IO[bytes]:
    """Return a file without a name in the folder of ``out``, where what it holds may lie; it is gone when it is closed."""
    return TemporaryFile(dir=Path(out.name).parent)
