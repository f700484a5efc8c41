"""The key of the vault: everybody who works on a dossier can put things in, only the holder of the passphrase can take them out.

A Curve25519 key pair (libsodium, through PyNaCl). The public half, ``vault.pub``, seals the keys of sessions, so collecting
needs no passphrase. The private half, ``vault.secret``, opens them: it is itself encrypted where a passphrase was given
(Argon2id, libsodium's "moderate" cost: about a second and 256 MB for each try), and may be taken away to a safe place.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from servanda.errors import RecordError, StoreCorrupt, VaultLocked, WrongPassphrase
from servanda.model.codec import decode_json, encode
from servanda.store.faults import unavailable

if TYPE_CHECKING:
    from nacl.public import PrivateKey, PublicKey

_N_KEY_BYTES = 32
SALTS = "salts.jsonl"
_TYPE = "servanda/vault-key/1"


class VaultKey:
    """The key pair in a folder, made at first use; ``passphrase`` opens the private half where it is encrypted."""

    def __init__(self, folder: Path, randomness: Callable[[int], bytes], passphrase: str | None) -> None:
        self.path = folder / "vault.secret"
        self.public_path = folder / "vault.pub"
        self._randomness = randomness
        self._passphrase = passphrase
        self._opened: tuple[bytes, PrivateKey] | None = None

    def give(self, passphrase: str) -> None:
        """Try this passphrase from now on."""
        self._passphrase = passphrase

    @property
    def is_tried(self) -> bool:
        """Tell whether a passphrase was given, so that a vault which stays shut is a fault and no choice."""
        return self._passphrase is not None

    @property
    def is_locked(self) -> bool:
        """Tell whether the private half, which is here, is encrypted. Raises `StoreCorrupt`."""
        return self._content().get("lock") is not None

    def public(self) -> "PublicKey":
        """Return the public half; a dossier without a key gets one.

        Raises `StoreUnavailable`, or `StoreCorrupt` where it is missing or changed: a new pair would lock what is kept for ever.
        """
        from nacl.public import PublicKey

        if not self.public_path.is_file():
            self._require_nothing_kept()
            self._write(self._randomness(_N_KEY_BYTES), self._passphrase)
        return PublicKey(self._public_bytes())

    def private(self) -> "PrivateKey":
        """Return the private half. Raises `VaultLocked`, or `StoreCorrupt` where the file was changed."""
        from nacl.public import PrivateKey

        if not os.access(self.path, os.R_OK):
            raise VaultLocked(f"{self.path} is not here, or not yours to read: bring it back to open the vault")
        written = self._written()
        if self._opened and self._opened[0] == written:  # a passphrase costs a second each time
            key = self._opened[1]
        else:
            kept = self._unboxed()
            if len(kept) != _N_KEY_BYTES:
                raise StoreCorrupt(f"{self.path}: holds no key; restore the file from a copy")
            key = PrivateKey(kept)
        if bytes(key.public_key) != self._public_bytes():
            raise StoreCorrupt(f"{self.path} does not belong to {self.public_path.name}; restore both from a copy")
        self._opened = written, key
        return key

    def _unboxed(self) -> bytes:
        """Return the bytes of the private half, its passphrase's box undone."""
        from nacl.exceptions import CryptoError
        from nacl.secret import SecretBox

        kept = self._field("private_key")
        if not self.is_locked:
            return kept
        if self._passphrase is None:
            raise VaultLocked(
                f"{self.path} is locked: give its passphrase with --passphrase-file FILE, or in the variable SERVANDA_PASSPHRASE"
            )
        try:
            return bytes(SecretBox(_stretched(self._passphrase, self._field("lock"))).decrypt(kept))
        except CryptoError as error:
            raise WrongPassphrase(f"{self.path}: this is not its passphrase, or the file was changed") from error

    def check(self) -> None:
        """Check both halves as far as can be: their form, and that they belong together where the private one opens.

        Raises `VaultLocked` where it does not, `StoreCorrupt` where a file was changed.
        """
        self._public_bytes()
        if self.path.is_file():
            self._field("private_key")
            self.private()

    def lock(self, passphrase: str) -> None:
        """Encrypt the private half under a (new) passphrase. Raises `VaultLocked` where the present one is not known."""
        self.public()
        self._write(bytes(self.private()), passphrase)

    def _require_nothing_kept(self) -> None:
        if self.path.exists() or (self.path.parent / SALTS).exists():
            raise StoreCorrupt(
                f"{self.public_path} is missing, and what the vault holds is sealed for it: restore it from a copy. "
                f"Nothing was written. Where the vault holds nothing yet (no {SALTS}), move {self.path.name} away."
            )

    def _write(self, private: bytes, passphrase: str | None) -> None:
        from nacl.public import PrivateKey
        from nacl.pwhash import argon2id
        from nacl.secret import SecretBox

        content: dict[str, str | None] = {"type": _TYPE}
        if passphrase is None:
            content |= {"lock": None, "private_key": private.hex()}
        else:
            salt = self._randomness(argon2id.SALTBYTES)
            nonce = self._randomness(SecretBox.NONCE_SIZE)
            sealed = SecretBox(_stretched(passphrase, salt)).encrypt(private, nonce)
            content |= {"lock": salt.hex(), "private_key": bytes(sealed).hex()}
        write_private(self.path, encode(content) + b"\n")
        write_private(self.public_path, bytes(PrivateKey(private).public_key).hex().encode() + b"\n")

    def _public_bytes(self) -> bytes:
        try:
            written = self.public_path.read_text(encoding="ascii")
            public = bytes.fromhex(written)
        except OSError as error:
            raise unavailable(str(self.public_path), error) from error
        except ValueError as error:
            raise StoreCorrupt(f"{self.public_path}: is no public key; restore the file from a copy") from error
        if len(public) != _N_KEY_BYTES or written != public.hex() + "\n":
            raise StoreCorrupt(f"{self.public_path}: is no public key; restore the file from a copy")
        return public

    def _written(self) -> bytes:
        try:
            return self.path.read_bytes()
        except OSError as error:
            raise unavailable(str(self.path), error) from error

    def _content(self) -> dict[str, Any]:
        try:
            content = decode_json(self._written())
        except RecordError as error:
            raise StoreCorrupt(f"{self.path}: {error}; restore the file from a copy") from error
        if not isinstance(content, dict) or content.get("type") != _TYPE:
            raise StoreCorrupt(f"{self.path} is no key of a vault; restore the file from a copy")
        return content

    def _field(self, name: str) -> bytes:
        try:
            return bytes.fromhex(self._content()[name])
        except (KeyError, TypeError, ValueError) as error:
            raise StoreCorrupt(f"{self.path}: its field {name} was changed; restore the file from a copy") from error


def make_vault_key(folder: Path, passphrase: str | None, randomness: Callable[[int], bytes] = os.urandom) -> None:
    """Make the vault's key of the dossier in ``folder``, where there is none yet. Raises `StoreUnavailable`."""
    VaultKey(folder / "vault", randomness, passphrase).public()


def is_vault_locked(folder: Path) -> bool:
    """Tell whether the vault's key of the dossier in ``folder`` needs a passphrase; one that is not here needs none."""
    key = VaultKey(folder / "vault", os.urandom, None)
    return os.access(key.path, os.R_OK) and key.is_locked


def write_private(path: Path, content: bytes) -> None:
    """Write a file of mode 600 in a folder of mode 700, whole or not at all. Raises `StoreUnavailable`."""
    temporary = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        number = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
        with os.fdopen(number, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        raise unavailable(str(path), error) from error


def _stretched(passphrase: str, salt: bytes) -> bytes:
    from nacl.pwhash import argon2id

    cost = argon2id.OPSLIMIT_MODERATE, argon2id.MEMLIMIT_MODERATE
    return bytes(argon2id.kdf(_N_KEY_BYTES, passphrase.encode(), salt, *cost))
