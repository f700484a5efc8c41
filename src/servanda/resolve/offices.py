"""Deciding who held an office when it is named without its holder: "the Turkish defence minister"."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final, NamedTuple

from servanda.model.identification import Candidate
from servanda.model.time import TimeInterval
from servanda.reference.actors import Office
from servanda.reference.offices import OfficeHolder
from servanda.resolve.deciding import Decision

_RULE: Final = "resolve.actor.office"
_DAY: Final = len("2019-01-01")
_SURE, _POSSIBLE, _OTHER_TIME = 0.9, 0.5, 0.1


class Days(NamedTuple):
    """All days from ``first`` to ``last``, both inclusive (ISO dates)."""

    first: str
    last: str

    def __str__(self) -> str:
        """Return the days in words."""
        return self.first if self.first == self.last else f"{self.first} to {self.last}"


def days_of(written: str) -> Days:
    """Return the days that an ISO day, month or year covers."""
    return Days((written + "-01-01"[len(written) - 4 :])[:_DAY], (written + "-12-31"[len(written) - 4 :])[:_DAY])


def days_named(times: Iterable[TimeInterval | None], published_on: str | None) -> tuple[Days, ...]:
    """Return the days on which something is named: those of its events that lie before publication, else that of publication.

    ``None`` stands for a mention in speech, which speaks at the time of publication. Empty where nothing is known.
    """
    published = days_of(published_on[:_DAY]) if published_on else None
    found = {_before(time, published) or published for time in times}
    return () if None in found else tuple(sorted(days for days in found if days))


def decide_office(holders: tuple[OfficeHolder, ...], days: tuple[Days, ...], n_candidates: int) -> Decision:
    """Return the one person who held an office on all of ``days``, or nobody with the reason and the candidates."""
    if not days:
        candidates = tuple(_candidate(one, _POSSIBLE) for one in holders)
        return None, "the day is not known, and an office passes from hand to hand", _RULE, candidates[:n_candidates]
    possible = [one for one in holders if all(_may_hold(one.office, one_day) for one_day in days)]
    others = [one for one in holders if one not in possible]
    on = " and ".join(map(str, days))
    sure = [one for one in possible if all(_holds(one.office, one_day) for one_day in days)]
    score = _SURE if len({one.actor.id for one in possible}) == 1 and sure else _POSSIBLE
    candidates = (
        *(_candidate(one, score) for one in possible),
        *(_candidate(one, _OTHER_TIME) for one in others),
    )[:n_candidates]
    if score == _SURE:
        return sure[0].actor.id, f"held the office on {on}: {_terms(sure[0].office)}", _RULE, candidates
    return None, _why_not(possible, on), _RULE, candidates


def _why_not(possible: list[OfficeHolder], on: str) -> str:
    persons = {one.actor.id for one in possible}
    if not persons:
        return f"the registry knows nobody who held the office on {on}"
    if len(persons) == 1:
        return f"the registry does not say for certain that {possible[0].actor.name} held the office on {on}"
    return f"ambiguous: {len(persons)} persons may have held the office on {on}"


def _may_hold(office: Office, days: Days) -> bool:
    if office.since and days_of(office.since).first > days.last:
        return False
    return office.until is None or days.first < office.until or days.first <= _last_possible(office.until)


def _holds(office: Office, days: Days) -> bool:
    """Tell whether an office was held on all of ``days``, whatever the days in a month or year that is all we know."""
    if office.since is None or days_of(office.since).last > days.first:
        return False
    if office.until is not None:
        return days.last < days_of(office.until).first
    return office.as_of is None or days.last <= days_of(office.as_of).last


def _last_possible(until: str) -> str:
    """Return the last day of a month or year in which an office ended; an exact end is exclusive."""
    return days_of(until).last if len(until) < _DAY else ""


def _before(time: TimeInterval | None, published: Days | None) -> Days | None:
    if time is None or time.start is None:
        return None
    first = time.start[:_DAY]
    last = _last_day(time.end) if time.end else published.last if published else first
    last = max(first, last)
    return Days(first, last) if published is None or last <= published.last else None


def _last_day(end: str) -> str:
    return end[:_DAY] if len(end) > _DAY else (date.fromisoformat(end) - timedelta(days=1)).isoformat()


def _candidate(one: OfficeHolder, score: float) -> Candidate:
    return Candidate(value=one.actor.id, name=one.actor.name, score=score, reason=_terms(one.office))


def _terms(office: Office) -> str:
    at = f" ({office.organisation})" if office.organisation else ""
    since = office.since or "an unknown day"
    until = office.until or (f"at least {office.as_of}" if office.as_of else "today")
    return f"{office.office}{at} from {since} until {until}"
