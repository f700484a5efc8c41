"""Access denied to those who watch: "the patrol was denied access", "soldiers prevented the monitors from entering"."""

from collections.abc import Iterator
from typing import Final

from servanda.extract.clauses import Clause, Clauses
from servanda.extract.frames import fillers
from servanda.reference.lexicon_observations import ObservationWords

_ACRONYM: Final = 3  # letters


def denied_access(clauses: Clauses, clause: Clause, words: ObservationWords) -> tuple[int, ...] | None:
    """Return who keeps monitors away (nobody where it is not said), or ``None`` where the clause says no such thing."""
    if clause.verb not in words.denying or not _kept(clauses, clause, words) or not _concerned(clauses, clause, words):
        return None
    return fillers(clauses, clause, "doer | agent*")


def access_not_given(clauses: Clauses, clause: Clause, words: ObservationWords) -> tuple[int, ...] | None:
    """Return who keeps monitors away where the denial of a clause says so: "did not let the patrol through", "could not reach X", "had no access".

    ``None`` where the clause, denied, would say no such thing. Whether it is denied is for the judgement of its verb to say.
    """
    if clause.verb in words.letting and _let_in(clauses, clause, words) and _concerned(clauses, clause, words):
        return fillers(clauses, clause, "doer | agent*")
    visiting = any(_is_visitor(clauses, one.head, words) for one in clause.subjects)
    return () if visiting and _comes_or_has(clauses, clause, words) else None


def _comes_or_has(clauses: Clauses, clause: Clause, words: ObservationWords) -> bool:
    """Tell whether a verb says that somebody could enter, or had access."""
    coming = clause.verb in words.entering and clause.voice == "active" and _is_of_ability(clauses, clause, words)
    return coming or (clause.verb in words.having and _is_of_access(clauses, clause, words))


def _is_of_ability(clauses: Clauses, clause: Clause, words: ObservationWords) -> bool:
    """Tell whether a verb says what somebody could or could not do: "[could] not enter", "was not [able] to enter"; not "did not enter"."""
    above = () if clause.governor is None else (clauses.words.lowers[clause.governor],)
    return not words.ability.isdisjoint((*above, *(clauses.words.lowers[one] for one in clause.modals)))


def _let_in(clauses: Clauses, clause: Clause, words: ObservationWords) -> bool:
    """Tell whether somebody is let in, or to go somewhere: "allowed to enter", "let into the camp", "let through"."""
    behind = (*clauses.hanging(clause.head),)
    beside = {
        clauses.words.lowers[item] for item in (clause.particle, *clause.adverbs, *clause.adjuncts) if item is not None
    }
    inside = words.turned_in & (beside | {one.preposition for one in clause.obliques})
    return bool(inside) or any(one.verb in words.entering for one in behind) or _is_of_access(clauses, clause, words)


def _is_of_access(clauses: Clauses, clause: Clause, words: ObservationWords) -> bool:
    return any(clauses.words.lemmas[item].lower() in words.access for item in _things(clauses, clause))


def entering(clauses: Clauses, clause: Clause) -> tuple[Clause, ...]:
    """Return what somebody is kept from doing: "prevented X [from entering]", "was not allowed [to enter]"."""
    return tuple(one for one in clauses.hanging(clause.head) if one.link in {"preposition", "open"})


def is_called_by_capitals(clauses: Clauses, word: int) -> bool:
    """Tell whether a body is called by capitals: "the [JVMM] recorded"."""
    form = clauses.words.forms[word]
    return form.isalpha() and form.isupper() and len(form) >= _ACRONYM


def _things(clauses: Clauses, clause: Clause) -> tuple[int, ...]:
    """Return what is kept from whom: "denied [the patrol] [access]", "[the patrol] was denied [access]", "[access] continued to be restricted"."""
    raised = clause.voice == "passive" and clause.link == "open" and not clause.subjects
    above = clauses.clause(clause.governor).subjects if raised and clause.governor is not None else ()
    return tuple(one.head for one in (*clause.undergoers, *clause.objects, *above))


def _concerned(clauses: Clauses, clause: Clause, words: ObservationWords) -> bool:
    """Tell whether those kept away are monitors: as object, as modifier of "access", or behind "to"."""
    below = [*_things(clauses, clause), *(one.head for one in (*clause.recipients, *clause.under(*words.denied_to)))]
    below += [one.head for doing in clauses.hanging(clause.head) for one in doing.subjects]
    return any(_is_visitor(clauses, one, words) for item in below for one in _near(clauses, item, words))


def _is_visitor(clauses: Clauses, word: int, words: ObservationWords) -> bool:
    """Tell whether a word stands for those who watch, by name or as "it" and "them" behind their name."""
    said = clauses.words
    if said.lowers[word] in words.stand_for_visitors:
        before = range(clauses.sentence_of(word).start, word)
        return any(said.lemmas[one].lower() in words.visitors for one in before)
    return said.lemmas[word].lower() in words.visitors or is_called_by_capitals(clauses, word)


def _near(clauses: Clauses, item: int, words: ObservationWords) -> Iterator[int]:
    yield item
    yield from clauses.modifiers(item)
    yield from (one.phrase.head for one in clauses.under(item, *words.denied_to, "of"))


def _kept(clauses: Clauses, clause: Clause, words: ObservationWords) -> bool:
    """Tell whether it is access that is denied: "access", "from entering", "was refused to enter", "turned away"."""
    lowers, lemmas = clauses.words.lowers, clauses.words.lemmas
    beside = {lowers[item] for item in (clause.particle, *clause.adverbs) if item is not None}
    return (
        any(
            lemmas[one].lower() in words.access
            for item in _things(clauses, clause)
            for one in (item, *(below.phrase.head for below in clauses.under(item, "of")))
        )
        or any(one.verb in words.entering and _is_from(clauses, clause, one) for one in entering(clauses, clause))
        or not beside.isdisjoint(words.turning.get(clause.verb, ()))
    )


def _is_from(clauses: Clauses, clause: Clause, doing: Clause) -> bool:
    """Tell whether a doing is what somebody is kept from: "was refused to enter", "from entering"; not "by entering"."""
    behind = doing.marker is not None and clauses.words.lowers[doing.marker] == "from"
    return behind if doing.link == "preposition" else clause.voice == "passive"
