"""From bytes to a text layer: choose the reader by media type, check the text, read the notes, name the parser."""

import unicodedata
from collections.abc import Callable, Iterator
from typing import get_args

from servanda.errors import EmptyInput, InputError, TooLargeInput, UndecodableInput, UnsupportedInput
from servanda.model.documents import ROW_MEDIA_TYPE, Detail, DetailField, Document, DocumentText
from servanda.model.making import text_layer
from servanda.model.spans import Span
from servanda.parse.config import ParseConfig
from servanda.parse.decoding import declared_in_page, decode_text
from servanda.parse.headers import Found
from servanda.parse.notes import Notes, read_notes
from servanda.parse.ocr import Scanner, read_picture
from servanda.parse.paragraph_kinds import with_headings
from servanda.parse.plain import read_plain, read_row
from servanda.parse.reading import Reading
from servanda.text.languages import ModelBounds, language_of_document

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_HTML = "text/html"
_IN_ENCODINGS = frozenset({"text/plain", _HTML})
_PICTURES = frozenset({"image/png", "image/jpeg", "image/tiff"})
_MAX_CONTROL_SHARE = 0.01
_N_CONTROLS_ALWAYS_ALLOWED = 2
_LAYOUT_CONTROLS = frozenset("\t\n\r\x0b\x0c\x1c\x1d\x1e\x85")


def parse(document: Document, content: bytes, config: ParseConfig, scanner: Scanner | None = None) -> DocumentText:
    r"""Return the frozen text layer of ``content``, the bytes of ``document``.

    Declared metadata goes before what the format holds, and that before what the text says of itself; nothing is guessed.
    The text of a table row and of a plain text file is the given one (of a file: decoded, without byte order mark, line
    ends as ``\\n``). ``scanner`` reads pictures of pages; without it they have no text. Raises an `InputError` that names the document and what to do.
    """
    try:
        kind, _, parameters = document.media_type.partition(";")
        bounds = config.with_encoding(parameters.strip().removeprefix("charset="))
        reading = _read_scan(kind, content, bounds, scanner) or _reader(kind)(content, bounds)
        _check_text(reading.text, config)
        if not reading.paragraphs:
            raise EmptyInput("there is no text in it. Check that it was saved completely.")
    except InputError as error:
        raise type(error)(f"{document.locator}: {error}") from error
    return _layer(document, reading, config)


def read_as(media_type: str, content: bytes, config: ParseConfig) -> str | None:
    """Return in words in which encoding a text or page will be read, ``None`` for plain UTF-8 and for other formats.

    Raises `UndecodableInput` where that cannot be told.
    """
    kind, _, parameters = media_type.partition(";")
    if kind not in _IN_ENCODINGS or _is_utf8(content):
        return None
    declared = declared_in_page(content) if kind == _HTML else None
    given = config.with_encoding(parameters.strip().removeprefix("charset=")).encoding
    return decode_text(content, declared or given).said


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _layer(document: Document, reading: Reading, config: ParseConfig) -> DocumentText:
    notes = read_notes(reading.text, reading.paragraphs)
    paragraphs = with_headings(reading.text, reading.paragraphs)
    told = _told(notes, reading.text)
    details = (*_declared(document), *_held(reading), *told, *_language(document, reading, config))
    first = {item.field: item.value for item in reversed(details)}
    return text_layer(
        document.id,
        reading.text,
        paragraphs,
        parser=reading.parser,
        parser_version=reading.version,
        edited_by=notes.edited_by,
        disclaimer=notes.disclaimer,
        regions=reading.regions,
        ocr_percent=reading.ocr_percent,
        encoding=reading.encoding,
        details=details,
        **first,
    )


def _declared(document: Document) -> Iterator[Detail]:
    for name in get_args(DetailField):
        value = getattr(document, name)
        if value is not None:
            yield Detail(field=name, value=value, by="declared", where="declared when it was added")


