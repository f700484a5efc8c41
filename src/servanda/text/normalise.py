"""Normalisation that keeps every offset: one character in, one character out.

Parsers are trained on plain quotation marks and spaces. Typographic marks, no-break spaces and stray control
characters are replaced one to one, so that an offset into the result is an offset into the frozen text.
"""

import re
from typing import Final

OPENING_MARKS: Final = "“«„‟「"
CLOSING_MARKS: Final = "”»」"
DOUBLE_MARKS: Final = frozenset(OPENING_MARKS + CLOSING_MARKS + '"＂')
SINGLE_MARKS: Final = frozenset("‘’‚‛‹›`´ʼ'")
_SPACES: Final = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\u200b\u200e\u200f\ufeff\t"
_TABLE: Final = {
    **{ord(mark): '"' for mark in DOUBLE_MARKS},
    **{ord(mark): "'" for mark in SINGLE_MARKS},
    **{ord(space): " " for space in _SPACES},
    **dict.fromkeys((*range(10), *range(11, 32), *range(127, 160)), " "),
}
_TWO_APOSTROPHES: Final = re.compile(r"''(?!')")


def normalised(text: str) -> str:
    """Return ``text`` with plain quotation marks, apostrophes and spaces; its length never changes.

    Two apostrophes in a row (a typewriter's quotation mark) become a mark and a space, the mark on the side of the
    quoted words. Line feeds stay.
    """
    return _TWO_APOSTROPHES.sub(_typewriter_mark, text.translate(_TABLE))


def _typewriter_mark(match: re.Match[str]) -> str:
    before = match.string[: match.start()][-1:]
    return ' "' if not before or before.isspace() or before in "([-" else '" '
