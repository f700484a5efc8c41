"""Work that takes longer than an answer: done behind everybody's back by the one worker of a desk, before findings are made again."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from servanda.model.decisions import Decision
from servanda.pipeline import Case, Step, read_where_named, run_case

Errand = Callable[[Case, Step], object]
"""Something to be done with the dossier as it is open then; it tells how far it is."""
_PROCESSES = 1
"""Documents are read in a process of its own, within its bounds, so that the pages go on answering."""


class Progress(NamedTuple):
    """How far an errand is: what is being done, how many so far, of how many (0: unknown)."""

    words: str
    n: int
    of: int


def errand_after(changes: Iterable[Decision]) -> Errand | None:
    """Return what is to be done after files were changed: texts in which names were settled are read again."""
    names = {name for one in changes for name in (one.patch or {}).get("names", {})}
    return (lambda case, step: read_where_named(case, names, _PROCESSES, step)) if names else None


def everything(case: Case, step: Step) -> None:
    """Read what is new, and bring all up to date: what `servanda run` does."""
    run_case(case, "local", _PROCESSES, step)
