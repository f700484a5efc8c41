"""What findings say of a provision, claim by claim."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from servanda.assess.acts import affirming
from servanda.model.agreements import Provision
from servanda.model.findings import Finding, FindingStatus
from servanda.model.incidents import Incident
from servanda.model.passages import Sign

_SURE: Final = frozenset({"in_force", "modality"})
_NOT_FALSE: Final = frozenset({"in_zone", "bound", "proviso"})
_BY_STATUS: Final[dict[FindingStatus, Sign]] = {
    "alleged_violation": "setback", "duty_engaged": "setback", "fulfilled": "progress", "partly_fulfilled": "progress", "not_fulfilled": "setback",
}  # fmt: skip
_BY_EXTENT: Final[dict[str | None, Sign]] = {"all": "progress", "part": "progress", "none": "setback", None: "neither"}
_OPEN: Final = frozenset({"actor", "date"})


class Told(NamedTuple):
    """What a claim says of a provision, by which finding."""

    sign: Sign
    finding_id: str


def told_by_findings(
    findings: Iterable[Finding], incidents: Iterable[Incident], provision: Provision, agreement_id: str
) -> dict[str, Told]:
    """Return by id what the claims behind findings say of a provision; a denial says neither, and what is undetermined in more than who did it is left out."""
    known = {incident.id: incident for incident in incidents}
    found: dict[str, Told] = {}
    for finding in findings:
        if (finding.agreement_id, finding.provision_id) != (agreement_id, provision.id) or finding.review == "rejected":
            continue
        for name in {finding.incident_id, *(step.incident_id for step in finding.progress)}:
            incident = known.get(name or "")
            sign = _sign(finding, incident, provision) if incident else None
            if incident and sign:
                said = set(affirming(incident))
                for claim in incident.members:
                    found.setdefault(claim, Told(sign if claim in said else "neither", finding.id))
    return found


def _sign(finding: Finding, incident: Incident, provision: Provision) -> Sign | None:
    results = {step.name: step.result for step in finding.conditions}
    if incident.milestone:
        return _BY_EXTENT[incident.milestone.extent]
    if any(results.get(name) != "true" for name in _SURE) or any(results.get(name) == "false" for name in _NOT_FALSE):
        return None
    if results.get("target", "true") != "true":
        return None
    if finding.status == "undetermined":
        placed = provision.zone is not None and results.get("in_zone") == "true"
        return "setback" if placed and set(finding.missing) <= _OPEN else None
    return _BY_STATUS.get(finding.status)
