"""Spreadsheets (.xlsx) whose rows are documents: the first sheet with a column ``text`` or ``url`` is the table."""

import re
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, BinaryIO

from servanda.collect.bounded_zip import open_zip
from servanda.collect.config import CollectConfig
from servanda.collect.row_readers import Row, check_columns
from servanda.errors import BrokenInput, TooLargeInput
from servanda.model.codec import encode
from servanda.model.zips import check_sizes

_MAX_BYTES = 500_000_000  # unpacked: sheets of documents are far smaller, bombs far larger
_MAX_HELD_BYTES = 32_000_000  # of the parts that the library holds in memory: words shared between cells, styles
_SHEETS = "xl/worksheets/sheet"
_ROW = b"<row"
_PIECE = 65_536
_N_PROLOGUE_BYTES = 4096
_DTD = re.compile(rb"<!DOCTYPE|<!ENTITY", re.IGNORECASE)
_MAX_COLUMNS = 200
_WANTED = frozenset({"text", "url"})


def read_xlsx(path: Path, config: CollectConfig) -> Iterator[Row]:
    """Yield one row per line of the table that is not blank; formulas give the value that was last computed.

    Raises `BrokenInput` where the file is damaged, brings a document type of its own (no office program writes one) or has
    no table of documents, and `TooLargeInput`.
    """
    with path.open("rb") as file, opened_book(file, config) as book:
        sheet, columns = _table(path, book)
        lines = sheet.iter_rows(min_row=2, max_col=len(columns), values_only=True)
        for number, cells in enumerate(lines, start=2):
            values = {name: _plain(cell) for name, cell in zip(columns, cells, strict=False) if cell is not None}
            if values:
                yield _row(sheet.title, number, values, config)


@contextmanager
def opened_book(file: BinaryIO, config: CollectConfig, *, formulas: bool = False) -> Iterator[Any]:
    """Open a workbook within bounds, to be read row by row: values as last computed, or with ``formulas`` the formulas.

    Raises `BrokenInput` and `TooLargeInput`, here and while the body reads.
    """
    import openpyxl

    file.seek(0)
    with open_zip(file, "spreadsheet", config) as archive:
        check_sizes(archive, min(_MAX_BYTES, config.max_unpacked_bytes), "spreadsheet")
        _check_parts(archive, config)
        file.seek(0)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and the like, which no table needs
            book = openpyxl.load_workbook(file, read_only=True, data_only=not formulas, keep_links=False)
        try:
            yield book
        finally:
            book.close()


def _check_parts(archive: zipfile.ZipFile, config: CollectConfig) -> None:
    """Refuse XML with a document type (entities could read other files or grow without end) and what would fill the memory.

    The library holds all parts but sheets whole, and of a sheet one row.
    """
    held = sum(member.file_size for member in archive.infolist() if not member.filename.startswith(_SHEETS))
    if held > _MAX_HELD_BYTES:
        raise TooLargeInput(
            f"the spreadsheet holds more than {_MAX_HELD_BYTES} bytes beside its sheets. Write it as CSV or JSON Lines."
        )
    for member in archive.infolist():
        if member.filename.startswith(_SHEETS):
            _check_rows(archive, member, config.max_row_bytes)
        if member.filename.endswith((".xml", ".rels")):
            with archive.open(member) as file:
                if _DTD.search(file.read(_N_PROLOGUE_BYTES)):
                    raise BrokenInput(f"the spreadsheet's {member.filename} declares a document type. Save it again.")


def _check_rows(archive: zipfile.ZipFile, member: zipfile.ZipInfo, max_bytes: int) -> None:
    """Refuse a sheet with a row, or anything between rows, of more than ``max_bytes``."""
    n_bytes = 0  # since the last row began
    last = b""
    with archive.open(member) as file:
        while piece := file.read(_PIECE):
            at = (last + piece).rfind(_ROW)
            n_bytes = n_bytes + len(piece) if at < 0 else len(last) + len(piece) - at
            last = piece[-len(_ROW) :]
            if n_bytes > max_bytes:
                raise TooLargeInput(
                    f"a row of the spreadsheet has more than {max_bytes} bytes (max_row_bytes). Write it as JSON Lines."
                )


def _table(path: Path, book: Any) -> tuple[Any, list[str]]:
    """Return the first sheet that is a table of documents, and its columns."""
    columns: list[str] = []
    for sheet in book.worksheets:
        sheet.reset_dimensions()  # what a file says of its own size may be wrong
        head = next(iter(sheet.iter_rows(max_row=1, max_col=_MAX_COLUMNS, values_only=True)), ())
        columns = [str(cell).strip() if cell is not None else "" for cell in head]
        while columns and not columns[-1]:
            columns.pop()
        if _WANTED & set(columns):
            check_columns(path.name, columns)
            return sheet, columns
    check_columns(path.name, columns)
    raise BrokenInput(f"{path.name}: no sheet is a table of documents.")


def _row(sheet: str, number: int, values: dict[str, Any], config: CollectConfig) -> Row:
    where = f"sheet {sheet!r}, line {number}"
    if len(encode(values)) > config.max_row_bytes:
        error = TooLargeInput(
            f"more than {config.max_row_bytes} bytes. Split the document, or raise the bound max_row_bytes."
        )
        return Row(number, where, error=error)
    return Row(number, where, values)


def _plain(cell: Any) -> Any:
    """Return a cell as JSON holds it: a day without a time as an ISO date, whole numbers without a point."""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat()
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    return cell if isinstance(cell, str | int | float | bool) else str(cell)
