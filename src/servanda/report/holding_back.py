"""Which findings an audience is not shown, because what it may not see, or what people decided on the whole, speaks against them."""

from collections.abc import Collection, Iterable
from dataclasses import replace as changed

from servanda.model.findings import Finding
from servanda.model.incidents import Incident
from servanda.model.making import replace
from servanda.report.audience import mentioned
from servanda.report.view import ReportView

_PERFORMANCE = frozenset({"fulfilled", "partly_fulfilled", "not_fulfilled"})


def held_back(
    shown: ReportView, whole: ReportView, withheld: Collection[str], rejected: Collection[str]
) -> frozenset[str]:
    """Return the ids of the findings in ``shown`` that the record as a whole does not bear out.

    ``shown`` was made from some documents of ``whole``, without those ``withheld``; ``rejected`` are the ids of incidents that
    people rejected. A finding is held back where a withheld document denies or contradicts the incident it rests on,
    where the whole record gives another status or calls it contested, and where people rejected it or its incident there.
    """
    found = _Whole(whole, withheld, rejected)
    incidents = {incident.id: incident for incident in shown.incidents}
    return frozenset(
        item.id for item in shown.findings if found.speaks_against(item, incidents.get(item.incident_id or ""))
    )


class _Whole:
    """The whole record, asked of one finding after the other."""

    def __init__(self, view: ReportView, withheld: Collection[str], rejected: Collection[str]) -> None:
        self._hidden = {claim.id for claim in view.claims if claim.document_id in withheld}
        self._rejected = frozenset(rejected)
        self._claims = {incident.id: _claims(incident) for incident in view.incidents}
        self._incidents: dict[str, list[Incident]] = {}
        for incident in view.incidents:
            for name in self._claims[incident.id]:
                self._incidents.setdefault(name, []).append(incident)
        self._findings: dict[tuple[str, str, str | None], list[Finding]] = {}
        for finding in view.findings:
            self._findings.setdefault(_about(finding), []).append(finding)

    def speaks_against(self, finding: Finding, incident: Incident | None) -> bool:
        """Tell whether anything in the whole record that the audience may not see speaks against a finding."""
        same = self._same(incident)
        if any(self._contradicts(other) for other in same.values()):
            return True
        alike = self._findings.get(_about(finding), [])
        here = [one for one in alike if (one.incident_id in same if incident else one.incident_id is None)]
        return _differs(finding, here) or self._performed_otherwise(finding, alike)

    def _same(self, incident: Incident | None) -> dict[str, Incident]:
        """Return the incidents of the whole record that share claims with one."""
        names = _claims(incident) if incident else frozenset()
        return {other.id: other for name in names for other in self._incidents.get(name, ())}

    def _contradicts(self, incident: Incident) -> bool:
        against = [incident.denials, *(one.claims for one in incident.contradictions)]
        return incident.id in self._rejected or any(self._hidden & set(claims) for claims in against)

    def _performed_otherwise(self, finding: Finding, alike: Iterable[Finding]) -> bool:
        """Tell whether a withheld document reports of the same duty that it was done otherwise."""
        return finding.status in _PERFORMANCE and any(
            other.status in _PERFORMANCE - {finding.status} and self._hidden & set(mentioned(other)) for other in alike
        )


def _claims(incident: Incident) -> frozenset[str]:
    return frozenset({*incident.members, *incident.denials})


def _about(finding: Finding) -> tuple[str, str, str | None]:
    return finding.agreement_id, finding.provision_id, finding.party


def _differs(finding: Finding, alike: Collection[Finding]) -> bool:
    """Tell whether the whole record says something else of the same act under the same provision."""
    if any(other.review == "rejected" for other in alike) and finding.review != "rejected":
        return True
    if any(other.support == "contested" for other in alike) and finding.support != "contested":
        return True
    return finding.status != "undetermined" and finding.status not in {other.status for other in alike}


def without_findings(view: ReportView, gone: Collection[str]) -> ReportView:
    """Return the view without some findings."""
    kept = tuple(_alone(item, gone) for item in view.findings if item.id not in gone)
    return changed(view, findings=kept)


def _alone(finding: Finding, gone: Collection[str]) -> Finding:
    others = tuple(name for name in finding.alternative_to if name not in gone)
    return finding if others == finding.alternative_to else replace(finding, alternative_to=others)
