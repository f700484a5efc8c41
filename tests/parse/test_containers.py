"""Web pages, Word and PDF files that the tests make themselves: text, paragraphs and what the format declares."""

import io
import sys
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.oxml import parse_xml

from servanda.errors import BrokenInput, EmptyInput, TooLargeInput, UnsupportedInput
from servanda.model.documents import DocumentText
from servanda.parse import ParseConfig
from servanda.parse.bidi import in_logical_order

Parse = Callable[..., DocumentText]
DrawPdf = Callable[..., bytes]
HTML, PDF = "text/html", "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ARABIC = "سقطت ثلاث قذائف على القرية"


def pieces(layer: DocumentText) -> list[str]:
    return [layer.text[paragraph.start : paragraph.end] for paragraph in layer.paragraphs]


PAGE = f"""<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>Shells strike Oberdorf | Lindau Courier</title>
<meta property="og:title" content="Shells strike Oberdorf"><meta property="og:site_name" content="Lindau Courier">
<meta name="author" content="Greta Moser"><meta property="article:published_time" content="2021-05-06T23:10:00+02:00">
<meta property="article:modified_time" content="2021-06-01"><link rel="canonical" href="https://courier.example/a1"></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport and leisure</a></li></ul></nav>
<article><h1>Shells strike Oberdorf</h1>
<p>Three shells struck the village of Oberdorf before dawn on Thursday, the mayor said, and two families left.</p>
<p>“We want the accord to <b>hold</b>,” he said. “We are tired.”<br>Nobody claimed the attack, which was the fourth this week.</p>
<p>{ARABIC} صباح اليوم، وقال رئيس البلدية إن الهدنة لم تحترم في هذه المنطقة.</p></article>
<aside><p>Read also: ten recipes for spring.</p></aside>
<div class="comments"><time datetime="2022-01-01">1 January 2022</time></div>
<footer><p>Copyright Lindau Courier, all rights reserved.</p></footer></body></html>"""


def test_a_web_page_gives_its_article_and_what_its_head_declares(read: Parse) -> None:
    layer = read(PAGE.encode(), HTML)
    assert "Sport and leisure" not in layer.text
    assert "recipes" not in layer.text
    assert (
        "Three shells struck the village of Oberdorf before dawn on Thursday, the mayor said, and two families left."
        in pieces(layer)
    )
    assert "“We want the accord to hold,” he said. “We are tired.”" in pieces(layer)
    assert any(piece.startswith(ARABIC) for piece in pieces(layer))
    assert (layer.title, layer.publisher, layer.author) == ("Shells strike Oberdorf", "Lindau Courier", "Greta Moser")
    assert (layer.published_on, layer.language, layer.url) == ("2021-05-06", "en", "https://courier.example/a1")
    assert layer.parser == "html"
    assert "trafilatura-" in layer.parser_version


def test_declared_values_go_before_those_of_the_page(read: Parse) -> None:
    layer = read(PAGE.encode(), HTML, publisher="Archive of Lindau", published_on="2021-05-05")
    assert (layer.publisher, layer.published_on) == ("Archive of Lindau", "2021-05-05")


def test_a_page_without_a_stated_date_has_none(read: Parse) -> None:
    page = PAGE.replace("article:published_time", "x-other")
    assert read(page.encode(), HTML).published_on is None
    linked = page.replace(
        "</head>",
        '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2021-05-04"}</script></head>',
    )
    assert read(linked.encode(), HTML).published_on == "2021-05-04"


def test_the_code_page_that_a_page_declares_is_used(read: Parse) -> None:
    page = f'<html><head><meta charset="windows-1256"></head><body><p>{ARABIC}</p></body></html>'
    assert read(page.encode("cp1256"), HTML).text == ARABIC


def test_a_short_page_still_gives_its_paragraphs(read: Parse) -> None:
    layer = read(b"<html><nav><p>Home</p></nav><p>One shell\n fell.</p><p>No one was hurt.</p></html>", HTML)
    assert pieces(layer) == ["One shell fell.", "No one was hurt."]


