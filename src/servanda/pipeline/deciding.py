"""`review`: a person's judgement becomes a decision in the store."""

import json
from dataclasses import dataclass
from typing import Any

from servanda.errors import NotFoundError, UsageError
from servanda.model.claims import BaseClaim
from servanda.model.decisions import Decision
from servanda.model.documents import Document
from servanda.model.findings import Finding
from servanda.model.incidents import Incident
from servanda.pipeline.case import Case
from servanda.pipeline.describing import require_role
from servanda.pipeline.documents import described_document
from servanda.pipeline.joined import joined_claims
from servanda.review import make_decision, merge_patch, split_patch


@dataclass(frozen=True)
class Judgement:
    """What a person said: on which record, which verdict, who and why; ``changes`` are ``FIELD=VALUE``, ``other`` a second record.

    ``role`` is asked for only where undoing a description takes protection away from a document.
    """

    target: str
    verdict: str
    by: str
    because: str
    changes: tuple[str, ...] = ()
    other: str | None = None
    role: str | None = None


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
        **({"role": judgement.role} if judgement.role else {}),
    }
    if isinstance(record, Document):
        raise UsageError(f"what is known of a document is said with: servanda describe DIR {record.id} --because TEXT")
    decision = make_decision(fields, _joined(case, record) if isinstance(record, BaseClaim | Finding) else None)
    if isinstance(record, Decision) and record.target.key.startswith("doc_"):
        name = record.target.key
        require_role(described_document(case, name), described_document(case, name, decision), judgement.role)
    with case.store.writer("reviewed", judgement.by, fields["at"], case.tool()) as batch:
        batch.put(decision)
    return decision


def find_one(case: Case, name: str) -> Any:
    """Return the one record that an id, its beginning, a key or a handle names. Raises `NotFoundError` or `UsageError`."""
    found = case.store.find(name)
    if not found:
        raise NotFoundError(
            f"nothing in {case.folder} has the id, key or handle {name!r}; list with: servanda claims {case.folder}"
        )
    if len(found) > 1:
        raise UsageError(
            f"{name!r} is the beginning of {len(found)} ids: {', '.join(record.id for record in found[:5])} ...; give more of it"
        )
    return found[0]


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
