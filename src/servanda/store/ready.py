"""Lists made ready to be looked up, and what the last run said: files in the dossier's folder ``ready`` that nothing rests on.

They are made from the records and can be thrown away at any time. A dossier in which
anything is sealed has none, and an expunging overwrites them. A file is written beside its place and then moved there: killed at
any moment, the old one stands, or the new one.
"""

import os
import shutil
import sqlite3
import threading
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeVar

from servanda.store.faults import unavailable
from servanda.store.held_lists import HeldLists
from servanda.store.ready_lines import INDEXES, TABLES, Due, add_lines, put_all, put_changed, take_out
from servanda.store.rows import chunks

FOLDER: Final = "ready"
_ALL_OF_THEM: Final = (
    """SELECT list, part, row_number() OVER (PARTITION BY list, part ORDER BY place), rests_on, id, start, "end", status, act, is_aside, cells, record, home
        FROM lines ORDER BY list, part, place""",
    """SELECT what, value, label, list, part, nth FROM marks JOIN (
        SELECT number, list, part, row_number() OVER (PARTITION BY list, part ORDER BY place) AS nth FROM lines
    ) ON number = line ORDER BY what, value, list, part, nth, label""",
    "SELECT name FROM names ORDER BY name",
    "SELECT name, value FROM facts WHERE name IN ('since', 'until') ORDER BY name",
)
_BASIS: Final = "basis"
_BLOCK: Final = 1 << 20
_MOST_ANSWERS: Final = 200
T = TypeVar("T")


class Contents(NamedTuple):
    """What a file of lists holds: the lines in their order, the names that lists know, and single facts by name.

    ``basis`` is a hash of what every line rests on beside what it says itself; where it is another one, or none, all are made anew. ``answers`` gives, of the lists
    as they are written, what is asked of them so often that the answers stand beside them, by name.
    """

    lines: Iterable[Due]
    names: Iterable[str] = ()
    facts: Mapping[str, str] = {}
    basis: str = ""
    answers: Callable[[sqlite3.Connection], Mapping[str, bytes]] = lambda _: {}


_Change = Callable[[sqlite3.Connection, Contents], bool]
"""Brings a file of lists up to date, and tells whether it could."""


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
        self.held = HeldLists()

    def opened(self, name: str, *, by_many: bool = False) -> sqlite3.Connection | None:
        """Return the lists of that name, ``None`` where there are none or they cannot be read; ``by_many`` threads, where these wait for one another."""
        path = self._path(name)
        if not path.is_file():
            return None
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=not by_many
        )
        try:
            facts_of(connection)
        except sqlite3.DatabaseError:
            connection.close()
            return None
        return connection

    def kept(self, name: str, basis: str) -> dict[bytes, bytes]:
        """Return the records of lists of that name as they are kept (compressed by zlib), by what each rests on; none where they were made on another ``basis``."""
        return self._column(name, basis, "record")

    def cells(self, name: str, basis: str) -> dict[bytes, bytes]:
        """Return what stands beside the records of such lists, in the same way."""
        return self._column(name, basis, "cells")

    def records(self, name: str, grounds: Collection[bytes]) -> dict[bytes, bytes]:
        """Return the records of some lines, as `kept` does, by what each rests on; those that are not there are left out."""
        lists = self.opened(name) if grounds else None
        if lists is None:
            return {}
        with closing(lists):
            return dict(_records(lists, list(grounds)))

    def _column(self, name: str, basis: str, column: str) -> dict[bytes, bytes]:
        lists = self.opened(name)
        if lists is None:
            return {}
        with closing(lists):
            if facts_of(lists).get(_BASIS) != basis:
                return {}
            return dict(lists.execute(f"SELECT rests_on, {column} FROM lines"))  # noqa: S608 - a name of ours

    def made(self, name: str, contents: Contents) -> sqlite3.Connection:
        """Let lists of that name be these, and return them; in memory where the folder cannot be written.

        Of lists on the same basis only the lines that changed are written, into a copy that takes their place.
        """
        return self._placed(name, contents, _bring_up_to_date)

    def added(self, name: str, basis: str, new: Iterable[Due], gone: Collection[bytes]) -> None:
        """Add ``new`` lines to lists of that name on a ``basis``, whose order says nothing, and take out those that rest on what is ``gone``.

        Where there are no lists on this basis, ``new`` are all of them.
        """
        self._placed(name, Contents(new, basis=basis), partial(_add, gone=gone)).close()

    def _placed(self, name: str, contents: Contents, change: _Change) -> sqlite3.Connection:
        """Change a copy of the lists of that name, or write them, put them in their place, and return them; in memory where the folder cannot be written."""
        path = self._path(name)
        new = path.with_name(f"{path.name}.{os.getpid()}-{threading.get_ident()}")
        held = contents._replace(lines=tuple(contents.lines))
        try:
            self.folder.mkdir(mode=0o700, exist_ok=True)
            new.unlink(missing_ok=True)
            if not self._renewed(path, new, held, change):
                new.unlink(missing_ok=True)
                _write(str(new), held).close()
            _reach_disk(new)
            new.replace(path)
        except (OSError, sqlite3.OperationalError):
            return unkept(held)
        return self.opened(name) or unkept(held)

    def _renewed(self, path: Path, new: Path, contents: Contents, change: _Change) -> bool:
        """Write what changed into a copy of lists, where they are on the same basis and have room; tell whether it was done."""
        kept = self.opened(path.stem) if contents.basis else None
        if kept is None:
            return False
        with closing(kept):
            if facts_of(kept).get(_BASIS) != contents.basis:
                return False
        shutil.copyfile(path, new)
        try:
            with closing(_open(str(new))) as connection:
                return change(connection, contents)
        except sqlite3.DatabaseError:  # whatever somebody did to it: it is made anew
            return False

    def drop(self) -> None:
        """Overwrite and remove all that is ready: what has to go must not be read from it. Raises `StoreUnavailable`."""
        self.answers, self.held = Answers(), HeldLists()
        for path in sorted(self.folder.glob("*")) if self.folder.is_dir() else ():
            try:
                _overwrite(path)
                path.unlink(missing_ok=True)
            except OSError as error:
                raise unavailable(str(path), error) from error

    def _path(self, name: str) -> Path:
        return self.folder / f"{name}.sqlite"


