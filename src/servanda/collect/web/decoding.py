"""Content coding undone, never to more bytes than allowed."""

import zlib

from servanda.errors import BrokenInput, TooLargeInput, UnsupportedInput

_GZIP_OR_ZLIB = zlib.MAX_WBITS + 32  # zlib tells by the first bytes which of the two it is
_NONE = frozenset({"", "identity", "none"})
_GZIP = frozenset({"gzip", "x-gzip", "deflate"})
_MAX_CODINGS = 3


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
    pieces: list[bytes] = []
    n_bytes = 0
    while content:
        unpacker = zlib.decompressobj(_GZIP_OR_ZLIB)
        try:
            pieces.append(unpacker.decompress(content, max_bytes + 1 - n_bytes))
        except zlib.error as error:
            raise BrokenInput(f"damaged compressed bytes ({error}).") from error
        n_bytes += len(pieces[-1])
        if n_bytes > max_bytes:
            raise TooLargeInput(f"unpacks to more than {max_bytes} bytes (max_file_bytes).")
        if not unpacker.eof:
            raise BrokenInput("the compressed bytes end too early.")
        content = unpacker.unused_data if unpacker.unused_data.startswith(b"\x1f\x8b") else b""
    return b"".join(pieces)
