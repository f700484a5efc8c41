"""Collections with a few of their members changed: what they are laid over is neither copied nor read for it."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Generic, TypeVar, overload

T = TypeVar("T")


class Changed(Mapping[str, T], Generic[T]):
    """A mapping in which some names are ``gone`` and others mean something else."""

    def __init__(self, base: Mapping[str, T], changes: Mapping[str, T], gone: Iterable[str] = ()) -> None:
        """Lay changes over a mapping; over one that is such a layer itself they become one with it."""
        lower, before, left_out = (
            base.parts() if isinstance(base, Changed) else (base, dict[str, T](), frozenset[str]())
        )
        out = left_out | frozenset(gone)
        kept = {name: one for name, one in before.items() if name not in out}
        self._base: Mapping[str, T] = lower
        self._changes: Mapping[str, T] = MappingProxyType({**kept, **changes})
        self._gone: frozenset[str] = out - self._changes.keys()

    def __getitem__(self, name: str) -> T:
        if name in self._changes:
            return self._changes[name]
        if name in self._gone:
            raise KeyError(name)
        return self._base[name]

    def __contains__(self, name: object) -> bool:
        return name in self._changes or (name not in self._gone and name in self._base)

    def __iter__(self) -> Iterator[str]:
        yield from (name for name in self._base if name not in self._gone and name not in self._changes)
        yield from self._changes

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def parts(self) -> tuple[Mapping[str, T], Mapping[str, T], frozenset[str]]:
        """Return what it is laid over, what was changed, and the names that are gone."""
        return self._base, self._changes, self._gone


class Walked(Sequence[T], Generic[T]):
    """A sequence whose members are given one after the other: who asks for one by its place has all made."""

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[T]: ...
    def __getitem__(self, at: int | slice) -> T | Sequence[T]:
        return tuple(self)[at]


class Mended(Walked[T], Generic[T]):
    """Records of which some, by their ids, are ``gone`` and ``fresh`` ones stand behind the others."""

    def __init__(self, base: Sequence[T], gone: Collection[str], fresh: Iterable[T]) -> None:
        """Lay changes over a sequence that holds what is gone; over one that is such a layer itself they become one with it."""
        lower, out, before = base.parts() if isinstance(base, Mended) else (base, frozenset[str](), ())
        self._base: Sequence[T] = lower
        self._gone: frozenset[str] = out | (frozenset(gone) - {_id(one) for one in before})
        self._fresh: tuple[T, ...] = (*(one for one in before if _id(one) not in gone), *fresh)

    def __len__(self) -> int:
        return len(self._base) - len(self._gone) + len(self._fresh)

    def __iter__(self) -> Iterator[T]:
        yield from (one for one in self._base if _id(one) not in self._gone)
        yield from self._fresh

    def parts(self) -> tuple[Sequence[T], frozenset[str], tuple[T, ...]]:
        """Return what it is laid over, the ids of what is gone, and what is fresh."""
        return self._base, self._gone, self._fresh


def _id(record: Any) -> str:
    name: str = record.id
    return name
