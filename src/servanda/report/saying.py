"""Things said in a language, by key: the words of a period report, of the desk, and of drawings."""

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Final

_RIGHT_TO_LEFT: Final = "\u2067"
_BETWEEN: Final = " · "
_FIRST_STRONG: Final = "\u2068"
_END: Final = "\u2069"
_ISOLATES: Final = (_RIGHT_TO_LEFT, _FIRST_STRONG)


class Words:
    """Says things in a language. ``direction`` is ``ltr`` or ``rtl``."""

    def __init__(self, language: str, texts: Mapping[str, str]) -> None:
        """Take every key of the shipped file with its text."""
        self.language = language
        self._texts = texts

    @property
    def direction(self) -> str:
        """The direction of writing."""
        return self._texts["direction"]

    def __contains__(self, key: str) -> bool:
        """Tell whether there is a text of this key."""
        return key in self._texts

    def __call__(self, key: str, **values: object) -> str:
        """Return the text of a key with its braces filled in."""
        text = self._texts[key]
        for name, value in values.items():
            text = text.replace(f"{{{name}}}", isolated(str(value)) if self.direction == "rtl" else str(value))
        return text

    def line(self, parts: Iterable[str]) -> str:
        """Return parts in one line, each with its own direction, in the order of the language."""
        if self.direction == "ltr":
            return _BETWEEN.join(parts)
        return f"{_RIGHT_TO_LEFT}{_BETWEEN.join(map(isolated, parts))}{_END}"

    def counted(self, key: str, number: str, **values: object) -> str:
        """Return the text of a key for a number as it is written, in the singular for one."""
        return self(f"{key}_one" if number == "1" else key, n=number, **values)


def isolated(text: str) -> str:
    """Return words of one direction for a line of the other: in signs of Unicode (UAX 9) that keep them together.

    A date or a range of numbers within Arabic would otherwise be turned round: 2031-05-08 would read 08-05-2031.
    """
    if text[:1] in _ISOLATES or not any(letter.isalnum() for letter in text):
        return text
    return f"{_FIRST_STRONG}{text}{_END}"


def direction_of(text: str) -> str:
    """Return the direction of the first letter that has one: ``rtl`` for Arabic, Hebrew and their like, else ``ltr``."""
    strong = (unicodedata.bidirectional(letter) for letter in text)
    return next(("ltr" if one == "L" else "rtl" for one in strong if one in {"L", "R", "AL"}), "ltr")
