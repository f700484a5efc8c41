"""Whom "who" and "which" take up: "the men who fired", "named Roka as the man who fired"."""

from servanda.extract.clauses.links import CONJUNCT, CONTENT, GOVERNED, OBJECT, PASSIVE_SUBJECT, RELATIVE, VERBAL
from servanda.extract.clauses.tree import Tree
from servanda.reference.grammar import GrammarWords


def antecedent(tree: Tree, pronoun: int, verb: int, words: GrammarWords) -> int:
    """Return the noun that a relative pronoun takes up; any other word stands for itself.

    Also in a clause joined to another ("who fired and fled"), or told in one ("which he said had fallen").
    """
    if tree.words.lowers[pronoun] not in words.relative_pronouns:
        return pronoun
    clause = verb
    while tree.words.kinds[tree.heads[clause]] in VERBAL and _is_within(tree, clause, pronoun):
        clause = tree.heads[clause]
    return _equated(tree, tree.heads[clause], words) if tree.links[clause] == RELATIVE else pronoun


def _equated(tree: Tree, noun: int, words: GrammarWords) -> int:
    """Return who is said to be somebody: of "named Roka as the man (who fired)" it is Roka."""
    preposition = tree.heads[noun]
    if tree.links[noun] != GOVERNED or tree.words.lowers[preposition] not in words.equating:
        return noun
    named = tree.linked(tree.heads[preposition], OBJECT, PASSIVE_SUBJECT)
    return named[0] if len(named) == 1 else noun


def _is_within(tree: Tree, clause: int, pronoun: int) -> bool:
    told = tree.links[clause] == CONTENT and pronoun < tree.heads[clause] < clause
    return told or (tree.links[clause] == CONJUNCT and tree.heads[clause] != clause)
