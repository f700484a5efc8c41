"""Reader of PDF files through pypdfium2: text in reading order, lines joined to paragraphs by their place on the page.

Pages without a text layer are read by the scanner, if there is one (``ocr.py``).
"""

from typing import Any

from servanda.errors import BrokenInput, EmptyInput, TooLargeInput, UnsupportedInput, guarded
from servanda.parse.config import ParseConfig
from servanda.parse.ocr import Scanner, required_certainty, scanned_paragraphs
from servanda.parse.pdf_furniture import Page, sort_out
from servanda.parse.pdf_lines import read_lines
from servanda.parse.pdf_paragraphs import paragraphs_of
from servanda.parse.placed import PlacedParagraph, placed_text
from servanda.parse.reading import Reading, is_file_name

_VERSION = "0.3.0"
_POINTS_PER_INCH = 72
_DOTS_PER_INCH = 300
_MAX_PIXELS = 25_000_000
_WHENCE = {
    "title": "document information Title of the PDF file",
    "author": "document information Author of the PDF file",
}
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


def read_pdf(content: bytes, config: ParseConfig, scanner: Scanner | None = None) -> Reading:
    """Read the text of a PDF file with the place of each word; its document information gives title and author.

    Raises `UnsupportedInput` without the extra ``pdf``, `BrokenInput` (damaged, or locked by a password), `TooLargeInput`,
    and `EmptyInput` where no page has a text layer and none could be read with certainty by OCR.
    """
    try:
        import pypdfium2
    except ImportError as error:
        raise UnsupportedInput("PDF files need the extra 'pdf': install servanda[pdf], then run again.") from error
    with guarded("the PDF file"):
        with _opened(pypdfium2, content) as file:
            n_pages = len(file)
            paragraphs, n_scanned = _read(file, config, scanner)
            facts = file.get_metadata_dict()
        found = placed_text(paragraphs)
    if not found.text:
        raise EmptyInput(_no_text(n_pages, scanner))
    version = f"{_VERSION}+pypdfium2-{pypdfium2.version.PYPDFIUM_INFO}"
    is_ocr = bool(n_scanned and scanner)
    return Reading(
        found.text,
        found.paragraphs,
        "pdf.ocr" if is_ocr else "pdf",
        f"{version}+{scanner.version}" if scanner and is_ocr else version,
        title=_named(facts.get("Title")),
        author=_named(facts.get("Author")),
        regions=found.regions,
        ocr_percent=required_certainty(found.regions, config),
        whence=_WHENCE,
    )


def _no_text(n_pages: int, scanner: Scanner | None) -> str:
    if scanner:
        return f"neither a text layer nor anything that could be read by OCR on its {n_pages} pages."
    return (
        f"its {n_pages} pages hold no text; it looks scanned. Set ocr_languages under [parse] in dossier.toml and run "
        "again, or add a PDF with a text layer."
    )


def _read(file: Any, config: ParseConfig, scanner: Scanner | None) -> tuple[list[PlacedParagraph], int]:
    """Return all paragraphs and how many pages were read by OCR; such a page begins a paragraph of its own."""
    if len(file) > config.max_pages:
        raise TooLargeInput(
            f"{len(file)} pages, more than {config.max_pages}. Split the file, or raise the bound max_pages."
        )
    found: list[PlacedParagraph] = []
    pages: list[Page] = []
    n_scanned = n_characters = 0
    for number in range(1, len(file) + 1):
        page = file[number - 1]
        lines = read_lines(page.get_textpage())
        if not lines and scanner and n_scanned < config.max_ocr_pages:
            n_scanned += 1
            found += [*_paragraphs(pages), *_scanned(page, number, scanner)]
            pages = []
        else:
            pages.append(Page(number, lines))
        page.close()
        n_characters += sum(len(line.text) for line in lines)
        if n_characters > config.max_characters:
            raise TooLargeInput(
                f"more than {config.max_characters} characters of text. Split it, or raise max_characters."
            )
    return [*found, *_paragraphs(pages)], n_scanned


def _paragraphs(pages: list[Page]) -> list[PlacedParagraph]:
    """Return the paragraphs of pages in a row, what stands beside the running text behind it."""
    if not pages:
        return []
    found = sort_out(pages)
    return [*paragraphs_of(found.pages, pages[0].number - 1), *found.beside]


def _scanned(page: Any, number: int, scanner: Scanner) -> list[PlacedParagraph]:
    """Return the words that OCR finds on a page, their boxes in points."""
    width, height = page.get_size()
    inches = max(width * height, 1.0) / _POINTS_PER_INCH**2
    dots = min(_DOTS_PER_INCH, (_MAX_PIXELS / inches) ** 0.5)
    bitmap = page.render(scale=dots / _POINTS_PER_INCH, grayscale=True)
    rows = bytes(bitmap.buffer)
    if bitmap.stride != bitmap.width:
        rows = b"".join(rows[at : at + bitmap.width] for at in range(0, len(rows), bitmap.stride))
    picture = b"P5 %d %d 255\n%s" % (bitmap.width, bitmap.height, rows)
    return scanned_paragraphs(scanner, picture, number, _POINTS_PER_INCH / dots)


def _opened(pypdfium2: Any, content: bytes) -> Any:
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise BrokenInput("the PDF file is locked by a password. Save a copy without one and add that.") from error
        raise


def _named(value: str | None) -> str | None:
    name = " ".join((value or "").split())
    return name if name and not is_file_name(name) and name.lower() not in _NO_NAMES and name.isprintable() else None
