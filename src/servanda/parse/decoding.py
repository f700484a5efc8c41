"""Bytes to text: byte order mark, declared encoding, UTF-8, and else the Windows code page whose letters fit."""

import codecs
import re
from typing import NamedTuple

from servanda.errors import UndecodableInput

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The letters that make up two thirds of running text in each script; high bytes of another code page miss them.
_COMMON_LETTERS = {"cp1256": frozenset("االيمنورتبةعدهسف"), "cp1251": frozenset("оеаинтсрвлкмдпу")}
# What files call Latin-1 or ASCII is Windows-1252 in practice, as browsers read it.
_WESTERN_NAMES: dict[str | None, str] = {"iso8859-1": "cp1252", "ascii": "cp1252"}
# A page whose declaration can be read is in none of these, or they are no encodings of documents.
_NEVER_DECLARED = frozenset(
    {
        *("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "utf-7"),
        *("unicode-escape", "raw-unicode-escape", "punycode", "idna", "undefined", None),
    }
)
_FIRST_HIGH_BYTE = 0x80  # below, all code pages agree
_MIN_COMMON_SHARE = 0.55
_MIN_SCRIPT_SHARE = 0.3  # of all letters: below, single accented letters and typographic marks of a Latin text
_WESTERN = frozenset(
    "ŠšŽžŒœŸÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝßàáâãäåæçèéêëìíîïñòóôõöøùúûüýÿ€£¥§©®°±²³µ·¹º¼½¾¿¡«»‘’‚“”„•–—…™‰†‡‹›´¨¸ª\xa0\xad"
)


class Decoded(NamedTuple):
    """Text and the name of the encoding it was read in."""

    text: str
    encoding: str


def decode_text(content: bytes, declared: str | None = None) -> Decoded:
    """Return ``content`` as text, without byte order mark.

    ``declared`` is the encoding that the file or the configuration names. Raises `UndecodableInput` where neither mark,
    declaration, UTF-8 nor one of cp1252, cp1256 (Arabic), cp1251 (Cyrillic) gives plausible text.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strict(content[len(mark) :], encoding)
    for candidate in _candidates(content, declared):
        text = _attempt(content, candidate)
        if text is not None:
            return Decoded(text, codecs.lookup(candidate).name)
    guessed = _guess(content)
    if guessed is None:
        raise UndecodableInput(
            f"bytes that are no text in UTF-8 (the first is byte {_first_fault(content) + 1}) nor in a known code page. "
            "Save it as UTF-8, or set encoding."
        )
    return Decoded(content.decode(guessed), guessed)


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
    return Decoded(text, encoding)


def _attempt(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except (UnicodeError, LookupError):  # LookupError also for codecs that give no text, such as hex
        return None


def _guess(content: bytes) -> str | None:
    """Return the code page whose reading looks like writing: common letters of the script, or Western accents only."""
    high = bytes(byte for byte in content if byte >= _FIRST_HIGH_BYTE)
    n_ascii_letters = len(re.findall(rb"[A-Za-z]", content))
    if b"\x00" in content or not high:
        return None
    if len(high) < _MIN_SCRIPT_SHARE * (len(high) + n_ascii_letters):
        text = _attempt(high, "cp1252")
        return "cp1252" if text is not None and set(text) <= _WESTERN else None
    shares = {name: _share(high, name, letters) for name, letters in _COMMON_LETTERS.items()}
    best = max(shares, key=lambda name: shares[name])
    return best if shares[best] >= _MIN_COMMON_SHARE else None


def _share(high: bytes, encoding: str, letters: frozenset[str]) -> float:
    text = _attempt(high, encoding)
    return sum(letter in letters for letter in text.lower()) / len(text) if text else 0.0
