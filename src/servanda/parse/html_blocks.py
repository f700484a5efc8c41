"""The blocks of a page as paragraphs: line ends of the source are blanks, ``<br>`` ends a line, rows of tables are sentences.

Works on the tree that trafilatura gives and on a page's own: both vocabularies are known. Lines that ``<br>`` ends are joined
where they were broken to a width, as in plain text.
"""

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import Any

from lxml import etree

from servanda.model.documents import ParagraphKind
from servanda.parse.paragraphs import find_paragraphs
from servanda.parse.reading import Piece
from servanda.parse.table_rows import sentences_of

_HEADINGS = frozenset({"head", "h1", "h2", "h3", "h4", "h5", "h6"})
_ITEMS = frozenset({"item", "li", "dd", "dt"})
_TABLE, _ROW, _HEAD_CELL = "table", frozenset({"row", "tr"}), "head"
_CELLS = frozenset({"cell", "td", "th"})
_BREAKS = frozenset({"lb", "br"})
_BLOCKS = frozenset(
    {
        *(_HEADINGS | _ITEMS | _ROW | _CELLS),
        *("p", "div", "quote", "blockquote", "list", "ul", "ol", "dl", "pre", "section", "article", "main", "figure"),
        *(_TABLE, "body", "fw", "center", "address", "details", "summary", "figcaption", "caption"),
    }
)
_PASSED_OVER = frozenset({"script", "style", "noscript", "template", "nav", "footer", "header", "aside", "form", "svg"})
_NO_LETTERS = re.compile("[\r\n\uf000-\uf0ff]")
_MAX_SPAN = 50
_MAX_CELLS = 20_000  # of one table, repeated ones included
_MAX_COLUMNS = 200  # a wider row is none that people made


def blocks(element: Any, kind: ParagraphKind = "text") -> Iterator[Piece]:
    """Yield the paragraphs in an element in order; blank ones are left out."""
    pieces = [_blanks(element.text)]
    for child in element:
        if child.tag in _PASSED_OVER or not isinstance(child.tag, str):
            pass
        elif child.tag in _BLOCKS or _holds_block(child):
            yield from _lines("".join(pieces), kind)
            pieces = []
            yield from _rows(child) if child.tag == _TABLE else blocks(child, _kind(child.tag, kind))
        else:
            pieces.append(inline(child))
        pieces.append(_blanks(child.tail))
    yield from _lines("".join(pieces), kind)


def inline(element: Any) -> str:
    r"""Return the characters within an element as a browser shows them: line ends as blanks, ``<br>`` as ``\\n``."""
    if element.tag in _BREAKS:
        return "\n"
    if element.tag in _PASSED_OVER or not isinstance(element.tag, str):
        return ""
    pieces = [_blanks(element.text)]
    for child in element:
        pieces += [inline(child), _blanks(child.tail)]
    return "".join(pieces)


def square(table: Any) -> None:
    """Give every row of a table its full number of cells: a merged cell is repeated where it reaches, at most fifty times. Changes the tree.

    A title (``caption``) moves before the table. From the row on where merging goes beyond bounds, cells stand for themselves.
    """
    for caption in table.findall("caption"):
        caption.tag = "p"
        table.addprevious(caption)
    waiting: dict[int, tuple[Any, int]] = {}  # column: a cell, and how many more rows it reaches
    n_cells = 0
    for row in table.iter("tr"):
        if next(row.iterancestors(_TABLE), None) is not table:
            continue
        cells = _spread([cell for cell in row if cell.tag in _CELLS], waiting)
        n_cells += len(cells)
        if n_cells > _MAX_CELLS or len(cells) > _MAX_COLUMNS:
            etree.strip_attributes(table, "rowspan", "colspan")
            return
        row[:] = cells


def _spread(cells: list[Any], waiting: dict[int, tuple[Any, int]]) -> list[Any]:
    """Return the cells of a row with those that reach into it from above or from the left; updates ``waiting``."""
    found: list[Any] = []
    queue = list(reversed(cells))
    while queue or len(found) in waiting:
        column = len(found)
        if column in waiting:
            cell, n_more = waiting.pop(column)
            found.append(_copy(cell))
            if n_more > 1:
                waiting[column] = cell, n_more - 1
            continue
        cell = queue.pop()
        n_rows, n_columns = _span(cell, "rowspan"), _span(cell, "colspan")
        for number in range(n_columns):
            if n_rows > 1:
                waiting[len(found)] = cell, n_rows - 1
            found.append(_copy(cell) if number else cell)
    return found


def _copy(cell: Any) -> Any:
    copy = cell.makeelement(cell.tag, {})
    copy.text = " ".join(piece.text for piece in blocks(cell))
    return copy


def _span(cell: Any, name: str) -> int:
    value = cell.attrib.pop(name, "")
    return min(int(value), _MAX_SPAN) or 1 if value.isascii() and value.isdigit() else 1


def _rows(table: Any) -> Iterator[Piece]:
    """Yield the rows of a table; without marked heads a table within a cell, or a cell of several blocks, makes it layout."""
    rows = [row for row in table.iter(*_ROW) if next(row.iterancestors(_TABLE), None) is table]
    cells = [[cell for cell in row if cell.tag in _CELLS] for row in rows]
    n_head = len(list(takewhile(lambda row: row and all(map(_is_head, row)), cells)))
    is_layout = not n_head and any(_is_layout(cell) for row in cells for cell in row)
    if max(map(len, cells), default=0) <= 1 or is_layout:
        yield from (piece for row in cells for cell in row for piece in blocks(cell))
        return
    grid = [[" ".join(piece.text for piece in blocks(cell)) for cell in row] for row in cells]
    yield from (Piece(sentence, "row") for sentence in sentences_of(grid, n_head or None))


def _is_head(cell: Any) -> bool:
    return cell.tag == "th" or bool(cell.get("role") == _HEAD_CELL)


def _is_layout(cell: Any) -> bool:
    inner = [child for child in cell.iterdescendants() if child.tag in _BLOCKS]
    return len(inner) > 1 or any(child.tag == _TABLE for child in inner)


def _lines(text: str, kind: ParagraphKind) -> Iterator[Piece]:
    """Yield the lines of a block, those broken to a width as one."""
    lines = "\n".join(" ".join(line.split()) for line in text.split("\n")).strip("\n")
    for found in find_paragraphs(lines) if "\n" in lines else ():
        yield Piece(lines[found.start : found.end].replace("\n", " "), kind)
    if lines and "\n" not in lines:
        yield Piece(lines, kind)


def _kind(tag: str, outer: ParagraphKind) -> ParagraphKind:
    return "heading" if tag in _HEADINGS else "item" if tag in _ITEMS else outer


def _holds_block(element: Any) -> bool:
    return element.tag not in _BREAKS and next(element.iter(*_BLOCKS), None) is not None


def _blanks(text: str | None) -> str:
    """Return a text of the source with its line ends, and signs of symbol fonts that no other font has, as blanks."""
    return _NO_LETTERS.sub(" ", text or "")
