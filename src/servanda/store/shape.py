"""Whether the tables, indexes and triggers of an SQLite database are those that the migrations make."""

from collections.abc import Iterator
from functools import cache

from sqlalchemy import Connection, create_engine, text
from sqlalchemy.pool import StaticPool

from servanda.store import migrate

_QUERY = "SELECT type || ' ' || name, sql FROM sqlite_master WHERE sql IS NOT NULL"


def misshapen(connection: Connection) -> Iterator[str]:
    """Yield a word for each table, index or trigger that is missing, altered or foreign; without them rows could be changed.

    A database of an earlier version that may only be read is held against the tables of that one.
    """
    found, expected = _shape(connection), _expected(migrate.state(connection) or "head")
    for name in sorted(found.keys() | expected.keys()):
        if found.get(name) != expected.get(name):
            yield f"{name} is {'missing' if name not in found else 'altered' if name in expected else 'foreign'}"


@cache
def _expected(version: str) -> dict[str, str]:
    engine = create_engine("sqlite://", poolclass=StaticPool)
    try:
        with engine.begin() as connection:
            migrate.upgrade(connection, "a database in memory", version if version in migrate.READABLE else "head")
            return _shape(connection)
    finally:
        engine.dispose()


def _shape(connection: Connection) -> dict[str, str]:
    return {row[0]: row[1] for row in connection.execute(text(_QUERY))}
