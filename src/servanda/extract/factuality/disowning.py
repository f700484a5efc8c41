"""What was said and does not stand: "the report turned out to be unfounded", "the claim has no basis", "withdrew its report of an attack"."""

from collections.abc import Iterator
from typing import Final

from servanda.extract.clauses import links
from servanda.extract.factuality.walk import Walk

_UNDERGOING: Final = frozenset({links.OBJECT, links.PASSIVE_SUBJECT})


def is_disowned(walk: Walk, noun: int) -> bool:
    """Tell whether what a noun of saying stands for is said to be untrue, to rest on nothing, or to be taken back."""
    verb = walk.clauses.clause(noun).governor
    if verb is None or walk.tree.words.kinds[verb] not in links.VERBAL:
        return False
    if walk.tree.links[noun] in _UNDERGOING and walk.does(verb, "retracting"):
        return not walk.negated(verb)
    return walk.tree.links[noun] in links.SUBJECTS and disowns(walk, verb)


def disowns(walk: Walk, verb: int) -> bool:
    """Tell whether a verb says of its subject that it is untrue, or rests on nothing."""
    return _is_called_untrue(walk, verb) or _rests_on_nothing(walk, verb)


def is_spread_and_disowned(walk: Walk, verb: int) -> bool:
    """As in "the information spread by them that we attacked does not correspond to reality", of which the parser makes two things that are told."""
    reports = (one for one in walk.tree.linked(verb, links.SUBJECT) if walk.does(one, "nouns_of_clauses"))
    return any(reports) and any(disowns(walk, one) for one in walk.tree.linked(verb, links.CONJUNCT))


def _is_called_untrue(walk: Walk, verb: int) -> bool:
    """Tell whether it is called so, and not "is not untrue": "is false", "proved to be unfounded", "was invented"."""
    invented = walk.clauses.clause(verb).voice == "passive" and walk.does(verb, "untrue")
    return (invented or any(walk.does(word, "untrue") for word in _predicates(walk, verb))) and not walk.negated(verb)


def _predicates(walk: Walk, verb: int) -> Iterator[int]:
    yield from walk.tree.linked(verb, links.PREDICATE)
    for open_ in walk.tree.linked(verb, links.OPEN):
        yield open_
        yield from walk.tree.linked(open_, links.PREDICATE)


def _rests_on_nothing(walk: Walk, verb: int) -> bool:
    """Tell whether a verb says "has no basis", "bears no relation to the facts", "lacks any foundation", "does not correspond to reality"."""
    grounds = [one for one in walk.tree.linked(verb, links.OBJECT) if walk.does(one, "grounds")]
    if walk.does(verb, "matching") and walk.negated(verb):
        obliques = (one.phrase.head for one in walk.clauses.clause(verb).obliques)
        return bool(grounds) or any(walk.does(one, "grounds") for one in obliques)
    return any(walk.clauses.nobody(one) is not None or walk.does(verb, "lacking") for one in grounds)
