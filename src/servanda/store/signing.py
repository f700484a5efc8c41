"""Signing the custody log: after each batch one tree head that covers all of it (decision 0050).

A head is signed after the commit, under the writer's lock. A crash between the two leaves entries that no head covers yet;
the next writer signs them with its own. A log that does not begin with what was signed last is never signed over.
"""

from typing import Any

from nacl.signing import SigningKey as Seed
from sqlalchemy import Connection, select

from servanda.errors import StoreCorrupt
from servanda.model.codec import decode
from servanda.model.custody import SigningKey, TreeHead
from servanda.model.making import replace
from servanda.model.runs import CustodyEntry
from servanda.store.heads import HeadFile, change_of_key, hash_of, statement
from servanda.store.keys import KeyFolder, key_id, public_of, signed
from servanda.store.merkle import Tree, leaf_hash
from servanda.store.schema import custody, records


class Signer:
    """The tree over the log of one dossier, its head file and its keys."""

    def __init__(self, heads: HeadFile, keys: KeyFolder) -> None:
        self.heads = heads
        self.keys = keys
        self._tree = Tree()

    def tree(self, connection: Connection) -> Tree:
        """Return the tree over all entries of the log; those that came since the last call are read and added."""
        query = select(custody.c.body).where(custody.c.seq > self._tree.size).order_by(custody.c.seq)
        self._tree.extend(leaf_of(body) for (body,) in connection.execute(query))
        return self._tree

    def prepare(self, connection: Connection) -> None:
        """Check, before anything is written, that the log begins with what was signed last and that the key opens.

        Raises `StoreCorrupt`; `UsageError` for a wrong passphrase.
        """
        key, last = newest_key(connection), self.heads.last()
        if key:
            self.keys.load(key.id)
        if last is None:
            return
        tree = self.tree(connection)
        if last.size > tree.size or tree.root(last.size).hex() != last.root:
            message = f"the custody log does not begin with the {last.size} entries whose head was signed on {last.at}"
            raise StoreCorrupt(f"{message}: nothing is written to it. See what differs with: servanda verify")

    def sign(self, connection: Connection) -> None:
        """Sign a head over the whole log, unless one covers it already or no key can sign. Raises `StoreUnavailable`."""
        key = newest_key(connection)
        seed = self.keys.load(key.id) if key else None
        last = self.heads.last() if seed else None
        newest = connection.execute(select(custody.c.body).order_by(custody.c.seq.desc()).limit(1)).scalar()
        if seed is None or newest is None:
            return
        entry: CustodyEntry = decode(newest, CustodyEntry)
        if last is None or last.size < entry.seq:
            self.heads.append(signed_head(seed, entry, self.tree(connection), last))


def leaf_of(body: Any) -> bytes:
    """Return the leaf hash of a stored entry; what is no bytes, which SQLite would store too, is the leaf of nothing."""
    return leaf_hash(body if isinstance(body, bytes) else b"")


def signed_head(seed: Seed, entry: CustodyEntry, tree: Tree, last: TreeHead | None) -> TreeHead:
    """Return the head over all leaves of ``tree``, the newest of which is ``entry``; ``last`` is the head before it."""
    head = TreeHead(
        size=tree.size,
        root=tree.root().hex(),
        at=entry.at,
        public_key=public_of(seed),
        previous=hash_of(last) if last else None,
        signature="",
    )
    return replace(head, signature=signed(seed, statement(head)))


def key_record(seed: Seed, fields: dict[str, Any], predecessor: Seed | None = None) -> SigningKey:
    """Return the record of a new key, signed by itself and by the one before; ``fields`` are those about its making."""
    public = public_of(seed)
    key = SigningKey(id=key_id(public), public_key=public, possession="", **fields)
    content = statement(key)
    if predecessor is None:
        return replace(key, possession=signed(seed, content))
    passed_on = signed(predecessor, change_of_key(public_of(predecessor), public))
    return replace(key, possession=signed(seed, content), endorsement=signed(predecessor, content), passed_on=passed_on)


def newest_key(connection: Connection) -> SigningKey | None:
    """Return the key recorded last, ``None`` where none was made."""
    query = select(records.c.body).where(records.c.kind == "signing_key").order_by(records.c.seq.desc()).limit(1)
    body = connection.execute(query).scalar()
    return None if body is None else decode(body, SigningKey)
