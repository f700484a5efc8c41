"""The one clock of the program."""

from datetime import UTC, datetime


def utc_now() -> str:
    """Return the present instant in UTC, to the second, ending in ``Z``."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
