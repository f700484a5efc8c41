"""Provisions that single incidents are held against: prohibitions, permissions and duties to prevent."""

from collections.abc import Iterator
from typing import Final

from servanda.assess.accusing import accusations, bound_condition
from servanda.assess.acts import act, affirming, modality
from servanda.assess.conditions import Condition, failing, overall
from servanda.assess.findings import Outcome
from servanda.assess.force import in_force
from servanda.assess.setting import Setting
from servanda.assess.targets import excluded, target
from servanda.assess.zones import in_zone, with_text
from servanda.model.agreements import Bound, Provision
from servanda.model.findings import FindingStatus
from servanda.model.incidents import Incident

_PLACE_OR_TIME: Final = frozenset({"in_force", "in_zone"})
_YIELDS: Final[dict[str, FindingStatus]] = {
    "prohibition": "alleged_violation", "obligation": "duty_engaged", "permission": "permitted",
}  # fmt: skip


def outcomes(incident: Incident, provision: Provision, setting: Setting) -> Iterator[Outcome]:
    """Yield what an incident means under a provision, for each party that it concerns; most incidents mean nothing.

    Nothing is said of an incident of another kind, one that nobody says happened, one with neither place nor date, or one
    of which too little is known to ask a question.
    """
    opening = (act(incident, provision, setting), modality(incident))
    if overall(opening) == "false" or _nowhere_and_never(incident):
        return
    claims = affirming(incident)
    zone = with_text(in_zone(incident, provision.zone, setting, claims), provision.text)
    common = (*opening, in_force(incident, setting, claims), zone)
    aim = tuple(filter(None, (target(incident, provision, setting),)))
    if provision.act.kind == "prevent":
        for bound in setting.bound_by(provision):
            duty = (*common, bound_condition(incident, bound, provision, setting), *aim)
            yield from _duty(incident, provision, bound, duty)
        return
    for accusation in accusations(incident, setting.bound_by(provision), setting.actors):
        held = bound_condition(incident, accusation.bound, provision, setting)
        conditions = (*common, held, accusation.attribution, *aim)
        status = _status(incident, provision, setting, conditions)
        if status and (accusation.bound or status == "undetermined"):
            yield Outcome(status, conditions, incident, accusation.bound)


def _duty(
    incident: Incident, provision: Provision, bound: Bound, conditions: tuple[Condition, ...]
) -> Iterator[Outcome]:
    """Yield the duty of one bound party: who attacked is not asked. Silence where it is not engaged."""
    held = overall(conditions)
    if held == "true":
        yield Outcome(_yields(provision), conditions, incident, bound)
    elif held == "unknown" and _worth_telling(conditions):
        yield Outcome("undetermined", conditions, incident, bound)


def _status(
    incident: Incident, provision: Provision, setting: Setting, conditions: tuple[Condition, ...]
) -> FindingStatus | None:
    """Return the status, or ``None`` where there is nothing worth telling.

    ``not_applicable`` is told only where a bound party is named and the provision does not reach the incident in one
    respect, time, place or target; ``permitted`` where all holds but the target, which the provision leaves out.
    """
    held = overall(conditions)
    if held == "true":
        return _yields(provision)
    if held == "unknown":
        return "undetermined" if _worth_telling(conditions) else None
    known = {condition.name: condition.result for condition in conditions}
    if {known["act"], known["modality"], known["attribution"]} != {"true"}:
        return None
    if len(failing(conditions) & _PLACE_OR_TIME) == 1:
        return "not_applicable"
    rest = overall(condition for condition in conditions if condition.name != "target")
    if rest == "false" or not excluded(incident, provision, setting):
        return None
    return "permitted" if rest == "true" else "not_applicable"


def _worth_telling(conditions: tuple[Condition, ...]) -> bool:
    """Tell whether an open question is one: an act of unknown date counts only where both place and party are known."""
    known = {condition.name: condition.result for condition in conditions}
    return known["in_force"] != "unknown" or "unknown" not in {
        known["in_zone"],
        known.get("attribution", known["bound"]),
    }


def _yields(provision: Provision) -> FindingStatus:
    return provision.yields or ("duty_engaged" if provision.act.kind == "prevent" else _YIELDS[provision.kind])


def _nowhere_and_never(incident: Incident) -> bool:
    place, time = incident.place, incident.time
    return place.name is None and place.latitude is None and time.start is None and time.end is None