def _records(lists: sqlite3.Connection, grounds: Sequence[bytes]) -> Iterator[tuple[bytes, bytes]]:
    for some in chunks(grounds):
        marks = ", ".join("?" * len(some))
        yield from lists.execute(f"SELECT rests_on, record FROM lines WHERE rests_on IN ({marks})", some)  # noqa: S608 - marks alone


def unkept(contents: Contents) -> sqlite3.Connection:
    """Return lists in memory alone."""
    return _write(":memory:", contents)


def facts_of(lists: sqlite3.Connection) -> dict[str, str]:
    """Return the single facts of lists by name."""
    return dict(lists.execute("SELECT name, value FROM facts"))


def same_lists(one: sqlite3.Connection, other: sqlite3.Connection) -> bool:
    """Tell whether two lists hold the same lines, marks and names, and ``other`` the answers that stand beside ``one``; of the facts only those that lists show count."""
    told = answers_of(one).items() <= answers_of(other).items()
    return told and all(one.execute(query).fetchall() == other.execute(query).fetchall() for query in _ALL_OF_THEM)


def answers_of(lists: sqlite3.Connection) -> dict[str, bytes]:
    """Return the answers that stand beside lists, by name."""
    return dict(lists.execute("SELECT name, value FROM answers"))


def _write(place: str, contents: Contents) -> sqlite3.Connection:
    connection = _open(place)
    connection.executescript(TABLES)
    put_all(connection, contents.lines)
    connection.executescript(INDEXES)
    _put_beside(connection, contents)
    connection.commit()
    return connection


def _open(place: str) -> sqlite3.Connection:
    connection = sqlite3.connect(place)
    for pragma in ("journal_mode = OFF", "synchronous = OFF", "secure_delete = ON"):  # the file is not in its place yet
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _bring_up_to_date(connection: sqlite3.Connection, contents: Contents) -> bool:
    if not put_changed(connection, contents.lines):
        return False
    for table in ("names", "facts", "answers"):
        connection.execute(f"DELETE FROM {table}")  # noqa: S608 - constants
    _put_beside(connection, contents)
    connection.commit()
    return True


def _add(connection: sqlite3.Connection, contents: Contents, gone: Collection[bytes]) -> bool:
    take_out(connection, gone)
    add_lines(connection, contents.lines)
    connection.commit()
    return True


def _put_beside(connection: sqlite3.Connection, contents: Contents) -> None:
    connection.executemany("INSERT OR IGNORE INTO names VALUES (?)", ((name,) for name in contents.names))
    facts = {**contents.facts, _BASIS: contents.basis} if contents.basis else contents.facts
    connection.executemany("INSERT INTO facts VALUES (?, ?)", facts.items())
    connection.executemany("INSERT INTO answers VALUES (?, ?)", contents.answers(connection).items())


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
