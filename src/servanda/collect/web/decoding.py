"""Content coding undone, never to more bytes than allowed."""

import zlib

from servanda.errors import BrokenInput, TooLargeInput, UnsupportedInput

_GZIP_OR_ZLIB = zlib.MAX_WBITS + 32  # zlib tells by the first bytes which of the two it is
_NONE = frozenset({"", "identity", "none"})
_GZIP = frozenset({"gzip", "x-gzip", "deflate"})
_MAX_CODINGS = 3
_PIECE = 65_536
_GZIP_MARK = b"\x1f\x8b"


def decoded(body: bytes, coding: str | None, max_bytes: int) -> bytes:
    """Return ``body`` with the content coding that a server named undone.

    Raises `TooLargeInput` beyond ``max_bytes``, `BrokenInput` for damaged bytes, `UnsupportedInput` for other codings.
    """
    names = [name.strip().lower() for name in (coding or "").split(",")]
    if len(names) > _MAX_CODINGS:
        raise UnsupportedInput(f"{len(names)} content codings, one in the other.")
    for name in reversed(names):
        if name in _GZIP:
            body = gunzipped(body, max_bytes)
        elif name not in _NONE:
            raise UnsupportedInput(f"content coding {name[:40]!r}, which was not asked for.")
    return body


def gunzipped(content: bytes, max_bytes: int) -> bytes:
    """Return all members of gzip (or zlib) bytes, unpacked. Raises `TooLargeInput`, `BrokenInput`."""
    if not content:
        return b""
    found = bytearray()
    unpacker = zlib.decompressobj(_GZIP_OR_ZLIB)
    waiting, at = b"", 0
    while waiting or at < len(content):  # piece by piece: a million small members cost a million small copies
        piece = waiting
        if len(waiting) < len(_GZIP_MARK):
            piece += content[at : at + _PIECE]
            at += _PIECE
        if unpacker.eof:
            if not piece.startswith(_GZIP_MARK):
                break
            unpacker = zlib.decompressobj(_GZIP_OR_ZLIB)
        try:
            found += unpacker.decompress(piece, max_bytes + 1 - len(found))
        except zlib.error as error:
            raise BrokenInput(f"damaged compressed bytes ({error}).") from error
        if len(found) > max_bytes:
            raise TooLargeInput(f"unpacks to more than {max_bytes} bytes (max_file_bytes).")
        waiting = unpacker.unused_data
    if not unpacker.eof:
        raise BrokenInput("the compressed bytes end too early.")
    return bytes(found)
