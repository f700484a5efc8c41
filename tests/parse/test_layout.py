"""What a layout says, kept, beside the golden files of test_kinds.py: line ends, what extraction passes over, bounds, headings by form."""

from collections.abc import Callable

import pytest

from servanda.model.documents import DocumentText
from servanda.parse.html import _with_structure
from servanda.parse.reading import Piece

Parse = Callable[..., DocumentText]
HTML = "text/html"
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


def test_a_table_that_merges_without_end_stays_small(read: Parse) -> None:
    table = "<table>" + "<tr><td colspan=1000000000 rowspan=99999999>x<td rowspan=9999>y</tr>" * 300 + "</table>"
    assert len(read(page(f"<p>{LEAD}</p>{table}<p>{BODY}</p>"), HTML).text) < 100_000


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
