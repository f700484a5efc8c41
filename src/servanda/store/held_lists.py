"""Lists that must not stand in the folder ``ready``, in the memory of this process while nothing that they rest on changes."""

import sqlite3
from collections.abc import Callable, Hashable
from typing import Final

_Whose = tuple[str, Hashable]
_MOST: Final = 6
_MOST_BYTES: Final = 1 << 26
"""Larger lists are not held: beside each that is looked up there is a copy of it."""


class HeldLists:
    """Lists as bytes, by their name and whose they are; those of an earlier state of the dossier are let go."""

    def __init__(self) -> None:
        """Begin without any."""
        self._held: dict[_Whose, tuple[str, bytes]] = {}

    def opened(self, whose: _Whose, state: str, make: Callable[[], sqlite3.Connection]) -> sqlite3.Connection:
        """Return the lists of a name that one reader may know, of a ``state`` of the dossier; made where they are not held."""
        known, image = self._held.get(whose, ("", b""))
        if known == state:
            lists = sqlite3.connect(":memory:")
            lists.deserialize(image)
            return lists
        made = make()
        self._hold(whose, state, made.serialize())
        return made

    def _hold(self, whose: _Whose, state: str, image: bytes) -> None:
        name = whose[0]
        others = [
            (one, held) for one, held in self._held.items() if one != whose and (one[0] != name or held[0] == state)
        ]
        newest = [(whose, (state, image))] if len(image) <= _MOST_BYTES else []
        self._held = dict([*others[1 - _MOST :], *newest])
