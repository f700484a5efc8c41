"""Hours of the clock on a day: minutes since midnight, in a stated zone or in that of the place, which a text seldom names."""

from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from importlib.resources import files
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from servanda.model.time import ClockTime, TimePrecision

N_HOUR, N_DAY = 60, 24 * 60  # minutes
_NOON: Final = 12 * N_HOUR
_N_NIGHT: Final = 2  # days that a night touches
UNKNOWN_ZONE: Final = "?"


class Hour(NamedTuple):
    """``[since, until)`` in minutes since the midnight that begins the day; ``None`` is open.

    ``zone`` is a name of the time zone database, an offset such as ``+03:00``, or ``None`` where the text names none (the
    clock of the place).
    """

    since: int | None
    until: int | None
    precision: TimePrecision
    zone: str | None = None


class Moment(NamedTuple):
    """Ends as a record of time holds them, and the clock where no zone is stated."""

    start: str | None
    end: str | None
    clock: ClockTime | None


def on_day(hour: Hour, since: date, until: date) -> Moment:
    """Return the hour on the day ``since``; of a night (two days), on the one that has such an hour of the night."""
    first = hour.since if hour.since is not None else hour.until
    late = (until - since).days == _N_NIGHT and first is not None and first < _NOON
    base = datetime.combine(until - timedelta(days=1) if late else since, datetime.min.time())
    start, end = (None if end is None else base + timedelta(minutes=end) for end in (hour.since, hour.until))
    if hour.zone is not None:
        return Moment(_instant(start, hour.zone), _instant(end, hour.zone), None)
    after = (end - timedelta(minutes=1)).date() + timedelta(days=1) if end else None
    clock = ClockTime(start=_written(start), end=_written(end))
    return Moment(start.date().isoformat() if start else None, after.isoformat() if after else None, clock)


def offset_name(n_minutes: int) -> str:
    """Return an offset from UTC as it is written: 180 is ``+03:00``."""
    hours, minutes = divmod(abs(n_minutes), N_HOUR)
    return f"{'-' if n_minutes < 0 else '+'}{hours:02}:{minutes:02}"


@lru_cache(maxsize=1)
def zones_by_city() -> dict[str, str]:
    """Return the zones that are named after a city, by that city in lower case."""
    listed = files("tzdata").joinpath("zones").read_text(encoding="utf-8").split()
    names = (name for name in sorted(listed) if name.count("/") == 1 and not name.startswith("Etc/"))
    return {name.partition("/")[2].replace("_", " ").lower(): name for name in names}


def _written(local: datetime | None) -> str | None:
    return local.isoformat(timespec="minutes") if local else None


def _instant(local: datetime | None, zone: str) -> str | None:
    if local is None:
        return None
    where = _offset(zone) if zone[0] in "+-" else ZoneInfo(zone)
    return local.replace(tzinfo=where).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _offset(zone: str) -> timezone:
    hours, minutes = zone[1:].split(":")
    length = timedelta(hours=int(hours), minutes=int(minutes))
    return timezone(-length if zone[0] == "-" else length)
