"""How every pattern of a date begins and ends: not inside a word, a number or a path."""

import re


def pattern(text: str) -> re.Pattern[str]:
    """Return ``text`` compiled, standing free of words, hyphens and slashes."""
    return re.compile(rf"(?<![\w\-/]){text}(?![\w/]|-\d)")
