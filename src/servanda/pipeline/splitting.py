"""Taking files apart in a process with bounds: a table, mailbox, archive or feed that holds it up or kills it costs itself (decision 0143)."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

from servanda.collect import CollectConfig, Kind, Part, Split, parts
from servanda.errors import BrokenInput, InputError, MachineError, TooLargeInput, is_machine_fault
from servanda.pipeline.limits import Limits
from servanda.pipeline.workers import Loss, Work, at_work

WORKERS: Final = 1
"""Processes that take files apart, for a whole `add`; with 0 it is done in this process without bounds, as tests do of something else."""
_N_PARTS = 100
_N_BYTES = 8_000_000


class Portion(NamedTuple):
    """Which parts of a file are asked for: those from number ``start`` on, as many as go together."""

    kind: Kind
    path: Path
    config: CollectConfig
    start: int
    n_bytes: int


class Found(NamedTuple):
    """Some parts of a file, and whether they are the last; ``error`` says why there are no more."""

    parts: tuple[Part, ...] = ()
    is_last: bool = False
    error: InputError | OSError | None = None
    loss: Loss | None = None


@dataclass
class Opened:
    """The file that a process is in the middle of, and the number of its next part."""

    split: Split
    path: Path | None = None
    at: int = 0
    rest: Iterator[Part] = field(default_factory=lambda: iter(()))


@contextmanager
def splitting(limits: Limits) -> Iterator[Split]:
    """Give what takes files apart in a process of its own, which starts with the first file that holds many documents.

    It raises `TooLargeInput` or `BrokenInput` for a file that takes too long or too much memory, or ends its process, after the
    parts that came before; `MachineError` where the machine is at fault: nothing of the file is laid aside then.
    """
    work = Work(portion, _lost, Opened, (parts,), lambda one: limits.to_split(one.n_bytes), limits.memory_mb)
    with at_work(work, WORKERS) as read:

        def split(kind: Kind, path: Path, config: CollectConfig) -> Iterator[Part]:
            asked = Portion(kind, path, config, 0, path.stat().st_size)
            while True:
                [found] = list(read([asked]))
                yield from found.parts
                if found.loss:
                    raise _error(path, found.loss)
                if found.error:
                    raise found.error
                if found.is_last:
                    return
                asked = asked._replace(start=asked.start + len(found.parts))

        yield split


def portion(opened: Opened, asked: Portion) -> Found:
    """Return the next parts of a file; in a process that did not have it open, those before them are read once more."""
    found: list[Part] = []
    if (opened.path, opened.at) != (asked.path, asked.start) or not asked.start:
        opened.path, opened.at = asked.path, asked.start
        opened.rest = islice(opened.split(asked.kind, asked.path, asked.config), asked.start, None)
    n_bytes = 0
    try:
        for part in opened.rest:
            found.append(part)
            opened.at += 1
            n_bytes += _size(part)
            if len(found) >= _N_PARTS or n_bytes >= _N_BYTES:
                return Found(tuple(found))
    except (InputError, OSError) as error:
        return Found(tuple(found), is_last=True, error=error)
    except Exception as error:
        if is_machine_fault(error):
            raise
        reason = f"{asked.path}: cannot be taken apart ({type(error).__name__}). What came before is kept; save what matters by itself."
        return Found(tuple(found), is_last=True, error=BrokenInput(reason))
    return Found(tuple(found), is_last=True)


def _size(part: Part) -> int:
    content = getattr(part, "content", None)
    return len(content) if isinstance(content, bytes) else len(str(getattr(part, "values", "")))


def _lost(_asked: Portion, loss: Loss) -> Found:
    return Found(is_last=True, loss=loss)


def _error(path: Path, loss: Loss) -> InputError | MachineError:
    if loss.kind == "machine":
        return MachineError(f"{path}: {loss.words}; add it again")
    if loss.kind == "killed":
        return BrokenInput(f"{path}: {loss.words}. What came before is kept; save what matters by itself.")
    return TooLargeInput(
        f"{path}: {loss.words}. What came before is kept; split it, or raise [limits] in dossier.toml."
    )
