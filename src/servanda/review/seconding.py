"""Where a dossier asks for two persons: a judgement counts once a second one has come to the same."""

from collections.abc import Iterable, Mapping, Sequence

from servanda.model.decisions import JUDGING, Decision
from servanda.review.standing import standing


def seconded(decisions: Sequence[Decision], persons: int) -> tuple[Decision, ...]:
    """Return the decisions that count, in the order given: without judgements that fewer than ``persons`` have come to, and their undoing.

    Accepting agrees with accepting and with the amendment before it; rejecting, and the same amendment, agree with their like. Merges, splits
    and replies are no judgements.
    """
    if persons == 1:
        return tuple(decisions)
    alone = {one.id for some in _alone(decisions, persons).values() for one in some}
    counting = {one.id for one in _counting(decisions, persons)}
    return tuple(
        one for one in decisions if one.id in counting or one.id not in alone
    )  # on several keys: where it counts for one


def unseconded(decisions: Sequence[Decision], persons: int) -> Mapping[str, tuple[Decision, ...]]:
    """Return the judgements that wait for another person, by what they are on."""
    return _alone(decisions, persons) if persons > 1 else {}


def _alone(decisions: Sequence[Decision], persons: int) -> dict[str, tuple[Decision, ...]]:
    found = {key: _walked(some, persons)[1] for key, some in _by_key(decisions).items()}
    return {key: some for key, some in found.items() if some}


def _counting(decisions: Sequence[Decision], persons: int) -> Iterable[Decision]:
    return (one for some in _by_key(decisions).values() for one in _walked(some, persons)[0])


def _by_key(decisions: Sequence[Decision]) -> dict[str, list[Decision]]:
    found: dict[str, list[Decision]] = {}
    for decision in standing(decisions):
        if decision.verdict in JUDGING:
            for key in decision.targets:
                found.setdefault(key, []).append(decision)
    return found


def _walked(decisions: Sequence[Decision], persons: int) -> tuple[tuple[Decision, ...], tuple[Decision, ...]]:
    """Return of the judgements on one key those that count, and those in between and at the end that nobody joined."""
    counting: list[Decision] = []
    alone: list[Decision] = []
    waiting: list[Decision] = []
    for decision in decisions:
        if waiting and not _agrees(decision, waiting[0]):
            alone, waiting = [*alone, *waiting], []
        waiting.append(decision)
        if len({one.by for one in waiting}) >= persons:
            counting, waiting = [*counting, *waiting], []
    return tuple(counting), (*alone, *waiting)


def _agrees(decision: Decision, first: Decision) -> bool:
    if decision.verdict == "accept":
        return first.verdict in {"accept", "amend"}
    return decision.verdict == first.verdict and decision.patch == first.patch
