"""Hours without a zone as instants: by the clocks of the place, and where these are not known by every clock on earth.

An hour is never taken more exactly than it is said: a whole hour ("at 4 p.m.") may have been rounded up to it, and a country with
several zones leaves open which one is meant. A part of one day ("in the morning") is taken at the widest, and only where a
zone is known. What then straddles an end of a term is unknown, and accuses nobody.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock_time
from typing import Final
from zoneinfo import ZoneInfo

from servanda.assess.times import check_timezone
from servanda.model.incidents import Incident
from servanda.model.making import replace
from servanda.model.time import ClockTime, TimeInterval
from servanda.reference.agreement_files import AgreementBook
from servanda.reference.timezones import zones_of
from servanda.text.day_parts import hours_of

_DEFAULT: Final = "UTC"  # of an agreement's file that names no zone
_EAST, _WEST = timedelta(hours=14), timedelta(hours=12)  # the farthest that clocks go before and behind UTC
_ROUNDED: Final = timedelta(minutes=30)


def by_instants(incidents: Iterable[Incident], book: AgreementBook, timezone: str | None) -> tuple[Incident, ...]:
    """Return the incidents with hours as instants: in the zones of the country, else ``timezone``, else all of the book.

    Raises `ConfigError` where ``timezone`` is none.
    """
    if timezone:
        check_timezone("the dossier", timezone)
    shared = {one.timezone for one in book.agreements} - {_DEFAULT}
    others = (timezone,) if timezone else tuple(sorted(shared)) if len(shared) == 1 else ()
    return tuple(_timed(one, _zones(one) or others) for one in incidents)


def _zones(incident: Incident) -> tuple[str, ...]:
    """Return the zones of all countries in which an act was; nothing where one of them is not known."""
    found = [zones_of(country) for country in {place.country: None for place in incident.places}]
    return tuple(dict.fromkeys(zone for zones in found for zone in zones)) if all(found) else ()


def _timed(incident: Incident, zones: tuple[str, ...]) -> Incident:
    time = incident.time
    clock = time.clock or (_of_part(time) if zones else None)
    if clock is not None:
        ends = (_first(clock.start, zones), _last(clock.end, zones))
    elif time.precision == "hour" and time.start and "T" in time.start:
        ends = (datetime.fromisoformat(time.start), datetime.fromisoformat(time.end) if time.end else None)
    else:
        return incident
    start, end = ends
    if start and time.precision == "hour":
        start -= _ROUNDED
    instants = TimeInterval(
        start=_written(start), end=_written(end), precision=time.precision, mention=time.mention, basis=time.basis
    )
    return replace(incident, time=instants)


def _of_part(time: TimeInterval) -> ClockTime | None:
    """Return the hours that a part of one day means at the widest, by the clock of the place."""
    if time.precision != "part_of_day" or not (time.mention and time.start and time.end):
        return None
    hours = hours_of(time.mention.quote)
    try:
        first, last = date.fromisoformat(time.start), date.fromisoformat(time.end)
    except ValueError:  # an instant: it tells more
        return None
    if hours is None or last - first != timedelta(days=1):
        return None
    ends = [datetime.combine(first, clock_time()) + timedelta(hours=hour) for hour in hours]
    return ClockTime(start=f"{ends[0]:%Y-%m-%dT%H:%M}", end=f"{ends[1]:%Y-%m-%dT%H:%M}")


def _first(local: str | None, zones: tuple[str, ...]) -> datetime | None:
    if local is None:
        return None
    moment = datetime.fromisoformat(local)
    return min(_by(moment, zones), default=moment.replace(tzinfo=UTC) - _EAST)


def _last(local: str | None, zones: tuple[str, ...]) -> datetime | None:
    if local is None:
        return None
    moment = datetime.fromisoformat(local)
    return max(_by(moment, zones), default=moment.replace(tzinfo=UTC) + _WEST)


def _by(moment: datetime, zones: tuple[str, ...]) -> Iterator[datetime]:
    """Yield the instants that a local time may mean; it comes twice where the clocks are set back."""
    for zone in zones:
        for fold in (0, 1):
            yield moment.replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC)


def _written(moment: datetime | None) -> str | None:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ") if moment else None
