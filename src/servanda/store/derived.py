"""How far derivations have come, and what was derived since."""

from collections.abc import Collection

from sqlalchemy import select

from servanda.store import rows
from servanda.store.schema import derivations
from servanda.store.store import Store


def last_derivation(store: Store, until: int | None = None) -> tuple[int, str]:
    """Return number and hash of the last derivation, or of that numbered ``until``; 0 and nothing where there is none."""
    query = select(derivations.c.seq, derivations.c.sha256).order_by(derivations.c.seq.desc()).limit(1)
    asked = query if until is None else query.where(derivations.c.seq == until)
    with store.reading() as connection:
        found = connection.execute(asked).first()
    return (found.seq, found.sha256) if found else (0, "")


def derived_after(store: Store, stages: Collection[str], number: int) -> frozenset[str]:
    """Return the inputs of which ``stages`` derived something after the derivation of that number."""
    query = select(derivations.c.input_id).where(derivations.c.seq > number, derivations.c.stage.in_(stages))
    with store.reading() as connection:
        return frozenset(connection.execute(query).scalars())


def newest_hashes(store: Store, stage: str) -> dict[str, str]:
    """Return the hash of the newest derivation of each input by ``stage``: it covers what was given."""
    query = select(derivations.c.input_id, derivations.c.sha256).where(
        derivations.c.seq.in_(rows.newest_derivations(stage))
    )
    with store.reading() as connection:
        return {row.input_id: row.sha256 for row in connection.execute(query)}
