"""Where time-stamps (RFC 3161) of signed tree heads are kept: ``custody/stamps/00000042.tsr`` for the head of 42 entries.

A request waits as ``00000042.tsq`` until an authority has answered. What is stamped is the SHA-256 of the head's line, so
``openssl ts -verify -digest HASH -in 00000042.tsr -CAfile ROOTS`` says the same as this program.
"""

import os
from pathlib import Path

from servanda.store.faults import unavailable

REQUEST = ".tsq"
RESPONSE = ".tsr"


class StampFolder:
    """The requests and time-stamps of one dossier; a head is named by the number of entries that it covers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "stamps"

    def sizes(self, ending: str) -> tuple[int, ...]:
        """Return the heads that a request (``.tsq``) or a time-stamp (``.tsr``) is here for, in order."""
        return tuple(sorted(int(path.stem) for path in self.folder.glob(f"*{ending}") if path.stem.isdecimal()))

    def path(self, size: int, ending: str) -> Path:
        """Return where the request or time-stamp for a head stands or would stand."""
        return self.folder / f"{size:08d}{ending}"

    def read(self, size: int, ending: str) -> bytes:
        """Return a request or time-stamp. Raises `StoreUnavailable`."""
        try:
            return self.path(size, ending).read_bytes()
        except OSError as error:
            raise unavailable(str(self.path(size, ending)), error) from error

    def write(self, size: int, ending: str, content: bytes) -> None:
        """Keep a request or time-stamp, whole or not at all. Raises `StoreUnavailable`."""
        path = self.path(size, ending)
        beside = path.with_suffix(f"{ending}.new")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with beside.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            beside.rename(path)
        except OSError as error:
            raise unavailable(str(path), error) from error

    def drop_request(self, size: int) -> None:
        """Remove a request that was answered. Raises `StoreUnavailable`."""
        try:
            self.path(size, REQUEST).unlink(missing_ok=True)
        except OSError as error:
            raise unavailable(str(self.path(size, REQUEST)), error) from error
