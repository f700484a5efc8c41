"""How every pattern of a date begins and ends: not inside a word, a number or a path."""

import re

from servanda.text.patterns import regex


def pattern(text: str) -> re.Pattern[str]:
    """Return ``text`` compiled, standing free of words, hyphens and slashes."""
    return regex(rf"(?<![\w\-/]){text}(?![\w/]|-\d)")
