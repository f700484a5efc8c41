"""Lists of what is current, filtered, for the command line: looked up in the lists that are ready."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from itertools import chain
from sqlite3 import Connection
from typing import Any, Final, NamedTuple, TypeVar
from zlib import decompress

import msgspec

from servanda.model.claims import Claim
from servanda.model.codec import decode, decode_json, encode
from servanda.model.documents import Document
from servanda.model.findings import Finding
from servanda.model.incidents import Incident
from servanda.model.period import Counted, Period, range_words
from servanda.model.sources import Source
from servanda.model.time import TimeInterval
from servanda.pipeline.case import Case
from servanda.pipeline.ordering import ordering
from servanda.pipeline.ready import CURRENT, DOCUMENTS, PLACED_IN_TIME, REJECTED, SINCE, STATE, UNTIL, ready_lists
from servanda.pipeline.wanted import BACKGROUND, period_of, understood
from servanda.report import STATUS_ORDER, TOLL_COLUMNS
from servanda.store import Answers, facts_of

_KINDS: Final[Mapping[str, Any]] = {
    "claims": Claim, "incidents": Incident, "statements": Incident, "findings": Finding, "sources": Source, DOCUMENTS: Document,
}  # fmt: skip
_MARKS: Final = ("place", "actor", "kind", "source", "status")
_SURE: Final = ("inside",)
_UNSURE: Final = ("straddling", "undated")
_AHEAD: Final = ("claims", "incidents", "findings")
"""The lists of which the first page is asked for most."""
_CHOICES, _COUNTS = "choices", "counts"
Pair = tuple[Any, dict[str, Any]]
T = TypeVar("T")


class Page(NamedTuple):
    """Which records to show: those not surely in the period in the place of the others, from which on, and how many (all).

    Without ``whole`` their rows alone. ``sort`` is the column by which they stand, with ``-`` before it downwards.
    """

    unsure: bool = False
    first: int = 0
    most: int | None = None
    whole: bool = True
    sort: str = ""


_ALL: Final = Page()


class Listed(NamedTuple):
    """What passes: the records of one page as JSON, a row for each, and how many there are, surely and perhaps in a period.

    ``n_rejected`` more surely would that people rejected, and ``n_background`` on acts outside the ``period`` of the dossier. ``acts`` are those that
    listed findings rest on, by the gravest of these.
    """

    records: tuple[msgspec.Raw, ...]
    rows: tuple[dict[str, Any], ...]
    n_sure: int
    n_unsure: int
    n_rejected: int = 0
    n_background: int = 0
    period: Period = Period()
    acts: Mapping[str, int] = {}

    def words(self, noun: str) -> str:
        """Return how many there are as a range."""
        return range_words(self.n_sure, self.n_unsure, noun)


class Reviewed(NamedTuple):
    """The same with all records, as records."""

    counted: Counted[Pair]
    n_rejected: int
    n_background: int = 0
    period: Period = Period()
    acts: Mapping[str, int] = {}


def list_records(case: Case, what: str, wanted: Mapping[str, str]) -> tuple[list[Any], list[dict[str, Any]]]:
    """Return the current records of ``what`` (a key of `report.ROWS`, or documents) that pass ``wanted``, and a flat row for each.

    Of a period only what surely lies in it: see `list_period`. Raises `UsageError` for a date that is none.
    """
    pairs = list_period(case, what, wanted).sure
    return [record for record, _ in pairs], [row for _, row in pairs]


def list_period(case: Case, what: str, wanted: Mapping[str, str]) -> Counted[Pair]:
    """Return the current records of ``what`` that pass ``wanted``, each with a flat row: those surely in the period, and the others."""
    return list_reviewed(case, what, wanted).counted


def list_reviewed(case: Case, what: str, wanted: Mapping[str, str]) -> Reviewed:
    """Return all that `list_page` tells of, as records."""
    with _asked(case, what, wanted) as asked:
        found = asked.listed(_ALL)
        counted = Counted(asked.pairs(_ALL), asked.pairs(Page(unsure=True)))
        return Reviewed(counted, found.n_rejected, found.n_background, found.period, found.acts)


class FilterChoice(NamedTuple):
    """A value that a filter may be given: of which filter, the value, its words, and how many records it would leave."""

    what: str
    value: str
    label: str
    n: int


def list_choices(
    case: Case, what: str, wanted: Mapping[str, str], among: Collection[str] | None = None
) -> tuple[FilterChoice, ...]:
    """Return what the records that pass, surely or perhaps, may be narrowed by: the choices of each filter, those of most records first."""
    with _asked(case, what, wanted, among) as asked:
        return asked.remembered(_CHOICES, asked.choices)


def list_page(
    case: Case, what: str, wanted: Mapping[str, str], page: Page = _ALL, among: Collection[str] | None = None
) -> Listed:
    """Return the current records of ``what`` that pass ``wanted``, and how many rejected ones and ones in the background would.

    ``wanted`` takes since and until (ISO dates, the second not included), place, actor, kind, source (a publisher) and status; where ``among`` is given only records of
    these ids pass. Rejected claims and
    incidents, with the findings on these, are listed where status is ``rejected``; incidents outside the dossier's period, with the findings on
    these, where it is ``background``. Raises `UsageError` for a date that is
    none, for a period that is empty, and for a kind, status or actor that there is none of.
    """
    with _asked(case, what, wanted, among) as asked:
        return asked.listed(page)


def answers_ahead(lists: Connection) -> dict[str, bytes]:
    """Return what lists answer where nothing is filtered, as it is kept beside them: at 100,000 claims the choices of one take a second."""
    found: dict[str, bytes] = {}
    for what in _AHEAD:
        asked = _Asked(lists, what, {}, (Period(), None), Answers())
        found |= {f"{what} {_CHOICES}": encode(asked.choices()), f"{what} {_COUNTS}": encode(asked.counted())}
    return found


@contextmanager
def _asked(
    case: Case, what: str, wanted: Mapping[str, str], among: Collection[str] | None = None
) -> "Iterator[_Asked]":
    period = period_of(wanted.get(SINCE), wanted.get(UNTIL))
    with ready_lists(case, what) as lists:
        meant = understood(wanted, partial(_names, lists), case.reference)
        marks = {name: value.casefold() for name, value in meant.items() if name in _MARKS}
        yield _Asked(lists, what, marks, (period, among), case.store.ready.answers)


class _Asked:
    """One list, and what is asked of it."""

    def __init__(
        self,
        lists: Connection,
        what: str,
        marks: Mapping[str, str],
        bounds: tuple[Period, Collection[str] | None],
        memo: Answers,
    ) -> None:
        """Take the lists, the marks that records must bear, by name, as bounds the period and the ids that may pass (``None``: any), and what was answered before."""
        self._memo = memo
        self._lists, self._what, self._marks, (self._period, among) = lists, what, marks, bounds
        self._facts = facts_of(lists)
        self._among = None if among is None else encode(sorted(among)).decode()
        status = marks.get("status")
        self._part = status if status in {REJECTED, BACKGROUND} else CURRENT
        self._all_count = self._period == Period()
        lists.create_function("lies", 2, self._lies, deterministic=True)

    def listed(self, page: Page) -> Listed:
        """Return a page, and what is counted."""
        found = tuple(self._page(page))
        rows = tuple(decode_json(cells) for _, cells in found)
        records = tuple(msgspec.Raw(decompress(record)) for record, _ in found if page.whole)
        return self.remembered(_COUNTS, self.counted)._replace(records=records, rows=rows)

    def remembered(self, kind: str, answer: Callable[[], T]) -> T:
        """Return what was answered before to the same of the same lists, or stands beside them, else the answer."""
        if self._among is not None:  # words and audiences ask for other records each time
            return answer()
        asked = (self._what, self._part, kind, tuple(sorted(self._marks.items())), self._period)
        return self._memo.answered(self._facts.get(STATE), asked, lambda: self._beside(kind) or answer())

    def _beside(self, kind: str) -> Any:
        """Return the answer that stands beside the lists to what is asked without a filter, ``None`` where none does."""
        if self._marks or not self._all_count:
            return None
        query = "SELECT value FROM answers WHERE name = ?"
        kept = self._lists.execute(query, (f"{self._what} {kind}",)).fetchone()
        return decode(kept[0], tuple[FilterChoice, ...] if kind == _CHOICES else Listed) if kept else None

    def counted(self) -> Listed:
        n_sure, n_unsure = (self._n(self._part, self._marks, lies) for lies in (_SURE, _UNSURE))
        listed = Listed((), (), n_sure, n_unsure)
        if self._part != CURRENT:
            return listed
        others = {name: value for name, value in self._marks.items() if name != "status"}
        facts = self._facts
        return listed._replace(
            n_rejected=self._n(REJECTED, others, _SURE, "is_aside"),
            n_background=self._n(BACKGROUND, self._marks, _SURE) if self._what in PLACED_IN_TIME else 0,
            period=Period(facts.get(SINCE), facts.get(UNTIL)),
            acts=self._acts(),
        )

    def choices(self) -> tuple[FilterChoice, ...]:
        """Return the choices among the records that pass."""
        clause, values = self._where(self._part, self._marks, (*_SURE, *_UNSURE))
        query = f"""SELECT what, value, min(label), count(DISTINCT line) AS n FROM marks
            WHERE label IS NOT NULL AND line IN (SELECT number FROM lines WHERE {clause})
            GROUP BY what, value ORDER BY what, n DESC, value"""  # noqa: S608 - constants
        return tuple(FilterChoice(*row) for row in self._lists.execute(query, values))

    def pairs(self, page: Page) -> tuple[Pair, ...]:
        """Return the records of a page with their rows."""
        kind = _KINDS.get(self._what, Any)
        return tuple((decode(decompress(record), kind), decode_json(cells)) for record, cells in self._page(page))

    def _page(self, page: Page) -> Iterator[tuple[bytes, bytes]]:
        clause, values = self._where(self._part, self._marks, _UNSURE if page.unsure else _SURE)
        order, by = ordering(page.sort)
        query = f"SELECT record, cells FROM lines WHERE {clause} ORDER BY {order}place LIMIT ? OFFSET ?"  # noqa: S608 - constants
        most = -1 if page.most is None else page.most
        yield from self._lists.execute(query, (*values, *by, most, page.first))

    def _n(self, part: str, marks: Mapping[str, str], lies: tuple[str, ...], further: str = "TRUE") -> int:
        clause, values = self._where(part, marks, lies)
        query = f"SELECT count(*) FROM lines WHERE {clause} AND {further}"  # noqa: S608 - constants
        return int(self._lists.execute(query, values).fetchone()[0])

    def _acts(self) -> Mapping[str, int]:
        """Return the acts that listed findings rest on, each once, by the gravest of these."""
        clause, values = self._where(CURRENT, self._marks, _SURE)
        query = f"SELECT DISTINCT act, status FROM lines WHERE {clause} AND act IS NOT NULL"  # noqa: S608 - constants
        order = {status: place for place, status in enumerate(STATUS_ORDER)}
        gravest: dict[str, int] = {}
        for act, status in self._lists.execute(query, values):
            gravest[act] = min(order[status], gravest.get(act, len(order)))
        counts = Counter(gravest.values())
        return {status: counts[place] for status, place in order.items() if counts[place]}

    def _where(self, part: str, marks: Mapping[str, str], lies: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
        """Return the condition that a line has to meet, and its values."""
        part = CURRENT if part == BACKGROUND and self._what == "claims" else part  # a claim is never background
        asked = sorted(set(marks.items()) - {("status", BACKGROUND)})
        marked = "number IN (SELECT line FROM marks WHERE what = ? AND value = ?)"
        clause = " AND ".join(["list = ? AND part = ?", *(marked for _ in asked)])
        values = (self._what, part, *chain.from_iterable(asked))
        if self._among is not None:
            clause += " AND id IN (SELECT value FROM json_each(?))"
            values = (*values, self._among)
        if self._all_count:
            return f"{clause} AND {'FALSE' if lies == _UNSURE else 'TRUE'}", values
        if self._period.until:  # days are compared first: of most lines that settles it
            clause, values = f"{clause} AND (start IS NULL OR substr(start, 1, 10) < ?)", (*values, self._period.until)
        if self._period.since:
            clause, values = f'{clause} AND ("end" IS NULL OR substr("end", 1, 10) >= ?)', (*values, self._period.since)
        return f'{clause} AND lies(start, "end") IN ({", ".join("?" for _ in lies)})', (*values, *lies)

    def _lies(self, start: str | None, end: str | None) -> str:
        return self._period.lies(TimeInterval(start=start, end=end))


def _names(lists: Connection) -> frozenset[str]:
    """Return the names of everybody whom records name."""
    return frozenset(name for (name,) in lists.execute("SELECT name FROM names"))


def without_bounds(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return rows for a terminal: the column ``tolls`` says in words what those of the bounds say apart."""
    return [{name: value for name, value in row.items() if name not in TOLL_COLUMNS} for row in rows]
