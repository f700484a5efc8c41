"""Which of the sources that a coded row cites the dossier holds: by publisher, and by day or title where the row gives them."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import zip_longest
from typing import Final, NamedTuple

from servanda.model.documents import DocumentText
from servanda.model.sources import Source
from servanda.model.tables import TableMap
from servanda.model.time import TimeInterval
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
        split = table.sources.split
        names, days, titles = (
            [part.strip() for part in cells.get(column or "", "").split(split) if part.strip()]
            for column in (table.sources.names, table.sources.dates, table.sources.titles)
        )
        titles = titles if len(titles) == len(names) else []  # a title that holds the mark itself has torn them apart
        days = days if len(days) == len(names) else []
        for name, day, title in zip_longest(names, days, titles):
            found = [text for text in self._texts.get(self._who(name), ()) if _fits(text, day, title, time)]
            yield Cited(name, day, title, tuple(sorted(text.document_id for text in found)))

    def _who(self, name: str) -> str:
        folded = plain(name)
        return self._known.get(folded, folded)


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
