"""What a rule of attribution proposes, before sources are resolved and overlaps settled."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from servanda.extract.reading import Segment

if TYPE_CHECKING:
    from spacy.tokens import Token

Bounds = tuple[int, int]


@dataclass(frozen=True)
class Candidate:
    """An attribution as one rule sees it; bounds are offsets in the frozen text.

    ``head`` is the cue's main token, ``source`` the head token of who speaks (``None``: not said here),
    ``marked`` are the parts of the content in quotation marks.
    """

    rule: str
    segment: Segment
    head: "Token | None"
    cue: Bounds | None
    lemma: str | None
    source: "Token | None"
    content: tuple[Bounds, ...]
    manner: str
    negated: bool = False
    marked: tuple[Bounds, ...] = ()

    @property
    def size(self) -> int:
        """Number of characters said."""
        return sum(end - start for start, end in self.content)

    @property
    def quoted(self) -> int:
        """Number of characters said that stand in quotation marks."""
        return sum(max(0, min(end, e) - max(start, s)) for start, end in self.content for s, e in self.marked)

    @property
    def place(self) -> tuple[int, int]:
        """Which token is the cue: candidates of one place are one attribution."""
        return (
            (self.segment.index, self.head.i)
            if self.head is not None
            else (self.segment.index, -self.content[0][0] - 1)
        )
