"""Bounds on what is read at once, and the cutting of text that is beyond them.

Some rules look from each word of a sentence at all its others, so a sentence without end would take time without end.
With these bounds the work grows with the text and not with its square. News stays far below them: the longest of some
20,000 sentences measured has 107 tokens, the longest paragraph 1,198. What is left unread is recorded.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from spacy.tokens import Doc

PIECE: Final = 20_000  # characters that the parser is given at once
WORD: Final = 500  # characters without a blank: the tokenizer looks at each sign of a word again for each other
STRETCH: Final = 1_500  # tokens that the rules look at together
SENTENCE: Final = 400  # tokens of a sentence
NESTING: Final = 20  # speakers within each other's words
QUOTATIONS: Final = 50  # in marks, of one speaker at one place
TOO_LONG: Final = f"no end of a sentence within {SENTENCE} words and signs: too long to be read"
ENDLESS: Final = f"more than {WORD} signs without a blank: no word, and not read"
_WORD: Final = re.compile(r"\S+")
_SENTENCE_END: Final = re.compile(r"[.!?][\"'”’)\]]{0,3}\s+(?=[\"'“‘(\[]{0,3}[A-Z0-9])")


def endless_words(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the bounds of what is too long for a word in ``plain[start:end]``."""
    for match in _WORD.finditer(plain, start, end):
        if match.end() - match.start() > WORD:
            yield match.span()


def within(plain: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """Yield the bounds of the pieces of ``plain[start:end]`` that the parser can take, and whether a piece is torn off.

    They end at sentence ends; where there is none for long, a piece ends where it must, and its last sentence is torn.
    """
    while end - start > PIECE:
        half = start + PIECE // 2
        ends = [match.end() for match in _SENTENCE_END.finditer(plain, half, start + PIECE)]
        blank = plain.rfind(" ", half, start + PIECE) + 1
        cut = ends[-1] if ends else blank or start + PIECE
        yield start, cut, not ends
        start = cut
    yield start, end, False


def stretches(doc: "Doc", torn: tuple[bool, bool]) -> Iterator[tuple[int, int, bool]]:
    """Yield the tokens ``[first, end)`` of the stretches of a document that are read together, and whether they are read.

    Not read are sentences with too many tokens, and the first and last sentence where the text was torn there.
    """
    first = 0
    for sentence in doc.sents:
        start, end = sentence.start, sentence.end
        unread = _is_unread(start, end, len(doc), torn)
        if first < start and (unread or end - first > STRETCH):
            yield first, start, True
            first = start
        if unread:
            yield start, end, False
            first = end
    if first < len(doc):
        yield first, len(doc), True


def _is_unread(start: int, end: int, length: int, torn: tuple[bool, bool]) -> bool:
    """Tell whether a sentence has too many tokens or is torn off."""
    return end - start > SENTENCE or (torn[0] and start == 0) or (torn[1] and end == length)
