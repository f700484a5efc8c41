"""Documents: what was collected, and the frozen text read from it."""

from bisect import bisect_right
from itertools import takewhile
from typing import Literal

import msgspec

from servanda.model.base import Record
from servanda.model.spans import Span

Use = Literal["internal", "report", "un", "court", "public"]
Sensitivity = Literal["public", "internal", "confidential", "protected"]
# A document that stood as one row of a table: its object is one JSON object with the field ``text`` (CONTRACT section 2).
ROW_MEDIA_TYPE = "application/vnd.servanda.row+json"


class Consent(Record, frozen=True, kw_only=True):
    """What a source allowed: the basis in words, the permitted uses, and until when.

    ``purpose`` and ``recipients`` say for what and for whom it was asked, in words; ``risks_explained`` whether the source was told what may
    follow; ``guardian`` who agreed for a child or somebody who cannot ("mother"), never a name.
    """

    basis: str
    uses: tuple[Use, ...]
    until: str | None = None
    withdrawn_at: str | None = None
    purpose: str | None = None
    recipients: tuple[str, ...] | None = None
    risks_explained: bool | None = None
    guardian: str | None = None


class ProtectedField(Record, frozen=True, kw_only=True):
    """A declared field that is kept in the vault: here stands ``sha256(salt || value)`` in hexadecimal digits alone.

    ``in_text`` says that the value can be read in the document's own bytes all the same.
    """

    field: str
    commitment: str
    in_text: bool = False


class Document(Record, frozen=True, kw_only=True):
    """One collected item, without its text. ``object_sha256`` names the original bytes in the object store.

    ``locator`` says where in the source it stood (path, URL, table row). Metadata fields hold what the collector
    declared (a table's columns, an import); what the parser reads from the bytes stands in `DocumentText`. ``protected``
    holds commitments for fields whose values are in the vault: witness and location of a source always, and of a document
    of sensitivity ``protected`` whatever could tell who spoke. ``content_sha256`` is for table rows the hash of the text
    alone: a row's object holds what was declared too, and would differ with it. ``risk`` says in words whom showing it could harm: then it
    stays inside, whatever anybody agreed to.
    """

    id: str
    object_sha256: str
    n_bytes: int
    media_type: str
    locator: str
    external_id: str | None = None
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published_on: str | None = None
    language: str | None = None
    url: str | None = None
    channel: str | None = None
    received_at: str | None = None
    collector: str | None = None
    sensitivity: Sensitivity = "internal"
    consent: Consent | None = None
    retain_until: str | None = None
    protected: tuple[ProtectedField, ...] = ()
    content_sha256: str | None = None
    risk: str | None = None
    schema: int = 1


DetailField = Literal["title", "publisher", "author", "published_on", "language", "url"]


class Detail(Record, frozen=True, kw_only=True):
    """One thing said of a document, by whom, and ``where``: a decision, a sidecar or table, a field of the format, the text.

    ``value`` is null where a person decided that it is unknown. ``mention`` is the place in the text layer that says so.
    """

    field: DetailField
    value: str | None
    by: Literal["decision", "declared", "format", "text"]
    where: str
    mention: Span | None = None


_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ParagraphKind = Literal["text", "heading", "item", "row", "note"]
_RUNNING: ParagraphKind = "text"


