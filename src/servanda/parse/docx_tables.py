"""The cells of a table in a Word file, place by place."""

from itertools import takewhile
from typing import Any

from docx.oxml.ns import qn

_TABLE, _ROW, _CELL = qn("w:tbl"), qn("w:tr"), qn("w:tc")
_SPAN, _MERGE, _HEADER = (
    f"{qn('w:tcPr')}/{qn('w:gridSpan')}",
    f"{qn('w:tcPr')}/{qn('w:vMerge')}",
    f"{qn('w:trPr')}/{qn('w:tblHeader')}",
)
_DELETED = f"{qn('w:trPr')}/{qn('w:del')}"
_MAX_SPAN = 50


def grid_of(table: Any) -> tuple[list[list[Any]], int]:
    """Return the cells of each row, a merged cell in every place that it covers, and how many rows at the top are heads."""
    rows = [
        row for row in table.iter(_ROW) if next(row.iterancestors(_TABLE), None) is table and row.find(_DELETED) is None
    ]
    grid: list[list[Any]] = []
    for row in rows:
        above = grid[-1] if grid else []
        grid.append(_row([cell for cell in row.iter(_CELL) if next(cell.iterancestors(_ROW), None) is row], above))
    return grid, len(list(takewhile(_is_head, rows)))


def _row(cells: list[Any], above: list[Any]) -> list[Any]:
    found: list[Any] = []
    for cell in cells:
        merge = cell.find(_MERGE)
        goes_on = merge is not None and merge.get(qn("w:val"), "continue") == "continue"
        shown = above[len(found)] if goes_on and len(found) < len(above) else cell
        found += [shown] * _width(cell)
    return found


def _width(cell: Any) -> int:
    span = cell.find(_SPAN)
    value = span.get(qn("w:val"), "") if span is not None else ""
    return min(int(value), _MAX_SPAN) or 1 if value.isascii() and value.isdigit() else 1


def _is_head(row: Any) -> bool:
    mark = row.find(_HEADER)
    return mark is not None and mark.get(qn("w:val"), "true") not in {"0", "false", "off"}
