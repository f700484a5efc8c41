"""Every error that Servanda raises on purpose.

    ServandaError
    ├── UsageError               the caller asked for something that cannot be done (exit status 2)
    │   ├── ConfigError          a configuration or data file is wrong: names file, line and field
    │   ├── NotFoundError        no such dossier, record or file
    │   └── VaultLocked          the vault's passphrase is missing, or its key is kept elsewhere
    │       └── WrongPassphrase  a passphrase was given that does not open it
    ├── InputError               one input cannot be used: it is quarantined and the run goes on
    │   ├── EmptyInput           no bytes, or no text in them
    │   ├── TooLargeInput        beyond a stated bound
    │   ├── UndecodableInput     bytes that are no text in any declared or detectable encoding
    │   ├── BrokenInput          damaged container (PDF, DOCX, JSON line, ...)
    │   └── UnsupportedInput     a format that no parser takes
    ├── NetworkError             a server cannot be reached, or does not answer as it should (transient)
    ├── MachineError             this machine cannot do it now: no process, no memory (transient)
    ├── RecordError              a record violates the contract (strict decoding, invariants)
    └── StoreError               the record database or the object folder
        ├── StoreBusy            another process writes: try again (transient)
        ├── StoreUnavailable     disk full, read-only, no connection: try again once mended (transient)
        ├── StoreConflict        a decision or record does not fit what is stored (terminal)
        └── StoreCorrupt         stored bytes differ from what was written (terminal)

Transient errors carry ``transient = True``: the same call may succeed later. All others are terminal.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

_N_SHOWN = 200


class ServandaError(Exception):
    """Base of all errors below; its text is written for the user and says what to do."""

    transient = False


class UsageError(ServandaError):
    """The caller asked for something that cannot be done."""


class ConfigError(UsageError):
    """A configuration or data file is wrong; the message names file, line and field."""


class NotFoundError(UsageError):
    """No such dossier, record or file."""


class VaultLocked(UsageError):
    """The vault's passphrase is missing or wrong, or its key is kept elsewhere."""


class WrongPassphrase(VaultLocked):
    """A passphrase was given that does not open the vault."""


class InputError(ServandaError):
    """One input cannot be used; the pipeline quarantines it with this reason."""


class EmptyInput(InputError):
    """No bytes, or no text in them."""


class TooLargeInput(InputError):
    """The input is beyond a stated bound."""


class UndecodableInput(InputError):
    """Bytes that are no text in any declared or detectable encoding."""


class BrokenInput(InputError):
    """A damaged container: PDF, DOCX, JSON line and so on."""


class UnsupportedInput(InputError):
    """A format that no parser takes."""


class NetworkError(ServandaError):
    """A server cannot be reached, or does not answer as it should."""

    transient = True


class MachineError(ServandaError):
    """This machine cannot do it now: no process can be started, no memory is left."""

    transient = True


class RecordError(ServandaError):
    """A record violates the contract."""


class StoreError(ServandaError):
    """The record database or the object folder."""


class StoreBusy(StoreError):
    """Another process writes to the same dossier."""

    transient = True


class StoreUnavailable(StoreError):
    """Disk full, folder read-only or database out of reach."""

    transient = True


class StoreConflict(StoreError):
    """A decision or record does not fit what is stored."""


class StoreCorrupt(StoreError):
    """Stored bytes differ from what was written."""


def is_machine_fault(error: Exception) -> bool:
    """Tell whether an error is the machine's (memory, disk, a file that the system refuses) and not the input's.

    Libraries also raise ``OSError`` over damaged bytes; one without the system's number is such a complaint.
    """
    return isinstance(error, (MemoryError, MachineError, sqlite3.OperationalError)) or (
        isinstance(error, OSError) and error.errno is not None
    )


@contextmanager
def guarded(what: str) -> Iterator[None]:
    """Turn whatever a library raises over damaged bytes into `BrokenInput`: they document no complete list.

    ``what`` names the thing in the message, with its place where it has one. Faults of the machine pass.
    """
    try:
        yield
    except InputError:
        raise
    except Exception as error:
        if is_machine_fault(error):
            raise
        detail = f"{type(error).__name__}: {error}".encode("ascii", "backslashreplace").decode()[:_N_SHOWN]
        raise BrokenInput(f"{what} is damaged ({detail}). Open it, save it again and add the new file.") from error
