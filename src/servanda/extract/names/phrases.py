"""Where the noun phrase of a head begins and ends, as names ask it: with what stands behind it, up to a clause."""

from typing import TYPE_CHECKING

from servanda.extract.clauses import clauses_of
from servanda.extract.reading import Segment
from servanda.reference.grammar import grammar_words

if TYPE_CHECKING:
    from spacy.tokens import Token


def _is_charge(preposition: "Token", accused: "Token") -> bool:
    """Tell whether "of" belongs to the verb over a noun: "accused the rebels of shelling Olm"."""
    of_verb = accused.dep_ == "dobj" and accused.head.lemma_ in grammar_words().of_verbs
    return of_verb and preposition.lower_ == "of"


def noun_phrase(segment: Segment, head: "Token") -> tuple[int, int]:
    """Return the bounds of the noun phrase of a head, without dates before, and relative clauses and appositions behind it."""
    first = segment.doc[clauses_of(segment).phrase(head.i).first]
    last = head
    for item in head.rights:
        if item.dep_ in {"relcl", "acl", "appos", "punct", "advcl", "dep", "parataxis", "cc", "conj", "case"}:
            break
        if item.left_edge.i != last.i + 1 or _is_charge(item, head):
            break
        last = item.right_edge
    return segment.bounds(first)[0], segment.bounds(last)[1]
