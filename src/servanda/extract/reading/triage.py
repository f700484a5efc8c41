"""Triage: which paragraphs are worth the parser. A paragraph without any word of interest, and without one beside it, is not."""

import re
from collections.abc import Sequence
from itertools import chain, compress, count
from typing import Final

from servanda.model.documents import DocumentText
from servanda.reference.triage import Hit, Triage
from servanda.text.languages import is_english

_WHOLE: Final = 3  # words of interest that keep a whole document: who speaks may be named anywhere in it
_MANY: Final = 20  # words of interest that keep a whole document, doubtful as they all may be
_NEAR: Final = 40  # characters from who acts to the act
_CLAUSE_END: Final = re.compile(r"[.!?;:\n]")


def may_tell(text: DocumentText, triage: Triage) -> bool:
    """Tell whether a document may hold a claim of interest at all; the stems are English, so other languages always may."""
    if text.language and not text.language.lower().startswith("en"):
        return True
    paragraphs = [text.text[paragraph.start : paragraph.end] for paragraph in text.paragraphs]
    whole = text.language is not None or is_english(text.text, default=True)
    return bool(worth_reading(paragraphs, triage)) or not all(is_english(words, default=whole) for words in paragraphs)


def worth_reading(paragraphs: Sequence[str], triage: Triage) -> frozenset[int]:
    """Return the numbers of the paragraphs that can hold a claim of interest.

    Of a document with a sure word of interest, or with twenty doubtful ones: all where it has three words of interest, else
    the paragraphs with one and their neighbours. Of another: those in which one who acts stands near an act, with theirs.
    """
    found = [tuple(triage.hits(words)) for words in paragraphs]
    n_words = sum(map(len, found))
    sure = n_words >= _MANY or "sure" in {hit.kind for hit in chain.from_iterable(found)}
    if sure and n_words >= _WHOLE:
        return frozenset(range(len(paragraphs)))
    telling = compress(count(), found if sure else map(_is_deed, paragraphs, found))
    near = {number + step for number in telling for step in (-1, 0, 1)}
    return frozenset(near.intersection(range(len(paragraphs))))


def _is_deed(words: str, hits: Sequence[Hit]) -> bool:
    """Tell whether somebody who may act stands near something that may be an act, in one clause: "the army attacked"."""
    acts = [hit.start for hit in hits if hit.kind == "act"]
    pairs = (sorted((hit.start, start)) for hit in hits if hit.kind == "actor" for start in acts)
    return any(last - first <= _NEAR and not _CLAUSE_END.search(words, first, last) for first, last in pairs)
