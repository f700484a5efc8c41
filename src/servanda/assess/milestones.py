"""Duties with a deadline: done, done in part, not done, or nobody says (which is never a breach)."""

from collections.abc import Iterator, Sequence
from typing import Final

from servanda.assess.accusing import bound_condition
from servanda.assess.actors import ATTRIBUTING
from servanda.assess.acts import HAPPENED, affirming
from servanda.assess.conditions import Condition
from servanda.assess.findings import Outcome
from servanda.assess.force import in_force_on
from servanda.assess.kleene import Truth, truth
from servanda.assess.setting import Setting
from servanda.assess.times import moment
from servanda.model.agreements import Bound, Provision
from servanda.model.findings import FindingStatus
from servanda.model.incidents import Incident

_BY_EXTENT: Final[dict[str | None, FindingStatus]] = {
    "all": "fulfilled", "part": "partly_fulfilled", "none": "not_fulfilled", None: "undetermined",
}  # fmt: skip


def milestone_outcomes(incidents: Sequence[Incident], provision: Provision, setting: Setting) -> Iterator[Outcome]:
    """Yield how far each bound party has done its duty as far as anybody says; nothing before it is due, unless it is done."""
    reports = tuple(incident for incident in incidents if _speaks_of(incident, provision, setting))
    due = _due(provision, setting)
    bounds = setting.bound_by(provision)
    for bound in bounds:
        told = tuple(report for report in reports if _is_of(report, bound, setting) != "false")
        outcome = _outcome(told, provision, bound, setting)
        early = due.result != "true" and outcome.status != "fulfilled"
        if not (early and due.result == "false"):
            status: FindingStatus = "undetermined" if early else outcome.status
            yield Outcome(status, (due, *outcome.conditions), outcome.incident, bound)


def _outcome(told: tuple[Incident, ...], provision: Provision, bound: Bound, setting: Setting) -> Outcome:
    """Return what the latest report says of a party; with equally late reports that differ, nothing is decided."""
    held = bound_condition(None, bound, provision, setting)
    if not told:
        silence = Condition(
            "performance", "unknown", "no report says that it was done or left undone", (), ("performance",)
        )
        return Outcome("undetermined", (held, silence))
    latest = max(_when(report) for report in told)
    last = [report for report in told if _when(report) == latest]
    report = last[0]
    extents = {one.milestone.extent for one in last if one.milestone}
    extent = extents.pop() if len(extents) == 1 else None
    sure = _is_of(report, bound, setting)
    if sure == "unknown" and extent == "all" and not report.actors:
        sure = "true"  # all of it done, whoever is meant, is done by everybody
    done: Truth = truth({"all": True, "none": False}.get(extent or ""))
    when = report.time.start or "at an unknown time"
    words = f"{(provision.act.object or provision.id).replace('_', ' ')}: {extent or 'how much is not agreed or not said'}, {when}"
    conditions = (
        held,
        Condition("attribution", sure, _actors_in_words(report), _claims(report), ("actor",)),
        Condition("performance", done, words, _claims(report), ("performance",)),
    )
    return Outcome(_BY_EXTENT[extent] if sure == "true" else "undetermined", conditions, report)


def _speaks_of(incident: Incident, provision: Provision, setting: Setting) -> bool:
    """Tell whether an incident reports on this duty: by its object, and by the provision where it names one."""
    told = incident.milestone
    if told is None or incident.modality not in HAPPENED or not affirming(incident) or _later(incident, setting):
        return False
    if told.provision_id is not None and told.provision_id != provision.id:
        return False
    wanted = provision.act.object
    objects = {_plain(name) for name in (wanted, *setting.members_of(wanted))} if wanted else set()
    return (told.provision_id is not None and not objects) or _plain(told.object) in objects


def _is_of(report: Incident, bound: Bound, setting: Setting) -> Truth:
    """Tell whether a report is about what this party did; one that names nobody may be."""
    named = [actor for actor in report.actors if actor.stance != "denied"]
    if any(setting.actors.way(actor, bound.actor) in ATTRIBUTING for actor in named):
        return "true"
    open_to_all = not named or any(actor.entity_id is None or setting.actors.way(actor, bound.actor) for actor in named)
    return "unknown" if open_to_all else "false"


def _due(provision: Provision, setting: Setting) -> Condition:
    """Return whether the deadline (the end of its day) has passed, and the agreement was in force on it."""
    day = provision.deadline
    if day is None:
        return Condition(
            "deadline", "true", "no deadline: due as long as the agreement is in force", (), (), provision.text
        )
    if setting.as_of is None:
        return Condition("deadline", "unknown", f"{day}; no day of assessment is given", (), ("date",), provision.text)
    passed = moment(setting.as_of[:10], setting.agreement.timezone) > moment(day, setting.agreement.timezone)
    live = in_force_on(day, setting)
    words = f"{day}, {'passed' if passed else 'not yet due'} on {setting.as_of}"
    return Condition("deadline", truth(passed and live != "false"), words, (), (), provision.text)


def _later(incident: Incident, setting: Setting) -> bool:
    return bool(setting.as_of and incident.time.start and incident.time.start[:10] > setting.as_of[:10])


def _when(report: Incident) -> str:
    return report.time.start or ""


def _claims(report: Incident) -> tuple[str, ...]:
    return (*affirming(report), *report.denials)


def _actors_in_words(report: Incident) -> str:
    return "; ".join(sorted({f"{actor.name}: {actor.stance}" for actor in report.actors})) or "nobody is named"


def _plain(name: str) -> str:
    """Return the name of an object with one spelling: ``heavy weapons`` is ``heavy_weapon``."""
    return name.casefold().replace("-", "_").replace(" ", "_").removesuffix("s")
