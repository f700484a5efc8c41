"""Where the registry's names of agreements stand in a text, in any case of letters."""

from collections.abc import Iterable, Iterator
from typing import Final

from servanda.text.patterns import regex

_WORD: Final = regex(r"\w[\w'’-]*")
_SHORT: Final = 3  # names of up to three letters may mean anything and are left to the grammar


class NameIndex:
    """Names by their first word; read-only."""

    def __init__(self, names: Iterable[str]) -> None:
        """Take the names."""
        self._names: dict[str, list[str]] = {}
        for name in sorted(
            {name.casefold() for name in names if len(name) > _SHORT}, key=lambda name: (-len(name), name)
        ):
            first = _WORD.search(name)
            if first is not None and first.start() == 0:
                self._names.setdefault(first[0], []).append(name)

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield the bounds of the longest name at each word of ``text``."""
        for word in _WORD.finditer(text):
            for name in self._names.get(word[0].casefold(), ()):
                end = word.start() + len(name)
                whole = not text[end : end + 1].isalnum()
                if whole and text[word.start() : end].casefold() == name:
                    yield word.start(), end
                    break
