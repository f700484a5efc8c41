"""Time in force: half-open periods, to the instant, in the agreement's own time zone."""

from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import replace as changed
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from servanda.assess.kleene import Truth, truth
from servanda.errors import ConfigError
from servanda.model.time import TimeInterval

_DAWN: Final = datetime.min.replace(tzinfo=UTC)
_DOOM: Final = datetime.max.replace(tzinfo=UTC)
_ONE_DAY: Final = frozenset({"day", "part_of_day", "hour", "instant"})


@dataclass(frozen=True, order=True)
class Period:
    """``[start, end)`` as instants."""

    start: datetime = _DAWN
    end: datetime = _DOOM


def check_timezone(agreement_id: str, timezone: str) -> None:
    """Raise `ConfigError` where a time zone is none."""
    try:
        ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ConfigError(
            f"{agreement_id}: timezone: {timezone!r} is no time zone; write one such as Asia/Damascus"
        ) from error


@lru_cache(maxsize=1 << 16)
def moment(value: str, timezone: str) -> datetime:
    """Return an ISO date (its first instant in ``timezone``) or an instant. Raises `ConfigError` for anything else."""
    try:
        found = datetime.fromisoformat(value)
        return (found if found.tzinfo else found.replace(tzinfo=ZoneInfo(timezone))).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        message = f"{value!r} is no time: {error}; write 2019-03-14 or 2017-12-24T00:01:00+03:00"
        raise ConfigError(f"{message} (servanda agreement check names file and line)") from error


def period(since: str | None, until: str | None, timezone: str) -> Period:
    """Return the period from ``since`` until ``until``; ``None`` is open."""
    return Period(moment(since, timezone) if since else _DAWN, moment(until, timezone) if until else _DOOM)


def is_time(value: str, timezone: str) -> bool:
    """Tell whether a text is a date or an instant."""
    try:
        moment(value, timezone)
    except ConfigError:
        return False
    return True


def incident_period(time: TimeInterval, timezone: str) -> Period | None:
    """Return when an incident was, an unknown end left open; ``None`` where nothing is known or the date is none."""
    if time.start is None and time.end is None:
        return None
    try:
        found = period(time.start, time.end, timezone)
        if time.start and time.end is None and time.precision in _ONE_DAY:
            return changed(found, end=found.start + timedelta(days=1))
    except (ConfigError, OverflowError):
        return None  # 30 February, or beyond the calendar: one such report must not end a run
    return found


def during(found: Period, terms: Iterable[Period], pauses: Iterable[Period] = ()) -> Truth:
    """Tell whether a period lies wholly in the terms (adjoining ones are one) less the pauses, or wholly outside."""
    spells, rests = merged(terms), merged(pauses)
    touched = [spell for spell in spells if _meet(found, spell)]
    if not touched or any(_holds(rest, found) for rest in rests):
        return "false"
    whole = any(_holds(spell, found) for spell in touched) and not any(_meet(found, rest) for rest in rests)
    return "true" if whole else "unknown"


def touches(found: Period, terms: Iterable[Period], pauses: Iterable[Period] = ()) -> bool:
    """Tell whether any moment of a period lies in the terms less the pauses."""
    pieces, rests = [common(found, spell) for spell in terms], merged(pauses)
    return any(piece and not any(_holds(rest, piece) for rest in rests) for piece in pieces)


def common(one: Period, other: Period) -> Period | None:
    """Return what two periods share, ``None`` where they share no time."""
    start, end = max(one.start, other.start), min(one.end, other.end)
    return Period(start, end) if start < end else None


def within(found: Period | None, since: str | None, until: str | None, timezone: str) -> Truth:
    """Tell whether a period (``None``: unknown) lies in ``[since, until)``; each end is an ISO day, month, year or open.

    A month or a year says that it was some day in it, so the answer is unknown for what lies between its first and last.
    """
    if since is None and until is None:
        return "true"
    if found is None:
        return "unknown"
    first, last = _earliest(since, timezone) or _DAWN, _latest(until, timezone) or _DOOM
    if not _meet(found, Period(first, last)):
        return "false"
    surely = Period(_latest(since, timezone) or _DAWN, _earliest(until, timezone) or _DOOM)
    return truth(True if _holds(surely, found) else None)


def _earliest(day: str | None, timezone: str) -> datetime | None:
    return (
        moment(f"{day}-01-01"[: len("2019-03-14")] if len(day) < len("2019-03-14") else day, timezone) if day else None
    )


def _latest(day: str | None, timezone: str) -> datetime | None:
    """Return the same for a day or instant; of a month or year the first moment of the next."""
    if day is None or len(day) > len("2019-03"):
        return _earliest(day, timezone)
    year, month = int(day[:4]), int(day[5:] or 12)
    return moment(f"{year + month // 12:04}-{month % 12 + 1:02}-01", timezone)


def merged(periods: Iterable[Period]) -> tuple[Period, ...]:
    """Return periods in order, those that touch or overlap as one."""
    spells: list[Period] = []
    for one in sorted(periods):
        if spells and one.start <= spells[-1].end:
            spells[-1] = Period(spells[-1].start, max(spells[-1].end, one.end))
        else:
            spells.append(one)
    return tuple(spells)


def _meet(one: Period, other: Period) -> bool:
    return max(one.start, other.start) < min(one.end, other.end) or other.start <= one.start < other.end


def _holds(outer: Period, inner: Period) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def in_words(since: str | None, until: str | None) -> str:
    """Return a period in words."""
    if since is None and until is None:
        return "no time stated"
    return f"{since or 'an unknown time'} to {until or 'open'}"
