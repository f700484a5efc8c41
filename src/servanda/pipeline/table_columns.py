"""Whether a map fits a sheet: the columns it names are there, once, and days in figures are told apart beyond doubt."""

from collections import Counter
from collections.abc import Iterator
from typing import get_args

from servanda.collect import RawCell, RawSheet
from servanda.errors import UsageError
from servanda.model.tables import DateForm, TableMap
from servanda.text.column_dates import forms_that_fit, needs_form
from servanda.text.suggesting import meant

_SHOWN = 3
FORMS: tuple[str, ...] = get_args(DateForm)


def check_columns(name: str, raw: RawSheet, table: TableMap) -> None:
    """Raise `UsageError` naming every column that the sheet does not have, and every one that it has twice."""
    counts = Counter(raw.columns)
    missing = [column for column in table.columns if column not in counts]
    twice = [column for column in table.columns if counts[column] > 1]
    said = [
        f"there is no column {column!r} in line {table.header}; {meant(column, set(raw.columns))}".rstrip("; ")
        for column in missing
    ]
    said += [
        f"{counts[column]} columns are called {column!r}; rename one in the sheet, so that nobody takes the wrong one"
        for column in twice
    ]
    if said:
        raise UsageError(
            "\n".join(f"{name}: {words}" for words in said) + "\nMend the map, or name another: --map MAP.yaml"
        )


def check_dates(name: str, raw: RawSheet, table: TableMap) -> None:
    """Raise `UsageError` where days cannot be told apart, saying what to add to the map."""
    said = [
        words for column in (table.date.column, table.date.until) if column for words in _doubts(raw, table, column)
    ]
    if said:
        raise UsageError("\n".join(f"{name}: {words}" for words in said))


def _doubts(raw: RawSheet, table: TableMap, column: str) -> Iterator[str]:
    cells = date_cells(raw, column)
    figures = [cell.text for cell in cells if not cell.is_date and needs_form(cell.text)]
    n_typed = sum(cell.is_date for cell in cells)
    if figures and not table.date.formats:
        yield (
            f"column {column!r} holds days in figures ({_some(figures)}) and nobody can tell day from month: {evidence(figures)}. "
            "Add to the map, under date, the one that holds: formats: D/M/YYYY"
        )
    if figures and n_typed and table.date.typed is None:
        yield (
            f"column {column!r} holds {n_typed} real dates among {len(figures)} texts such as {_some(figures)}: a spreadsheet that read "
            "the texts otherwise may have exchanged day and month in the real ones. Compare some with your notes, and add to the map, "
            "under date: typed: as_shown (they are right) or typed: day_and_month_swapped"
        )


def date_cells(raw: RawSheet, column: str) -> list[RawCell]:
    """Return the cells of a column that hold something."""
    at = raw.columns.index(column)
    return [row.cells[at] for row in raw.rows if row.cells and row.cells[at].text]


def evidence(figures: list[str]) -> str:
    """Say how many of some days in figures each form could read."""
    fits = forms_that_fit(figures, FORMS)
    return ", ".join(f"{form} reads {n} of {len(figures)}" for form, n in fits.items()) or "no known form reads them"


def _some(texts: list[str]) -> str:
    return ", ".join(repr(text) for text in list(dict.fromkeys(texts))[:_SHOWN])
