"""Whether a clause asks: "(asked) who fired", "whose aircraft struck"."""

from servanda.extract.clauses.links import ASKING, CONTENT, GOVERNED_CLAUSE, MARK
from servanda.extract.clauses.tree import Tree


def asks(tree: Tree, verb: int) -> bool:
    """As in "(asked) who fired", "whose aircraft struck": an indirect question takes its event as known."""
    if tree.links[verb] not in {CONTENT, GOVERNED_CLAUSE}:
        return False
    before = (item for item in tree.below[verb] if item < verb and tree.links[item] != MARK)
    return any(
        tree.words.shapes[word] == ASKING for item in before for word in (item, *tree.below[item]) if word <= item
    )