@pytest.mark.parametrize("page", [b"<html><body></body></html>", b"<html><script>load()</script></html>", b"  "])
def test_a_page_without_article_says_so(read: Parse, page: bytes) -> None:
    with pytest.raises(EmptyInput, match="page"):
        read(page, HTML)


def test_external_entities_of_a_page_are_not_read(read: Parse, tmp_path_factory: pytest.TempPathFactory) -> None:
    secret = tmp_path_factory.mktemp("secret") / "secret.txt"
    secret.write_text("the hidden words", encoding="utf-8")
    page = f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "{secret.as_uri()}">]><html><body><p>Before &x; after.</p></body></html>'
    assert "hidden" not in read(page.encode(), HTML).text


def test_a_page_beyond_the_bound_is_refused(read: Parse) -> None:
    with pytest.raises(TooLargeInput, match="max_html_bytes"):
        read(PAGE.encode(), HTML, ParseConfig(max_html_bytes=500))


@pytest.fixture
def word_file() -> bytes:
    document = docx.Document()
    document.core_properties.title = "Shells strike Oberdorf"
    document.core_properties.author = "Greta Moser"
    document.add_paragraph("First\tparagraph, line one.").add_run().add_break()
    document.paragraphs[0].add_run("Line two.")
    document.add_paragraph("   ")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Left cell", "Right cell"
    tracked = f'<w:p {W}><w:r><w:t xml:space="preserve">Kept </w:t></w:r><w:ins><w:r><w:t>added</w:t></w:r></w:ins><w:del><w:r><w:delText>struck</w:delText></w:r></w:del></w:p>'
    control = f"<w:sdt {W}><w:sdtContent><w:p><w:r><w:t>In a content control.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    body = document.element.body
    for position, xml in enumerate((tracked, control)):
        body.insert(len(body) - 1 + 0 * position, parse_xml(xml))
    document.add_paragraph(ARABIC)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_a_word_file_gives_all_its_paragraphs_in_order(read: Parse, word_file: bytes) -> None:
    layer = read(word_file, DOCX)
    expected = [
        "First\tparagraph, line one.\nLine two.",
        "Left cell; Right cell.",
        "Kept added",
        "In a content control.",
        ARABIC,
    ]
    assert pieces(layer) == expected
    assert layer.text == "\n\n".join(expected)
    assert (layer.title, layer.author) == ("Shells strike Oberdorf", "Greta Moser")


def test_a_name_that_a_program_wrote_is_no_author(read: Parse) -> None:
    document = docx.Document()
    document.add_paragraph("Two shells fell.")
    buffer = io.BytesIO()
    document.save(buffer)
    assert read(buffer.getvalue(), DOCX).author is None


def rewritten(word_file: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word_file)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            new.writestr(member, change(member, old.read(member)))
    return buffer.getvalue()


def test_external_entities_of_a_word_file_are_not_read(read: Parse, word_file: bytes, tmp_path: object) -> None:
    def poisoned(member: str, content: bytes) -> bytes:
        if member != "word/document.xml":
            return content
        doctype = b'<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/hostname"><!ENTITY y "boom boom">]>'
        return content.replace(b"<w:document", doctype + b"<w:document", 1).replace(b"Left cell", b"Left &x;&y; cell")

    layer = read(rewritten(word_file, poisoned), DOCX)
    assert "Right cell" in layer.text
    assert "boom" not in layer.text


def test_a_word_file_that_unpacks_too_far_is_refused(read: Parse, word_file: bytes) -> None:
    bomb = rewritten(
        word_file, lambda member, content: content + b" " * 3_000_000 if member == "word/styles.xml" else content
    )
    assert len(bomb) < 100_000
    with pytest.raises(TooLargeInput, match="unpacks"):
        read(bomb, DOCX, ParseConfig(max_unpacked_bytes=1_000_000))


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04", b"plain words"])
def test_a_damaged_word_file_is_refused(read: Parse, damage: bytes) -> None:
    with pytest.raises(BrokenInput, match="Word file is damaged"):
        read(damage, DOCX)


def page_of(
    lines: list[str], top: float = 780, indent: dict[int, float] | None = None
) -> list[tuple[float, float, str]]:
    """Place the lines under each other; an empty one is a gap."""
    return [(72 + (indent or {}).get(number, 0), top - 16 * number, line) for number, line in enumerate(lines) if line]


