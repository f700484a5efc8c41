"""Duties with a deadline: done, done in part, not done, or nobody says (which is never a breach)."""

from collections.abc import Iterator
from typing import Final

from servanda.assess.acts import affirming
from servanda.assess.attribution_conditions import bound_condition
from servanda.assess.conditions import Condition, overall
from servanda.assess.findings import Outcome
from servanda.assess.force import in_force_on
from servanda.assess.kleene import Truth, agreed, truth
from servanda.assess.progress import progress_of
from servanda.assess.provisos import proviso_at
from servanda.assess.reports import common_extent, concerns, is_of, latest, reports_on
from servanda.assess.setting import Setting
from servanda.assess.times import is_time, moment
from servanda.model.agreements import Bound, Provision
from servanda.model.findings import FindingStatus
from servanda.model.incidents import Incident
from servanda.model.time import TimeInterval
from servanda.reference.agreement_files.hearing import Hearing, hearing
from servanda.reference.agreement_files.vocabulary import vocabulary

_BY_EXTENT: Final[dict[str | None, FindingStatus]] = {
    "all": "fulfilled", "part": "partly_fulfilled", "none": "not_fulfilled", None: "undetermined",
}  # fmt: skip
_UNTOLD: Final[dict[Hearing, str]] = {
    "read": "no report says that it was done or left undone",
    "hand": "no rule reads reports of this duty, and nobody has entered what one says",
    "never": "nothing that reports tell can meet this duty: servanda agreement check names the word",
}
"""What is said where nothing is told of a duty: only where it would have been read is it the reports that are silent."""


def milestone_outcomes(provision: Provision, setting: Setting) -> Iterator[Outcome]:
    """Yield how far each bound party has done its duty as far as anybody says; nothing before it is due, unless it is done."""
    reports = reports_on(provision, setting, setting.as_of)
    due = _due(provision, setting)
    opening = (due, *_proviso(provision, setting))
    held = overall(opening)
    for bound in setting.bound_by(provision):
        told = tuple(report for report in reports if is_of(report, bound, setting) != "false")
        outcome = _outcome(told, provision, bound, setting)
        early = held != "true" and outcome.status != "fulfilled"
        if not (early and held == "false"):
            status: FindingStatus = "undetermined" if early else outcome.status
            progress = progress_of(told, bound, setting)
            yield Outcome(status, (*opening, *outcome.conditions), outcome.incident, bound, progress)


def _outcome(told: tuple[Incident, ...], provision: Provision, bound: Bound, setting: Setting) -> Outcome:
    """Return what the latest report says of a party; with equally late reports that differ, nothing is decided."""
    held = bound_condition(None, bound, provision, setting)
    if not told:
        words = _UNTOLD[hearing(provision, setting.agreement, vocabulary())]
        silence = Condition("performance", "unknown", words, (), ("performance",))
        return Outcome("undetermined", (held, silence))
    last = latest(told)
    report = last[0]
    extent = common_extent(last)
    sure = concerns(report, bound, setting, extent)
    done: Truth = truth({"all": True, "none": False}.get(extent or ""))
    when = report.time.start or "at an unknown time"
    words = f"{(provision.act.object or provision.id).replace('_', ' ')}: {extent or 'how much is not agreed or not said'}, {when}"
    conditions = (
        held,
        Condition("attribution", sure, _actors_in_words(report), _claims(report), ("actor",)),
        Condition("performance", done, words, _claims(report), ("performance",)),
    )
    return Outcome(_BY_EXTENT[extent] if sure == "true" else "undetermined", conditions, report)


def _due(provision: Provision, setting: Setting) -> Condition:
    """Return whether the deadline (the end of its day) has passed, and the agreement was in force on it.

    Where sources dispute the day, it is due only when all of their days have passed.
    """
    day = provision.deadline
    if day is None:
        return Condition(
            "deadline", "true", "no deadline: due as long as the agreement is in force", (), (), provision.text
        )
    if setting.as_of is None:
        return Condition("deadline", "unknown", f"{day}; no day of assessment is given", (), ("date",), provision.text)
    days = (day, *_disputed_days(provision, setting))
    result = agreed(truth(_passed(one, setting) and in_force_on(one, setting) != "false") for one in days)
    others = f" (others say {', '.join(days[1:])})" if days[1:] else ""
    words = f"{day}{others}, {'passed' if _passed(day, setting) else 'not yet due'} on {setting.as_of}"
    return Condition("deadline", result, words, (), ("date",), provision.text)


def _passed(day: str, setting: Setting) -> bool:
    zone = setting.agreement.timezone
    return moment((setting.as_of or "")[:10], zone) > moment(day, zone)


def _disputed_days(provision: Provision, setting: Setting) -> tuple[str, ...]:
    number = setting.agreement.provisions.index(provision)
    sourcing = setting.sourcing.get(f"provisions[{number}].deadline")
    others = (str(other.value) for other in sourcing.disputed) if sourcing else ()
    return tuple(day for day in others if is_time(day, setting.agreement.timezone))


def _proviso(provision: Provision, setting: Setting) -> tuple[Condition, ...]:
    """Return whether what the duty depends on was so on the day it was due, or else on the day of assessment."""
    day = provision.deadline or setting.as_of
    found = proviso_at(TimeInterval(start=day, precision="day") if day else TimeInterval(), provision, setting)
    return (found,) if found else ()


def _claims(report: Incident) -> tuple[str, ...]:
    return (*affirming(report), *report.denials)


def _actors_in_words(report: Incident) -> str:
    return "; ".join(sorted({f"{actor.name}: {actor.stance}" for actor in report.actors})) or "nobody is named"
