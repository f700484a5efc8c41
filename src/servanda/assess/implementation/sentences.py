"""Sentences of a text layer, and in a sentence what is said and what stands aside of it."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from servanda.model.documents import DocumentText
from servanda.text.phrases import phrases

_END: Final = re.compile(
    r"(?<=[.!?;…])[\"”’)\]]*\s+(?=[\"“‘(\[]?[A-ZÀ-ÞА-ЯЁЄІЇ\d\uf0b7•])|\s*[\uf0b7•▪]\s*|(?<=[;:])\s*\n\s*"
)
_NO_END: Final = re.compile(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Gen|Col|Lt|Sgt|No|Art|approx|incl)\.\s*$")
_BREAK: Final = re.compile(r"[;:]\s")
_COMMA: Final = re.compile(r",(?=\s)|[;:]\s|\s[–—-]\s")


class Clause(NamedTuple):
    """Characters ``[start, end)`` of a sentence; ``aside`` where they only say along with what, despite what or after what."""

    start: int
    end: int
    aside: bool


def sentences(text: DocumentText) -> Iterator[tuple[int, int]]:
    """Yield where each sentence of a text stands; none crosses the end of a paragraph."""
    for paragraph in text.paragraphs:
        start = paragraph.start
        for match in _END.finditer(text.text, paragraph.start, paragraph.end):
            if not _NO_END.search(text.text, max(start, match.start() - 8), match.start()):
                yield from _trimmed(text.text, start, match.start())
                start = match.end()
        yield from _trimmed(text.text, start, paragraph.end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    words = text[start:end]
    begin, stop = start + len(words) - len(words.lstrip()), start + len(words.rstrip())
    if begin < stop:
        yield begin, stop


class Clauses:
    """Parts sentences at what begins an aside and at what stands beside."""

    def __init__(self, aside: tuple[str, ...], beside: tuple[str, ...]) -> None:
        """Take the words that begin either."""
        self._aside, self._beside = phrases(aside), phrases(beside)

    def of(self, sentence: str) -> list[Clause]:
        """Return the clauses of a sentence, in their order."""
        asides = list(self._asides(sentence))
        cuts = {0, len(sentence), *(place for one in asides for place in one)}
        cuts |= {match.start() for match in _BREAK.finditer(sentence)}
        cuts |= {match.start() for match in self._beside.finditer(sentence)} if self._beside else set()
        ordered = sorted(cuts)
        return [
            Clause(start, end, any(first <= start < last for first, last in asides)) for start, end in pairwise(ordered)
        ]

    def _asides(self, sentence: str) -> Iterator[tuple[int, int]]:
        for match in self._aside.finditer(sentence) if self._aside else ():
            stop = _COMMA.search(sentence, match.end())
            yield match.start(), stop.start() if stop else len(sentence)