def test_a_pdf_gives_its_paragraphs(read: Parse, draw_pdf: DrawPdf) -> None:
    first = [
        "Three shells struck the village of Oberdorf before dawn, and",
        "the mayor said that two families had left their homes for the",
        "coast.",
        "",
        "The commission of the truce will come on Monday, a man of al-",
        "Bab said. Its obser-",
        "vers want to see the craters of all three shells themselves,",
        "he added.",
        "Rebels denied the attack, and the mayor said they would have",
        "done so in any case, whoever had fired at the village and the",
    ]
    pdf = draw_pdf(
        [page_of(first, indent={8: 18}), [(72, 780, "school that night."), (72, 740, "Last words.")]],
        title="Shells strike Oberdorf",
        author="Greta Moser",
    )
    layer = read(pdf, PDF)
    assert pieces(layer) == [
        "Three shells struck the village of Oberdorf before dawn, and the mayor said that two families had left their homes for the coast.",
        "The commission of the truce will come on Monday, a man of al-Bab said. Its observers want to see the craters of all three shells themselves, he added.",
        "Rebels denied the attack, and the mayor said they would have done so in any case, whoever had fired at the village and the school that night.",
        "Last words.",
    ]
    assert (layer.title, layer.author, layer.parser) == ("Shells strike Oberdorf", "Greta Moser", "pdf")


def test_arabic_and_mixed_lines_of_a_pdf_are_read_in_their_order(read: Parse, draw_pdf: DrawPdf) -> None:
    if draw_pdf.font == "Helvetica":  # type: ignore[attr-defined]
        pytest.skip("no font with Arabic letters on this machine")
    mixed = f"The mayor said ({ARABIC[::-1]}) and left."
    arabic_with_number = "ىلع فئاذق 12 تطقس"  # as it stands on the page, from left to right
    pdf = draw_pdf(
        [[(72, 780, ARABIC[::-1]), (72, 740, mixed), (72, 700, arabic_with_number), (72, 660, "\ufee1\ufefc\ufeb3")]]
    )
    assert pieces(read(pdf, PDF)) == [ARABIC, f"The mayor said ({ARABIC}) and left.", "سقطت 12 قذائف على", "سلام"]


@pytest.mark.parametrize(
    ("visual", "logical"),
    [
        ("plain (words) 12", "plain (words) 12"),
        ("גבא", "אבג"),
        ("x (גבא) y", "x (אבג) y"),
        ("דה (NATO) גבא", "אבג (NATO) הד"),
        ("דה 12.5 גבא", "אבג 12.5 הד"),
        ("דה 14-03-2019 גבא", "אבג 14-03-2019 הד"),
        ("(דה) גבא", "אבג (הד)"),
        ("they said דה 12 גבא again", "they said אבג 12 הד again"),
    ],
)
def test_from_the_order_of_the_page_to_that_of_reading(visual: str, logical: str) -> None:
    assert "".join(letters for letters, _ in in_logical_order(list(visual))) == logical


def test_a_pdf_without_text_looks_scanned(read: Parse, draw_pdf: DrawPdf) -> None:
    with pytest.raises(EmptyInput, match="looks scanned"):
        read(draw_pdf([[], []]), PDF)


def test_locked_damaged_and_long_pdfs_are_refused(read: Parse, draw_pdf: DrawPdf) -> None:
    words = [(72.0, 780.0, "Two shells fell.")]
    with pytest.raises(BrokenInput, match="password"):
        read(draw_pdf([words], lock="open"), PDF)
    with pytest.raises(BrokenInput, match="PDF file is damaged"):
        read(b"%PDF-1.7 nothing more", PDF)
    with pytest.raises(TooLargeInput, match="max_pages"):
        read(draw_pdf([words] * 3), PDF, ParseConfig(max_pages=2))
    with pytest.raises(TooLargeInput, match="max_characters"):
        read(draw_pdf([words] * 3), PDF, ParseConfig(max_characters=20))


def test_without_the_extra_a_pdf_says_what_to_install(read: Parse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(UnsupportedInput, match=r"servanda\[pdf\]"):
        read(b"%PDF-1.7", PDF)
