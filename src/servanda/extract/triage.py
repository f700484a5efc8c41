"""Triage: which paragraphs are worth the parser. A paragraph without any word of interest, and without one beside it, is not."""

from collections.abc import Sequence
from typing import Final

from servanda.model.documents import DocumentText
from servanda.reference.triage import Triage

_WHOLE: Final = 3  # words of interest that keep a whole document: who speaks may be named anywhere in it


def may_tell(text: DocumentText, triage: Triage) -> bool:
    """Tell whether a document holds any word of interest at all; the stems are English, so other languages always may."""
    english = not text.language or text.language.lower().startswith("en")
    return not english or bool(triage.hits(text.text, 1))


def worth_reading(paragraphs: Sequence[str], triage: Triage) -> frozenset[int]:
    """Return the numbers of the paragraphs that can hold a claim of interest.

    A document with three words of interest is read whole; of another, the paragraphs with one and their neighbours.
    """
    hits = [triage.hits(words, _WHOLE) for words in paragraphs]
    if sum(hits) >= _WHOLE:
        return frozenset(range(len(paragraphs)))
    near = (number + step for number, found in enumerate(hits) if found for step in (-1, 0, 1))
    return frozenset(number for number in near if 0 <= number < len(paragraphs))
