"""What reports say happened did so, as far as they tell of it, by their publication: an upper bound on times, in this room only.

The record keeps what was said; the bound is a conclusion. It never gives a day: what has no other date lies before it, however
long. So it can show that an act was over before a term began, and cannot show that it was inside a term that has a beginning.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final

from servanda.assess.acts import affirming
from servanda.assess.times import moment
from servanda.errors import ConfigError
from servanda.model.incidents import Incident
from servanda.model.making import replace
from servanda.model.time import TimeInterval

_BASIS: Final = "published"
_N_DATE: Final = len("2019-01-01")
_DAYS: Final = frozenset({"instant", "minute", "hour", "part_of_day", "day"})


def by_publication(incidents: Iterable[Incident]) -> tuple[Incident, ...]:
    """Return the incidents; an event without a day ends, as far as it is told, at the latest with the day of the last report on it.

    Nothing is concluded for what goes on (a situation), from a document without a day of publication, or from one that dates
    something else after that day: its day of publication is then in doubt.
    """
    listed = tuple(incidents)
    doubtful = frozenset(document for one in listed for document in _older_than_told(one))
    return tuple(_bounded(one, doubtful) for one in listed)


def is_bounded(time: TimeInterval) -> bool:
    """Tell whether the end of a time is concluded from a day of publication."""
    return time.basis is not None and time.basis.startswith(f"{_BASIS} ")


def told_by(time: TimeInterval) -> str:
    """Return in words by when it was over, empty where the end is no conclusion."""
    return f", told in what was {time.basis}" if is_bounded(time) else ""


def _older_than_told(incident: Incident) -> Iterator[str]:
    start = (incident.time.start or "")[:_N_DATE]
    yield from (one.document_id for one in incident.voices if one.published_on and one.published_on[:_N_DATE] < start)


def _bounded(incident: Incident, doubtful: frozenset[str]) -> Incident:
    if incident.aspect == "situation" or incident.milestone or incident.composition:
        return incident
    day = _last_published(incident, doubtful)
    until = _end_of(day) if day else None
    if until is None or not _is_open(incident.time, until):
        return incident
    told = incident.time
    bounded = TimeInterval(
        start=told.start, end=until, precision=told.precision, mention=told.mention, basis=f"{_BASIS} {day}"
    )
    return replace(incident, time=bounded)


def _last_published(incident: Incident, doubtful: frozenset[str]) -> str | None:
    """Return the latest day of publication of the claims that say it happened; ``None`` where that of one is not known."""
    claims = set(affirming(incident))
    told = [one for one in incident.voices if one.claim in claims]
    days = [None if one.document_id in doubtful else one.published_on for one in told]
    if {one.claim for one in told} != claims or None in days:
        return None
    return max((day[:_N_DATE] for day in days if day), default=None)


def _end_of(day: str) -> str | None:
    """Return the instant at which a day is over also where clocks are farthest behind; ``None`` for what is no day."""
    try:
        last = date.fromisoformat(day)
    except ValueError:
        return None
    return f"{(last + timedelta(days=1)).isoformat()}T12:00:00Z"


def _is_open(time: TimeInterval, until: str) -> bool:
    """Tell whether a time, as it is told, reaches beyond the instant ``until`` and begins before it."""
    if time.clock is not None or time.precision in _DAYS:
        return False
    try:
        begun = time.start is None or moment(time.start, "UTC") < moment(until, "UTC")
        open_ended = time.end is None or (time.start is not None and moment(time.end, "UTC") > moment(until, "UTC"))
    except ConfigError:
        return False
    return begun and open_ended
