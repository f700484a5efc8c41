"""What time itself brings up: reports that are due, agreements that end, and agreements whose breaches double."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

from servanda.pipeline.case import Case
from servanda.pipeline.period import editions
from servanda.report import ReportView

_LONGEST: Final = 35
"""Days of a period beyond which editions make no series."""
_LATE: Final = 4
"""Periods after which a series that nobody went on with has ended."""
_AHEAD_DAYS: Final = 14
_WEEK: Final = timedelta(7)
_FEWEST: Final = 3
_TIMES: Final = 2


class DueReport(NamedTuple):
    """A report that follows on the newest edition for an audience: its period (the second day not included), which is over."""

    audience: str
    since: str
    until: str


class Ending(NamedTuple):
    """An agreement whose last term ends on a day that is near (``until``), or was not prolonged since."""

    agreement: str
    title: str
    until: str


class Collapsing(NamedTuple):
    """An agreement under which at least twice as many acts are said to be breaches in the last week of reports as in the week before."""

    agreement: str
    title: str
    since: str
    n: int
    n_before: int


def due_reports(case: Case, today: str) -> Iterator[DueReport]:
    """Yield the reports that are due: the period that follows on the last edition for an audience is over, and nothing is frozen for it."""
    now = date.fromisoformat(today[:10])
    newest = {one.audience: one for one in sorted(editions(case), key=lambda one: one.until)}
    for audience, one in sorted(newest.items()):
        since, until = date.fromisoformat(one.since), date.fromisoformat(one.until)
        length = until - since
        follows = until + length
        if length.days <= _LONGEST and follows <= now <= follows + _LATE * length:
            yield DueReport(audience, until.isoformat(), follows.isoformat())


def endings(view: ReportView, today: str) -> Iterator[Ending]:
    """Yield the agreements whose last term ends within a fortnight, or has ended within the last one."""
    now = date.fromisoformat(today[:10])
    for agreement in view.book.agreements:
        ends = [term.until[:10] if term.until else "" for term in agreement.time.in_force]
        if ends and all(ends) and abs((date.fromisoformat(max(ends)) - now).days) <= _AHEAD_DAYS:
            yield Ending(agreement.id, agreement.title, max(ends))


def collapsing(view: ReportView, today: str) -> Iterator[Collapsing]:
    """Yield the agreements with at least three acts of alleged breach in the last seven days, and twice as many as in the seven before."""
    now = date.fromisoformat(today[:10]) + timedelta(1)
    weeks: dict[str, Counter[int]] = {}
    for agreement, days in view.breaches.items():
        for day, n in days.items():
            back = (now - date.fromisoformat(day)) - timedelta(1)
            weeks.setdefault(agreement, Counter())[back // _WEEK] += n
    titles = {one.id: one.title for one in view.book.agreements}
    for name, found in sorted(weeks.items()):
        if found[0] >= _FEWEST and found[0] >= _TIMES * found[1]:
            yield Collapsing(name, titles.get(name, name), (now - _WEEK).isoformat(), found[0], found[1])
