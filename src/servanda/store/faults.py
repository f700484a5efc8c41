"""Errors of the operating system and the database, in words that say what to do."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from servanda.errors import StoreBusy, StoreConflict, StoreCorrupt, StoreError, StoreUnavailable

_ADVICE = {
    errno.ENOSPC: "the disk is full: free some space and try again",
    errno.EDQUOT: "the disk quota is used up: free some space and try again",
    errno.EFBIG: "the file may not grow any further (file size limit or full disk): free some space and try again",
    errno.EROFS: "it lies on a read-only file system: copy the dossier to a writable one",
    errno.EACCES: "permission denied: make the dossier's folder writable for you",
    errno.EPERM: "permission denied: make the dossier's folder writable for you",
}
# What SQLite says, and PostgreSQL (by its codes, which are the same in every language), in the order in which it is looked for; each with the error to raise and what to do.
_SAID: tuple[tuple[str, type[StoreError], str], ...] = (
    ("append-only", StoreConflict, "stored rows are never changed or deleted; append a decision instead"),
    ("database is locked", StoreBusy, "another process writes: try again when it has finished"),
    ("lock timeout", StoreBusy, "another process writes: try again when it has finished"),
    ("55p03", StoreBusy, "another process writes: try again when it has finished"),
    ("25006", StoreUnavailable, "it was opened for reading alone"),
    (
        "can't create a connection",
        StoreUnavailable,
        "its server cannot be reached: start it, or mend the address in dossier.toml (store)",
    ),
    ("full", StoreUnavailable, "the disk is full: free some space and try again"),
    (
        "disk i/o error",
        StoreUnavailable,
        "the disk cannot be read or written (full, or failing): mend it and try again",
    ),
    ("readonly", StoreUnavailable, "it cannot be written: make the dossier's folder writable for you"),
    ("unable to open", StoreUnavailable, "it cannot be opened: check that the folder exists and is writable for you"),
    ("malformed", StoreCorrupt, "the file is damaged: restore it from a copy, then run: servanda verify"),
    ("not a database", StoreCorrupt, "the file is no SQLite database: restore it from a copy"),
)


def unavailable(what: str, error: OSError) -> StoreUnavailable:
    """Return the error to raise when the operating system refuses to read or write ``what``."""
    advice = _ADVICE.get(error.errno or 0, f"{error.strerror or error}")
    return StoreUnavailable(f"{what}: {advice}")


@contextmanager
def translated(what: str) -> Iterator[None]:
    """Raise a `StoreError` that names ``what`` in place of a database error from the body."""
    try:
        yield
    except DBAPIError as error:
        raise _store_error(what, error) from error


@contextmanager
def reading(what: str) -> Iterator[None]:
    """Do as `translated`; SQLite's driver also fails on its own message, where a damaged file garbles the names in it."""
    try:
        with translated(what):
            yield
    except UnicodeDecodeError as error:
        raise StoreCorrupt(f"{what}: the file is damaged ({error.reason}): restore it from a copy") from error


def _store_error(what: str, error: DBAPIError) -> StoreError:
    said = str(error.orig).lower()
    for phrase, kind, advice in _SAID:
        if phrase in said:
            return kind(f"{what}: {advice} ({error.orig})")
    return StoreUnavailable(f"{what}: the database refused: {error.orig}")
