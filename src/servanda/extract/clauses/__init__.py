"""Clauses and noun phrases of a parsed segment: who does what to whom, in which voice, tense and mood, denied or not.

The door of the package: `clauses_of`. Only here and in `reading` is a spaCy object touched.
"""

from typing import TYPE_CHECKING, Final

from servanda.extract.clauses.building import Clauses
from servanda.extract.clauses.records import Clause, Complement, Negation, Oblique, Phrase
from servanda.extract.clauses.tree import Words

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["Clause", "Clauses", "Complement", "Negation", "Oblique", "Phrase", "Words", "clauses_of"]

_KEPT: Final = "clauses"


def clauses_of(doc: "Doc") -> Clauses:
    """Return the clauses of a parsed stretch of text (``segment.doc``), made once and kept with it.

    Indices of words are those of the tokens of ``doc``; ``words.starts`` are offsets in its text. Raises `ConfigError` where the
    words of grammar cannot be read.
    """
    found = doc.user_data.get(_KEPT)
    if found is None:
        from servanda.extract.clauses.english import tree_of
        from servanda.extract.clauses.mending import mended
        from servanda.reference.grammar import grammar_words

        words = grammar_words()
        found = doc.user_data[_KEPT] = Clauses(mended(tree_of(doc), words), words)
    return found
