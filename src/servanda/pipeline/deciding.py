"""`review`: a person's judgement becomes a decision in the store."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from servanda.errors import NotFoundError, UsageError
from servanda.model.aliases import present_name
from servanda.model.claims import BaseClaim
from servanda.model.decisions import Decision
from servanda.model.documents import Document
from servanda.model.findings import Finding
from servanda.model.incidents import Incident
from servanda.pipeline.case import Case
from servanda.pipeline.changing import CHANGE, undo_change
from servanda.pipeline.current import current_texts, key_aliases
from servanda.pipeline.describing import require_role
from servanda.pipeline.documents import described_document
from servanda.pipeline.joined import joined_claims
from servanda.pipeline.person_decisions import Said
from servanda.review import CLAIM_PATHS, FINDING_PATHS, make_decision, merge_patch, split_patch

AMENDABLE = {"claim": CLAIM_PATHS, "finding": FINDING_PATHS}
"""What an amendment may change, by kind of record: each path with what it takes."""
_HEADS = frozenset({"id", "handle"})


@dataclass(frozen=True)
class Judgement:
    """What a person said: on which record, which verdict, who and why; ``changes`` are ``FIELD=VALUE``.

    ``other`` is the record that a merge or split is with; ``others`` are further ones of a merge. ``role`` is asked for only
    where undoing a description takes protection away from a document.
    """

    target: str
    verdict: str
    by: str
    because: str
    changes: tuple[str, ...] = ()
    other: str | None = None
    others: tuple[str, ...] = ()
    role: str | None = None


def decide(case: Case, judgement: Judgement) -> Decision:
    """Store the decision and return it. Raises `NotFoundError`, or `UsageError` saying what to mend."""
    return decide_all(case, [judgement])[0]


def decide_all(case: Case, judgements: Sequence[Judgement]) -> tuple[Decision, ...]:
    """Store the decisions of one person, all or none, and return them. Raises as `decide` does.

    What takes back a change of a file of the dossier puts the file back too.
    """
    if any(_is_of_a_file(case, judgement) for judgement in judgements):
        return (_file_put_back(case, judgements),)
    at = case.now()
    decisions = tuple(_decision(case, judgement, at) for judgement in judgements)
    with case.store.writer("reviewed", judgements[0].by, at, case.tool()) as batch:
        for decision in decisions:
            batch.put(decision)
    return decisions


def _is_of_a_file(case: Case, judgement: Judgement) -> bool:
    """Tell whether a judgement takes back a change of a file."""
    if judgement.verdict != "undo":
        return False
    record = find_one(case, judgement.target)
    return isinstance(record, Decision) and record.verdict == CHANGE


def _file_put_back(case: Case, judgements: Sequence[Judgement]) -> Decision:
    if len(judgements) > 1:
        raise UsageError("a change of a file is taken back by itself; give its id alone")
    [one] = judgements
    return undo_change(case, find_one(case, one.target).id, Said(one.by, one.because))


def _decision(case: Case, judgement: Judgement, at: str) -> Decision:
    """Return the decision; an amendment is tried on the claim as people see it, joined."""
    record = find_one(case, judgement.target)
    key, patch = _target_and_patch(case, judgement, record)
    fields: dict[str, Any] = {
        "target": {"key": key, "id_seen": record.id},
        "verdict": judgement.verdict,
        "patch": patch or None,
        "by": judgement.by,
        "because": judgement.because,
        "at": at,
        **({"role": judgement.role} if judgement.role else {}),
    }
    if isinstance(record, Document):
        raise UsageError(f"what is known of a document is said with: servanda describe DIR {record.id} --because TEXT")
    decision = make_decision(fields, _as_seen(case, record))
    if isinstance(record, Decision) and record.target.key.startswith("doc_"):
        name = record.target.key
        require_role(described_document(case, name), described_document(case, name, decision), judgement.role)
    return decision


def _as_seen(case: Case, record: Any) -> Any:
    """Return what an amendment is tried on: a claim as people see it, where its text is current; nothing for what cannot be amended."""
    if not isinstance(record, BaseClaim):
        return record if isinstance(record, Finding) else None
    layers = [text.id for text in current_texts(case, [record.document_id]) if text.id == record.text_id]
    joined = joined_claims(case, layers) if layers else ()
    return next((claim for claim in joined if claim.id == record.id), record)


def read_ids(path: Path) -> tuple[str, ...]:
    """Return the ids in a file: the first word or cell of each line, blank lines, comments (#) and a header left out.

    What `servanda claims DIR --format csv` prints is such a file. Raises `UsageError`.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read as a list of ids ({error})") from error
    cells = (re.split(r"[,;\s]", line.strip(), maxsplit=1)[0].strip('"') for line in lines)
    found = tuple(cell for cell in cells if cell and not cell.startswith("#") and cell not in _HEADS)
    if not found:
        raise UsageError(f"{path} holds no ids; write one on each line")
    return found


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
    current = joined_claims(case).keys | {item.id for item in case.store.current("assess")}
    return present_name(name, aliases, current)


def _target_and_patch(case: Case, judgement: Judgement, record: Any) -> tuple[str, dict[str, Any]]:
    keys = _keys(case, record)
    if judgement.verdict in {"merge", "split"}:
        names = (*((judgement.other,) if judgement.other else ()), *judgement.others)
        if not names:
            raise UsageError(f"{judgement.verdict} needs a second claim or incident: --with ID")
        others = [key for name in names for key in _keys(case, find_one(case, name))]
        return keys[0], merge_patch([*keys, *others]) if judgement.verdict == "merge" else split_patch(keys, others)
    if isinstance(record, Incident):
        patch = _patch(judgement.changes)
        if judgement.verdict == "amend":
            raise UsageError(
                f"an incident says what its claims say: amend those that are wrong ({', '.join(record.members)})"
            )
        handles = {state.incident_id: state.handle for state in case.store.handles()}
        return handles.get(record.id, record.id), patch
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


def show_value(value: Any) -> str:
    """Return a value as one line of JSON, or the text itself."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)
