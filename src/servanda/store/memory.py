"""What was read and put together is kept between two questions of one piece of work: what was derived since is noticed."""

import gc
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any, TypeVar

from sqlalchemy import Connection

from servanda.model.runs import Derivation
from servanda.store import rows
from servanda.store.sealed_names import SealedNames

T = TypeVar("T")
_State = tuple[tuple[int, ...], Hashable]
"""How far stages have come, and whatever else something that is kept rests on."""
_PASSING = "extract"  # more than all other stages together
_SELDOM, _ROUNDS = 1_000_000, (20, 50)  # new objects, at least, and rounds before cycles are looked for


class Memory:
    """What is current, as it was read last. Records never change, so that whoever asks may share them."""

    def __init__(self, reading: Callable[[], AbstractContextManager[Connection]]) -> None:
        """Take the way to the database; nothing is kept before somebody asks for it."""
        self._reading = reading
        self._held: dict[str, tuple[_State, Any]] | None = None

    def keeps(self, stage: str) -> bool:
        """Tell whether what a stage gave is kept when it is read now; of the largest whoever reads it keeps what is needed."""
        return self._held is not None and stage != _PASSING

    @contextmanager
    def holding(self) -> Iterator[None]:
        """Keep what is read in the body, and forget it at the end: it takes the room of all that is current.

        Records hold no cycles: to look for some among all that stands around them, again and again, took a fourteenth of a run with one new report. Within another one it keeps what that one keeps.
        """
        if self._held is not None:
            yield
            return
        self._held = {}
        thresholds = gc.get_threshold()
        gc.set_threshold(max(_SELDOM, thresholds[0]), *_ROUNDS)
        try:
            yield
        finally:
            gc.set_threshold(*thresholds)
            self._held = None

    def of(
        self,
        name: str,
        stages: Collection[str],
        read: Callable[[], T],
        further: Hashable = (),
        renew: Callable[[Any, int], Any] | None = None,
    ) -> T:
        """Return what ``read`` gives, or gave under this name while nothing was derived by ``stages`` and ``further`` was the same.

        What one stage gave is brought up to date by ``renew``, which takes it with the number of the last derivation that stands in it and returns ``None``
        where it is better read whole. Where anything is sealed it is read each time: the vault may have been opened meanwhile. Another thread may end its work, and
        with it what is kept, at any moment.
        """
        held = self._held
        marks = None if held is None else self._marks(stages)
        if held is None or marks is None:
            return read()
        kept = held.get(name)
        if kept is None or kept[0] != (marks, further):
            found = _renewed(kept, (marks, further), renew) if kept and renew else None
            kept = held[name] = ((marks, further), read() if found is None else found)
        known: T = kept[1]
        return known

    def tell(self, made: Derivation, given: Iterable[Any]) -> None:
        """Keep what a stage has just given of its only input, as it would be read; not where another derivation was its last."""
        held = self._held
        marks = None if held is None else self._marks((made.stage,))
        if held is None or marks is None:
            return
        with self._reading() as connection:
            last = rows.last_of_stage(connection, made.stage)
        if last == made.id:
            held[made.stage] = ((marks, ()), tuple((made.input_id, one) for one in given))

    def _marks(self, stages: Collection[str]) -> tuple[int, ...] | None:
        """Return how far stages and tombstones have come, ``None`` where anything is sealed."""
        with self._reading() as connection:
            return rows.stage_marks(connection, stages) if SealedNames(connection).is_empty else None


def _renewed(kept: tuple[_State, Any], state: _State, renew: Callable[[Any, int], Any]) -> Any:
    """Return what is kept brought up to date, ``None`` where something else than its stage has gone on."""
    (last, *others), further = kept[0]
    return renew(kept[1], last) if (tuple(others), further) == (state[0][1:], state[1]) else None
