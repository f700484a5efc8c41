"""Imprecise time: half-open intervals whose ends may be unknown."""

import re
from typing import Literal

from servanda.model.base import Record, require
from servanda.model.spans import Span

TimePrecision = Literal[
    "instant", "minute", "hour", "part_of_day", "day", "week", "month", "season", "year", "range", "unknown"
]  # fmt: skip
CARRIED = "paragraph"
"""How the basis of a time begins that the sentence does not state: it holds on from an earlier sentence of the paragraph."""
HEADING = "heading"
"""How the basis of a time begins that holds on from the heading of a log for its entries."""
DOCUMENT = "document"
"""How the basis of a time begins that another paragraph states for the act which this one takes up."""
_HELD_ON = frozenset({CARRIED, HEADING, DOCUMENT})
_END = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?")
_N_OF_A_DATE = len("2019-01-01")
_LOCAL = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}")


class ClockTime(Record, frozen=True, kw_only=True):
    """``[start, end)`` by the clock of a place whose zone is not stated: local date-times (``2031-05-01T16:30``), ``None`` open."""

    start: str | None = None
    end: str | None = None

    def __post_init__(self) -> None:
        """Refuse ends that are no local date-times, and empty intervals."""
        for end in (self.start, self.end):
            require(end is None or _LOCAL.fullmatch(end) is not None, f"clock {end!r} is no local date-time")
        require(
            not (self.start and self.end) or str(self.start) < str(self.end), f"clock {self.start}..{self.end} is empty"
        )


class TimeInterval(Record, frozen=True, kw_only=True):
    """``[start, end)``; each end is an ISO date, an instant with offset, or ``None`` (open or unknown).

    ``mention`` is the expression in the text, ``basis`` says in words how the ends were derived from it
    (for example ``stated`` or ``relative to publication``); it begins with ``paragraph`` where the act's own sentence names
    no day and the one of its paragraph holds on, with ``heading`` where that of a log does, with
    ``document`` where another paragraph dates the act that is taken up (`carried`). Nothing stated gives two nulls: a date is never invented.
    An hour without a zone stands in ``clock``, and the ends are then the days that it touches.
    """

    start: str | None = None
    end: str | None = None
    precision: TimePrecision = "unknown"
    mention: Span | None = None
    basis: str | None = None
    clock: ClockTime | None = None

    @property
    def carried(self) -> bool:
        """Tell whether the day is not stated for this act but holds on from its paragraph or from the heading of its log."""
        return self.basis is not None and self.basis.split(";")[0] in _HELD_ON

    def __post_init__(self) -> None:
        """Refuse ends that are neither a date nor an instant with offset, and empty intervals."""
        for end in (self.start, self.end):
            if end is not None and not _END.fullmatch(end):
                raise ValueError(f"time {end!r} is neither a date nor an instant with offset")
        if self.start and self.end and len(self.start) == len(self.end) == _N_OF_A_DATE and self.start >= self.end:
            raise ValueError(f"time {self.start}..{self.end} is empty")


UNKNOWN_TIME = TimeInterval()
