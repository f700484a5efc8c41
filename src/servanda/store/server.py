"""What is of PostgreSQL alone: its engine, its lock across machines, and COPY. On SQLite the same calls do what that needs."""

import struct
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Final

from sqlalchemy import URL, BigInteger, Connection, Engine, Integer, LargeBinary, Table, create_engine, insert, text
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from servanda.errors import ConfigError, StoreBusy

_LOCK: Final = 0x53657276616E6461  # the letters of our name: one key for all who write to a database
_TOO_LONG: Final = "55P03"  # lock_not_available
_HOLDER: Final = """
SELECT activity.pid, activity.usename, activity.client_addr FROM pg_locks JOIN pg_stat_activity AS activity USING (pid)
WHERE locktype = 'advisory' AND granted AND classid = :high AND objid = :low
AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""
_BEGINNING: Final = b"PGCOPY\n\xff\r\n\0" + bytes(8)
_END: Final = struct.pack("!h", -1)
_NOTHING: Final = struct.pack("!i", -1)


def is_server(connection: Connection | Engine) -> bool:
    """Tell whether a database is on a PostgreSQL server."""
    return connection.dialect.name == "postgresql"


def server_engine(url: URL, *, read_only: bool = False) -> Engine:
    """Return the engine of a database on a server. Raises `ConfigError` where there is no driver for it."""
    name = url.render_as_string(hide_password=True)
    try:
        return create_engine(url, execution_options={"postgresql_readonly": True} if read_only else {})
    except ImportError as error:
        advice = "install the driver of PostgreSQL: pip install 'servanda[postgresql]'"
        raise ConfigError(f"store URL {name}: {error}; {advice}") from error
    except (ArgumentError, NoSuchModuleError) as error:
        advice = "write it as postgresql+pg8000://USER@HOST/DATABASE in dossier.toml (store)"
        raise ConfigError(f"store URL {name}: {error}; {advice}") from error


@contextmanager
def alone(engine: Engine, wait_seconds: float, what: str) -> Iterator[None]:
    """Be the only writer of a database on a server during the body, from whatever machine; the server frees the lock of one that dies.

    A lock file can say this of one machine alone. Raises `StoreBusy` with the holder after ``wait_seconds``; ``what`` names the database.
    """
    if not is_server(engine):
        yield
        return
    with engine.connect() as connection:
        milliseconds = max(1, round(wait_seconds * 1000))
        connection.execute(text("SELECT set_config('lock_timeout', :wait, true)"), {"wait": str(milliseconds)})
        try:
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        except DBAPIError as error:
            if _TOO_LONG not in str(error.orig):
                raise
            raise StoreBusy(
                f"{what} is being written by {_holder(engine)}; waited {wait_seconds:g} s. Try again when it has finished."
            ) from error
        yield


def _holder(engine: Engine) -> str:
    with engine.connect() as connection:
        found = connection.execute(text(_HOLDER), {"high": _LOCK >> 32, "low": _LOCK & 0xFFFFFFFF}).first()
    if found is None:
        return "another program"
    return f"{found.usename} from {found.client_addr or 'the server itself'} (process {found.pid} of the server)"


def append_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Append rows to a table, on a server by COPY: a statement for each row costs a way there and back. Raises `DBAPIError`."""
    if not rows:
        return
    if connection.dialect.driver != "pg8000":
        connection.execute(insert(table), list(rows))
        return
    columns = [(column.name, _writer(column.type)) for column in table.columns]
    command = f'COPY "{table.name}" ({", ".join(name for name, _ in columns)}) FROM STDIN (FORMAT binary)'
    packed = [_packed([write(row[name]) for name, write in columns]) for row in rows]
    cursor = connection.connection.cursor()
    try:
        cursor.execute(command, stream=[_BEGINNING, *packed, _END])  # type: ignore[call-arg]  # of this driver alone
    except connection.dialect.loaded_dbapi.Error as error:
        raise DBAPIError(command, None, error) from error
    finally:
        cursor.close()


def _packed(fields: Sequence[bytes | None]) -> bytes:
    """Return one row as COPY takes it: how many fields, then each with its length before it."""
    parts = (_NOTHING if field is None else struct.pack("!i", len(field)) + field for field in fields)
    return struct.pack("!h", len(fields)) + b"".join(parts)


def _writer(kind: Any) -> Callable[[Any], bytes | None]:
    """Return how a value of a column becomes bytes."""
    if isinstance(kind, LargeBinary):
        return bytes
    if isinstance(kind, Integer):
        return struct.Struct("!q" if isinstance(kind, BigInteger) else "!i").pack
    return lambda value: None if value is None else str(value).encode()
