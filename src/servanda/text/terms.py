"""The words of a text by which it can be told how much another text speaks of the same matters."""

import re
from sys import intern
from typing import Final, NamedTuple

_WORD: Final = re.compile(r"[^\W\d_]+")
_NUMBER: Final = re.compile(r"\d[\d.,]*\d|\d")
_NAME: Final = re.compile(r"\b[A-ZÀ-ÞА-ЯЁЄІЇ][\w'’-]+(?: [A-ZÀ-ÞА-ЯЁЄІЇ][\w'’-]+)*")
_ENDINGS: Final = ("ing", "ed", "es", "s")
_SHORTEST: Final = 3
_SHORTEST_STEM: Final = 4


class Terms(NamedTuple):
    """Stems of words in their order, words of names, and numbers; all repeated as often as they stand."""

    words: tuple[str, ...]
    names: tuple[str, ...]
    numbers: tuple[str, ...]


def terms(text: str, n_most: int = 800) -> Terms:
    """Return the terms of a text, at most ``n_most`` of each kind.

    A capitalised word that only begins a line is no name.
    """
    words = (word.casefold() for word in _WORD.findall(text))
    stems = tuple(intern(stem(word)) for word in words if len(word) >= _SHORTEST)  # one for all texts that have it
    names = tuple(word.casefold() for line in text.split("\n") for word in _names(line) if len(word) >= _SHORTEST)
    return Terms(stems[:n_most], names[:n_most], tuple(_NUMBER.findall(text)[:n_most]))


def _names(line: str) -> list[str]:
    found = (match[0].split() for match in _NAME.finditer(line) if match.start() or " " in match[0])
    return [word for words in found for word in words]


def stem(word: str) -> str:
    """Return a word without an English ending; others stay whole."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word
