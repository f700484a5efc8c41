"""Makes the Word and PDF inputs of the folder kinds: python tests/parse/golden/make_kinds.py. The same bytes each time.

The files are committed, so that tests read what a person has looked at, and a new version of a library changes nothing unseen.
"""

import io
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from reportlab.pdfgen.canvas import Canvas

KINDS = Path(__file__).with_name("kinds")
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
LEAD = "Observers of the Lindau mission counted nine explosions near Oberdorf in the night to Sunday, their head said."
BODY = (
    "Forces entered the camp on Monday and took four men away, residents of Niederdorf told the mission by telephone."
)
FIRST = [
    "Observers of the Lindau mission counted nine explosions near the",
    "village of Oberdorf, and the head of the mission said on Sunday",
]
SECOND = [
    "that neither side had answered for them. Two wells were closed",
    "by the council, which met in the school of the upper village.",
]
THIRD = [
    "Forces entered the camp on Monday and took four men away, as",
    "residents of Niederdorf told the mission by telephone that night.",
]
Line = tuple[float, float, float, str]
"""Where a line begins, in points from the lower left corner, the size of its letters, and its words."""


def headings() -> Document:
    """Return a file with a title, headings of two depths, a list and numbered paragraphs."""
    document = docx.Document()
    document.add_heading("Weekly bulletin of the mission", 0)
    document.add_paragraph(LEAD)
    document.add_heading("Humanitarian situation", 2)
    document.add_paragraph(f"3.1|{BODY}")
    document.add_paragraph("Two wells were closed.", style="List Bullet")
    document.add_paragraph("The road was cleared twice.", style="List Number")
    document.add_paragraph(BODY)
    return document


def table() -> Document:
    """Return a file with a table whose heads are marked and some of whose cells are merged."""
    document = docx.Document()
    document.add_paragraph(LEAD)
    cells = [
        ["Place", "Day", "Killed"],
        ["Oberdorf", "3 May", "at least five"],
        ["", "4 May", ""],
        ["Niederdorf", "", "None was killed."],
    ]
    made = _table(document, cells)
    made.cell(1, 0).merge(made.cell(2, 0))
    made.cell(3, 0).merge(made.cell(3, 1))
    made.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {W}/>"))
    document.add_paragraph(BODY)
    return document


def tables_unmarked() -> Document:
    """Return a file with tables whose heads nothing marks: they are told by their cells, or not at all."""
    document = docx.Document()
    document.add_paragraph(LEAD)
    for cells in (
        [["Place", "Killed"], ["Oberdorf", "3"]],
        [["Oberdorf", "3"], ["Niederdorf", "4"]],
        [["Mayor", "Council"], ["Anna Moser", "Karl Huber"]],
        [["Only a cell"], ["And another"]],
    ):
        _table(document, cells)
        document.add_paragraph(BODY)
    return document


def footnotes() -> Document:
    """Return a file with a footnote."""
    document = docx.Document()
    noted = document.add_paragraph(LEAD)
    document.add_paragraph(BODY)
    noted.add_run()._r.append(parse_xml(f'<w:footnoteReference {W} w:id="2"/>'))
    xml = f'<w:footnotes {W}><w:footnote w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>Interview with the head of the mission.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, xml.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    return document


def _table(document: Document, cells: Sequence[Sequence[str]]) -> docx.table.Table:
    made = document.add_table(len(cells), len(cells[0]))
    for row, words in zip(made.rows, cells, strict=True):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
    return made


def _lines(texts: Iterable[str], top: float) -> list[Line]:
    return [(72, top - 16 * number, 12, text) for number, text in enumerate(texts)]


def furniture() -> list[list[Line]]:
    """Return pages with a head, a foot and page numbers, over which a sentence runs."""

    def furnished(number: int, body: list[Line]) -> list[Line]:
        foot = (72, 40, 9, f"Lindau mission, bulletin 4 | {number + 6}")
        return [(72, 800, 9, "NOT FOR DISTRIBUTION"), *body, foot, (290, 25, 9, f"- {number} -")]

    return [
        furnished(number, _lines(*page)) for number, page in enumerate(((FIRST, 740), (SECOND, 760), (THIRD, 750)), 1)
    ]


def look_alike() -> list[list[Line]]:
    """Return pages whose last lines look like page numbers and do not rise with the pages: two tolls."""
    return [
        [*_lines(FIRST, 740), (72, 60, 12, "In all 12 were killed.")],
        [*_lines(THIRD, 740), (72, 60, 12, "In all 3 were killed.")],
    ]


def notes() -> list[list[Line]]:
    """Return pages with headings told by their size, and footnotes told by theirs."""
    feet = [(72, 60, 8, "3 Interview with the head of the mission."), (72, 50, 8, "4 Call of 4 May.")]
    return [
        [(72, 780, 18, "Weekly bulletin of the mission"), *_lines(FIRST, 740), *feet],
        [*_lines(SECOND, 760), (72, 700, 15, "Humanitarian situation"), *_lines(THIRD, 670)],
    ]


def raised() -> list[list[Line]]:
    """Return a page with the raised number of a note, and a raised number that is none."""
    x, found = 72.0, []
    measure = Canvas(io.BytesIO())
    for size, rise, text in (
        (12, 0, "Shells fell on Oberdorf"), (7, 4, "12"), (12, 0, " and on 3 km"), (7, 4, "2"), (12, 0, " of fields."),
    ):  # fmt: skip
        found.append((x, 700.0 + rise, float(size), text))
        x += measure.stringWidth(text, "Helvetica", size)
    return [found]


def drawn(pages: Iterable[Iterable[Line]]) -> bytes:
    """Return the pages as a PDF file."""
    buffer = io.BytesIO()
    sheet = Canvas(buffer, invariant=1, pagesize=(595, 842))
    for lines in pages:
        for x, y, size, text in lines:
            sheet.setFont("Helvetica", size)
            sheet.drawString(x, y, text)
        sheet.showPage()
    sheet.save()
    return buffer.getvalue()


def packed(document: Document) -> bytes:
    """Return a Word file without the picture of its template, its parts in order and without the moment of saving."""
    buffer, plain = io.BytesIO(), io.BytesIO()
    links = document.part.package.rels
    for name in [name for name, link in links.items() if link.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        del links[name]
    document.save(buffer)
    with zipfile.ZipFile(buffer) as made, zipfile.ZipFile(plain, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in sorted(made.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            kept.writestr(zipfile.ZipInfo(name), made.read(name), zipfile.ZIP_DEFLATED)
    return plain.getvalue()


def main() -> None:
    """Write every Word and PDF input."""
    for make in (headings, table, tables_unmarked, footnotes):
        (KINDS / f"{make.__name__.replace('_', '-')}.docx").write_bytes(packed(make()))
    for draw in (furniture, look_alike, notes, raised):
        (KINDS / f"{draw.__name__.replace('_', '-')}.pdf").write_bytes(drawn(draw()))


if __name__ == "__main__":
    main()
