"""Whether a clause asks: "(asked) who fired", "whose aircraft struck"."""

from servanda.extract.clauses.links import ASKING, CLAUSE_SUBJECT, CONTENT, GOVERNED_CLAUSE, MARK
from servanda.extract.clauses.tree import Tree


def asks(tree: Tree, verb: int) -> bool:
    """As in "(asked) who fired", "whose aircraft struck": an indirect question takes its event as known."""
    if tree.links[verb] not in {CONTENT, GOVERNED_CLAUSE, CLAUSE_SUBJECT}:
        return False
    above = tree.heads[verb]
    before = (item for item in tree.below[verb] if item < verb and tree.links[item] != MARK)
    led = (word for item in before for word in (item, *tree.below[item]) if word <= item)
    return any(_is_asking(tree, word) and not word < above < verb for word in led)


def _is_asking(tree: Tree, word: int) -> bool:
    return tree.words.shapes[word] == ASKING and tree.words.lowers[word] != "that"
