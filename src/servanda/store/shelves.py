"""Records of lists that are kept, read when they are looked at: who shows a large dossier page by page holds no more of it than he shows.

What is on a shelf stays as it was when its lists were opened, whatever takes their place since.
"""

import sqlite3
import threading
import weakref
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, Generic, TypeVar, overload
from zlib import decompress

from servanda.model.codec import decode
from servanda.store.rows import chunks

T = TypeVar("T")
_MOST_HELD: Final = 1000
"""Records that were read last, of all shelves together."""
Where = tuple[str, str]
"""A list and a part of it."""


class Shelves:
    """Lists that are open, for many threads: each question is answered by itself."""

    def __init__(self, lists: sqlite3.Connection) -> None:
        """Take lists that any thread may read; they are closed when nobody looks at a shelf any more."""
        self._lists, self._asking = lists, threading.Lock()
        self._held: dict[int, Any] = {}
        weakref.finalize(self, lists.close)

    def rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """Return the rows that answer a question."""
        with self._asking:
            return self._lists.execute(query, values).fetchall()

    def facts(self) -> dict[str, str]:
        """Return the single facts of the lists by name."""
        return {str(name): str(value) for name, value in self.rows("SELECT name, value FROM facts")}

    def one(self, number: int, kind: Any) -> Any:
        """Return the record of a line, which may be held from before."""
        held = self._held.get(number)
        if held is None:
            [held] = self.read([number], kind)
            if len(self._held) >= _MOST_HELD:
                self._held = {}
            self._held[number] = held
        return held

    def read(self, numbers: Iterable[int], kind: Any) -> Iterator[Any]:
        """Yield the records of lines, one after the other; none of them is held."""
        for some in chunks(numbers):
            asked = ", ".join("?" * len(some))
            found = dict(self.rows(f"SELECT number, record FROM lines WHERE number IN ({asked})", *some))  # noqa: S608 - signs of place
            yield from (decode(decompress(found[number]), kind) for number in some)


class Shelf(Sequence[T], Generic[T]):
    """The records of parts of lists in their order; of several parts in that of what they belong to."""

    def __init__(self, shelves: Shelves, kind: Any, *wheres: Where) -> None:
        """Take the type of the records, and where they stand."""
        self._shelves, self._kind, self._wheres = shelves, kind, wheres
        self._n: int | None = None

    def __len__(self) -> int:
        if self._n is None:
            query = "SELECT count(*) FROM lines WHERE list = ? AND part = ?"
            self._n = sum(self._shelves.rows(query, *where)[0][0] for where in self._wheres)
        return self._n

    def __iter__(self) -> Iterator[T]:
        return self._shelves.read(self._numbers(), self._kind)

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[T]: ...
    def __getitem__(self, at: int | slice) -> T | Sequence[T]:
        found = self._numbers()[at]
        if isinstance(found, int):
            record: T = self._shelves.one(found, self._kind)
            return record
        return tuple(self._shelves.read(found, self._kind))

    def digests(self) -> dict[str, bytes]:
        """Return by id a hash of all that the line of a record rests on, the record itself among it."""
        query = "SELECT id, rests_on FROM lines WHERE list = ? AND part = ?"
        return {name: digest for where in self._wheres for name, digest in self._shelves.rows(query, *where)}

    def homes(self) -> list[tuple[str, str]]:
        """Return the id of each record with what it belongs to."""
        return self.cells("id", "home")

    def cells(self, one: str, other: str) -> list[tuple[str, str]]:
        """Return two columns of the line of each record."""
        query = f"SELECT {one}, {other} FROM lines WHERE list = ? AND part = ?"  # noqa: S608 - names of columns
        return [(first, second) for where in self._wheres for first, second in self._shelves.rows(query, *where)]

    def numbered(self, numbers: str, *values: Any) -> Iterator[T]:
        """Yield the records whose numbers a query gives, in the order of what they belong to."""
        query = f"SELECT number, list, part FROM lines WHERE number IN ({numbers}) ORDER BY home, id"  # noqa: S608 - queries of this program
        rows = self._shelves.rows(query, *values)
        yield from (self._shelves.one(number, self._kind) for number, *where in rows if tuple(where) in self._wheres)

    def _numbers(self) -> list[int]:
        if len(self._wheres) == 1:
            query = "SELECT number FROM lines WHERE list = ? AND part = ? ORDER BY place"
        else:
            parts = " OR ".join("list = ? AND part = ?" for _ in self._wheres)
            query = f"SELECT number FROM lines WHERE {parts} ORDER BY home, id"  # noqa: S608 - signs of place
        return [
            number for (number,) in self._shelves.rows(query, *(value for where in self._wheres for value in where))
        ]


