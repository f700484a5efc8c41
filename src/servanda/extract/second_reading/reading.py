"""What a second reading of a sentence gives, and what may stand in its place: `Reading`, `SecondReader`."""

from typing import NamedTuple, Protocol

from servanda.reference.lexicon import Lexicon

Stretch = tuple[int, int]
"""Offsets ``[start, end)`` in the sentence."""


class Reading(NamedTuple):
    """Who did what a trigger says, as stretches of the sentence: ``doers`` may have done it, ``others`` did not.

    Without ``doers`` nobody is named who did it. What lies in neither is left open.
    """

    doers: tuple[Stretch, ...]
    others: tuple[Stretch, ...]


class SecondReader(Protocol):
    """Whatever reads a sentence apart from the first reading; another parser may stand here that shares none of its errors."""

    def __call__(self, sentence: str, trigger: Stretch, lexicon: Lexicon) -> Reading | None:
        """Return who did what the words at ``trigger`` say; ``None`` where that cannot be said. Never fails on any text."""
