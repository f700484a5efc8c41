"""A text without names is a text of its own: paragraphs, cells, words on pages and quotes stand where its words are."""

from servanda.model.codec import sha256
from servanda.model.documents import Cell, Detail, Document, Paragraph, Region, Sheet
from servanda.model.making import text_layer
from servanda.model.spans import Span
from servanda.report import LeftOut, Shield, Veil
from servanda.report.renaming import Renaming

WORDS = "Idris Osman, 9, fled.\nHis aunt Amna Salih stayed.\nOsman is nine. Idris\nOsman left."
FIRST, SECOND = WORDS.index("\n"), WORDS.index("\n", 30)
CELLS = (
    Cell(start=0, end=11, row=2, column=1),
    Cell(start=13, end=14, row=2, column=2),
    Cell(start=FIRST + 1, end=SECOND, row=3, column=1),
)


def layer():
    paragraphs = (
        Paragraph(start=0, end=FIRST),
        Paragraph(start=FIRST + 1, end=SECOND),
        Paragraph(start=SECOND + 1, end=len(WORDS)),
    )
    regions = tuple(
        Region(start=start, end=start + len(word), page=1, left=10, bottom=20, right=30, top=40)
        for word, start in [("Idris", 0), ("Osman", 6), ("9", 13), ("fled", 16)]
    )
    detail = Detail(field="author", value="Idris Osman", by="text", where="head", mention=Span.of(WORDS, 0, 11))
    return text_layer(
        "doc_1", WORDS, paragraphs, parser="x", parser_version="1", title="Idris Osman fled", url="https://a.example/osman-fled",
        regions=regions, details=(detail,), edited_by=Span.of(WORDS, FIRST + 1, FIRST + 9),
        sheet=Sheet(table="t", map="m", map_sha256="0", rows="reports", cells=CELLS, row_ids=("idris-osman", None)),
    )  # fmt: skip


def veil() -> Veil:
    return Veil([Shield(frozenset({"Idris Osman"}), "child")], [layer()])


def test_every_part_of_a_layer_stands_where_its_words_are():
    shown = veil().text(layer())
    assert shown.text == (
        "[name withheld 1], 9, fled.\nHis aunt Amna Salih stayed.\n[name withheld 1] is nine. [name withheld 1] left."
    )
    assert shown.text_sha256 == sha256(shown.text.encode())
    assert [shown.text[part.start : part.end] for part in shown.paragraphs] == shown.text.split("\n")
    assert [shown.text[part.start : part.end] for part in shown.regions] == ["[name withheld 1]", "9", "fled"]
    assert [shown.text[part.start : part.end] for part in shown.sheet.cells] == [
        "[name withheld 1]",
        "9",
        "His aunt Amna Salih stayed.",
    ]
    assert shown.sheet.row_ids == ("[name withheld 1]", None)
    assert (shown.title, shown.url) == ("[name withheld 1] fled", "https://a.example/[name withheld 1]-fled")
    assert shown.details[0].value == shown.details[0].mention.quote == "[name withheld 1]"
    assert shown.edited_by.quote == "His aunt"


def test_people_are_numbered_as_they_come_and_counted_by_reason():
    shields = [Shield(frozenset({"Amna Salih"}), "survivor"), Shield(frozenset({"Idris Osman"}), "child"), Shield(frozenset({"Omar Ali"}), "child")]  # fmt: skip
    over = Veil(shields, [layer()])
    assert over.text(layer()).text.startswith("[name withheld 1], 9, fled.\nHis aunt [name withheld 2]")
    assert over.left_out() == (
        LeftOut("name", "of children, or who may be: [name withheld ...] stands for each", n=1),
        LeftOut("name", "of survivors of sexual violence, or who may be: [name withheld ...] stands for each", n=1),
    )


def test_without_anybody_to_hide_nothing_changes():
    over = Veil((), [layer()])
    assert (over.text(layer()), over.left_out(), over.said("Idris Osman")) == (layer(), (), "Idris Osman")
    assert over.content(layer(), b"Idris Osman") is None


def test_bytes_are_shown_only_where_they_name_nobody():
    over = veil()
    assert over.content(layer(), b"%PDF") == over.text(layer()).text.encode()
    assert over.content(None, b"Idris Osman") is None
    other = text_layer("doc_2", "Calm.", (Paragraph(start=0, end=5),), parser="x", parser_version="1")
    both = Veil([Shield(frozenset({"Idris Osman"}), "child")], [layer(), other])
    assert both.content(other, b"<p>Calm.</p>") is None
    assert both.content(other, b'<meta content="Idris Osman"><p>Calm.</p>') == b"Calm."


def test_a_document_and_an_entity_give_no_name():
    document = Document(
        id="doc_1", object_sha256="0", n_bytes=1, media_type="text/plain", locator="", title="OSMAN", url="https://a.example/idris-osman"
    )  # fmt: skip
    shown = veil().document(document)
    assert (shown.title, shown.url) == ("[name withheld 1]", "https://a.example/[name withheld 1]")
    assert veil().said("idris-osman") == "[name withheld 1]"


def test_a_span_of_an_agreement_keeps_its_length():
    over = veil()
    named, calm = Span.of("Idris Osman is freed", 0, 11), Span.of("is freed", 0, 8)
    assert (over.record(named).quote, over.record(calm)) == ("·" * 11, calm)


def test_other_ids_are_the_same_each_time_and_follow_from_the_secret():
    old = f"doc_{'0' * 24}"
    ids = Renaming([old], b"secret")
    [new] = {ids.words(old), Renaming([old], b"secret").words(old)}
    assert new != old
    assert new.startswith("doc_")
    assert new != Renaming([old], b"other").words(old)
    assert ids.words(f"see {old}, doc_{'1' * 24}") == f"see {new}, doc_{'1' * 24}"
    assert not Renaming((), b"")
