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
    return walk.tree.links[noun] == links.SUBJECT and (_is_called_untrue(walk, verb) or _rests_on_nothing(walk, verb))


def _is_called_untrue(walk: Walk, verb: int) -> bool:
    """Tell whether it is called so, and not "is not untrue": "is false", "proved to be unfounded"."""
    return any(walk.does(word, "untrue") for word in _predicates(walk, verb)) and not walk.negated(verb)


def _predicates(walk: Walk, verb: int) -> Iterator[int]:
    yield from walk.tree.linked(verb, links.PREDICATE)
    for open_ in walk.tree.linked(verb, links.OPEN):
        yield open_
        yield from walk.tree.linked(open_, links.PREDICATE)


def _rests_on_nothing(walk: Walk, verb: int) -> bool:
    things = [*walk.tree.linked(verb, links.OBJECT)]
    return any(walk.does(one, "grounds") and walk.clauses.nobody(one) is not None for one in things)
