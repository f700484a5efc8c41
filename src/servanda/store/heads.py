"""The file ``custody/heads.jsonl``: one signed tree head a line, each naming the hash of the line before."""

import os
from collections.abc import Iterator
from pathlib import Path

from servanda.errors import NotFoundError, RecordError, StoreCorrupt
from servanda.model.codec import canonical, decode, sha256, to_plain
from servanda.model.custody import SigningKey, TreeHead
from servanda.store.faults import unavailable

_TAIL_BYTES = 4096
"""More than the longest line, which has about 450 bytes."""


def line_of(head: TreeHead) -> bytes:
    """Return the canonical JSON (RFC 8785) of a head: its line in the file, and what a time-stamp is made of."""
    return canonical(to_plain(head))


def statement(record: TreeHead | SigningKey) -> bytes:
    """Return what is signed of a record: the canonical JSON of all its fields but the signatures."""
    left_out = {"signature", "possession", "endorsement", "passed_on"}
    return canonical({name: value for name, value in to_plain(record).items() if name not in left_out})


def change_of_key(before: str, after: str) -> bytes:
    """Return what a key signs of the one that takes its place: the two public keys, and nothing of who, when and why."""
    return canonical({"type": "servanda/key-change/1", "from": before, "to": after})


class HeadFile:
    """The signed tree heads of one dossier."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "heads.jsonl"

    def lines(self) -> Iterator[bytes]:
        """Yield the lines without their line feeds; a last one that a crash cut off keeps none either."""
        try:
            with self.path.open("rb") as file:
                for line in file:
                    yield line.removesuffix(b"\n")
        except FileNotFoundError:
            return
        except OSError as error:
            raise unavailable(str(self.path), error) from error

    def line(self, size: int) -> bytes:
        """Return the line of the head over ``size`` entries. Raises `NotFoundError`, `RecordError`."""
        for line in self.lines():
            head: TreeHead = decode(line, TreeHead)
            if head.size == size:
                return line
        raise NotFoundError(f"{self.path} has no head of {size} entries: restore it from a copy")

    def is_torn(self) -> bool:
        """Tell whether the file does not end with a line feed."""
        return self._tail()[-1:] not in {b"", b"\n"}

    def last(self) -> TreeHead | None:
        """Return the newest whole head, ``None`` before the first. Raises `StoreCorrupt` where its line is no head."""
        tail = self._tail()
        whole, feed, _ = tail.rpartition(b"\n")
        if not feed and len(tail) < _TAIL_BYTES:
            return None
        try:
            head: TreeHead = decode(whole.rpartition(b"\n")[2], TreeHead)
        except RecordError as error:
            message = f"{self.path}: its last line cannot be read ({error})"
            raise StoreCorrupt(f"{message}: restore the file from a copy, then run: servanda verify") from error
        return head

    def append(self, head: TreeHead) -> None:
        """Add a line and force it to disk; a line that a crash cut off is dropped before. Raises `StoreUnavailable`."""
        try:
            self.path.parent.mkdir(exist_ok=True)
            with self.path.open("ab") as file:
                if self.is_torn():
                    file.truncate(_whole_bytes(self.path))
                file.write(line_of(head) + b"\n")
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise unavailable(str(self.path), error) from error

    def _tail(self) -> bytes:
        try:
            with self.path.open("rb") as file:
                file.seek(max(0, file.seek(0, os.SEEK_END) - _TAIL_BYTES))
                return file.read()
        except FileNotFoundError:
            return b""
        except OSError as error:
            raise unavailable(str(self.path), error) from error


def _whole_bytes(path: Path) -> int:
    """Return how many bytes of a file stand before the end of its last whole line."""
    return path.read_bytes().rfind(b"\n") + 1


def hash_of(head: TreeHead) -> str:
    """Return the SHA-256 of a head's line: what the next head and a time-stamp refer to."""
    return sha256(line_of(head))
