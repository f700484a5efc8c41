"""The report of a period for a word processor (.docx), to be edited before it goes out."""

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Final

from servanda.report.exchange.workbook import timeless
from servanda.report.period.blocks import Block, Drawing, Grid, Paragraph, Run, Value, plain
from servanda.report.period.both_voices import Entry
from servanda.report.period.page import MADE_BY, Laid
from servanda.text.directions import isolated

_BEGIN: Final = datetime(1980, 1, 1, tzinfo=UTC)
_STYLES: Final = {"lead": "Intense Quote", "voice": "Quote"}


class _Writer:
    """Writes blocks into a document, in its direction of writing."""

    def __init__(self, laid: Laid) -> None:
        from docx import Document
        from docx.enum.section import WD_ORIENT
        from docx.shared import Mm, Pt

        self.laid = laid
        self.document: Any = Document()
        self._is_rtl = laid.report.direction == "rtl"
        self._small = Pt(7)
        self._head_height = Mm(30)
        section = self.document.sections[0]
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)
        for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
            setattr(section, side, Mm(15))
        self.document.styles["Normal"].font.size = Pt(9.5)
        properties = self.document.core_properties
        properties.title, properties.author, properties.comments = laid.report.title, MADE_BY, laid.report.rule
        properties.created = properties.modified = _BEGIN

    def heading(self, text: str, level: int) -> None:
        """Write a heading."""
        paragraph = self.document.add_heading("", level)
        self._run(paragraph, text)
        self._turn(paragraph)

    def block(self, block: Block) -> None:
        """Write a paragraph or table; of a drawing what it shows as a table."""
        if isinstance(block, Paragraph):
            self.paragraph(block)
        else:
            self.grid(block.data if isinstance(block, Drawing) else block)

    def paragraph(self, block: Paragraph) -> None:
        """Write a paragraph, its numbers followed by those of their notes."""
        paragraph = self.document.add_paragraph(style=_STYLES.get(block.kind))
        for run in block.runs:
            made = self._run(paragraph, run.text)
            made.bold = run.strong or None
            if block.kind == "quiet":
                made.font.size = self._small
            self._note(paragraph, run.note)
        self._turn(paragraph)

    def grid(self, grid: Grid) -> None:
        """Write a table; its head is repeated on every page."""
        table = self.document.add_table(rows=0, cols=len(grid.head), style="Light Grid Accent 1")
        if self._is_rtl:
            _set(table._tbl.tblPr, "w:bidiVisual")  # noqa: SLF001 - python-docx has no name for it
        if grid.groups:
            self._groups(table, grid)
        head = table.add_row()
        if grid.upright:
            head.height = self._head_height
        for number, (cell, name) in enumerate(zip(head.cells, grid.head, strict=True)):
            if grid.upright and number:
                _set(cell._tc.get_or_add_tcPr(), "w:textDirection", "btLr")  # noqa: SLF001 - as above
            self._cell(cell, Value(name))
        for row in table.rows:
            _set(row._tr.get_or_add_trPr(), "w:tblHeader")  # noqa: SLF001 - as above
        for values in (*grid.rows, *grid.last):
            self._row(table, values)
        self.document.add_paragraph()

    def entry(self, entry: Entry) -> None:
        """Write one act of the annex."""
        paragraph = self.document.add_paragraph()
        self._run(paragraph, entry.name).bold = True
        self._run(paragraph, f" · {entry.line}")
        self._turn(paragraph)
        for key, voiced in (("saying", entry.saying), ("denying", entry.denying)):
            if voiced:
                quoted = self.document.add_paragraph(style="Quote")
                self._run(quoted, f"{self.laid.words(key)}: {voiced.who}: “{voiced.quote}”")
                self._turn(quoted)

    def _groups(self, table: Any, grid: Grid) -> None:
        row, at = table.add_row(), 0
        for group in grid.groups:
            cell = row.cells[at].merge(row.cells[at + group.n_columns - 1])
            self._cell(cell, Value(group.text))
            at += group.n_columns

    def _row(self, table: Any, values: Sequence[Value]) -> None:
        for cell, value in zip(table.add_row().cells, values, strict=True):
            self._cell(cell, value)

    def _cell(self, cell: Any, value: Value) -> None:
        paragraph = cell.paragraphs[0]
        self._run(paragraph, value.text).font.size = self._small
        if value.quiet:
            self._run(paragraph, f" {value.quiet}").font.size = self._small
        self._note(paragraph, value.note)
        self._turn(paragraph)

    def _note(self, paragraph: Any, number: int | None) -> None:
        if number:
            run = self._run(paragraph, str(number))
            run.font.superscript = True
            run.font.size = self._small

    def _run(self, paragraph: Any, text: str) -> Any:
        kept = "".join(letter for letter in text if letter >= " " or letter == "\n")
        run = paragraph.add_run(isolated(kept) if self._is_rtl and not kept.isspace() else kept)
        if self._is_rtl:
            run.font.rtl = True
        return run

    def _turn(self, paragraph: Any) -> None:
        if self._is_rtl:
            _set(paragraph._p.get_or_add_pPr(), "w:bidi")  # noqa: SLF001 - as above


def docx(laid: Laid) -> bytes:
    """Return the report as a document: the same order, words and numbers as the page. The same report gives the same bytes."""
    report, say = laid.report, laid.words
    writer = _Writer(laid)
    writer.heading(report.title, 1)
    for fact in report.facts:
        writer.paragraph(_fact(fact.label, fact.value))
    if report.headline:
        writer.paragraph(Paragraph((Run(report.headline, strong=True),)))
    writer.paragraph(report.sentence)
    if report.comment:
        writer.paragraph(plain(report.comment))
    for section in report.sections.values():
        writer.heading(section.title, 2)
        for block in section.blocks:
            writer.block(block)
    writer.heading(say("notes"), 2)
    for note in report.notes:
        writer.paragraph(_fact(str(note.number), note.words, quiet=True))
    if laid.entries:
        writer.heading(say("annex"), 2)
    for entry in laid.entries:
        writer.entry(entry)
    out = io.BytesIO()
    writer.document.save(out)
    return timeless(out.getvalue())


def _fact(label: str, value: str, *, quiet: bool = False) -> Paragraph:
    return Paragraph((Run(f"{label}: ", strong=True), Run(value)), "quiet" if quiet else "plain")


def _set(parent: Any, name: str, value: str | None = None) -> None:
    """Add a property that python-docx has no name for."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(name)
    if value:
        element.set(qn("w:val"), value)
    parent.append(element)
