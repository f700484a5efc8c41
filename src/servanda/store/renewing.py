"""What a stage gave, as it was read before, brought up to date: only inputs of which something was derived since are read again (decision 0293)."""

from collections.abc import Callable
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

from servanda.store import rows

if TYPE_CHECKING:
    from servanda.store.store import Store

_MOST: Final = 100
"""Inputs that are read one by one; where more changed all are read at once."""
Pairs = tuple[tuple[str, Any], ...]


def renewal(store: "Store", stage: str) -> Callable[[Pairs, int], Pairs | None]:
    """Return what brings up to date what a stage gave (see `Memory.of`): inputs with their records, in the order of the inputs."""

    def renewed(held: Pairs, since: int) -> Pairs | None:
        with store.reading() as connection:
            new = rows.derived_since(connection, stage, since)
        if len(new) > _MOST:
            return None
        read = [(name, record) for name in sorted(new) for record in store.current(stage, [name])]
        return tuple(sorted([*(pair for pair in held if pair[0] not in new), *read], key=itemgetter(0)))

    return renewed
