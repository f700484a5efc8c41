"""What a reader of one format gives."""

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from servanda.model.documents import Paragraph, ParagraphKind, Region


class Piece(NamedTuple):
    """The text of one paragraph to be, and what kind of paragraph it is."""

    text: str
    kind: ParagraphKind = "text"


_FILE_NAME = re.compile(
    r"Microsoft (?:Word|Excel|PowerPoint)\s*-\s*.*|.+\.(?:docx?|pdf|pptx?|xlsx?|odt|rtf|indd|qxd|pages)|(?:Document|Doc|Presentation)\s*\d*",
    re.IGNORECASE,
)


def is_file_name(title: str) -> bool:
    """Tell whether a title that a program wrote is the name of a file, and nobody's title."""
    return bool(_FILE_NAME.fullmatch(title))


class Reading(NamedTuple):
    """The text of a document with its paragraphs, who read it, and the metadata that the format itself holds.

    ``encoding`` says how the bytes of a text were read: "utf-8", "koi8-r (declared)"; ``whence`` says by field where it stood.
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
    whence: Mapping[str, str] = MappingProxyType({})


def joined(pieces: Iterable[Piece], separator: str = "\n\n") -> tuple[str, tuple[Paragraph, ...]]:
    """Return the pieces as one text and the paragraph that each of them makes; blank pieces are left out."""
    paragraphs = []
    position = 0
    kept = [Piece(text, kind) for raw, kind in pieces if (text := raw.strip())]
    for text, kind in kept:
        paragraphs.append(Paragraph(start=position, end=position + len(text), kind=kind))
        position += len(text) + len(separator)
    return separator.join(piece.text for piece in kept), tuple(paragraphs)
