"""Which findings differ between two states of a dossier, and because of which claim, rule, agreement or decision."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from servanda.model.base import Record
from servanda.model.claims import BaseClaim
from servanda.model.decisions import Decision
from servanda.model.findings import Finding
from servanda.model.ids import claim_key
from servanda.model.incidents import Incident
from servanda.report import Assessed

CauseKind = Literal["claim", "rule", "agreement", "decision", "reference", "day", "unknown"]
_LOOKED_AT: Final = (
    "status",
    "review",
    "support",
    "missing",
    "incident_id",
    "bound_as",
    "alternative_to",
    "progress",
    "beside",
    "conditions",
)
"""The fields whose change is told; versions and days alone change nothing that a reader sees."""


class Cause(Record, frozen=True, kw_only=True):
    """Why a finding changed: ``id`` is that of the claim, rule, agreement or decision, ``words`` say what about it."""

    kind: CauseKind
    id: str | None
    words: str


class FindingChange(Record, frozen=True, kw_only=True):
    """One finding that appeared, went or changed (``fields``); ``before`` and ``after`` are its ids then and now."""

    change: Literal["appeared", "gone", "changed"]
    agreement_id: str
    provision_id: str
    party: str | None
    before: str | None
    after: str | None
    status_before: str | None
    status_after: str | None
    fields: tuple[str, ...] = ()
    because: tuple[Cause, ...] = ()


@dataclass(frozen=True)
class State:
    """A dossier as it stood: ``entry`` is the last custody entry that counts (``None``: all).

    Of findings that are alike in two states both may be left out; ``assessed`` tells by what all were found.
    """

    entry: int | None
    findings: tuple[Finding, ...]
    incidents: Mapping[str, Incident]
    decisions: tuple[Decision, ...]
    assessed: Assessed


@dataclass(frozen=True)
class Past:
    """What is needed to tell causes: claims by id, and the custody entries that first stored claims and documents."""

    claims: Mapping[str, BaseClaim]
    claim_entries: Mapping[str, int]
    document_entries: Mapping[str, int]
    handles: Mapping[str, str]

    def keys(self, incident: Incident | None) -> dict[str, BaseClaim]:
        """Return the claims of an incident by key."""
        found = (self.claims.get(member) for member in incident.members) if incident else ()
        return {claim_key(claim): claim for claim in found if claim}  # type: ignore[arg-type]


def differences(before: State, after: State, past: Past) -> Iterator[FindingChange]:
    """Yield the changes, by agreement, provision, party and id. A finding whose incident got or lost claims is one change."""
    changes = [_change(old, new, (before, after), past) for old, new in _pairs(before, after, past)]
    found = [change for change in changes if change]
    yield from sorted(
        found, key=lambda c: (c.agreement_id, c.provision_id, c.party or "", c.after or "", c.before or "")
    )


def _pairs(before: State, after: State, past: Past) -> Iterator[tuple[Finding | None, Finding | None]]:
    """Pair findings by id, the rest by rule, party and the most claims in common."""
    then, now = {one.id: one for one in before.findings}, {one.id: one for one in after.findings}
    yield from ((then[name], now[name]) for name in then.keys() & now.keys())
    left = {name: one for name, one in then.items() if name not in now}
    for name, new in sorted(now.items()):
        if name not in then:
            old = _like(new, left.values(), (before, after), past)
            yield old, new
            if old:
                del left[old.id]
    yield from ((old, None) for old in left.values())


def _like(new: Finding, left: Iterable[Finding], states: tuple[State, State], past: Past) -> Finding | None:
    before, after = states
    own = past.keys(after.incidents.get(new.incident_id or "")).keys()
    best: tuple[int, str, Finding] | None = None
    for old in left:
        if (old.agreement_id, old.provision_id, old.party) != (new.agreement_id, new.provision_id, new.party):
            continue
        shared = len(own & past.keys(before.incidents.get(old.incident_id or "")).keys())
        if shared and (best is None or (-shared, old.id) < best[:2]):
            best = (-shared, old.id, old)
    return best[2] if best else None


def _change(old: Finding | None, new: Finding | None, states: tuple[State, State], past: Past) -> FindingChange | None:
    some = new or old
    if some is None:
        return None
    fields = tuple(name for name in _LOOKED_AT if old and new and getattr(old, name) != getattr(new, name))
    if old and new and not fields:
        return None
    causes = tuple(dict.fromkeys(_causes(old, new, states, past)))
    return FindingChange(
        change="changed" if old and new else "appeared" if new else "gone",
        agreement_id=some.agreement_id, provision_id=some.provision_id, party=some.party,
        before=old.id if old else None, after=new.id if new else None,
        status_before=old.status if old else None, status_after=new.status if new else None,
        fields=fields,
        because=causes or (Cause(kind="unknown", id=None, words="nothing that was recorded explains it"),),
    )  # fmt: skip


def _causes(old: Finding | None, new: Finding | None, states: tuple[State, State], past: Past) -> Iterator[Cause]:
    before, after = states
    was = before.incidents.get(old.incident_id or "") if old else None
    now = after.incidents.get(new.incident_id or "") if new else None
    yield from _agreement(old, new, states)
    own = [*_claims(past.keys(was), past.keys(now), states, past), *_decisions((old, new), (was, now), states, past)]
    yield from own
    if old and new and old.assessed_with.rules != new.assessed_with.rules:
        yield Cause(kind="rule", id="assess", words=f"{old.assessed_with.rules} before, {new.assessed_with.rules} now")
    if was and now and not own and _known(was) != _known(now):
        yield Cause(
            kind="reference", id=now.id, words=f"the same claims are read as {_seen(now)}, before as {_seen(was)}"
        )
    days = {one.as_of for one in (old, new) if one} | {state.assessed.as_of for state in states if state.assessed.as_of}
    dated = any(step.name == "deadline" for one in (old, new) if one for step in one.conditions)
    if dated and len(days) > 1:
        yield Cause(kind="day", id=None, words=f"assessed as of {' and '.join(sorted(map(str, days)))}")


def _agreement(old: Finding | None, new: Finding | None, states: tuple[State, State]) -> Iterator[Cause]:
    name = new.agreement_id if new else old.agreement_id if old else ""
    then, now = (state.assessed.agreements.get(name) for state in states)
    if then != now:
        words = (
            "its file was changed" if then and now else "it had no finding before" if now else "it has no finding now"
        )
        yield Cause(kind="agreement", id=name, words=words)


def _claims(
    was: Mapping[str, BaseClaim], now: Mapping[str, BaseClaim], states: tuple[State, State], past: Past
) -> Iterator[Cause]:
    entry = states[0].entry or 0
    for key in sorted(now.keys() - was.keys()):
        claim = now[key]
        if past.document_entries.get(claim.document_id, 0) > entry:
            yield Cause(kind="claim", id=claim.id, words=f"new, from a document added since ({claim.document_id})")
        elif past.claim_entries.get(claim.id, 0) > entry:
            yield Cause(
                kind="rule",
                id=claim.made_by.rule,
                words=f"{claim.made_by.version} reads {claim.id} where nothing was read before",
            )
        else:
            yield Cause(kind="claim", id=claim.id, words="now held to speak of this incident")
    for key in sorted(was.keys() - now.keys()):
        yield Cause(kind="claim", id=was[key].id, words="no longer part of this incident")
    for key in sorted(was.keys() & now.keys()):
        old, new = was[key], now[key]
        if old.id != new.id:
            words = f"{old.made_by.version} read {old.id}, {new.made_by.version} reads {new.id}"
            yield Cause(kind="rule", id=new.made_by.rule, words=words)


def _decisions(
    findings: tuple[Finding | None, Finding | None],
    incidents: tuple[Incident | None, Incident | None],
    states: tuple[State, State],
    past: Past,
) -> Iterator[Cause]:
    """Yield the decisions taken since on the finding, its incident, or a claim of it; an undo counts by what it undid."""
    about = {one.id for one in findings if one}
    about |= {name for one in incidents for key, claim in past.keys(one).items() for name in (key, claim.key)}
    about |= {name for one in incidents if one for name in (one.id, past.handles.get(one.id)) if name}
    known = {decision.id: decision for decision in states[1].decisions}
    taken = {decision.id for decision in states[0].decisions}
    for decision in states[1].decisions:
        undone = known.get(decision.target.key)
        if decision.id not in taken and {*decision.targets, *(undone.targets if undone else ())} & about:
            yield Cause(
                kind="decision", id=decision.id, words=f"{decision.verdict} by {decision.by}: {decision.because}"
            )


def _known(incident: Incident) -> tuple[object, ...]:
    return (
        incident.kind,
        incident.mode,
        incident.seen,
        incident.time,
        incident.places,
        incident.actors,
        incident.targets,
    )


def _seen(incident: Incident) -> str:
    actors = ", ".join(sorted({actor.entity_id or actor.name for actor in incident.actors})) or "nobody named"
    where = "; ".join(place.place_id or place.name or "no known place" for place in incident.places)
    return f"{incident.kind} at {where}, {incident.time.start}, by {actors}"
