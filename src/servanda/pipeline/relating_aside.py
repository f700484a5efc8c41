"""Incidents, findings and lists brought up to date in a process of its own, so that whoever serves pages meanwhile has the processor and its room to itself."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from servanda.errors import MachineError
from servanda.pipeline.case import Case, open_case
from servanda.pipeline.ready import are_ready, is_passing, make_ready
from servanda.pipeline.turning import relate_again
from servanda.pipeline.workers import Loss, Work, in_processes
from servanda.store import is_key_locked

_HOURS: Final = 6 * 3600.0
_ROOM_MB: Final = 16_000
_DONE: Final = ""


def relate_aside(case: Case) -> None:
    """Do what `relate_again` does, and make the lists ready. What needs the passphrase is done in this process: it is handed to no other.

    Raises as `relate_again` does, and `MachineError` where the process ended early.
    """
    if is_passing(case) or is_key_locked(case.folder):
        relate_again(case)
        make_ready(case, answered=True)
        return
    _aside(case, _related)


def lists_aside(case: Case) -> None:
    """Make the lists ready, where they are not and may be kept. Raises `MachineError` where the process ended early."""
    if not is_passing(case) and not are_ready(case):
        _aside(case, _listed)


def _aside(case: Case, do: Callable[[Any, str], str]) -> None:
    work = Work(do, _lost, _nothing, seconds=lambda _: _HOURS, memory_mb=_ROOM_MB)
    for said in (words for some in in_processes([str(case.folder)], work, 1) for words in some):
        if said != _DONE:
            raise MachineError(said)


def _nothing() -> None:
    """Open nothing beforehand."""


def _related(_: Any, folder: str) -> str:
    with open_case(Path(folder)) as case:
        with case.store.memory.holding():
            relate_again(case)
            make_ready(case, answered=True)
        case.store.sign()
    return _DONE


def _listed(_: Any, folder: str) -> str:
    with open_case(Path(folder)) as case:
        make_ready(case, answered=True)
    return _DONE


def _lost(_: str, loss: Loss) -> str:
    return f"incidents and findings were not made: {loss.words}"
