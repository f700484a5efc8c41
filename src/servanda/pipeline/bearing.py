"""What bears on a finding: everything that says, denies, contradicts, decides or replies, also where people turned it down."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from servanda.corroborate import CorroborateConfig, corroborate
from servanda.model.claims import Claim
from servanda.model.decisions import Decision
from servanda.model.findings import Finding
from servanda.model.incidents import Incident
from servanda.pipeline.case import Case
from servanda.pipeline.current import current_texts
from servanda.pipeline.grading import case_sources
from servanda.pipeline.joined import joined_claims
from servanda.report import ReportView, mentioned
from servanda.store import handle_history


@dataclass(frozen=True)
class Bearing:
    """Ids of the records that bear on some findings: the findings of the same incidents, incidents, claims, documents.

    ``handles`` are the lasting names that their incidents have or took in; ``lost`` are keys of claims that once were in
    one of them and are kept no more.
    """

    findings: frozenset[str]
    incidents: frozenset[str]
    claims: frozenset[str]
    documents: frozenset[str]
    handles: frozenset[str]
    lost: frozenset[str]


class Bearings:
    """Answers what bears on a finding, for one dossier as it stands."""

    def __init__(self, case: Case, view: ReportView) -> None:
        self._view = view
        self.claims: dict[str, Claim] = {claim.id: claim for claim in joined_claims(case)}
        self.claims |= {claim.id: claim for claim in view.claims}
        self._by_key: dict[str, list[str]] = {}
        for claim in self.claims.values():
            self._by_key.setdefault(claim.key, []).append(claim.id)
        self._states = () if case.withheld else handle_history(case.store)
        self._undecided = _undecided(case) if view.decisions else ()
        self._incidents = {incident.id: incident for incident in view.incidents}

    def of(self, finding: Finding) -> Bearing:
        """Return what bears on one finding."""
        incident = self._incidents.get(finding.incident_id or "")
        findings = {item.id: item for item in self._view.findings if item.id in {finding.id, *finding.alternative_to}}
        if incident:
            findings |= {item.id: item for item in self._view.findings if item.incident_id == incident.id}
        named = {*mentioned(incident), *mentioned(list(findings.values()))} & self.claims.keys()
        handles, keys = self._handles(incident)
        keys |= {self.claims[name].key for name in named}
        keys |= self._would_be_in(keys)
        found = named | {name for key in keys for name in self._by_key.get(key, ())}
        return Bearing(
            findings=frozenset(findings),
            incidents=frozenset({incident.id} if incident else ()),
            claims=frozenset(found),
            documents=frozenset(self.claims[name].document_id for name in found),
            handles=frozenset(handles),
            lost=frozenset(key for key in keys if key not in self._by_key),
        )

    def _handles(self, incident: Incident | None) -> tuple[set[str], set[str]]:
        """Return the handles that an incident has or took in, and the keys of every claim that was ever under them."""
        if incident is None:
            return set(), set()
        names = {state.handle for state in self._states if state.incident_id == incident.id}
        while True:
            more = {name for state in self._states if state.handle in names for name in state.lineage}
            more |= {state.handle for state in self._states if state.into in names}
            if more <= names:
                break
            names |= more
        return names, {key for state in self._states if state.handle in names for key in state.members}

    def _would_be_in(self, keys: Collection[str]) -> set[str]:
        """Return the keys of claims that would stand in the same incident had nobody decided anything."""
        same: set[str] = set()
        for incident in self._undecided:
            around = {self.claims[name].key for name in mentioned(incident) if name in self.claims}
            same |= around if around & set(keys) else set()
        return same


def joint(some: Iterable[Bearing]) -> Bearing:
    """Return the union of what bears on several findings."""
    listed = list(some)
    names = ("findings", "incidents", "claims", "documents", "handles", "lost")
    return Bearing(**{name: frozenset().union(*(getattr(item, name) for item in listed)) for name in names})


def decisions_on(decisions: Sequence[Decision], names: Collection[str]) -> tuple[Decision, ...]:
    """Return the decisions on any of these keys, handles and ids, and those that undo or supersede such ones."""
    wanted = set(names)
    found: dict[str, Decision] = {}
    while True:
        more = {item.id: item for item in decisions if item.id not in found and _concerns(item, wanted)}
        if not more:
            return tuple(item for item in decisions if item.id in found)
        found |= more
        wanted |= more.keys()


def _concerns(decision: Decision, names: Collection[str]) -> bool:
    patch = decision.patch or {}
    keys = {*patch.get("keys", ()), *patch.get("from", ())} if decision.verdict in {"merge", "split"} else set()
    return bool({*decision.targets, decision.supersedes} & set(names)) or bool(keys & set(names))


def _undecided(case: Case) -> tuple[Incident, ...]:
    """Return the incidents as the machine alone would make them: what people rejected or split off is back in."""
    sources = case_sources(case, current_texts(case))
    return tuple(corroborate(joined_claims(case), sources, CorroborateConfig()))
