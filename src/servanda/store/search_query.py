"""Asking the search index: words as an expression of FTS5, filters, counts by facet, and one page of what was found."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

from servanda.model.period import Period
from servanda.model.time import TimeInterval
from servanda.store.search_index import NAMED, SearchIndex, What
from servanda.text.search_forms import CLOSES, COLUMNS, OPENS
from servanda.text.search_terms import Term, Terms

_WEIGHTS = "10.0, 4.0, 1.0"  # how much a word counts that is found as written, as it sounds, by its consonants


class Asked(NamedTuple):
    """What to find. ``filters`` name a value by facet; ``withheld`` are documents of which nothing may be known."""

    terms: Terms | None
    what: Collection[What] = ()
    filters: Mapping[str, str] = {}
    period: Period = Period()
    withheld: Collection[str] = ()
    n: int = 20


class FoundPage(NamedTuple):
    """Something that was found; ``columns`` are its words in all forms, those that were found marked."""

    score: float
    what: What
    id: str
    document_id: str | None
    start: str | None
    end: str | None
    columns: tuple[str, ...]


class Count(NamedTuple):
    """In how many documents a value of a facet was found."""

    facet: str
    value: str
    n: int


class Found(NamedTuple):
    """What was found: the first pages, how many of each sort there are, counts by facet, and what may lie in the period but not surely."""

    pages: tuple[FoundPage, ...]
    n_by_what: Mapping[str, int]
    counts: tuple[Count, ...]
    n_unsure: int = 0


def find_pages(index: SearchIndex, asked: Asked) -> Found:
    """Return what the index holds of what is wanted, best first; without words the newest first."""
    connection = index.connection
    connection.execute("DROP TABLE IF EXISTS temp.found")
    connection.execute("CREATE TEMP TABLE found (row INTEGER PRIMARY KEY, score REAL)")
    _match(connection, asked)
    _keep_filtered(connection, asked)
    n_unsure = _keep_period(connection, asked.period)
    _keep_permitted(connection, asked.withheld)
    by_what = "SELECT what, COUNT(*) FROM pages JOIN found USING (row) GROUP BY what ORDER BY what"
    return Found(
        tuple(_pages(connection, asked)),
        dict(connection.execute(by_what).fetchall()),
        tuple(Count(*row) for row in connection.execute(_COUNTS)),
        n_unsure,
    )


_COUNTS = """
SELECT facet, value, COUNT(DISTINCT document_id) AS n FROM found JOIN facets USING (row) JOIN pages USING (row)
WHERE document_id IS NOT NULL GROUP BY facet, value ORDER BY facet, n DESC, value
"""


def expression(terms: Terms) -> str:
    """Return terms as FTS5 reads them. The forms of words hold letters, digits and blanks alone, so that none can be a command."""
    wanted = " AND ".join(_joined(" OR ", (_expression(term) for term in some)) for some in terms.wanted)
    without = " OR ".join(_expression(term) for term in terms.without)
    return f"({wanted}) NOT ({without})" if without else wanted


def _expression(term: Term) -> str:
    def one(column: str, form: str) -> str:
        return f'{column} : "{form}"{" *" if term.is_beginning and column == COLUMNS[0] else ""}'

    return _joined(" AND ", (_joined(" OR ", (one(*form) for form in group)) for group in term.groups))


def _joined(word: str, parts: Iterator[str]) -> str:
    return f"({word.join(parts)})"


def _match(connection: Any, asked: Asked) -> None:
    if asked.terms:
        connection.execute(
            f"INSERT INTO found SELECT rowid, bm25(words, {_WEIGHTS}) FROM words WHERE words MATCH ?",  # noqa: S608 - constants
            (expression(asked.terms),),
        )
    else:
        connection.execute("INSERT INTO found SELECT row, 0 FROM pages WHERE what <> 'name'")
    if asked.what:
        marks = ", ".join("?" * len(asked.what))
        others = f"SELECT row FROM pages WHERE what NOT IN ({marks})"  # noqa: S608 - marks
        connection.execute(f"DELETE FROM found WHERE row IN ({others})", tuple(asked.what))  # noqa: S608 - as above


def _keep_filtered(connection: Any, asked: Asked) -> None:
    for facet, value in asked.filters.items():
        values = _meant(connection, facet, value)
        marks = ", ".join("?" * len(values))
        query = f"SELECT row FROM facets WHERE facet = ? AND value IN ({marks})"  # noqa: S608 - marks
        connection.execute(f"DELETE FROM found WHERE row NOT IN ({query})", (facet, *values))  # noqa: S608 - as above
    if asked.filters or asked.period != Period():
        connection.execute("DELETE FROM found WHERE row IN (SELECT row FROM pages WHERE what = 'name')")


def _meant(connection: Any, facet: str, asked: str) -> tuple[str, ...]:
    """Return the values of a facet that go by what was asked, in any case of its letters."""
    known = connection.execute("SELECT DISTINCT value, label FROM facets WHERE facet = ?", (facet,))
    wanted = asked.casefold()
    return tuple(sorted({value for value, label in known if wanted in {value.casefold(), label.casefold()}}))


def _keep_period(connection: Any, period: Period) -> int:
    """Keep what surely lies in a period; return how much more may."""
    if period == Period():
        return 0
    outside, n_unsure = [], 0
    for row, start, end in connection.execute("SELECT row, start, stop FROM pages JOIN found USING (row)"):
        lies = period.lies(TimeInterval(start=start, end=end))
        n_unsure += lies in {"straddling", "undated"}
        if lies != "inside":
            outside.append((row,))
    connection.executemany("DELETE FROM found WHERE row = ?", outside)
    return n_unsure


def _keep_permitted(connection: Any, withheld: Collection[str]) -> None:
    """Take out what belongs to withheld documents, and names that no other document has."""
    if not withheld:
        return
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS closed (document_id TEXT PRIMARY KEY)")
    connection.execute("DELETE FROM closed")
    connection.executemany("INSERT INTO closed VALUES (?)", [(name,) for name in withheld])
    closed = "SELECT row FROM pages WHERE document_id IN (SELECT document_id FROM closed)"
    connection.execute(f"DELETE FROM found WHERE row IN ({closed})")  # noqa: S608 - constants
    known = f"SELECT 1 FROM facets WHERE value = pages.id AND facet IN {NAMED} AND row NOT IN ({closed})"  # noqa: S608 - constants
    unknown = f"SELECT row FROM pages WHERE what = 'name' AND NOT EXISTS ({known})"  # noqa: S608 - constants
    connection.execute(f"DELETE FROM found WHERE row IN ({unknown})")  # noqa: S608 - constants


def _pages(connection: Any, asked: Asked) -> Iterator[FoundPage]:
    order = "score, start DESC, id" if asked.terms else "start IS NULL, start DESC, id"
    query = f"SELECT row, score, what, id, document_id, start, stop FROM found JOIN pages USING (row) ORDER BY {order} LIMIT ?"  # noqa: S608 - constants
    rows = connection.execute(query, (asked.n,)).fetchall()
    columns = _highlighted(connection, asked.terms, [row for row, *_ in rows]) if asked.terms else {}
    for row, *values in rows:
        yield FoundPage._make([*values, columns.get(row, ())])


def _highlighted(connection: Any, terms: Terms, rows: Collection[int]) -> dict[int, tuple[str, ...]]:
    """Return the words of pages with marks around what was found."""
    shown = ", ".join(f"highlight(words, {place}, '{OPENS}', '{CLOSES}')" for place in range(len(COLUMNS)))
    marks = ", ".join("?" * len(rows))
    query = f"SELECT rowid, {shown} FROM words WHERE words MATCH ? AND rowid IN ({marks})"  # noqa: S608 - constants and marks
    return {row: tuple(found) for row, *found in connection.execute(query, (expression(terms), *rows))}
