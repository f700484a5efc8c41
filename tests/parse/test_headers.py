"""Title, publisher and day of publication are read from heads in the common forms, with their place; in doubt nothing is."""

import pytest
from tests.parse.headers.held import HELD
from tests.parse.headers.table import TABLE

from servanda.parse.headers import read_head
from servanda.text.header_days import read_days

FIELDS = ("title", "publisher", "published_on")


def test_the_tables_are_as_large_as_they_should_be() -> None:
    assert len(TABLE) >= 40
    assert len(HELD) == 20


@pytest.mark.parametrize("row", [*TABLE, *HELD], ids=lambda row: row[0])
def test_what_a_head_states_is_read_and_nothing_else(read, row) -> None:
    _, kind, content, *wanted = row
    layer = read(content.encode(), kind)
    assert [getattr(layer, name) for name in FIELDS] == wanted


@pytest.mark.parametrize("row", [*TABLE, *HELD], ids=lambda row: row[0])
def test_every_value_keeps_the_place_that_says_it(read, row) -> None:
    _, kind, content, *wanted = row
    layer = read(content.encode(), kind)
    first = {item.field: item for item in reversed(layer.details)}
    for name, value in zip(FIELDS, wanted, strict=True):
        assert (name in first) == (value is not None)
        if value is not None:
            assert first[name].value == value
            assert first[name].where.strip()
            if first[name].by == "text":
                mention = first[name].mention
                assert layer.text[mention.start : mention.end] == mention.quote
                assert mention.quote in content
                assert name == "published_on" or mention.quote == value


@pytest.mark.parametrize(
    ("content", "field", "where"),
    [
        ("Date: 15 January 2018", "published_on", "line 1 of the text, after “Date:”"),
        ("Shells at the mill\nAltdorf Courier, 12 March 2024", "publisher", "line 2 of the text"),
    ],
)
def test_the_place_is_a_line_and_its_label(read, content, field, where) -> None:
    layer = read(
        f"{content}\n\nThree shells struck the mill of Altdorf before dawn, the miller said on the telephone.".encode()
    )
    assert [item.where for item in layer.details if item.field == field] == [where]


@pytest.mark.parametrize(
    ("content", "field", "where"),
    [
        (
            "<meta property='article:published_time' content='2024-03-12'>",
            "published_on",
            "meta article:published_time",
        ),
        ("<meta property='og:site_name' content='Altdorf Courier'>", "publisher", "meta og:site_name"),
        ("<time datetime='2024-03-12'>x</time>", "published_on", "element time"),
        ("<b itemprop='datePublished'>12 March 2024</b>", "published_on", "microdata itemprop=datePublished"),
    ],
)
def test_the_place_in_a_page_is_the_field(read, content, field, where) -> None:
    body = "<p>Three shells struck the mill of Altdorf before dawn, the miller said on the telephone.</p>" * 2
    layer = read(f"<html><body><article><h1>Shells</h1>{content}{body}</article></body></html>".encode(), "text/html")
    assert next(item.where for item in layer.details if item.field == field) == where


def test_mail_says_which_line_of_its_head(read) -> None:
    head = "From: Rosa Amrein <rosa@example.org>\nOrganization: Altdorf Courier\nSubject: The mill"
    content = f"{head}\nDate: Tue, 12 Mar 2024 10:00:00 +0100\n\nThree shells struck it.".encode()
    layer = read(content, "message/rfc822")
    places = {item.field: item.where for item in layer.details if item.by == "format"}
    assert (layer.title, layer.publisher, layer.published_on) == ("The mill", "Altdorf Courier", "2024-03-12")
    for field, name in (
        ("title", "Subject"),
        ("publisher", "Organization"),
        ("author", "From"),
        ("published_on", "Date"),
    ):
        assert places[field] == f"mail header {name}"


@pytest.mark.parametrize("first", range(1, 13))
def test_day_and_month_in_figures_are_never_guessed(first) -> None:
    for second in range(1, 13):
        for mark in "/.-":
            found = read_days(f"Date: {first:02}{mark}{second:02}{mark}2024")
            assert [one.day for one in found] == ([f"2024-{first:02}-{second:02}"] if first == second else [])


def test_a_long_head_and_odd_ones_are_read_in_time() -> None:
    for shape in ("Date: ", "1 May 2024 | ", "A, ", "(", "Source: X | ", "by ", "\n", "2024-"):
        read_head(shape * 4000)


LINES = ("Shells strike the mill of Altdorf", "Altdorf Courier, 12 March 2024")
SENTENCES = (
    "Three shells struck the mill of Altdorf before dawn, the miller said on the telephone to a",
    "reporter of this paper, and nobody has claimed them so far, although many have been asked.",
)
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.mark.parametrize("gap", [16, 40], ids=["lines close together", "lines apart"])
def test_the_head_of_a_pdf_file_is_read(read, draw_pdf, gap) -> None:
    lines = [
        (72, 740, LINES[0]),
        (72, 740 - gap, LINES[1]),
        *((72, 640 - 16 * n, line) for n, line in enumerate(SENTENCES)),
    ]
    layer = read(draw_pdf([lines], title="Microsoft Word - final_v2.docx"), "application/pdf")
    assert (layer.title, layer.publisher, layer.published_on) == (LINES[0], "Altdorf Courier", "2024-03-12")
    assert layer.details[0].mention.quote == LINES[0]


def test_the_head_of_a_word_file_is_read(read) -> None:
    import io

    docx = pytest.importorskip("docx")
    file = docx.Document()
    for line in (*LINES, " ".join(SENTENCES)):
        file.add_paragraph(line)
    file.core_properties.title = "Document1"
    out = io.BytesIO()
    file.save(out)
    layer = read(out.getvalue(), DOCX)
    assert (layer.title, layer.publisher, layer.published_on) == (LINES[0], "Altdorf Courier", "2024-03-12")
    file.core_properties.title = "The mill of Altdorf"
    out = io.BytesIO()
    file.save(out)
    held = read(out.getvalue(), DOCX)
    assert held.title == "The mill of Altdorf"
    assert [(item.by, item.where) for item in held.details if item.field == "title"] == [
        ("format", "property title of the Word file"),
        ("text", "line 1 of the text"),
    ]
