"""What expunging a document does to decisions: their reasons are free text, and may tell what the document told."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from servanda.model.decisions import Decision, DecisionTarget
from servanda.model.making import replace, with_id

BLANK = "(the reason went with a document that was expunged)"
_N_TO_MERGE = 2
_PERSON = "prs_"
_RESTS = ("keys", "claims", "documents")
"""What a decision on persons holds of each naming: its id, the key of its claim, its document."""


class Reach(NamedTuple):
    """How far an expunging reaches: ids, keys and handles that go (``own``), and those that went together with them (``around``).

    ``tells`` says of a text whether it gives away words of the document, or a name from its protected fields.
    """

    own: Collection[str]
    around: Collection[str]
    tells: Callable[[str], bool]


def touched(decisions: Iterable[Decision], reach: Reach) -> tuple[Decision, ...]:
    """Return the decisions that cannot stay as they are: on what goes or stood with it, on such a decision, or telling of it.

    ``decisions`` come in the order in which they were taken.
    """
    reached = {*reach.own, *reach.around}
    found: dict[str, Decision] = {}
    for decision in decisions:
        named = {*decision.targets, decision.target.id_seen, decision.supersedes, *_keys(decision, "keys", "from")}
        named |= {key for rest in _namings(decision) for key in rest}
        texts = (decision.because, *(value for value in (decision.patch or {}).values() if isinstance(value, str)))
        if named & (reached | found.keys()) or any(reach.tells(text) for text in texts):
            found[decision.id] = decision
    return tuple(found.values())


def blanked(decisions: Iterable[Decision], reach: Reach) -> Iterator[Decision]:
    """Yield, for `touched` decisions, what stands in their place: the same judgement without its reason.

    A judgement on nothing but what goes has no place any more, nor has one on such a judgement.
    """
    present: dict[str, str | None] = {}
    for decision in decisions:
        after = _without_reason(decision, reach, present)
        present[decision.id] = after.id if after else None
        if after:
            yield after


def _without_reason(decision: Decision, reach: Reach, present: Mapping[str, str | None]) -> Decision | None:
    patch = _patch_left(decision, reach)
    target = present.get(decision.target.key, decision.target.key)
    if patch and (decision.verdict in {"merge", "split"} or _namings(decision)):
        target = target if target in patch["keys"] else patch["keys"][0]
    also = tuple(key for key in decision.also or () if key not in reach.own)
    if target in reach.own and also:  # one amendment of many claims stands for those that are left
        target, also = also[0], also[1:]
    needs_patch = decision.verdict in {"amend", "describe", "merge", "split"} or bool(_namings(decision))
    if target is None or target in reach.own or (needs_patch and not patch):
        return None
    seen = None if decision.target.id_seen in reach.own else decision.target.id_seen
    if decision.verdict == "declare" and seen is None:
        return None
    former = decision.supersedes
    after = replace(
        decision, id="", target=DecisionTarget(key=target, id_seen=seen), patch=patch or None, because=BLANK, signature=None,
        supersedes=present.get(former, former) if former else None, in_place_of=decision.in_place_of or decision.id, also=also or None,
    )  # fmt: skip
    return with_id("dec", after)


def _patch_left(decision: Decision, reach: Reach) -> dict[str, Any]:
    """Return the patch without keys that go and without words that tell; empty where nothing is left to hold."""
    patch = _without_words(decision.patch or {}, reach)
    if _namings(decision):
        return _namings_left(decision, patch, reach)
    if decision.verdict == "merge":
        keys = _left(decision, "keys", reach)
        return {"keys": keys} if len(keys) >= _N_TO_MERGE else {}
    if decision.verdict == "split":
        apart, rest = _left(decision, "keys", reach), _left(decision, "from", reach)
        return {"keys": apart, "from": rest} if apart and rest else {}
    return patch


def _without_words(patch: Mapping[str, Any], reach: Reach) -> dict[str, Any]:
    return {name: value for name, value in patch.items() if not (isinstance(value, str) and reach.tells(value))}


def _namings(decision: Decision) -> tuple[tuple[str, ...], ...]:
    """Return the namings that a decision on persons is on; nothing for any other, or one of an earlier program."""
    if not decision.target.key.startswith(_PERSON):
        return ()
    return tuple(zip(*((decision.patch or {}).get(name, ()) for name in _RESTS), strict=False))


def _namings_left(decision: Decision, patch: dict[str, Any], reach: Reach) -> dict[str, Any]:
    """Return the patch of a decision on persons without the namings that go; empty where too few are left to say it of."""
    kept = [rest for rest in _namings(decision) if not set(rest) & set(reach.own)]
    if len(kept) < (1 if decision.verdict == "person" else _N_TO_MERGE):
        return {}
    return patch | {name: list(column) for name, column in zip(_RESTS, zip(*kept, strict=True), strict=True)}


def _left(decision: Decision, name: str, reach: Reach) -> list[str]:
    return [key for key in _keys(decision, name) if key not in reach.own]


def _keys(decision: Decision, *names: str) -> tuple[str, ...]:
    patch = decision.patch or {}
    lists = (patch.get(name) for name in names if decision.verdict in {"merge", "split"})
    return tuple(key for listed in lists if isinstance(listed, list) for key in listed)
