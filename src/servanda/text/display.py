"""Foreign text on a terminal: nothing in it may steer the screen or pass for a line of ours."""

import unicodedata
from typing import Final

_JOINERS: Final = frozenset("\u061c\u200c\u200d\u200e\u200f")
"""Format characters that whole languages are written with; they move no cursor and reverse no line."""
_SHORT: Final = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def printable(text: str) -> str:
    """Return ``text`` on one line: control characters, line ends, overrides of direction and lone surrogates as escapes."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(letter if _is_harmless(letter) else _SHORT.get(letter, f"\\u{ord(letter):04x}") for letter in text)


def indented(message: str) -> str:
    """Return a message with its own line ends, every line but the first moved in, so that none can pass for another message."""
    first, *others = message.split("\n")
    return "\n  ".join(map(printable, (first, *others)))


def is_text(text: str) -> bool:
    """Tell whether ``text`` can be written as UTF-8: a file name with other bytes in it cannot."""
    return not any("\ud800" <= letter <= "\udfff" for letter in text)


def _is_harmless(letter: str) -> bool:
    return letter.isprintable() or letter in _JOINERS or unicodedata.category(letter) == "Zs"
