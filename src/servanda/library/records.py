"""Records in a row, as they are, as plain dicts, and as frames."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

from servanda.errors import UsageError
from servanda.model.codec import to_plain

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

T = TypeVar("T")
Row = dict[str, Any]


@dataclass(frozen=True, repr=False)
class Records(Sequence[T], Generic[T]):
    """Records of one kind, in order. They cannot be changed, and index, slice, count and iterate as a tuple does.

    Attributes:
        kind: What they are: "claims", "incidents".

    Example:
        >>> claims = servanda.open("demo-idlib-2019").claims
        >>> claims[0].span.quote
        'Syrian warplanes struck a Turkish military convoy on the M5 highway'
        >>> events = [claim for claim in claims if claim.made_by.rule.startswith("event.")]
        >>> claims.to_pandas().shape == (len(claims), len(claims.to_rows()[0]))
        True
    """

    kind: str
    _pairs: tuple[tuple[T, Row], ...]

    def __len__(self) -> int:
        return len(self._pairs)

    def __iter__(self) -> Iterator[T]:
        return (record for record, _ in self._pairs)

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> "Records[T]": ...
    def __getitem__(self, at: int | slice) -> "T | Records[T]":
        return Records(self.kind, self._pairs[at]) if isinstance(at, slice) else self._pairs[at][0]

    def __repr__(self) -> str:
        return f"<{len(self)} {self.kind}>"

    def to_dicts(self) -> list[Row]:
        """Return each record whole, as plain dicts, lists and scalars: what ``--format jsonl`` prints.

        Returns:
            A dict for each record; its fields stand in records.md.
        """
        return [to_plain(record) for record in self]

    def to_rows(self) -> list[Row]:
        """Return a flat row for each record, with the columns of ``--format csv``.

        Returns:
            A dict for each record, all with the same keys; unknown is ``None``.
        """
        return [dict(row) for _, row in self._pairs]

    def to_pandas(self) -> "pd.DataFrame":
        """Return the flat rows as a frame of pandas.

        Returns:
            A ``pandas.DataFrame`` with one line for each record.

        Raises:
            UsageError: pandas is not installed; the extra ``frames`` brings it.
        """
        frame: pd.DataFrame = _library("pandas").DataFrame(self.to_rows())
        return frame

    def to_polars(self) -> "pl.DataFrame":
        """Return the flat rows as a frame of polars.

        Returns:
            A ``polars.DataFrame`` with one line for each record.

        Raises:
            UsageError: polars is not installed; the extra ``frames`` brings it.
        """
        # The first rows of a column may all be empty: its type is told by all of them.
        frame: pl.DataFrame = _library("polars").DataFrame(self.to_rows(), infer_schema_length=None)
        return frame


def _library(name: str) -> Any:
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        raise UsageError(f'{name} is not installed; install it with: pip install "servanda[frames]"') from error
