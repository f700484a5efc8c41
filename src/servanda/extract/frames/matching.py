"""``match(clauses, clause, frame)``: the slots of a frame in a clause, or ``None`` where it does not fit."""

from collections.abc import Mapping

from servanda.extract.clauses import Clause, Clauses
from servanda.extract.frames.places import fillers
from servanda.reference.slots import SlotFrame

Slots = Mapping[str, tuple[int, ...]]
"""Heads of what fills each slot, in text order; a slot that is not filled is missing."""


def match_any(clauses: Clauses, clause: Clause, frames: Mapping[str, tuple[SlotFrame, ...]]) -> Slots | None:
    """Return the slots of the first frame of a clause's word that fits; with its particle a verb is another word."""
    found = (
        frames.get(clause.lemma, ())
        if clause.particle is None
        else (*frames.get(clause.lemma, ()), *frames.get(clause.verb, ()))
    )
    return next((slots for frame in found if (slots := match(clauses, clause, frame)) is not None), None)


def match(clauses: Clauses, clause: Clause, frame: SlotFrame) -> Slots | None:
    """Return the slots of a frame in a clause, or ``None``: another word, or one that does not fit as `filled` says."""
    return filled(clauses, clause, frame) if frame.words & {clause.lemma, clause.verb} else None


def filled(clauses: Clauses, clause: Clause, frame: SlotFrame) -> Slots | None:
    """Return the slots of a frame in a clause of its word, however that is written ("concerned" as adjective or participle).

    ``None``: another voice, a need that is not met, a word that takes it out, a slot that is not filled.
    """
    if frame.voice not in {None, clause.voice}:
        return None
    met = all(_holds(clauses, clause, place, wanted) for place, wanted in frame.needs.items())
    if not met or any(_holds(clauses, clause, place, unwanted) for place, unwanted in frame.unless.items()):
        return None
    slots = {name: found for name, places in frame.slots.items() if (found := fillers(clauses, clause, places))}
    return slots if frame.slots.keys() - slots.keys() <= frame.optional else None


def _holds(clauses: Clauses, clause: Clause, place: str, lemmas: frozenset[str]) -> bool:
    return any(clauses.words.lemmas[head].lower() in lemmas for head in fillers(clauses, clause, place))
