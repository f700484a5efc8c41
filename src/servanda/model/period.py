"""A period that somebody asks for, and whether an act lies in it: the one rule of filters, lists, reports and tables by month."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import Generic, Literal, NamedTuple, TypeVar

from servanda.model.time import TimeInterval

T = TypeVar("T")
Lies = Literal["inside", "straddling", "undated", "outside"]


class Counted(NamedTuple, Generic[T]):
    """What lies in a period for sure, and what may: it crosses an end of the period, or nobody knows its day."""

    sure: tuple[T, ...]
    unsure: tuple[T, ...]

    def words(self, noun: str) -> str:
        """Return both as a range: see `range_words`."""
        return range_words(len(self.sure), len(self.unsure), noun)


def range_words(n_sure: int, n_unsure: int, noun: str) -> str:
    """Return counts as a range: "31 incidents, up to 34 with those whose day is not sure"."""
    counted = f"{n_sure} {noun.removesuffix('s') if n_sure == 1 else noun}"
    return f"{counted}, up to {n_sure + n_unsure} with those whose day is not sure" if n_unsure else counted


class Period(NamedTuple):
    """From ``since`` until, not including, ``until``: ISO dates; ``None`` is open."""

    since: str | None = None
    until: str | None = None

    def lies(self, time: TimeInterval) -> Lies:
        """Tell where a time lies: inside only if the whole of it does, straddling if a part may.

        An instant lies on the day that it is written with. What has no end known reaches beyond every period that ends.
        """
        if time.start is None and time.end is None:
            return "undated"
        since, until, start, end = (_moment(value) for value in (self.since, self.until, time.start, time.end))
        last = max(end, start + datetime.resolution) if end and start else end  # an instant fills its moment
        if (start and until and start >= until) or (last and since and last <= since):
            return "outside"
        begins = since is None or (start is not None and start >= since)
        ends = until is None or (last is not None and last <= until)
        return "inside" if begins and ends else "straddling"

    def counted(self, items: Iterable[T], time_of: Callable[[T], TimeInterval]) -> Counted[T]:
        """Return the items that lie in the period and those that may, in their order; what lies outside is left out."""
        placed = [(item, self.lies(time_of(item))) for item in items]
        return Counted(
            tuple(item for item, lies in placed if lies == "inside"),
            tuple(item for item, lies in placed if lies in {"straddling", "undated"}),
        )


def month(name: str) -> Period:
    """Return the period of a month (``2019-05``), or of several (``2019-05 to 2019-08``)."""
    first, _, last = name.partition(" to ")
    year, number = (int(part) for part in (last or first).split("-"))
    following = f"{year + 1:04}-01" if number == 12 else f"{year:04}-{number + 1:02}"  # noqa: PLR2004 - December
    return Period(f"{first}-01", f"{following}-01")


def one_day(moment: str) -> TimeInterval:
    """Return the day of an ISO date or instant as it is written."""
    day = date.fromisoformat(moment[: len("2019-01-01")])
    return TimeInterval(start=day.isoformat(), end=(day + timedelta(days=1)).isoformat(), precision="day")


def _moment(value: str | None) -> datetime | None:
    return datetime.fromisoformat(value).replace(tzinfo=None) if value else None
