"""The lines of lists as they stand in a file: written whole once, then line by line where something changed.

Each line bears a hash of all that it rests on: one whose hash stands in the file already is neither made nor written again. Places leave room
between them, so that a line comes between two others without moving either.
"""

import sqlite3
from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256
from itertools import islice
from typing import Final, NamedTuple
from zlib import compress

TABLES: Final = """
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE lines (
    number INTEGER PRIMARY KEY, list TEXT NOT NULL, part TEXT NOT NULL, place INTEGER NOT NULL, rests_on BLOB NOT NULL, id TEXT, start TEXT,
    "end" TEXT, status TEXT, act TEXT, is_aside INTEGER NOT NULL, cells BLOB NOT NULL, record BLOB NOT NULL, home TEXT
);
CREATE TABLE marks (what TEXT NOT NULL, value TEXT NOT NULL, label TEXT, line INTEGER NOT NULL);
CREATE TABLE names (name TEXT PRIMARY KEY);
CREATE TABLE answers (name TEXT PRIMARY KEY, value BLOB NOT NULL);
"""
INDEXES: Final = """
CREATE INDEX lines_of_a_list ON lines (list, part, place, rests_on);
CREATE INDEX lines_by_ground ON lines (rests_on);
CREATE INDEX lines_of_an_id ON lines (id) WHERE home IS NOT NULL;
CREATE INDEX lines_of_a_day ON lines (start) WHERE home IS NOT NULL;
CREATE INDEX lines_of_a_home ON lines (home) WHERE home IS NOT NULL;
CREATE INDEX lines_of_a_mark ON marks (what, value, line);
CREATE INDEX marks_of_a_line ON marks (line);
"""
_STEP: Final = 1 << 20  # between two places of a file that is written whole: room for twenty lines one before the other
_TOGETHER: Final = 500
_QUICK: Final = 1  # zlib: a record takes a quarter of its room
_AS_IT_IS: Final = 0  # what each run reads whole
_HASH: Final = 16  # bytes
_Where = tuple[str, str]


