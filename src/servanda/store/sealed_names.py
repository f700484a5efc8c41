"""What is sealed spreads: to every row that belongs to a sealed document, or names something that is sealed.

A claim belongs to its document, an incident names its claims, a finding the incident, a decision what it is on: all of them
hold words of the document. The table ``sealed_names`` lists ids, keys of claims, handles and hashes of objects, so that a row
is known to be touched without opening any other. Handles spread to decisions alone, whose reasons are free text.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from sqlalchemy import Connection, func, insert, select

from servanda.errors import StoreCorrupt
from servanda.model.incidents import Handle
from servanda.store.rows import chunks
from servanda.store.schema import records, sealed_names
from servanda.store.sealing import MAGIC

_NAME = re.compile(rb"\b[a-z]{3}_[0-9a-f]{24}\b")
_HANDLE = re.compile(rb"\bINC-\d+\b")
_PERSONS = "prs_"
"""Ids of persons do not tell in which claims they are named: where anything is sealed, every decision on persons is."""


class SealedNames:
    """The names of what is sealed in a dossier, in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.is_empty = connection.execute(select(sealed_names.c.name).limit(1)).first() is None

    def among(self, names: Iterable[str]) -> set[str]:
        """Return those of the names that are sealed."""
        if self.is_empty:
            return set()
        found: set[str] = set()
        for some in chunks(sorted(set(names))):
            query = select(sealed_names.c.name).where(sealed_names.c.name.in_(some))
            found.update(self._connection.execute(query).scalars())
        return found

    def add(self, names: Collection[str]) -> None:
        """Remember names; those that are known are left."""
        new = sorted(set(names) - self.among(names))
        if new:
            new += [_PERSONS] if _PERSONS not in self.among({_PERSONS}) else []
            self._connection.execute(insert(sealed_names), [{"name": name} for name in new])
            self.is_empty = False

    def spread(self, rows: Sequence[Any], roots: Collection[str]) -> list[Any]:
        """Return those of ``rows`` (bodies plain) that are to be sealed, in no order; their names are remembered.

        ``roots`` are ids to be sealed by themselves.
        """
        if self.is_empty and not roots:
            return []
        left = [(row, touching(row)) for row in rows]
        sealed = {*roots, *self.among(set[str]().union(*(names for _, names in left)))}
        found: list[Any] = []
        while True:
            reached, left = _parted(left, sealed)
            if not reached:
                break
            sealed.update(*map(own_names, reached))
            found += reached
        self.add(set(chain.from_iterable(map(own_names, found))))
        return found

    def add_handles(self, states: Iterable[Handle]) -> bool:
        """Remember the handles that bear something sealed, and tell whether there were new ones."""
        held = {state.handle: {state.incident_id, *state.members} for state in states}
        sealed = self.among({name for names in held.values() for name in names} | held.keys())
        new = {handle for handle, names in held.items() if names & sealed and handle not in sealed}
        self.add(new)
        return bool(new)


def misfits(connection: Connection, kinds: Collection[str] = ()) -> Iterator[Any]:
    """Yield kind, id and ``is_named`` of rows that are sealed and not listed, or listed and not sealed; of all kinds or some."""
    is_named = records.c.id.in_(select(sealed_names.c.name))
    has_form = func.substr(records.c.body, 1, len(MAGIC)) == MAGIC
    query = select(records.c.kind, records.c.id, is_named.label("is_named"))
    query = query.where(func.length(records.c.body) > 0, is_named != has_form)
    yield from connection.execute((query.where(records.c.kind.in_(kinds)) if kinds else query).order_by(records.c.seq))


def require_listed(connection: Connection) -> None:
    """Raise `StoreCorrupt` where a sealed document is missing in the list: what is made of it would be written in the clear."""
    for row in misfits(connection, ("document", "document_text")):
        if not row.is_named:
            message = f"{row.kind} {row.id} is sealed, and missing in the list of what is"
            raise StoreCorrupt(f"{message}: nothing is written. See what differs with: servanda verify")


def _parted(left: Sequence[tuple[Any, set[str]]], sealed: set[str]) -> tuple[list[Any], list[tuple[Any, set[str]]]]:
    """Return the rows whose names are among the sealed ones, and the others with their names."""
    reached = [row for row, names in left if names & sealed]
    return reached, [(row, names) for row, names in left if not names & sealed]


def own_names(row: Any) -> tuple[str, ...]:
    """Return the names that stand for a row: its id, and a claim's key."""
    return (row.id, row.key) if row.kind == "claim" and row.key else (row.id,)


def touching(row: Any) -> set[str]:
    """Return all names in a row whose body is plain: its own, its document's, and those that it speaks of."""
    names = {name.decode() for name in _NAME.findall(row.body)} | {row.id}
    if row.document_id:
        names.add(row.document_id)
    if row.kind == "decision":
        names |= {name.decode() for name in _HANDLE.findall(row.body)}
        names |= {_PERSONS} if any(name.startswith(_PERSONS) for name in names) else set()
    return names
