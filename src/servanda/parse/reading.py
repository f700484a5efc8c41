"""What a reader of one format gives, and the guard around libraries that read damaged files."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from servanda.model.documents import Paragraph, Region

_FILE_NAME = re.compile(
    r"Microsoft (?:Word|Excel|PowerPoint)\s*-\s*.*|.+\.(?:docx?|pdf|pptx?|xlsx?|odt|rtf|indd|qxd|pages)|(?:Document|Doc|Presentation)\s*\d*",
    re.IGNORECASE,
)


def is_file_name(title: str) -> bool:
    """Tell whether a title that a program wrote is the name of a file, and nobody's title."""
    return bool(_FILE_NAME.fullmatch(title))


class Reading(NamedTuple):
    """The text of a document with its paragraphs, who read it, and the metadata that the format itself holds; ``whence`` says by field where."""

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
    whence: Mapping[str, str] = MappingProxyType({})


def joined(pieces: list[str], separator: str = "\n\n") -> tuple[str, tuple[Paragraph, ...]]:
    """Return the pieces as one text and the paragraph that each of them makes; blank pieces are left out."""
    paragraphs = []
    position = 0
    kept = [piece for raw in pieces if (piece := raw.strip())]
    for piece in kept:
        paragraphs.append(Paragraph(start=position, end=position + len(piece)))
        position += len(piece) + len(separator)
    return separator.join(kept), tuple(paragraphs)
