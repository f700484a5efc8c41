"""The condition ``in_force``: was the incident wholly inside a term of the agreement?"""

from datetime import timedelta
from typing import Final

from servanda.assess.conditions import Condition
from servanda.assess.kleene import Truth, agreed
from servanda.assess.setting import Setting
from servanda.assess.times import Period, during, in_words, incident_period, period
from servanda.model.agreements import Agreement, Bound
from servanda.model.incidents import Incident

IN_FORCE: Final = "in_force"
_FAR: Final = 3  # terms told in words at most


def in_force(incident: Incident, setting: Setting, claims: tuple[str, ...]) -> Condition:
    """Return whether the agreement was in force all the while; where sources dispute a term, all of their dates must agree."""
    agreement = setting.agreement
    found = incident_period(incident.time, agreement.timezone)
    when = in_words(incident.time.start, incident.time.end)
    if found is None:
        return Condition(IN_FORCE, "unknown", f"{when}; {_terms_in_words(agreement)}", claims, ("date",))
    if not agreement.time.in_force:
        return Condition(IN_FORCE, "unknown", f"{when}; the file states no term in force", claims, ("term",))
    results = setting.calendar.during(found)
    result = agreed(results)
    words = f"{when}; {_terms_in_words(agreement)}"
    if result == "true" and (others := setting.calendar.undated):
        return Condition(
            IN_FORCE, "unknown", f"{words}; superseded by {', '.join(others)} from an unknown day", claims, ("term",)
        )
    straddles = "unknown" in results
    if result == "unknown":
        words += "; the time given straddles an end of a term" if straddles else "; sources dispute the day"
    return Condition(IN_FORCE, result, words, claims, ("date",) if straddles else ("term",))


def in_force_on(day: str, setting: Setting) -> Truth:
    """Return whether the agreement was in force on a day (ISO date) or in the second of an instant."""
    if not setting.agreement.time.in_force:
        return "unknown"
    start = period(day, None, setting.agreement.timezone).start
    end = start + (timedelta(days=1) if len(day) == len("2030-01-01") else timedelta(seconds=1))
    result = agreed(setting.calendar.during(Period(start, end)))
    return "unknown" if result == "true" and setting.calendar.undated else result


def bound_at(bound: Bound, incident: Incident, agreement: Agreement) -> Truth:
    """Return whether somebody was bound at the time of an incident."""
    if bound.since is None and bound.until is None:
        return "true"
    found = incident_period(incident.time, agreement.timezone)
    return during(found, [period(bound.since, bound.until, agreement.timezone)]) if found else "unknown"


def _terms_in_words(agreement: Agreement) -> str:
    terms = [f"from {term.since or 'the beginning'} until {term.until or 'open'}" for term in agreement.time.in_force]
    more = f" and {len(terms) - _FAR} more" if len(terms) > _FAR else ""
    return f"in force {', '.join(terms[:_FAR])}{more}" if terms else "no term in force is stated"
