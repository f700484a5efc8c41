"""The file of the search index: made from the records, worth nothing by itself, made anew whenever it does not fit.

It is SQLite with FTS5 also where the records are in PostgreSQL (decision 0254). It holds the forms of words (`text.search_forms`), ids and
facets of what lies in the clear, never anything that is sealed. What is taken out of it for good leaves no freed page behind.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from servanda.errors import StoreBusy, StoreUnavailable
from servanda.store.search_index import SearchIndex
from servanda.text.search_forms import VERSION as FORMS

FILE = "search.sqlite"
_SHAPE = f"1 {FORMS}"
_TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE pages (row INTEGER PRIMARY KEY, what TEXT NOT NULL, id TEXT NOT NULL, document_id TEXT, start TEXT, stop TEXT);
CREATE INDEX pages_by_document ON pages (document_id);
CREATE INDEX pages_by_id ON pages (id);
CREATE TABLE facets (row INTEGER, facet TEXT, value TEXT, label TEXT NOT NULL, PRIMARY KEY (row, facet, value)) WITHOUT ROWID;
CREATE INDEX facets_by_value ON facets (facet, value, label);
CREATE TABLE contents (document_id TEXT, content TEXT, is_guarded INTEGER NOT NULL, PRIMARY KEY (document_id, content)) WITHOUT ROWID;
CREATE INDEX contents_by_hash ON contents (content);
CREATE TABLE again (document_id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5 (exact, sound, bones, tokenize = "porter unicode61 remove_diacritics 0");
"""
_WAIT_SECONDS = 10.0


def index_in_memory() -> SearchIndex:
    """Return an empty index that never touches the disk: for what is sealed, and for what others may see."""
    return SearchIndex(_made(sqlite3.connect(":memory:", isolation_level=None)))


@contextmanager
def open_index(folder: Path) -> Iterator[SearchIndex | None]:
    """Give the index of the dossier in ``folder``, made where it is missing or of another shape; ``None`` where it can be neither read nor made.

    Raises `StoreError`.
    """
    path = folder / FILE
    writes = os.access(folder, os.W_OK) and (not path.exists() or os.access(path, os.W_OK))
    with _told(path):
        connection = _fitting(path) if writes else _read_only(path)
        try:
            yield SearchIndex(connection, is_writable=writes) if connection else None
        finally:
            if connection:
                connection.close()


def _fitting(path: Path) -> sqlite3.Connection:
    """Return a connection to a file of this shape; one that is damaged, or of another version, is made anew."""
    connection = _connected(path)
    try:
        if _shape(connection) == _SHAPE:
            return connection
    except sqlite3.OperationalError:  # busy, or the disk: no reason to throw anything away
        connection.close()
        raise
    except sqlite3.DatabaseError:
        pass
    connection.close()
    path.unlink(missing_ok=True)
    return _made(_connected(path))


def _read_only(path: Path) -> sqlite3.Connection | None:
    if not path.is_file():
        return None
    address = f"file:{quote(os.fsencode(path.absolute()))}?mode=ro"
    connection = sqlite3.connect(address, uri=True, isolation_level=None)
    connection.execute("PRAGMA temp_store = MEMORY")
    if _shape(connection) == _SHAPE:
        return connection
    connection.close()
    return None


def _connected(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, timeout=_WAIT_SECONDS)
    path.chmod(0o600)
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA secure_delete = ON")
    return connection


def _shape(connection: sqlite3.Connection) -> str | None:
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone():
        return None
    row = connection.execute("SELECT value FROM meta WHERE name = 'shape'").fetchone()
    return str(row[0]) if row else None


def _made(connection: sqlite3.Connection) -> sqlite3.Connection:
    connection.executescript(f"BEGIN IMMEDIATE; {_TABLES} COMMIT;")
    connection.execute("INSERT INTO meta VALUES ('shape', ?)", (_SHAPE,))
    return connection


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise StoreBusy(f"{path}: another program uses the search index: try again when it has finished") from error
        raise StoreUnavailable(f"{path}: {error}; the file may be deleted, it is made anew from the records") from error
    except sqlite3.DatabaseError as error:
        raise StoreUnavailable(f"{path}: {error}; delete the file, it is made anew from the records") from error
