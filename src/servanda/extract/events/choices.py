"""Who may have done it and may not: "the army or the rebels shelled it", "it was not the army that burned it" accuse nobody."""

from servanda.extract.clauses import Clauses, links
from servanda.extract.factuality import is_told
from servanda.reference.grammar import grammar_words
from servanda.reference.lexicon import Lexicon


def is_open(clauses: Clauses, doer: int, lexicon: Lexicon) -> bool:
    """Tell whether it is left open that somebody did it: he is one of several, or named where that is denied or asked."""
    return _is_one_of(clauses, doer) or _is_denied(clauses, doer, lexicon)


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
    return cleft and not is_told(clauses, be, lexicon)