class Paragraph(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Code points ``[start, end)`` of one paragraph; quotations never cross its end silently.

    ``kind``: running ``text``, a ``heading`` (a section begins with it), an ``item`` of a list, a ``row`` of a table written as
    "Head: value; ...", or a ``note`` at the foot of a page or the end.
    """

    start: int
    end: int
    kind: ParagraphKind = _RUNNING

    def __post_init__(self) -> None:
        """Make the default the default again after a way through another process: only the same object is left out."""
        if self.kind == _RUNNING:
            msgspec.structs.force_setattr(self, "kind", _RUNNING)


class Region(Record, frozen=True, kw_only=True, array_like=True):
    """Where code points ``[start, end)`` stand on a page: a word as a rule. Written as a list, since a layer has many.

    ``page`` counts from 1. The box is in whole points, for a picture in pixels, from the lower left corner of the page; it
    holds the word. ``ocr_percent`` is how sure the program was that read it from a scan (0 to 100), null for a text layer.
    """

    start: int
    end: int
    page: int
    left: int
    bottom: int
    right: int
    top: int
    ocr_percent: int | None = None


class Cell(Record, frozen=True, kw_only=True, array_like=True):
    """Code points ``[start, end)`` hold the cell in that ``row`` and ``column`` of a sheet, both from 1.

    ``is_date``: the sheet holds it as a date, not as letters. Written as a list, since a layer has many.
    """

    start: int
    end: int
    row: int
    column: int
    is_date: bool = False

    @property
    def name(self) -> str:
        """The cell as a spreadsheet calls it, such as ``AB12``."""
        letters, rest = "", self.column
        while rest:
            rest, place = divmod(rest - 1, len(_LETTERS))
            letters = _LETTERS[place] + letters
        return f"{letters}{self.row}"


class Sheet(Record, frozen=True, kw_only=True):
    """What a text layer of rows was read from: which ``table`` of the dossier it is, by which map, and where each cell stands.

    ``rows`` are ``compiled`` from others' reports (such a table is never an origin) or ``reports`` themselves. ``columns`` are
    the heads of all columns; ``row_ids`` hold one id a paragraph, ``None`` where the row has none or that of a row before.
    ``map_sha256`` names the map, which is kept as an object.
    """

    table: str
    map: str
    map_sha256: str
    rows: Literal["compiled", "reports"]
    title: str | None = None
    columns: tuple[str, ...] = ()
    cells: tuple[Cell, ...] = ()
    row_ids: tuple[str | None, ...] = ()

    def cell_at(self, start: int) -> Cell | None:
        """Return the cell that holds a code point, ``None`` between cells."""
        place = bisect_right(self.cells, start, key=lambda cell: cell.start) - 1
        return self.cells[place] if place >= 0 and start < self.cells[place].end else None


class DocumentText(Record, frozen=True, kw_only=True):
    """One frozen text layer. All spans of claims are code points into ``text``.

    ``id`` hashes document, kind and text, not the parser: a new parser version that reads the same characters gives the
    same layer. ``title`` to ``url`` are what a person decided, else what was declared, else what the parser read: of all
    that was said of a field (``details``) the first. ``edited_by`` and ``disclaimer`` are the notes found in the text. ``regions`` say where on the pages of a PDF file or scan each word stands;
    ``ocr_percent`` is the mean of theirs where a program read the words from pictures. ``encoding`` says in which encoding a
    text was read and what told so: "utf-8", "koi8-r (declared)", "iso8859-6 (told by its letters and language)". ``sheet`` says
    which cell of a table each part is.
    """

    id: str
    document_id: str
    text: str
    text_sha256: str
    parser: str
    parser_version: str
    paragraphs: tuple[Paragraph, ...]
    kind: Literal["original", "translation"] = "original"
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published_on: str | None = None
    language: str | None = None
    url: str | None = None
    edited_by: Span | None = None
    disclaimer: Span | None = None
    regions: tuple[Region, ...] = ()
    ocr_percent: int | None = None
    encoding: str | None = None
    details: tuple[Detail, ...] = ()
    sheet: Sheet | None = None
    schema: int = 1

    def __post_init__(self) -> None:
        """Refuse paragraphs and regions that are out of order or outside the text."""
        for parts in (self.paragraphs, self.regions):
            end = 0
            for part in parts:
                if not end <= part.start < part.end <= len(self.text):
                    raise ValueError(f"{part} does not fit the text")
                end = part.end

    def regions_of(self, span: Span) -> tuple[Region, ...]:
        """Return where a span stands on the pages, word by word; nothing where the format has no pages."""
        first = bisect_right(self.regions, span.start, key=lambda region: region.end)
        return tuple(takewhile(lambda region: region.start < span.end, self.regions[first:]))


class PassedOver(Record, frozen=True, kw_only=True):
    """Characters of a text layer that a rule left unread while the rest was read, and the reason in words.

    ``rule`` names the rule that failed, or is ``limit`` where a bound on what is read was reached. The reason holds no
    word of the text.
    """

    id: str
    document_id: str
    text_id: str
    rule: str
    span: Span
    reason: str
    schema: int = 1


class Quarantine(Record, frozen=True, kw_only=True):
    """An input that could not be used: where it stood, at which stage, and the reason in words."""

    id: str
    locator: str
    stage: str
    error: str
    reason: str
    object_sha256: str | None = None
    document_id: str | None = None
    schema: int = 1
