"""Finding the same words again: in a text as somebody types them, or in another reading of the same document."""

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

_DROPPED: Final = frozenset("-‐‑\u00ad\u200b\ufeff")
_QUOTES: Final = str.maketrans("“”„«»‘’‚`´", "\"\"\"\"\"'''''")
_CONTEXTS: Final = ((60, 60), (30, 30), (0, 30), (30, 0), (12, 12), (0, 12), (12, 0), (0, 0))
"""Letters before and after that must be the same too, from the surest to none."""

Range = tuple[int, int]


class Letters:
    """A text without blanks, line ends, hyphens and forms of quotation marks, and where each letter stood."""

    def __init__(self, text: str) -> None:
        """Take the letters of ``text``."""
        kept = [(letter, place) for place, sign in enumerate(text) for letter in _letters(sign)]
        self.letters = "".join(letter for letter, _ in kept)
        self._places = [place for _, place in kept]

    def inside(self, start: int, end: int) -> Range:
        """Return the range of letters that stand in ``[start, end)`` of the text."""
        return bisect_left(self._places, start), bisect_left(self._places, end)

    def outside(self, start: int, end: int) -> Range:
        """Return the range of the text that holds the letters ``[start, end)``, at least one."""
        return self._places[start], self._places[end - 1] + 1

    def find(self, letters: str) -> Iterator[int]:
        """Yield where ``letters`` begin, overlapping ones too."""
        place = self.letters.find(letters) if letters else -1
        while place >= 0:
            yield place
            place = self.letters.find(letters, place + 1)


class Realigned:
    """Two readings of one document: where words of the ``old`` one stand in the ``new`` one."""

    def __init__(self, old: str, new: str) -> None:
        """Take both texts."""
        self._old, self._new = Letters(old), Letters(new)

    def find(self, start: int, end: int) -> Range | None:
        """Return where the words ``[start, end)`` of the old text stand in the new one.

        They are looked for with the words around them, with ever fewer of these; where they stand several times in both
        texts, the third is the third. ``None`` where they are not there, or it cannot be told which are meant.
        """
        first, last = self._old.inside(start, end)
        if first == last:
            return None
        letters = self._old.letters
        for before, after in _CONTEXTS:
            left = letters[max(0, first - before) : first]
            pattern = left + letters[first : last + after]
            then, now = list(self._old.find(pattern)), list(self._new.find(pattern))
            if now and len(then) == len(now):
                place = now[then.index(first - len(left))] + len(left)
                return self._new.outside(place, place + last - first)
        return None


def occurrences(quote: str, text: str) -> tuple[Range, ...]:
    """Return where ``quote`` stands in ``text``: to the letter, else whatever blanks, line ends and hyphens stand between."""
    if not quote.strip():
        return ()
    exact = [place for place in range(len(text)) if text.startswith(quote, place)] if quote in text else []
    if exact:
        return tuple((place, place + len(quote)) for place in exact)
    wanted, held = Letters(quote).letters, Letters(text)
    return tuple(held.outside(place, place + len(wanted)) for place in held.find(wanted))


def _letters(sign: str) -> str:
    if sign.isspace() or sign in _DROPPED:
        return ""
    return unicodedata.normalize("NFKC", sign).translate(_QUOTES)
