"""Declared fields that may harm somebody: lifted out of the document and of its row before either is kept.

What a whole file (a letter, a page) says in its own words cannot be lifted out; the field is marked as told there.
"""

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from servanda.model.codec import decode_json, encode
from servanda.model.documents import ROW_MEDIA_TYPE

ALWAYS = ("source_location", "witness")
_WHERE_PROTECTED = ("author", "channel", "title", "url")
_WHO = frozenset({"author", "source_location", "witness"})
PLACEHOLDER = "protected"
"""The locator of a document of sensitivity ``protected``: the name of a file may say who spoke."""


class SetApart(NamedTuple):
    """A value for the vault. ``in_text`` says that the document's bytes give it all the same."""

    field: str
    value: str
    in_text: bool


def protected_names(fields: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the names among declared ``fields`` whose values belong in the vault."""
    names = (*ALWAYS, *_WHERE_PROTECTED) if fields.get("sensitivity") == "protected" else ALWAYS
    return tuple(name for name in sorted(names) if fields.get(name) is not None)


def without(content: bytes, media_type: str, names: Collection[str]) -> bytes:
    """Return the object of a row without the fields ``names``; other bytes are never altered."""
    if media_type != ROW_MEDIA_TYPE or not names:
        return content
    return encode({name: value for name, value in decode_json(content).items() if name not in names})


def set_apart(values: Mapping[str, str], content: bytes) -> tuple[SetApart, ...]:
    """Return the values by field, each with whether ``content`` (as UTF-8, letters' case apart) gives it."""
    told = content.decode("utf-8", errors="replace").casefold()
    return tuple(
        SetApart(field, value, field in _WHO and value.casefold() in told) for field, value in sorted(values.items())
    )
