"""Plain text and table rows: decoded strictly, frozen exactly, cut into paragraphs by how the lines are laid out."""

import codecs
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.errors import BrokenInput, EmptyInput, InputError, TooLargeInput, UndecodableInput, UnsupportedInput
from servanda.model.codec import encode, sha256
from servanda.model.documents import ROW_MEDIA_TYPE, DocumentText
from servanda.parse import ParseConfig

Parse = Callable[..., DocumentText]
ARABIC = "سقطت ثلاث قذائف على القرية صباح اليوم، وقال رئيس البلدية إن الهدنة لم تحترم."
RUSSIAN = "Три снаряда упали на деревню утром, сообщил глава совета. Перемирие не соблюдается."
FRENCH = "Trois obus sont tombés près du marché, a déclaré le maire à l’agence — « c’était l’été »."


def pieces(layer: DocumentText) -> list[str]:
    return [layer.text[paragraph.start : paragraph.end] for paragraph in layer.paragraphs]


@pytest.mark.parametrize(
    ("content", "text", "parser"),
    [
        (FRENCH.encode(), FRENCH, "plain"),
        (codecs.BOM_UTF8 + FRENCH.encode(), FRENCH, "plain"),
        (ARABIC.encode("utf-16"), ARABIC, "plain.utf-16-le"),
        (codecs.BOM_UTF32_BE + ARABIC.encode("utf-32-be"), ARABIC, "plain.utf-32-be"),
        (FRENCH.encode("cp1252"), FRENCH, "plain.cp1252"),
    ],
)
def test_encodings_are_told_and_named(read: Parse, content: bytes, text: str, parser: str) -> None:
    layer = read(content)
    assert (layer.text, layer.parser) == (text, parser)
    assert layer.text_sha256 == sha256(text.encode())


def test_a_configured_encoding_goes_first(read: Parse) -> None:
    content = RUSSIAN.encode("koi8-r")
    assert read(content, config=ParseConfig(encoding="koi8-r")).text == RUSSIAN


@pytest.mark.parametrize(
    "content",
    [
        bytes(range(256)),
        b"\x00\x01\x02 words",
        b"\x01\x02\x03\x04",
        b"caf\xe9 \x81\x8d",
        codecs.BOM_UTF16_LE + b"\x00\xd8\x00",
        b"text\x00more",
    ],
)
def test_bytes_that_are_no_text_are_refused(read: Parse, content: bytes) -> None:
    with pytest.raises(UndecodableInput, match=r"reports/item: .*[Ss]ave"):
        read(content)


def test_a_stray_control_character_does_not_cost_the_report(read: Parse) -> None:
    text = "Two shells fell on the village\x07 in the morning, the mayor said.\x0c"
    assert read(text.encode()).text == text


def test_line_ends_of_files_become_line_feeds_and_nothing_else_is_changed(read: Parse) -> None:
    assert read(b"  One\t line \r\n\r\nTwo\rThree \n").text == "  One\t line \n\nTwo\nThree \n"


def test_one_paragraph_per_line_when_lines_are_long(read: Parse) -> None:
    lines = [f"Paragraph {number} tells at length how the shelling began. " * 4 for number in range(4)]
    assert pieces(read("\n".join(lines).encode())) == [line.strip() for line in lines]


def test_short_lines_are_paragraphs_of_their_own(read: Parse) -> None:
    lines = [
        "Shells on Oberdorf",
        "By Greta Moser",
        "Two shells fell.",
        "Nobody was hurt, the mayor of the village said.",
    ]
    assert pieces(read("\n".join(lines).encode())) == lines


WRAPPED = """\
The mayor of Oberdorf said on Monday that three shells had struck
the school and the market of his village during the night, and that
two families had left for the coast.

Observers of the truce commission reached the village at noon. They
counted three craters and photographed them, a spokesman said, and
would publish their findings before the end of the week.
Rebels denied that they had fired.
    A resident said the shells had come from the north, where a unit
of the army has held the ridge since the spring.
"""


