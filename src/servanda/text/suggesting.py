"""What somebody may have meant by a word that is none of those known."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

_LIKE: Final = 0.6
_MOST: Final = 3
_LISTED: Final = 16


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


def _plain(word: str) -> str:
    return word.casefold().replace("_", " ").replace("-", " ").strip()
