"""Reading items in processes of their own: bounded in time and memory, and whatever happens to a process.

Each process has one item at a time, so that the one that kills it or holds it up is known. A process that held an item too
long is ended; an item whose process died is tried once more in a new one. What is wrong with the machine (no process can be
started, a disk fails) is never laid at an item's door: such items are given back to wait, or the whole reading stops.
"""

import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, Literal, NamedTuple, TypeVar

from servanda.errors import MachineError
from servanda.pipeline.worker_process import Answer, Orders

T = TypeVar("T")
R = TypeVar("R")
_TRIES = 2
_STARTS = 3
_START_SECONDS = 300.0
_COMMAND = "from servanda.pipeline.worker_process import main; main({}, {})"
_TOGETHER = 50  # results given at once
_TOGETHER_SECONDS = 2.0  # how long a finished result may wait for others


class Loss(NamedTuple):
    """Why an item has no result: it took too long, too much memory, killed its process twice, or the machine failed.

    ``machine`` says nothing about the item: it can be read once the machine is well again.
    """

    kind: Literal["time", "memory", "killed", "machine"]
    words: str


@dataclass(frozen=True)
class Work(Generic[T, R]):
    """What the processes do: ``read(tools, item)``, with the tools that ``prepare(*given)`` opened once a process.

    Both must be importable by name. ``seconds(item)`` is how long an item may take, ``memory_mb`` what its process may
    address. ``lost(item, loss)`` is the result of one that was not read.
    """

    read: Callable[[Any, T], R]
    lost: Callable[[T, Loss], R]
    prepare: Callable[..., Any]
    given: tuple[object, ...] = ()
    seconds: Callable[[T], float] = lambda _: 60.0
    memory_mb: int = 4_000


class _Task(NamedTuple, Generic[T]):
    item: T
    n_tries: int = 0


@dataclass
class _Process(Generic[T]):
    """One process: what it reads, and until when it must answer."""

    process: "subprocess.Popen[bytes]"
    pipe: Connection
    life: int  # our end of a pipe that nobody writes into: it closes when we end
    due: float
    task: _Task[T] | None = None
    is_ready: bool = False


def in_processes(items: Iterable[T], work: Work[T, R], workers: int) -> Iterator[tuple[R, ...]]:
    """Yield the results of all ``items`` as they come, those together that came within two seconds.

    Raises `MachineError` where no process can be started; the results of all that was read before are yielded first.
    """
    crew = _Crew(work, workers)
    found: list[R] = []
    since = time.monotonic()
    try:
        for result in crew.results(iter(items)):
            if result is not None:
                found.append(result)
            if found and (len(found) >= _TOGETHER or time.monotonic() - since >= _TOGETHER_SECONDS):
                yield tuple(found)
                found.clear()
            if not found:
                since = time.monotonic()
    except MachineError:
        if found:
            yield tuple(found)
        raise
    finally:
        crew.end()
    if found:
        yield tuple(found)


@contextmanager
def at_work(work: Work[T, R], workers: int) -> Iterator[Callable[[Iterable[T]], Iterator[R]]]:
    """Give what reads items, as often as it is called: its processes start with the first item and end with the block.

    With 0 workers it reads in this process, without bounds. It raises `MachineError` where no process can be started.
    """
    if not workers:
        tools = work.prepare(*work.given)
        yield lambda items: (work.read(tools, item) for item in items)
        return
    crew = _Crew(work, workers)
    try:
        yield lambda items: (found for found in crew.results(iter(items)) if found is not None)
    finally:
        crew.end()


