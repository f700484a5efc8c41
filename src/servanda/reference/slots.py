"""Frames as data: a word, and where in its clause each of its slots is filled (interpreted by `extract.frames`)."""

from typing import Literal

import msgspec

from servanda.errors import ConfigError
from servanda.model.base import Record

Words = frozenset[str]
Voice = Literal["active", "passive"]
Place = Literal[
    "doer", "undergoer", "subject", "own", "object", "agent", "recipient", "predicate", "content", "open",
    "clause", "wish", "infinitive", "purpose", "gerund",
]  # fmt: skip
"""Places with a name; any other is a preposition."""


class SlotFrame(Record, frozen=True, kw_only=True):
    """A way of saying something: verbs or nouns with their slots.

    ``words`` are lemmas, with a particle where the verb has one ("carry out"). ``slots`` says for each slot where it is filled:
    ``doer``, ``undergoer`` (the same in both voices), ``subject``, ``own`` (a subject that the clause says itself), ``object``, ``agent``,
    ``recipient``, ``predicate``, ``content``, ``open``; of clauses behind the word ``clause`` (finite), ``wish`` ("that they leave"),
    ``infinitive``, ``purpose``, ``gerund``; or a preposition. Steps follow one another ("undergoer for": behind "for" below what it is
    done to), "|" parts ways of which the first that is filled counts, a plus takes clauses too ("of+": "accused X of [leaving]"), a star
    looks deeper too, in the phrases behind ("on*", the last of them if none hangs on the word itself). ``needs`` names lemmas of which one
    must stand in a place, ``unless`` those that must not; ``optional`` slots may stay empty.
    """

    words: Words
    slots: dict[str, str]
    voice: Voice | None = None
    needs: dict[str, Words] = msgspec.field(default_factory=dict)
    unless: dict[str, Words] = msgspec.field(default_factory=dict)
    optional: Words = frozenset()


def by_word(frames: tuple[SlotFrame, ...]) -> dict[str, tuple[SlotFrame, ...]]:
    """Return the frames of each word, in the order of the file: the first that fits wins.

    Raises `ConfigError` where a frame calls a slot optional that it does not have.
    """
    found: dict[str, tuple[SlotFrame, ...]] = {}
    for frame in frames:
        unknown = frame.optional - set(frame.slots)
        if unknown:
            raise ConfigError(f"frame of {sorted(frame.words)}: no slot {sorted(unknown)}; name it under slots")
        for word in frame.words:
            found[word] = (*found.get(word, ()), frame)
    return found
