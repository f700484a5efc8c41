"""Checking everything that is kept: what differs from what was written, and where."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Select, Table, select, text
from sqlalchemy.exc import DatabaseError

from servanda.errors import NotFoundError, RecordError, StoreCorrupt, StoreError, StoreUnavailable, VaultLocked
from servanda.model.codec import decode
from servanda.model.documents import Document
from servanda.model.runs import CustodyEntry, Derivation
from servanda.store import custody, expunging
from servanda.store.checks import Layers, check_record
from servanda.store.difference import Difference
from servanda.store.head_checks import check_heads, read_log, unsigned_tail
from servanda.store.kinds import KINDS, Row
from servanda.store.merkle import Edge, leaf_hash
from servanda.store.schema import custody as custody_table
from servanda.store.schema import derivations, handles, objects, outputs, records, tombstones
from servanda.store.sealed_names import misfits
from servanda.store.shape import misshapen
from servanda.store.stamp_checks import check_stamps
from servanda.store.store import Store
from servanda.store.surroundings import check_surroundings
from servanda.store.vault import Opening
from servanda.store.witness import NOBODY, Witness, check_witness

_PAGE = 1000
Subjects = dict[int, Edge]


class Given(NamedTuple):
    """Ids and hashes of the editions that a derivation gave, in order."""

    ids: list[str]
    hashes: list[str]


def verify(store: Store, roots: Path | None = None, witness: Witness = NOBODY) -> Iterator[Difference]:
    """Yield every difference in a store: database, objects, records, spans, log, vault, keys, signatures, time-stamps, lock.

    Hashes the stored bytes; a changed, missing, added or moved row is named. Nothing is changed or mended. ``roots`` is a
    PEM file of root certificates that time-stamps must lead to, ``witness`` what somebody outside holds of the log. Raises
    `ConfigError` where the roots cannot be read, `UsageError` for a witness that is none.
    """
    subjects: Subjects = {}
    for check in (_database, _objects, _records, _sealed, _derivations, _handles, _tombstones, _log):
        yield from as_far_as_possible(store, check.__name__.removeprefix("_"), check(store, subjects))
    yield from as_far_as_possible(store, "surroundings", check_surroundings(store))
    yield from as_far_as_possible(store, "proofs", _proofs(store, roots, witness))


def as_far_as_possible(store: Store, what: str, differences: Iterator[Difference]) -> Iterator[Difference]:
    """Yield what a check finds; where what is stored cannot be read any further, that is a difference, and other checks go on."""
    try:
        yield from differences
    except (DatabaseError, StoreCorrupt, UnicodeDecodeError) as error:
        yield Difference(store.place.name, f"cannot be read any further (checking {what}): {error}")


def _proofs(store: Store, roots: Path | None, witness: Witness) -> Iterator[Difference]:
    log = read_log(store)
    yield from check_heads(store, log, witness.key)
    yield from check_stamps(store, log, roots)
    yield from check_witness(store, log, witness, roots)
    tail = unsigned_tail(store, log)
    # A key with a passphrase leaves entries unsigned in ordinary work: a note says so, unless a witness is asked for all.
    if tail and (witness.is_asked or not store.signer.keys.needs_passphrase(log.keys[-1].key.id)):
        yield tail


def _database(store: Store, _: Subjects) -> Iterator[Difference]:
    """Ask SQLite whether its pages and indexes fit together, and look whether tables and triggers are all there."""
    if store.engine.dialect.name != "sqlite":
        return
    with store.engine.connect() as connection:
        for (said,) in connection.execute(text("PRAGMA integrity_check")):
            if said != "ok":
                yield Difference(store.place.name, str(said))
        for said in misshapen(connection):
            yield Difference(store.place.name, said)


def _numbered(store: Store, table: Table) -> Iterator[Any]:
    return _read(store, select(table).order_by(table.c.seq))


def _read(store: Store, query: Select[Any]) -> Iterator[Any]:
    """Yield rows as they come: a dossier may be longer than the memory."""
    with store.engine.connect() as connection:
        yield from connection.execution_options(yield_per=_PAGE).execute(query)


def _gaps(table: Table, row: Any, expected: int) -> Iterator[Difference]:
    if row.seq != expected:
        yield Difference(f"{table.name}, number {expected}", f"is missing: the next one stored is {row.seq}")


def _note(subjects: Subjects, entry: int, line: bytes) -> None:
    subjects.setdefault(entry, Edge()).add(leaf_hash(line))


def _objects(store: Store, subjects: Subjects) -> Iterator[Difference]:
    graves = expunging.graves(store)
    for expected, row in enumerate(_numbered(store, objects), start=1):
        yield from _gaps(objects, row, expected)
        _note(subjects, row.entry, custody.line("object", row.sha256, row.sha256))
        where = str(store.objects.path(row.sha256).relative_to(store.place.folder))
        try:
            n_bytes = _n_bytes(store, row.sha256)
        except NotFoundError:
            if ("object", row.sha256, row.sha256) not in graves:
                yield Difference(where, "is missing")
        except StoreCorrupt:
            yield Difference(where, "its bytes do not have the hash it is named by")
        except StoreUnavailable as error:
            yield Difference(where, f"cannot be read: {error}")
        else:
            if n_bytes != row.n_bytes:
                yield Difference(where, f"has {n_bytes} bytes, its row says {row.n_bytes}")


def _n_bytes(store: Store, digest: str) -> int:
    """Return the size of an object, its bytes compared; of a locked one what its length tells."""
    try:
        return len(store.objects.get(digest))
    except VaultLocked:
        return store.objects.n_bytes(digest)


def _records(store: Store, subjects: Subjects) -> Iterator[Difference]:
    layers, graves = Layers(store), expunging.graves(store)
    for expected, row in enumerate(_numbered(store, records), start=1):
        yield from _gaps(records, row, expected)
        where = f"record {row.kind} {row.id}"
        _note(subjects, row.entry, custody.line(row.kind, row.id, row.sha256))
        if row.body == b"" and (row.kind, row.id, row.sha256) in graves:
            continue
        try:
            body = store.sealing.plain(row.body, row.sha256)
        except VaultLocked:
            continue  # a note counts them
        if body is None:
            yield Difference(where, "its bytes do not have the hash stored with them")
        elif row.kind not in KINDS:
            yield Difference(where, f"is of no known kind ({row.kind})")
        else:
            opened = Row(row.kind, row.id, row.document_id, row.key, row.sha256, body)
            yield from (Difference(where, said) for said in check_record(opened, layers))


def _sealed(store: Store, _: Subjects) -> Iterator[Difference]:
    """Check that what is sealed and the list of its names belong together."""
    with store.engine.connect() as connection:
        for row in misfits(connection):
            said = "is sealed no more" if row.is_named else "is sealed, and missing in the list of what is"
            yield Difference(f"record {row.kind} {row.id}", f"{said}: it was changed, or that list was")


def _derivations(store: Store, subjects: Subjects) -> Iterator[Difference]:
    given = _Given(store)
    for expected, row in enumerate(_numbered(store, derivations), start=1):
        yield from _gaps(derivations, row, expected)
        _note(subjects, row.entry, custody.line("derivation", row.id, row.sha256))
        where = f"derivation {row.id} of {row.input_id} by {row.stage}"
        ids, hashes = given.by(row.seq)
        if not isinstance(row.body, bytes) or custody.derivation_hash(row.body, hashes) != row.sha256:
            yield Difference(where, "it or the editions it gave do not have the hash stored with them")
        try:
            made: Derivation = decode(row.body, Derivation)
        except RecordError as error:
            yield Difference(where, f"cannot be read: {error}")
            continue
        if (made.id, made.stage, made.input_id, made.outputs) != (row.id, row.stage, row.input_id, tuple(ids)):
            yield Difference(where, "its columns or outputs do not say what its body says")
    for seq in given.strangers():
        yield Difference(f"outputs of derivation number {seq}", "belong to no derivation")


class _Given:
    """What derivations gave, asked for in the order of their numbers; a gap in the positions or a record that is not there is ``?``."""

    def __init__(self, store: Store) -> None:
        self._groups = groupby(_outputs(store), key=lambda row: row.derivation)
        self._next = next(self._groups, None)
        self._strange: list[int] = []

    def by(self, number: int) -> Given:
        """Return what a derivation gave."""
        while self._next and self._next[0] < number:
            self._pass_over()
        found = Given([], [])
        if self._next and self._next[0] == number:
            for row in self._next[1]:
                fits = row.position == len(found.ids) and row.id is not None
                found.ids.append(row.id if fits else "?")
                found.hashes.append(row.sha256 if fits else "?")
            self._next = next(self._groups, None)
        return found

    def strangers(self) -> list[int]:
        """Return the numbers of derivations that are not there and yet have outputs, once all others were asked for."""
        while self._next:
            self._pass_over()
        return self._strange

    def _pass_over(self) -> None:
        if self._next:
            self._strange.append(self._next[0])
        self._next = next(self._groups, None)


def _outputs(store: Store) -> Iterator[Any]:
    query = (
        select(outputs, records.c.id, records.c.sha256)
        .join(records, records.c.seq == outputs.c.record, isouter=True)
        .order_by(outputs.c.derivation, outputs.c.position)
    )
    return _read(store, query)


def _handles(store: Store, subjects: Subjects) -> Iterator[Difference]:
    for expected, row in enumerate(_numbered(store, handles), start=1):
        yield from _gaps(handles, row, expected)
        _note(subjects, row.entry, custody.line("handle", row.handle, row.sha256))
        if not custody.intact(row):
            yield Difference(
                f"handle {row.handle}, number {row.seq}", "its bytes do not have the hash stored with them"
            )


def _tombstones(store: Store, subjects: Subjects) -> Iterator[Difference]:
    """Check that what was to be expunged is gone."""
    for expected, row in enumerate(_numbered(store, tombstones), start=1):
        yield from _gaps(tombstones, row, expected)
        _note(subjects, row.entry, custody.line("tombstone", f"{row.kind}/{row.id}", row.sha256))
    for kind, identity in expunging.unfinished(store):
        yield Difference(f"{kind} {identity}", "was expunged and is still there: run servanda expunge again")


def _log(store: Store, subjects: Subjects) -> Iterator[Difference]:
    for seq, said in custody.verify_chain(_numbered(store, custody_table)):
        yield Difference(f"log entry {seq}", said)
    promised: dict[Opening, str] = {}
    for row in _numbered(store, custody_table):
        seq = row.seq
        try:
            entry: CustodyEntry = decode(row.body, CustodyEntry)
        except RecordError:
            continue
        found = subjects.pop(seq, None)
        if entry.subject.kind == custody.BATCH and (found is None or found.root().hex() != entry.subject.sha256):
            yield Difference(f"log entry {seq}", "the rows of its batch are not those that it was written for")
        promised |= {Opening(digest, field): f"log entry {seq}" for field, digest in entry.detail_commitments.items()}
    for seq in sorted(subjects, key=str):
        yield Difference(f"rows of entry {seq}", "stand under no entry of the log")
    yield from _vault(store, promised | dict(_protected(store)))


def _protected(store: Store) -> Iterator[tuple[Opening, str]]:
    """Yield what the vault must open for documents that are kept, with where it is promised; unreadable ones are told elsewhere."""
    query = select(records.c.body, records.c.sha256).where(records.c.kind == "document")
    for row in _read(store, query):
        try:
            document: Document = decode(store.sealing.plain(row.body, row.sha256) or b"", Document)
        except (RecordError, VaultLocked):
            continue
        yield from ((Opening(part.commitment, part.field), f"document {document.id}") for part in document.protected)


def _vault(store: Store, promised: dict[Opening, str]) -> Iterator[Difference]:
    """Check the vault's lines, where the vault is there and can be opened: it may be kept apart, or locked."""
    if not store.vault.path.is_file():
        return
    try:
        openings = list(store.vault.lines())
    except OSError as error:
        yield Difference("vault/salts.jsonl", f"cannot be read: {error.strerror}")
        return
    except (VaultLocked, StoreError):
        return  # named with what stands around the log
    for number, opening in openings:
        if opening is None:
            yield Difference(f"vault/salts.jsonl, line {number}", "was changed: what it holds opens no commitment")
        else:
            promised.pop(opening, None)
    for opening, where in promised.items():
        yield Difference("vault/salts.jsonl", f"has no line that opens {opening.field} of {where}")