class Line(NamedTuple):
    """One record in a list: which part of the list it is in, its time and status, its cells and itself as JSON (in the file compressed by zlib).

    ``act`` is the incident that a finding counts with, ``marks`` what filters ask for: what, its value in lower case, and the words by which it is offered as a
    choice (``None``: another name of something that is offered already). ``home`` is what the record belongs to: of what has one the line is found by its id too.
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
    home: str | None = None
    marks: frozenset[tuple[str, str, str | None]] = frozenset()


class Due(NamedTuple):
    """A line that has to stand in a part of a list: a hash of all that it rests on, and how it is made."""

    list: str
    part: str
    rests_on: bytes
    made: Callable[[], Line]


def record_line(what: str, identity: str, record: bytes, home: str | None = None, cells: bytes = b"") -> Line:
    """Return a line that is kept for its record, as JSON, and for what ``cells`` say of it: nobody lists it or asks for it by time or mark."""
    return Line(what, "", identity, None, None, None, None, False, cells, record, home)


class _There(NamedTuple):
    """A line that stands in the file."""

    rests_on: bytes
    place: int
    number: int


def rest_of(*grounds: bytes) -> bytes:
    """Return a hash of what a line rests on."""
    return sha256(b"\0".join(grounds)).digest()[:_HASH]


def due(line: Line) -> Due:
    """Return a line that is made already; it rests on what it holds."""
    held = repr((line[:-1], sorted(line.marks, key=repr))).encode()
    return Due(line.list, line.part, rest_of(held), lambda: line)


def put_all(connection: sqlite3.Connection, dues: Iterable[Due]) -> None:
    """Write lines into an empty file, in their order."""
    _put(connection, ((number, number * _STEP, one) for number, one in enumerate(dues, start=1)))


def put_changed(connection: sqlite3.Connection, dues: Iterable[Due]) -> bool:
    """Let the lines of a file be those that are due, in that order: others go, and only those that are not there are made.

    Return ``False`` where a part of a list has no room left between two lines: the file is then to be written whole.
    """
    wanted: dict[_Where, list[Due]] = {}
    for one in dues:
        wanted.setdefault((one.list, one.part), []).append(one)
    there = _there(connection)
    new: list[tuple[int, Due]] = []
    gone: list[_There] = []
    for where in {**there, **wanted}:
        listed, standing = wanted.get(where, []), there.get(where, [])
        changed = _changed(listed, standing)
        kept = _kept(changed.listed, changed.standing)
        placed = _placed(changed, kept)
        if placed is None:
            return False
        new += placed
        staying = {one.number for one in kept.values()}
        gone += (one for one in changed.standing if one.number not in staying)
    _take_out(connection, gone)
    first = _next_number(connection)
    _put(connection, ((number, place, one) for number, (place, one) in enumerate(new, start=first)))
    return True


def add_lines(connection: sqlite3.Connection, dues: Iterable[Due]) -> None:
    """Write further lines behind all others, whatever their list."""
    first = _next_number(connection)
    _put(connection, ((number, number * _STEP, one) for number, one in enumerate(dues, start=first)))


def take_out(connection: sqlite3.Connection, grounds: Iterable[bytes]) -> None:
    """Take out the lines that rest on some grounds, which have no marks."""
    connection.executemany("DELETE FROM lines WHERE rests_on = ?", [(ground,) for ground in grounds])


def _next_number(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT coalesce(max(number), 0) + 1 FROM lines").fetchone()[0])


class _Changed(NamedTuple):
    """What of a part of a list is to be looked at: the lines that are due and that stand between the ``low`` and the ``high`` place (``None``: to the end)."""

    listed: Sequence[Due]
    standing: Sequence[_There]
    low: int
    high: int | None


def _changed(listed: Sequence[Due], standing: Sequence[_There]) -> _Changed:
    """Leave out what is alike at the beginning and at the end: of most lists nearly all."""
    pairs = zip(listed, standing, strict=False)
    first = next((n for n, (one, there) in enumerate(pairs) if one.rests_on != there.rests_on), -1)
    first = min(len(listed), len(standing)) if first < 0 else first
    most = min(len(listed), len(standing)) - first
    ends = zip(reversed(listed), reversed(standing), strict=False)
    last = next((n for n, (one, there) in enumerate(islice(ends, most)) if one.rests_on != there.rests_on), most)
    high = standing[len(standing) - last].place if last else None
    low = standing[first - 1].place if first else 0
    return _Changed(listed[first : len(listed) - last], standing[first : len(standing) - last], low, high)


def _take_out(connection: sqlite3.Connection, gone: Sequence[_There]) -> None:
    numbers = [(one.number,) for one in gone]
    connection.executemany("DELETE FROM marks WHERE line = ?", numbers)
    connection.executemany("DELETE FROM lines WHERE number = ?", numbers)


def _there(connection: sqlite3.Connection) -> dict[_Where, list[_There]]:
    """Return the lines of a file by list and part, in their order."""
    found: dict[_Where, list[_There]] = {}
    query = "SELECT list, part, rests_on, place, number FROM lines ORDER BY list, part, place"
    for what, part, *line in connection.execute(query):
        found.setdefault((what, part), []).append(_There(*line))
    return found


def _kept(listed: Sequence[Due], standing: Sequence[_There]) -> dict[int, _There]:
    """Return, by their number in the list, the lines that may stay where they are: as many as stand in the order that is due."""
    left: dict[bytes, deque[_There]] = defaultdict(deque)
    for there in standing:
        left[there.rests_on].append(there)
    found = [(number, left[one.rests_on].popleft()) for number, one in enumerate(listed) if left.get(one.rests_on)]
    ends: list[int] = []  # for each length the row of entries in order that ends lowest, told by its last one
    before: list[int] = []  # the entry before each in its row
    for entry, (_, one) in enumerate(found):
        length = bisect_left(ends, one.place, key=lambda end: found[end][1].place)
        before.append(ends[length - 1] if length else -1)
        ends[length : length + 1] = [entry]
    kept: dict[int, _There] = {}
    entry = ends[-1] if ends else -1
    while entry >= 0:
        kept[found[entry][0]] = found[entry][1]
        entry = before[entry]
    return kept


def _placed(changed: _Changed, kept: dict[int, _There]) -> list[tuple[int, Due]] | None:
    """Return the lines to write with their places between those that stay; ``None`` where there is no room."""
    placed: list[tuple[int, Due]] = []
    waiting: list[Due] = []
    last = changed.low
    for number, one in enumerate(changed.listed):
        stays = kept.get(number)
        if stays is None:
            waiting.append(one)
            continue
        if stays.place - last <= len(waiting):
            return None
        placed += _between(last, stays.place, waiting)
        waiting, last = [], stays.place
    high = last + _STEP * (len(waiting) + 1) if changed.high is None else changed.high
    return None if high - last <= len(waiting) else placed + _between(last, high, waiting)


def _between(low: int, high: int, waiting: Sequence[Due]) -> list[tuple[int, Due]]:
    return [(low + (high - low) * number // (len(waiting) + 1), one) for number, one in enumerate(waiting, start=1)]


def _put(connection: sqlite3.Connection, placed: Iterable[tuple[int, int, Due]]) -> None:
    """Write lines with their numbers and places, some at a time: what waits takes the room of these alone."""
    rest: Iterator[tuple[int, int, Due]] = iter(placed)
    while some := tuple(islice(rest, _TOGETHER)):
        lines, marks = [], []
        for number, place, one in some:
            line = one.made()
            identity = (number, line.list, line.part, place, one.rests_on)
            record = compress(line.record, _QUICK if line.cells else _AS_IT_IS)
            lines.append((*identity, *line[2:-3], record, line.home))
            marks += [(*mark, number) for mark in line.marks]
        connection.executemany("INSERT INTO lines VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", lines)
        connection.executemany("INSERT INTO marks VALUES (?, ?, ?, ?)", marks)
