"""Lists under words that end with a colon: what these say holds of every item ("Violations by the army:" and what follows)."""

from typing import Final, NamedTuple

from servanda.text.patterns import regex

Bounds = tuple[int, int]
_COLON: Final = regex(r":[ \t]*\n")
_ITEM: Final = regex(
    r"[ \t]*(?:\n[ \t]*)?(?:[-–—*•·▪‣◦\uf0b7]|\(?(?:\d{1,2}|[a-z]{1,2})[.)])[ \t]+(?=\S)(?P<item>[^\n]+)(?:\n|$)"
)


class Listing(NamedTuple):
    """The characters ``[start, end)`` of the words over a list, their colon left out, and of each item."""

    start: int
    end: int
    items: tuple[Bounds, ...]


def listings(text: str) -> tuple[Listing, ...]:
    """Return the lists of a text that stand under a line with a colon at its end, in text order; items that go on in a second line end there."""
    found = []
    for colon in _COLON.finditer(text):
        start, items = text.rfind("\n", 0, colon.start()) + 1, []
        at = colon.end()
        while (item := _ITEM.match(text, at)) is not None:
            items.append(item.span("item"))
            at = item.end()
        if items:
            found.append(Listing(start, colon.start(), tuple(items)))
    return tuple(found)
