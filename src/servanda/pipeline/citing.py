"""Which of the sources that a coded row cites the dossier holds: by publisher, and by day or title where the row gives them."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import zip_longest
from typing import Final, NamedTuple

from servanda.model.claims import Claim, EventClaim
from servanda.model.documents import DocumentText
from servanda.model.outlines import Claims
from servanda.model.sources import Source
from servanda.model.tables import TableMap
from servanda.model.time import TimeInterval
from servanda.pipeline.case import Case
from servanda.pipeline.sheet_cells import cells_by_row
from servanda.reference.table_maps import map_of
from servanda.text.folds import plain

_A_DAY: Final = timedelta(days=1)  # zones, and papers of the next morning
_LATER: Final = timedelta(days=14)  # within which a report of an event is looked for where the row gives no day


class Cited(NamedTuple):
    """A source as a row cites it, with day and title where given, and the documents of the dossier that may be meant."""

    name: str
    day: str | None
    title: str | None
    held: tuple[str, ...]


class Holdings:
    """The documents of a dossier by who published them; a sheet is none of them."""

    def __init__(self, texts: Iterable[DocumentText], sources: Iterable[Source]) -> None:
        self._known = {plain(name): source.id for source in sources for name in (source.name, *source.aliases)}
        self._texts: dict[str, list[DocumentText]] = {}
        for text in texts:
            if text.publisher and text.sheet is None:
                self._texts.setdefault(self._who(text.publisher), []).append(text)

    def cited(self, table: TableMap, cells: dict[str, str], time: TimeInterval) -> Iterator[Cited]:
        """Yield the sources that the cells of a row cite for an event of that time."""
        if table.sources is None:
            return
        names = _parts(cells, table.sources.names, table.sources.split)
        days, titles = (
            _parts(cells, column, table.sources.split) for column in (table.sources.dates, table.sources.titles)
        )
        titles = titles if len(titles) == len(names) else []  # a title that holds the mark itself has torn them apart
        days = days if len(days) == len(names) else []
        for name, day, title in zip_longest(names, days, titles):
            yield Cited(name, day, title, self._held(name, day, title, time))

    def _held(self, name: str, day: str | None, title: str | None, time: TimeInterval) -> tuple[str, ...]:
        found = [text for text in self._texts.get(self._who(name), ()) if _fits(text, day, title, time)]
        return tuple(sorted(text.document_id for text in found))

    def _who(self, name: str) -> str:
        folded = plain(name)
        return self._known.get(folded, folded)


def _parts(cells: Mapping[str, str], column: str | None, split: str) -> list[str]:
    return [part.strip() for part in cells.get(column or "", "").split(split) if part.strip()]


def cited_by_tables(case: Case, texts: Iterable[DocumentText], claims: Claims) -> Iterator[tuple[str, str]]:
    """Yield the key of each row of the imported tables among ``texts`` with a document of theirs on which it alone rests."""
    listed = tuple(texts)
    tables = [text for text in listed if text.sheet and text.sheet.rows == "compiled"]
    if not tables:
        return
    holdings = Holdings(listed, case.dossier.sources())
    events: dict[str, list[EventClaim]] = {}
    for claim in claims.within({layer.document_id for layer in tables}):
        if isinstance(claim, EventClaim):
            events.setdefault(claim.text_id, []).append(claim)
    for layer in tables:
        yield from rests_on(_cited_in(case, layer, events.get(layer.id, ()), holdings))


def _cited_in(
    case: Case, layer: DocumentText, events: Iterable[EventClaim], holdings: Holdings
) -> Mapping[str, tuple[Cited, ...]]:
    """Return what each row of a layer cites, by the key of its claim."""
    if layer.sheet is None:
        return {}
    table, cells = map_of(case.store.object(layer.sheet.map_sha256)), cells_by_row(layer)
    lines = ((claim, line_of(layer, claim)) for claim in events)
    return {claim.key: tuple(holdings.cited(table, cells[line], claim.time)) for claim, line in lines if line in cells}


def rests_on(cited: Mapping[str, Iterable[Cited]]) -> Iterator[tuple[str, str]]:
    """Yield the key of each row with a document that it names by day or title, where no other row of the table names that one."""
    pairs = {
        (key, held)
        for key, sources in cited.items()
        for one in sources
        if one.title or (one.day and len(one.held) == 1)
        for held in one.held
    }
    times = Counter(held for _, held in pairs)
    yield from ((key, held) for key, held in sorted(pairs) if times[held] == 1)


def line_of(layer: DocumentText, claim: Claim) -> int:
    """Return the line of the sheet in which a claim stands, 0 for none."""
    cells = layer.sheet.cells if layer.sheet else ()
    place = bisect_left(cells, claim.span.start, key=lambda cell: cell.start)
    return cells[place].row if place < len(cells) else 0


def _fits(text: DocumentText, day: str | None, title: str | None, time: TimeInterval) -> bool:
    if title and text.title and plain(title) == plain(text.title):
        return True
    published = _day(text.published_on)
    if published is None:
        return False
    cited = _day(day)
    if cited:
        return abs(published - cited) <= _A_DAY and not (title and text.title)
    first, last = _day(time.start), _day(time.end)
    return first is not None and first <= published <= (last or first) + _LATER


def _day(words: str | None) -> date | None:
    try:
        return date.fromisoformat(words[:10]) if words else None
    except ValueError:
        return None
