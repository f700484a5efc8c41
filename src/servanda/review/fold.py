"""Folding decisions into the claims before the later rooms see them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import msgspec

from servanda.errors import UsageError
from servanda.model.base import Record
from servanda.model.claims import Claim
from servanda.model.decisions import Decision
from servanda.review.aliasing import translated
from servanda.review.patches import CLAIM_PATHS, amended_claim, checked
from servanda.review.standing import Judgement, Status, is_on_claim, judgements, standing

Pair = tuple[str, str]


class ReviewConfig(Record, frozen=True, kw_only=True):
    """What the later rooms see: with ``keep_rejected`` rejected claims too, by default not.

    ``aliases`` says which key an earlier key became (`model.aliases`): decisions on the earlier one hold.
    """

    keep_rejected: bool = False
    aliases: dict[str, str] = msgspec.field(default_factory=dict)


@dataclass(frozen=True)
class Folded:
    """Claims as people left them, in the order given.

    ``claims`` are for the later rooms; ``rejected`` are kept apart. ``must_link`` and ``cannot_link`` hold sorted pairs of
    claim keys. ``status`` says what was decided on each target key (claim, handle, finding), ``replies`` what was answered.
    ``stale`` holds standing decisions that found nothing to hold on to, ``why_stale`` the reason by decision id.
    """

    claims: Sequence[Claim]
    rejected: tuple[Claim, ...]
    must_link: frozenset[Pair]
    cannot_link: frozenset[Pair]
    status: Mapping[str, Status]
    replies: Mapping[str, tuple[Decision, ...]]
    stale: tuple[Decision, ...]
    why_stale: Mapping[str, str]


def fold(
    records: Sequence[Claim], decisions: Sequence[Decision], config: ReviewConfig, further: Collection[str] = ()
) -> Folded:
    """Return the claims with amendments applied and rejected ones set apart, and the links that people drew.

    ``decisions`` come in the order in which they were taken. Claims of one key (the same spans under two rules) share
    its decisions. A decision that no longer fits is listed as stale, never dropped. ``further`` are keys of claims that nobody decided on and that are not given.
    """
    keys = {claim.key for claim in records}.union(further)
    read = translated(decisions, config.aliases, keys)
    judged = judgements(read)
    claims, misfits = _amended(records, judged)
    links = _links(read)
    why = _stale(read, keys, misfits)
    status = {key: judgement.status for key, judgement in judged.items()}
    return Folded(
        claims=tuple(item for item in claims if config.keep_rejected or status.get(item.key) != "rejected"),
        rejected=tuple(item for item in claims if status.get(item.key) == "rejected"),
        must_link=links["merge"],
        cannot_link=links["split"],
        status={key: said for key, said in status.items() if said != "proposed"},
        replies={key: judgement.replies for key, judgement in judged.items() if judgement.replies},
        stale=tuple(decision for decision in decisions if decision.id in why),
        why_stale=why,
    )


def decided_keys(decisions: Sequence[Decision], config: ReviewConfig, keys: Collection[str]) -> frozenset[str]:
    """Return those of the ``keys`` of all claims on which something was decided."""
    return frozenset(judgements(translated(decisions, config.aliases, keys))).intersection(keys)


def _amended(records: Sequence[Claim], judged: Mapping[str, Judgement]) -> tuple[tuple[Claim, ...], dict[str, str]]:
    """Return the claims as amended, and the reasons why an amendment did not fit, by decision id."""
    claims, misfits = [], {}
    for claim in records:
        judgement = judged.get(claim.key)
        if judgement and judgement.patch and judgement.by:
            try:
                claims.append(amended_claim(claim, checked(judgement.patch, CLAIM_PATHS), judgement.by))
            except UsageError as error:
                misfits[judgement.by] = str(error)
                claims.append(claim)
        else:
            claims.append(claim)
    return tuple(claims), misfits


def _links(decisions: Sequence[Decision]) -> dict[str, frozenset[Pair]]:
    """Return must-link pairs under ``merge`` and cannot-link pairs under ``split``; on one pair the later decision wins."""
    drawn: dict[Pair, str] = {}
    for decision in standing(decisions):
        drawn |= dict.fromkeys(_pairs(decision), decision.verdict)
    return {
        verdict: frozenset(pair for pair, said in drawn.items() if said == verdict) for verdict in ("merge", "split")
    }


def _pairs(decision: Decision) -> Iterator[Pair]:
    patch = decision.patch or {}
    if decision.verdict == "merge":
        yield from combinations(sorted(set(patch.get("keys", ()))), 2)
    elif decision.verdict == "split":
        apart = set(patch.get("keys", ()))
        yield from ((min(a, b), max(a, b)) for a in apart for b in set(patch.get("from", ())) - apart)


def _stale(decisions: Sequence[Decision], keys: set[str], misfits: Mapping[str, str]) -> dict[str, str]:
    known = {decision.id for decision in decisions}
    why = dict(misfits)
    for decision in decisions:
        if decision.verdict == "undo" and decision.target.key not in known:
            why[decision.id] = f"there is no decision {decision.target.key}"
    for decision in standing(decisions):
        if decision.verdict in {"merge", "split"}:
            if not any(a in keys and b in keys for a, b in _pairs(decision)):
                why[decision.id] = "no two of its claims are current"
        elif is_on_claim(decision) and keys.isdisjoint(decision.targets):
            why[decision.id] = f"no current claim has the key {decision.target.key}"
    return why
