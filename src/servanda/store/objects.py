"""Original bytes, each under its SHA-256: ``evidence/ab/cdef...``. Written whole or not at all, never changed."""

import os
from pathlib import Path

from servanda.errors import NotFoundError, StoreCorrupt
from servanda.model.codec import sha256
from servanda.store.faults import unavailable

_INCOMING = ".incoming"


class ObjectFolder:
    """The folder ``evidence`` of a dossier."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, digest: str) -> Path:
        """Return where the object with this SHA-256 stands or would stand."""
        return self.folder / digest[:2] / digest[2:]

    def put(self, content: bytes) -> str:
        """Keep ``content`` and return its SHA-256; what is there already is compared and left alone.

        The bytes go to a file beside, are forced to disk and take their name in one step, so a crash leaves no half object.
        Raises `StoreUnavailable` (disk full, read-only) and `StoreCorrupt` (other bytes stand under that name).
        """
        digest = sha256(content)
        path = self.path(digest)
        try:
            if path.exists():
                self.get(digest)
            else:
                self._write(path, content)
        except OSError as error:
            raise unavailable(str(path), error) from error
        return digest

    def get(self, digest: str) -> bytes:
        """Return the object with this SHA-256. Raises `NotFoundError`, `StoreUnavailable` or `StoreCorrupt`."""
        path = self.path(digest)
        try:
            content = path.read_bytes()
        except FileNotFoundError as error:
            raise NotFoundError(f"object {digest} is not in {self.folder}: restore it from a copy") from error
        except OSError as error:
            raise unavailable(str(path), error) from error
        found = sha256(content)
        if found != digest:
            raise StoreCorrupt(
                f"{path}: its bytes have the hash {found}: they were changed; restore the file from a copy"
            )
        return content

    def sweep(self) -> None:
        """Remove what a writer that died left unfinished. Only for the one who holds the lock."""
        for path in (self.folder / _INCOMING).glob("*"):
            path.unlink(missing_ok=True)

    def _write(self, path: Path, content: bytes) -> None:
        incoming = self.folder / _INCOMING
        incoming.mkdir(parents=True, exist_ok=True)
        path.parent.mkdir(exist_ok=True)
        temporary = incoming / f"{path.parent.name}{path.name}"
        try:
            with temporary.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            temporary.chmod(0o444)
            temporary.rename(path)
        finally:
            temporary.unlink(missing_ok=True)
        _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
