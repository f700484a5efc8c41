"""The condition ``proviso``: is what a provision depends on ("as long as ...", "after ...") known to be so?"""

from typing import Final

from servanda.assess.conditions import Condition
from servanda.assess.kleene import Truth
from servanda.assess.reports import level_on
from servanda.assess.setting import Setting
from servanda.assess.times import during, incident_period, period
from servanda.model.agreements import Provision, Proviso, Term
from servanda.model.incidents import Incident
from servanda.model.time import TimeInterval

_NAME: Final = "proviso"


def proviso(incident: Incident, provision: Provision, setting: Setting) -> Condition | None:
    """Return whether what the provision depends on was so at the time of an incident; ``None`` where it depends on nothing."""
    return proviso_at(incident.time, provision, setting)


def proviso_at(time: TimeInterval, provision: Provision, setting: Setting) -> Condition | None:
    """Return whether what the provision depends on was so all the while."""
    asked = provision.only_if
    if asked is None:
        return None
    result, because = _stated(time, asked, setting.agreement.timezone) or _reported(time, asked, setting)
    return Condition(_NAME, result, f"only if {asked.words}; {because}", (), ("proviso",), provision.text)


def _stated(time: TimeInterval, asked: Proviso, timezone: str) -> tuple[Truth, str] | None:
    """Return what the agreement's file says of that time, if anything."""
    for terms, result, words in ((asked.met, "true", "met"), (asked.failed, "false", "not met")):
        if _within(time, terms, timezone):
            basis = "; ".join(term.basis for term in terms if term.basis)
            return (
                "true" if result == "true" else "false"
            ), f"{words} ({basis})" if basis else f"{words}, as the file says"
    return None


def _within(time: TimeInterval, terms: tuple[Term, ...], timezone: str) -> bool:
    found = incident_period(time, timezone)
    if found is None or not terms:
        return False
    return during(found, [period(term.since, term.until, timezone) for term in terms]) == "true"


def _reported(time: TimeInterval, asked: Proviso, setting: Setting) -> tuple[Truth, str]:
    """Return what reports said of the duty that the provision waits for, up to the beginning of that time."""
    duty = next((one for one in setting.agreement.provisions if one.id == asked.provision), None)
    if duty is None or time.start is None:
        return "unknown", "whether it was so is not known"
    result = level_on(time.start, duty, setting)
    words = {"true": "reported as done", "false": "reported as not done", "unknown": "no report settles it"}
    return result, f"{duty.id} on {time.start}: {words[result]}"
