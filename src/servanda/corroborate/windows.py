"""Times as half-open windows of hours since 1970 in UTC, for comparing only."""

import math
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from servanda.model.time import TimeInterval

_HOUR = timedelta(hours=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_N_DATE = len("2019-01-01")
HOURS_PER_DAY = 24.0
_CLOCK = frozenset({"minute", "hour"})


class Window(NamedTuple):
    """``[start, end)`` in hours; infinite where open. ``exact`` tells instants from dates of an unknown offset."""

    start: float
    end: float
    exact: bool

    @property
    def hours(self) -> float:
        """Length in hours."""
        return self.end - self.start


def window_of(time: TimeInterval, tolerance: float = 0.0) -> Window | None:
    """Return the window of a stated time, ``None`` where neither end is known.

    Two reports of one event seldom agree on its hour: an hour of the clock is widened by ``tolerance`` hours to either side,
    an hour without a zone within its days only.
    """
    if time.start is None and time.end is None:
        return None
    start = _hours(time.start) if time.start else -math.inf
    end = _hours(time.end) if time.end else math.inf
    exact = any(value is not None and len(value) > _N_DATE for value in (time.start, time.end))
    if time.clock is not None:
        since = _hours(time.clock.start) if time.clock.start else -math.inf
        until = _hours(time.clock.end) if time.clock.end else math.inf
        return Window(max(start, since - tolerance), min(end, until + tolerance), exact)
    wider = tolerance if exact and time.precision in _CLOCK else 0.0
    return Window(start - wider, max(end, start) + wider, exact)


def publication_window(published_on: str | None, lag_days: float) -> Window | None:
    """Return the days before a publication in which an undated event is looked for: for blocking, never its time."""
    if not published_on:
        return None
    try:
        day = date.fromisoformat(published_on[:_N_DATE])
    except ValueError:
        return None
    start = _hours(day.isoformat())
    return Window(start - lag_days * HOURS_PER_DAY, start + HOURS_PER_DAY, exact=False)


def shared_hours(one: Window, other: Window, slack: float) -> float:
    """Return how many hours two windows share, less than zero where they are apart; slack counts between dates and instants."""
    allowed = slack if one.exact != other.exact else 0.0
    return min(one.end, other.end) - max(one.start, other.start) + allowed


def apart(one: Window, other: Window, slack: float) -> bool:
    """Tell whether two windows cannot hold one moment."""
    shared = shared_hours(one, other, slack)
    both_instants = one.hours == 0 or other.hours == 0
    return shared < 0 if both_instants else shared <= 0


def _hours(value: str) -> float:
    moment = datetime.fromisoformat(value)
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return (aware - _EPOCH) / _HOUR
