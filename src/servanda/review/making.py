"""Making decisions that the fold will understand."""

from collections.abc import Iterable
from typing import Any

from servanda.errors import RecordError, UsageError
from servanda.model.claims import Claim
from servanda.model.codec import from_plain
from servanda.model.decisions import Decision
from servanda.model.findings import Finding
from servanda.model.making import with_id
from servanda.review.patches import CLAIM_PATHS, FINDING_PATHS, amended_claim, amended_finding, checked, with_end

_N_TO_MERGE = 2


def make_decision(fields: dict[str, Any], target: Claim | Finding | None = None) -> Decision:
    """Return a decision from its fields without ``id`` (CONTRACT section 4), its verdict and patch checked.

    ``target`` is the record decided on, where it is a claim or finding: an amendment is tried on it. ``at`` is the
    caller's instant. Raises `UsageError` saying which field to mend.
    """
    try:
        decision: Decision = from_plain({"id": "", **fields}, Decision)
    except RecordError as error:
        raise UsageError(f"this decision cannot be taken: {error}") from error
    patch = decision.patch or {}
    match decision.verdict:
        case "amend":
            fields = {**fields, "patch": _amendment(patch, target)}
        case "merge" | "split":
            _check_keys(decision.verdict, patch)
        case "undo":
            if not decision.target.key.startswith("dec_"):
                raise UsageError(f"undo takes the id of a decision (dec_...), not {decision.target.key!r}")
        case "accept" | "reject":
            if patch:
                raise UsageError(f"{decision.verdict} changes no field; use amend --set FIELD=VALUE")
        case _:
            pass
    return with_id("dec", from_plain({"id": "", **fields}, Decision))


def merge_patch(keys: Iterable[str]) -> dict[str, Any]:
    """Return the patch of a merge: the keys of all claims that speak of one event."""
    return {"keys": sorted(set(keys))}


def split_patch(keys: Iterable[str], rest: Iterable[str]) -> dict[str, Any]:
    """Return the patch of a split: the keys of the claims to be taken out, and of those they are taken from."""
    apart = set(keys)
    return {"keys": sorted(apart), "from": sorted(set(rest) - apart)}


def _amendment(patch: dict[str, Any], target: Claim | Finding | None) -> dict[str, Any]:
    if isinstance(target, Finding):
        amendment = checked(patch, FINDING_PATHS)
        amended_finding(target, amendment)
        return amendment
    amendment = with_end(checked(patch, CLAIM_PATHS))
    if target is not None:
        amended_claim(target, amendment, "dec_")
    return amendment


def _check_keys(verdict: str, patch: dict[str, Any]) -> None:
    fields = ("keys",) if verdict == "merge" else ("keys", "from")
    for field in fields:
        keys = patch.get(field)
        if not isinstance(keys, list | tuple) or not keys or not all(isinstance(key, str) and key for key in keys):
            raise UsageError(f"{verdict} needs the keys of claims in patch.{field}")
    if verdict == "merge" and len(set(patch["keys"])) < _N_TO_MERGE:
        raise UsageError("merge needs the keys of at least two claims in patch.keys")
