"""The table of effects as a workbook: typed cells, filters, a head that stays, the codebook beside it."""

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from servanda.report.config import ReportConfig
from servanda.report.exchange.about import about
from servanda.report.exchange.codebook import EFFECTS, STATEMENTS, VERDICTS, Column, codebook
from servanda.report.exchange.incidents import effect_rows
from servanda.report.exchange.statements import statements
from servanda.report.exchange.verdicts import verdict_rows
from servanda.report.view import ReportView

_MAX_CHARACTERS = 32_767  # of a cell
_BARRED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # what XML cannot hold
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_TIMES = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")
_BEGIN = (1980, 1, 1, 0, 0, 0)
_WIDTHS = {"text": 24, "date": 12}


def workbook(view: ReportView, _config: ReportConfig) -> bytes:
    """Return a workbook with the sheets Incidents, Statements, Verdicts, Codebook and About; the same view gives the same bytes.

    Acts outside the dossier's period have a sheet Background of their own, where there are any.
    """
    from openpyxl import Workbook

    book, told = Workbook(write_only=True), {name: codebook()[name].columns for name in (EFFECTS, STATEMENTS, VERDICTS)}
    _sheet(book, "Incidents", told[EFFECTS], effect_rows(view))
    if view.standing.background:
        _sheet(book, "Background", told[EFFECTS], effect_rows(view.in_background()))
    _sheet(book, "Statements", told[STATEMENTS], statements(view))
    _sheet(book, "Verdicts", told[VERDICTS], verdict_rows(view))
    said = [Column(name=name, type="text", meaning="") for name in ("table", "name", "type", "unit", "meaning")]
    _sheet(book, "Codebook", said, [_told(name, column) for name, columns in told.items() for column in columns])
    pair = codebook()["metadata"].columns
    _sheet(book, "About", pair, [{"name": name, "value": value} for name, value in about(view)._asdict().items()])
    out = io.BytesIO()
    book.save(out)
    return timeless(out.getvalue())


def _told(table: str, column: Column) -> dict[str, str]:
    return {"table": table, "name": column.name, "type": column.type, "unit": column.unit, "meaning": column.meaning}


def _sheet(book: Any, title: str, columns: Sequence[Column], rows: Iterable[dict[str, Any]]) -> None:
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for n, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(n)].width = _WIDTHS.get(column.type, 14)
    sheet.append([_head(sheet, column.name) for column in columns])
    n_rows = 1
    for n_rows, row in enumerate(rows, start=2):  # noqa: B007 - the last one is what is asked for
        sheet.append([_cell(sheet, column, row[column.name]) for column in columns])
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{n_rows}"


def _head(sheet: Any, name: str) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    cell = WriteOnlyCell(sheet, value=name)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: Any, column: Column, value: Any) -> Any:
    """Return a cell of the column's type. Text stays text, whatever it begins with: no program takes it for a formula."""
    from openpyxl.cell import WriteOnlyCell

    if value is None or column.type in {"integer", "number", "boolean"}:
        return value
    if column.type == "date":
        return date.fromisoformat(value)
    return text_cell(WriteOnlyCell(sheet), str(value))


def text_cell(cell: Any, given: str) -> Any:
    """Return a cell with a text that stays text, whatever it begins with."""
    text = _BARRED.sub("\ufffd", given)[:_MAX_CHARACTERS]
    cell.value = text
    cell.data_type = "s"
    if text.startswith(_FORMULA):
        cell.quotePrefix = True  # holds when somebody edits the cell
    return cell


def timeless(content: bytes) -> bytes:
    """Return a workbook or document without the moments at which it was made."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for member in given.infolist():
            data = given.read(member)
            if member.filename == "docProps/core.xml":
                data = _TIMES.sub(b"", data)
            info = zipfile.ZipInfo(member.filename, _BEGIN)
            info.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(info, data)
    return out.getvalue()
