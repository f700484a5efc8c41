"""What a reader of one format gives."""

from collections.abc import Iterable
from typing import NamedTuple

from servanda.model.documents import Paragraph, ParagraphKind, Region


class Piece(NamedTuple):
    """The text of one paragraph to be, and what kind of paragraph it is."""

    text: str
    kind: ParagraphKind = "text"


class Reading(NamedTuple):
    """The text of a document with its paragraphs, who read it, and the metadata that the format itself holds.

    ``encoding`` says how the bytes of a text were read: "utf-8", "koi8-r (declared)".
    """

    text: str
    paragraphs: tuple[Paragraph, ...]
    parser: str
    version: str
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published_on: str | None = None
    language: str | None = None
    url: str | None = None
    regions: tuple[Region, ...] = ()
    ocr_percent: int | None = None
    encoding: str | None = None


def joined(pieces: Iterable[Piece], separator: str = "\n\n") -> tuple[str, tuple[Paragraph, ...]]:
    """Return the pieces as one text and the paragraph that each of them makes; blank pieces are left out."""
    paragraphs = []
    position = 0
    kept = [Piece(text, kind) for raw, kind in pieces if (text := raw.strip())]
    for text, kind in kept:
        paragraphs.append(Paragraph(start=position, end=position + len(text), kind=kind))
        position += len(text) + len(separator)
    return separator.join(piece.text for piece in kept), tuple(paragraphs)
