"""Keys, signed tree heads and proofs of a store's custody log (decision 0050)."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator, Mapping
from contextlib import AbstractContextManager
from typing import Any

from sqlalchemy import Connection

from servanda.errors import NotFoundError, UsageError
from servanda.model.codec import decode
from servanda.model.custody import ConsistencyProof, InclusionProof, SigningKey, TreeHead
from servanda.store import rows
from servanda.store.batch import Batch
from servanda.store.schema import custody
from servanda.store.sealed_names import SealedNames
from servanda.store.signing import Signer, key_record


class SignedLog(ABC):
    """The part of `Store` that proves its log to others; the rest of `Store` gives it the log."""

    signer: Signer

    @abstractmethod
    def writer(
        self, event: str, by: str, at: str, details: Mapping[str, str] | None = None
    ) -> AbstractContextManager[Batch]:
        """See `Store.writer`."""

    @abstractmethod
    def transaction(self) -> AbstractContextManager[Connection]:
        """See `Store.transaction`."""

    @abstractmethod
    def reading(self) -> AbstractContextManager[Connection]:
        """See `Store.reading`."""

    @abstractmethod
    def records(self, kind: str) -> Iterator[Any]:
        """See `Store.records`."""

    def make_key(self, by: str, at: str) -> SigningKey | None:
        """Record the key that signs the log from now on, sign, and return its record; where there is one, return that.

        A key that `make_key_file` left in the vault is taken, else one is made; ``None`` where the one left is locked.
        """
        keys = self.signer.keys
        if any(keys.state(name) == "locked" for name in keys.names()) and not self.signing_keys():
            return None
        with self.writer("key_made", by, at) as batch:
            key = batch.newest_key() or key_record(keys.any() or keys.make(), {"made_at": at, "by": by})
            batch.put(key)
        keys.keep_only(key.id)
        return key

    def rotate_key(self, by: str, at: str, because: str, passphrase: str | None = None) -> SigningKey:
        """Replace the signing key by a new one, endorsed by the old one where that is here, and return its record.

        Raises `NotFoundError` where there is none yet, `UsageError` where the old one is locked.
        """
        keys = self.signer.keys
        with self.writer("key_rotated", by, at, {"because": because}) as batch:
            old = batch.newest_key()
            if old is None:
                raise NotFoundError("this dossier has no signing key yet; collect something first: servanda add")
            if keys.state(old.id) == "locked":
                raise UsageError(
                    f"{keys.path(old.id)} is locked: give its passphrase, so that it can endorse the new one"
                )
            fields = {"made_at": at, "by": by, "replaces": old.id, "because": because}
            key = key_record(keys.make(passphrase), fields, keys.load(old.id))
            batch.put(key)
        keys.keep_only(key.id)
        return key

    def sign(self) -> None:
        """Sign what a writer left unsigned that was stopped, or had no key at hand; do nothing where nothing is."""
        head = self.signer.heads.last()
        if self.size() > (head.size if head else 0) and self.signing_keys():
            with self.transaction():
                pass  # whatever ends a transaction signs

    def signing_keys(self) -> tuple[SigningKey, ...]:
        """Return the signing keys in the order in which they were recorded."""
        return tuple(self.records("signing_key"))

    def size(self) -> int:
        """Return how many entries the custody log has."""
        with self.reading() as connection:
            return rows.last_number(connection, custody)

    def marks(self, kinds: Collection[str]) -> tuple[tuple[str, int | str], ...]:
        """Return how far the store has come: its last derivation, handle and tombstone, the last record of each of ``kinds``, and its first entry.

        What is current, and what was decided on it, is the same wherever these are, if ``kinds`` has all that is not derived.
        """
        with self.reading() as connection:
            return rows.marks(connection, kinds)

    def holds_sealed(self) -> bool:
        """Tell whether anything is sealed."""
        with self.reading() as connection:
            return not SealedNames(connection).is_empty

    def heads(self) -> tuple[TreeHead, ...]:
        """Return the signed tree heads, oldest first. Raises `RecordError` where a line is none."""
        return tuple(decode(line, TreeHead) for line in self.signer.heads.lines())

    def newest_head(self) -> TreeHead | None:
        """Return the tree head signed last, ``None`` before the first. Raises `StoreCorrupt` where its line is none."""
        return self.signer.heads.last()

    def entry_bytes(self, numbers: Collection[int]) -> dict[int, bytes]:
        """Return the stored bytes of entries of the log, by number: the leaves of the tree."""
        with self.reading() as connection:
            return rows.entry_bodies(connection, numbers)

    def inclusion(self, numbers: Collection[int], size: int) -> tuple[InclusionProof, ...]:
        """Return the proofs that entries (by number, from 1) are among the first ``size``. Raises ``IndexError``."""
        with self.reading() as connection:
            tree = self.signer.tree(connection)
        return tuple(
            InclusionProof(
                index=number - 1,
                size=size,
                leaf=tree.leaf(number - 1).hex(),
                path=tuple(step.hex() for step in tree.inclusion(number - 1, size)),
            )
            for number in numbers
        )

    def consistency(self, old_size: int, new_size: int) -> ConsistencyProof:
        """Return the proof that the log of ``new_size`` entries begins with ``old_size`` ones. Raises ``IndexError``."""
        with self.reading() as connection:
            path = self.signer.tree(connection).consistency(old_size, new_size)
        return ConsistencyProof(old_size=old_size, new_size=new_size, path=tuple(step.hex() for step in path))
