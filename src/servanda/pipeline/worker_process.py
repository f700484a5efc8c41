"""What happens inside one worker process: it opens its tools once, then reads items that come through a pipe.

It cannot outlive its parent and takes no more memory than it was given. An item that holds it up is the parent's matter;
should the parent be gone by then, the process ends itself.
"""

import ctypes
import faulthandler
import os
import resource
import signal
import sys
import threading
from collections.abc import Callable
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import IO, Any, Literal, NamedTuple

_GRACE = 30.0  # seconds that the parent has to end a process before it ends itself
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of Linux's prctl(2)
_N_SHOWN = 200


class Answer(NamedTuple):
    """What a process says: ``ready``, ``done`` with the result, or ``memory`` or ``failed`` with what went wrong, in words."""

    kind: Literal["ready", "done", "memory", "failed"]
    value: Any = None


def serve(
    pipe: Connection,
    read: Callable[[Any, Any], Any],
    prepare: Callable[..., Any],
    given: tuple[Any, ...],
    memory_mb: int,
) -> None:
    """Prepare, say so, then read every ``(item, seconds)`` that comes and answer; end when the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _end_with_parent()
    _bound_memory(memory_mb)
    prepared = _answer(prepare, *given)
    if prepared.kind != "done":
        pipe.send(prepared)
        return
    pipe.send(Answer("ready"))
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        while (asked := _asked(pipe)) is not None:
            item, seconds = asked
            pipe.send(_answer(_in_time, seconds, nowhere, read, prepared.value, item))


def _asked(pipe: Connection) -> Any:
    try:
        return pipe.recv()
    except EOFError:
        return None


def _in_time(seconds: float, nowhere: IO[str], do: Callable[..., Any], *given: Any) -> Any:
    """Do it; when the parent has not ended this process in time, it ends itself, whatever it is stuck in."""
    faulthandler.dump_traceback_later(seconds + _GRACE, exit=True, file=nowhere)
    try:
        return do(*given)
    finally:
        faulthandler.cancel_dump_traceback_later()


def _answer(do: Callable[..., Any], *given: Any) -> Answer:
    try:
        return Answer("done", do(*given))
    except MemoryError:
        return Answer("memory")
    except Exception as error:  # noqa: BLE001 - the parent decides; a traceback would tell its user nothing
        return Answer("failed", f"{type(error).__name__}: {error}"[:_N_SHOWN])


def _end_with_parent() -> None:
    """End when the parent does, however it ended: by the kernel on Linux, elsewhere by a thread that watches it."""
    parent = parent_process()
    if parent is None:
        return
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    threading.Thread(target=_watch, args=(parent.sentinel,), daemon=True).start()


def _watch(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def _bound_memory(memory_mb: int) -> None:
    """Let this process address so much memory and no more; where the system knows no such bound, it has none."""
    n_bytes = memory_mb * 1_000_000
    try:
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        bound = n_bytes if hard == resource.RLIM_INFINITY else min(n_bytes, hard)
        resource.setrlimit(resource.RLIMIT_AS, (bound, hard))
    except (ValueError, OSError):  # macOS refuses
        return
