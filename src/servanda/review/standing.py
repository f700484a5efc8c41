"""Which decisions still stand: undone and superseded ones are out, later ones build on earlier ones."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from servanda.model.decisions import Decision

Status = Literal["proposed", "accepted", "rejected", "amended"]
_STATUS: dict[str, Status] = {"accept": "accepted", "reject": "rejected", "amend": "amended"}
_NO_TARGET_OF_A_CLAIM = ("INC-", "inc_", "fnd_", "dec_", "doc_", "prs_", "fil_")


@dataclass(frozen=True)
class Judgement:
    """What people decided on one target so far. ``by`` is the id of the decision that gave the status or a field last."""

    status: Status = "proposed"
    patch: Mapping[str, Any] = field(default_factory=dict)
    by: str | None = None
    replies: tuple[Decision, ...] = ()


def standing(decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """Return the decisions that stand, in the order given, which is the order in which they were taken.

    An undo cancels the decision its target names, even another undo; ``supersedes`` does the same on the way. Only a
    decision taken earlier can be cancelled.
    """
    kept = [one for one, against in _from_the_last(decisions) if against is None and one.verdict != "undo"]
    return tuple(reversed(kept))


def taken_back(decisions: Sequence[Decision]) -> dict[str, Decision]:
    """Return by the id of each decision that was taken back the undo that stands against it; what was superseded is not among them."""
    return {one.id: against for one, against in _from_the_last(decisions) if against and against.verdict == "undo"}


def _from_the_last(decisions: Sequence[Decision]) -> Iterator[tuple[Decision, Decision | None]]:
    """Yield decisions, the last one first, each with the later one that cancels it and stands itself, if there is one."""
    cancelled: dict[str, Decision] = {}
    for decision in reversed(decisions):
        against = cancelled.get(decision.id)
        yield decision, against
        if against is None and decision.verdict == "undo":
            cancelled.setdefault(decision.target.key, decision)
        if against is None and decision.supersedes:
            cancelled.setdefault(decision.supersedes, decision)


def judgements(decisions: Sequence[Decision]) -> dict[str, Judgement]:
    """Return what stands for each target key.

    The last of accept, reject and amend gives the status. Amendments add up field by field, the later value winning, and
    outlive a later accept; a reply changes nothing but is kept with its target. Merge and split are links, not judgements.
    """
    found: dict[str, Judgement] = {}
    for decision in standing(decisions):
        for key in decision.targets:
            after = _after(found.get(key, Judgement()), decision)
            if after is not None:
                found[key] = after
    return found


def _after(before: Judgement, decision: Decision) -> Judgement | None:
    """Return what stands after a decision, ``None`` where it judges nothing."""
    match decision.verdict:
        case "reply":
            return Judgement(before.status, before.patch, before.by, (*before.replies, decision))
        case "accept" | "reject" | "amend":
            patch = {**before.patch, **(decision.patch or {})}
            return Judgement(_STATUS[decision.verdict], patch, decision.id, before.replies)
        case _:
            return None


def is_on_claim(decision: Decision) -> bool:
    """Tell whether a decision holds on to a claim key, not to an incident, a finding or a decision."""
    return not decision.target.key.startswith(_NO_TARGET_OF_A_CLAIM)
