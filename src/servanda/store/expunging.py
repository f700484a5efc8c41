"""Expunging: the one way by which something kept may go, and what stays of it.

A record loses its body, an object its file, the vault the document's fields; ids, hashes and the custody log stay, with a
row in ``tombstones`` for each and one record `Tombstone` that says who did it and why. A decision that holds on to more than
the document is entered anew without its reason (see ``reasons``). SQLite's file and write-ahead log are written anew, so
that no freed page keeps a word.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import ColumnElement, Connection, func, select, text

from servanda.errors import NotFoundError, StoreBusy, VaultLocked
from servanda.model.codec import decode, decode_json
from servanda.model.decisions import Decision
from servanda.model.incidents import Handle, Incident
from servanda.model.making import with_id
from servanda.model.tombstones import Tombstone
from servanda.store.batch import Grave, Occasion
from servanda.store.faults import translated, unavailable
from servanda.store.kinds import Row, record_of
from servanda.store.lock import exclusive
from servanda.store.reasons import Reach, blanked, touched
from servanda.store.rows import in_order
from servanda.store.schema import handles, records, tombstones
from servanda.store.sealing import Sealing

if TYPE_CHECKING:
    from servanda.store.store import Store

_ID = re.compile(rb"(?:clm|doc|inc|key|txt)_[0-9a-f]{24}")
_HOLDING = ("document", "capture", "run")
_DIGESTS = ("object_sha256", "warc_sha256")
_RESTING = ("incident", "finding")  # in this order: findings name incidents
_LEFT = func.length(records.c.body) > 0


class Burial(NamedTuple):
    """What expunging a document takes away: records and objects, counted by kind; ``anew`` are decisions without their reasons."""

    graves: tuple[Grave, ...]
    anew: tuple[Decision, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """Number of things by kind."""
        return dict(sorted(Counter(grave.kind for grave in self.graves).items()))


def _tells_nothing(_: str) -> bool:
    return False


def burial(
    store: "Store", document_id: str, along: Collection[str] = (), tells: Callable[[str], bool] = _tells_nothing
) -> Burial:
    """Return what expunging a document would take away; ``along`` are documents that go at the same time.

    All records that belong to it; incidents and findings that rest on one of its claims, since they name speakers, places
    and counts; decisions on any of these, on their handles or on such decisions, and those whose words ``tells`` finds to
    give the document away; objects that no other document or capture needs. Raises `NotFoundError`.
    """
    with store.engine.connect() as connection:
        look = _Rows(connection, store.sealing)
        own = list(look.rows(records.c.document_id == document_id, records.c.kind != "decision"))
        if not own:
            raise NotFoundError(f"{document_id} is no document that is kept in {store.place.name}")
        names = {name for row in own for name in (row.id, row.key) if name}
        resting = _resting(look, names)
        reach = _reach(connection, names, resting, tells)
        decided = {row.id: row for row in look.rows(records.c.kind == "decision")}
        reached = touched(in_order(connection, (record_of("decision", row.body) for row in decided.values())), reach)
        objects = objects_named(row.body for row in own) - objects_named(_other_bodies(look, {document_id, *along}))
    anew = {decision.id: decision for decision in blanked(reached, reach)}
    going = [
        decision for decision in reached if decision.id not in anew
    ]  # else it lost its reason to another expunging
    graves = [Grave(row.kind, row.id, row.sha256) for row in (*own, *resting, *(decided[item.id] for item in going))]
    new = tuple(decision for name, decision in anew.items() if name not in decided)
    return Burial((*(Grave("object", digest, digest) for digest in sorted(objects)), *graves), new)


def expunge(
    store: "Store", document_id: str, occasion: Occasion, tells: Callable[[str], bool] = _tells_nothing
) -> Tombstone:
    """Take a document away for good and return its tombstone; ``occasion.details`` needs ``because``; ``tells``: see `burial`.

    Killed at any moment, either nothing has happened yet or the same call finishes what is left; called once more it only
    looks whether anything is. Raises `NotFoundError` and `StoreError`.
    """
    known: list[Tombstone] = [stone for stone in store.records("tombstone") if stone.target_id == document_id]
    if known:
        finish(store)
        return known[0]
    going = burial(store, document_id, tells=tells)
    counts = going.counts
    stone = Tombstone(
        id="", target_id=document_id, by=occasion.by, at=occasion.at, because=occasion.details["because"],
        n_objects=counts.pop("object", 0), n_records=counts,
    )  # fmt: skip
    stone = with_id("tmb", stone)
    with store.writer(occasion.event, occasion.by, occasion.at, occasion.details) as batch:
        for record in (stone, *going.anew):
            batch.put(record)
        batch.bury(going.graves)
    finish(store)
    return stone


def finish(store: "Store") -> None:
    """Do what an expunging leaves to do after its entry is in the log: files, vault, free pages of the database."""
    with exclusive(store.place.lock, store.place.wait_seconds), translated(store.place.name):
        store.ready.drop()
        for kind, identity in unfinished(store):
            if kind == "object":
                path = store.objects.path(identity)
                try:
                    path.unlink(missing_ok=True)
                except OSError as error:
                    raise unavailable(str(path), error) from error
        for kind, identity, _ in graves(store):
            if kind == "document":
                store.vault.erase(identity)
        write_anew(store)


def graves(store: "Store") -> set[tuple[str, str, str]]:
    """Return kind, id and hash of everything that was expunged."""
    with store.engine.connect() as connection:
        rows = connection.execute(select(tombstones.c.kind, tombstones.c.id, tombstones.c.sha256))
        return {(row.kind, row.id, row.sha256) for row in rows}


def unfinished(store: "Store") -> Iterator[tuple[str, str]]:
    """Yield kind and id of what was expunged and is still there; an object that came back with another document is not.

    Where sealed documents are locked, nobody can tell what became of objects: they are passed over.
    """
    buried = graves(store)
    if not buried:
        return
    with store.engine.connect() as connection:
        query = select(records.c.kind, records.c.id, records.c.sha256).where(_LEFT)
        left = {(row.kind, row.id, row.sha256) for row in connection.execute(query)}
        needed = _needed(_Rows(connection, store.sealing))
    for kind, identity, digest in sorted(buried):
        is_object = kind == "object" and needed is not None and digest not in needed
        is_there = is_object and store.objects.path(digest).exists()
        if is_there or (kind, identity, digest) in left:
            yield kind, identity


class _Rows(NamedTuple):
    """Rows of the table of records, their bodies opened."""

    connection: Connection
    sealing: Sealing

    def rows(self, *conditions: ColumnElement[bool]) -> Iterator[Row]:
        """Yield those that are left. Raises `VaultLocked` where one is sealed and the vault is shut."""
        query = select(records).where(*conditions, _LEFT).order_by(records.c.seq)
        for row in self.connection.execute(query):
            yield Row(row.kind, row.id, row.document_id, row.key, row.sha256, self.sealing.body(row))


def _needed(look: _Rows) -> set[str] | None:
    """Return the hashes of the objects that what is kept needs, ``None`` where the vault does not let it be known."""
    try:
        return objects_named(row.body for row in look.rows(records.c.kind.in_(_HOLDING)))
    except VaultLocked:
        return None


def _named(body: bytes) -> set[str]:
    return {name.decode() for name in _ID.findall(body)}


def _resting(look: _Rows, names: Collection[str]) -> list[Row]:
    """Return the rows of incidents that name something in ``names``, and of findings that do or that name such an incident."""
    found: list[Row] = []
    for kind in _RESTING:
        reached = {*names, *(row.id for row in found)}
        found += [row for row in look.rows(records.c.kind == kind) if reached & _named(row.body)]
    return found


def _reach(connection: Connection, names: set[str], resting: Collection[Row], tells: Callable[[str], bool]) -> Reach:
    """Return what goes and what stood with it: incidents and handles all of whose claims go, go too."""
    own, around = set(names), {row.id for row in resting}
    incidents: list[Incident] = [decode(row.body, Incident) for row in resting if row.kind == "incident"]
    own |= {item.id for item in incidents if names.issuperset(item.members)}
    own |= {row.id for row in resting if row.kind == "finding" and _named(row.body) & around <= own}
    members: dict[str, set[str]] = {}
    for body in connection.execute(select(handles.c.body).order_by(handles.c.seq)).scalars():
        state: Handle = decode(body, Handle)
        members.setdefault(state.handle, set()).update(state.members)
    whole = {handle for handle, keys in members.items() if keys and names >= keys}
    around |= {handle for handle, keys in members.items() if names & keys}
    return Reach(frozenset(own | whole), frozenset(around - own - whole), tells)


def _other_bodies(look: _Rows, going: Collection[str]) -> Iterator[bytes]:
    others = (records.c.document_id.is_(None)) | (records.c.document_id.not_in(going))
    for row in look.rows(records.c.kind.in_(_HOLDING), others):
        yield row.body


def objects_named(bodies: Iterable[bytes]) -> set[str]:
    """Return the hashes of the objects that records name."""
    found = (decode_json(body) for body in bodies)
    return {
        digest
        for item in found
        for digest in (*(item.get(name) for name in _DIGESTS), *(file.get("sha256") for file in item.get("inputs", ())))
        if isinstance(digest, str)
    }


def write_anew(store: "Store") -> None:
    """Leave no freed page and no write-ahead log behind in which a word could be read. Raises `StoreBusy` where others read."""
    if store.engine.dialect.name == "postgresql":
        with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM FULL records"))
        return
    raw = store.engine.raw_connection()
    try:
        for command in ("PRAGMA wal_checkpoint(TRUNCATE)", "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
            done = raw.driver_connection.execute(command).fetchall()  # type: ignore[union-attr]
    finally:
        raw.close()
    if done and done[0][0]:  # another connection reads: the log that goes ahead could not be cut off
        raise StoreBusy(
            f"{store.place.name}: done, but another program reads it, so that old pages may still be in it: close that and call this again"
        )
