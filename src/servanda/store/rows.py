"""Questions to the tables that reading and writing share."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from typing import Any, Final, NamedTuple, TypeGuard, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, Table, func, select

from servanda.model.codec import decode
from servanda.model.decisions import Decision
from servanda.model.incidents import Handle
from servanda.model.runs import Derivation
from servanda.store.kinds import Row
from servanda.store.schema import custody, derivations, handles, outputs, records, sealed_names, tombstones

T = TypeVar("T")
_TELLING: Final = (derivations, handles, tombstones)
"""Tables whose last number says how far a dossier has come."""
FEW = 500
"""How many values one statement takes: below SQLite's bound."""


class Pin(NamedTuple):
    """One edition of a record: its number and the hash of its body."""

    seq: int
    sha256: str


def chunks(values: Iterable[T]) -> Iterator[Sequence[T]]:
    """Yield ``values`` in lists short enough for one statement."""
    listed = list(values)
    for start in range(0, len(listed), FEW):
        yield listed[start : start + FEW]


def entry_bodies(connection: Connection, numbers: Iterable[int]) -> dict[int, bytes]:
    """Return the stored bytes of entries of the log by their numbers."""
    found: dict[int, bytes] = {}
    for some in chunks(numbers):
        query = select(custody.c.seq, custody.c.body).where(custody.c.seq.in_(some))
        found |= {row.seq: row.body for row in connection.execute(query)}
    return found


def kinds_written(connection: Connection, entries: Iterable[int]) -> dict[int, dict[str, int]]:
    """Return how many records of each kind entries of the log wrote, by entry."""
    found: dict[int, dict[str, int]] = {}
    for some in chunks(entries):
        query = select(records.c.entry, records.c.kind, func.count().label("n")).where(records.c.entry.in_(some))
        for row in connection.execute(query.group_by(records.c.entry, records.c.kind)):
            found.setdefault(row.entry, {})[row.kind] = row.n
    return found


def last_number(connection: Connection, table: Table) -> int:
    """Return the highest number in a table, 0 for an empty one."""
    return connection.execute(select(func.max(table.c.seq))).scalar() or 0


def marks(connection: Connection, kinds: Iterable[str]) -> tuple[tuple[str, int | str], ...]:
    """Return the last number of each table that says what is current, and of the records of some kinds; and the log's first entry."""
    chosen = tuple(kinds)
    *last, first = connection.execute(_marks(chosen)).one()
    names = (*(str(table.name) for table in _TELLING), *chosen)
    return (*sorted((name, number or 0) for name, number in zip(names, last, strict=True)), ("log", first or ""))


@cache
def _marks(kinds: tuple[str, ...]) -> Select[Any]:
    """Return one statement for all of it, put together once: most of what so small a question costs is to ask it."""
    tables = (select(func.max(table.c.seq)) for table in _TELLING)
    numbers = (select(func.max(records.c.seq)).where(records.c.kind == kind) for kind in kinds)
    first = select(custody.c.sha256).where(custody.c.seq == 1)
    return select(*(one.scalar_subquery() for one in (*tables, *numbers, first)))


def newest_derivations(
    stage: str, until: int | None = None, inputs: Collection[str] | None = None
) -> Select[tuple[int]]:
    """Return the query for the numbers of the newest derivation of each input by a stage.

    ``until`` is the custody entry up to which derivations count, ``inputs`` the input ids that are asked for: where they are few, only theirs are looked at.
    """
    newest = select(func.max(derivations.c.seq)).where(derivations.c.stage == stage).group_by(derivations.c.input_id)
    newest = newest if until is None else newest.where(derivations.c.entry <= until)
    return newest.where(derivations.c.input_id.in_(inputs)) if are_few(inputs) else newest


def are_few(inputs: Collection[str] | None) -> TypeGuard[Collection[str]]:
    """Tell whether so few inputs are asked for that they are named to the database; ``None`` are all."""
    return inputs is not None and len(inputs) <= FEW


