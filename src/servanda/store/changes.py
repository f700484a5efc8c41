"""What has changed since an entry of the custody log: by document, at the cost of what is new alone."""

from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, func, select

from servanda.errors import VaultLocked, WrongPassphrase
from servanda.model.codec import sha256
from servanda.store.kinds import record_of
from servanda.store.rows import chunks, entry_bodies
from servanda.store.schema import derivations, records, sealed_names, tombstones
from servanda.store.sealed_names import touching
from servanda.store.store import Store

_SAYING = ("decision", "key_alias")
_PARSED = "parse"
_PAGE = 1000


class Changes(NamedTuple):
    """Documents of which something is new: records, what was made of them, decisions; those that are ``gone``; whether some were sealed late."""

    documents: frozenset[str]
    gone: frozenset[str]
    has_sealed: bool


class _Plain(NamedTuple):
    id: str
    kind: str
    document_id: str | None
    body: bytes


def entry_hash(store: Store, number: int) -> str:
    """Return the hash of an entry of the log, empty where there is none."""
    with store.reading() as connection:
        found = entry_bodies(connection, [number])
    return sha256(found[number]) if number in found else ""


def changes_since(store: Store, entry: int) -> Changes:
    """Return what has changed since entry number ``entry``; 0: since the beginning."""
    with store.reading() as connection:
        given = select(records.c.document_id).where(records.c.entry > entry, records.c.document_id.is_not(None))
        named = set(connection.execute(given.distinct()).scalars())
        derived = select(derivations.c.stage, derivations.c.input_id).where(derivations.c.entry > entry)
        inputs = connection.execute(derived).all()
        named |= {row.input_id for row in inputs if row.stage == _PARSED}
        named |= _documents(connection, {row.input_id for row in inputs if row.stage != _PARSED})
        named |= _documents(connection, _said(store, connection, entry))
        buried = select(tombstones.c.id).where(tombstones.c.kind == "document", tombstones.c.entry > entry)
        gone = frozenset(connection.execute(buried).scalars())
    has_sealed = any(one.event == "sealed" for one in store.log(entry)) if entry else False
    return Changes(frozenset(named - gone), gone, has_sealed)


def records_with(store: Store, kind: str, ids: Collection[str]) -> dict[str, Any]:
    """Return records by id, of several editions the one stored last; what is locked or expunged is left out."""
    found: dict[str, Any] = {}
    with store.reading() as connection:
        for some in chunks(sorted(ids)):
            query = select(records).where(records.c.kind == kind, records.c.id.in_(some)).order_by(records.c.seq)
            found |= {row.id: record_of(kind, body) for row, body in _opened(store, connection.execute(query))}
    return found


def n_records(store: Store, kind: str) -> int:
    """Return how many records of a kind are stored, older editions too."""
    with store.reading() as connection:
        return int(connection.execute(select(func.count()).where(records.c.kind == kind)).scalar_one())


def sealed_documents(store: Store) -> tuple[str, ...]:
    """Return the ids of the documents that are sealed."""
    is_sealed = records.c.id.in_(select(sealed_names.c.name))
    with store.reading() as connection:
        query = select(records.c.id).where(records.c.kind == "document", is_sealed).order_by(records.c.seq)
        return tuple(connection.execute(query).scalars())


def _said(store: Store, connection: Connection, entry: int) -> set[str]:
    """Return what new decisions name, and what those name that they undo or stand for."""
    new = select(records).where(records.c.kind.in_(_SAYING), records.c.entry > entry)
    names: set[str] = set()
    found = list(connection.execute(new))
    while found:
        known = set(names)
        names |= {
            name
            for row, body in _opened(store, found)
            for name in touching(_Plain(row.id, row.kind, row.document_id, body))
        }
        older = {name for name in names - known if name.startswith("dec_")}
        found = _rows(connection, older)
    return names


def _rows(connection: Connection, ids: Collection[str]) -> list[Row[Any]]:
    return [
        row for some in chunks(sorted(ids)) for row in connection.execute(select(records).where(records.c.id.in_(some)))
    ]


def _opened(store: Store, found: Any) -> Iterator[tuple[Any, bytes]]:
    """Yield rows with their plain bodies; what is expunged or locked is left out. Raises `WrongPassphrase`."""
    for row in found:
        if row.body:
            try:
                yield row, store.sealing.body(row)
            except WrongPassphrase:
                raise
            except VaultLocked:
                continue


def _documents(connection: Connection, names: Collection[str]) -> set[str]:
    """Return the documents that these are, or that records of these ids or keys belong to."""
    found = {name for name in names if name.startswith("doc_")}
    for some in chunks(sorted(names)):
        is_named = records.c.id.in_(some) | ((records.c.kind == "claim") & records.c.key.in_(some))
        query = select(records.c.document_id).where(is_named, records.c.document_id.is_not(None)).distinct()
        found.update(connection.execute(query).scalars())
    return found


def is_anywhere(store: Store, kinds: Collection[str], words: Collection[bytes]) -> bool:
    """Tell whether a record of one of these kinds holds some of these words as it is stored; nothing is found in what is sealed."""
    query = select(records.c.body).where(records.c.kind.in_(kinds))
    with store.reading() as connection:
        bodies = connection.execution_options(yield_per=_PAGE).execute(query).scalars()
        return any(word in body for body in bodies for word in words)
