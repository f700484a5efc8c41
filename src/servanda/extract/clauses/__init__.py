"""Clauses and noun phrases of a parsed segment: who does what to whom, in which voice, tense and mood, denied or not.

The door of the package: `clauses_of`. Only here and in `reading` is a spaCy object touched. `links` names what words are to each other.
"""

from typing import TYPE_CHECKING, Final

from servanda.extract.clauses import links
from servanda.extract.clauses.building import Clauses
from servanda.extract.clauses.records import Clause, Complement, Negation, Oblique, Phrase
from servanda.extract.clauses.tree import Tree, Words
from servanda.extract.reading import Segment

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = [
    "Clause",
    "Clauses",
    "Complement",
    "Negation",
    "Oblique",
    "Phrase",
    "Tree",
    "Words",
    "clauses_in",
    "clauses_of",
    "links",
]

_KEPT: Final = "clauses"


def clauses_of(segment: Segment) -> Clauses:
    """Return the clauses of a segment, made once and kept with its parse.

    Words are told by index from 0; ``words.starts`` are offsets in the text of the segment. Raises `ConfigError` where the words of
    grammar cannot be read.
    """
    return clauses_in(segment.doc)


def clauses_in(doc: "Doc") -> Clauses:
    """Return the clauses of a parsed stretch of text, made once and kept with it; indices are those of its tokens.

    Raises `ConfigError` where the
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
