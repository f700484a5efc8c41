"""Scans: words with their place and how sure the program was of each, from the table that tesseract writes.

The program itself is run by whoever calls the room (`Scanner`). Its name, version and languages stand in the parser's version,
since other versions read other letters.
"""

import re
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import NamedTuple

from servanda.errors import EmptyInput, UnsupportedInput
from servanda.model.documents import Region
from servanda.parse.config import ParseConfig
from servanda.parse.placed import PlacedParagraph, PlacedWord, Word, placed_text
from servanda.parse.reading import Reading

_VERSION = "0.1.0"
_COLUMNS = 12
_WORD_LEVEL, _PAGE_LEVEL = "5", "1"
_DIRECTION_MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_NO_SCANNER = (
    "pictures are kept but not read: write what they show into a text file and add that, or for a scanned page set ocr_languages under "
    "[parse] in dossier.toml."
)


class Scanner(NamedTuple):
    """A program that reads pictures of pages: its name with version and languages, and what it finds in a picture.

    ``table`` returns the words in tesseract's form (TSV); it raises an `InputError` where the picture cannot be read.
    """

    version: str
    table: Callable[[bytes], str]


def scanned_paragraphs(scanner: Scanner, picture: bytes, page: int, scale: float) -> list[PlacedParagraph]:
    """Return the words of each paragraph in a picture; boxes are pixels times ``scale`` from its lower left corner.

    Raises the `InputError` of the scanner.
    """
    rows = [line.split("\t") for line in scanner.table(picture).splitlines()[1:]]
    rows = [row for row in rows if len(row) == _COLUMNS]
    height = next((int(row[9]) for row in rows if row[0] == _PAGE_LEVEL), 0)
    words = [row for row in rows if row[0] == _WORD_LEVEL and _letters(row)]
    groups = groupby(words, key=lambda row: (row[2], row[3]))
    return [PlacedParagraph([PlacedWord(page, _word(row, height, scale)) for row in group]) for _, group in groups]


def read_picture(content: bytes, config: ParseConfig, scanner: Scanner | None) -> Reading:
    """Read the words in a picture of a page; boxes are in pixels.

    Raises `UnsupportedInput` without a scanner, `BrokenInput`, and `EmptyInput` where nothing could be read with certainty.
    """
    if scanner is None:
        raise UnsupportedInput(_NO_SCANNER)
    found = placed_text(scanned_paragraphs(scanner, content, 1, 1.0))
    if not found.text:
        raise EmptyInput("nothing could be read in the picture. Write what it shows into a text file and add that.")
    percent = required_certainty(found.regions, config)
    version = f"{_VERSION}+{scanner.version}"
    return Reading(found.text, found.paragraphs, "ocr", version, regions=found.regions, ocr_percent=percent)


def required_certainty(regions: Sequence[Region], config: ParseConfig) -> int | None:
    """Return the mean certainty of the words read from scans, `None` without any. Raises `EmptyInput` where it is too low."""
    percents = [region.ocr_percent for region in regions if region.ocr_percent is not None]
    if not percents:
        return None
    mean = round(sum(percents) / len(percents))
    if mean < config.min_ocr_percent:
        raise EmptyInput(
            f"the program is only {mean} % sure of what it read (min_ocr_percent is {config.min_ocr_percent}). "
            "Scan it again more clearly, or type it into a text file and add that."
        )
    return mean


def _letters(row: Sequence[str]) -> str:
    """Return the letters of a word without the marks of direction that tesseract adds: no page shows them."""
    return _DIRECTION_MARKS.sub("", row[11]).strip()


def _word(row: Sequence[str], height: int, scale: float) -> Word:
    left, top, width, tall = (int(number) for number in row[6:10])
    bottom = height - top - tall
    box = (left * scale, bottom * scale, (left + width) * scale, (height - top) * scale)
    return Word(_letters(row), *box, percent=max(0, min(100, round(float(row[10])))))
