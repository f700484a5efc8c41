"""Zip archives as an enemy writes them: what their directory says of sizes is checked before any library believes it."""

import copy
import io
import struct
import zipfile
from typing import BinaryIO

from servanda.errors import BrokenInput, TooLargeInput

MAX_DIRECTORY_BYTES = 16_000_000  # some 200,000 members; reading it takes ten times that of memory
_END = b"PK\x05\x06"
_END_BYTES, _MAX_COMMENT = 22, 65_535
_PIECE = 65_536


def check_directory(file: BinaryIO, what: str) -> None:
    """Raise `TooLargeInput` where the directory of an archive is so long that to list it would fill the memory."""
    file.seek(0, io.SEEK_END)
    file.seek(max(0, file.tell() - _END_BYTES - _MAX_COMMENT))
    tail = file.read()
    file.seek(0)
    at = tail.rfind(_END)
    if at >= 0 and len(tail) - at >= _END_BYTES:
        (n_bytes,) = struct.unpack_from("<L", tail, at + 12)
        if n_bytes > MAX_DIRECTORY_BYTES:
            raise TooLargeInput(f"the {what} lists more members than any archive of documents has.")


def read_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, max_bytes: int, what: str) -> bytes:
    """Return a member of at most ``max_bytes``, read piece by piece. Raises `TooLargeInput`, `BrokenInput`."""
    pieces: list[bytes] = []
    n_left = max_bytes
    with archive.open(member) as file:
        while piece := file.read(_PIECE):
            pieces.append(piece)
            n_left -= len(piece)
            if n_left < 0:
                raise too_large(what, max_bytes)
    return b"".join(pieces)


def check_sizes(archive: zipfile.ZipFile, max_bytes: int, what: str) -> None:
    """Unpack every member piece by piece and keep nothing: no more may come than the directory says, and no more in all.

    After this a library may read the members whole. Raises `TooLargeInput`, `BrokenInput`.
    """
    n_left = max_bytes
    for member in archive.infolist():
        open_ended = copy.copy(member)  # a member is read up to its stated size: a lie would stay unseen
        open_ended.file_size = (
            max_bytes + 2 * _PIECE
        )  # more than is ever read, so that too much is not taken for damage
        n_bytes = 0
        with archive.open(open_ended) as file:
            while piece := file.read(_PIECE):
                n_bytes += len(piece)
                if n_bytes > n_left:
                    raise too_large(what, max_bytes)
        if n_bytes != member.file_size:
            raise BrokenInput(
                f"the {what} says that {member.filename[:80]} has {member.file_size} bytes; it has others."
            )
        n_left -= n_bytes


def too_large(what: str, max_bytes: int) -> TooLargeInput:
    """Return the error of an archive that unpacks too far."""
    return TooLargeInput(f"the {what} unpacks to more than {max_bytes} bytes.")
