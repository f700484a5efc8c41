"""The codebook as records: which tables leave a dossier, and what each column means."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

from servanda.model.base import Record
from servanda.model.codec import from_plain

EFFECTS = "effects"  # the table that CSV, XLSX and Parquet hold
VERDICTS = "verdicts"  # a table of its own in workbooks and databases, and a file of its own as CSV
STATEMENTS = "statements"  # the same


class Column(Record, frozen=True, kw_only=True):
    """One column: its name, type, unit (empty for none) and meaning; ``key`` and ``of`` as in a database."""

    name: str
    type: Literal["text", "integer", "number", "date", "boolean"]
    meaning: str
    unit: str = ""
    key: bool = False
    of: str | None = None


class Table(Record, frozen=True, kw_only=True):
    """One table: what a row of it is, and its columns in order."""

    meaning: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its columns."""
        return tuple(column.name for column in self.columns)


@cache
def codebook() -> dict[str, Table]:
    """Return the tables by name, each after those that it points to."""
    text = files(__package__).joinpath("codebook.toml").read_text(encoding="utf-8")
    found: dict[str, Table] = from_plain(tomllib.loads(text), dict[str, Table])
    return found
