"""The text layer of a sheet: its rows as text, "Head: value" a line, with a map of the cells; only columns that are asked for."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from servanda.errors import TooLargeInput
from servanda.model.documents import Cell, Document, DocumentText, Paragraph, Sheet
from servanda.model.making import replace, text_layer

VERSION: Final = "sheet.0.1.0"
"""Version under which the layers of sheets are derived; the beginning tells them from what other parsers read."""
DESCRIBED_VERSION: Final = "described.0.1.0"
"""Version under which the layers of photos and recordings stand: what a person says that they show."""
_MAX_CHARACTERS: Final = 20_000_000


class CellIn(NamedTuple):
    """A cell to be written: its column in the sheet (from 1), the head of it, and its words."""

    column: int
    head: str
    text: str
    is_date: bool = False


class RowIn(NamedTuple):
    """A row to be written, by its line in the sheet, with its id."""

    number: int
    row_id: str | None
    cells: Sequence[CellIn]


def sheet_layer(document: Document, sheet: Sheet, rows: Iterable[RowIn]) -> DocumentText:
    """Return the frozen layer of a sheet: a paragraph a row, a line a cell that holds something. Raises `TooLargeInput`."""
    pieces: list[str] = []
    cells: list[Cell] = []
    paragraphs: list[Paragraph] = []
    ids: list[str | None] = []
    position = 0
    for row in rows:
        start = position
        for text, cell in _lines(row, position):
            pieces.append(text)
            position += len(text)
            cells.append(cell)
        if position == start:
            continue
        paragraphs.append(Paragraph(start=start, end=position - 1, kind="row"))  # without the last line's end
        ids.append(row.row_id)
        pieces.append("\n")
        position += 1
        if position > _MAX_CHARACTERS:
            raise TooLargeInput(
                f"{document.locator}: more than {_MAX_CHARACTERS} characters of text. Split it, for example by year."
            )
    known = replace(sheet, cells=tuple(cells), row_ids=tuple(ids))
    details = {
        name: getattr(document, name) for name in ("title", "publisher", "author", "published_on", "language", "url")
    }
    return text_layer(
        document.id, "".join(pieces), tuple(paragraphs), parser="sheet", parser_version=VERSION, sheet=known, **details
    )


def _lines(row: RowIn, position: int) -> Iterator[tuple[str, Cell]]:
    for cell in row.cells:
        if not cell.text:
            continue
        before = f"{cell.head}: "
        start = position + len(before)
        end = start + len(cell.text)
        yield (
            f"{before}{cell.text}\n",
            Cell(start=start, end=end, row=row.number, column=cell.column, is_date=cell.is_date),
        )
        position = end + 1
