"""Spans: exact characters of a frozen text layer."""

from typing import Self

from servanda.model.base import Record


class Span(Record, order=True, frozen=True, kw_only=True):
    """Characters ``[start, end)`` of a text layer, in Unicode code points; ``quote`` repeats them exactly."""

    start: int
    end: int
    quote: str

    def __post_init__(self) -> None:
        """Refuse negative, empty or mis-quoted spans; a record has many, so that words are made for those alone."""
        if not 0 <= self.start < self.end:
            raise ValueError(f"span {self.start}-{self.end} is not a forward range")
        if len(self.quote) != self.end - self.start:
            raise ValueError(f"span {self.start}-{self.end} quotes {len(self.quote)} characters")

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Self:
        """Return the span of ``text[start:end]``."""
        return cls(start=start, end=end, quote=text[start:end])

    def overlaps(self, other: "Span") -> bool:
        """Tell whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """Tell whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end
