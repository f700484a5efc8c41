"""Decisions as they read today: keys that people decided on replaced by what these became."""

from collections.abc import Collection, Mapping, Sequence

from servanda.model.aliases import present_name
from servanda.model.decisions import Decision, DecisionTarget
from servanda.model.making import replace

_LISTS = ("keys", "from")


def translated(
    decisions: Sequence[Decision], aliases: Mapping[str, str], current: Collection[str]
) -> tuple[Decision, ...]:
    """Return the decisions with present keys; what became nothing in ``current`` keeps the key it has."""
    if not aliases:
        return tuple(decisions)
    return tuple(_translated(decision, aliases, current) for decision in decisions)


def _translated(decision: Decision, aliases: Mapping[str, str], current: Collection[str]) -> Decision:
    target, patch = decision.target, decision.patch
    key = present_name(target.key, aliases, current)
    if decision.verdict in {"merge", "split"} and patch:
        lists = {name: [present_name(one, aliases, current) for one in patch[name]] for name in _LISTS if name in patch}
        patch = {**patch, **lists}
    also = tuple(present_name(one, aliases, current) for one in decision.targets[1:])
    return replace(decision, target=DecisionTarget(key=key, id_seen=target.id_seen), patch=patch, also=also or None)
