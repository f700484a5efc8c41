"""Scans read by tesseract: words with their place and how sure the program is of each. Optional; nothing is fetched.

The program, its version and its languages stand in the parser's version, since other versions read other letters.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from servanda.errors import BrokenInput, EmptyInput, UnsupportedInput
from servanda.model.documents import Region
from servanda.parse.config import ParseConfig
from servanda.parse.placed import PlacedWord, Word, placed_text
from servanda.parse.reading import Reading

_VERSION = "0.1.0"
_PROGRAM = "tesseract"
_COLUMNS = 12
_WORD_LEVEL, _PAGE_LEVEL = "5", "1"
_DIRECTION_MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_MAX_PIXELS = 25_000_000
# One thread: the words found must not hang on the machine's cores, and runs have workers of their own.
_ENVIRONMENT = {"OMP_THREAD_LIMIT": "1", "LC_ALL": "C"}


class Reader(NamedTuple):
    """Tesseract as it is installed here, with the languages to read."""

    program: str
    version: str
    languages: str
    max_seconds: float
    max_pixels: int = _MAX_PIXELS

    def paragraphs(self, picture: bytes, page: int, scale: float) -> list[list[PlacedWord]]:
        """Return the words of each paragraph in a picture; boxes are pixels times ``scale`` from its lower left corner.

        Raises `BrokenInput` where tesseract cannot read the picture, or not in time.
        """
        rows = [line.split("\t") for line in self._table(picture).splitlines()[1:]]
        rows = [row for row in rows if len(row) == _COLUMNS]
        height = next((int(row[9]) for row in rows if row[0] == _PAGE_LEVEL), 0)
        words = [row for row in rows if row[0] == _WORD_LEVEL and _letters(row)]
        groups = groupby(words, key=lambda row: (row[2], row[3]))
        return [[PlacedWord(page, _word(row, height, scale)) for row in group] for _, group in groups]

    def _table(self, picture: bytes) -> str:
        command = [self.program, "stdin", "stdout", "-l", self.languages, "--dpi", "300", "tsv"]
        try:
            done = subprocess.run(  # noqa: S603 - our own command; the picture comes on standard input
                command,
                input=picture,
                capture_output=True,
                check=False,
                timeout=self.max_seconds,
                env=os.environ | _ENVIRONMENT,
            )
        except subprocess.TimeoutExpired as error:
            raise BrokenInput(
                f"tesseract took longer than {self.max_seconds:g} s for a page (max_ocr_seconds)."
            ) from error
        if done.returncode:
            said = " ".join(done.stderr.decode("utf-8", errors="replace").split())[:200]
            raise BrokenInput(f"tesseract cannot read the picture ({said or f'status {done.returncode}'}).")
        return done.stdout.decode("utf-8", errors="replace")


def open_reader(config: ParseConfig) -> Reader:
    """Return tesseract with the configured languages. Raises `UnsupportedInput` where it or one of them is not installed."""
    program = shutil.which(_PROGRAM)
    if program is None:
        raise UnsupportedInput("scans need the program tesseract: install tesseract-ocr, or leave ocr_languages out.")
    said = [_say(program, word) for word in ("--version", "--list-langs")]
    missing = set(config.ocr_languages) - set(said[1].split())
    if missing:
        names = ", ".join(sorted(missing))
        raise UnsupportedInput(f"tesseract has no language {names}: install tesseract-ocr-{min(missing)}.")
    languages = "+".join(config.ocr_languages)
    number = said[0].split()[1] if len(said[0].split()) > 1 else "unknown"
    return Reader(program, f"{_VERSION}+tesseract-{number}-{languages}", languages, config.max_ocr_seconds)


def read_picture(content: bytes, config: ParseConfig) -> Reading:
    """Read the words in a picture of a page, where the configuration names languages; boxes are in pixels.

    Raises `UnsupportedInput`, `BrokenInput`, and `EmptyInput` where nothing could be read with certainty.
    """
    if not config.ocr_languages:
        raise UnsupportedInput(
            "pictures are kept but not read: describe it by hand (servanda note), or for a scanned page set ocr_languages "
            "under [parse] in dossier.toml."
        )
    reader = open_reader(config)
    found = placed_text(reader.paragraphs(content, 1, 1.0))
    if not found.text:
        raise EmptyInput("tesseract could read nothing in the picture. Describe it by hand (servanda note).")
    percent = required_certainty(found.regions, config)
    return Reading(found.text, found.paragraphs, "ocr", reader.version, regions=found.regions, ocr_percent=percent)


def required_certainty(regions: Sequence[Region], config: ParseConfig) -> int | None:
    """Return the mean certainty of the words read by OCR, `None` without any. Raises `EmptyInput` where it is too low."""
    percents = [region.ocr_percent for region in regions if region.ocr_percent is not None]
    if not percents:
        return None
    mean = round(sum(percents) / len(percents))
    if mean < config.min_ocr_percent:
        raise EmptyInput(
            f"tesseract is only {mean} % sure of what it read (min_ocr_percent is {config.min_ocr_percent}). "
            "Scan it again more clearly, or type it out (servanda note)."
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


def _say(program: str, word: str) -> str:
    done = subprocess.run(  # noqa: S603 - our own command
        [program, word], capture_output=True, text=True, check=False, timeout=60, env=os.environ | _ENVIRONMENT
    )
    return done.stdout or done.stderr
