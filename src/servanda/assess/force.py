"""The condition ``in_force``: was the incident wholly inside a term of the agreement?"""

from datetime import timedelta
from typing import Final

from servanda.assess.conditions import Condition
from servanda.assess.kleene import Truth, agreed, any_of
from servanda.assess.published import told_by
from servanda.assess.setting import Setting
from servanda.assess.times import Period, common, during, in_words, incident_period, period
from servanda.model.agreements import Agreement, Bound
from servanda.model.incidents import Incident

IN_FORCE: Final = "in_force"
_FAR: Final = 3  # terms told in words at most


def in_force(incident: Incident, setting: Setting, claims: tuple[str, ...]) -> Condition:
    """Return whether the agreement was in force all the while; where sources dispute a term, all of their dates must agree.

    Of what went on from one day to another (a situation) it is enough that the agreement was in force at some moment of it.
    """
    agreement = setting.agreement
    found = incident_period(incident.time, agreement.timezone)
    when = in_words(incident.time.start, incident.time.end) + told_by(incident.time)
    if found is None:
        return Condition(IN_FORCE, "unknown", f"{when}; {_terms_in_words(agreement)}", claims, ("date",))
    if not agreement.time.in_force:
        return Condition(IN_FORCE, "unknown", f"{when}; the file states no term in force", claims, ("term",))
    lasted = _lasting(incident, agreement.timezone)
    when += ", all the while" if lasted else ""
    results = _results(found, lasted, setting)
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


def _results(found: Period, lasted: Period | None, setting: Setting) -> list[Truth]:
    """Return for each version of the terms whether a time lies in them; of a time all through which it was so, a moment is enough."""
    results = setting.calendar.during(found)
    if lasted is None:
        return results
    return [any_of(pair) for pair in zip(results, setting.calendar.touched_by(lasted), strict=True)]


def in_force_on(day: str, setting: Setting) -> Truth:
    """Return whether the agreement was in force on a day (ISO date) or in the second of an instant."""
    if not setting.agreement.time.in_force:
        return "unknown"
    start = period(day, None, setting.agreement.timezone).start
    end = start + (timedelta(days=1) if len(day) == len("2030-01-01") else timedelta(seconds=1))
    result = agreed(setting.calendar.during(Period(start, end)))
    return "unknown" if result == "true" and setting.calendar.undated else result


def bound_at(bound: Bound, incident: Incident, setting: Setting) -> Truth:
    """Return whether somebody was bound at the time of an incident; by what goes on, whether at a moment when it was in force."""
    if bound.since is None and bound.until is None:
        return "true"
    zone = setting.agreement.timezone
    found, tenure = incident_period(incident.time, zone), period(bound.since, bound.until, zone)
    if found is None:
        return "unknown"
    result = during(found, [tenure])
    lasted = _lasting(incident, zone) if result == "unknown" else None
    shared = common(lasted, tenure) if lasted else None
    return "true" if shared and set(setting.calendar.touched_by(shared)) == {"true"} else result


def _lasting(incident: Incident, timezone: str) -> Period | None:
    """Return the time all through which something went on: only of a situation with a beginning and an end."""
    time = incident.time
    whole = incident.aspect == "situation" and time.precision == "range" and time.start and time.end
    return incident_period(time, timezone) if whole else None


def _terms_in_words(agreement: Agreement) -> str:
    terms = [f"from {term.since or 'the beginning'} until {term.until or 'open'}" for term in agreement.time.in_force]
    more = f" and {len(terms) - _FAR} more" if len(terms) > _FAR else ""
    return f"in force {', '.join(terms[:_FAR])}{more}" if terms else "no term in force is stated"
