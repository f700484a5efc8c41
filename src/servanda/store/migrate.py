"""Bringing a record database to the tables this version knows."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from servanda.errors import StoreConflict, StoreUnavailable
from servanda.store.schema import HEAD, metadata

MIGRATIONS = Path(__file__).parent / "migrations"
_VERSION_TABLE = "alembic_version"
READABLE = frozenset({"0002", HEAD})
"""Tables that can be read as they are: those of 0002 know nothing sealed."""


def state(connection: Connection) -> str | None:
    """Return the migration a database stands at, ``None`` for an empty one."""
    if not inspect(connection).has_table(_VERSION_TABLE):
        return None
    return connection.execute(text(f"SELECT version_num FROM {_VERSION_TABLE}")).scalar()  # noqa: S608 - a constant


def upgrade(connection: Connection, what: str, to: str = "head") -> None:
    """Run the migrations that are missing up to one, in the caller's transaction.

    Raises `StoreConflict` for a database of a newer version or one that holds something else; ``what`` names it.
    """
    found = state(connection)
    if found == HEAD:
        return
    if found is None and set(inspect(connection).get_table_names()) & set(metadata.tables):
        raise StoreConflict(f"{what}: holds tables of another program; name another database in dossier.toml (store)")
    _refuse_newer(found, what)
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def require_readable(connection: Connection, what: str) -> None:
    """Raise unless a database that may only be read stands at tables that this version can read."""
    found = state(connection)
    _refuse_newer(found, what)
    if found not in READABLE:
        advice = "open it once in a writable folder, so that it can be brought up to date"
        raise StoreUnavailable(
            f"{what}: has the tables of version {found or 'none'}, this program needs {HEAD}: {advice}"
        )


def _refuse_newer(found: str | None, what: str) -> None:
    known = {path.name.split("_", 1)[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py")}
    if found is not None and found not in known:
        message = f"{what}: was written by a newer Servanda (tables {found}, this one knows up to {HEAD})"
        raise StoreConflict(f"{message}: install the newer version")
