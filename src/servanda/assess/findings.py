"""Making findings: ids that stay, support, and what is missing."""

from typing import NamedTuple

from servanda.assess.conditions import Condition, missing
from servanda.assess.setting import Setting
from servanda.model.agreements import Bound, Criterion, Provision
from servanda.model.findings import Finding, FindingStatus, Progress, Support
from servanda.model.ids import content_id
from servanda.model.incidents import Incident

_ENOUGH_ORIGINS = 2


class Outcome(NamedTuple):
    """What one incident, or its absence, means for one party."""

    status: FindingStatus
    conditions: tuple[Condition, ...]
    incident: Incident | None = None
    bound: Bound | None = None
    progress: tuple[Progress, ...] = ()


def finding(rule: Provision | Criterion, outcome: Outcome, setting: Setting) -> Finding:
    """Return the finding."""
    return Finding(
        id=finding_id(rule, outcome.incident, outcome.bound, setting),
        agreement_id=setting.agreement.id,
        provision_id=rule.id,
        reading=rule.reading,
        incident_id=outcome.incident.id if outcome.incident else None,
        party=outcome.bound.actor if outcome.bound else None,
        bound_as=outcome.bound.role if outcome.bound else None,
        status=outcome.status,
        support=support(outcome.incident) if outcome.incident else None,
        missing=missing(outcome.conditions) if outcome.status == "undetermined" else (),
        conditions=tuple(condition.step() for condition in outcome.conditions),
        progress=outcome.progress,
        as_of=setting.as_of,
        assessed_with=setting.assessed_with,
    )


def finding_id(rule: Provision | Criterion, incident: Incident | None, bound: Bound | None, setting: Setting) -> str:
    """Return the id: it says which rule, incident and party the finding is about, so that a judgement on it lasts."""
    about = {
        "agreement": setting.agreement.id,
        "provision": rule.id,
        "incident": incident.id if incident else None,
        "party": bound.actor if bound else None,
    }
    return content_id("fnd", about)


def support(incident: Incident) -> Support:
    """Return contested where somebody denies it or claims contradict each other, else by independent origins.

    A table compiled from others' reports is no origin: what only such a table tells is ``compiled``.
    """
    denied = any(actor.stance == "denied" for actor in incident.actors)
    if incident.denials or incident.contradictions or denied:
        return "contested"
    if not incident.n_independent_origins:
        return "compiled"
    return "corroborated" if incident.n_independent_origins >= _ENOUGH_ORIGINS else "single"
