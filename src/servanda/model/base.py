"""What every record shares: frozen, keyword-only, strict about unknown fields."""

import msgspec


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False):
    """Base of all records. Immutable; decoding refuses fields that the contract does not know.

    What never changes is in no circle of references: Python need not look for any among millions of records (``gc``).
    """


def require(condition: bool, message: str) -> None:
    """Raise ``ValueError(message)`` unless ``condition`` holds; msgspec turns it into a decoding error."""
    if not condition:
        raise ValueError(message)
