"""What one writer appends in one transaction, closed by one custody entry."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, insert, select, update

from servanda.errors import RecordError, StoreConflict
from servanda.model.codec import encode, sha256
from servanda.model.custody import SigningKey
from servanda.model.documents import Document
from servanda.model.incidents import Handle, Incident
from servanda.model.making import replace
from servanda.model.runs import EVENTS, CustodyEntry, CustodySubject, Derivation
from servanda.store import custody, rows
from servanda.store.ahead import Ahead, Whose, borne_by, last_rows
from servanda.store.kinds import STRICT, Row, hashes_of, row_of, sensitivity_of
from servanda.store.objects import ObjectFolder
from servanda.store.rows import Pin
from servanda.store.schema import custody as custody_table
from servanda.store.schema import derivations, handles, objects, outputs, records, tombstones
from servanda.store.sealed_names import SealedNames
from servanda.store.sealing import Sealing
from servanda.store.server import append_rows
from servanda.store.signing import newest_key
from servanda.store.vault import Vault

_FULL = 1000
_TABLES = {
    "object": objects,
    "record": records,
    "derivation": derivations,
    "handle": handles,
    "tombstone": tombstones,
}


class Occasion(NamedTuple):
    """Why something enters the log: event, person or pseudonym, instant; details become salted commitments."""

    event: str
    by: str
    at: str
    details: Mapping[str, str]


class Grave(NamedTuple):
    """One record or object (``kind`` object) that is to go: its kind, id and hash."""

    kind: str
    id: str
    sha256: str


class Batch:
    """Records, objects, derivations and handles that are stored together. Reads do not see them before the end."""

    def __init__(self, connection: Connection, folder: ObjectFolder, sealing: Sealing) -> None:
        self._connection = connection
        self._folder = folder
        self._sealing = sealing
        self._sealed = SealedNames(connection)
        self._roots: set[str] = set()
        self._entry = rows.last_number(connection, custody_table) + 1
        self._next = {name: rows.last_number(connection, table) + 1 for name, table in _TABLES.items()}
        self._lines: dict[str, list[bytes]] = {name: [] for name in _TABLES}
        self._waiting: dict[tuple[str, str, str], Row] = {}
        self._derivations: list[Derivation] = []
        self._pins: dict[str, Pin] = {}
        self._ahead: Ahead | None = None

    @property
    def holds_sealed(self) -> bool:
        """Tell whether anything in the dossier is sealed, by this batch or before."""
        return not self._sealed.is_empty

    def put(self, record: Any) -> None:
        """Append a record; the same bytes once more change nothing.

        Raises `StoreConflict`, at the latest at the end of the batch, where other bytes stand under its id (kinds.STRICT).
        """
        row = row_of(record)
        if self._is_secret(record):
            self._roots.add(row.id)
        where = row.kind, row.id, row.sha256
        self._waiting.pop(where, None)  # the edition put last is the one that a derivation pins
        self._waiting[where] = row
        if len(self._waiting) >= _FULL:
            self._flush()

    def take(self, ahead: Ahead) -> None:
        """Go by what was asked before the lock was held, for the derivation and the incidents of this batch, unless something was written since."""
        self._ahead = ahead if ahead.last == last_rows(self._connection) else None

    def standing(self, made: Derivation) -> frozenset[str]:
        """Return the ids of the records that a derivation gave, which need not be put again to be given again; none where it is not the newest any more."""
        pins = self._ahead.pins if self._ahead else rows.pins_of(self._connection, made)
        self._pins |= pins
        return frozenset(pins)

    def has(self, kind: str, identity: str) -> bool:
        """Tell whether a record is stored or waits in this batch; nobody else can write meanwhile."""
        if any(where[:2] == (kind, identity) for where in self._waiting):
            return True
        query = select(records.c.seq).where(records.c.kind == kind, records.c.id == identity)
        return self._connection.execute(query.limit(1)).first() is not None

    def newest_key(self) -> SigningKey | None:
        """Return the signing key recorded last, before this batch."""
        return newest_key(self._connection)

    def put_object(self, content: bytes, sensitivity: str = "public", known_as: Collection[str | None] = ()) -> str:
        """Keep original bytes and return their SHA-256. See `ObjectFolder.put` for the errors.

        They are sealed where the settings ask for it at their ``sensitivity``, or where they, or their document or content
        (``known_as``, by id and hash), are sealed already.
        """
        digest = sha256(content)
        names = {digest, *(name for name in known_as if name)}
        is_secret = self._sealing.asks_for(sensitivity) or bool(self._sealed.among(names))
        if is_secret:
            self._sealed.add({digest})
        self._folder.put(content, is_secret=is_secret)
        known = self._connection.execute(select(objects.c.seq).where(objects.c.sha256 == digest)).first()
        if known is None:
            self._append(
                "object", [{"sha256": digest, "n_bytes": len(content)}], [custody.line("object", digest, digest)]
            )
        return digest

    def derive(self, derivation: Derivation) -> None:
        """Record what a stage made of an input; from now on it is what is current for that input and stage.

        At the end of the batch its outputs must be stored, else `StoreConflict`; the editions put here are pinned.
        """
        self._derivations.append(derivation)

    def assign_handles(self, whose: Whose) -> Iterator[Incident]:
        """Let the dossier's incidents (give all of them) have their lasting handles, and yield them with these; changed handles are appended.

        Lineage goes by claim keys, and by what earlier keys became: members are looked up in the store and in this batch, so put the claims first.
        """
        self._flush()
        known = self._ahead.borne if self._ahead else None
        borne = known or borne_by(self._connection, whose)
        self._append_handles(borne.changed)
        return (replace(incident, handle=borne.names[incident.id]) for incident in whose.incidents)

    def bury(self, graves: Iterable[Grave]) -> None:
        """Empty the bodies of records and give up objects; a row a grave remains, and the trigger asks for it."""
        listed = list(graves)
        lines = [custody.line("tombstone", f"{grave.kind}/{grave.id}", grave.sha256) for grave in listed]
        self._append("tombstone", [grave._asdict() for grave in listed], lines)
        for grave in listed:
            where = (records.c.kind == grave.kind, records.c.id == grave.id, records.c.sha256 == grave.sha256)
            self._connection.execute(update(records).where(*where).values(body=b""))

    def close(self) -> CustodySubject | None:
        """Write what waits; return what the custody entry is about, or ``None`` where nothing was new."""
        self._flush()
        for derivation in self._derivations:
            self._derive(derivation)
        lines = [line for name in _TABLES for line in self._lines[name]]
        if not lines:
            return None
        return CustodySubject(kind=custody.BATCH, sha256=custody.batch_tree(lines).root().hex())

    def _append(self, name: str, values: Sequence[dict[str, Any]], lines: Sequence[bytes]) -> list[int]:
        """Insert rows under the next numbers; each adds its line to the subject of the entry. Return the numbers."""
        if not values:
            return []
        first = self._next[name]
        numbered = [{"seq": first + place, "entry": self._entry, **value} for place, value in enumerate(values)]
        append_rows(self._connection, _TABLES[name], numbered)
        self._next[name] = first + len(values)
        self._lines[name] += lines
        return [row["seq"] for row in numbered]

    def _flush(self) -> None:
        """Insert the waiting records that are not stored yet, and pin the edition of each."""
        waiting, self._waiting = self._waiting, {}
        if not waiting:
            return
        known = rows.editions(self._connection, list(waiting.values()))
        _refuse_conflicts(waiting, known)
        new = [row for where, row in waiting.items() if where not in known]
        lines = [custody.line(row.kind, row.id, row.sha256) for row in new]
        numbers = self._append("record", self._kept(new), lines)
        known |= {(row.kind, row.id, row.sha256): seq for row, seq in zip(new, numbers, strict=True)}
        self._pins |= {row.id: Pin(known[where], row.sha256) for where, row in waiting.items()}

    def _is_secret(self, record: Any) -> bool:
        """Tell whether a record is to be sealed by itself: as the settings ask, and as other declarations of its bytes are."""
        is_asked = self._sealing.asks_for(sensitivity_of(record))
        if not isinstance(record, Document):
            return is_asked
        hashes = hashes_of(record)
        if not is_asked and not self._sealed.among(hashes):
            return False
        self._sealed.add(hashes)
        return True

    def _kept(self, new: Sequence[Row]) -> list[dict[str, Any]]:
        """Return rows as they are stored: sealed where they belong to something sealed, or speak of it."""
        secret = {id(row) for row in self._sealed.spread(new, self._roots)}
        return [
            {**row._asdict(), "body": self._sealing.seal(row.body)} if id(row) in secret else row._asdict()
            for row in new
        ]

    def _append_handles(self, changed: Sequence[Handle]) -> None:
        self._sealed.add_handles(changed)
        bodies = [encode(state) for state in changed]
        values = [
            {"handle": state.handle, "sha256": sha256(body), "body": body}
            for state, body in zip(changed, bodies, strict=True)
        ]
        self._append("handle", values, [custody.line("handle", row["handle"], row["sha256"]) for row in values])  # type: ignore[arg-type]

    def _derive(self, derivation: Derivation) -> None:
        missing = set(derivation.outputs) - self._pins.keys()
        pins = rows.newest_editions(self._connection, missing) | self._pins
        for output in derivation.outputs:
            if output not in pins:
                message = (
                    f"derivation of {derivation.input_id} by {derivation.stage} names {output}, which is not stored"
                )
                raise StoreConflict(f"{message}: put it in the same batch")
        body = encode(derivation)
        digest = custody.derivation_hash(body, [pins[output].sha256 for output in derivation.outputs])
        if digest == rows.newest_derivation_hash(self._connection, derivation.stage, derivation.input_id):
            return
        value = {"id": derivation.id, "stage": derivation.stage, "input_id": derivation.input_id}
        line = custody.line("derivation", derivation.id, digest)
        (number,) = self._append("derivation", [{**value, "sha256": digest, "body": body}], [line])
        given = [
            {"derivation": number, "position": position, "record": pins[output].seq}
            for position, output in enumerate(derivation.outputs)
        ]
        append_rows(self._connection, outputs, given)


def append_entry(connection: Connection, occasion: Occasion, subject: CustodySubject, vault: Vault) -> CustodyEntry:
    """Append one entry to the custody log, in the caller's transaction, and return it. Raises `RecordError`."""
    if occasion.event not in EVENTS:
        raise RecordError(f"the log knows no event {occasion.event!r}; take one of: {', '.join(sorted(EVENTS))}")
    last = rows.last_number(connection, custody_table)
    previous = connection.execute(select(custody_table.c.body).where(custody_table.c.seq == last)).scalar()
    entry = CustodyEntry(
        seq=last + 1,
        at=occasion.at,
        event=occasion.event,
        by=occasion.by,
        subject=subject,
        detail_commitments=vault.commit(occasion.details),
        previous=None if previous is None else sha256(previous),
    )
    body = custody.entry_bytes(entry)
    connection.execute(insert(custody_table), {"seq": entry.seq, "sha256": sha256(body), "body": body})
    return entry


def _refuse_conflicts(waiting: Mapping[tuple[str, str, str], Row], known: Mapping[tuple[str, str, str], int]) -> None:
    stored: dict[tuple[str, str], str] = {}
    for kind, identity, digest in (*known, *waiting):
        if kind in STRICT and stored.setdefault((kind, identity), digest) != digest:
            message = f"{kind} {identity} is stored with other content, and a {kind} is never changed"
            raise StoreConflict(f"{message}: keep the stored one, or give the new one an id of its own")
