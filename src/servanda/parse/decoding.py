"""Bytes to text: byte order mark, UTF-8, declared encoding, and else the one whose letters and language fit."""

import codecs
import re
from typing import NamedTuple

from servanda.errors import UndecodableInput
from servanda.parse.guessing import guessed, is_mixture

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_N_HEAD_BYTES = 2048
_CHARSET = re.compile(
    rb"""<(?:meta\b[^>]*\bcharset\s*=\s*["']?|\?xml\b[^>]*\bencoding\s*=\s*["'])([A-Za-z0-9_-]{2,40})""", re.IGNORECASE
)
# What files call Latin-1 or ASCII is Windows-1252 in practice, as browsers read it.
_WESTERN_NAMES: dict[str | None, str] = {"iso8859-1": "cp1252", "ascii": "cp1252"}
# A page whose declaration can be read is in none of these, or they are no encodings of documents.
_NEVER_DECLARED = frozenset(
    {
        *("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "utf-7"),
        *("unicode-escape", "raw-unicode-escape", "punycode", "idna", "undefined", None),
    }
)


class Decoded(NamedTuple):
    """Text, the name of the encoding it was read in, and what told so (empty for UTF-8 that nothing gainsays)."""

    text: str
    encoding: str
    why: str = ""

    @property
    def said(self) -> str:
        """How it was read, in words: "utf-8", "koi8-r (declared)"."""
        return f"{self.encoding} ({self.why})" if self.why else self.encoding


def decode_text(content: bytes, declared: str | None = None) -> Decoded:
    """Return ``content`` as text, without byte order mark.

    ``declared`` is the encoding that the file or the configuration names. Raises `UndecodableInput` where neither mark,
    declaration nor UTF-8 fits and no encoding can be told from letters and language (``guessing.py``).
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strict(content[len(mark) :], encoding)
    for candidate in _candidates(content, declared):
        text = _attempt(content, candidate)
        if text is not None:
            name = codecs.lookup(candidate).name
            return Decoded(text, name, "" if name == "utf-8" else "declared")
    told = None if is_mixture(content) else guessed(content)
    if told is None:
        raise UndecodableInput(
            f"bytes that are no text in UTF-8 (the first is byte {_first_fault(content) + 1}), and {_why(content)}. "
            "Save it as UTF-8, or set encoding."
        )
    return Decoded(content.decode(told), codecs.lookup(told).name, "told by its letters and language")


def declared_in_page(content: bytes) -> str | None:
    """Return the encoding that a page names in its head, or ``None``."""
    found = _CHARSET.search(content[:_N_HEAD_BYTES])
    return found[1].decode("ascii") if found else None


def _why(content: bytes) -> str:
    if is_mixture(content):
        return "much of it is UTF-8 all the same: it seems to be in two encodings"
    return "no other encoding gives a text of one language beyond doubt"


def _candidates(content: bytes, declared: str | None) -> tuple[str, ...]:
    """Return the encodings to try: bytes above ASCII that are valid UTF-8 are hardly anything else, whatever is declared."""
    name = _WESTERN_NAMES.get(_canonical_name(declared), declared) if declared else None
    if not name or _canonical_name(name) in _NEVER_DECLARED:
        return ("utf-8",)
    return (name, "utf-8") if content.isascii() else ("utf-8", name)


def _canonical_name(encoding: str) -> str | None:
    try:
        return codecs.lookup(encoding).name
    except LookupError:
        return None


def _first_fault(content: bytes) -> int:
    """Return the offset of the first byte that UTF-8 does not allow."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return len(content)


def _strict(content: bytes, encoding: str) -> Decoded:
    text = _attempt(content, encoding)
    if text is None:
        raise UndecodableInput(f"the file is marked as {encoding} but holds other bytes. Save it as UTF-8.")
    return Decoded(text, encoding, "its mark")


def _attempt(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except (UnicodeError, LookupError):  # LookupError also for codecs that give no text, such as hex
        return None
