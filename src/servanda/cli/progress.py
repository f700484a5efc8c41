"""How far a long work is: a bar on a terminal, a line each few seconds elsewhere."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

from servanda.cli.output import say

Step = Callable[[str, int, int], None]
SECONDS: Final = 5.0
"""Between two lines where there is no terminal."""


@contextmanager
def progress(title: str) -> Iterator[Step]:
    """Yield a function ``(what, done, total)`` that shows how far a work is; ``total`` 0 means unknown."""
    if not sys.stderr.isatty():
        yield Lines(time.monotonic).step
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("left"), TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(title, total=None)
        shown = [title]

        def step(what: str, done: int, total: int) -> None:
            if what != shown[0]:  # another stage has its own pace
                bar.reset(task, description=what, total=total or None)
                shown[0] = what
            bar.update(task, completed=done, total=total or None)

        yield step


@dataclass
class Lines:
    """Progress as lines of text, at most one each `SECONDS`; a short work says nothing. ``clock`` gives seconds."""

    clock: Callable[[], float]
    what: str = ""
    begun: float = 0.0
    said: float | None = field(default=None)

    def step(self, what: str, done: int, total: int) -> None:
        """Say how far the work is, if the last word on it is some seconds old."""
        now = self.clock()
        self.said = now if self.said is None else self.said
        if what != self.what:
            self.what, self.begun = what, now
        if now - self.said >= SECONDS:
            self.said = now
            say(line_of(what, done, total, now - self.begun))


def line_of(what: str, done: int, total: int, seconds: float) -> str:
    """Return in words how much of a work is done, and how long the rest takes at the same pace."""
    if not total:
        return f"{what}: {done} so far" if done else f"{what} ..."
    left = f", about {duration(seconds / done * (total - done))} left" if done and done < total else ""
    return f"{what}: {done} of {total}{left}"


def duration(seconds: float) -> str:
    """Return a time in words, as exact as anybody needs while waiting."""
    whole = round(seconds)
    if whole < 60:  # noqa: PLR2004 - seconds of a minute
        return f"{whole} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"  # noqa: PLR2004 - minutes of an hour
