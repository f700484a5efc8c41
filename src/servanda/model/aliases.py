"""Aliases: a key that people decided on, and the key that what they meant bears now."""

from collections.abc import Collection, Iterable, Mapping
from typing import Literal

from servanda.model.base import Record

Basis = Literal["trigger", "span", "quote", "claims", "row"]


class KeyAlias(Record, frozen=True, kw_only=True):
    """``former`` was the key of a claim, or the id of a finding, that people decided on; ``key`` is what it bears now.

    ``basis`` says how the two were found to be one: the same ``trigger`` or most of the same ``span`` of the same text
    layer, the same ``quote`` in its context in another layer, the same ``row`` of a table that was
    imported again, or (of a finding) the same claims.
    """

    id: str
    former: str
    key: str
    document_id: str | None = None
    basis: Basis
    schema: int = 1


def alias_map(aliases: Iterable[KeyAlias]) -> dict[str, str]:
    """Return the present name by the former one; of several the last given counts."""
    return {alias.former: alias.key for alias in aliases}


def present_name(name: str, aliases: Mapping[str, str], current: Collection[str]) -> str:
    """Return the name in ``current`` that ``name`` became, step by step; ``name`` itself where it led to none."""
    seen, found = {name}, name
    while found not in current:
        following = aliases.get(found)
        if following is None or following in seen:
            return name
        seen.add(following)
        found = following
    return found


def with_former(names: Iterable[str], aliases: Mapping[str, str]) -> set[str]:
    """Return ``names`` and everything that became one of them."""
    found = set(names)
    while more := {former for former, key in aliases.items() if key in found} - found:
        found |= more
    return found
