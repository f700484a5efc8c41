"""The cells of a sheet's text layer, row by row."""

from servanda.model.documents import DocumentText


def cells_by_row(layer: DocumentText) -> dict[int, dict[str, str]]:
    """Return the words of each cell by line of the sheet and head of the column."""
    found: dict[int, dict[str, str]] = {}
    if layer.sheet:
        for cell in layer.sheet.cells:
            words = layer.text[cell.start : cell.end]
            found.setdefault(cell.row, {}).setdefault(layer.sheet.columns[cell.column - 1], words)
    return found
