"""A word of another class, and what hangs on what in consequence."""

from typing import NamedTuple


class Retag(NamedTuple):
    """A word of another class and form, words with another head and link, and the word's lemma where that is another one."""

    word: int
    kind: str
    shape: str
    moved: tuple[tuple[int, int, str], ...] = ()
    lemma: str | None = None