class ByName(Mapping[str, T], Generic[T]):
    """The records of parts of lists by their id, or by what alone belongs to them: an incident's handle."""

    def __init__(self, shelves: Shelves, kind: Any, wheres: Sequence[Where], *, by_home: bool = False) -> None:
        """Take the type of the records, where they stand, and whether what they belong to names them too."""
        self._shelves, self._kind, self._wheres, self._by_home = shelves, kind, frozenset(wheres), by_home
        self._shelf: Shelf[T] = Shelf(shelves, kind, *wheres)

    def __getitem__(self, name: str) -> T:
        number = self._number(name)
        if number is None:
            raise KeyError(name)
        record: T = self._shelves.one(number, self._kind)
        return record

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self._number(name) is not None

    def __iter__(self) -> Iterator[str]:
        return (name for name, _ in self._shelf.homes())

    def __len__(self) -> int:
        return len(self._shelf)

    def _number(self, name: str) -> int | None:
        found = self._among("id", name)
        return found if found is not None or not self._by_home else self._among("home", name)

    def _among(self, column: str, name: str) -> int | None:
        query = f"SELECT number, list, part FROM lines WHERE {column} = ? AND home IS NOT NULL"  # noqa: S608 - a constant
        rows = self._shelves.rows(query, name)
        return next((number for number, *where in rows if tuple(where) in self._wheres), None)


class AtHome(Mapping[str, list[T]], Generic[T]):
    """The records of parts of lists by what they belong to: the claims of a document, the findings on an incident."""

    def __init__(self, shelves: Shelves, kind: Any, wheres: Sequence[Where]) -> None:
        """Take the type of the records, and where they stand."""
        self._shelves, self._kind, self._wheres = shelves, kind, tuple(wheres)

    def __getitem__(self, home: str) -> list[T]:
        query = "SELECT number, list, part FROM lines WHERE home = ? ORDER BY list, part, place"
        rows = self._shelves.rows(query, home)
        found = [self._shelves.one(number, self._kind) for number, *where in rows if tuple(where) in self._wheres]
        if not found:
            raise KeyError(home)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys(home for _, home in Shelf[T](self._shelves, self._kind, *self._wheres).homes()))

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Marked(Mapping[str, T], Generic[T]):
    """The records of parts of lists by what filters ask for: an incident by a claim that tells of it; of several the last one."""

    def __init__(self, shelves: Shelves, kind: Any, wheres: Sequence[Where], what: str) -> None:
        """Take the type of the records, where they stand, and what is asked for."""
        self._shelves, self._what, self._shelf = shelves, what, Shelf[T](shelves, kind, *wheres)

    def __getitem__(self, value: str) -> T:
        found = list(self._shelf.numbered("SELECT line FROM marks WHERE what = ? AND value = ?", self._what, value))
        if not found:
            raise KeyError(value)
        return found[-1]

    def __iter__(self) -> Iterator[str]:
        rows = self._shelves.rows("SELECT DISTINCT value FROM marks WHERE what = ?", self._what)
        return (value for (value,) in rows if value in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)
