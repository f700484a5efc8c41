"""Rows with what proves them: for an evidence bundle, from a record's bytes to the tree of the batch that it was written in."""

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Table, select

from servanda.errors import UsageError
from servanda.model.codec import decode
from servanda.model.incidents import Handle
from servanda.store import custody
from servanda.store.keys import public_of, signed
from servanda.store.merkle import Tree
from servanda.store.rows import chunks, newest_editions
from servanda.store.schema import derivations, handles, objects, outputs, records, tombstones
from servanda.store.signing import newest_key

if TYPE_CHECKING:
    from servanda.store.store import Store

# The tables in the order in which their rows enter a batch, with how a row is named in its line.
_NAMED: tuple[tuple[Table, str, str], ...] = (
    (objects, "object", "sha256"),
    (records, "", "id"),
    (derivations, "derivation", "id"),
    (handles, "handle", "handle"),
    (tombstones, "tombstone", "id"),
)


class ProvenRow(NamedTuple):
    """A row and the way from it to its entry in the log.

    Its line ``KIND ID SHA256`` is leaf ``position`` (from 0) of the ``size`` lines of entry ``entry``; ``path`` is the audit
    path to the root that the entry states. ``outputs`` are the hashes of the editions that a derivation gave, which its
    own hash covers. ``body`` is ``None`` for objects.
    """

    kind: str
    id: str
    sha256: str
    entry: int
    position: int
    size: int
    path: tuple[str, ...]
    body: bytes | None = None
    outputs: tuple[str, ...] = ()


class Wanted(NamedTuple):
    """Rows to prove: records by id, objects by SHA-256, derivations by stage and input id, all states of handles by name."""

    records: Collection[str]
    objects: Collection[str] = ()
    derivations: Collection[tuple[str, str]] = ()
    handles: Collection[str] = ()


def proven_rows(store: "Store", wanted: Wanted) -> tuple[ProvenRow, ...]:
    """Return the rows that are kept: of a record its current edition, of a derivation the newest; none that was expunged.

    Raises `VaultLocked` where one is sealed and the vault is shut.
    """
    with store.engine.connect() as connection:
        found = [*_objects(connection, wanted.objects), *_records(connection, wanted.records)]
        opened = {row.seq: store.sealing.body(row) for table, row in found if table == "record"}
        for stage, input_id in sorted(set(wanted.derivations)):
            made = (derivations.c.stage == stage) & (derivations.c.input_id == input_id)
            found += [("derivation", row) for row in _select(connection, derivations, made)[-1:]]
        states = _select(connection, handles, handles.c.handle.in_(sorted(set(wanted.handles))))
        return _proven(connection, [*found, *(("handle", row) for row in states)], opened)


def _objects(connection: Connection, digests: Collection[str]) -> list[tuple[str, Any]]:
    chosen = chunks(sorted(set(digests)))
    return [("object", row) for some in chosen for row in _select(connection, objects, objects.c.sha256.in_(some))]


def _records(connection: Connection, ids: Collection[str]) -> list[tuple[str, Any]]:
    chosen = chunks(sorted(pin.seq for pin in newest_editions(connection, sorted(set(ids))).values()))
    rows = (row for some in chosen for row in _select(connection, records, records.c.seq.in_(some)))
    return [("record", row) for row in rows if row.body]


def _select(connection: Connection, table: Table, wanted: ColumnElement[bool]) -> list[Any]:
    return list(connection.execute(select(table).where(wanted).order_by(table.c.seq)))


def _proven(connection: Connection, rows: list[tuple[str, Any]], opened: Mapping[int, bytes]) -> tuple[ProvenRow, ...]:
    """Return rows with their proofs; ``opened`` are the plain bodies of records by number."""
    batches: dict[int, tuple[Tree, dict[bytes, int]]] = {}
    found = []
    for table, row in rows:
        kind = row.kind if table == "record" else table
        identity = {"object": "sha256", "handle": "handle"}.get(table, "id")
        line = custody.line(kind, getattr(row, identity), row.sha256)
        if row.entry not in batches:
            lines = list(_lines(connection, row.entry))
            batches[row.entry] = custody.batch_tree(lines), {line: index for index, line in enumerate(lines)}
        tree, places = batches[row.entry]
        given = tuple(_given(connection, row.seq)) if table == "derivation" else ()
        path = tuple(step.hex() for step in tree.inclusion(places[line]))
        content = opened[row.seq] if table == "record" else getattr(row, "body", None)
        place = (row.entry, places[line], tree.size)
        found.append(ProvenRow(kind, getattr(row, identity), row.sha256, *place, path, content, given))
    return tuple(found)


def _lines(connection: Connection, entry: int) -> Iterator[bytes]:
    """Yield the lines of a batch in the order in which its tree was made."""
    for table, kind, identity in _NAMED:
        for row in _select(connection, table, table.c.entry == entry):
            name = getattr(row, identity)
            if table is tombstones:
                name = f"{row.kind}/{row.id}"
            yield custody.line(kind or row.kind, name, row.sha256)


def _given(connection: Connection, derivation: int) -> Iterator[str]:
    query = select(records.c.sha256).join(outputs, outputs.c.record == records.c.seq)
    yield from connection.execute(
        query.where(outputs.c.derivation == derivation).order_by(outputs.c.position)
    ).scalars()


def handle_history(store: "Store") -> tuple[Handle, ...]:
    """Return every state that any handle ever had, oldest first."""
    with store.engine.connect() as connection:
        return tuple(
            decode(body, Handle)
            for body in connection.execute(select(handles.c.body).order_by(handles.c.seq)).scalars()
        )


def sign(store: "Store", content: bytes) -> tuple[str, str]:
    """Return public key and signature of ``content`` by the dossier's signing key. Raises `UsageError` where it cannot sign."""
    with store.engine.connect() as connection:
        key = newest_key(connection)
    seed = store.signer.keys.load(key.id) if key else None
    if seed is None:
        raise UsageError(
            "the signing key is locked or not here, and a bundle must be signed: give its passphrase in SERVANDA_PASSPHRASE"
        )
    return public_of(seed), signed(seed, content)
