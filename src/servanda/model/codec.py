"""The one place where records become bytes and bytes become records."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import rfc8785

from servanda.errors import RecordError

T = TypeVar("T")

_SORTED = msgspec.json.Encoder(order="sorted")
# Where RFC 8785 writes otherwise, or may: whole floats, exponents, long numbers, escapes, characters beyond U+FFFF.
# A number stands behind one of ":,["; versions ("0.1.0") and hexadecimal digits ("3e5") within strings do not.
_NUMBER = re.compile(rb"[:,\[]-?(?:\d+\.0(?!\d)|[\d.]+[eE]|[\d.]{16})")
_ESCAPE = b"\\u"
_BEYOND = re.compile(rb"[\xf0-\xf7]")


def encode(record: Any) -> bytes:
    """Return ``record`` as one line of JSON: UTF-8, sorted keys, no line end."""
    return msgspec.json.encode(record, order="sorted")


def encode_in_order(value: Any) -> bytes:
    """Return ``value`` as JSON with its keys in their own order: cells of a row, counts that are shown."""
    return msgspec.json.encode(value)


def decode(data: bytes | str, kind: type[T] | Any) -> T:
    """Return the record of type ``kind`` in ``data``.

    Raises `RecordError` with the path of the field that does not fit.
    """
    try:
        result: T = msgspec.json.decode(data, type=kind)
    except (msgspec.ValidationError, msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise RecordError(f"{_name(kind)}: {error}") from error
    return result


def from_plain(value: Any, kind: type[T] | Any) -> T:
    """Return the record of type ``kind`` that plain dicts, lists and scalars describe. Raises `RecordError`."""
    try:
        result: T = msgspec.convert(value, type=kind)
    except msgspec.ValidationError as error:
        raise RecordError(f"{_name(kind)}: {error}") from error
    return result


def to_plain(record: Any) -> Any:
    """Return ``record`` as plain dicts, lists and scalars."""
    return msgspec.to_builtins(record)


def canonical(value: Any) -> bytes:
    """Return the canonical JSON (RFC 8785) of plain values; what hashes and signatures rest on."""
    return rfc8785.dumps(value)


def hashed_form(value: Any) -> bytes:
    """Return the canonical JSON of plain values, by the fast encoder wherever both write the same bytes."""
    quick = _SORTED.encode(value)
    return canonical(value) if _may_differ(quick) else quick


def _may_differ(quick: bytes) -> bool:
    beyond = not quick.isascii() and _BEYOND.search(quick) is not None
    return beyond or _ESCAPE in quick or _NUMBER.search(b":" + quick) is not None


def sha256(data: bytes) -> str:
    """Return the SHA-256 of ``data`` as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def sha256_of_file(path: Path) -> str:
    """Return the SHA-256 of a file, read piece by piece. Raises `OSError`."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def decode_json(data: bytes | str) -> Any:
    """Return plain values from JSON. Raises `RecordError`."""
    return decode(data, Any)


def encode_lines(records: Iterable[Any]) -> Iterator[bytes]:
    """Yield each record as a line of JSON Lines, line feed included."""
    for record in records:
        yield encode(record) + b"\n"


def _name(kind: Any) -> str:
    return getattr(kind, "__name__", str(kind))
