"""The bytes of a file and of what is packed in it: zip and gzip archives, WARC records with their coding undone, PDF text."""

import gzip
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from tempfile import SpooledTemporaryFile
from typing import IO, BinaryIO, cast

from servanda.collect import CollectConfig, archived_contents
from servanda.errors import InputError
from servanda.model.zips import check_directory

_PIECE = 1 << 24
_OVERLAP = 1 << 12
_IN_MEMORY = 1 << 26
_MAX_DEPTH = 4
_MAX_PDF_BYTES = 100_000_000
_N_MAGIC = 5
_ZIP, _GZIP, _PDF, _WARC = b"PK", b"\x1f\x8b", b"%PDF", b"WARC/"

Words = Callable[[bytes], str]
"""Gives the text of a PDF file; raises `OSError` where nobody can tell."""


def pieces(file: BinaryIO, words: Words, depth: int = 0) -> Iterator[bytes]:
    """Yield the bytes of a file, then those packed in it; each piece begins with the end of the one before.

    Archives in archives are opened four deep. What is damaged was looked at as it is. Raises `OSError` where a file cannot
    be read, or ``words`` cannot tell.
    """
    yield from _overlapping(file)
    file.seek(0)
    magic = file.read(_N_MAGIC)
    file.seek(0)
    if magic.startswith(_PDF):
        yield words(file.read(_MAX_PDF_BYTES)).encode()
    elif depth == _MAX_DEPTH:
        return
    elif magic.startswith(_GZIP):
        yield from _of_gzip(file, words, depth)
    elif magic.startswith(_WARC):
        yield from _of_warc(file, words, depth)
    elif zipfile.is_zipfile(file):
        yield from _of_zip(file, words, depth)


def _of_zip(file: BinaryIO, words: Words, depth: int) -> Iterator[bytes]:
    try:
        check_directory(file, "archive")
        with zipfile.ZipFile(file) as archive:
            for member in archive.infolist():
                with archive.open(member) as inside:
                    yield from _kept(inside, words, depth)
    except (InputError, zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError):
        return  # no archive that this program wrote: its bytes were looked at as they are


def _of_gzip(file: BinaryIO, words: Words, depth: int) -> Iterator[bytes]:
    try:
        with gzip.GzipFile(fileobj=file, mode="rb") as inside:
            yield from _kept(cast("IO[bytes]", inside), words, depth)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        return


def _of_warc(file: BinaryIO, words: Words, depth: int) -> Iterator[bytes]:
    buffered = io.BufferedReader(cast("io.RawIOBase", file))
    try:
        for block in archived_contents(cast("BinaryIO", buffered), CollectConfig()):
            yield from pieces(io.BytesIO(block), words, depth + 1)
    finally:
        buffered.detach()


def _kept(inside: IO[bytes], words: Words, depth: int) -> Iterator[bytes]:
    """Yield the pieces of what lies in an archive; it is kept as it is unpacked, so that one can go back in it."""
    with SpooledTemporaryFile(_IN_MEMORY) as kept:
        try:
            while piece := inside.read(_PIECE):
                kept.write(piece)
        finally:
            kept.seek(0)
        yield from pieces(cast("BinaryIO", kept), words, depth + 1)


def _overlapping(file: IO[bytes]) -> Iterator[bytes]:
    end = b""
    while piece := file.read(_PIECE):
        yield end + piece
        end = piece[-_OVERLAP:]
