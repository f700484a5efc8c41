"""What somebody may have meant by a word that is none of those known, and of what nothing may be suggested at all."""

from collections.abc import Container, Iterable
from difflib import get_close_matches
from typing import Final

_LIKE: Final = 0.6
_MOST: Final = 3
_LISTED: Final = 16
_MARKS: Final = "“”‘’\"'()[],.;:"


def near(word: str, known: Iterable[str], most: int = _MOST) -> tuple[str, ...]:
    """Return the known words that are written most like ``word``, best first; case, hyphens and underscores do not matter."""
    by_form = {_plain(one): one for one in sorted(known, reverse=True)}
    begun = sorted(form for form in by_form if _plain(word) and form.startswith(_plain(word)))
    alike = get_close_matches(_plain(word), list(by_form), n=most, cutoff=_LIKE)
    return tuple(by_form[form] for form in dict.fromkeys((*alike, *begun)))[:most]


def meant(word: str, known: Iterable[str]) -> str:
    """Return the question "did you mean ...?", or all known words where none is like it and they are few."""
    listed = sorted(set(known))
    found = near(word, listed)
    if found:
        return f"did you mean {' or '.join(map(repr, found))}?"
    return f"write one of: {', '.join(listed)}" if 0 < len(listed) <= _LISTED else ""


def may_be_name(words: str, common: Container[str] = frozenset()) -> bool:
    """Tell whether some word of a phrase can be a name: one with a large letter that is no common word, or without case at all.

    ``common`` holds words in lower case that are no names. "Others" and "missiles" name nobody, so nothing is suggested for them.
    """
    return any(_may_be_name(word.strip(_MARKS), common) for word in words.split())


def _may_be_name(word: str, common: Container[str]) -> bool:
    letters = [letter for letter in word if letter.isalpha()]
    cased = [letter for letter in letters if letter.lower() != letter.upper()]
    if not cased:
        return bool(letters)
    return any(letter.isupper() for letter in cased) and word.lower() not in common


def _plain(word: str) -> str:
    return word.casefold().replace("_", " ").replace("-", " ").strip()
