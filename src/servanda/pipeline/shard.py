"""Which documents a machine reads, where several share the reading."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple, Self, TypeVar

from servanda.errors import UsageError
from servanda.model.codec import sha256

T = TypeVar("T")
_WORDS: Final = re.compile(r"(\d{1,6})/(\d{1,6})")
_N_DIGITS: Final = 16


class Shard(NamedTuple):
    """Number ``number``, from 1 on, of ``n`` parts of all documents, by a hash of their ids."""

    number: int
    n: int

    @classmethod
    def read(cls, words: str) -> Self:
        """Return the shard that is written as ``3/16``. Raises `UsageError`."""
        found = _WORDS.fullmatch(words)
        if found is None or not 1 <= int(found[1]) <= int(found[2]):
            raise UsageError(
                f"--shard {words!r}: write which of how many, such as 3/16 (1/16 is the first, 16/16 the last)"
            )
        return cls(int(found[1]), int(found[2]))

    def has(self, document_id: str) -> bool:
        """Tell whether a document belongs to this shard."""
        return int(sha256(document_id.encode())[:_N_DIGITS], 16) % self.n == self.number - 1

    def of(self, items: Iterable[T], document_of: Callable[[T], str]) -> Iterator[T]:
        """Yield the items whose document belongs to this shard."""
        return (item for item in items if self.n == 1 or self.has(document_of(item)))

    def __str__(self) -> str:
        """Return it as it is written."""
        return f"{self.number}/{self.n}"


EVERYTHING: Final = Shard(1, 1)
