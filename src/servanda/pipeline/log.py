"""`log`: the custody log as a person reads it."""

from typing import Any

from servanda.model.runs import CustodyEntry
from servanda.pipeline.case import Case


def list_log(case: Case, after: int = 0) -> tuple[tuple[CustodyEntry, ...], list[dict[str, Any]]]:
    """Return the entries that follow number ``after``, and a row for each; ``proof`` says what vouches for it."""
    head = case.store.newest_head()
    signed = head.size if head else 0
    stamped = max(case.store.stamps.sizes(".tsr"), default=0)
    entries = tuple(case.store.log(after))
    return entries, [_row(entry, signed, stamped) for entry in entries]


def _row(entry: CustodyEntry, signed: int, stamped: int) -> dict[str, Any]:
    proof = "time-stamped" if entry.seq <= stamped else "signed" if entry.seq <= signed else "not signed yet"
    return {
        "entry": entry.seq,
        "at": entry.at,
        "event": entry.event,
        "by": entry.by,
        "what": entry.subject.kind,
        "sha256": entry.subject.sha256,
        "details": ", ".join(sorted(entry.detail_commitments)),
        "proof": proof,
    }
