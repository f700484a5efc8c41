"""The media type of a file, by its first bytes and then by the ending of its name."""

import io
import re
import zipfile

from servanda.errors import TooLargeInput
from servanda.model.zips import check_directory

_N_HEAD_BYTES = 1024
_UNKNOWN = "application/octet-stream"
_HTML = "text/html"
_PLAIN = "text/plain"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# First bytes that tell a format, from its own specification.
_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"\x1f\x8b", "application/gzip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"{\\rtf", "application/rtf"),
    (b"ID3", "audio/mpeg"),
    (b"OggS", "audio/ogg"),
    (b"WARC/", "application/warc"),
)
# Nothing is tried twice: with the marks of comments by the dozen, looking back would take days.
_HTML_START = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:(?><!--.*?-->)\s*+)*+<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
# A feed or sitemap, behind whatever prologue: XML for programs, never a document.
FEED = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*+(?:<\?[^>]*+>\s*+|(?><!--.*?-->)\s*+|<!DOCTYPE[^>\[]*+(?P<subset>"
    rb"""\[(?:[^\]"'<]++|"[^"]*+"|'[^']*+'|(?><!--.*?-->)|(?><\?.*?\?>)|<)*+\]\s*+)?>\s*+)*+"""
    rb"<(?:[A-Za-z_][\w.-]*:)?(?P<root>rss|feed|RDF|urlset|sitemapindex)\b",
    re.DOTALL,
)
N_PROLOGUE_BYTES = 65_536
FEED_TYPE = "application/rss+xml"
_CHARSET = re.compile(r"""charset\s*=\s*["']?([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_N_TYPE_CHARACTERS = 100
_DATA = (
    "application/json",
    "application/javascript",
    "application/x-javascript",
    "application/ld+json",
    "font/",
    "image/",
)
_NO_PROSE = frozenset({"text/css", "text/javascript", "text/ecmascript"})
_ENDINGS = {
    ".txt": _PLAIN,
    ".text": _PLAIN,
    ".md": _PLAIN,
    ".html": _HTML,
    ".htm": _HTML,
    ".xhtml": _HTML,
    ".pdf": "application/pdf",
    ".docx": _DOCX,
    ".xml": "application/xml",
    ".eml": "message/rfc822",
    ".mbox": "application/mbox",
    ".rtf": "application/rtf",
}
_DOCUMENTS = frozenset({_PLAIN, _HTML, _DOCX, "application/pdf", "message/rfc822"})
_ZIP_MEMBERS = (
    ("word/document.xml", _DOCX),
    ("xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("ppt/presentation.xml", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    ("datapackage.json", "application/wacz"),
)


def media_type(name: str, content: bytes) -> str:
    """Return the media type of ``content``, which stood in a file called ``name``.

    The bytes decide where they bear a mark; the ending decides among texts. What bears no mark, has no known ending and
    holds no zero byte counts as plain text; the parser will say if it is none.
    """
    head = content[:_N_HEAD_BYTES]
    by_ending = _ENDINGS.get(name[name.rfind(".") :].lower()) if "." in name else None
    if head.lstrip().startswith(b"%PDF-"):
        return "application/pdf"
    if head.startswith(b"PK\x03\x04"):
        return _zip_type(content) or by_ending or "application/zip"
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            return kind
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and FEED.match(content[:N_PROLOGUE_BYTES]):
        return FEED_TYPE
    if _HTML_START.match(head.lstrip(b"\xef\xbb\xbf")):
        return _HTML
    return by_ending or (_UNKNOWN if b"\x00" in head else _PLAIN)


def is_readable(kind: str) -> bool:
    """Tell whether a media type is one of documents, not one of pictures, sounds, programs and data."""
    return kind.partition(";")[0] in _DOCUMENTS


def media_type_of_answer(name: str, content: bytes, content_type: str | None) -> str:
    """Return the media type of what a server sent under ``name``; its ``Content-Type`` decides where the bytes do not.

    An encoding that the server names beside the type of a text is kept (``text/html; charset=windows-1256``).
    """
    given, _, rest = (content_type or "").partition(";")
    stated = given.strip().lower()
    found = media_type(name, content)
    if found in {_PLAIN, _UNKNOWN} and stated in {_HTML, "application/xhtml+xml"}:
        found = _HTML
    elif found == _PLAIN and (stated in _NO_PROSE or stated.startswith(_DATA) or stated.endswith(("/xml", "+xml"))):
        found = stated[:_N_TYPE_CHARACTERS]  # scripts, style sheets and data are texts too
    charset = _CHARSET.search(rest)
    return f"{found}; charset={charset[1].lower()}" if charset and found in {_PLAIN, _HTML} else found


def _zip_type(content: bytes) -> str | None:
    try:
        file = io.BytesIO(content)
        check_directory(file, "archive")
        with zipfile.ZipFile(file) as archive:
            members = frozenset(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, TooLargeInput):
        return None
    return next((kind for member, kind in _ZIP_MEMBERS if member in members), None)