def test_lines_broken_to_a_width_form_paragraphs(read: Parse) -> None:
    found = pieces(read(WRAPPED.encode()))
    assert [piece.split()[0] for piece in found] == ["The", "Observers", "Rebels", "A"]
    assert "struck\nthe school" in found[0], "the text itself keeps its line ends"


def test_rows_keep_their_text_to_the_character(read: Parse) -> None:
    text = "\ufeff  First.\r\nSecond \u2028third\x0b \n\n "
    layer = read(encode({"text": text, "id": "1"}), ROW_MEDIA_TYPE)
    assert layer.text == text
    assert layer.parser == "row"
    assert pieces(layer) == ["\ufeff  First.", "Second", "third"]


@pytest.mark.parametrize("content", [b"{", b"[]", b'{"text": 1}', b"{}", b"\xff"])
def test_a_damaged_row_is_refused(read: Parse, content: bytes) -> None:
    with pytest.raises(BrokenInput, match="row"):
        read(content, ROW_MEDIA_TYPE)


def test_blank_and_long_texts_are_refused(read: Parse) -> None:
    with pytest.raises(EmptyInput, match="no text"):
        read(b" \n\t ")
    with pytest.raises(TooLargeInput, match="max_characters"):
        read(b"word " * 30, config=ParseConfig(max_characters=100))


@pytest.mark.parametrize("media_type", ["audio/mpeg", "application/x-ole-storage", "application/octet-stream"])
def test_a_format_without_parser_is_refused_with_advice(read: Parse, media_type: str) -> None:
    with pytest.raises(UnsupportedInput, match=media_type):
        read(b"...", media_type)


def test_language_is_declared_or_told_from_enough_text_or_unknown(read: Parse) -> None:
    assert read(b"Two shells fell.").language is None
    assert read(b"Two shells fell.", language="de").language == "de"
    assert read((ARABIC * 4).encode()).language == "ar"
    assert read((RUSSIAN * 4).encode()).language == "ru"
    assert read((WRAPPED).encode()).language == "en"
    assert read(b"0123456789 " * 40).language is None


@settings(max_examples=300, deadline=None)
@given(text=st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=300))
def test_any_row_text_is_frozen_exactly_or_refused(read: Parse, text: str) -> None:
    try:
        layer = read(encode({"text": text}), ROW_MEDIA_TYPE)
    except InputError:
        return
    assert layer.text == text
    check_paragraphs(layer)


@settings(max_examples=300, deadline=None)
@given(
    content=st.binary(max_size=200)
    | st.text(max_size=100).map(lambda text: text.encode("utf-16"))
    | st.text(max_size=100).map(str.encode)
)
def test_any_bytes_are_a_text_or_an_input_error(read: Parse, content: bytes) -> None:
    reason = ""
    try:
        check_paragraphs(read(content))
    except InputError as error:
        reason = str(error)
    assert reason == "" or reason.startswith("reports/item: ")


def check_paragraphs(layer: DocumentText) -> None:
    """Every character that is no white space stands in exactly one paragraph; paragraphs have no white space at their ends."""
    covered = [False] * len(layer.text)
    for paragraph in layer.paragraphs:
        piece = layer.text[paragraph.start : paragraph.end]
        assert piece == piece.strip() != ""
        for position in range(paragraph.start, paragraph.end):
            assert not covered[position]
            covered[position] = True
    assert all(covered[position] or letter.isspace() for position, letter in enumerate(layer.text))


def test_the_first_byte_that_does_not_fit_is_named(read: Parse) -> None:
    with pytest.raises(UndecodableInput, match="the first is byte 5"):
        read(b"caf\xc3\xa9"[:3] + b"e\x81\x8d words")


def test_a_short_title_and_byline_above_a_long_line_are_not_joined(read: Parse) -> None:
    lines = [
        "Ministers spoke about the truce of Lindau and its many breaches",
        "Greta Moser, our correspondent in the town",
        "Two shells fell. " * 12,
    ]
    assert len(pieces(read("\n".join(lines).encode()))) == 3