def _held(reading: Reading) -> Iterator[Detail]:
    """Yield what the format holds; a language that it states is asked last."""
    for name in get_args(DetailField):
        value = getattr(reading, name)
        if value is not None and name != "language":
            yield Detail(
                field=name, value=value, by="format", where=reading.whence.get(name, f"as {reading.parser} holds it")
            )


def _told(notes: Notes, text: str) -> Iterator[Detail]:
    """Yield what the text says of itself, with the line and the characters that say so."""
    for name in ("title", "publisher", "author", "published_on"):
        found: Found | None = getattr(notes, name)
        if found is not None:
            number = text.count("\n", 0, found.start) + 1
            label = f", after “{found.label}”" if found.label else ""
            yield Detail(
                field=name,
                value=found.value,
                by="text",
                where=f"line {number} of the text{label}",
                mention=Span.of(text, found.start, found.end),
            )


def _language(document: Document, reading: Reading, config: ParseConfig) -> Iterator[Detail]:
    if document.language:
        return
    bounds = ModelBounds(config.min_language_characters, config.min_language_score)
    detected = language_of_document(reading.text, bounds)
    if detected:
        yield Detail(field="language", value=detected, by="text", where="told from its words")
    if reading.language:
        yield Detail(field="language", value=reading.language, by="format", where=f"as {reading.parser} holds it")


def _check_text(text: str, config: ParseConfig) -> None:
    """Refuse text that is too long or is no text: zero bytes, or more than one control character in a hundred."""
    if len(text) > config.max_characters:
        raise TooLargeInput(
            f"{len(text)} characters of text, more than {config.max_characters}. Split it, or raise the bound max_characters."
        )
    n_controls = sum(unicodedata.category(letter) == "Cc" for letter in set(text) - _LAYOUT_CONTROLS) and sum(
        unicodedata.category(letter) == "Cc" and letter not in _LAYOUT_CONTROLS for letter in text
    )
    if "\x00" in text or n_controls > max(_N_CONTROLS_ALWAYS_ALLOWED, _MAX_CONTROL_SHARE * len(text)):
        raise UndecodableInput(
            "the content is no text (control characters in it). Save it as text in UTF-8, or as PDF."
        )


def _reader(media_type: str) -> Callable[[bytes, ParseConfig], Reading]:
    reader = _READERS.get(media_type)
    if reader is None:
        advice = _ADVICE.get(media_type, "Save or export it as .txt, .html, .pdf or .docx and add that file")
        raise UnsupportedInput(f"no parser takes {media_type}. {advice}.")
    return reader


def _read_html(content: bytes, config: ParseConfig) -> Reading:
    from servanda.parse.html import read_html

    return read_html(content, config)


def _read_docx(content: bytes, config: ParseConfig) -> Reading:
    from servanda.parse.docx import read_docx

    return read_docx(content, config)


def _read_mail(content: bytes, config: ParseConfig) -> Reading:
    from servanda.parse.mail import read_mail

    return read_mail(content, config)


def _read_scan(kind: str, content: bytes, config: ParseConfig, scanner: Scanner | None) -> Reading | None:
    """Return what stands on pages that may be scans; `None` for formats that hold text only."""
    if kind == "application/pdf":
        from servanda.parse.pdf import read_pdf

        return read_pdf(content, config, scanner)
    return read_picture(content, config, scanner) if kind in _PICTURES else None


# The readers of containers are imported when first needed: their libraries take a third of a second.
_READERS: dict[str, Callable[[bytes, ParseConfig], Reading]] = {
    "text/plain": read_plain,
    ROW_MEDIA_TYPE: read_row,
    "text/html": _read_html,
    _DOCX: _read_docx,
    "message/rfc822": _read_mail,
}
_ADVICE = {
    "application/rss+xml": "It is a feed or sitemap: add the file again, or its address, and its entries are read",
    "application/x-ole-storage": "It is an old Word file or protected by a password: save it as .docx without password",
}
