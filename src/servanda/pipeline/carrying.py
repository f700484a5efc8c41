"""Decisions hold on to keys; where a key went, what they were meant for is found again, and an alias says so."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from servanda.errors import NotFoundError
from servanda.model.aliases import KeyAlias, present_name
from servanda.model.claims import Claim
from servanda.model.decisions import Decision
from servanda.model.findings import Finding
from servanda.model.incidents import Incident
from servanda.model.making import with_id
from servanda.pipeline.case import Case
from servanda.pipeline.current import current_claims, key_aliases
from servanda.pipeline.joined import folded_claims, joined_claims
from servanda.pipeline.permitted import that_count
from servanda.review import carry, is_on_claim, judgements, outgrown, standing

_SHORT = 100
_PERSON = "prs_"


class _Grounds(NamedTuple):
    """What a finding rests on: keys of claims as they read today, and the documents of these."""

    keys: frozenset[str]
    documents: frozenset[str]


class Lost(NamedTuple):
    """A standing decision that holds on to nothing any more: why, and the words of the claim that it was on."""

    decision: Decision
    why: str
    quote: str | None

    @property
    def words(self) -> str:
        """What to tell a person."""
        about = f" It was on “{' '.join(self.quote.split())[:_SHORT]}”." if self.quote else ""
        said = f"{self.decision.verdict} by {self.decision.by}: {self.decision.because}"
        return (
            f"decision {self.decision.id} ({said}) holds on to nothing now: {self.why}.{about} Look, and decide again"
        )


def lost_decisions(case: Case, findings: Sequence[Finding]) -> tuple[Lost, ...]:
    """Return the standing decisions that found nothing to hold on to: they are kept, and shown as stale."""
    decisions = case.store.decisions()
    if not decisions:
        return ()
    why = dict(folded_claims(case).why_stale)
    gone = outgrown(findings, decisions, key_aliases(case))
    why |= {decision.id: f"the finding {decision.target.key} rests on other evidence" for decision in gone}
    why |= {
        one.id: f"{one.target.key} went into another incident or lost its claims" for one in homeless(case, decisions)
    }
    stale = [decision for decision in decisions if decision.id in why]
    former = case.store.claims_with({key for decision in stale for key in keys_of(decision)})
    return tuple(Lost(one, why[one.id], _quote(one, former)) for one in stale)


def homeless(case: Case, decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """Return the standing decisions on incidents whose handle no incident bears now."""
    borne = {state.handle for state in case.store.handles() if state.status == "open"}
    on_incidents = (decision for decision in standing(decisions) if decision.target.key.startswith("INC-"))
    return tuple(decision for decision in on_incidents if decision.target.key not in borne)


def rejected_incidents(case: Case, incidents: Iterable[Incident]) -> frozenset[str]:
    """Return the ids of the incidents that people rejected, by their handles."""
    said = judgements(that_count(case, case.store.decisions()))
    handles = {
        one.incident_id for one in case.store.handles() if one.handle in said and said[one.handle].status == "rejected"
    }
    return frozenset(incident.id for incident in incidents if incident.id in handles)


def n_carried(case: Case, aliases: Iterable[KeyAlias]) -> int:
    """Return how many standing decisions hold on to what these aliases name."""
    formers = {alias.former for alias in aliases}
    return sum(bool(formers & {*one.targets, *keys_of(one)}) for one in standing(case.store.decisions()))


def _quote(decision: Decision, claims: Mapping[str, Claim]) -> str | None:
    return next((claims[key].span.quote for key in keys_of(decision) if key in claims), None)


def carry_claims(case: Case) -> tuple[KeyAlias, ...]:
    """Find the claims again that decisions and handles hold on to under a key that is none any more; return the aliases.

    What is found is stored as an alias; what is not stays as it is, and decisions on it are stale.
    """
    known, aliases = joined_claims(case), key_aliases(case)
    keys = known.keys
    lost = {name for name in _held(case) if name not in keys and present_name(name, aliases, keys) not in keys}
    if not lost:
        return ()
    former = case.store.claims_with(lost)
    documents = {claim.document_id for claim in former.values()}
    texts = {text.id: text.text for text in case.store.records("document_text") if text.document_id in documents}
    now = current_claims(case, {one.text_id for one in known.outlines if one.document_id in documents})
    return _store(case, carry(former.values(), now, texts))


def carry_findings(case: Case, incidents: Sequence[Incident], findings: Sequence[Finding]) -> tuple[KeyAlias, ...]:
    """Find the findings again that decisions hold on to under an id that is none any more; return the aliases.

    It is the same where the same provision, party and status rest on the same claims, or on those and others of the same
    documents: a better reading of what was there is no new evidence. With a further document a person has to look again.
    """
    aliases, current = key_aliases(case), {finding.id for finding in findings}
    decided = {one.target.key for one in standing(case.store.decisions()) if one.target.key.startswith("fnd_")}
    lost = {name for name in decided if present_name(name, aliases, current) not in current}
    if not lost:
        return ()
    found = _Findings(case, incidents, findings, aliases)
    return _store(case, [alias for name in sorted(lost) if (alias := found.alias(name))])


class _Findings:
    """The current findings, and which of them an earlier one became."""

    def __init__(
        self, case: Case, incidents: Sequence[Incident], findings: Sequence[Finding], aliases: Mapping[str, str]
    ) -> None:
        self._case, self._findings, self._aliases = case, findings, aliases
        self._claims = {claim.id: claim for claim in joined_claims(case)}
        self._keys = {claim.key for claim in self._claims.values()}
        self._incidents = {incident.id: incident for incident in incidents}

    def alias(self, name: str) -> KeyAlias | None:
        """Return the alias of an earlier finding, ``None`` where no current one, or more than one, is the same."""
        try:
            old: Finding = self._case.store.get("finding", name)
            then = self._grounds(self._case.store.get("incident", old.incident_id or ""))
        except NotFoundError:
            return None
        same = [new.id for new in self._findings if _rule(new) == _rule(old) and self._is_on(new, then)]
        return with_id("kal", KeyAlias(id="", former=name, key=same[0], basis="claims")) if len(same) == 1 else None

    def _is_on(self, finding: Finding, then: _Grounds) -> bool:
        incident = self._incidents.get(finding.incident_id or "")
        if incident is None:
            return False
        now = self._grounds(incident)
        return then.keys <= now.keys and then.documents == now.documents

    def _grounds(self, incident: Incident) -> _Grounds:
        claims = [self._claims.get(member) or self._case.store.get("claim", member) for member in incident.members]
        return _Grounds(
            frozenset(present_name(claim.key, self._aliases, self._keys) for claim in claims),
            frozenset(claim.document_id for claim in claims),
        )


def _rule(finding: Finding) -> tuple[str | None, ...]:
    return finding.agreement_id, finding.provision_id, finding.party, finding.status


def _held(case: Case) -> Iterator[str]:
    """Yield the keys of claims that decisions and handles hold on to."""
    for decision in standing(case.store.decisions()):
        yield from keys_of(decision)
    for state in case.store.handles():
        yield from state.members


def keys_of(decision: Decision) -> Iterator[str]:
    """Yield the keys of the claims that a decision is on."""
    if decision.verdict in {"merge", "split"}:
        for name in ("keys", "from"):
            yield from (decision.patch or {}).get(name, ())
    elif decision.target.key.startswith(_PERSON):
        yield from (decision.patch or {}).get("claims", ())
    elif is_on_claim(decision):
        yield from decision.targets


def _store(case: Case, aliases: Sequence[KeyAlias]) -> tuple[KeyAlias, ...]:
    with case.store.writer("derived", case.by, case.now(), case.tool(stage="carry")) as batch:
        for alias in aliases:
            batch.put(alias)
    return tuple(aliases)
