"""The bytes of a file and of what is packed in it: zip and gzip archives, WARC records with their coding undone, PDF text."""

import gzip
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from io import BufferedIOBase
from tempfile import SpooledTemporaryFile
from typing import IO, BinaryIO, cast

from servanda.errors import InputError
from servanda.model.zips import check_directory

MAX_UNPACKED_BYTES = 1_000_000_000
_PIECE = 1 << 22
_OVERLAP = 1 << 12
_IN_MEMORY = 1 << 26
_MAX_DEPTH = 4
_MAX_PDF_BYTES = 100_000_000
_N_MAGIC = 5
_GZIP, _PDF, _WARC = b"\x1f\x8b", b"%PDF", b"WARC/"

Words = Callable[[bytes], str]
"""Gives the text of a PDF file; raises `OSError` where nobody can tell."""


class _Looking:
    """How far one file may still be unpacked, and what reads PDF files."""

    def __init__(self, words: Words) -> None:
        self.words, self.n_left = words, MAX_UNPACKED_BYTES

    def unpacked(self, piece: bytes) -> bytes:
        """Return a piece, counted. Raises `OSError` where a file unpacks too far to be looked through."""
        self.n_left -= len(piece)
        if self.n_left < 0:
            raise OSError(f"it unpacks to more than {MAX_UNPACKED_BYTES} bytes")
        return piece


def pieces(file: BinaryIO, words: Words) -> Iterator[bytes]:
    """Yield the bytes of a file, then those packed in it; each piece begins with the end of the one before.

    Archives in archives are opened four deep, a billion bytes in all. What is damaged was looked at as it is. Raises `OSError` where
    a file cannot be read or unpacks further, or ``words`` cannot tell.
    """
    return _pieces(file, _Looking(words), 0)


def _pieces(file: BinaryIO, looking: _Looking, depth: int) -> Iterator[bytes]:
    yield from _overlapping(file)
    file.seek(0)
    magic = file.read(_N_MAGIC)
    file.seek(0)
    if magic.startswith(_PDF):
        yield looking.words(file.read(_MAX_PDF_BYTES)).encode()
    elif depth == _MAX_DEPTH:
        return
    elif magic.startswith(_GZIP):
        yield from _of_gzip(file, looking, depth)
    elif magic.startswith(_WARC):
        yield from _of_warc(file, looking, depth)
    elif zipfile.is_zipfile(file):
        yield from _of_zip(file, looking, depth)


def _of_zip(file: BinaryIO, looking: _Looking, depth: int) -> Iterator[bytes]:
    try:
        check_directory(file, "archive")
        with zipfile.ZipFile(file) as archive:
            for member in archive.infolist():
                with archive.open(member) as inside:
                    yield from _kept(cast("BufferedIOBase", inside), looking, depth)
    except (InputError, zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, zlib.error):
        return  # no archive that this program wrote: its bytes were looked at as they are


def _of_gzip(file: BinaryIO, looking: _Looking, depth: int) -> Iterator[bytes]:
    try:
        with gzip.GzipFile(fileobj=file, mode="rb") as inside:
            yield from _kept(inside, looking, depth)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        return


def _of_warc(file: BinaryIO, looking: _Looking, depth: int) -> Iterator[bytes]:
    from servanda.collect import CollectConfig, archived_contents

    buffered = io.BufferedReader(cast("io.RawIOBase", file))
    try:
        for block in archived_contents(cast("BinaryIO", buffered), CollectConfig()):
            yield from _pieces(io.BytesIO(looking.unpacked(block)), looking, depth + 1)
    finally:
        buffered.detach()


def _kept(inside: BufferedIOBase, looking: _Looking, depth: int) -> Iterator[bytes]:
    """Yield the pieces of what lies in an archive; it is kept as it is unpacked, so that one can go back in it.

    Of a damaged one what came before the damage is looked at.
    """
    with SpooledTemporaryFile(_IN_MEMORY) as kept:
        damage = None
        try:
            while piece := inside.read1(_PIECE):  # what is there, before an error further on
                kept.write(looking.unpacked(piece))
        except (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile) as error:
            damage = error
        kept.seek(0)
        yield from _pieces(cast("BinaryIO", kept), looking, depth + 1)
        if damage:
            raise damage


def _overlapping(file: IO[bytes]) -> Iterator[bytes]:
    end = b""
    while piece := file.read(_PIECE):
        yield end + piece
        end = piece[-_OVERLAP:]
