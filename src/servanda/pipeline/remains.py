"""What gives an expunged document away: its sentences, runs of five of its words, names from its protected fields."""

import html
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import IO, BinaryIO

from servanda.errors import InputError
from servanda.model.zips import check_directory

_N_RUN = 5
_N_SENTENCE = 3
_PERSONS = frozenset({"witness", "author"})
_WORD = re.compile(r"\w+")
_SENTENCE = re.compile(r"[.!?;:…؟۔。]+[\s\"'”’»)]|\n")
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_TAG = re.compile(r"<[^<>]{0,2000}>")
_PIECE = 1 << 24
_OVERLAP = 1 << 12


@dataclass(frozen=True)
class Telling:
    """Runs of folded words by their number of words. What a kept text has as well tells nothing and is not in them."""

    runs: dict[int, frozenset[str]]

    def __call__(self, text: str) -> bool:
        """Tell whether a text holds one of the runs, whatever its case, punctuation and line breaks."""
        words = _words(text)
        return any(run in found for length, found in self.runs.items() for run in _runs(words, length))

    def stands_in(self, path: Path) -> bool:
        """Tell whether a file holds one of the runs, plainly or as HTML or JSON write it, also inside a zip archive.

        Raises `OSError` where the file cannot be read.
        """
        with path.open("rb") as file:
            return self._stands_in(file)

    def stands_in_bytes(self, content: bytes) -> bool:
        """Tell the same of bytes."""
        return self._stands_in(BytesIO(content))

    def _stands_in(self, file: BinaryIO) -> bool:
        return any(self(form) for piece in _pieces(file) for form in _forms(piece))


def telling(texts: Iterable[str], names: Iterable[tuple[str, str]], kept: Iterable[str]) -> Telling:
    """Return what gives a document away.

    ``texts`` are its text layers and titles, ``names`` its protected values by field, ``kept`` the texts that stay. A short
    sentence counts from three words on. The name of a person counts whatever stays, another protected value from three words on.
    """
    runs: dict[int, set[str]] = {}
    for text in texts:
        for words in map(_words, _SENTENCE.split(text)):
            if _N_SENTENCE <= len(words) < _N_RUN:
                runs.setdefault(len(words), set()).add(" ".join(words))
        runs.setdefault(_N_RUN, set()).update(_runs(_words(text), _N_RUN))
    for words in map(_words, kept):
        for length, found in runs.items():
            found.difference_update(_runs(words, length))
    for field, value in names:
        words = _words(value)
        if words and (field in _PERSONS or len(words) >= _N_SENTENCE):
            runs.setdefault(len(words), set()).add(" ".join(words))
    return Telling({length: frozenset(found) for length, found in runs.items() if found})


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


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    """Yield the bytes of a file, and those inside where it is a zip archive; each piece begins with the end of the one before."""
    yield from _overlapping(file)
    if not zipfile.is_zipfile(file):
        return
    try:
        check_directory(file, "archive")
        with zipfile.ZipFile(file) as archive:
            for member in archive.infolist():
                with archive.open(member) as inside:
                    yield from _overlapping(inside)
    except (InputError, zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError):
        return  # no archive that this program wrote: its bytes were looked at as they are


def _overlapping(file: IO[bytes]) -> Iterator[bytes]:
    end = b""
    while piece := file.read(_PIECE):
        yield end + piece
        end = piece[-_OVERLAP:]
