"""Where the noun phrase of a head begins and ends, as names ask it: with what stands behind it, up to a clause."""

from typing import Final

from servanda.extract.clauses import Clauses, links
from servanda.reference.grammar import grammar_words

_NOT_BEHIND: Final = frozenset(
    {
        links.RELATIVE,
        links.OF_NOUN,
        links.APPOSITION,
        links.PUNCTUATION,
        links.ADVERBIAL,
        links.OTHER,
        links.COORDINATOR,
        links.CONJUNCT,
        links.CASE,
    }
)


def noun_phrase(clauses: Clauses, head: int) -> tuple[int, int]:
    """Return the first and last word of the noun phrase of a head: "the council [of Olm in the north]".

    Dates before it, and relative clauses and appositions behind it, are no part of it.
    """
    tree, last = clauses.tree, head
    for item in (item for item in tree.below[head] if item > head):
        if tree.links[item] in _NOT_BEHIND or tree.firsts[item] != last + 1 or _is_charge(clauses, item, head):
            break
        last = tree.lasts[item]
    return clauses.phrase(head).first, last


def _is_charge(clauses: Clauses, preposition: int, accused: int) -> bool:
    """Tell whether "of" belongs to the verb over a noun: "accused the rebels of shelling Olm"."""
    tree, words = clauses.tree, clauses.words
    of_verb = tree.links[accused] == links.OBJECT and words.lemmas[tree.heads[accused]] in grammar_words().of_verbs
    return of_verb and words.lowers[preposition] == "of"
