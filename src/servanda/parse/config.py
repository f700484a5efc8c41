"""The bounds of parsing."""

import codecs

from servanda.model.base import Record, require
from servanda.model.making import replace


class ParseConfig(Record, frozen=True, kw_only=True):
    """How much text and structure one document may hold, and when its language is told from the text.

    The bounds: ``max_characters`` of text, ``max_html_bytes``, ``max_pages`` of a PDF, ``max_unpacked_bytes`` of a DOCX.

    ``encoding`` is tried for plain text and HTML without a mark of their own that are no UTF-8 (null: told by the letters);
    UTF-16 and UTF-32 are told by their mark only.
    A language is read only from at least ``min_language_characters`` characters and kept from ``min_language_score`` on
    (0 to 1, as py3langid gives it). ``version`` changes with the rules of the room: new documents
    are parsed by them, and others when that is asked for (``servanda run --reparse``).

    Pages without text and pictures are read by tesseract in ``ocr_languages`` (its names: eng, ara; none: not at all), up to
    ``max_ocr_pages`` of a document with ``max_ocr_seconds`` for each; below a mean certainty of ``min_ocr_percent`` the
    document is held back.
    """

    version: str = "0.3.0"
    max_characters: int = 2_000_000
    max_html_bytes: int = 10_000_000
    max_pages: int = 2_000
    max_unpacked_bytes: int = 200_000_000
    encoding: str | None = None
    min_language_characters: int = 200
    min_language_score: float = 0.5
    ocr_languages: tuple[str, ...] = ()
    max_ocr_pages: int = 100
    max_ocr_seconds: float = 60.0
    min_ocr_percent: int = 50

    def __post_init__(self) -> None:
        """Refuse bounds below one and encodings that Python does not know."""
        bounds = (self.max_characters, self.max_html_bytes, self.max_pages, self.max_unpacked_bytes)
        require(min(bounds) > 0, "the bounds of parsing must be above 0")
        require(self.max_ocr_pages >= 0 and self.max_ocr_seconds > 0, "the bounds of OCR must not be below 0")
        is_plain = all(name.isascii() and name.replace("_", "").isalnum() for name in self.ocr_languages)
        require(is_plain, "ocr_languages must be names of tesseract such as eng or ara")
        try:
            codecs.lookup(self.encoding or "utf-8")
        except LookupError as error:
            raise ValueError(f"encoding: {error}; take one such as utf-8 or cp1256") from error

    def with_encoding(self, name: str | None) -> "ParseConfig":
        """Return the same with the encoding that a server or a message names, if it is one that Python knows."""
        try:
            return replace(self, encoding=name) if name else self
        except ValueError:
            return self
