"""What counts: acts, each once; statements and meetings, which are a list of their own; and what lies outside the dossier's period."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from servanda.model.agreements import Agreement, Provision
from servanda.model.findings import Finding
from servanda.model.incidents import Incident
from servanda.model.period import Period
from servanda.reference.agreement_files.vocabulary import EVENTS, vocabulary
from servanda.report.phrases import STATUS_ORDER

if TYPE_CHECKING:
    from servanda.reference.agreement_files import AgreementBook

_ALLEGED: Final = "alleged_violation"
NO_PROVISION: Final = "under_no_provision"
_TELLING: Final = 2
SHARED: Final = "several parties at once"
"""Stands in the place of a party for an act that is laid to several: it counts once, for none of them."""


class Standing(NamedTuple):
    """Incidents parted by what they count as.

    ``acts`` are counted, each once; a statement that a provision of the dossier's agreements speaks of is among them. ``statements`` are other
    accusations, demands, threats, meetings, and denials of what nobody tells; ``background`` are acts that surely lie outside the period.
    """

    acts: Sequence[Incident]
    statements: Sequence[Incident]
    background: Sequence[Incident]

    def counted(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Return the findings that count: those on acts, and those on duties of which no incident tells."""
        aside = {incident.id for incident in (*self.statements, *self.background)}
        return tuple(finding for finding in findings if finding.incident_id not in aside)


def standing(incidents: Iterable[Incident], book: "AgreementBook", period: Period) -> Standing:
    """Return incidents parted, each part in the given order."""
    acts: list[Incident] = []
    statements: list[Incident] = []
    background: list[Incident] = []
    for incident in incidents:
        if _is_statement(incident, book):
            statements.append(incident)
        else:
            (background if period.lies(incident.time) == "outside" else acts).append(incident)
    return Standing(tuple(acts), tuple(statements), tuple(background))


def _is_statement(incident: Incident, book: "AgreementBook") -> bool:
    if incident.is_only_denied:
        return True
    if not vocabulary().is_statement(incident.kind, incident.mode):
        return False
    rules = ((agreement, rule) for agreement in book.agreements for rule in agreement.provisions)
    return not any(_names(rule, agreement, incident) for agreement, rule in rules)


def _names(rule: Provision, agreement: Agreement, incident: Incident) -> bool:
    """Tell whether a provision speaks of incidents of this kind and mode."""
    act = rule.act
    if act.kind not in EVENTS or incident.kind not in act.plover:
        return False
    modes = {mode for name in act.modes for mode in agreement.definitions.get(name, (name,))}
    return not modes or incident.mode is None or incident.mode in modes


def is_thin(incident: Incident) -> bool:
    """Tell whether of place, day and side no two are told of an act: such a one is listed last. A country alone is no place; a body that sits needs none."""
    if incident.composition is not None:
        return False
    place = incident.place.name is not None and incident.place.precision != "country"
    return place + (incident.time.start is not None) + bool(incident.actors) < _TELLING


def fullest_first(incidents: Iterable[Incident]) -> list[Incident]:
    """Return incidents in the given order, thin ones behind the others."""
    return sorted(incidents, key=is_thin)


def by_incident(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """Return the findings on each incident by its id; those on none under an empty one."""
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        found.setdefault(finding.incident_id or "", []).append(finding)
    return found


def status_by_incident(findings: Iterable[Finding]) -> dict[str, str]:
    """Return the most serious status by incident id."""
    return gravest((finding.incident_id or "", finding.status) for finding in findings)


def gravest(statuses: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the most serious of the statuses of each incident; those of no incident are left out."""
    rank = {status: place for place, status in enumerate(STATUS_ORDER)}
    return {
        name: STATUS_ORDER[rank[status]] for name, status in sorted(statuses, key=lambda one: -rank[one[1]]) if name
    }


def acts_by_status(acts: Collection[Incident], findings: Iterable[Finding]) -> dict[str, int]:
    """Return how many acts have which as the most serious status of their findings: each act once, those without a finding last."""
    statuses = status_by_incident(findings)
    counts = Counter(statuses.get(act.id, NO_PROVISION) for act in acts)
    return {status: counts[status] for status in (*STATUS_ORDER, NO_PROVISION) if counts[status]}


def holders(findings: Iterable[Finding], incidents: Mapping[str, Incident]) -> dict[str, str | None]:
    """Return by finding id the party in whose row it counts; `SHARED` where several actors are said to have broken one rule in one act, for several parties.

    So an exchange of which nobody says who began it counts once, and for neither side.
    """
    parties: dict[tuple[str, str, str | None], set[str]] = {}
    listed = tuple(findings)
    for finding in listed:
        if finding.party and finding.incident_id and finding.status == _ALLEGED:
            parties.setdefault(_under(finding), set()).add(finding.party)
    return {
        finding.id: SHARED
        if finding.status == _ALLEGED
        and len(parties.get(_under(finding), ())) > 1
        and _are_several(incidents.get(finding.incident_id or ""))
        else finding.party
        for finding in listed
    }


def _under(finding: Finding) -> tuple[str, str, str | None]:
    return finding.agreement_id, finding.provision_id, finding.incident_id


def _are_several(incident: Incident | None) -> bool:
    """Tell whether more than one who does not deny it is said to have acted."""
    acting = {one.entity_id or one.name for one in incident.actors if one.stance != "denied"} if incident else set()
    return len(acting) > 1
