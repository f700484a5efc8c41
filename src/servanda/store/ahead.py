"""What the writer of all incidents or findings has to know of the store, asked before it holds the lock: nobody waits for it meanwhile (decision 0311).

Whoever writes in between makes it void, as the numbers of the last rows tell; the batch then asks again by itself.
"""

from collections import ChainMap
from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import Connection

from servanda.model.incidents import Handle, Incident
from servanda.model.runs import Derivation
from servanda.store import rows
from servanda.store.handles import Grouping, assign
from servanda.store.rows import Pin
from servanda.store.schema import derivations, handles, tombstones

if TYPE_CHECKING:
    from servanda.store.store import Store

_NOTHING: Mapping[str, str] = MappingProxyType({})


class Borne(NamedTuple):
    """The handle of each incident by its id, and the handle states that change by it."""

    names: Mapping[str, str]
    changed: tuple[Handle, ...]


class Whose(NamedTuple):
    """All incidents of the dossier, what earlier keys of claims became, and the keys that the caller knows by the ids of claims."""

    incidents: Collection[Incident]
    aliases: Mapping[str, str] = _NOTHING
    keys: Mapping[str, str] = _NOTHING


class Ahead(NamedTuple):
    """What the newest derivation gave, by id, and which handles incidents bear, as it was when the last rows had these numbers."""

    last: tuple[int, ...]
    pins: Mapping[str, Pin]
    borne: Borne | None


def last_rows(connection: Connection) -> tuple[int, ...]:
    """Return the numbers of the last derivation, handle and tombstone: while they stay, so does all that is asked ahead."""
    return tuple(rows.last_number(connection, table) for table in (derivations, handles, tombstones))


def look_ahead(store: "Store", newest: Derivation | None, whose: Whose | None = None) -> Ahead:
    """Return what a batch will ask that follows the ``newest`` derivation of its stage; of incidents their handles too."""
    with store.reading() as connection:
        last = last_rows(connection)  # first: what is written while the rest is read makes it void
        pins = rows.pins_of(connection, newest) if newest else {}
        return Ahead(last, pins, borne_by(connection, whose) if whose else None)


def borne_by(connection: Connection, whose: Whose) -> Borne:
    """Return the handles that incidents bear, by the claims that they hold."""
    unknown = {member for incident in whose.incidents for member in incident.members} - whose.keys.keys()
    known = ChainMap(rows.claim_keys(connection, unknown), dict(whose.keys)) if unknown else whose.keys
    groups = [Grouping(one.id, frozenset(known.get(name, name) for name in one.members)) for one in whose.incidents]
    return Borne(*assign(rows.newest_handles(connection), groups, whose.aliases))
