"""The shipped registries as files: YAML for people, and the same compiled to JSON Lines, which loads fast."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Generic, TypeVar

from servanda.model.base import Record
from servanda.model.codec import decode, encode_lines
from servanda.reference.registry_files import read_entries, unique

DATA: Final = Path(__file__).parent / "data"
R = TypeVar("R", bound=Record)


class Head(Record, frozen=True, kw_only=True):
    """First line of a compiled file: the hash of the files it was compiled from."""

    sources_sha256: str


@dataclass(frozen=True)
class Shipped(Generic[R]):
    """A folder of YAML files with entries of one kind; its compiled copy stands beside it."""

    folder: Path
    kind: type[R]

    @property
    def compiled(self) -> Path:
        """The compiled file."""
        return self.folder.with_suffix(".jsonl")

    def entries(self) -> tuple[dict[str, R], tuple[str, ...]]:
        """Return the entries by id, and what in the files this version does not know.

        The compiled file is taken where it was made from the files as they are. Raises `ConfigError` naming file and entry.
        """
        lines = self.compiled.read_bytes().splitlines() if self.compiled.exists() else []
        if not lines or decode(lines[0], Head).sources_sha256 != self._sources_sha256():
            return self.read()
        read: list[R] = [decode(line, self.kind) for line in lines[1:]]
        return {entry.id: entry for entry in read}, ()  # type: ignore[attr-defined]

    def read(self) -> tuple[dict[str, R], tuple[str, ...]]:
        """Return the same from the YAML files. Raises `ConfigError` naming file and entry."""
        entries: list[R] = []
        warnings: list[str] = []
        for file in self._files():
            found, unknown = read_entries(file, self.kind)
            entries += found
            warnings += unknown
        return unique(tuple(entries), self.folder), tuple(warnings)

    def text(self) -> str:
        """Return what the compiled file should hold. Raises `ConfigError` naming file and entry."""
        entries, _ = self.read()
        return b"".join(encode_lines([Head(sources_sha256=self._sources_sha256()), *entries.values()])).decode()

    def _files(self) -> Iterator[Path]:
        yield from sorted(self.folder.glob("*.yaml"))

    def _sources_sha256(self) -> str:
        digest = hashlib.sha256()
        for file in self._files():
            content = file.read_bytes()
            digest.update(f"{file.name} {len(content)}\n".encode())
            digest.update(content)
        return digest.hexdigest()
