"""Places of a frame: what stands in "doer", "on*", "undergoer for", "infinitive" of a clause (`reference/slots.py` explains them)."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from servanda.extract.clauses import Clause, Clauses, Oblique, links
from servanda.reference.grammar import grammar_words

_DEEPER: Final = "*"
_CLAUSES_TOO: Final = "+"
_WAYS: Final = "|"
_DEPTH: Final = 6


def fillers(clauses: Clauses, clause: Clause, places: str) -> tuple[int, ...]:
    """Return the heads that stand in the first of some places ("doer | agent*", "undergoer for") that is filled."""
    for way in places.split(_WAYS):
        first, *rest = way.split()
        found = _at(clauses, clause, first)
        for step in rest:
            found = _step(clauses, found, step)
        if found:
            return tuple(sorted(dict.fromkeys(found)))
    return ()


def _at(clauses: Clauses, clause: Clause, step: str) -> list[int]:
    """Return what stands in a place of the clause itself."""
    told = _told(clauses, clause, step)
    if told is not None:
        return told
    if step == f"agent{_DEEPER}":
        passive = clause.voice == "passive" and not clause.agents
        return _behind(clauses, [clause.head], f"by{_DEEPER}") if passive else list(_NAMED["agent"](clause))
    return _behind(clauses, [clause.head], step)


def _step(clauses: Clauses, heads: list[int], step: str) -> list[int]:
    """Return what stands in a place below some words."""
    if step in _NAMED or step in _CLAUSES:
        return [item for head in heads for item in _told(clauses, clauses.clause(head), step) or ()]
    return _behind(clauses, heads, step)


def _told(clauses: Clauses, clause: Clause, step: str) -> list[int] | None:
    """Return what stands in a place that has a name, or ``None`` of a preposition."""
    if step in _CLAUSES:
        return list(_clauses_at(clauses, clause.head, step))
    named = _NAMED.get(step)
    return None if named is None else list(named(clause))


def _clauses_at(clauses: Clauses, word: int, step: str) -> Iterator[int]:
    """Yield the clauses of a kind that hang on a word and stand behind it."""
    wanted, fits = _CLAUSES[step]
    for one in clauses.hanging(word):
        if one.head > word and one.link in wanted and fits(clauses, one):
            yield one.head


_NAMED: Final[Mapping[str, Callable[[Clause], Iterable[int]]]] = {
    "doer": lambda clause: (one.head for one in clause.doers),
    "undergoer": lambda clause: (one.head for one in clause.undergoers),
    "subject": lambda clause: (one.head for one in clause.subjects),
    "own": lambda clause: (one.head for one in clause.subjects if clause.subject_origin == "own"),
    "object": lambda clause: (one.head for one in clause.objects),
    "agent": lambda clause: (one.head for one in clause.agents),
    "recipient": lambda clause: (one.head for one in clause.recipients),
    "predicate": lambda clause: (one.head for one in clause.complements if one.kind == "predicate"),
    "content": lambda clause: (one.head for one in clause.complements if one.kind == "content"),
    "open": lambda clause: (one.head for one in clause.complements if one.kind == "open"),
}


def _behind(clauses: Clauses, heads: Iterable[int], step: str) -> list[int]:
    """Return what a preposition below some words governs; with a star, where it governs nothing there, the last deeper."""
    preposition = step.rstrip(_DEEPER + _CLAUSES_TOO)
    heads = list(heads)
    found = [one.phrase.head for head in heads for one in clauses.under(head) if one.preposition == preposition]
    if step.endswith(_CLAUSES_TOO):
        found += [one for head in heads for one in _clauses_behind(clauses, head, preposition)]
    return found if found or not step.endswith(_DEEPER) else _last_deeper(clauses, heads, preposition)


def _clauses_behind(clauses: Clauses, head: int, preposition: str) -> Iterator[int]:
    """Yield the clauses that a preposition below a word governs: "accused X of [leaving]"."""
    for one in clauses.hanging(head):
        if one.link == "preposition" and one.marker is not None and clauses.words.lowers[one.marker] == preposition:
            yield one.head


def _is_wish(clauses: Clauses, clause: Clause) -> bool:
    """As in "suggested that he leave", "that he should leave"; "suggested that he left" wishes nothing."""
    demanding = any(clauses.words.lowers[modal] in grammar_words().wishing for modal in clause.modals)
    bare = not clause.finite and not clause.infinitive and clauses.words.shapes[clause.head] == links.BASE
    return demanding or bare or clause.mood == "subjunctive"


_CLAUSES: Final[Mapping[str, tuple[frozenset[str], Callable[[Clauses, Clause], bool]]]] = {
    "clause": (frozenset({"content", "of noun", "relative"}), lambda _, clause: not clause.infinitive),
    "wish": (frozenset({"content"}), _is_wish),
    "infinitive": (frozenset({"content", "open", "of noun", "relative"}), lambda _, clause: clause.infinitive),
    "purpose": (frozenset({"adverbial"}), lambda _, clause: clause.infinitive),
    "gerund": (
        frozenset({"open"}),
        lambda clauses, clause: clauses.words.shapes[clause.head] == links.GERUND,
    ),
}


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