@dataclass
class _Crew(Generic[T, R]):
    """The processes at work. They are started as items come, and a dead one is replaced."""

    work: Work[T, R]
    size: int
    again: list[_Task[T]] = field(default_factory=list)
    processes: list[_Process[T]] = field(default_factory=list)
    n_failed_starts: int = 0

    def results(self, items: Iterator[T]) -> Iterator[R | None]:
        """Yield every result, and ``None`` now and then while nothing has come."""
        while True:
            self._give(items)
            if not any(one.task for one in self.processes):
                return
            soonest = min(one.due for one in self.processes if one.task)
            pause = max(0.0, min(soonest - time.monotonic(), _TOGETHER_SECONDS))
            came = wait([one.pipe for one in self.processes], pause)
            for one in tuple(self.processes):
                if one.pipe in came:
                    yield from self._heard(one)
                elif one.task and time.monotonic() >= one.due:
                    yield from self._overdue(one)
            yield None

    def _give(self, items: Iterator[T]) -> None:
        """Give every free process an item, and start processes as long as there are items for them."""
        while True:
            free = next((one for one in self.processes if one.task is None), None)
            if free is None and len(self.processes) >= self.size:
                return
            task = self.again.pop() if self.again else next((_Task(item) for item in items), None)
            if task is None:
                return
            one = free or self._start()
            one.task = task
            if one.is_ready:
                self._send(one, task)

    def _start(self) -> _Process[T]:
        work = self.work
        orders = Orders(sys.path, pickle.dumps((work.read, work.prepare, work.given)), work.memory_mb)
        ours, theirs = Pipe()
        watched, life = os.pipe()
        # -P: nothing is taken from the folder that somebody happens to stand in.
        command = [sys.executable, "-P", "-c", _COMMAND.format(theirs.fileno(), watched)]
        nothing = subprocess.DEVNULL
        try:
            process = subprocess.Popen(  # noqa: S603 - in a session of its own: Ctrl-C is the parent's alone
                command, pass_fds=(theirs.fileno(), watched), start_new_session=True,
                stdin=nothing, stdout=nothing, stderr=nothing,
            )  # fmt: skip
        except OSError as error:
            os.close(life)
            raise MachineError(_unstartable(f"{error.strerror or error}")) from error
        finally:
            theirs.close()
            os.close(watched)
        one: _Process[T] = _Process(process, ours, life, time.monotonic() + _START_SECONDS)
        self.processes.append(one)
        self._tell(one, orders)
        return one

    def _send(self, one: _Process[T], task: _Task[T]) -> None:
        seconds = self.work.seconds(task.item)
        one.due = time.monotonic() + seconds
        self._tell(one, (task.item, seconds))

    def _tell(self, one: _Process[T], what: object) -> None:
        try:
            one.pipe.send(what)
        except OSError:  # it died just now: the closed pipe says so at the next look
            return

    def _heard(self, one: _Process[T]) -> Iterator[R]:
        """Take what a process said; a closed pipe says that it died."""
        try:
            answer = one.pipe.recv()
        except (EOFError, OSError):
            yield from self._died(one)
            return
        task = one.task
        if not one.is_ready:
            self._ready(one, answer)
            if task:
                self._send(one, task)
        elif task:
            one.task = None
            yield from self._answered(one, task, answer)

    def _ready(self, one: _Process[T], answer: Answer) -> None:
        if answer.kind != "ready":
            raise MachineError(_unstartable(answer.value or "out of memory"))
        one.is_ready = True
        self.n_failed_starts = 0

    def _answered(self, one: _Process[T], task: _Task[T], answer: Answer) -> Iterator[R]:
        if answer.kind == "done":
            yield answer.value
            return
        self._end_one(one)  # after a failure of memory or disk a process may hold anything
        if task.n_tries + 1 < _TRIES:
            self.again.append(_Task(task.item, task.n_tries + 1))
        elif answer.kind == "memory":
            words = f"reading this took more than {self.work.memory_mb} MB of memory"
            yield self.work.lost(task.item, Loss("memory", words))
        else:
            yield self.work.lost(task.item, Loss("machine", answer.value))

    def _died(self, one: _Process[T]) -> Iterator[R]:
        """Try the item of a dead process again, where it was at one; a process that never got ready had no chance to."""
        task = one.task
        self._end_one(one)
        how = _ending(one.process.returncode)
        if task is None:
            return
        if not one.is_ready:
            self.n_failed_starts += 1
            if self.n_failed_starts >= _STARTS:
                raise MachineError(_unstartable(how))
            self.again.append(task)
        elif task.n_tries + 1 < _TRIES:
            self.again.append(_Task(task.item, task.n_tries + 1))
        else:
            yield self.work.lost(task.item, Loss("killed", f"the process that read this {how}, {_TRIES} times"))

    def _overdue(self, one: _Process[T]) -> Iterator[R]:
        task = one.task
        self._end_one(one)
        if not one.is_ready:
            raise MachineError(_unstartable(f"not ready after {_START_SECONDS:g} s"))
        if task:
            words = f"reading this took longer than {self.work.seconds(task.item):.0f} s"
            yield self.work.lost(task.item, Loss("time", words))

    def _end_one(self, one: _Process[T]) -> None:
        self.processes.remove(one)
        one.process.kill()
        one.process.wait()
        one.pipe.close()
        os.close(one.life)

    def end(self) -> None:
        """End all processes."""
        for one in tuple(self.processes):
            self._end_one(one)


def _unstartable(why: str) -> str:
    return (
        f"the processes that read documents cannot be started on this machine ({why}). "
        "Nothing was set aside; free memory or disk space and run this again."
    )


def _ending(status: int | None) -> str:
    if status is not None and status < 0:
        return f"was ended by {signal.Signals(-status).name}"
    return f"ended with status {status}"
