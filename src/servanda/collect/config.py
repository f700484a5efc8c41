"""The bounds of collecting."""

import codecs

from servanda.model.base import Record, require

_MEGABYTE = 1_000_000


class CollectConfig(Record, frozen=True, kw_only=True):
    """How much one item may hold, in bytes, and how CSV tables are encoded.

    A table may have any number of rows: ``max_file_bytes`` bounds single files, ``max_row_bytes`` each row of a table. A table
    whose first ``max_bad_rows`` rows are all unusable is given up: it is something else. ``csv_encoding`` is tried for CSV tables.
    """

    max_file_bytes: int = 50 * _MEGABYTE
    max_row_bytes: int = 10 * _MEGABYTE
    max_bad_rows: int = 100
    csv_encoding: str = "utf-8-sig"

    def __post_init__(self) -> None:
        """Refuse bounds below one byte and encodings that Python does not know."""
        require(
            min(self.max_file_bytes, self.max_row_bytes, self.max_bad_rows) > 0,
            "the bounds of collecting must be above 0",
        )
        try:
            codecs.lookup(self.csv_encoding)
        except LookupError as error:
            raise ValueError(f"csv_encoding: {error}; take one such as utf-8-sig or cp1256") from error
