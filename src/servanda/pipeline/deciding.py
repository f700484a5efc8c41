"""`review`: a person's judgement becomes a decision in the store."""

import json
from dataclasses import dataclass
from typing import Any

from servanda.errors import NotFoundError, UsageError
from servanda.model.aliases import present_name
from servanda.model.claims import BaseClaim
from servanda.model.decisions import Decision
from servanda.model.findings import Finding
from servanda.model.incidents import Incident
from servanda.pipeline.case import Case
from servanda.pipeline.current import current_claims, key_aliases
from servanda.pipeline.joined import joined_claims
from servanda.review import make_decision, merge_patch, split_patch


@dataclass(frozen=True)
class Judgement:
    """What a person said: on which record, which verdict, who and why; ``changes`` are ``FIELD=VALUE``, ``other`` a second record."""

    target: str
    verdict: str
    by: str
    because: str
    changes: tuple[str, ...] = ()
    other: str | None = None


def decide(case: Case, judgement: Judgement) -> Decision:
    """Store the decision and return it. Raises `NotFoundError`, or `UsageError` saying what to mend."""
    record = find_one(case, judgement.target)
    key, patch = _target_and_patch(case, judgement, record)
    fields: dict[str, Any] = {
        "target": {"key": key, "id_seen": record.id},
        "verdict": judgement.verdict,
        "patch": patch or None,
        "by": judgement.by,
        "because": judgement.because,
        "at": case.now(),
    }
    decision = make_decision(fields, _joined(case, record) if isinstance(record, BaseClaim | Finding) else None)
    with case.store.writer("reviewed", judgement.by, fields["at"], case.tool()) as batch:
        batch.put(decision)
    return decision


def find_one(case: Case, name: str) -> Any:
    """Return the one record that an id, its beginning, a key or a handle names; an earlier key leads to what it became.

    Raises `NotFoundError` or `UsageError`.
    """
    found = case.store.find(_present(case, name))
    if not found:
        raise NotFoundError(
            f"nothing in {case.folder} has the id, key or handle {name!r}; list with: servanda claims {case.folder}"
        )
    if len(found) > 1:
        raise UsageError(
            f"{name!r} is the beginning of {len(found)} ids: {', '.join(record.id for record in found[:5])} ...; give more of it"
        )
    return found[0]


def _present(case: Case, name: str) -> str:
    aliases = key_aliases(case)
    if name not in aliases:
        return name
    current = {claim.key for claim in current_claims(case)} | {item.id for item in case.store.current("assess")}
    return present_name(name, aliases, current)


def _target_and_patch(case: Case, judgement: Judgement, record: Any) -> tuple[str, dict[str, Any]]:
    keys = _keys(case, record)
    if judgement.verdict in {"merge", "split"}:
        if judgement.other is None:
            raise UsageError(f"{judgement.verdict} needs a second claim or incident: --with ID")
        others = _keys(case, find_one(case, judgement.other))
        return keys[0], merge_patch([*keys, *others]) if judgement.verdict == "merge" else split_patch(keys, others)
    if isinstance(record, Incident):
        handles = {state.incident_id: state.handle for state in case.store.handles()}
        return handles.get(record.id, record.id), _patch(judgement.changes)
    return (record.key if isinstance(record, BaseClaim) else record.id), _patch(judgement.changes)


def _keys(case: Case, record: Any) -> list[str]:
    """Return the claim keys of a record: its own, or those of an incident's members."""
    if isinstance(record, Incident):
        return [case.store.get("claim", member).key for member in record.members]
    return [record.key] if isinstance(record, BaseClaim) else [record.id]


def _patch(changes: tuple[str, ...]) -> dict[str, Any]:
    patch = {}
    for change in changes:
        field, equals, value = change.partition("=")
        if not equals:
            raise UsageError(f"--set {change!r}: write it as FIELD=VALUE, for example modality=hoped")
        patch[field.strip()] = None if value == "null" else value
    return patch


def _joined(case: Case, record: Any) -> Any:
    """Return a claim as people see it, joined; an amendment is tried on that."""
    if isinstance(record, BaseClaim):
        return next((claim for claim in joined_claims(case) if claim.id == record.id), record)
    return record


def show_value(value: Any) -> str:
    """Return a value as one line of JSON, or the text itself."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)
