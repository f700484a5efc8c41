"""What findings say of a provision, claim by claim."""

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from servanda.assess.acts import affirming
from servanda.model.agreements import Provision
from servanda.model.findings import Finding, FindingStatus
from servanda.model.incidents import Incident
from servanda.model.passages import Sign
from servanda.model.time import TimeInterval

_SURE: Final = frozenset({"in_force", "modality"})
_NOT_FALSE: Final = frozenset({"in_zone", "bound", "proviso"})
_BY_STATUS: Final[dict[FindingStatus, Sign]] = {
    "alleged_violation": "setback", "duty_engaged": "setback", "fulfilled": "progress", "partly_fulfilled": "progress", "not_fulfilled": "setback",
}  # fmt: skip
_BY_EXTENT: Final[dict[str | None, Sign]] = {"all": "progress", "part": "progress", "none": "setback", None: "neither"}
_OPEN: Final = frozenset({"actor", "date"})


class Told(NamedTuple):
    """What a claim says of a provision, and when its incident was."""

    sign: Sign
    time: TimeInterval


def told_by_findings(
    findings: Iterable[Finding], incidents: Mapping[str, Incident], provision: Provision
) -> dict[str, Told]:
    """Return by id what the claims behind the findings on a provision say of it.

    ``incidents`` are known by id. A denial says neither, and what is undetermined in more than who did it is left out.
    """
    found: dict[str, Told] = {}
    for finding in findings:
        if finding.review != "rejected":
            names = {finding.incident_id, *(step.incident_id for step in finding.progress)}
            for incident in (incidents[name] for name in sorted(map(str, names)) if name in incidents):
                found = _by_claim(finding, incident, provision) | found
    return found


def _by_claim(finding: Finding, incident: Incident, provision: Provision) -> dict[str, Told]:
    sign, said = _sign(finding, incident, provision), set(affirming(incident))
    if sign is None:
        return {}
    return {claim: Told(sign if claim in said else "neither", incident.time) for claim in incident.members}


def _sign(finding: Finding, incident: Incident, provision: Provision) -> Sign | None:
    results = {step.name: step.result for step in finding.conditions}
    if incident.milestone:
        return _BY_EXTENT[incident.milestone.extent]
    if not _holds(results):
        return None
    if finding.status == "undetermined":
        placed = provision.zone is not None and results.get("in_zone") == "true"
        return "setback" if placed and set(finding.missing) <= _OPEN else None
    return _BY_STATUS.get(finding.status)


def _holds(results: Mapping[str, str]) -> bool:
    """Tell whether an incident surely happened, in force and to whom it must, and nothing says that the provision does not hold for it."""
    sure = all(results.get(name) == "true" for name in _SURE) and results.get("target", "true") == "true"
    return sure and all(results.get(name) != "false" for name in _NOT_FALSE)
