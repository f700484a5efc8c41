"""Reader of PDF files through pypdfium2: text in reading order, lines joined to paragraphs by their place on the page.

A hyphen that the page sets at a line end is dropped where a word goes on in lower case, and kept after an Arabic article
("al-") or before a capital. Presentation forms of Arabic letters and Latin ligatures become the letters they stand for.
"""

import re
import unicodedata
from typing import Any

from servanda.errors import BrokenInput, EmptyInput, TooLargeInput, UnsupportedInput
from servanda.parse.config import ParseConfig
from servanda.parse.pdf_lines import Line, paragraphs_of, read_lines
from servanda.parse.reading import Reading, guarded, joined

_VERSION = "0.1.0"
_PRESENTATION_FORMS = re.compile("[\ufb00-\ufb06\ufb50-\ufdff\ufe70-\ufefc]+")
_LINE_HYPHEN = re.compile("(?P<before>[^\\W\\d_]*)[\x02\ufffe\u00ad]\\s*(?P<after>\\w?)")
_ARTICLES = frozenset({"al", "el", "an", "ar", "as", "ash", "at", "az", "ad", "adh"})
# What programs write where nobody gave a name.
_NO_NAMES = frozenset(
    {
        "untitled",
        "anonymous",
        "unspecified",
        "(anonymous)",
        "(unspecified)",
        "unknown",
        "user",
        "admin",
        "microsoft word",
    }
)


def read_pdf(content: bytes, config: ParseConfig) -> Reading:
    """Read the text layer of a PDF file; its document information gives title and author.

    Raises `UnsupportedInput` without the extra ``pdf``, `BrokenInput` (damaged, or locked by a password), `TooLargeInput`,
    and `EmptyInput` where no page has a text layer.
    """
    try:
        import pypdfium2
    except ImportError as error:
        raise UnsupportedInput("PDF files need the extra 'pdf': install servanda[pdf], then run again.") from error
    with guarded("PDF file"):
        with _opened(pypdfium2, content) as file:
            pages = _pages(file, config)
            facts = file.get_metadata_dict()
        pieces = [_letters(piece) for piece in paragraphs_of(pages)]
        text, paragraphs = joined(pieces)
    if not text:
        raise EmptyInput(
            f"its {len(pages)} pages hold no text; it looks scanned. Add a PDF with a text layer (after OCR)."
        )
    version = f"{_VERSION}+pypdfium2-{pypdfium2.version.PYPDFIUM_INFO}"
    return Reading(
        text, paragraphs, "pdf", version, title=_named(facts.get("Title")), author=_named(facts.get("Author"))
    )


def _opened(pypdfium2: Any, content: bytes) -> Any:
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise BrokenInput("the PDF file is locked by a password. Save a copy without one and add that.") from error
        raise


def _pages(file: Any, config: ParseConfig) -> list[list[Line]]:
    if len(file) > config.max_pages:
        raise TooLargeInput(
            f"{len(file)} pages, more than {config.max_pages}. Split the file, or raise the bound max_pages."
        )
    pages = []
    n_characters = 0
    for number in range(len(file)):
        page = file[number]
        pages.append(read_lines(page.get_textpage()))
        page.close()
        n_characters += sum(len(line.text) for line in pages[-1])
        if n_characters > config.max_characters:
            raise TooLargeInput(
                f"more than {config.max_characters} characters of text. Split it, or raise max_characters."
            )
    return pages


def _letters(piece: str) -> str:
    return _LINE_HYPHEN.sub(
        _unhyphenated, _PRESENTATION_FORMS.sub(lambda match: unicodedata.normalize("NFKC", match[0]), piece)
    )


def _unhyphenated(match: re.Match[str]) -> str:
    is_kept = match["before"].lower() in _ARTICLES or not match["before"] or not match["after"].islower()
    return f"{match['before']}{'-' if is_kept else ''}{match['after']}"


def _named(value: str | None) -> str | None:
    name = " ".join((value or "").split())
    return name if name and name.lower() not in _NO_NAMES and name.isprintable() else None
