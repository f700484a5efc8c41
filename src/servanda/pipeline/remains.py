"""What gives an expunged document away: its sentences, runs of five of its words, names from its protected fields."""

import html
import re
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from servanda.pipeline.unpacking import Words, pieces

_N_RUN = 5
_N_SENTENCE = 3
_N_SHORT = 200  # characters that one or two words and what stands around them have at most
_PERSONS = frozenset({"witness", "author"})
_WORD = re.compile(r"\w+")
_SENTENCE = re.compile(r"[.!?;:…؟۔。]+(?:[\s\"'”’»)]|$)|\n")
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_TAG = re.compile(r"<[^<>]{0,2000}>")


def _no_words(_: bytes) -> str:
    return ""


@dataclass(frozen=True)
class Telling:
    """Runs of folded words by their number of words. What a kept text has as well tells nothing and is not in them.

    ``sentences`` are of one or two words: they tell where they stand alone, between full stops or on a line of their own.
    """

    runs: dict[int, frozenset[str]]
    sentences: frozenset[str] = frozenset()

    def __call__(self, text: str) -> bool:
        """Tell whether a text holds one of the runs or sentences, whatever its case, punctuation and line breaks."""
        words = _words(text)
        if any(run in found for length, found in self.runs.items() for run in _runs(words, length)):
            return True
        return bool(self.sentences) and any(one in self.sentences for one in _short_sentences(text))

    def stands_in(self, path: Path, pdf_words: Words = _no_words) -> bool:
        """Tell whether a file holds one of the runs or sentences, plainly or as HTML or JSON write it.

        Archives (zip, gzip, WARC) are looked into, also within each other, and PDF files by ``pdf_words``. Raises `OSError` where
        the file cannot be read.
        """
        with path.open("rb") as file:
            return self._stands_in(file, pdf_words)

    def stands_in_bytes(self, content: bytes, pdf_words: Words = _no_words) -> bool:
        """Tell the same of bytes."""
        return self._stands_in(BytesIO(content), pdf_words)

    def in_runs(self) -> "Telling":
        """Return the same without short sentences: what tells for certain."""
        return Telling(self.runs)

    def folded(self, form: Callable[[str], str]) -> "Telling":
        """Return what tells in texts whose words have another form, such as those of the search index."""
        return Telling({length: frozenset(map(form, found)) for length, found in self.runs.items()})

    def _stands_in(self, file: BinaryIO, pdf_words: Words) -> bool:
        return any(self(form) for piece in pieces(file, pdf_words) for form in _forms(piece))


def telling(
    texts: Iterable[str], names: Iterable[tuple[str, str]], kept: Iterable[str], common: Container[str] = ()
) -> Telling:
    """Return what gives a document away.

    ``texts`` are its text layers and titles, ``names`` its protected values by field, ``kept`` the texts that stay. A sentence of three or
    four words counts wherever it stands, one of two where it stands alone, and so does one word unless it is a ``common`` one. The name
    of a person counts whatever stays, another protected value from three words on.
    """
    runs: dict[int, set[str]] = {_N_RUN: set()}
    sentences: set[str] = set()
    for text in texts:
        sentences |= {one for one in _short_sentences(text) if " " in one or one not in common}
        runs[_N_RUN].update(_runs(_words(text), _N_RUN))
        for words in _medium_sentences(text):
            runs.setdefault(len(words), set()).add(" ".join(words))
    for text in kept:
        words = _words(text)
        sentences.difference_update(_short_sentences(text))
        for length, found in runs.items():
            found.difference_update(_runs(words, length))
    for words in _telling_names(names):
        runs.setdefault(len(words), set()).add(" ".join(words))
    return Telling({length: frozenset(found) for length, found in runs.items() if found}, frozenset(sentences))


def _medium_sentences(text: str) -> Iterator[list[str]]:
    """Yield the words of the sentences that are too short for a run, but long enough to tell anywhere."""
    return (words for words in map(_words, _SENTENCE.split(text)) if _N_SENTENCE <= len(words) < _N_RUN)


def _telling_names(names: Iterable[tuple[str, str]]) -> Iterator[list[str]]:
    """Yield the words of protected values: names of persons, others from three words on."""
    for field, value in names:
        words = _words(value)
        if words and (field in _PERSONS or len(words) >= _N_SENTENCE):
            yield words


def _short_sentences(text: str) -> Iterator[str]:
    """Yield the sentences of one or two words, one at least with letters."""
    for sentence in _SENTENCE.split(text):
        words = _words(sentence) if len(sentence) <= _N_SHORT else []
        if 0 < len(words) < _N_SENTENCE and any(word.isalpha() for word in words):
            yield " ".join(words)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _runs(words: list[str], length: int) -> Iterator[str]:
    return (" ".join(words[start : start + length]) for start in range(len(words) - length + 1))


def _forms(piece: bytes) -> Iterator[str]:
    """Yield a piece as it stands, without the escapes of JSON, and without those and the tags of HTML."""
    text = piece.decode("utf-8", errors="replace")
    yield text
    if "\\" in text:
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text.replace("\\n", " ").replace("\\t", " "))
        yield text
    if "<" in text or "&" in text:
        yield html.unescape(_TAG.sub(" ", text))
    if "<" in text:  # each element by itself, for a short sentence stands alone in it
        yield html.unescape(_TAG.sub("\n", text))
