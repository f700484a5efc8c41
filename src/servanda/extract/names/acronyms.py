"""Acronyms that a text explains beside a name: "the Osk Peasant Army (OPA)", "the OPA (Osk Peasant Army)"."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from servanda.extract.names.mentions import Mention

_INITIAL: Final = re.compile(r"(?<![^\W_])[^\W\d_]")
_LEAST: Final = 2  # letters of an acronym


def explained_acronyms(plain: str, mentions: Sequence[Mention]) -> Mapping[str, str]:
    """Return the full name of each acronym that stands in brackets behind a name or before one that has its initials.

    ``mentions`` are the names in the order of the text. An acronym that two names claim is left out.
    """
    found: dict[str, set[str]] = {}
    for first, second in pairwise(mentions):
        if first.type == "person" or "(" not in plain[first.end : second.start]:
            continue
        bracketed = plain[first.end : second.start].strip() == "(" and plain[second.end : second.end + 1] == ")"
        for short, full in ((second.text, first.text), (first.text, second.text)) if bracketed else ():
            if _is_acronym_of(short, full):
                found.setdefault(short, set()).add(full)
    return {short: next(iter(full)) for short, full in found.items() if len(full) == 1}


def _is_acronym_of(short: str, full: str) -> bool:
    """Tell whether the capitals of one word are initials of the words of a name; their order may be another language's."""
    letters = [letter for letter in short if letter.isalpha()]
    if len(letters) < _LEAST or " " in short or not short.isupper() or " " not in full:
        return False
    initials = [letter.upper() for letter in _INITIAL.findall(full)]
    return all(letters.count(letter) <= initials.count(letter) for letter in letters)