def stage_marks(connection: Connection, stages: Iterable[str]) -> tuple[int, ...]:
    """Return the number of the last derivation by each stage, and of the last tombstone."""
    return tuple(number or 0 for number in connection.execute(_stage_marks(tuple(stages))).one())


@cache
def _stage_marks(stages: tuple[str, ...]) -> Select[Any]:
    last = (select(func.max(derivations.c.seq)).where(derivations.c.stage == stage) for stage in stages)
    return select(*(one.scalar_subquery() for one in (*last, select(func.max(tombstones.c.seq)))))


def derived_since(connection: Connection, stage: str, number: int) -> frozenset[str]:
    """Return the inputs of which a stage derived something after the derivation of that number."""
    query = select(derivations.c.input_id).where(derivations.c.seq > number, derivations.c.stage == stage)
    return frozenset(connection.execute(query).scalars())


def last_of_stage(connection: Connection, stage: str) -> str | None:
    """Return the id of the last derivation by a stage, ``None`` where there is none."""
    query = select(derivations.c.id).where(derivations.c.stage == stage)
    return connection.execute(query.order_by(derivations.c.seq.desc()).limit(1)).scalar()


def n_sealed_documents(connection: Connection) -> int:
    """Return how many documents are sealed and were not expunged."""
    is_sealed = records.c.id.in_(select(sealed_names.c.name))
    query = select(func.count()).where(records.c.kind == "document", func.length(records.c.body) > 0, is_sealed)
    return connection.execute(query).scalar() or 0


def editions(connection: Connection, rows: Sequence[Row]) -> dict[tuple[str, str, str], int]:
    """Return the numbers of all stored editions of these records, by kind, id and hash."""
    columns = records.c.kind, records.c.id, records.c.sha256, records.c.seq
    found = {}
    for some in chunks({row.id for row in rows}):
        for kind, identity, digest, seq in connection.execute(select(*columns).where(records.c.id.in_(some))):
            found[kind, identity, digest] = seq
    return found


def newest_editions(connection: Connection, ids: Iterable[str]) -> dict[str, Pin]:
    """Return, by id, the edition that the newest derivation gave, or else the one stored last."""
    pinned = select(func.max(outputs.c.derivation)).where(outputs.c.record == records.c.seq).scalar_subquery()
    found: dict[str, Pin] = {}
    for some in chunks(ids):
        columns = records.c.id, records.c.seq, records.c.sha256
        query = select(*columns).where(records.c.id.in_(some)).order_by(func.coalesce(pinned, 0), records.c.seq)
        found |= {identity: Pin(seq, digest) for identity, seq, digest in connection.execute(query)}
    return found


def pins_of(connection: Connection, made: Derivation) -> dict[str, Pin]:
    """Return, by id, the editions that a derivation gave; none where it is not the newest of its stage and input."""
    query = select(derivations.c.seq, derivations.c.id).where(
        derivations.c.stage == made.stage, derivations.c.input_id == made.input_id
    )
    newest = connection.execute(query.order_by(derivations.c.seq.desc()).limit(1)).first()
    if newest is None or newest.id != made.id:
        return {}
    columns = records.c.id, records.c.seq, records.c.sha256
    given = select(*columns).join(outputs, outputs.c.record == records.c.seq).where(outputs.c.derivation == newest.seq)
    return {identity: Pin(seq, digest) for identity, seq, digest in connection.execute(given)}


def given_by(connection: Connection, stage: str, name: str) -> list[tuple[int, str, str]]:
    """Return number, id and hash of each record that the newest derivation of an input by a stage gave, in their order."""
    query = (
        select(records.c.seq, records.c.id, records.c.sha256)
        .join(outputs, outputs.c.record == records.c.seq)
        .where(outputs.c.derivation.in_(newest_derivations(stage, None, [name])))
        .order_by(outputs.c.position)
    )
    return [(row.seq, row.id, row.sha256) for row in connection.execute(query)]


