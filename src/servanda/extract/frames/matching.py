"""``match(clauses, clause, frame)``: the slots of a frame in a clause, or ``None`` where it does not fit."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from servanda.extract.clauses import Clause, Clauses, Oblique
from servanda.reference.slots import SlotFrame

Slots = Mapping[str, tuple[int, ...]]
"""Heads of what fills each slot, in text order; a slot that is not filled is missing."""

_DEEPER: Final = "*"
_WAYS: Final = "|"
_DEPTH: Final = 6


def match_any(clauses: Clauses, clause: Clause, frames: Mapping[str, tuple[SlotFrame, ...]]) -> Slots | None:
    """Return the slots of the first frame of a clause's word that fits; with its particle a verb is another word."""
    found = (
        frames.get(clause.lemma, ())
        if clause.particle is None
        else (*frames.get(clause.lemma, ()), *frames.get(clause.verb, ()))
    )
    return next((slots for frame in found if (slots := match(clauses, clause, frame)) is not None), None)


def match(clauses: Clauses, clause: Clause, frame: SlotFrame) -> Slots | None:
    """Return the slots of a frame in a clause, or ``None``: another word, a need that is not met, a slot that is not filled."""
    if not frame.words & {clause.lemma, clause.verb}:
        return None
    lemmas = clauses.words.lemmas
    for place, wanted in frame.needs.items():
        if not any(lemmas[head].lower() in wanted for head in fillers(clauses, clause, place)):
            return None
    slots = {name: found for name, places in frame.slots.items() if (found := fillers(clauses, clause, places))}
    return slots if frame.slots.keys() - slots.keys() <= frame.optional else None


def fillers(clauses: Clauses, clause: Clause, places: str) -> tuple[int, ...]:
    """Return the heads that stand in the first of some places ("doer | agent*", "undergoer for") that is filled."""
    for way in places.split(_WAYS):
        first, *rest = way.split()
        found = _at(clauses, clause, first)
        for step in rest:
            found = _behind(clauses, found, step)
        if found:
            return tuple(sorted(dict.fromkeys(found)))
    return ()


def _at(clauses: Clauses, clause: Clause, step: str) -> list[int]:
    """Return what stands in a place of the clause itself."""
    named = _NAMED.get(step)
    if named is not None:
        return list(named(clause))
    if step == f"agent{_DEEPER}":
        passive = clause.voice == "passive" and not clause.agents
        return _behind(clauses, [clause.head], f"by{_DEEPER}") if passive else list(_NAMED["agent"](clause))
    return _behind(clauses, [clause.head], step)


_NAMED: Final[Mapping[str, Callable[[Clause], Iterable[int]]]] = {
    "doer": lambda clause: (one.head for one in clause.doers),
    "undergoer": lambda clause: (one.head for one in clause.undergoers),
    "subject": lambda clause: (one.head for one in clause.subjects),
    "object": lambda clause: (one.head for one in clause.objects),
    "agent": lambda clause: (one.head for one in clause.agents),
    "recipient": lambda clause: (one.head for one in clause.recipients),
    "predicate": lambda clause: (one.head for one in clause.complements if one.kind == "predicate"),
    "content": lambda clause: (one.head for one in clause.complements if one.kind == "content"),
    "open": lambda clause: (one.head for one in clause.complements if one.kind == "open"),
}


def _behind(clauses: Clauses, heads: Iterable[int], step: str) -> list[int]:
    """Return what a preposition below some words governs; with a star, where it governs nothing there, the last deeper."""
    preposition = step.removesuffix(_DEEPER)
    heads = list(heads)
    found = [one.phrase.head for head in heads for one in clauses.under(head) if one.preposition == preposition]
    return found if found or not step.endswith(_DEEPER) else _last_deeper(clauses, heads, preposition)


def _last_deeper(clauses: Clauses, heads: list[int], preposition: str) -> list[int]:
    deep = [one for head in heads for one in _deeper(clauses, head) if one.preposition == preposition]
    last = max((one.at for one in deep), default=None)
    return sorted(one.phrase.head for one in deep if one.at == last)


def _deeper(clauses: Clauses, head: int) -> Iterator[Oblique]:
    """Yield the prepositional phrases below a verb's objects and below what its phrases govern, and so on."""
    clause = clauses.clause(head)
    level = [*clause.objects, *(one.phrase for one in clauses.under(head))]
    for _ in range(_DEPTH):
        below = [one for phrase in level for one in clauses.under(phrase.head)]
        yield from below
        level = [one.phrase for one in below]
