"""What a rule of attribution proposes, before sources are resolved and overlaps settled."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from servanda.extract.reading import Segment

Bounds = tuple[int, int]
_BLOCK: Final = 512  # characters
_TRIMMED: Final = " ,.;:–—-\n\t"


@dataclass(frozen=True)
class Candidate:
    """An attribution as one rule sees it; bounds are offsets in the frozen text.

    ``head`` is the cue's main word, ``source`` the head word of who speaks (``None``: not said here), both as indices of the segment;
    ``marked`` are the parts of the content in quotation marks.
    """

    rule: str
    segment: Segment
    head: int | None
    cue: Bounds | None
    lemma: str | None
    source: int | None
    content: tuple[Bounds, ...]
    manner: str
    negated: bool = False
    untold: bool = False
    marked: tuple[Bounds, ...] = ()

    def sound(self) -> "Candidate | None":
        """Return the attribution with its parts in text order, without empty ones; ``None`` where nothing is left."""
        content = tuple(sorted(part for part in self.content if part[0] < part[1]))
        if content == self.content:
            return self
        return replace(self, content=content) if content else None

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
        """Which word is the cue: candidates of one place are one attribution."""
        return (
            (self.segment.index, self.head) if self.head is not None else (self.segment.index, -self.content[0][0] - 1)
        )


def trim(text: str, start: int, end: int) -> Bounds:
    """Return the bounds without punctuation and spaces at either end."""
    while start < end and text[start] in _TRIMMED:
        start += 1
    while end > start and text[end - 1] in _TRIMMED:
        end -= 1
    return start, end


def bounds_of(segment: Segment, first: int, last: int) -> Bounds:
    """Return the offsets in the frozen text of words ``first`` to ``last``, both included, without punctuation at either end."""
    begin, behind = segment.bounds_of(range(first, last + 1))
    start, end = trim(segment.text, begin - segment.start, behind - segment.start)
    return segment.start + start, segment.start + end


class Proposals:
    """Attributions by their place while quotations in marks are joined to them; ``owner`` is the last to own a quotation."""

    def __init__(self, candidates: Iterable[Candidate]) -> None:
        self._found: dict[Bounds, Candidate] = {}
        self._blocks: dict[int, dict[Bounds, None]] = {}
        self._rank: dict[Bounds, int] = {}
        self._owner: Bounds | None = None
        for candidate in candidates:
            self._put(candidate)

    @property
    def all(self) -> tuple[Candidate, ...]:
        """All of them, in the order in which their places came up."""
        return tuple(self._found.values())

    @property
    def owner(self) -> Candidate | None:
        """The attribution to which a quotation was joined last, as it is now."""
        return self._found.get(self._owner) if self._owner is not None else None

    def at(self, place: Bounds) -> Candidate | None:
        """Return the attribution of a place."""
        return self._found.get(place)

    def near(self, start: int, end: int) -> list[Candidate]:
        """Return the attributions that say something near the characters ``[start, end)``, in the order of `all`."""
        blocks = range(start // _BLOCK, (end - 1) // _BLOCK + 1)
        places = {place for block in blocks for place in self._blocks.get(block, ())}
        return [self._found[place] for place in sorted(places, key=self._rank.__getitem__)]

    def own(self, candidate: Candidate) -> None:
        """Put an attribution to which a quotation was joined in its place."""
        self._put(candidate)
        self._owner = candidate.place

    def drop(self, candidate: Candidate) -> None:
        """Take out an attribution whose words another one says."""
        del self._found[candidate.place]
        for block in _blocks(candidate):
            self._blocks[block].pop(candidate.place, None)

    def _put(self, candidate: Candidate) -> None:
        self._found[candidate.place] = candidate
        self._rank.setdefault(candidate.place, len(self._rank))
        for block in _blocks(candidate):
            self._blocks.setdefault(block, {})[candidate.place] = None


def _blocks(candidate: Candidate) -> set[int]:
    """Return the numbers of the blocks of characters that a content reaches into."""
    return {
        block for start, end in candidate.content for block in range(start // _BLOCK, max(start, end - 1) // _BLOCK + 1)
    }