def claim_keys(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """Return the keys of stored claims by their ids."""
    found: dict[str, str] = {}
    for some in chunks(ids):
        query = select(records.c.id, records.c.key).where(records.c.id.in_(some), records.c.kind == "claim")
        found |= {row.id: row.key for row in connection.execute(query)}
    return found


def first_entries(connection: Connection, kind: str, ids: Collection[str] | None) -> dict[str, int]:
    """Return the custody entry that first stored each record of a kind, or each of those with these ids, by id."""
    first = func.min(records.c.entry).label("first")
    query = select(records.c.id, first).where(records.c.kind == kind).group_by(records.c.id)
    asked = [query] if ids is None else [query.where(records.c.id.in_(some)) for some in chunks(sorted(ids))]
    return {row.id: row.first for one in asked for row in connection.execute(one)}


def named(connection: Connection, name: str) -> set[str]:
    """Return the ids that ``name`` means, by the first of these that finds one: id, handle, key, beginning of an id."""
    newest = select(func.max(derivations.c.seq)).group_by(derivations.c.stage, derivations.c.input_id)
    given = select(outputs.c.record).where(outputs.c.derivation.in_(newest))
    key = (records.c.kind == "claim") & (records.c.key == name)
    beginning = records.c.id.startswith(name, autoescape=True)
    for condition in (records.c.id == name, None, key & records.c.seq.in_(given), key, beginning):
        found = _borne(connection, name) if condition is None else _ids(connection, condition)
        if found:
            return found
    return set()


def beginnings(connection: Connection, ids: Iterable[str], least: int) -> dict[str, str]:
    """Return the shortest beginning of each id, of ``least`` characters or more, that no other stored id shares."""
    found = {}
    for identity in ids:
        before = connection.execute(select(func.max(records.c.id)).where(records.c.id < identity)).scalar()
        after = connection.execute(select(func.min(records.c.id)).where(records.c.id > identity)).scalar()
        shared = max(_common(identity, other or "") for other in (before, after))
        found[identity] = identity[: max(least, shared + 1)]
    return found


def _common(one: str, other: str) -> int:
    """Return how many characters two ids begin with alike."""
    alike = (number for number, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    return next(alike, min(len(one), len(other)))


def _ids(connection: Connection, condition: ColumnElement[bool]) -> set[str]:
    return {row.id for row in connection.execute(select(records.c.id).where(condition))}


def _borne(connection: Connection, handle: str) -> set[str]:
    """Return the id of the incident that bears a handle; a handle merged into another leads there."""
    query = select(handles.c.body).where(handles.c.handle == handle).order_by(handles.c.seq.desc()).limit(1)
    body = connection.execute(query).scalar()
    if body is None:
        return set()
    state: Handle = decode(body, Handle)
    return _borne(connection, state.into) if state.into else {state.incident_id}


def newest_derivation_hash(connection: Connection, stage: str, input_id: str) -> str | None:
    """Return the stored hash of the newest derivation of an input by a stage."""
    query = select(derivations.c.sha256).where(derivations.c.stage == stage, derivations.c.input_id == input_id)
    return connection.execute(query.order_by(derivations.c.seq.desc()).limit(1)).scalar()


def newest_handles(connection: Connection) -> tuple[Handle, ...]:
    """Return the newest state of every handle, by name."""
    newest = select(func.max(handles.c.seq)).group_by(handles.c.handle)
    query = select(handles.c.body).where(handles.c.seq.in_(newest)).order_by(handles.c.handle)
    return tuple(decode(body, Handle) for (body,) in connection.execute(query))


def in_order(connection: Connection, decisions: Iterable[Decision]) -> list[Decision]:
    """Return decisions in the order in which they were taken: one that stands in the place of another, where that stood."""
    taken = tuple(
        decisions
    )  # read first: of what is decided meanwhile the place is known, the other way round it would not be
    query = select(records.c.id, records.c.seq).where(records.c.kind == "decision").order_by(records.c.seq.desc())
    place: dict[str, int] = {row.id: row.seq for row in connection.execute(query)}
    return sorted(taken, key=lambda item: place.get(item.in_place_of or item.id, place[item.id]))
