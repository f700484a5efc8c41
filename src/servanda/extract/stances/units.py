"""Nested demands: "to do A, to force Y to do B and do C" is three demands, each with the one who is to act."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from servanda.extract.grammar import VERBAL, children, with_conjuncts
from servanda.reference.lexicon import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True)
class Unit:
    """One act that is demanded or hoped for: tokens ``[first, last]``, and who is to do it (empty: as in the unit before)."""

    head: "Token"
    first: int
    last: int
    agents: "tuple[Token, ...]"


def units_of(clause: "Token", agents: "tuple[Token, ...]", lexicon: Lexicon) -> tuple[Unit, ...]:
    """Return the acts in a clause in text order; the first bears the clause's own agents."""
    heads = [(clause, agents), *_further(clause, agents, lexicon)]
    starts = sorted(_start(head) for head, _ in heads[1:])
    return tuple(_unit(head, named, starts, is_first=place == 0) for place, (head, named) in enumerate(heads))


def _further(
    head: "Token", agents: "tuple[Token, ...]", lexicon: Lexicon
) -> "Iterator[tuple[Token, tuple[Token, ...]]]":
    """Yield the heads of further acts below a clause: coordinated verbs and purpose clauses, each with its agents."""
    causee = tuple(with_conjuncts(children(head, "dobj"))) if head.lemma_ in lexicon.stances.causative else ()
    below_agents = causee or agents
    for child in head.children:
        if child.i < head.i:
            continue
        own = tuple(with_conjuncts(children(child, "nsubj")))
        if child.dep_ == "conj" and child.pos_ == "VERB":
            yield child, own or agents_of(child, agents, lexicon)
            yield from _further(child, own or agents, lexicon)
        elif child.dep_ == "advcl" and _is_purpose(child):
            yield child, agents_of(child, agents, lexicon)
            yield from _further(child, agents, lexicon)
        elif child.dep_ in {"xcomp", "ccomp"} and child.pos_ in VERBAL:
            yield from _further(child, own or below_agents, lexicon)


def agents_of(head: "Token", agents: "tuple[Token, ...]", lexicon: Lexicon) -> "tuple[Token, ...]":
    """Return who is to act: for a causative ("force it to respect") the one who is made to, else those given."""
    if head.lemma_ not in lexicon.stances.causative:
        return agents
    causees = children(head, "dobj") + [
        item for clause in children(head, "ccomp", "xcomp") for item in children(clause, "nsubj")
    ]
    return tuple(with_conjuncts(causees)) or agents


def _is_purpose(verb: "Token") -> bool:
    return any(child.tag_ == "TO" for child in verb.children)


def _start(head: "Token") -> int:
    return head.i


def _unit(head: "Token", agents: "tuple[Token, ...]", starts: list[int], *, is_first: bool) -> Unit:
    """Bound a unit by the next one; a trailing "and", "to", comma or relative clause is cut off."""
    begin = head.left_edge.i if is_first else head.i
    end = head.right_edge.i
    following = [start for start in starts if start > head.i]
    if following:
        end = min(end, following[0] - 1)
    doc = head.doc
    end = _without_relative(head, end)
    while end > head.i and (doc[end].is_punct or doc[end].dep_ in {"cc", "aux", "mark"} or doc[end].tag_ == "TO"):
        end -= 1
    while begin < head.i and (doc[begin].dep_ in {"mark", "cc", "punct"} or doc[begin].tag_ == "TO"):
        begin += 1
    return Unit(head, begin, end, agents)


def _without_relative(head: "Token", end: int) -> int:
    """Cut a relative clause at the very end: it says more about a thing, not what is to be done."""
    for token in head.subtree:
        if token.dep_ == "relcl" and token.right_edge.i == end and token.left_edge.i > head.i:
            return token.left_edge.i - 1
    return end
