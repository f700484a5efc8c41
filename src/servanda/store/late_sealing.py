"""Sealing what lies in the clear already: an older dossier, or a document that was declared protected later.

Rows are sealed in one transaction with its entry in the log, then objects one by one, then the database is written anew, so
that no freed page and no write-ahead log keeps a word. Killed at any moment, nothing is lost and the same call goes on.
"""

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import Connection, func, select, update

from servanda.model.codec import decode
from servanda.model.documents import Document
from servanda.model.incidents import Handle
from servanda.model.runs import CustodySubject
from servanda.store import custody
from servanda.store.batch import Occasion, append_entry
from servanda.store.expunging import objects_named, write_anew
from servanda.store.faults import translated
from servanda.store.kinds import Row, hashes_of, record_of, sensitivity_of
from servanda.store.lock import exclusive
from servanda.store.rows import n_sealed_documents
from servanda.store.schema import handles, objects, records, sealed_names
from servanda.store.sealed_names import SealedNames
from servanda.store.sealing import MAGIC

if TYPE_CHECKING:
    from servanda.store.store import Store

SUBJECT = "sealed"
_PAGE = 500


class SealedLate(NamedTuple):
    """What a late sealing did: documents that are sealed now, rows and objects that it sealed."""

    n_documents: int
    n_records: int
    n_objects: int


class Uncompared(NamedTuple):
    """What is sealed and could not be compared, as the vault is shut: rows, objects, and why it is."""

    n_records: int
    n_objects: int
    why: str


def seal_late(store: "Store", document_ids: Collection[str], occasion: Occasion) -> SealedLate:
    """Seal documents with all that was made of them, what the settings ask for beside, and what is left of an earlier call.

    Needs no passphrase. Raises `StoreError`.
    """
    store.ready.drop()
    with store.transaction() as connection:
        sealed = _seal_rows(store, connection, document_ids)
        if sealed:
            tree = custody.batch_tree(custody.line(row.kind, row.id, row.sha256) for row in sealed)
            append_entry(connection, occasion, CustodySubject(kind=SUBJECT, sha256=tree.root().hex()), store.vault)
    with exclusive(store.place.lock, store.place.wait_seconds), translated(store.place.name):
        n_objects = sum(store.objects.seal(*one) for one in open_objects(store))
        write_anew(store)
    with store.reading() as connection:
        return SealedLate(n_sealed_documents(connection), len(sealed), n_objects)


def open_objects(store: "Store") -> tuple[tuple[str, int], ...]:
    """Return hash and size of objects that are to be sealed and lie in the clear: a sealing was stopped."""
    there = (one for one in _secret_objects(store) if store.objects.path(one[0]).exists())
    return tuple(one for one in there if not store.objects.is_sealed(*one))


def uncompared(store: "Store") -> Uncompared | None:
    """Return what is sealed while the vault is shut, ``None`` where all can be compared."""
    with store.reading() as connection:
        is_sealed = func.substr(records.c.body, 1, len(MAGIC)) == MAGIC
        n_records = connection.execute(select(func.count()).where(is_sealed)).scalar() or 0
    n_objects = sum(store.objects.is_sealed(*one) for one in _secret_objects(store))
    why = store.sealing.locked() if n_records or n_objects else None
    return Uncompared(n_records, n_objects, str(why)) if why else None


def _secret_objects(store: "Store") -> list[tuple[str, int]]:
    """Return hash and size of the objects that are to be sealed."""
    with store.reading() as connection:
        is_secret = objects.c.sha256.in_(select(sealed_names.c.name))
        query = select(objects.c.sha256, objects.c.n_bytes).where(is_secret).order_by(objects.c.seq)
        return [(row.sha256, row.n_bytes) for row in connection.execute(query)]


def _seal_rows(store: "Store", connection: Connection, document_ids: Collection[str]) -> list[Row]:
    """Seal the rows of documents and all that names one of them, as often as something new is reached."""
    names, ids, sealed = SealedNames(connection), frozenset(document_ids), []
    while True:
        found = [row for page in _open_rows(connection) for row in _reached(store, names, page, ids)]
        for row in found:
            _seal_row(store, connection, row)
        sealed += found
        states = connection.execute(select(handles.c.body).order_by(handles.c.seq)).scalars()
        is_more = names.add_handles(decode(body, Handle) for body in states)
        if not found and not is_more:
            return sealed


def _open_rows(connection: Connection) -> Iterator[list[Row]]:
    """Yield the rows that lie in the clear, some at a time."""
    last = 0
    is_open = func.substr(records.c.body, 1, len(MAGIC)) != MAGIC
    while True:
        query = select(records).where(records.c.seq > last, func.length(records.c.body) > 0, is_open)
        page = connection.execute(query.order_by(records.c.seq).limit(_PAGE)).all()
        if not page:
            return
        last = page[-1].seq
        yield [Row(row.kind, row.id, row.document_id, row.key, row.sha256, row.body) for row in page]


def _reached(store: "Store", names: SealedNames, rows: list[Row], document_ids: Collection[str]) -> list[Row]:
    """Return which of these rows are to be sealed; their objects are remembered with their names."""
    roots = {row.id for row in rows if row.id in document_ids or _is_asked(store, row)}
    found = names.spread(rows, roots)
    names.add(objects_named(row.body for row in found if row.kind in {"document", "capture"}))
    documents: list[Document] = [decode(row.body, Document) for row in found if row.kind == "document"]
    names.add(set[str]().union(*map(hashes_of, documents)))
    return found


def _is_asked(store: "Store", row: Row) -> bool:
    """Tell whether the settings ask for a row without a document to be sealed."""
    return row.kind in {"capture", "quarantine"} and store.sealing.asks_for(
        sensitivity_of(record_of(row.kind, row.body))
    )


def _seal_row(store: "Store", connection: Connection, row: Row) -> None:
    where = records.c.kind == row.kind, records.c.id == row.id, records.c.sha256 == row.sha256
    connection.execute(update(records).where(*where).values(body=store.sealing.seal(row.body)))
