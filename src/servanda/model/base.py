"""What every record shares: frozen, keyword-only, strict about unknown fields."""

import msgspec


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of all records. Immutable; decoding refuses fields that the contract does not know."""


def require(condition: bool, message: str) -> None:
    """Raise ``ValueError(message)`` unless ``condition`` holds; msgspec turns it into a decoding error."""
    if not condition:
        raise ValueError(message)
