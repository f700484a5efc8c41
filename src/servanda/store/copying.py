"""Copying all rows of one record database into another, on whichever of SQLite and PostgreSQL each is, and comparing both before anything counts."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any, Final, NamedTuple

from sqlalchemy import URL, Connection, Engine, Table, func, inspect, select

from servanda.errors import NotFoundError, StoreConflict, StoreCorrupt
from servanda.store import custody, migrate
from servanda.store.faults import translated, unavailable
from servanda.store.heads import HeadFile
from servanda.store.lock import exclusive
from servanda.store.merkle import Tree
from servanda.store.objects import reach_disk
from servanda.store.opening import engine_of, sqlite_url
from servanda.store.schema import HEAD, derivations, metadata, outputs, records
from servanda.store.schema import custody as custody_table
from servanda.store.sealing import is_sealed
from servanda.store.server import alone, append_rows, is_server
from servanda.store.signing import leaf_of

_PAGE: Final = 1000
_WAIT_SECONDS: Final = 30.0
_LOCK: Final = ".lock"  # beside a file of SQLite: for that of a dossier the one that its writers hold
Step = Callable[[str, int, int], None]


class RecordsAt(NamedTuple):
    """Where records are: the URL of their database, and the folder ``custody`` with its signed heads where it is known."""

    url: URL
    heads: Path | None = None


class Copied(NamedTuple):
    """How many rows were copied, by table, and the head of the log: its entries and the root of the Merkle tree over them."""

    n_rows: dict[str, int]
    n_entries: int
    root: str


def copy_records(source: RecordsAt, target: RecordsAt, step: Step) -> Copied:
    """Copy the records of one database into an empty other one, and return what was copied.

    All is written in one transaction, read back and held against the source: every row, every hash, the chain of the log and its
    signed heads; only then it counts. Stopped before, the target is as empty as it was. ``step`` is told what is
    done and how many rows are through, of how many. Objects, vault and heads are files and stay where they are.
    Raises `StoreConflict` (the target is not empty), `StoreCorrupt` (something differs), `NotFoundError`, `ConfigError`, `StoreBusy`.
    """
    with ExitStack() as stack:
        reader = stack.enter_context(_reader(source.url))
        counts = {table.name: reader.execute(select(func.count()).select_from(table)).scalar_one() for table in _TABLES}
        writer = stack.enter_context(_writer(target.url))
        _append(reader, writer, partial(step, "copying"), sum(counts.values()))
        _compare(reader, writer, partial(step, "comparing"), sum(counts.values()))
        root = _log(writer, [place.heads for place in (source, target) if place.heads])
    return Copied(counts, counts[custody_table.name], root)


_TABLES: Final = tuple(metadata.sorted_tables)


def _pages(connection: Connection, table: Table) -> Iterator[Any]:
    query = select(table).order_by(*table.primary_key.columns)
    yield from connection.execution_options(yield_per=_PAGE).execute(query).partitions()


def _append(reader: Connection, writer: Connection, step: Callable[[int, int], None], n_all: int) -> None:
    n_done = 0
    for table in _TABLES:
        for rows in _pages(reader, table):
            append_rows(writer, table, [row._asdict() for row in rows])
            n_done += len(rows)
            step(n_done, n_all)


def _compare(reader: Connection, writer: Connection, step: Callable[[int, int], None], n_all: int) -> None:
    """Read back what was written. Raises `StoreCorrupt` for a row that differs, is missing, or lacks the hash of its bytes."""
    n_done = 0
    for table in _TABLES:
        written = (row for rows in _pages(writer, table) for row in rows)
        for rows in _pages(reader, table):
            for row in rows:
                if tuple(row) != tuple(next(written, ())):
                    raise StoreCorrupt(f"{_where(table, row)} is not the same in both: nothing was copied, try again")
                _check(table, row)
            n_done += len(rows)
            step(n_done, n_all)
        if next(written, None) is not None:
            raise StoreCorrupt(f"{table.name}: the target holds more rows than the source: nothing was copied")
    for row, hashes in _derived(reader):
        if custody.derivation_hash(row.body, hashes) != row.sha256:
            raise _changed(derivations, row)


def _check(table: Table, row: Any) -> None:
    """Raise unless the bytes of a row have its hash; those of a derivation count with what it gave, and what is sealed or expunged shows none."""
    if "body" not in table.columns or table is derivations:
        return
    hides = table is records and (row.body == b"" or is_sealed(row.body))
    if not hides and not custody.intact(row):
        raise _changed(table, row)


def _changed(table: Table, row: Any) -> StoreCorrupt:
    message = f"{_where(table, row)}: its bytes do not have the hash stored with them, in the source already"
    return StoreCorrupt(f"{message}: nothing was copied. See what differs with: servanda verify DIR")


def _where(table: Table, row: Any) -> str:
    return f"{table.name}, {', '.join(str(getattr(row, column.name)) for column in table.primary_key.columns)}"


def _derived(reader: Connection) -> Iterator[tuple[Any, list[str]]]:
    """Yield each derivation with the hashes of the records that it gave, in order."""
    query = (
        select(derivations.c.seq, derivations.c.body, derivations.c.sha256, records.c.sha256.label("given"))
        .join(outputs, outputs.c.derivation == derivations.c.seq, isouter=True)
        .join(records, records.c.seq == outputs.c.record, isouter=True)
        .order_by(derivations.c.seq, outputs.c.position)
    )
    found = reader.execution_options(yield_per=_PAGE).execute(query)
    for _, rows in groupby(found, key=lambda row: row.seq):
        listed = list(rows)
        yield listed[0], [row.given for row in listed if row.given is not None]


def _log(writer: Connection, heads: list[Path]) -> str:
    """Check the chain of the copied log and the last signed heads that are known; return the root of its tree."""
    tree = Tree()

    def rows() -> Iterator[Any]:
        for some in _pages(writer, custody_table):
            tree.extend(leaf_of(row.body) for row in some)
            yield from some

    for number, said in custody.verify_chain(rows()):
        raise StoreCorrupt(f"log entry {number} {said}: nothing was copied. See what differs with: servanda verify DIR")
    for folder in heads:
        last = HeadFile(folder).last()
        if last and (last.size > tree.size or tree.root(last.size).hex() != last.root):
            message = (
                f"{folder / 'heads.jsonl'}: the log does not begin with the {last.size} entries signed on {last.at}"
            )
            raise StoreCorrupt(f"{message}: nothing was copied. Is it the log of another dossier?")
    return tree.root().hex()


@contextmanager
def _reader(url: URL) -> Iterator[Connection]:
    """Give one unchanging look at the source, while nobody writes to it. Raises `NotFoundError`, `StoreConflict`, `StoreBusy`."""
    path = _file(url)
    if path is not None and not path.is_file():
        raise NotFoundError(f"{path} is no file: name the database to copy from, or the folder of its dossier")
    engine, name = engine_of(url, read_only=True), _name(url)
    with _closed(engine), translated(name), ExitStack() as stack:
        if path is not None and os.access(path.parent, os.W_OK):
            stack.enter_context(exclusive(path.with_suffix(_LOCK), _WAIT_SECONDS))
        stack.enter_context(alone(engine, _WAIT_SECONDS, name))
        connection = stack.enter_context(engine.connect())
        if is_server(engine):
            connection = connection.execution_options(isolation_level="REPEATABLE READ")
        found = migrate.state(connection)
        if found != HEAD:
            advice = "open its dossier once with this version, which brings it up to date: servanda verify DIR"
            raise StoreConflict(f"{name}: has the tables of version {found or 'none'}, not {HEAD}; {advice}")
        yield connection


@contextmanager
def _writer(url: URL) -> Iterator[Connection]:
    """Give a transaction with empty tables, which becomes the target where the body ends well. Raises `StoreConflict` where there is something."""
    path = _file(url)
    if path is None:
        with _writing(url, _name(url)) as connection:
            yield connection
        return
    if path.exists():
        raise StoreConflict(f"{path} exists: copy into a place where no database is")
    new = path.with_name(f"{path.name}.copying")
    with exclusive(path.with_suffix(_LOCK), _WAIT_SECONDS):
        _remove(new)
        try:
            with _writing(sqlite_url(new), str(path)) as connection:
                yield connection
            reach_disk(new)
            os.link(new, path)  # fails where another has come meanwhile
            reach_disk(path.parent)
        except OSError as error:
            raise unavailable(str(path), error) from error
        finally:
            _remove(new)


@contextmanager
def _writing(url: URL, name: str) -> Iterator[Connection]:
    engine = engine_of(url, read_only=False)
    with (
        _closed(engine),
        translated(name),
        alone(engine, _WAIT_SECONDS, name),
        engine.connect().execution_options(writes=True) as connection,
        connection.begin(),
    ):
        held = inspect(connection).get_table_names()
        if held:
            raise StoreConflict(
                f"{name} is not empty (it has the table {held[0]}): copy into a database without tables"
            )
        migrate.upgrade(connection, name)
        yield connection


def _remove(new: Path) -> None:
    """Remove the file of a copy that does not count, and what SQLite keeps beside it."""
    for path in new.parent.glob(f"{new.name}*"):
        path.unlink()


@contextmanager
def _closed(engine: Engine) -> Iterator[None]:
    try:
        yield
    finally:
        engine.dispose()


def _file(url: URL) -> Path | None:
    """Return the file of an SQLite database, ``None`` for a database on a server."""
    return Path(url.database or "") if url.get_backend_name() == "sqlite" else None


def _name(url: URL) -> str:
    return str(_file(url) or url.render_as_string(hide_password=True))
