"""Reading texts in several processes: in order, in bounded memory, and whatever happens to a worker.

Texts go out in small batches, a few at a time, so that neither they nor their results pile up. When a worker is killed,
the pool is broken: what was under way is read again, text by text, in a process of its own. A text that kills that
process too, twice, is quarantined; all others lose nothing. A process that hangs over one text ends itself after a while.
"""

import faulthandler
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")
_BATCH = 8
_AHEAD = 2  # batches a worker has waiting
_TRIES = 2


@dataclass(frozen=True)
class Work(Generic[T, R]):
    """What the processes do: ``read`` one item (both must be importable), after ``prepare(*given)`` once a process.

    ``lost(item)`` is the result for an item that kills whatever process reads it, or holds it for more than ``seconds``.
    """

    read: Callable[[T], R]
    lost: Callable[[T], R]
    prepare: Callable[..., None]
    given: tuple[object, ...] = ()
    seconds: float = 600.0


def in_processes(items: Sequence[T], work: Work[T, R], workers: int) -> Iterator[R]:
    """Yield ``work.read(item)`` of every item, in order, with ``workers`` processes."""
    batches = _batches(items)
    while True:
        under_way: deque[tuple[Sequence[T], Future[list[R]]]] = deque()
        with _pool(work, workers) as pool:
            try:
                yield from _flow(batches, under_way, (pool, work, workers))
            except BrokenProcessPool:
                pool.shutdown(wait=False, cancel_futures=True)
            else:
                return
        for batch, _ in under_way:
            yield from _one_by_one(batch, work)


def _flow(
    batches: Iterator[Sequence[T]],
    under_way: "deque[tuple[Sequence[T], Future[list[R]]]]",
    by: tuple[ProcessPoolExecutor, Work[T, R], int],
) -> Iterator[R]:
    """Yield the results of batches as long as the pool holds; what is ``under_way`` when it breaks is left there."""
    pool, work, workers = by
    while True:
        for batch in islice(batches, workers * _AHEAD - len(under_way)):
            under_way.append((batch, _submitted(pool, work, batch)))
        if not under_way:
            return
        done = under_way[0][1].result()
        under_way.popleft()
        yield from done


def _submitted(pool: ProcessPoolExecutor, work: Work[T, R], batch: Sequence[T]) -> "Future[list[R]]":
    """Submit a batch; where the pool is already broken, the future says so like any other."""
    try:
        return pool.submit(_read_all, work.read, tuple(batch), work.seconds)
    except BrokenProcessPool as error:
        broken: Future[list[R]] = Future()
        broken.set_exception(error)
        return broken


def _one_by_one(batch: Sequence[T], work: Work[T, R]) -> Iterator[R]:
    """Read the items of a batch that a worker did not survive, each by itself."""
    pool = _pool(work, 1)
    try:
        for item in batch:
            for _ in range(_TRIES):
                try:
                    [result] = pool.submit(_read_all, work.read, (item,), work.seconds).result()
                except BrokenProcessPool:
                    pool.shutdown(wait=False)
                    pool = _pool(work, 1)
                else:
                    break
            else:
                result = work.lost(item)
            yield result
    finally:
        pool.shutdown()


def _pool(work: Work[T, R], workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, get_context("spawn"), work.prepare, work.given)


def _read_all(read: Callable[[T], R], items: Sequence[T], seconds: float) -> list[R]:
    """Read items one after the other; where one takes more than ``seconds``, this process ends, whatever it is stuck in."""
    results = []
    for item in items:
        faulthandler.dump_traceback_later(seconds, exit=True)
        try:
            results.append(read(item))
        finally:
            faulthandler.cancel_dump_traceback_later()
    return results


def _batches(items: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(items), _BATCH):
        yield items[start : start + _BATCH]
