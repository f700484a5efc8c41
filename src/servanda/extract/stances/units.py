"""Nested demands: "to do A, to force Y to do B and do C" is three demands, each with the one who is to act."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from servanda.extract.clauses import Clause, Clauses, links
from servanda.extract.stances.hit import own_doer
from servanda.reference.lexicon import Lexicon

_OPENING: Final = frozenset({links.MARK, links.COORDINATOR, links.PUNCTUATION})
_TRAILING: Final = frozenset({links.COORDINATOR, links.AUXILIARY, links.MARK})


class Unit(NamedTuple):
    """One act that is demanded or hoped for: words ``first`` to ``last``, and who is to do it (empty: as in the unit before)."""

    head: int
    first: int
    last: int
    agents: tuple[int, ...]


def units_of(clauses: Clauses, act: int, agents: tuple[int, ...], lexicon: Lexicon) -> tuple[Unit, ...]:
    """Return the acts in a clause in text order; the first bears the clause's own agents."""
    heads = [(act, agents), *_further(clauses, act, agents, lexicon)]
    starts = sorted(head for head, _ in heads[1:])
    return tuple(_unit(clauses, head, named, starts, is_first=place == 0) for place, (head, named) in enumerate(heads))


def _further(
    clauses: Clauses, head: int, agents: tuple[int, ...], lexicon: Lexicon
) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Yield the heads of further acts below a clause: coordinated verbs and purpose clauses, each with its agents."""
    for below in _below(clauses, head):
        own = own_doer(clauses, below)
        if below.link == "conjunct":
            yield below.head, own or _agents_of(clauses, below, agents, lexicon)
            yield from _further(clauses, below.head, own or agents, lexicon)
        elif below.link == "adverbial" and below.infinitive:
            yield below.head, _agents_of(clauses, below, agents, lexicon)
            yield from _further(clauses, below.head, agents, lexicon)
        elif below.link in {"open", "content"}:
            yield from _further(clauses, below.head, own or _caused(clauses.clause(head), lexicon) or agents, lexicon)


def _caused(clause: Clause, lexicon: Lexicon) -> tuple[int, ...]:
    """Return who is made to act: "force [it] to respect"."""
    causes = clause.verb in lexicon.stances.causative
    return tuple(one.head for one in clause.objects) if causes else ()


def _below(clauses: Clauses, head: int) -> Iterator[Clause]:
    """Yield the clauses with a verb that hang on a verb and stand behind it; "is fair", joined to it, is no further act."""
    tree, kinds = clauses.tree, clauses.words.kinds
    behind = (item for item in tree.below[head] if item > head and clauses.is_verb(item))
    return (clauses.clause(item) for item in behind if kinds[item] == links.VERB or tree.links[item] != links.CONJUNCT)


def _agents_of(clauses: Clauses, clause: Clause, agents: tuple[int, ...], lexicon: Lexicon) -> tuple[int, ...]:
    """Return who is to act: for a causative ("force it to respect") the one who is made to, else those given."""
    if clause.verb not in lexicon.stances.causative:
        return agents
    inner = (clauses.clause(one.head) for one in clause.complements if one.kind != "predicate")
    caused = (*_caused(clause, lexicon), *(item for one in inner for item in own_doer(clauses, one)))
    return tuple(dict.fromkeys(caused)) or agents


def _unit(clauses: Clauses, head: int, agents: tuple[int, ...], starts: list[int], *, is_first: bool) -> Unit:
    """Bound a unit by the next one; a trailing "and", "to", comma or relative clause is cut off."""
    tree = clauses.tree
    begin = tree.firsts[head] if is_first else head
    end = min([tree.lasts[head], *(start - 1 for start in starts if start > head)])
    end = _without_relative(clauses, head, end)
    while end > head and (is_sign(clauses, end) or tree.links[end] in _TRAILING):
        end -= 1
    while begin < head and opens(clauses, begin):
        begin += 1
    return Unit(head, begin, end, agents)


def is_sign(clauses: Clauses, word: int) -> bool:
    """Tell whether a word is a sign of punctuation."""
    return clauses.words.kinds[word] == links.PUNCT


def opens(clauses: Clauses, word: int) -> bool:
    """Tell whether a word only opens a clause: "that", "and", "to", a comma."""
    return clauses.tree.links[word] in _OPENING or clauses.words.shapes[word] == links.TO


def _without_relative(clauses: Clauses, head: int, end: int) -> int:
    """Cut a relative clause at the very end: it says more about a thing, not what is to be done."""
    tree = clauses.tree
    for word in range(head + 1, tree.lasts[head] + 1):
        if tree.links[word] == links.RELATIVE and tree.lasts[word] == end and tree.firsts[word] > head:
            return tree.firsts[word] - 1
    return end
