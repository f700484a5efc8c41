"""A share of several acts, which stands where the acts would: "[14 of] the 20 attacks were attributed to X", "carried out [most of] them"."""

from typing import Final

from servanda.extract.clauses import Clauses, links
from servanda.reference.grammar import grammar_words
from servanda.reference.lexicon import Lexicon

_OF: Final = "of"


def share_of(clauses: Clauses, noun: int, lexicon: Lexicon) -> int:
    """Return the word for the share of the acts that a noun names, the noun itself where it stands for all of them."""
    tree, of = clauses.tree, clauses.tree.heads[noun]
    if tree.links[noun] != links.GOVERNED or clauses.words.lowers[of] != _OF:
        return noun
    above = tree.heads[of]
    shares = [above, *(item for item in tree.linked(above, links.SUBJECT, links.PASSIVE_SUBJECT) if item > noun)]
    return next((item for item in shares if _counts(clauses, item, lexicon)), noun)


def _counts(clauses: Clauses, word: int, lexicon: Lexicon) -> bool:
    known, words = grammar_words(), clauses.words
    counting = known.quantifiers | known.not_one | known.negative_pronouns | lexicon.performance.partitives
    return words.kinds[word] == links.NUM or words.lowers[word] in counting
