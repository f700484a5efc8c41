"""Who may have done it and may not: "the army or the rebels shelled it", "it was not the army that burned it" accuse nobody.

Nor does "the army, not the police," accuse the police.
"""

from servanda.extract.clauses import Clauses, links
from servanda.extract.factuality import is_told
from servanda.reference.grammar import grammar_words
from servanda.reference.lexicon import Lexicon


def is_open(clauses: Clauses, doer: int, lexicon: Lexicon) -> bool:
    """Tell whether it is left open that somebody did it: he is one of several, or named where that is denied or asked."""
    return _is_one_of(clauses, doer) or _is_denied(clauses, doer, lexicon) or _is_set_aside(clauses, doer)


def _is_set_aside(clauses: Clauses, doer: int) -> bool:
    """Tell whether somebody, or what is his, is set aside: "government jets rather than [rebel] drones"."""
    tree = clauses.tree
    while tree.links[doer] in links.BEFORE_NOUN:
        doer = tree.heads[doer]
    return clauses.is_set_aside(doer)


def _is_one_of(clauses: Clauses, doer: int) -> bool:
    """Tell whether "or" joins somebody to another: "by the army or the rebels"."""
    tree = clauses.tree
    while tree.links[doer] == links.CONJUNCT and clauses.words.kinds[tree.heads[doer]] in links.NOMINAL:
        doer = tree.heads[doer]
    joining = (item for head in tree.joined([doer]) for item in tree.linked(head, links.COORDINATOR))
    return any(clauses.words.lowers[item] in grammar_words().choosing for item in joining)


def _is_denied(clauses: Clauses, doer: int, lexicon: Lexicon) -> bool:
    """Tell whether a clause around "who" says or asks only that it may not have been him: "it was not [the army] that burned it"."""
    tree, known = clauses.tree, grammar_words()
    first = next((item for item in (doer, *tree.above(doer)) if tree.links[item] != links.CONJUNCT), doer)
    be = tree.heads[first]
    if tree.links[first] != links.PREDICATE or clauses.words.lemmas[be] not in known.being:
        return False
    cleft = any(
        clauses.words.lowers[item] in known.vague_subjects for item in tree.linked(be, *links.SUBJECTS, links.EXPLETIVE)
    )
    return cleft and not _is_put_instead(clauses, doer) and not is_told(clauses, be, lexicon)


def _is_put_instead(clauses: Clauses, doer: int) -> bool:
    """Tell whether somebody is named in the place of who is denied: "not the army but [a gang]"."""
    tree, known = clauses.tree, grammar_words()
    between = tree.linked(tree.heads[doer], links.COORDINATOR) if tree.links[doer] == links.CONJUNCT else []
    return any(tree.words.lowers[item] in known.contrasting for item in between if item < doer)
