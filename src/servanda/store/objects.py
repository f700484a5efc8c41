"""Original bytes, each under its SHA-256: ``evidence/ab/cdef...``. Written whole or not at all, never changed but by sealing."""

import os
from contextlib import suppress
from pathlib import Path

from servanda.errors import NotFoundError, StoreCorrupt, VaultLocked
from servanda.model.codec import sha256
from servanda.store.faults import unavailable
from servanda.store.sealing import MAGIC, OVERHEAD, Sealing

_INCOMING = ".incoming"


class ObjectFolder:
    """The folder ``evidence`` of a dossier."""

    def __init__(self, folder: Path, sealing: Sealing) -> None:
        self.folder = folder
        self._sealing = sealing

    def path(self, digest: str) -> Path:
        """Return where the object with this SHA-256 stands or would stand."""
        return self.folder / digest[:2] / digest[2:]

    def put(self, content: bytes, *, is_secret: bool = False) -> str:
        """Keep ``content``, sealed where it is secret, and return its SHA-256; what is there already is compared and left alone.

        The bytes go to a file beside, are forced to disk and take their name in one step, so a crash leaves no half object.
        Raises `StoreUnavailable` (disk full, read-only) and `StoreCorrupt` (other bytes stand under that name).
        """
        digest = sha256(content)
        path = self.path(digest)
        try:
            if not path.exists():
                self._write(path, self._sealing.seal(content) if is_secret else content)
            elif is_secret:
                self.seal(digest, len(content))
            else:
                self._compare(digest)
        except OSError as error:
            raise unavailable(str(path), error) from error
        return digest

    def get(self, digest: str) -> bytes:
        """Return the object with this SHA-256.

        Raises `NotFoundError`, `StoreUnavailable`, `StoreCorrupt`, or `VaultLocked` where it is sealed and the vault is shut.
        """
        path = self.path(digest)
        kept = self._kept(digest)
        content = self._sealing.plain(kept, digest)
        if content is None:
            raise StoreCorrupt(
                f"{path}: its bytes have the hash {sha256(kept)}: they were changed; restore the file from a copy"
            )
        return content

    def seal(self, digest: str, n_bytes: int) -> bool:
        """Seal an object of so many bytes that lies in the clear, in one step, and tell whether it did. Raises as `get` does."""
        if self.is_sealed(digest, n_bytes):
            self._compare(digest)
            return False
        content = self.get(digest)
        try:
            self._write(self.path(digest), self._sealing.seal(content))
        except OSError as error:
            raise unavailable(str(self.path(digest)), error) from error
        return True

    def is_sealed(self, digest: str, n_bytes: int) -> bool:
        """Tell whether an object of so many bytes is sealed, by its length and first bytes; one that is not there is not."""
        path = self.path(digest)
        try:
            with path.open("rb") as file:
                return file.read(len(MAGIC)) == MAGIC and path.stat().st_size == n_bytes + OVERHEAD
        except FileNotFoundError:
            return False
        except OSError as error:
            raise unavailable(str(path), error) from error

    def n_bytes(self, digest: str) -> int:
        """Return how many bytes a sealed object holds, as far as its length tells."""
        return self.path(digest).stat().st_size - OVERHEAD

    def _compare(self, digest: str) -> None:
        """Raise unless the object is what it is named by, as far as can be seen: what is sealed and locked is left alone."""
        with suppress(VaultLocked):
            self.get(digest)

    def _kept(self, digest: str) -> bytes:
        path = self.path(digest)
        try:
            return path.read_bytes()
        except FileNotFoundError as error:
            raise NotFoundError(f"object {digest} is not in {self.folder}: restore it from a copy") from error
        except OSError as error:
            raise unavailable(str(path), error) from error

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
        reach_disk(path.parent)


def reach_disk(path: Path) -> None:
    """Have what was written to a file, or which names a folder has, reach the disk before anything else is done."""
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
