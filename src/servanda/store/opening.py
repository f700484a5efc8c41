"""Opening the store of a dossier."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url
from sqlalchemy.exc import ArgumentError

from servanda.errors import ConfigError, NotFoundError
from servanda.model.base import Record
from servanda.store import migrate
from servanda.store.faults import reading, unavailable
from servanda.store.lock import exclusive
from servanda.store.schema import HEAD
from servanda.store.sealing import Encrypt
from servanda.store.server import alone, server_engine
from servanda.store.store import Place, Store

DATABASE = "records.sqlite"
LOCK = "records.lock"


class StoreConfig(Record, frozen=True, kw_only=True):
    """How a store is opened: seconds to wait for another writer, read-only or not, the passphrase of keys and vault if any.

    ``encrypt`` says from which sensitivity on texts are sealed.
    """

    wait_seconds: float = 30.0
    read_only: bool = False
    passphrase: str | None = None
    encrypt: Encrypt = "protected"


def open_store(
    folder: Path,
    url: str | None = None,
    *,
    create: bool = False,
    config: StoreConfig | None = None,
    randomness: Callable[[int], bytes] = os.urandom,
) -> Store:
    """Return the store of the dossier in ``folder``, its tables brought up to date.

    ``url`` names a PostgreSQL database (``postgresql+pg8000://...``); without it the records are in ``records.sqlite``.
    ``create`` makes what is missing. A folder that may not be written is opened for reading alone. ``randomness`` gives that many random bytes, for salts.
    Raises `NotFoundError`, `StoreUnavailable`, `StoreBusy` or `StoreConflict` (a newer version wrote it).
    """
    config = config or StoreConfig()
    database = folder / DATABASE
    if not folder.is_dir():
        raise NotFoundError(f"{folder} is no folder: make a dossier with: servanda init {folder}")
    if url is None and not create and not database.is_file():
        raise NotFoundError(
            f"{folder} holds no records yet ({DATABASE} is missing): collect with: servanda add {folder} SOURCE"
        )
    if create:
        _make_folders(folder)
    read_only = config.read_only or not os.access(folder, os.W_OK)
    engine = engine_of(url_of(url) if url else sqlite_url(database), read_only=read_only)
    name = str(database) if url is None else engine.url.render_as_string(hide_password=True)
    place = Place(folder, name, folder / LOCK, config.wait_seconds, config.encrypt)
    store = Store(engine, place, randomness, config.passphrase)
    with reading(store.place.name):
        _prepare(store, create=create, read_only=read_only)
    return store


def _make_folders(folder: Path) -> None:
    try:
        (folder / "evidence").mkdir(exist_ok=True)
        (folder / "custody").mkdir(exist_ok=True)
        (folder / "vault").mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise unavailable(str(folder), error) from error


def _prepare(store: Store, *, create: bool, read_only: bool) -> None:
    """Check the tables; bring them up to date under the lock, where that is needed."""
    with store.engine.connect() as connection:
        found = migrate.state(connection)
        if read_only:
            migrate.require_readable(connection, store.place.name)
        elif found is None and not create:
            _refuse_empty(connection, store.place)
    if found != HEAD and not read_only:
        with (
            exclusive(store.place.lock, store.place.wait_seconds),
            alone(store.engine, store.place.wait_seconds, store.place.name),
            store.engine.begin() as connection,
        ):
            migrate.upgrade(connection, store.place.name)


def _refuse_empty(connection: Connection, place: Place) -> None:
    """Raise for a database of a server without tables: taken for a dossier, one that was not filled yet would look empty."""
    if connection.dialect.name != "sqlite" and not inspect(connection).get_table_names():
        message = f"{place.name} holds no records yet: collect with: servanda add {place.folder} SOURCE"
        raise NotFoundError(f"{message}, or copy those of another database with: servanda store copy SOURCE TARGET")


def sqlite_url(database: Path) -> URL:
    """Return the URL of an SQLite database in a file."""
    return URL.create("sqlite", database=str(database))


def url_of(given: str) -> URL:
    """Return the URL of a database, read. Raises `ConfigError`."""
    try:
        return make_url(given)
    except ArgumentError as error:
        advice = "write postgresql+pg8000://USER@HOST/DATABASE, or sqlite:///FILE"
        raise ConfigError(f"{given!r} is no URL of a database: {advice}") from error


def engine_of(url: URL, *, read_only: bool) -> Engine:
    """Return the engine of a database, set up as this package needs it. Raises `ConfigError`."""
    if url.get_backend_name() != "sqlite":
        return server_engine(url, read_only=read_only)
    address = _read_only_address(Path(url.database or "")) if read_only else url
    engine = create_engine(address, connect_args={"isolation_level": None})
    event.listen(engine, "connect", _set_up_older if read_only else _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _read_only_address(database: Path) -> URL:
    """Return the address for reading alone; where the folder refuses writing nobody else can write either."""
    asked = {"mode": "ro", "uri": "true"} | ({} if os.access(database.parent, os.W_OK) else {"immutable": "1"})
    return URL.create("sqlite", database=f"file:{quote(os.fsencode(database.absolute()))}", query=asked)


def _set_up(connection: Any, _: Any) -> None:
    """Write-ahead log; commits reach the disk; freed pages are zeroed; REPLACE fires the triggers that refuse to delete."""
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA busy_timeout = 5000")
    _set_up_reading(connection, None)


def _set_up_reading(connection: Any, _: Any) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA recursive_triggers = ON")


def _set_up_older(connection: Any, _: Any) -> None:
    """Read the tables of an earlier version too, which may not be brought up to date here: nothing in them is sealed."""
    _set_up_reading(connection, None)
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'sealed_names'").fetchone():
        connection.execute("CREATE TEMP TABLE IF NOT EXISTS sealed_names (name TEXT PRIMARY KEY)")


def _begin(connection: Connection) -> None:
    """Take SQLite's write lock at once where a batch begins, so that it cannot fail in its middle."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
