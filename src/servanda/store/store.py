"""Reading the records of a dossier, and the way to write them."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, Self

from sqlalchemy import Connection, Engine, Row, Select, func, select

from servanda.errors import NotFoundError, VaultLocked, WrongPassphrase
from servanda.model.claims import Claim
from servanda.model.codec import decode
from servanda.model.decisions import Decision
from servanda.model.incidents import Handle
from servanda.model.runs import CustodyEntry, CustodySubject, Derivation
from servanda.store import rows
from servanda.store.batch import Batch, Occasion, append_entry
from servanda.store.faults import reading, translated
from servanda.store.heads import HeadFile
from servanda.store.keys import KeyFolder
from servanda.store.kinds import KINDS, record_of
from servanda.store.lock import exclusive
from servanda.store.memory import Memory
from servanda.store.objects import ObjectFolder
from servanda.store.ready import ReadyFolder
from servanda.store.renewing import renewal
from servanda.store.schema import custody, derivations, outputs, records
from servanda.store.sealed_names import SealedNames, require_listed
from servanda.store.sealing import Encrypt, Sealing
from servanda.store.server import alone
from servanda.store.signed_log import SignedLog
from servanda.store.signing import Signer
from servanda.store.stamps import StampFolder
from servanda.store.vault import Vault

_PAGE = 1000
_STORED = records.c.kind, records.c.id, records.c.sha256, records.c.body
_KEPT = func.length(records.c.body) > 0  # the body of an expunged record is empty


class Place(NamedTuple):
    """Where a store is: the dossier's folder, the database's name for messages, lock file, seconds to wait for it.

    ``encrypt`` says from which sensitivity on its texts are sealed.
    """

    folder: Path
    name: str
    lock: Path
    wait_seconds: float
    encrypt: Encrypt = "protected"


class Store(SignedLog):
    """The records, objects and custody log of one dossier. Made by `open_store`; close it or use it in ``with``."""

    def __init__(
        self, engine: Engine, place: Place, randomness: Callable[[int], bytes], passphrase: str | None = None
    ) -> None:
        self.engine = engine
        self.place = place
        self._is_checked = False
        self.vault = Vault(place.folder / "vault", randomness, passphrase)
        self.sealing = Sealing(self.vault.key, randomness, place.encrypt)
        self.objects = ObjectFolder(place.folder / "evidence", self.sealing)
        self.stamps = StampFolder(place.folder / "custody")
        self.ready = ReadyFolder(place.folder)
        self.memory = Memory(self.reading)
        self.signer = Signer(
            HeadFile(place.folder / "custody"), KeyFolder(place.folder / "vault", randomness, passphrase)
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    @contextmanager
    def writer(self, event: str, by: str, at: str, details: Mapping[str, str] | None = None) -> Iterator[Batch]:
        """Give a batch; at the end of ``with`` all of it is stored with one custody entry, after an error none of it.

        ``at`` is an instant in UTC. ``details`` enter the log as salted commitments, salts and values the vault. A batch
        that changes nothing leaves no entry. Raises `StoreBusy`, `StoreUnavailable`, `StoreConflict` or `StoreCorrupt`.
        """
        self.check()
        with self.transaction() as connection:
            self.objects.sweep()
            batch = Batch(connection, self.objects, self.sealing)
            yield batch
            subject = batch.close()
            if batch.holds_sealed:
                self.ready.drop()
            if subject:
                append_entry(connection, Occasion(event, by, at, details or {}), subject, self.vault)

    def check(self) -> None:
        """Look once, before anything is written, whether all that is sealed is known to be: nobody waits for the lock meanwhile. Raises `StoreCorrupt`."""
        if not self._is_checked:
            with self.reading() as connection:
                require_listed(connection)
            self._is_checked = True

    def log_event(self, occasion: Occasion, subject: CustodySubject) -> CustodyEntry:
        """Append an entry about something outside the records (an export, a copy), known by its hash, and return it."""
        with self.transaction() as connection:
            return append_entry(connection, occasion, subject, self.vault)

    def get(self, kind: str, identity: str) -> Any:
        """Return a record; of several editions the one the newest derivation gave.

        Raises `NotFoundError`, or `VaultLocked` where it is sealed and the vault is shut.
        """
        with self.reading() as connection:
            pin = rows.newest_editions(connection, [identity]).get(identity)
            row = connection.execute(select(*_STORED).where(records.c.seq == pin.seq)).first() if pin else None
        if row is None or row.kind != kind:
            raise NotFoundError(f"there is no {kind} {identity} in {self.place.name}")
        if not row.body:
            raise NotFoundError(f"{kind} {identity} was expunged; see: servanda show DIR {identity}")
        return self._record(row)

    def has(self, kind: str, identity: str) -> bool:
        """Tell whether a record is stored."""
        with self.reading() as connection:
            query = select(records.c.seq).where(records.c.kind == kind, records.c.id == identity)
            return connection.execute(query.limit(1)).first() is not None

    def find(self, name: str) -> tuple[Any, ...]:
        """Return the records that ``name`` means; none is an empty tuple.

        It is looked for as an id, an incident handle, a claim key (current claims before older ones), the beginning of an id.
        Raises `VaultLocked` where all that it means is sealed and the vault is shut.
        """
        with self.reading() as connection:
            pins = sorted(rows.newest_editions(connection, rows.named(connection, name)).values())
            query = select(*_STORED).where(records.c.seq.in_([pin.seq for pin in pins]), _KEPT)
            meant = connection.execute(query.order_by(records.c.seq)).all()
        found = tuple(record for _, record in self._opened(meant))
        return found if found or not meant else (self._record(meant[0]),)

    def beginnings(self, ids: Iterable[str], least: int) -> dict[str, str]:
        """Return for each id its shortest beginning, of ``least`` characters or more, that `find` takes for it alone."""
        with self.reading() as connection:
            return rows.beginnings(connection, ids, least)

    def records(self, kind: str) -> Iterator[Any]:
        """Yield every stored record of a kind, older editions too, in the order in which they were stored.

        Here and wherever several are asked for, what is sealed is left out where the vault is shut (see `n_locked`).
        """
        if kind not in KINDS:
            raise NotFoundError(f"there is no kind of record {kind!r}; take one of: {', '.join(sorted(KINDS))}")
        rows = self._rows(select(*_STORED).where(records.c.kind == kind, _KEPT).order_by(records.c.seq))
        yield from (record for _, record in self._opened(rows))

    def current(self, stage: str, inputs: Collection[str] | None = None, until: int | None = None) -> Iterator[Any]:
        """Yield what the newest derivation of each input by ``stage`` gave, ordered by input id and position.

        ``inputs`` are the input ids that are current themselves: an old text layer keeps its derivation, but is no input any more. Without them
        all count. ``until`` is the custody entry up to which derivations count: what was current then.
        """
        newest = rows.newest_derivations(stage, until, inputs)
        query = (
            select(*_STORED, derivations.c.input_id)
            .join(outputs, outputs.c.record == records.c.seq)
            .join(derivations, derivations.c.seq == outputs.c.derivation)
            .where(derivations.c.seq.in_(newest), _KEPT)
            .order_by(derivations.c.input_id, outputs.c.position)
        )
        chosen = None if inputs is None else frozenset(inputs)
        pairs = self._given(query)
        if self.memory.keeps(stage) and until is None and not rows.are_few(inputs):
            pairs = self.memory.of(stage, (stage,), lambda: tuple(self._given(query)), renew=renewal(self, stage))
        yield from (record for name, record in pairs if chosen is None or name in chosen)

    def _given(self, query: Select[Any]) -> Iterable[tuple[str, Any]]:
        """Return records with the inputs that gave them, one after the other."""
        return ((row.input_id, record) for row, record in self._opened(self._rows(query)))

    def current_derivations(self, stage: str, inputs: Collection[str] | None = None) -> dict[str, Derivation]:
        """Return the newest derivation of each input by ``stage``, by input id: of all inputs, or of some."""
        newest = rows.newest_derivations(stage, None, inputs)
        query = select(derivations.c.body).where(derivations.c.seq.in_(newest)).order_by(derivations.c.input_id)
        found: list[Derivation] = [decode(row.body, Derivation) for row in self._rows(query)]
        chosen = None if inputs is None else frozenset(inputs)
        return {one.input_id: one for one in found if chosen is None or one.input_id in chosen}

    def is_current(self, made: Derivation) -> bool:
        """Tell whether the newest derivation of that input and stage has the same version, configuration and reference.

        ``id`` and ``outputs`` of ``made`` do not matter.
        """
        newest = self.current_derivations(made.stage, (made.input_id,)).get(made.input_id)
        asked = made.version, made.config_sha256, made.reference_sha256
        return newest is not None and asked == (newest.version, newest.config_sha256, newest.reference_sha256)

    def claims_with(self, keys: Collection[str]) -> dict[str, Claim]:
        """Return the claims that bore these keys, by key; of several under one key the one stored last."""
        found: dict[str, Claim] = {}
        for some in rows.chunks(sorted(keys)):
            query = select(*_STORED, records.c.key).where(records.c.kind == "claim", records.c.key.in_(some), _KEPT)
            found |= {row.key: record for row, record in self._opened(self._rows(query.order_by(records.c.seq)))}
        return found

    def decisions(self) -> tuple[Decision, ...]:
        """Return all decisions in the order in which they were taken."""
        with self.reading() as connection:
            return tuple(rows.in_order(connection, self.records("decision")))

    def entries(self, kind: str, ids: Collection[str] | None = None) -> dict[str, int]:
        """Return the custody entry that first stored each record of a kind, or each of those with these ids, by id."""
        with self.reading() as connection:
            return rows.first_entries(connection, kind, ids)

    def kinds_written(self, entries: Collection[int]) -> dict[int, dict[str, int]]:
        """Return how many records of each kind, expunged ones too, these entries of the log wrote, by entry."""
        with self.reading() as connection:
            return rows.kinds_written(connection, entries)

    def handles(self) -> tuple[Handle, ...]:
        """Return the newest state of every incident handle."""
        with self.reading() as connection:
            return rows.newest_handles(connection)

    def log(self, after: int = 0) -> Iterator[CustodyEntry]:
        """Yield the entries of the custody log in order, those that follow number ``after``."""
        query = select(custody.c.body).where(custody.c.seq > after).order_by(custody.c.seq)
        yield from (decode(row.body, CustodyEntry) for row in self._rows(query))

    def newest_event(self, events: Collection[str]) -> str | None:
        """Return the last of these events that the log has, ``None`` where it has none."""
        query = select(custody.c.body).order_by(custody.c.seq.desc())
        found: Iterator[CustodyEntry] = (decode(row.body, CustodyEntry) for row in self._rows(query))
        return next((entry.event for entry in found if entry.event in events), None)

    def object(self, digest: str) -> bytes:
        """Return original bytes, their hash checked. For the errors see `ObjectFolder.get`."""
        return self.objects.get(digest)

    def n_locked(self) -> int:
        """Return how many documents are sealed while the vault is shut: 0 where it opens."""
        with self.reading() as connection:
            n_sealed = rows.n_sealed_documents(connection)
        return n_sealed if n_sealed and self.sealing.locked() else 0

    def sealed(self, names: Collection[str]) -> set[str]:
        """Return those of these ids that are sealed, whether the vault is shut or not."""
        with self.reading() as connection:
            return SealedNames(connection).among(names)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the writer's lock without writing records: for files beside the database. Raises `StoreBusy`."""
        wait, name = self.place.wait_seconds, self.place.name
        with exclusive(self.place.lock, wait), translated(name), alone(self.engine, wait, name):
            yield

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection to read with. For this package, as `transaction` is."""
        with reading(self.place.name), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Hold the lock, then one transaction that takes the database's write lock at its beginning; sign what it left.

        For this package: all others write through `writer` and `log_event`.
        """
        with self.alone():
            with self.engine.connect().execution_options(writes=True) as connection, connection.begin():
                self.signer.prepare(connection)
                yield connection
            with self.engine.connect() as connection:
                self.signer.sign(connection)

    def _rows(self, query: Select[Any]) -> Iterator[Row[Any]]:
        with self.reading() as connection:
            yield from connection.execution_options(yield_per=_PAGE).execute(query)

    def _opened(self, found: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
        """Yield rows with their records; those that are locked are left out. Raises `WrongPassphrase`."""
        for row in found:
            try:
                record = self._record(row)
            except WrongPassphrase:
                raise
            except VaultLocked:
                continue
            yield row, record

    def _record(self, row: Any) -> Any:
        """Return the record in a row, its hash checked."""
        return record_of(row.kind, self.sealing.body(row))
