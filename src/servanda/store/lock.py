"""One writer at a time, across processes. The operating system frees the lock of a process that dies."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from servanda.errors import StoreBusy
from servanda.store.faults import unavailable

_PAUSE_SECONDS = 0.02


@contextmanager
def exclusive(path: Path, wait_seconds: float) -> Iterator[None]:
    """Hold the lock file ``path`` during the body, with our process id in it for others to read.

    Raises `StoreBusy` naming the holder after ``wait_seconds``, and `StoreUnavailable` where the file cannot be made.
    """
    try:
        number = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise unavailable(str(path), error) from error
    try:
        _wait(number, path, wait_seconds)
        os.ftruncate(number, 0)
        os.pwrite(number, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        os.close(number)


def _wait(number: int, path: Path, wait_seconds: float) -> None:
    deadline = time.monotonic() + wait_seconds
    while True:
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                holder = os.pread(number, 32, 0).decode("ascii", "replace").strip() or "unknown"
                message = f"{path.parent} is being written by process {holder}; waited {wait_seconds:g} s."
                raise StoreBusy(f"{message} Try again when it has finished.") from None
            time.sleep(_PAUSE_SECONDS)
        else:
            return
