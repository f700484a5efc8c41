"""Sheets of coded rows (CSV, spreadsheet), cell by cell as they stand: what is merged, computed or broken is said, never filled in."""

import codecs
import csv
import io
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from itertools import zip_longest
from typing import Any, Final, NamedTuple

from servanda.collect.config import CollectConfig
from servanda.collect.workbooks import opened_book
from servanda.errors import BrokenInput, TooLargeInput, UndecodableInput
from servanda.model.base import Record

MAX_ROWS: Final = 200_000
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV: Final = "text/csv"
_MAX_COLUMNS: Final = 1_000
_MAX_CELL: Final = 100_000
_DELIMITERS: Final = ",;\t|"
_MERGED: Final = re.compile(rb'<mergeCell[^>]*\bref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_FORMULA: Final = re.compile(rb"<f[\s>/]")
_ERRORS: Final = frozenset({"#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?", "#NULL!", "#NUM!"})
_NEVER: Final = "a formula that was never computed; open the file, save it, and import it again"
_ZIP: Final = b"PK\x03\x04"


class SheetForm(Record, frozen=True, kw_only=True):
    """How a sheet is written: its name in a workbook, the line of its heads, of CSV the encoding and what parts cells."""

    sheet: str | None = None
    header: int = 1
    encoding: str | None = None
    delimiter: str | None = None


class RawCell(NamedTuple):
    """The words of a cell, and whether the sheet holds it as a date; ``fault`` says why it cannot be used."""

    text: str
    is_date: bool = False
    fault: str | None = None


class RawRow(NamedTuple):
    """A row by its line in the sheet: its cells, or why it cannot be read."""

    number: int
    cells: tuple[RawCell, ...] = ()
    error: str | None = None


class RawSheet(NamedTuple):
    """The heads of a sheet and its rows that are not blank; ``notes`` say what a person must know of how it was read."""

    title: str | None
    media_type: str
    columns: tuple[str, ...]
    rows: tuple[RawRow, ...]
    notes: tuple[str, ...] = ()


def read_sheet(name: str, content: bytes, form: SheetForm, config: CollectConfig) -> RawSheet:
    """Return the rows of a CSV file or of one sheet of a workbook (.xlsx), told apart by their bytes.

    Formulas give what was last computed. Raises an `InputError` that says what to mend: a sheet that is none, beyond the bounds, in no
    known encoding, or without heads.
    """
    if len(content) > config.max_file_bytes:
        raise TooLargeInput(
            f"{name}: more than {config.max_file_bytes} bytes. Split it, or raise the bound max_file_bytes."
        )
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise BrokenInput(
            f"{name}: an old Excel file, or one with a password. Save it as .xlsx or CSV without password."
        )
    read = _xlsx if content.startswith(_ZIP) else _csv
    found = read(name, content, form, config)
    if not any(found.columns):
        raise BrokenInput(
            f"{name}, line {form.header}: no heads of columns. Say in the map in which line they stand: header: 2"
        )
    return found


def _csv(name: str, content: bytes, form: SheetForm, config: CollectConfig) -> RawSheet:
    text = _decoded(name, content, form)
    head = text.split("\n", form.header)[form.header - 1 : form.header]
    delimiter = form.delimiter or max(_DELIMITERS, key=(head or [""])[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    columns: list[str] = []
    try:
        for line in reader:
            columns = line
            if reader.line_num >= form.header:
                break
    except csv.Error as error:
        raise BrokenInput(f"{name}, line {form.header}: the heads cannot be read ({error}).") from error
    columns = columns if reader.line_num >= form.header else []
    if len(columns) > _MAX_COLUMNS:
        raise TooLargeInput(f"{name}: more than {_MAX_COLUMNS} columns.")
    rows = tuple(_bounded(name, _csv_rows(reader, len(columns), config)))
    return RawSheet(None, CSV, tuple(" ".join(column.split()) for column in columns), rows)


def _decoded(name: str, content: bytes, form: SheetForm) -> str:
    mark = content[:2] in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}
    encoding = "utf-16" if mark else form.encoding or "utf-8-sig"
    try:
        text = content.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise UndecodableInput(
            f"{name}: bytes that are no {encoding} ({getattr(error, 'reason', error)}). Save the table as UTF-8, or say in the map "
            "how it is encoded, for example encoding: cp1252"
        ) from error
    if "\x00" in text:
        raise BrokenInput(f"{name}: zero bytes in it: no table of text. Save it as CSV (UTF-8) or .xlsx.")
    return text


def _csv_rows(reader: Any, width: int, config: CollectConfig) -> Iterator[RawRow]:
    while True:
        number = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield RawRow(number, error=f"the row cannot be read ({error}); check its quotation marks")
            continue
        if any(cell.strip() for cell in cells):
            yield _csv_row(number, cells, width, config)


def _csv_row(number: int, cells: Sequence[str], width: int, config: CollectConfig) -> RawRow:
    if len(cells) != width:
        return RawRow(number, error=f"{len(cells)} cells under {width} heads; check its quotation marks and separators")
    if sum(map(len, cells)) > config.max_row_bytes:
        return RawRow(number, error=f"more than {config.max_row_bytes} bytes (max_row_bytes)")
    return RawRow(number, tuple(_cell(" ".join(cell.split())) for cell in cells))


def _bounded(name: str, rows: Iterator[RawRow]) -> Iterator[RawRow]:
    for number, row in enumerate(rows):
        if number >= MAX_ROWS:
            raise TooLargeInput(
                f"{name}: more than {MAX_ROWS} rows. Split it, for example by year, and import each part as a table."
            )
        yield row


def _cell(text: str, *, is_date: bool = False, fault: str | None = None) -> RawCell:
    too_long = f"more than {_MAX_CELL} characters in one cell" if len(text) > _MAX_CELL else None
    return RawCell(text[:_MAX_CELL], is_date, fault or too_long)


def _xlsx(name: str, content: bytes, form: SheetForm, config: CollectConfig) -> RawSheet:
    file = io.BytesIO(content)
    with opened_book(file, config) as book:
        sheet = _sheet(name, book, form)
        xml = _xml(book, sheet)
        rows = sheet.iter_rows(min_row=form.header, max_col=_MAX_COLUMNS, values_only=True)
        columns = [_words(cell).text for cell in next(rows, ())]
        while columns and not columns[-1]:
            columns.pop()
        merged = tuple(one for one in _merged(xml) if one.last_row > form.header)
        if not _FORMULA.search(xml):
            read = _xlsx_rows(rows, None, form.header + 1, (len(columns), merged))
            return RawSheet(sheet.title, XLSX, tuple(columns), tuple(_bounded(name, read)), tuple(_said(merged, 0)))
        with opened_book(io.BytesIO(content), config, formulas=True) as other:
            formulas = _sheet(name, other, form).iter_rows(
                min_row=form.header + 1, max_col=len(columns) or 1, values_only=True
            )
            read = _xlsx_rows(rows, formulas, form.header + 1, (len(columns), merged))
            kept = tuple(_bounded(name, read))
    return RawSheet(sheet.title, XLSX, tuple(columns), kept, tuple(_said(merged, len(_FORMULA.findall(xml)))))


def _said(merged: Sequence["_Merged"], n_formulas: int) -> Iterator[str]:
    if n_formulas:
        yield f"{n_formulas} cells are formulas: taken as the spreadsheet last computed them"
    if merged:
        yield f"{len(merged)} groups of cells are merged: rows that they reach into are refused"


def _sheet(name: str, book: Any, form: SheetForm) -> Any:
    if form.sheet is None:
        found = book.worksheets[:1]
    else:
        found = [sheet for sheet in book.worksheets if sheet.title == form.sheet]
    if not found:
        titles = ", ".join(sheet.title for sheet in book.worksheets)
        raise BrokenInput(f"{name}: no sheet {form.sheet!r}; there are: {titles}. Name one in the map: sheet: NAME")
    found[0].reset_dimensions()  # what a file says of its own size may be wrong
    return found[0]


def _xml(book: Any, sheet: Any) -> bytes:
    """Return the bytes of a sheet, whose size was checked; the library does not tell of merged cells when it reads row by row."""
    content: bytes = book._archive.read(sheet._worksheet_path)  # noqa: SLF001
    return content


class _Merged(NamedTuple):
    first_row: int
    last_row: int
    name: str


def _merged(xml: bytes) -> Iterator[_Merged]:
    for left, first, right, last in _MERGED.findall(xml):
        yield _Merged(int(first), int(last), f"{left.decode()}{int(first)}:{right.decode()}{int(last)}")


def _xlsx_rows(
    values: Iterator[Any], formulas: Iterator[Any] | None, first: int, shape: tuple[int, Sequence[_Merged]]
) -> Iterator[RawRow]:
    """Yield rows; one that merged cells reach into is refused, as nobody knows which of its cells they fill."""
    width, merged = shape
    for number, (cells, sources) in enumerate(zip_longest(values, formulas or (), fillvalue=()), start=first):
        inside = [one.name for one in merged if one.first_row <= number <= one.last_row]
        row = tuple(_words(cell, source) for cell, source in zip_longest(cells[:width], sources[:width]))
        if inside:
            yield RawRow(
                number, row, f"cells {', '.join(inside[:3])} are merged; part them and write the value into each"
            )
        elif any(cell.text or cell.fault for cell in row):
            yield RawRow(number, row + (RawCell(""),) * (width - len(row)))


def _words(cell: Any, source: Any = None) -> RawCell:
    """Return a cell as letters: a day without a time as an ISO date, whole numbers without a point."""
    match cell:
        case None:
            return RawCell("", fault=_NEVER if isinstance(source, str) and source.startswith("=") else None)
        case date():
            return RawCell(_day(cell), is_date=True)
        case bool():
            return RawCell(str(cell).lower())
        case float() if cell.is_integer():
            return RawCell(str(int(cell)))
        case str() if cell in _ERRORS:
            return RawCell(cell, fault=f"the spreadsheet says {cell}")
        case _:
            return _cell(" ".join(str(cell).split()))


def _day(cell: date) -> str:
    return cell.date().isoformat() if isinstance(cell, datetime) and cell.time() == time() else cell.isoformat()
