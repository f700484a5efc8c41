"""Tolls that a verb states: "killed 12 people", "gunned down two", "12 were killed or injured", "was stabbed to death"."""

from collections.abc import Iterable, Iterator
from typing import Final

from servanda.extract.casualties.page import Page, Toll
from servanda.extract.clauses import Clause, Clauses, Phrase
from servanda.model.claims import Effect

_NEAR: Final = 3  # words between two verbs that share an object
_DEATH: Final = "death"
_TO: Final = "to"


def of_verb(page: Page, verb: int) -> Iterator[Toll]:
    """Yield the tolls that a verb of harm states; a verb that is denied states none but "did not kill anyone"."""
    clauses = page.clauses
    if not clauses.is_verb(verb):
        return
    effect = _effect(page, clauses, clauses.clause(verb))
    if effect is not None:
        yield from of_act(page, verb, effect)


def of_act(page: Page, verb: int, effect: Effect) -> Iterator[Toll]:
    """Yield the tolls of those whom a verb does a harm to that is known: "held four soldiers" detains them."""
    clauses, clause = page.clauses, page.clauses.clause(verb)
    found = [one.head for one in _victims(page, clause)]
    if _is_denied(page, clause):
        anybody = page.harm.anybody
        yield from (Toll(effect, 0, 0, one, one, verb, one) for one in found if page.lower(one) in anybody)
        return
    shared = _shares_victims(page, clauses, clause, effect)
    for toll in page.harmed(verb, effect, found):
        if not shared:
            yield toll
        elif toll.maximum is not None:  # of "20 killed or wounded" nobody knows how many of which
            yield Toll(effect, None, toll.maximum, toll.first, toll.last, verb, toll.who)


def _effect(page: Page, clauses: Clauses, clause: Clause) -> Effect | None:
    """Return the harm that a verb does, its particle and manner included: "shot fatally", "shot dead", "beaten to death"."""
    if _is_deadly(page, clauses, clause):
        return "killed"
    if any(page.lemma(one.head) in page.harm.recorded_on for one in clause.under("on")):
        return None
    phrases = (f"{clause.verb} {one.preposition}" for one in clause.obliques)
    keys = (*phrases, clause.lemma, clause.verb)
    known = next((found for key in keys if (found := page.harm.effect_of_verb(key))), None)
    return known or ("injured" if _hits_body(page, clause) else None)


def _hits_body(page: Page, clause: Clause) -> bool:
    """As in "was shot in the leg", "hit him in the head"."""
    inside = (page.lemma(one.head) for one in clause.under("in"))
    return clause.lemma in page.harm.hitting and any(lemma in page.harm.limbs for lemma in inside)


def _is_deadly(page: Page, clauses: Clauses, clause: Clause) -> bool:
    beside = {clauses.words.lowers[item] for item in (*clause.adverbs, *_predicates(clause))}
    to_death = any(clauses.words.lemmas[one.head] == _DEATH for one in clause.under(_TO))
    shot = clause.verb in page.harm.shooting and not beside.isdisjoint(page.harm.dead)
    return shot or not beside.isdisjoint(page.harm.fatally) or (to_death and clause.verb not in page.harm.judging)


def _predicates(clause: Clause) -> Iterable[int]:
    return (one.head for one in clause.complements if one.kind == "predicate")


def _victims(page: Page, clause: Clause) -> tuple[Phrase, ...]:
    """Return those whom a verb's harm befell: of "died", "fell ill" whoever did, in order of the text."""
    return clause.subjects if _befalls_subject(page, clause) else clause.undergoers


def _befalls_subject(page: Page, clause: Clause) -> bool:
    keys = {clause.verb, clause.lemma, *(f"{clause.verb} {one.preposition}" for one in clause.obliques)}
    return clause.voice == "passive" or not page.harm.intransitive.isdisjoint(keys)


def _is_denied(page: Page, clause: Clause) -> bool:
    """Tell whether a verb is denied; of "killed nobody", "no one was killed" the toll is zero, which is no denial of the verb."""
    if clause.negation is None:
        return False
    return clause.negation.site != ("subject" if _befalls_subject(page, clause) else "object")


def _shares_victims(page: Page, clauses: Clauses, clause: Clause, effect: Effect) -> bool:
    """Tell whether those whom two verbs harmed are counted together: "killed or wounded 20", "20 were killed or injured"."""
    for other in _joined(clauses, clause):
        first, second = (clause, other) if clause.head < other.head else (other, clause)
        harm = _effect(page, clauses, other)
        near = second.head - first.head <= _NEAR
        differing = harm is not None and harm != effect and _are_shared(page, {harm, effect}, first, second)
        if near and differing and _counted_once(first, second):
            return True
    return False


def _are_shared(page: Page, effects: set[Effect], first: Clause, second: Clause) -> bool:
    """Tell whether of two harms together each may be of fewer: the bodily ones always, others where "or" joins them."""
    either = any(page.lower(word) in page.harm.either for word in range(first.head + 1, second.head))
    return either or effects <= page.harm.bodily


def _joined(clauses: Clauses, clause: Clause) -> Iterator[Clause]:
    """Yield the clauses that are coordinated with one, directly."""
    if clause.link == "conjunct" and clause.governor is not None and clauses.is_verb(clause.governor):
        yield clauses.clause(clause.governor)
    yield from (clauses.clause(head) for head in clause.joined)


def _counted_once(first: Clause, second: Clause) -> bool:
    """Tell whether two verbs harm the same: the second has no subject of its own, the first no object before the second."""
    own = second.subject_origin == "own" or any(one.head < second.head for one in first.objects)
    return not own and (bool(second.objects) or first.voice == "passive")
