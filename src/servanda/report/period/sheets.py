"""The report of a period as a workbook: the report to read, a typed sheet for each table, the acts behind every number."""

import io
from collections.abc import Iterator, Sequence
from typing import Any, Final

from servanda.report.exchange.workbook import text_cell, timeless
from servanda.report.period.blocks import Drawing, Grid, Paragraph, Section, Value
from servanda.report.period.page import Laid

_MEMBERS: Final = "Members"
_WIDTH: Final = 16
_LONGEST_NAME: Final = 31  # of a sheet


def xlsx(laid: Laid) -> bytes:
    """Return a workbook: numbers are numbers, and each leads to its acts on the sheet of members. The same report gives the same bytes."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = "Report"
    places = _places(laid)
    _reading(sheet, laid, places)
    for grid in _grids(laid):
        _table(book.create_sheet(grid.id[:_LONGEST_NAME]), grid, places)
    _members(book.create_sheet(_MEMBERS), laid)
    _acts(book.create_sheet("Acts"), laid)
    for one in book.worksheets:
        one.sheet_view.rightToLeft = laid.report.direction == "rtl"
    out = io.BytesIO()
    book.save(out)
    return timeless(out.getvalue())


def _places(laid: Laid) -> dict[int, int]:
    """Return for each note the row of its first act on the sheet of members."""
    found, row = {}, 2
    for note in laid.report.notes:
        found[note.number] = row
        row += len(note.sure) + len(note.unsure)
    return found


def _grids(laid: Laid) -> Iterator[Grid]:
    for section in laid.report.sections.values():
        for block in section.blocks:
            if isinstance(block, Grid):
                yield block
            elif isinstance(block, Drawing):
                yield block.data


def _reading(sheet: Any, laid: Laid, places: dict[int, int]) -> None:
    """Fill the first sheet: the report in the order of its pages."""
    report = laid.report
    _write(sheet, [report.title], bold=True)
    for fact in report.facts:
        _write(sheet, [fact.label, fact.value])
    for words in (report.headline, report.sentence.text):
        if words:
            _write(sheet, [words], bold=True)
    if report.comment:
        _write(sheet, [report.comment])
    for section in report.sections.values():
        _write(sheet, [])
        _write(sheet, [section.title], bold=True)
        _section(sheet, section, places)
    sheet.column_dimensions["A"].width = 40


def _section(sheet: Any, section: Section, places: dict[int, int]) -> None:
    for block in section.blocks:
        if isinstance(block, Paragraph):
            _write(sheet, [block.text])
            continue
        grid = block.data if isinstance(block, Drawing) else block
        _write(sheet, list(grid.head), bold=True)
        for row in (*grid.rows, *grid.last):
            _values(sheet, row, places)


def _values(sheet: Any, row: Sequence[Value], places: dict[int, int]) -> None:
    """Write a row as it is read: a range stands in words."""
    number = sheet.max_row + 1
    for column, value in enumerate(row, start=1):
        exact = value.is_number and value.minimum == value.maximum
        text = f"{value.text} ({value.quiet})" if value.quiet else value.text
        _put(sheet, (number, column), value.minimum if exact else text, places.get(value.note or 0))


def _table(sheet: Any, grid: Grid, places: dict[int, int]) -> None:
    """Fill the sheet of one table: of a column of numbers the least, and beside it the most where some row has a range."""
    columns = list(_columns(grid))
    _write(sheet, [name for name, _, _ in columns], bold=True)
    for number, row in enumerate(grid.rows, start=2):
        for place, (_, column, is_most) in enumerate(columns, start=1):
            value = row[column]
            bound = value.maximum if is_most else value.minimum
            _put(sheet, (number, place), bound if value.is_number else value.text, places.get(value.note or 0))
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    _widen(sheet, len(columns))


def _columns(grid: Grid) -> Iterator[tuple[str, int, bool]]:
    """Yield the columns of the sheet of a table: name, which column of the table, and whether it is the most of a range."""
    for column, name in enumerate(grid.head):
        yield name, column, False
        if any(row[column].is_number and row[column].minimum != row[column].maximum for row in grid.rows):
            yield f"{name} ≤", column, True


def _members(sheet: Any, laid: Laid) -> None:
    _write(sheet, ["Note", laid.words("act"), "counts"], bold=True)
    for note in laid.report.notes:
        for names, sure in ((note.sure, "surely"), (note.unsure, "perhaps")):
            for name in names:
                _write(sheet, [note.number, name, sure])
    sheet.auto_filter.ref = sheet.dimensions
    sheet.freeze_panes = "A2"


def _acts(sheet: Any, laid: Laid) -> None:
    say = laid.words
    head = ("act", "day", "place", "what", "group_state", "group_whose", "saying", "by_whom", "denying", "by_whom")
    _write(sheet, [say(key) for key in head], bold=True)
    for entry in laid.entries:
        voices = [part for one in (entry.saying, entry.denying) for part in ((one.quote, one.who) if one else ("", ""))]
        _write(sheet, [entry.name, *entry.cells, *voices])
    sheet.auto_filter.ref = sheet.dimensions
    sheet.freeze_panes = "B2"
    _widen(sheet, len(head))


def _write(sheet: Any, values: Sequence[str | int], *, bold: bool = False) -> None:
    from openpyxl.styles import Font

    number = sheet.max_row + 1 if sheet.max_row > 1 or sheet["A1"].value is not None else 1
    if not values:
        sheet.append([None])
        return
    for column, value in enumerate(values, start=1):
        _put(sheet, (number, column), value)
        if bold:
            sheet.cell(number, column).font = Font(bold=True)


def _put(sheet: Any, at: tuple[int, int], value: str | int | None, member_row: int | None = None) -> None:
    """Put a value into a cell; text stays text, and a number leads to its acts."""
    cell = sheet.cell(*at)
    if isinstance(value, str):
        text_cell(cell, value)
    else:
        cell.value = value
    if member_row:
        cell.hyperlink = f"#{_MEMBERS}!A{member_row}"


def _widen(sheet: Any, n_columns: int) -> None:
    from openpyxl.utils import get_column_letter

    for column in range(1, n_columns + 1):
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTH
