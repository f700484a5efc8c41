"""What a document's layout says, kept: headings, lists, rows of tables, notes; line ends of the source are blanks. Ours all."""

import io
from collections.abc import Callable

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

from servanda.model.documents import DocumentText
from servanda.parse.html import _with_structure
from servanda.parse.reading import Piece

Parse = Callable[..., DocumentText]
HTML, PDF = "text/html", "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
LEAD = "Observers of the Lindau mission counted nine explosions near Oberdorf in the night to Sunday, their head said."
BODY = (
    "Forces entered the camp on Monday and took four men away, residents of Niederdorf told the mission by telephone."
)


def kinds(layer: DocumentText) -> list[tuple[str, str]]:
    return [(one.kind, layer.text[one.start : one.end]) for one in layer.paragraphs]


def page(body: str) -> bytes:
    return f"<!doctype html><html><head><meta charset='utf-8'><title>Lindau</title></head><body><article>{body}</article></body></html>".encode()


@pytest.mark.parametrize("end", ["\n", "\r\n", " \n\t ", "\r"])
def test_line_ends_of_the_source_are_blanks(read: Parse, end: str) -> None:
    broken = LEAD.replace(" ", end)
    layer = read(page(f"<p>{broken}</p><div>{BODY.replace(' ', end)}</div>"), HTML)
    assert kinds(layer) == [("text", LEAD), ("text", BODY)]


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("<b>Ober</b>dorf and\n<i>Lindau</i>", "Oberdorf and Lindau"),
        ("<a href='/x'>Ober-\ndorf</a>, <span>Lin</span><span>dau</span>", "Ober- dorf, Lindau"),
        ("Ober<!-- cut -->dorf&nbsp;and&#10;Lindau", "Oberdorf and Lindau"),
        ("<font color=red>Oberdorf\n <u>and</u></font> Lindau", "Oberdorf and Lindau"),
    ],
)
def test_inline_elements_part_no_words_and_join_none(read: Parse, inner: str, text: str) -> None:
    assert kinds(read(page(f"<p>{LEAD}</p><p>{BODY} They left {inner}.</p>"), HTML))[1] == (
        "text",
        f"{BODY} They left {text}.",
    )


def test_a_break_ends_a_line_and_lines_broken_to_a_width_are_one(read: Parse) -> None:
    two = f"<p>{LEAD}<br>{BODY}<br><br/>Nobody answered for it.</p>"
    assert [text for _, text in kinds(read(page(two), HTML))] == [LEAD, BODY, "Nobody answered for it."]
    words, lines = f"{LEAD} {BODY}".split(), [""]
    for word in words:
        if len(lines[-1]) + len(word) < 50:
            lines[-1] = f"{lines[-1]} {word}".strip()
        else:
            lines.append(word)
    assert kinds(read(page(f"<p>{'<br>'.join(lines)}</p><p>{BODY}</p>"), HTML)) == [
        ("text", f"{LEAD} {BODY}"),
        ("text", BODY),
    ]


STRUCTURE = f"""<h1>Weekly bulletin of the mission</h1><p>{LEAD}</p><h2>Humanitarian
situation</h2><p>3.1|{BODY}</p><ul><li>Two wells were
closed.</li><li>The <a href="/x">road</a> stayed open.<ol><li>It was cleared twice.</li></ol></li></ul><p>{BODY}</p>"""
STRUCTURED = [
    ("heading", "Weekly bulletin of the mission"),
    ("text", LEAD),
    ("heading", "Humanitarian situation"),
    ("text", f"3.1|{BODY}"),
    ("item", "Two wells were closed."),
    ("item", "The road stayed open."),
    ("item", "It was cleared twice."),
    ("text", BODY),
]


def test_headings_lists_and_numbers_of_paragraphs_on_a_page(read: Parse) -> None:
    assert kinds(read(page(STRUCTURE), HTML)) == STRUCTURED


def test_what_extraction_passes_over_between_paragraphs_comes_back_but_no_links() -> None:
    def piece(text: str) -> Piece:
        return Piece(text, {words: kind for kind, words in STRUCTURED}.get(text, "text"))

    link = Piece("Ten recipes", "item")
    own = [
        piece("Menu"),
        *(piece(text) for _, text in STRUCTURED[:5]),
        link,
        *(piece(text) for _, text in STRUCTURED[5:]),
        link,
    ]
    article = [piece(LEAD), piece(f"3.1|{BODY}"), piece("A line of its own making."), piece(BODY)]
    found = _with_structure(article, own, frozenset({"Ten recipes"}))
    assert [one.text for one in found if one.text != "A line of its own making."] == [text for _, text in STRUCTURED]
    assert _with_structure([], own, frozenset()) == []


TABLE = """<table><caption>Incidents of the week</caption><thead><tr><th>Place</th><th>Day</th><th>Killed</th></tr></thead>
<tr><td rowspan="2">Oberdorf</td><td>3 May</td><td>at least
five</td></tr><tr><td>4 May</td><td></td></tr><tr><td colspan="2">Niederdorf</td><td><p>None was killed.</p></td></tr></table>"""
ROWS = [
    ("row", "Place: Oberdorf; Day: 3 May; Killed: at least five."),
    ("row", "Place: Oberdorf; Day: 4 May."),
    ("row", "Place: Niederdorf; Day: Niederdorf; Killed: None was killed."),
]


@pytest.mark.parametrize("frame", ["{}", "<div><div>{}</div></div>"])
def test_rows_of_a_table_on_a_page_are_sentences_with_their_heads(read: Parse, frame: str) -> None:
    found = kinds(read(page(f"<p>{LEAD}</p>{frame.format(TABLE)}<p>{BODY}</p>"), HTML))
    assert found == [("text", LEAD), (found[1][0], "Incidents of the week"), *ROWS, ("text", BODY)]


def test_tables_for_layout_keep_their_paragraphs(read: Parse) -> None:
    table = f"<table><tr><td><p>{LEAD}</p><p>{BODY}</p></td><td><p>{BODY}</p></td></tr></table>"
    assert kinds(read(page(table), HTML)) == [("text", LEAD), ("text", BODY), ("text", BODY)]


def test_a_table_that_merges_without_end_stays_small(read: Parse) -> None:
    table = "<table>" + "<tr><td colspan=1000000000 rowspan=99999999>x<td rowspan=9999>y</tr>" * 300 + "</table>"
    assert len(read(page(f"<p>{LEAD}</p>{table}<p>{BODY}</p>"), HTML).text) < 100_000


def test_notes_of_a_page_are_told_and_their_marks_part_no_text(read: Parse) -> None:
    text = f'<p>{LEAD[:-1]}<sup><a href="#fn1" id="r1">1</a></sup>. It fell on 2 km<sup>2</sup>.</p><p>{BODY}<a href="#_ftn2" name="_ftnref2">[2]</a></p>'
    notes = '<section><ol><li id="fn1">Interview with the head of the mission. <a href="#r1">↩</a></li></ol><div id="ftn2"><p><a href="#_ftnref2">[2]</a> Call of 4 May.</p></div></section>'
    found = kinds(read(page(text + notes), HTML))
    assert found == [
        ("text", f"{LEAD[:-1]}. It fell on 2 km2."),
        ("text", BODY),
        ("note", "Interview with the head of the mission."),
        ("note", "Call of 4 May."),
    ]


def test_lines_of_pre_end_where_the_page_ends_them(read: Parse) -> None:
    found = kinds(
        read(page(f"<p>{LEAD}</p><pre>FROM: LINDAU\nTO: OBERDORF\n\nAll quiet <b>here\nand</b> there.</pre>"), HTML)
    )
    assert [text for _, text in found[1:]] == ["FROM: LINDAU", "TO: OBERDORF", "All quiet here", "and there."]


def saved(document: object) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)  # type: ignore[attr-defined]
    return buffer.getvalue()


def test_headings_lists_rows_and_notes_of_a_word_file(read: Parse) -> None:
    document = docx.Document()
    document.add_heading("Weekly bulletin of the mission", 0)
    noted = document.add_paragraph(LEAD)
    document.add_heading("Humanitarian situation", 2)
    document.add_paragraph(f"3.1|{BODY}")
    document.add_paragraph("Two wells were closed.", style="List Bullet")
    table = document.add_table(4, 3)
    cells = [
        ["Place", "Day", "Killed"],
        ["Oberdorf", "3 May", "at least five"],
        ["", "4 May", ""],
        ["Niederdorf", "", "None was killed."],
    ]
    for row, words in zip(table.rows, cells, strict=True):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(3, 0).merge(table.cell(3, 1))
    table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {W}/>"))
    document.add_paragraph(BODY)
    noted.add_run()._r.append(parse_xml(f'<w:footnoteReference {W} w:id="2"/>'))
    xml = f'<w:footnotes {W}><w:footnote w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>Interview with the head of the mission.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, xml.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    assert kinds(read(saved(document), DOCX)) == [
        ("heading", "Weekly bulletin of the mission"),
        ("text", LEAD),
        ("note", "Interview with the head of the mission."),
        ("heading", "Humanitarian situation"),
        ("text", f"3.1|{BODY}"),
        ("item", "Two wells were closed."),
        *ROWS,
        ("text", BODY),
    ]


@pytest.mark.parametrize(
    ("cells", "rows"),
    [
        ([["Place", "Killed"], ["Oberdorf", "3"]], ["Place: Oberdorf; Killed: 3."]),
        ([["Oberdorf", "3"], ["Niederdorf", "4"]], ["Oberdorf; 3.", "Niederdorf; 4."]),
        ([["Mayor", "Council"], ["Anna Moser", "Karl Huber"]], ["Mayor; Council.", "Anna Moser; Karl Huber."]),
        ([["Only a cell"], ["And another"]], ["Only a cell", "And another"]),
    ],
)
def test_heads_that_nothing_marks_are_told_with_care(read: Parse, cells: list[list[str]], rows: list[str]) -> None:
    document = docx.Document()
    document.add_paragraph(LEAD)
    table = document.add_table(len(cells), len(cells[0]))
    for row, words in zip(table.rows, cells, strict=True):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
    assert [text for _, text in kinds(read(saved(document), DOCX))][1:] == rows


Draw = Callable[[list[list[tuple[float, float, float, str]]]], bytes]


@pytest.fixture
def draw() -> Draw:
    """Return a function that draws pages of ``(x, y, size, text)``."""
    canvas = pytest.importorskip("reportlab.pdfgen.canvas")

    def drawn(pages: list[list[tuple[float, float, float, str]]]) -> bytes:
        buffer = io.BytesIO()
        sheet = canvas.Canvas(buffer, invariant=1, pagesize=(595, 842))
        for lines in pages:
            for x, y, size, text in lines:
                sheet.setFont("Helvetica", size)
                sheet.drawString(x, y, text)
            sheet.showPage()
        sheet.save()
        return buffer.getvalue()

    return drawn


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


def lines(texts: list[str], top: float) -> list[tuple[float, float, float, str]]:
    return [(72, top - 16 * number, 12, text) for number, text in enumerate(texts)]


def test_heads_feet_and_page_numbers_do_not_part_a_sentence(read: Parse, draw: Draw) -> None:
    def furnished(number: int, body: list[tuple[float, float, float, str]]) -> list[tuple[float, float, float, str]]:
        foot = (72, 40, 9, f"Lindau mission, bulletin 4 | {number + 6}")
        return [(72, 800, 9, "NOT FOR DISTRIBUTION"), *body, foot, (290, 25, 9, f"- {number} -")]

    pages = [furnished(1, lines(FIRST, 740)), furnished(2, lines(SECOND, 760)), furnished(3, lines(THIRD, 750))]
    assert kinds(read(draw(pages), PDF)) == [
        ("heading", "NOT FOR DISTRIBUTION"),
        ("text", " ".join((*FIRST, *SECOND))),
        ("text", " ".join(THIRD)),
        ("note", "Lindau mission, bulletin 4 | 7"),
    ]


def test_lines_that_only_look_alike_stay(read: Parse, draw: Draw) -> None:
    """Two tolls at the foot of two pages are no page numbers: they do not rise with the pages."""
    pages = [
        [*lines(FIRST, 740), (72, 60, 12, "In all 12 were killed.")],
        [*lines(THIRD, 740), (72, 60, 12, "In all 3 were killed.")],
    ]
    text = read(draw(pages), PDF).text
    assert "In all 12 were killed." in text
    assert "In all 3 were killed." in text


def test_footnotes_and_headings_of_a_pdf(read: Parse, draw: Draw) -> None:
    marked = [
        (72, 740, 12, FIRST[0]),
        (72, 724, 12, FIRST[1]),
        (72 + 0.0, 60, 8, "3 Interview with the head of the mission."),
        (72, 50, 8, "4 Call of 4 May."),
    ]
    pages = [
        [(72, 780, 18, "Weekly bulletin of the mission"), *marked],
        [*lines(SECOND, 760), (72, 700, 15, "Humanitarian situation"), *lines(THIRD, 670)],
    ]
    layer = read(draw(pages), PDF)
    assert kinds(layer) == [
        ("heading", "Weekly bulletin of the mission"),
        ("text", " ".join((*FIRST, *SECOND))),
        ("heading", "Humanitarian situation"),
        ("text", " ".join(THIRD)),
        ("note", "3 Interview with the head of the mission."),
        ("note", "4 Call of 4 May."),
    ]
    assert [layer.text[region.start : region.end] for region in layer.regions] == layer.text.split()


def test_the_raised_number_of_a_note_is_no_part_of_a_word(read: Parse, draw: Draw) -> None:
    canvas = pytest.importorskip("reportlab.pdfgen.canvas")
    buffer = io.BytesIO()
    sheet = canvas.Canvas(buffer, invariant=1, pagesize=(595, 842))
    x = 72.0
    for size, rise, text in (
        (12, 0, "Shells fell on Oberdorf"),
        (7, 4, "12"),
        (12, 0, " and on 3 km"),
        (7, 4, "2"),
        (12, 0, " of fields."),
    ):
        sheet.setFont("Helvetica", size)
        sheet.drawString(x, 700 + rise, text)
        x += sheet.stringWidth(text, "Helvetica", size)
    sheet.save()
    assert read(buffer.getvalue(), PDF).text == "Shells fell on Oberdorf and on 3 km2 of fields."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Humanitarian situation\n\n{BODY}", ["heading", "text"]),
        (f"4. Security\n\n{BODY}\n\nIn Oberdorf:\n\n{BODY}", ["heading", "text", "text", "text"]),
        (f"“We are tired”\n\n{BODY}", ["text", "text"]),
        (f"and nobody came\n\n{BODY}", ["text", "text"]),
        (f"- Two wells\n\n{BODY}", ["text", "text"]),
        ("Oberdorf\n\nNiederdorf\n\nLindau", ["text", "text", "text"]),
        (f"الوضع الإنساني\n\n{BODY}", ["heading", "text"]),
    ],
)
def test_headings_of_plain_text_are_told_by_their_form(read: Parse, text: str, expected: list[str]) -> None:
    layer = read(text.encode())
    assert layer.text == text
    assert [one.kind for one in layer.paragraphs] == expected
