"""Original bytes that are read when they are asked for, and not held."""

from collections.abc import Iterable, Iterator, Mapping

from servanda.pipeline.case import Case


class Originals(Mapping[str, bytes]):
    """Original bytes by their hash, read when they are asked for."""

    def __init__(self, case: Case, digests: Iterable[str]) -> None:
        self._case, self._digests = case, frozenset(digests)

    def __getitem__(self, digest: str) -> bytes:
        if digest not in self._digests:
            raise KeyError(digest)
        return self._case.store.object(digest)

    def __iter__(self) -> Iterator[str]:
        return iter(self._digests)

    def __len__(self) -> int:
        return len(self._digests)
