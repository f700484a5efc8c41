"""The package of a Word file, unpacked within bounds before a library sees it.

The directory of a zip file may say that a member is small when it is not, and libraries believe it. So the parts with text
are read piece by piece up to the bound and put into a new archive; pictures and the like come into it empty.
"""

import io
import zipfile

from servanda.errors import BrokenInput, TooLargeInput
from servanda.model.zips import check_directory, read_member

_MAX_MEMBERS = 10_000
_MAX_TEXT_BYTES = 60_000_000  # of XML: its tree takes eight times that, and two million characters of text far less
_WHAT = "Word file"
_TEXTS = (".xml", ".rels")


def opened(content: bytes, max_bytes: int) -> io.BytesIO:
    """Return the package with nothing in it but text, of at most ``max_bytes``. Raises `BrokenInput`, `TooLargeInput`."""
    target, source = io.BytesIO(), io.BytesIO(content)
    n_left = min(max_bytes, _MAX_TEXT_BYTES)
    check_directory(source, _WHAT)
    try:
        with zipfile.ZipFile(source) as package, zipfile.ZipFile(target, "w") as copy:
            members = package.infolist()
            if len(members) > _MAX_MEMBERS or sum(member.file_size for member in members) > max_bytes:
                raise _too_large(max_bytes)
            for member in members:
                text = read_member(package, member, n_left, _WHAT) if member.filename.endswith(_TEXTS) else b""
                n_left -= len(text)
                copy.writestr(member.filename, text)
    except zipfile.BadZipFile as error:
        raise BrokenInput(
            f"the Word file is damaged ({error}). Open it, save it again and add the new file."
        ) from error
    target.seek(0)
    return target


def _too_large(max_bytes: int) -> TooLargeInput:
    return TooLargeInput(
        f"the Word file unpacks to more than {max_bytes} bytes. Remove its pictures, or save it as text."
    )
