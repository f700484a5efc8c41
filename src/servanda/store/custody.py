"""The custody log (CONTRACT section 6): canonical entries in a hash chain, details as salted commitments (see ``vault``).

``previous`` of an entry is the SHA-256 of the canonical JSON (RFC 8785) of the entry before. What a batch wrote enters as
the root of a Merkle tree over its lines ``KIND ID SHA256``: a body may later be expunged and the chain still verify, and
one row can be proven without a word about the others (decision 0057).
"""

from collections.abc import Iterable, Iterator
from typing import Any

from servanda.errors import RecordError
from servanda.model.codec import canonical, decode, sha256, to_plain
from servanda.model.runs import CustodyEntry
from servanda.store.merkle import Tree, leaf_hash

BATCH = "batch"
"""Subject kind of an entry about rows of this store; other subjects are things outside, known by their hash only."""


def line(kind: str, identity: str, digest: str) -> bytes:
    """Return what one row adds to the subject hash of its batch."""
    return f"{kind} {identity} {digest}\n".encode()


def batch_tree(lines: Iterable[bytes]) -> Tree:
    """Return the tree over the lines of a batch; its root is the subject of the batch's entry."""
    return Tree(leaf_hash(row) for row in lines)


def entry_bytes(entry: CustodyEntry) -> bytes:
    """Return the canonical JSON of an entry: what is stored, hashed and chained."""
    return canonical(to_plain(entry))


def intact(row: Any) -> bool:
    """Tell whether the ``body`` of a row is bytes and has the row's ``sha256``; SQLite would store anything in it."""
    return isinstance(row.body, bytes) and sha256(row.body) == row.sha256


def verify_chain(rows: Iterable[Any]) -> Iterator[tuple[int, str]]:
    """Yield (number, what is wrong) for the rows (``seq``, ``sha256``, ``body``) of the log, in order.

    Hashes the stored bytes and follows ``previous``; a missing, changed, moved or inserted entry is named.
    """
    expected, previous = 1, None
    for row in rows:
        seq = row.seq
        if not intact(row):
            yield seq, "its bytes do not have the hash stored with them"
        if seq != expected:
            yield seq, f"entry {expected} is missing before it"
        try:
            entry: CustodyEntry = decode(row.body, CustodyEntry)
        except RecordError as error:
            yield seq, f"cannot be read: {error}"
        else:
            yield from ((seq, said) for said in _misfits(entry, seq, previous))
        expected, previous = seq + 1, _hash(row.body)


def _misfits(entry: CustodyEntry, seq: int, previous: str | None) -> Iterator[str]:
    if entry.seq != seq:
        yield f"calls itself entry {entry.seq}"
    if entry.previous != previous:
        yield "does not continue the entry before it"


def _hash(body: Any) -> str | None:
    return sha256(body) if isinstance(body, bytes) else None


def derivation_hash(body: bytes, outputs: Iterable[str]) -> str:
    """Return the hash of a derivation: its body and the hashes of the editions it gave, so that none can be exchanged."""
    return sha256(body + "".join(f"\n{digest}" for digest in outputs).encode())
