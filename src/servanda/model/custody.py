"""What proves the custody log: signing keys, signed tree heads, and proofs that rest on them (decision 0050).

What is signed is the canonical JSON (RFC 8785) of the record without its signatures; ``type`` keeps one kind of
statement from passing for another. Hashes, keys and signatures are lower-case hexadecimal digits.
"""

from typing import Literal

from servanda.model.base import Record


class SigningKey(Record, frozen=True, kw_only=True):
    """An Ed25519 key that signs tree heads from the entry on that recorded it until the next one is recorded.

    ``possession`` is signed by the key itself, ``endorsement`` by the one that it ``replaces``; a first key has none, nor
    has one that replaces a lost key. ``passed_on`` is the old key's signature of the two public keys alone (decision 0141), for those
    who may not see who changed keys when and why. ``id`` is ``sgk_`` and 24 digits of the SHA-256 of the raw public key.
    """

    id: str
    type: Literal["servanda/signing-key/1"] = "servanda/signing-key/1"
    algorithm: Literal["Ed25519"] = "Ed25519"
    public_key: str
    made_at: str
    by: str
    replaces: str | None = None
    because: str | None = None
    possession: str
    endorsement: str | None = None
    passed_on: str | None = None
    schema: int = 1


class TreeHead(Record, frozen=True, kw_only=True):
    """The Merkle root (RFC 6962) of the first ``size`` entries of the log, signed; a line of ``custody/heads.jsonl``.

    ``at`` is the instant of the newest entry covered, ``previous`` the SHA-256 of the line before.
    """

    type: Literal["servanda/tree-head/1"] = "servanda/tree-head/1"
    size: int
    root: str
    at: str
    public_key: str
    previous: str | None
    signature: str


class InclusionProof(Record, frozen=True, kw_only=True):
    """That the entry with leaf hash ``leaf`` is number ``index`` (from 0) of the first ``size``: RFC 6962, 2.1.1."""

    type: Literal["servanda/inclusion/1"] = "servanda/inclusion/1"
    index: int
    size: int
    leaf: str
    path: tuple[str, ...]


class ConsistencyProof(Record, frozen=True, kw_only=True):
    """That the log of ``new_size`` entries begins with the log of ``old_size`` entries: RFC 6962, 2.1.2."""

    type: Literal["servanda/consistency/1"] = "servanda/consistency/1"
    old_size: int
    new_size: int
    path: tuple[str, ...]
