"""Reader of Word files: every paragraph of the body in order, those of tables, text boxes and content controls included.

Text that the author inserted under change tracking is read, text that was struck out is not. python-docx opens the
package (its XML parser expands no external entities); the walk is our own, since its API passes over content controls.
"""

import io
import zipfile
from typing import Any

import docx
from docx.oxml.ns import qn

from servanda.errors import BrokenInput, TooLargeInput, guarded
from servanda.parse.config import ParseConfig
from servanda.parse.reading import Reading, is_file_name, joined

_VERSION = f"0.1.0+python-docx-{docx.__version__}"
_MAX_MEMBERS = 10_000
_PARAGRAPH = qn("w:p")
_FALLBACK = (
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"  # repeats a text box for old programs
)
_PASSED_OVER = frozenset({_PARAGRAPH, _FALLBACK, qn("w:del"), qn("w:moveFrom"), qn("w:pPr"), qn("w:rPr")})
_CHARACTERS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "\u2011"}
_TEXT = qn("w:t")
_WHENCE = {"title": "property title of the Word file", "author": "property author of the Word file"}
# What programs write where nobody gave a name.
_NO_NAMES = frozenset(
    {"python-docx", "microsoft office user", "user", "admin", "administrator", "unknown", "author", "word document"}
)


def read_docx(content: bytes, config: ParseConfig) -> Reading:
    """Read a Word file; its core properties give title and author. Raises `BrokenInput`, `TooLargeInput`."""
    with guarded("the Word file"):
        _check_archive(content, config.max_unpacked_bytes)
        document = docx.Document(io.BytesIO(content))
        pieces = [_text(element) for element in document.element.body.iter(_PARAGRAPH) if not _is_repeated(element)]
        properties = document.core_properties
        title, author = _named(properties.title), _named(properties.author)
    text, paragraphs = joined(pieces)
    return Reading(text, paragraphs, "docx", _VERSION, title=title, author=author, whence=_WHENCE)


def _check_archive(content: bytes, max_bytes: int) -> None:
    """Refuse archives that unpack beyond the bound; no member can unpack to more than its directory entry says."""
    try:
        members = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except zipfile.BadZipFile as error:
        raise BrokenInput(
            f"the Word file is damaged ({error}). Open it, save it again and add the new file."
        ) from error
    if len(members) > _MAX_MEMBERS or sum(member.file_size for member in members) > max_bytes:
        raise TooLargeInput(
            f"the Word file unpacks to more than {max_bytes} bytes. Remove its pictures, or save it as text."
        )


def _text(element: Any) -> str:
    """Return the characters of one paragraph, without those of paragraphs within it (text boxes)."""
    pieces = []
    for child in element:
        if child.tag in _PASSED_OVER:
            continue
        if child.tag == _TEXT:
            pieces.append(child.text or "")
        else:
            pieces.append(_CHARACTERS.get(child.tag) or _text(child))
    return "".join(pieces)


def _is_repeated(element: Any) -> bool:
    return any(ancestor.tag == _FALLBACK for ancestor in element.iterancestors())


def _named(value: str | None) -> str | None:
    name = " ".join((value or "").split())
    return name if name and not is_file_name(name) and name.lower() not in _NO_NAMES else None
