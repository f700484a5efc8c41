"""Access denied to those who watch: "the patrol was denied access", "soldiers prevented the monitors from entering"."""

from collections.abc import Iterator
from typing import Final

from servanda.extract.clauses import Clause, Clauses
from servanda.extract.frames import fillers
from servanda.reference.lexicon_words import ObservationWords

_ACRONYM: Final = 3  # letters


def denied_access(clauses: Clauses, clause: Clause, words: ObservationWords) -> tuple[int, ...] | None:
    """Return who keeps monitors away (nobody where it is not said), or ``None`` where the clause says no such thing."""
    if clause.verb not in words.denying or not _kept(clauses, clause, words) or not _concerned(clauses, clause, words):
        return None
    return fillers(clauses, clause, "doer | agent*")


def entering(clauses: Clauses, clause: Clause) -> tuple[Clause, ...]:
    """Return what somebody is kept from doing: "prevented X [from entering]", "was not allowed [to enter]"."""
    return tuple(one for one in clauses.hanging(clause.head) if one.link in {"preposition", "open"})


def is_called_by_capitals(clauses: Clauses, word: int) -> bool:
    """Tell whether a body is called by capitals: "the [JVMM] recorded"."""
    form = clauses.words.forms[word]
    return form.isalpha() and form.isupper() and len(form) >= _ACRONYM


def _things(clauses: Clauses, clause: Clause) -> tuple[int, ...]:
    """Return what is kept from whom: "denied [the patrol] [access]", "[the patrol] was denied [access]", "[access] continued to be restricted"."""
    raised = clause.voice == "passive" and clause.link == "open" and not clause.subjects and clause.governor is not None
    above = clauses.clause(clause.governor).subjects if raised else ()
    return tuple(one.head for one in (*clause.undergoers, *clause.objects, *above))


def _concerned(clauses: Clauses, clause: Clause, words: ObservationWords) -> bool:
    """Tell whether those kept away are monitors: as object, as modifier of "access", or behind "to"."""
    below = [*_things(clauses, clause), *(one.head for one in (*clause.recipients, *clause.under(*words.denied_to)))]
    lemmas = clauses.words.lemmas
    near = {one for item in below for one in _near(clauses, item, words)}
    return any(lemmas[one].lower() in words.visitors or is_called_by_capitals(clauses, one) for one in near)


def _near(clauses: Clauses, item: int, words: ObservationWords) -> Iterator[int]:
    yield item
    yield from clauses.modifiers(item)
    yield from (one.phrase.head for one in clauses.under(item, *words.denied_to, "of"))


def _kept(clauses: Clauses, clause: Clause, words: ObservationWords) -> bool:
    """Tell whether it is access that is denied: "access", "from entering", "was refused to enter", "turned away"."""
    lowers, lemmas = clauses.words.lowers, clauses.words.lemmas
    beside = {lowers[item] for item in (clause.particle, *clause.adverbs) if item is not None}
    return (
        any(lemmas[item].lower() in words.access for item in _things(clauses, clause))
        or any(one.verb in words.entering and _is_from(clauses, clause, one) for one in entering(clauses, clause))
        or not beside.isdisjoint(words.turning.get(clause.verb, ()))
    )


def _is_from(clauses: Clauses, clause: Clause, doing: Clause) -> bool:
    """Tell whether a doing is what somebody is kept from: "was refused to enter", "from entering"; not "by entering"."""
    behind = doing.marker is not None and clauses.words.lowers[doing.marker] == "from"
    return behind if doing.link == "preposition" else clause.voice == "passive"
