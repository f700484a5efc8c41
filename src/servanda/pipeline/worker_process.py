"""What happens inside one worker process: it opens its tools once, then reads items that come through a pipe.

It cannot outlive its parent and takes no more memory than it was given. An item that holds it up is the parent's matter;
should the parent be gone by then, the process ends itself. Started by `workers` as a program of its own, so that nothing of
the caller's (its script, its threads, its open files) comes along.
"""

import ctypes
import faulthandler
import gc
import os
import pickle
import resource
import signal
import sys
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import IO, Any, Literal, NamedTuple

_GRACE = 30.0  # seconds that the parent has to end a process before it ends itself
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of Linux's prctl(2)
_N_SHOWN = 200
_WHILE_OPENING, _WHILE_READING = 500_000, 50_000  # new objects before circles among them are looked for


class Answer(NamedTuple):
    """What a process says: ``ready``, ``done`` with the result, or ``memory`` or ``failed`` with what went wrong, in words."""

    kind: Literal["ready", "done", "memory", "failed"]
    value: Any = None


class Orders(NamedTuple):
    """What a process gets first: where to find modules, what to do and with what, and its bound of memory in megabytes."""

    path: list[str]
    pickled: bytes  # read, prepare, and what it is given: opened once the path is known
    memory_mb: int


def main(pipe: int, life: int) -> None:
    """Prepare, say so, then read every ``(item, seconds)`` that comes and answer; end when the pipe is closed.

    ``pipe`` and ``life`` are open files: the first carries orders and answers, the second is closed when the parent ends.
    """
    _end_with_parent(life)
    connection = Connection(pipe)
    orders: Orders = connection.recv()
    sys.path[:] = orders.path
    _bound_memory(orders.memory_mb)
    gc.set_threshold(_WHILE_OPENING)
    prepared = _answer(_prepared, orders.pickled)
    if prepared.kind != "done":
        connection.send(prepared)
        return
    read, tools = prepared.value
    connection.send(Answer("ready"))
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        while (asked := _asked(connection)) is not None:
            item, seconds = asked
            connection.send(_answer(_in_time, seconds, nowhere, read, tools, item))
            _settle()


def _settle() -> None:
    """Take what the first item has opened for what stays: no more circles are looked for in it, but sooner in what comes."""
    if gc.get_threshold()[0] == _WHILE_OPENING:
        gc.freeze()
        gc.set_threshold(_WHILE_READING)


def _prepared(pickled: bytes) -> tuple[Callable[[Any, Any], Any], Any]:
    read, prepare, given = pickle.loads(pickled)  # noqa: S301 - from our own parent, through its pipe
    return read, prepare(*given)


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


def _end_with_parent(life: int) -> None:
    """End when the parent does, however it ended: by the kernel on Linux, elsewhere by a thread that watches it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    threading.Thread(target=_watch, args=(life,), daemon=True).start()


def _watch(life: int) -> None:
    os.read(life, 1)
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
