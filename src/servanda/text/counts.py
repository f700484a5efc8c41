"""A count as it was said: "more than 100" reads so everywhere, and its bounds stand beside it as numbers."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple, Self

from servanda.model.claims import Casualties, Quantity
from servanda.text.numbers import FoundNumber, read_numbers

_LONG = re.compile(r"\bto\b|\(")


class Said(NamedTuple):
    """A count from ``minimum`` to ``maximum`` (``None`` is open), and the ``words`` that say it."""

    minimum: int | None
    maximum: int | None
    words: str

    @classmethod
    def of(cls, minimum: int | None, maximum: int | None, *texts: str | None) -> Self:
        """Return the count in the words of `as_said`."""
        return cls(minimum, maximum, as_said(minimum, maximum, *texts))

    @property
    def bounds(self) -> tuple[int | None, int | None]:
        """What the words mean in numbers."""
        return self.minimum, self.maximum

    @property
    def lowest(self) -> int:
        """The lowest number that is named."""
        return (self.maximum if self.minimum is None else self.minimum) or 0

    @property
    def highest(self) -> int:
        """The highest number that is named."""
        return (self.minimum if self.maximum is None else self.maximum) or 0

    @property
    def is_range(self) -> bool:
        """Tell whether it names two ends."""
        return None not in self.bounds and self.minimum != self.maximum


def as_said(minimum: int | None, maximum: int | None, *texts: str | None) -> str:
    """Return a count in words: those of the first of ``texts`` that mean these bounds, else what the bounds alone allow.

    Words that mean another number are passed over, so that an amended count is never told in the words it replaced.
    """
    for text in texts:
        for found in _numbers_in(text or ""):
            if (found.minimum, found.maximum) == (minimum, maximum):
                return found.words
    return _bounds_alone(minimum, maximum)


@lru_cache(maxsize=1 << 12)
def _numbers_in(text: str) -> tuple[FoundNumber, ...]:
    """Return the counts in words: the same few words count in every list, table and comparison."""
    return read_numbers(text)


def said(count: Casualties | Quantity) -> Said:
    """Return what one claim counts, in the words of its mention."""
    words = count.words if isinstance(count, Casualties) else None
    return Said.of(count.minimum, count.maximum, words, count.mention.quote if count.mention else None)


def together(counts: Sequence[Said]) -> Said:
    """Return what several voices say together: a range in words, open wherever one of them is. Raises ``ValueError`` for none."""
    minima, maxima = [one.minimum for one in counts], [one.maximum for one in counts]
    lowest = None if None in minima else min(value for value in minima if value is not None)
    highest = None if None in maxima else max(value for value in maxima if value is not None)
    low = min(counts, key=lambda one: (one.lowest, one.minimum is not None, one.words))
    high = max(counts, key=lambda one: (one.highest, one.maximum is None, one.words))
    return Said(lowest, highest, _ends(low, high))


def _ends(low: Said, high: Said) -> str:
    if low.words == high.words or low.lowest == high.highest:
        return high.words
    first = f"{low.minimum}" if low.is_range else low.words
    last = f"{high.maximum}" if high.is_range else high.words
    joint = ", elsewhere" if _LONG.search(f"{first} {last}") else " to"  # "9 to up to 20" reads badly
    return f"{first}{joint} {last}"


def _bounds_alone(minimum: int | None, maximum: int | None) -> str:
    """Return bounds in words. One or more ("a deadly attack") is no number that anybody gave."""
    if minimum is None:
        return "number unknown" if maximum is None else f"up to {maximum}"
    if maximum is None:
        return f"at least {minimum}" if minimum > 1 else "one or more"
    return f"{minimum}" if minimum == maximum else f"{minimum} to {maximum}"
