"""Facsimiles: what a page of a PDF file, or a picture, looks like, for those who compare a text layer with its original.

A page is drawn here and given as a picture: whatever else the file holds (scripts, links, attachments, forms) reaches nobody.
"""

import struct
import zlib
from typing import Any, Final, NamedTuple

from servanda.errors import BrokenInput, NotFoundError, UnsupportedInput, guarded
from servanda.parse.config import ParseConfig

_WIDTH: Final = 1200.0
_MOST_PIXELS: Final = 6_000_000
_LEVEL: Final = 6
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_RGB, _DEPTH = 2, 8
_JPEG_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers of JPEG (ITU-T T.81, table B.1) behind which height and width stand."""


class Leaf(NamedTuple):
    """A page: width and height in points (of a picture in pixels), its lower left corner in the measures of regions, and whether it is shown turned."""

    width: float
    height: float
    left: float = 0.0
    bottom: float = 0.0
    is_turned: bool = False


def leaves(content: bytes, config: ParseConfig) -> tuple[Leaf, ...]:
    """Return the pages of a PDF file, at most ``max_pages``. Raises `UnsupportedInput`, `BrokenInput`."""
    with guarded("the PDF file"), _opened(content) as file:
        return tuple(_leaf(file[n]) for n in range(min(len(file), config.max_pages)))


def _leaf(page: Any) -> Leaf:
    left, bottom, _, _ = page.get_bbox()
    width, height = page.get_size()
    return Leaf(width, height, left, bottom, page.get_rotation() != 0)


def page_picture(content: bytes, number: int) -> bytes:
    """Return page ``number`` (from 1) of a PDF file as PNG. Raises `NotFoundError`, `UnsupportedInput`, `BrokenInput`."""
    with guarded("the PDF file"), _opened(content) as file:
        drawn = _drawn(file, number) if 1 <= number <= len(file) else None
    if drawn is None:
        raise NotFoundError(f"the file has no page {number}")
    return drawn


def picture_leaf(content: bytes) -> Leaf | None:
    """Return the measures of a PNG or JPEG file in pixels, ``None`` of anything else."""
    if content.startswith(_PNG) and content[12:16] == b"IHDR":
        return Leaf(*struct.unpack(">II", content[16:24]))
    return _jpeg_leaf(content) if content.startswith(b"\xff\xd8") else None


def _jpeg_leaf(content: bytes) -> Leaf | None:
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:  # noqa: PLR2004 - every marker begins so
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4])
        if marker in _JPEG_FRAMES:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return Leaf(width, height)
        at += 2 + length
    return None


def _drawn(file: Any, number: int) -> bytes:
    width, height = file.get_page_size(number - 1)
    scale = min(_WIDTH / max(width, 1.0), (_MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
    bitmap = file[number - 1].render(scale=scale, rev_byteorder=True)
    return _png(bitmap.width, bitmap.height, bytes(bitmap.buffer), bitmap.stride)


def _opened(content: bytes) -> Any:
    try:
        import pypdfium2
    except ImportError as error:
        raise UnsupportedInput("PDF files need the extra 'pdf': install servanda[pdf].") from error
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise BrokenInput("the PDF file cannot be opened") from error


def _png(width: int, height: int, pixels: bytes, stride: int) -> bytes:
    """Return rows of red, green and blue as a PNG file (ISO/IEC 15948)."""
    rows = b"".join(b"\0" + pixels[at : at + 3 * width] for at in range(0, height * stride, stride))
    head = struct.pack(">IIBBBBB", width, height, _DEPTH, _RGB, 0, 0, 0)
    return _PNG + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(rows, _LEVEL)) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
