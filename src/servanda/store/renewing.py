"""What a stage gave, as it was read before, brought up to date: only inputs of which something was derived since are read again (decision 0293)."""

from collections.abc import Callable, Iterable, Mapping
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import func, select

from servanda.model.codec import encode, sha256
from servanda.store import rows
from servanda.store.kinds import record_of
from servanda.store.schema import records

if TYPE_CHECKING:
    from servanda.store.store import Store

_MOST: Final = 100
"""Inputs that are read one by one; where more changed all are read at once. Of one that gave more records than that, those that stayed are not read again."""
Pairs = tuple[tuple[str, Any], ...]


def renewal(store: "Store", stage: str) -> Callable[[Pairs, int], Pairs | None]:
    """Return what brings up to date what a stage gave (see `Memory.of`): inputs with their records, in the order of the inputs."""

    def renewed(held: Pairs, since: int) -> Pairs | None:
        with store.reading() as connection:
            new = rows.derived_since(connection, stage, since)
        if len(new) > _MOST:
            return None
        read = [(name, record) for name in sorted(new) for record in _given(store, stage, name, held)]
        return tuple(sorted([*(pair for pair in held if pair[0] not in new), *read], key=itemgetter(0)))

    return renewed


def _given(store: "Store", stage: str, name: str, held: Pairs) -> Iterable[Any]:
    """Return what a stage gave of an input: of many records those that stayed as they are held."""
    known = {record.id: record for given, record in held if given == name}
    return store.current(stage, [name]) if len(known) <= _MOST else _stayed(store, stage, name, known)


def _stayed(store: "Store", stage: str, name: str, known: Mapping[str, Any]) -> Iterable[Any]:
    with store.reading() as connection:
        given = rows.given_by(connection, stage, name)
    stayed = {
        number: one
        for number, identity, digest in given
        if (one := known.get(identity)) is not None and sha256(encode(one)) == digest
    }
    found = stayed | _numbered(store, [number for number, *_ in given if number not in stayed])
    return [found[number] for number, *_ in given if number in found]


def _numbered(store: "Store", numbers: Iterable[int]) -> dict[int, Any]:
    """Return the records of these numbers that were not expunged, by number. Where anything is sealed nothing is held, so none of them is."""
    found: dict[int, Any] = {}
    columns = records.c.seq, records.c.kind, records.c.id, records.c.sha256, records.c.body
    with store.reading() as connection:
        for some in rows.chunks(numbers):
            query = select(*columns).where(records.c.seq.in_(some), func.length(records.c.body) > 0)
            found |= {row.seq: record_of(row.kind, store.sealing.body(row)) for row in connection.execute(query)}
    return found
