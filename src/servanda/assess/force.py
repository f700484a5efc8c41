"""The condition ``in_force``: was the incident wholly inside a term of the agreement?"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final, NamedTuple

from servanda.assess.conditions import Condition
from servanda.assess.kleene import Truth, agreed
from servanda.assess.setting import Setting
from servanda.assess.times import Period, during, in_words, incident_period, is_time, period
from servanda.model.agreements import Agreement, Bound, Term
from servanda.model.incidents import Incident
from servanda.model.making import replace

_NAME: Final = "in_force"
_FAR: Final = 3  # terms told in words at most


def in_force(incident: Incident, setting: Setting, claims: tuple[str, ...]) -> Condition:
    """Return whether the agreement was in force all the while; where sources dispute a term, all of their dates must agree."""
    agreement = setting.agreement
    found = incident_period(incident.time, agreement.timezone)
    when = in_words(incident.time.start, incident.time.end)
    if found is None:
        return Condition(_NAME, "unknown", f"{when}; {_terms_in_words(agreement)}", claims, ("date",))
    if not agreement.time.in_force:
        return Condition(_NAME, "unknown", f"{when}; the file states no term in force", claims, ("term",))
    results = [_during(found, terms, setting) for terms in _versions(setting)]
    result = agreed(results)
    words = f"{when}; {_terms_in_words(agreement)}"
    if result == "true" and (others := superseding(setting).undated):
        return Condition(
            _NAME, "unknown", f"{words}; superseded by {', '.join(others)} from an unknown day", claims, ("term",)
        )
    straddles = "unknown" in results
    if result == "unknown":
        words += "; the time given straddles an end of a term" if straddles else "; sources dispute the day"
    return Condition(_NAME, result, words, claims, ("date",) if straddles else ("term",))


def in_force_on(day: str, setting: Setting) -> Truth:
    """Return whether the agreement was in force on a day (ISO date) or in the second of an instant."""
    if not setting.agreement.time.in_force:
        return "unknown"
    start = period(day, None, setting.agreement.timezone).start
    end = start + (timedelta(days=1) if len(day) == len("2030-01-01") else timedelta(seconds=1))
    result = agreed(_during(Period(start, end), terms, setting) for terms in _versions(setting))
    return "unknown" if result == "true" and superseding(setting).undated else result


def bound_at(bound: Bound, incident: Incident, agreement: Agreement) -> Truth:
    """Return whether somebody was bound at the time of an incident."""
    if bound.since is None and bound.until is None:
        return "true"
    found = incident_period(incident.time, agreement.timezone)
    return during(found, [period(bound.since, bound.until, agreement.timezone)]) if found else "unknown"


class Superseding(NamedTuple):
    """From when on other agreements take the place of this one, and those of which nobody says from when."""

    days: tuple[str, ...]
    undated: tuple[str, ...]


def superseding(setting: Setting) -> Superseding:
    """Return what supersedes the agreement: as its own file says, or as the file of another in the book says.

    Without a day it is that on which the other one came into force, if its file is in the book and states one.
    """
    own = {item.agreement: item.since for item in setting.agreement.superseded_by}
    for other in setting.book.agreements:
        for item in other.supersedes:
            if item.agreement == setting.agreement.id:
                own[other.id] = own.get(other.id) or item.since
    days = {name: since or _first_day(name, setting) for name, since in own.items()}
    undated = tuple(sorted(name for name, day in days.items() if day is None))
    return Superseding(tuple(sorted(day for day in days.values() if day)), undated)


def _first_day(agreement_id: str, setting: Setting) -> str | None:
    other = setting.book.agreement(agreement_id)
    return min((term.since for term in other.time.in_force if term.since), default=None) if other else None


def _during(found: Period, terms: tuple[Term, ...], setting: Setting) -> Truth:
    agreement = setting.agreement
    pauses = [period(term.since, term.until, agreement.timezone) for term in agreement.time.suspended]
    pauses += [period(day, None, agreement.timezone) for day in superseding(setting).days]
    return during(found, [period(term.since, term.until, agreement.timezone) for term in terms], pauses)


def _versions(setting: Setting) -> Iterator[tuple[Term, ...]]:
    """Yield the terms as the file has them, then once for every end that somebody disputes with another date."""
    terms = setting.agreement.time.in_force
    yield terms
    for number, term in enumerate(terms):
        for name, attribute in (("from", "since"), ("until", "until")):
            sourcing = setting.sourcing.get(f"time.in_force[{number}].{name}")
            for other in sourcing.disputed if sourcing else ():
                if is_time(str(other.value), setting.agreement.timezone):
                    yield (*terms[:number], replace(term, **{attribute: str(other.value)}), *terms[number + 1 :])


def _terms_in_words(agreement: Agreement) -> str:
    terms = [f"from {term.since or 'the beginning'} until {term.until or 'open'}" for term in agreement.time.in_force]
    more = f" and {len(terms) - _FAR} more" if len(terms) > _FAR else ""
    return f"in force {', '.join(terms[:_FAR])}{more}" if terms else "no term in force is stated"
