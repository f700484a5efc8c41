"""Reader of Word files: the paragraphs of the body in order, rows of tables as sentences, notes behind what they belong to.

Text that the author inserted under change tracking is read, text that was struck out is not. python-docx opens the
package (its XML parser expands no external entities); the walk is our own, since its API passes over content controls.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from servanda.errors import guarded
from servanda.model.documents import ParagraphKind
from servanda.parse.config import ParseConfig
from servanda.parse.docx_package import opened
from servanda.parse.docx_tables import grid_of
from servanda.parse.reading import Piece, Reading, is_file_name, joined
from servanda.parse.table_rows import sentences_of

_VERSION = f"0.2.0+python-docx-{docx.__version__}"
_PARAGRAPH, _TABLE, _BOX = qn("w:p"), qn("w:tbl"), qn("w:txbxContent")
_FALLBACK = (
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"  # repeats a text box for old programs
)
_PASSED_OVER = frozenset({_PARAGRAPH, _TABLE, _FALLBACK, qn("w:del"), qn("w:moveFrom"), qn("w:pPr"), qn("w:rPr")})
_CHARACTERS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "\u2011"}
_TEXT = qn("w:t")
_NOTE_MARKS = {qn("w:footnoteReference"): "footnotes", qn("w:endnoteReference"): "endnotes"}
_NO_OUTLINE = 9  # the level of running text
_TITLES = frozenset({"title", "subtitle"})
_WHENCE = {"title": "property title of the Word file", "author": "property author of the Word file"}
# What programs write where nobody gave a name.
_NO_NAMES = frozenset(
    {"python-docx", "microsoft office user", "user", "admin", "administrator", "unknown", "author", "word document"}
)


class _Book(NamedTuple):
    """The kind of paragraph that each style makes, and the notes by their list and number."""

    kinds: dict[str, ParagraphKind]
    notes: dict[tuple[str, str], Any]


def read_docx(content: bytes, config: ParseConfig) -> Reading:
    """Read a Word file; its core properties give title and author. Raises `BrokenInput`, `TooLargeInput`."""
    with guarded("the Word file"):
        document = docx.Document(opened(content, config.max_unpacked_bytes))
        book = _Book(_kinds(document), _notes(document))
        text, paragraphs = joined(_pieces(document.element.body, book))
        properties = document.core_properties
        title, author = _named(properties.title), _named(properties.author)
    return Reading(text, paragraphs, "docx", _VERSION, title=title, author=author, whence=_WHENCE)


def _pieces(element: Any, book: _Book) -> Iterator[Piece]:
    """Yield what stands in an element, paragraph by paragraph: text boxes and notes follow the paragraph that holds them."""
    for child in element:
        if child.tag == _PARAGRAPH:
            yield Piece(_text(child), _kind(child, book))
            for box in child.iter(_BOX):
                if not _is_repeated(box):
                    yield from _pieces(box, book)
            yield from _noted(child, book)
        elif child.tag == _TABLE:
            yield from _rows(child, book)
            yield from _noted(child, book)
        elif child.tag not in _PASSED_OVER:
            yield from _pieces(child, book)


def _rows(table: Any, book: _Book) -> Iterator[Piece]:
    """Yield the rows of a table; one within which another table stands, or of one column, is layout."""
    cells, n_head = grid_of(table)
    is_layout = max(map(len, cells), default=0) <= 1 or next(table.iterdescendants(_TABLE), None) is not None
    if is_layout:
        done: set[Any] = set()
        for cell in (cell for row in cells for cell in row if cell is not None):
            if cell not in done:  # merged cells stand in several places
                yield from _pieces(cell, book)
                done.add(cell)
        return
    grid = [[_cell_text(cell) for cell in row] for row in cells]
    yield from (Piece(sentence, "row") for sentence in sentences_of(grid, n_head or None))


def _cell_text(cell: Any) -> str:
    found = [] if cell is None else [_text(one) for one in cell.iter(_PARAGRAPH) if not _is_repeated(one)]
    return " ".join(" ".join(found).split())


def _text(element: Any) -> str:
    """Return the characters of one paragraph, without those of paragraphs within it (text boxes)."""
    pieces = []
    for child in element:
        if child.tag in _PASSED_OVER:
            continue
        if child.tag == _TEXT:
            pieces.append(child.text or "")
        else:
            pieces.append(_CHARACTERS.get(child.tag) or _text(child))
    return "".join(pieces)


def _noted(element: Any, book: _Book) -> Iterator[Piece]:
    """Yield the notes that are referred to within an element."""
    for mark in element.iter(*_NOTE_MARKS):
        note = book.notes.get((_NOTE_MARKS[mark.tag], mark.get(qn("w:id"))))
        for paragraph in () if note is None else note.iter(_PARAGRAPH):
            yield Piece(_text(paragraph), "note")


def _notes(document: Any) -> dict[tuple[str, str], Any]:
    """Return the notes of a document by the list they stand in and their number."""
    found = {}
    for relation in document.part.rels.values():
        name = relation.reltype.rsplit("/", 1)[-1]
        if name in _NOTE_MARKS.values() and not relation.is_external:
            for note in parse_xml(relation.target_part.blob):
                found[name, note.get(qn("w:id"))] = note
    return found


def _kinds(document: Any) -> dict[str, ParagraphKind]:
    """Return the kind of paragraph that each style makes, by the style's id."""
    found: dict[str, ParagraphKind] = {}
    for style in document.styles.element.iter(qn("w:style")):
        named = style.find(qn("w:name"))
        name = (named.get(qn("w:val")) if named is not None else "").lower()
        if name.startswith("heading ") or name in _TITLES or _is_outlined(style):
            found[style.get(qn("w:styleId"))] = "heading"
        elif name.startswith("list ") or style.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None:
            found[style.get(qn("w:styleId"))] = "item"
    return found


def _kind(paragraph: Any, book: _Book) -> ParagraphKind:
    properties = paragraph.find(qn("w:pPr"))
    if properties is None:
        return "text"
    style = properties.find(qn("w:pStyle"))
    by_style = book.kinds.get(style.get(qn("w:val"))) if style is not None else None
    if by_style == "heading" or _is_outlined(paragraph):
        return "heading"
    number = properties.find(f"{qn('w:numPr')}/{qn('w:numId')}")
    if number is not None:
        return "text" if number.get(qn("w:val")) == "0" else "item"
    return by_style or "text"


def _is_outlined(element: Any) -> bool:
    level = element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
    value = level.get(qn("w:val")) if level is not None else ""
    return value.isdigit() and int(value) < _NO_OUTLINE


def _is_repeated(element: Any) -> bool:
    return any(ancestor.tag == _FALLBACK for ancestor in element.iterancestors())


def _named(value: str | None) -> str | None:
    name = " ".join((value or "").split())
    return name if name and not is_file_name(name) and name.lower() not in _NO_NAMES else None
