"""One clock for all benchmarks."""

import time
from collections.abc import Callable


def seconds(work: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    """Return how long ``work`` takes by the ``clock``: of the wall, or ``time.process_time`` for the CPU of this process."""
    start = clock()
    work()
    return clock() - start


def cpu_seconds(work: Callable[[], object]) -> float:
    """Return the CPU seconds of this process that ``work`` takes."""
    return seconds(work, time.process_time)
