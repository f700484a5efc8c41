"""The one door between the bytes that the program means and those that lie on the disk: protected ones are sealed here, and opened.

Sealed bytes are ``MAGIC``, a session's key sealed for the key of the vault (see ``vault_key``), a nonce, and the bytes under
the session's key (XSalsa20-Poly1305; libsodium, through PyNaCl). Sealing needs ``vault.pub`` alone, so that collecting goes
on without a passphrase; opening needs ``vault.secret``. A new passphrase encrypts that file anew and leaves all others as
they are. Hashes are over the plain bytes, so what was sealed under another name, or changed, is noticed when it is opened.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal, get_args

from servanda.errors import StoreCorrupt, VaultLocked
from servanda.model.codec import sha256
from servanda.model.documents import Sensitivity
from servanda.store.vault_key import VaultKey

if TYPE_CHECKING:
    from nacl.public import PrivateKey
    from nacl.secret import SecretBox

Encrypt = Literal["none", "internal", "confidential", "protected"]
"""From which sensitivity on texts are sealed."""

MAGIC = b"\x00sealed1"
_N_SESSION = len(MAGIC) + 32 + 48  # a key, and what a sealed box adds to it
_N_NONCE = 24
OVERHEAD = _N_SESSION + _N_NONCE + 16
"""By how many bytes sealed bytes are longer than plain ones."""


class Sealing:
    """Seals for the vault of one dossier, and opens where the vault does. ``randomness`` gives that many random bytes."""

    def __init__(self, key: VaultKey, randomness: Callable[[int], bytes], encrypt: Encrypt) -> None:
        self._key = key
        self._randomness = randomness
        ladder = get_args(Sensitivity)
        self._sensitivities = frozenset() if encrypt == "none" else frozenset(ladder[ladder.index(encrypt) :])
        self._session: tuple[bytes, SecretBox] | None = None
        self._boxes: dict[bytes, SecretBox] = {}
        self._private: PrivateKey | None = None
        self._locked: VaultLocked | None = None

    def asks_for(self, sensitivity: str) -> bool:
        """Tell whether the settings ask for documents of a sensitivity to be sealed."""
        return sensitivity in self._sensitivities

    def seal(self, content: bytes) -> bytes:
        """Return ``content`` sealed. Raises `StoreCorrupt` or `StoreUnavailable` where the vault has no usable key."""
        if self._session is None:
            self._session = self._new_session()
        head, box = self._session
        return head + bytes(box.encrypt(content, self._randomness(_N_NONCE)))

    def plain(self, kept: object, digest: str) -> bytes | None:
        """Return the bytes with this SHA-256 that ``kept`` holds, plainly or sealed; ``None`` where it holds others.

        Raises `VaultLocked` where it is sealed and the vault is shut.
        """
        if not isinstance(kept, bytes):
            return None
        if sha256(kept) == digest:
            return kept
        opened = self._opened(kept) if is_sealed(kept) else None
        return opened if opened is not None and sha256(opened) == digest else None

    def body(self, row: Any) -> bytes:
        """Return the plain bytes of a row's ``body``. Raises `VaultLocked`, or `StoreCorrupt` where they were changed."""
        found = self.plain(row.body, row.sha256)
        if found is None:
            raise StoreCorrupt(f"{row.kind} {row.id}: its stored bytes were changed; restore the database from a copy")
        return found

    def locked(self) -> VaultLocked | None:
        """Return why the vault is shut, ``None`` where it opens."""
        try:
            self._unlocked()
        except VaultLocked as error:
            return error
        return None

    def unlock(self, passphrase: str) -> None:
        """Try another passphrase. Raises `VaultLocked` where it is wrong."""
        self._key.give(passphrase)
        self._locked = None
        self._unlocked()

    def _unlocked(self) -> "PrivateKey":
        """Return the private key, tried once: a passphrase costs a second each time."""
        if self._locked:
            raise type(self._locked)(str(self._locked))
        if self._private is None:
            try:
                self._private = self._key.private()
            except VaultLocked as error:
                self._locked = error
                raise
        return self._private

    def _new_session(self) -> "tuple[bytes, SecretBox]":
        from nacl.public import SealedBox
        from nacl.secret import SecretBox

        key = self._randomness(SecretBox.KEY_SIZE)
        head = MAGIC + bytes(SealedBox(self._key.public()).encrypt(key))
        self._boxes[head] = SecretBox(key)
        return head, self._boxes[head]

    def _opened(self, kept: bytes) -> bytes | None:
        from nacl.exceptions import CryptoError

        try:
            return bytes(self._box(kept[:_N_SESSION]).decrypt(kept[_N_SESSION:]))
        except (CryptoError, ValueError, TypeError):
            return None

    def _box(self, head: bytes) -> "SecretBox":
        """Return what opens the bytes of a session."""
        from nacl.public import SealedBox
        from nacl.secret import SecretBox

        if head not in self._boxes:
            self._boxes[head] = SecretBox(SealedBox(self._unlocked()).decrypt(head[len(MAGIC) :]))
        return self._boxes[head]


def is_sealed(kept: bytes) -> bool:
    """Tell whether bytes have the form of sealed ones; whether they are, only opening tells."""
    return kept.startswith(MAGIC) and len(kept) >= OVERHEAD
