"""Lists made ready to be looked up, and what the last run said: files in the dossier's folder ``ready`` that nothing rests on.

They are made from the records and can be thrown away at any time. A dossier in which
anything is sealed has none, and an expunging overwrites them. A file is written beside its place and then moved there: killed at
any moment, the old one stands, or the new one.
"""

import os
import sqlite3
import threading
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeVar
from zlib import compress

from servanda.store.faults import unavailable

FOLDER: Final = "ready"
_TABLES: Final = """
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE lines (
    number INTEGER PRIMARY KEY, list TEXT NOT NULL, part TEXT NOT NULL, id TEXT, start TEXT, "end" TEXT, status TEXT, act TEXT,
    is_aside INTEGER NOT NULL, cells BLOB NOT NULL, record BLOB NOT NULL
);
CREATE TABLE marks (what TEXT NOT NULL, value TEXT NOT NULL, label TEXT, line INTEGER NOT NULL);
CREATE TABLE names (name TEXT PRIMARY KEY);
"""
_INDEXES: Final = """
CREATE INDEX lines_of_a_list ON lines (list, part);
CREATE INDEX lines_of_a_mark ON marks (what, value, line);
CREATE INDEX marks_of_a_line ON marks (line);
"""
_ALL_OF_THEM: Final = (
    "SELECT * FROM lines ORDER BY number",
    "SELECT * FROM marks ORDER BY what, value, line, label",
    "SELECT name FROM names ORDER BY name",
    "SELECT name, value FROM facts WHERE name IN ('since', 'until') ORDER BY name",
)
_QUICK: Final = 1  # zlib: a record takes a quarter of its room
_BLOCK: Final = 1 << 20
_MOST_ANSWERS: Final = 200
T = TypeVar("T")


class Line(NamedTuple):
    """One record in a list: which part of the list it is in, its time and status, its cells and itself as JSON (in the file compressed by zlib).

    ``act`` is the incident that a finding counts with, ``marks`` what filters ask for: what, its value in lower case, and the words by which it is offered as a
    choice (``None``: another name of something that is offered already).
    """

    list: str
    part: str
    id: str | None
    start: str | None
    end: str | None
    status: str | None
    act: str | None
    is_aside: bool
    cells: bytes
    record: bytes
    marks: frozenset[tuple[str, str, str | None]] = frozenset()


class Contents(NamedTuple):
    """What a file of lists holds: the lines in their order, the names that lists know, and single facts by name."""

    lines: Iterable[Line]
    names: Iterable[str] = ()
    facts: Mapping[str, str] = {}


class Answers:
    """What was answered to questions about lists, while they are the same lists: the latest answers of this process."""

    def __init__(self, most: int = _MOST_ANSWERS) -> None:
        """Begin without any; the ``most`` last ones are kept."""
        self._kept: dict[Hashable, Any] = {}
        self._most = most

    def answered(self, state: str | None, asked: Hashable, answer: Callable[[], T]) -> T:
        """Return the answer to what is asked of lists of a ``state``; ``None``, of lists that are not kept: it is always found anew."""
        if state is None:
            return answer()
        where = (state, asked)
        if where not in self._kept:
            made = answer()
            self._kept = {**dict(list(self._kept.items())[1 - self._most :]), where: made}
        found: T = self._kept[where]
        return found


class ReadyFolder:
    """The folder ``ready`` of a dossier."""

    def __init__(self, dossier: Path) -> None:
        """Take the folder of the dossier; nothing is made before it is written."""
        self.folder = dossier / FOLDER
        self.making = threading.RLock()
        """Held by the one thread of this process that makes lists; the others then find them made."""
        self.indexing = threading.Lock()
        """Held by the one thread of this process that takes what is new into the search index."""
        self.answers = Answers()

    def opened(self, name: str) -> sqlite3.Connection | None:
        """Return the lists of that name, ``None`` where there are none or they cannot be read."""
        path = self._path(name)
        if not path.is_file():
            return None
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            facts_of(connection)
        except sqlite3.DatabaseError:
            connection.close()
            return None
        return connection

    def made(self, name: str, contents: Contents) -> sqlite3.Connection:
        """Write lists in the place of those of that name, and return them; in memory where the folder cannot be written."""
        path = self._path(name)
        new = path.with_name(f"{path.name}.{os.getpid()}-{threading.get_ident()}")
        held = contents._replace(lines=list(contents.lines))
        try:
            self.folder.mkdir(mode=0o700, exist_ok=True)
            new.unlink(missing_ok=True)
            _write(str(new), held).close()
            _reach_disk(new)
            new.replace(path)
        except (OSError, sqlite3.OperationalError):
            return unkept(held)
        return self.opened(name) or unkept(held)

    def drop(self) -> None:
        """Overwrite and remove all that is ready: what has to go must not be read from it. Raises `StoreUnavailable`."""
        self.answers = Answers()
        for path in sorted(self.folder.glob("*")) if self.folder.is_dir() else ():
            try:
                _overwrite(path)
                path.unlink(missing_ok=True)
            except OSError as error:
                raise unavailable(str(path), error) from error

    def _path(self, name: str) -> Path:
        return self.folder / f"{name}.sqlite"


def unkept(contents: Contents) -> sqlite3.Connection:
    """Return lists in memory alone."""
    return _write(":memory:", contents)


def facts_of(lists: sqlite3.Connection) -> dict[str, str]:
    """Return the single facts of lists by name."""
    return dict(lists.execute("SELECT name, value FROM facts"))


def same_lists(one: sqlite3.Connection, other: sqlite3.Connection) -> bool:
    """Tell whether two lists hold the same lines, marks and names; of the facts only those that lists show count."""
    return all(one.execute(query).fetchall() == other.execute(query).fetchall() for query in _ALL_OF_THEM)


def _write(place: str, contents: Contents) -> sqlite3.Connection:
    connection = sqlite3.connect(place)
    connection.execute("PRAGMA journal_mode = OFF")  # the file is not in its place yet
    connection.execute("PRAGMA synchronous = OFF")
    connection.executescript(_TABLES)
    marks: list[tuple[str, str, str | None, int]] = []
    lines = _numbered(contents.lines, marks)
    connection.executemany("INSERT INTO lines VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", lines)
    connection.executemany("INSERT INTO marks VALUES (?, ?, ?, ?)", marks)
    connection.executemany("INSERT OR IGNORE INTO names VALUES (?)", ((name,) for name in contents.names))
    connection.executemany("INSERT INTO facts VALUES (?, ?)", contents.facts.items())
    connection.executescript(_INDEXES)
    connection.commit()
    return connection


def _numbered(lines: Iterable[Line], marks: list[tuple[str, str, str | None, int]]) -> Iterator[Sequence[object]]:
    """Yield the row of each line, and add its marks to ``marks``."""
    for number, line in enumerate(lines):
        marks += [(*mark, number) for mark in line.marks]
        yield (number, *line[:-2], compress(line.record, _QUICK))


def _reach_disk(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _overwrite(path: Path) -> None:
    """Write zeros over a file, as the database does with the pages that it frees."""
    size = path.stat().st_size
    with path.open("r+b") as file:
        for start in range(0, size, _BLOCK):
            file.write(bytes(min(_BLOCK, size - start)))
        file.flush()
        os.fsync(file.fileno())
