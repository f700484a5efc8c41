"""Three-valued logic (Kleene's strong one): what is not known stays unknown unless the rest decides by itself."""

from collections.abc import Iterable
from typing import Literal

Truth = Literal["true", "false", "unknown"]


def truth(value: bool | None) -> Truth:
    """Return a Python truth value, or ``None`` for unknown, as a word."""
    return "unknown" if value is None else "true" if value else "false"


def negation(value: Truth) -> Truth:
    """Return the opposite; the opposite of unknown is unknown."""
    return {"true": "false", "false": "true"}.get(value, "unknown")  # type: ignore[return-value]


def all_of(values: Iterable[Truth]) -> Truth:
    """Return false if one is false, else unknown if one is unknown, else true (also for none at all)."""
    found = set(values)
    return "false" if "false" in found else "unknown" if "unknown" in found else "true"


def any_of(values: Iterable[Truth]) -> Truth:
    """Return true if one is true, else unknown if one is unknown, else false (also for none at all)."""
    return negation(all_of(negation(value) for value in values))


def agreed(values: Iterable[Truth]) -> Truth:
    """Return the value that all versions of one fact give; where they differ, or there is none, it is unknown."""
    found = set(values)
    return found.pop() if len(found) == 1 else "unknown"
