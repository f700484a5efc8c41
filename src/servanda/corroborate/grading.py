"""Credibility after the Admiralty code, as far as a machine may go: 2 at best, 1 takes a person.

| grade | when |
|---|---|
| 2 | at least two documents of different origin affirm it, and nothing contradicts: no denial, no dispute on counts, actors or acts |
| 3 | several origins that contradict each other on a detail, or one origin graded A to C without an interest of its own |
| 4 | somebody denies that it happened or who did it, or only interested voices (a party, its outlet) affirm it |
| 5 | the claims exclude each other on when or where, though a person linked them |
| 6 | one origin that cannot be judged (graded D to F or not at all), no place, no time, or only denials: no ground to judge |
"""

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from servanda.model.incidents import Contradiction
from servanda.model.sources import Source

Grade = Literal["2", "3", "4", "5", "6"]
_JUDGED = frozenset({"A", "B", "C"})
_DENIALS = frozenset({"occurrence", "responsibility"})
_EXCLUDING = frozenset({"time", "place"})


class Ground(NamedTuple):
    """What a grade rests on: affirming documents of different origin, the sources behind all, and whether time and place are known."""

    documents: frozenset[str]
    sources: tuple[Source | None, ...]
    placed: bool
    dated: bool


def credibility(ground: Ground, contradictions: Sequence[Contradiction]) -> Grade:
    """Return the grade by the rules above; the first that holds counts, from the worst."""
    fields = {item.field for item in contradictions}
    if not ground.documents or not ground.placed or not ground.dated:
        return "6"
    if any("exclude" in item.note or "too far" in item.note for item in contradictions if item.field in _EXCLUDING):
        return "5"
    if fields & _DENIALS or _all_interested(ground.sources):
        return "4"
    if len(ground.documents) > 1:
        return "3" if fields else "2"
    return "3" if any(source and source.reliability in _JUDGED for source in ground.sources) else "6"


def _all_interested(sources: Iterable[Source | None]) -> bool:
    known = list(sources)
    return bool(known) and all(source is not None and bool(source.interested_in) for source in known)
