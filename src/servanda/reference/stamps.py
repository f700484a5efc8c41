"""Stamps by which a document says that it is not for everybody: "CONFIDENTIAL", "not for distribution", "للاستخدام الداخلي"."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from servanda.model.base import Record
from servanda.model.codec import from_plain
from servanda.reference.shipped import DATA

_SEPARATORS = re.compile(r"[|•·*_=~<>\[\](){}\u2022/;:,.!\"“”«»،؛]+|\s[-–—]+\s?|^[-–—]+|[-–—]+$|[–—]")
_TLP = re.compile(r"\btlp\s*[:\-]?\s*(?:red|amber)", re.IGNORECASE)
_NUMBER = re.compile(r"[\dIVXivx]+")
_MAX_WORDS = 25
_MAX_LETTERS = 2000


class _Language(Record, frozen=True, kw_only=True):
    marks: tuple[str, ...]
    beside: tuple[str, ...]
    sentences: tuple[str, ...]


class _Stamps(Record, frozen=True, kw_only=True):
    version: str
    languages: dict[str, _Language]


class _Compiled(NamedTuple):
    mark: re.Pattern[str]
    beside: frozenset[str]
    sentence: re.Pattern[str]


def stamp_in(blocks: Iterable[Iterable[str]]) -> str | None:
    """Return the first stamp found, as it is written; ``None`` where there is none.

    ``blocks`` are runs of lines from the head or the foot of a document or of its pages.
    """
    for block in blocks:
        lines = [" ".join(line.split()) for line in block if line.strip()]
        found = next((stamp for line in lines if (stamp := _stamp(line))), None) or _said(" ".join(lines))
        if found:
            return found
    return None


def _stamp(line: str) -> str | None:
    """Return the piece of a line that is nothing but a stamp."""
    if len(line.split()) > _MAX_WORDS:
        return None
    if marked := _TLP.search(line):
        return str(marked.group())
    pieces: list[str] = [piece.strip() for piece in _SEPARATORS.split(line) if piece.strip()]
    whole = " ".join(pieces)
    return next(
        (piece for piece in (*pieces, whole) if any(_is_mark(piece, language) for language in _compiled())), None
    )


def _is_mark(piece: str, language: _Compiled) -> bool:
    folded = _folded(piece)
    words = folded.split()
    bare = " ".join(word for word in words if word not in language.beside and not _NUMBER.fullmatch(word))
    is_mark = language.mark.fullmatch(folded) or (bare and language.mark.fullmatch(bare))
    return bool(is_mark) and (len(words) > 1 or not piece[0].islower())


def _said(text: str) -> str | None:
    folded = _folded(text[:_MAX_LETTERS])
    found = (language.sentence.search(folded) for language in _compiled())
    return next((match.group() for match in found if match), None)


def _folded(text: str) -> str:
    """Return text in lower case, without Arabic vowel signs and with one hyphen and one blank."""
    letters = (
        letter for letter in text.casefold() if not (letter >= "\u0600" and unicodedata.category(letter) == "Mn")
    )
    return " ".join("".join(letters).replace("\u2010", "-").replace("\u2011", "-").replace("ـ", "").split())


@cache
def _compiled() -> tuple[_Compiled, ...]:
    return tuple(_languages())


def _languages() -> Iterator[_Compiled]:
    from ruamel.yaml import YAML

    read: _Stamps = from_plain(YAML(typ="safe").load((DATA / "stamps.yaml").read_text(encoding="utf-8")), _Stamps)
    for language in read.languages.values():
        yield _Compiled(
            re.compile("|".join(f"(?:{pattern})" for pattern in language.marks)),
            frozenset(map(_folded, language.beside)),
            re.compile("|".join(f"(?:{pattern})" for pattern in language.sentences)),
        )
