"""The time of a coded row: the days that its cells mean, as wide as the coder says he knows them."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from servanda.model.tables import DateColumns, DayPrecision
from servanda.model.time import TimeInterval, TimePrecision
from servanda.text.column_dates import read_day, swapped

if TYPE_CHECKING:
    from servanda.review.coded import Row

_DAY: Final = timedelta(days=1)
_WEEK: Final = timedelta(days=7)


class Refused(Exception):
    """A row of which no claim can be made, and why."""


def time_of(columns: DateColumns, row: "Row") -> TimeInterval:
    """Return the time of a row: half-open, from the first to after the last day. Raises `Refused`."""
    first = _day(columns.column, columns, row)
    if first is None:
        raise Refused(f"column {columns.column!r} holds no day")
    last = _day(columns.until, columns, row) or first
    if last < first:
        raise Refused(f"it ends ({last}) before it begins ({first})")
    known = _precision(columns, row)
    start, end, said = _widened(first, last, known)
    precision: TimePrecision = known if last == first else "range"
    return TimeInterval(
        start=start.isoformat(),
        end=end.isoformat(),
        precision=precision,
        mention=row.mention(columns.column),
        basis=said,
    )


def _day(column: str | None, columns: DateColumns, row: "Row") -> date | None:
    words, cell = row.words(column), row.cells.get(column or "")
    if words is None or cell is None:
        return None
    read = read_day(words, columns.formats)
    if read.day is None:
        raise Refused(f"column {column!r}: {read.why}")
    if cell.is_date and columns.typed == "day_and_month_swapped":
        turned = swapped(read.day)
        if turned is None:
            raise Refused(
                f"column {column!r}: {words} cannot have day and month exchanged, as the map says of real dates"
            )
        return turned
    return read.day


def _precision(columns: DateColumns, row: "Row") -> DayPrecision:
    words = row.words(columns.precision)
    if words is None:
        return "day"
    known = columns.precision_words.get(words)
    if known is None:
        raise Refused(
            f"column {columns.precision!r}: the map does not say what {words!r} means; add it under precision_words"
        )
    return known


def _widened(first: date, last: date, known: DayPrecision) -> tuple[date, date, str]:
    """Return the days that are meant: a coder who knows the week names a day within it, one who knows the month any day of it."""
    if known == "week":
        return first - _WEEK + _DAY, last + _WEEK, "the coder knows the week"
    if known == "month":
        return first.replace(day=1), (last.replace(day=28) + 4 * _DAY).replace(day=1), "the coder knows the month"
    if known == "year":
        return (
            first.replace(month=1, day=1),
            last.replace(year=last.year + 1, month=1, day=1),
            "the coder knows the year",
        )
    return first, last + _DAY, "as the table states it"
