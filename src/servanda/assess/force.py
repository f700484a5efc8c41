"""The condition ``in_force``: was the incident wholly inside a term of the agreement?"""

from collections.abc import Iterator
from typing import Final

from servanda.assess.conditions import Condition
from servanda.assess.kleene import Truth, agreed
from servanda.assess.setting import Setting
from servanda.assess.times import Period, during, in_words, incident_period, period
from servanda.errors import ConfigError
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
    results = [_during(found, terms, agreement) for terms in _versions(setting)]
    result = agreed(results)
    straddles = "unknown" in results
    words = f"{when}; {_terms_in_words(agreement)}"
    if result == "unknown":
        words += "; the time given straddles an end of a term" if straddles else "; sources dispute the day"
    return Condition(_NAME, result, words, claims, ("date",) if straddles else ("term",))


def in_force_on(day: str, setting: Setting) -> Truth:
    """Return whether the agreement was in force on a day (ISO date or instant)."""
    start = period(day, None, setting.agreement.timezone).start
    return agreed(_during(Period(start, start), terms, setting.agreement) for terms in _versions(setting))


def bound_at(bound: Bound, incident: Incident, agreement: Agreement) -> Truth:
    """Return whether somebody was bound at the time of an incident."""
    if bound.since is None and bound.until is None:
        return "true"
    found = incident_period(incident.time, agreement.timezone)
    return during(found, [period(bound.since, bound.until, agreement.timezone)]) if found else "unknown"


def _during(found: Period, terms: tuple[Term, ...], agreement: Agreement) -> Truth:
    ended = min((item.since for item in agreement.superseded_by if item.since), default=None)
    pauses = [period(term.since, term.until, agreement.timezone) for term in agreement.time.suspended]
    pauses += [period(ended, None, agreement.timezone)] if ended else []
    return during(found, [period(term.since, term.until, agreement.timezone) for term in terms], pauses)


def _versions(setting: Setting) -> Iterator[tuple[Term, ...]]:
    """Yield the terms as the file has them, then once for every end that somebody disputes with another date."""
    terms = setting.agreement.time.in_force
    yield terms
    for number, term in enumerate(terms):
        for name, attribute in (("from", "since"), ("until", "until")):
            sourcing = setting.sourcing.get(f"time.in_force[{number}].{name}")
            for other in sourcing.disputed if sourcing else ():
                if _is_date(other.value, setting.agreement.timezone):
                    yield (*terms[:number], replace(term, **{attribute: str(other.value)}), *terms[number + 1 :])


def _is_date(value: object, timezone: str) -> bool:
    try:
        period(str(value), None, timezone)
    except ConfigError:
        return False
    return True


def _terms_in_words(agreement: Agreement) -> str:
    terms = [f"from {term.since or 'the beginning'} until {term.until or 'open'}" for term in agreement.time.in_force]
    more = f" and {len(terms) - _FAR} more" if len(terms) > _FAR else ""
    return f"in force {', '.join(terms[:_FAR])}{more}" if terms else "no term in force is stated"
