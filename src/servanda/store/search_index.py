"""What the search index holds: pages (a document, a claim, a name), the forms of their words, and facets to filter and count by."""

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Literal, NamedTuple

from servanda.store.rows import chunks
from servanda.text.search_forms import columns_of

What = Literal["document", "claim", "name"]
NAMED = ("place", "actor")
"""Facets whose values are pages themselves, with all their names."""


_PAGE = "what, id, document_id, start, stop"
_ALL = (
    f"SELECT {_PAGE}, exact, sound, bones FROM pages JOIN words ON words.rowid = pages.row",  # noqa: S608 - constants
    f"SELECT {_PAGE}, facet, value, label FROM pages JOIN facets USING (row)",  # noqa: S608 - constants
    "SELECT document_id, content, is_guarded FROM contents",
)


class Facet(NamedTuple):
    """A value to filter and count by: an id or a word, and how a person reads it."""

    facet: str
    value: str
    label: str


class Page(NamedTuple):
    """What can be found: its words, where it belongs, and from when until when it lies (ISO, ``None`` unknown)."""

    what: What
    id: str
    document_id: str | None
    words: str
    facets: tuple[Facet, ...] = ()
    start: str | None = None
    end: str | None = None


class SearchIndex:
    """An index behind an open connection; ``is_writable`` says whether what is new may be taken in. All its changes are made in `changing`."""

    def __init__(self, connection: sqlite3.Connection, *, is_writable: bool = True) -> None:
        self.connection = connection
        self.is_writable = is_writable

    def mark(self) -> tuple[int, str]:
        """Return up to which entry of the log it holds the records, and that entry's hash; 0 for an empty one."""
        found = dict(
            self.connection.execute("SELECT name, value FROM meta WHERE name IN ('entry', 'sha256')").fetchall()
        )
        return int(found.get("entry", 0)), found.get("sha256", "")

    def set_mark(self, entry: int, digest: str) -> None:
        """Note up to which entry of the log the records are in."""
        self.connection.executemany(
            "INSERT OR REPLACE INTO meta VALUES (?, ?)", [("entry", str(entry)), ("sha256", digest)]
        )

    def put(self, pages: Iterable[Page]) -> None:
        """Add pages."""
        for page in pages:
            row = self.connection.execute(
                "INSERT INTO pages (what, id, document_id, start, stop) VALUES (?, ?, ?, ?, ?)",
                (page.what, page.id, page.document_id, page.start, page.end),
            ).lastrowid
            self.connection.execute(
                "INSERT INTO words (rowid, exact, sound, bones) VALUES (?, ?, ?, ?)",
                (row, *columns_of(page.words)),
            )
            self.connection.executemany(
                "INSERT OR IGNORE INTO facets VALUES (?, ?, ?, ?)", [(row, *facet) for facet in page.facets]
            )

    def drop(self, document_ids: Collection[str]) -> set[tuple[str, str]]:
        """Take out the pages of documents; return facet and value of the names that they gave."""
        touched: set[tuple[str, str]] = set()
        for some in chunks(sorted(document_ids)):
            rows = [row for (row,) in self._among("SELECT row FROM pages WHERE document_id IN ({})", some)]
            touched |= self._drop_rows(rows)
            self._among("DELETE FROM contents WHERE document_id IN ({})", some)
        return touched

    def drop_names(self, values: Iterable[tuple[str, str]]) -> None:
        """Take out the pages of names."""
        for some in chunks(sorted({value for _, value in values})):
            rows = [row for (row,) in self._among("SELECT row FROM pages WHERE what = 'name' AND id IN ({})", some)]
            self._drop_rows(rows)

    def labels(self, facet: str, value: str, withheld: Collection[str] = ()) -> tuple[str, ...]:
        """Return under which names the documents in the index know a value, the most frequent first; ``withheld`` ones are not asked."""
        query = "SELECT label, count(*) FROM facets WHERE facet = ? AND value = ? GROUP BY label"
        counted = Counter(dict(self.connection.execute(query, (facet, value))))
        for some in chunks(sorted(withheld)):
            marks = ", ".join("?" * len(some))
            hidden = f"SELECT label FROM pages JOIN facets USING (row) WHERE facet = ? AND value = ? AND document_id IN ({marks})"  # noqa: S608 - marks alone
            counted -= Counter(label for (label,) in self.connection.execute(hidden, (facet, value, *some)))
        return tuple(sorted(counted, key=lambda label: (-counted[label], label)))

    def name_of(self, value: str, withheld: Collection[str] = ()) -> tuple[str, str]:
        """Return of which facet a name is a value, and how the documents call it."""
        found = ((facet, self.labels(facet, value, withheld)) for facet in NAMED)
        return next(((facet, labels[0]) for facet, labels in found if labels), (NAMED[0], value))

    def empty(self) -> None:
        """Take out everything."""
        for table in ("pages", "facets", "contents", "again", "words"):
            self.connection.execute(f"DELETE FROM {table}")  # noqa: S608 - constants
        self.connection.execute("DELETE FROM meta WHERE name IN ('entry', 'sha256')")

    def look_again(self, document_ids: Collection[str]) -> None:
        """Note documents to look at when what is new is taken in next."""
        self.connection.executemany("INSERT OR IGNORE INTO again VALUES (?)", [(name,) for name in document_ids])

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Make all changes of the body, or after an error none of them."""
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")

    def write_anew(self) -> None:
        """Leave no freed page and no dead entry behind in which a word could be read."""
        self.connection.execute("INSERT INTO words (words) VALUES ('rebuild')")
        self.connection.execute("VACUUM")

    def has_more(self) -> bool:
        """Tell whether there are documents to look at again."""
        return self.connection.execute("SELECT 1 FROM again LIMIT 1").fetchone() is not None

    def take_again(self) -> set[str]:
        """Return the documents to look at again, and forget which they are."""
        found = {name for (name,) in self.connection.execute("SELECT document_id FROM again")}
        self.connection.execute("DELETE FROM again")
        return found

    def holds(self, document_ids: Collection[str]) -> set[str]:
        """Return those of the documents that have pages."""
        found: set[str] = set()
        for some in chunks(sorted(document_ids)):
            found |= {
                name
                for (name,) in self._among("SELECT DISTINCT document_id FROM pages WHERE document_id IN ({})", some)
            }
        return found

    def documents(self) -> set[str]:
        """Return all documents that have pages."""
        return {
            name
            for (name,) in self.connection.execute(
                "SELECT DISTINCT document_id FROM pages WHERE document_id IS NOT NULL"
            )
        }

    def keep_contents(self, contents: Iterable[tuple[str, str, bool]]) -> None:
        """Note what documents hold, by hash, and whether they may be closed to some."""
        self.connection.executemany("INSERT OR REPLACE INTO contents VALUES (?, ?, ?)", contents)

    def guarded(self) -> set[str]:
        """Return the documents that may be closed to some."""
        return {name for (name,) in self.connection.execute("SELECT document_id FROM contents WHERE is_guarded")}

    def with_content_of(self, document_ids: Collection[str]) -> set[str]:
        """Return the documents that hold the same as one of these, and these."""
        found = set(document_ids)
        for some in chunks(sorted(document_ids)):
            held = "SELECT content FROM contents WHERE document_id IN ({})"
            query = f"SELECT document_id FROM contents WHERE content IN ({held})"  # noqa: S608 - marks
            found |= {name for (name,) in self._among(query, some)}
        return found

    def holds_same(self, other: "SearchIndex") -> bool:
        """Tell whether two indexes hold the same, whatever the order in which it came."""
        return all(set(self.connection.execute(query)) == set(other.connection.execute(query)) for query in _ALL)

    def texts(self) -> Iterator[str]:
        """Yield the words of each page: for the search for what an expunged document left."""
        yield from (words for (words,) in self.connection.execute("SELECT exact FROM words"))

    def _drop_rows(self, rows: list[int]) -> set[tuple[str, str]]:
        touched: set[tuple[str, str]] = set()
        for some in chunks(rows):
            query = "SELECT facet, value FROM facets WHERE row IN ({})"
            touched |= {(facet, value) for facet, value in self._among(query, some) if facet in NAMED}
            for command in (
                "DELETE FROM facets WHERE row IN ({})",
                "DELETE FROM words WHERE rowid IN ({})",
                "DELETE FROM pages WHERE row IN ({})",
            ):
                self._among(command, some)
        return touched

    def _among(self, command: str, values: Collection[object]) -> list[tuple[Any, ...]]:
        return self.connection.execute(command.format(", ".join("?" * len(values))), tuple(values)).fetchall()
