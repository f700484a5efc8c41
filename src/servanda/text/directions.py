"""Directions of writing: words of one direction within a line of the other, by signs of Unicode (UAX 9)."""

import unicodedata
from typing import Final

RIGHT_TO_LEFT: Final = "\u2067"
"""Begins words that are written from the right."""
END: Final = "\u2069"
_FIRST_STRONG: Final = "\u2068"
_ISOLATES: Final = (RIGHT_TO_LEFT, _FIRST_STRONG)


def isolated(text: str) -> str:
    """Return words of one direction for a line of the other: in signs of Unicode (UAX 9) that keep them together.

    A date or a range of numbers within Arabic would otherwise be turned round: 2031-05-08 would read 08-05-2031.
    """
    if text[:1] in _ISOLATES or not any(letter.isalnum() for letter in text):
        return text
    return f"{_FIRST_STRONG}{text}{END}"


def direction_of(text: str) -> str:
    """Return the direction of the first letter that has one: ``rtl`` for Arabic, Hebrew and their like, else ``ltr``."""
    strong = (unicodedata.bidirectional(letter) for letter in text)
    return next(("ltr" if one == "L" else "rtl" for one in strong if one in {"L", "R", "AL"}), "ltr")
