"""Private signing keys (Ed25519, RFC 8032) in the vault: ``vault/sgk_....key``, mode 600, with a passphrase where one is given.

The file is JSON: the 32 bytes of the seed in the clear, or in a libsodium secret box under a key that Argon2id makes of the
passphrase. Only the newest key is kept: who finds an old one could sign an old state of the log with it.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from nacl.exceptions import BadSignatureError, CryptoError
from nacl.pwhash import argon2id
from nacl.secret import SecretBox
from nacl.signing import SigningKey as Seed
from nacl.signing import VerifyKey

from servanda.errors import RecordError, StoreCorrupt, UsageError
from servanda.model.base import Record
from servanda.model.codec import decode, encode, sha256
from servanda.store.faults import unavailable

_N_ID_DIGITS = 24
State = Literal["ready", "locked", "absent"]


class KeyFile(Record, frozen=True, kw_only=True):
    """A private key as it is kept: ``seed``, or ``box`` with ``salt`` and the bounds of Argon2id; hexadecimal digits."""

    type: Literal["servanda/private-key/1"] = "servanda/private-key/1"
    seed: str | None = None
    box: str | None = None
    salt: str | None = None
    n_operations: int = argon2id.OPSLIMIT_MODERATE
    memory_bytes: int = argon2id.MEMLIMIT_MODERATE


def key_id(public_key: str) -> str:
    """Return the id of a public key given in hexadecimal digits; what is none has the id of nothing."""
    try:
        raw = bytes.fromhex(public_key)
    except ValueError:
        raw = b""
    return f"sgk_{sha256(raw)[:_N_ID_DIGITS]}"


def signed(seed: Seed, content: bytes) -> str:
    """Return the signature of ``content`` as 128 hexadecimal digits."""
    return seed.sign(content).signature.hex()


def verifies(public_key: str, content: bytes, signature: str) -> bool:
    """Tell whether ``signature`` is that of ``content`` by ``public_key``; only lower-case hexadecimal digits are taken."""
    try:
        raw = bytes.fromhex(signature)
        VerifyKey(bytes.fromhex(public_key)).verify(content, raw)
    except (BadSignatureError, ValueError, TypeError):
        return False
    return raw.hex() == signature


def public_of(seed: Seed) -> str:
    """Return the public key of a seed as 64 hexadecimal digits."""
    return bytes(seed.verify_key).hex()


class KeyFolder:
    """The private keys of one dossier. ``randomness`` gives that many random bytes."""

    def __init__(self, folder: Path, randomness: Callable[[int], bytes], passphrase: str | None) -> None:
        self.folder = folder
        self._randomness = randomness
        self._passphrase = passphrase
        self._opened: dict[str, Seed] = {}

    def make(self, passphrase: str | None = None) -> Seed:
        """Make a key and keep it in a file of its own. Raises `StoreUnavailable`."""
        passphrase = passphrase or self._passphrase
        seed = Seed(self._randomness(32))
        name = key_id(public_of(seed))
        self._write(self.path(name), encode(self._closed(seed, passphrase)))
        self._opened[name] = seed
        return seed

    def names(self) -> tuple[str, ...]:
        """Return the ids of the keys whose private halves are here."""
        return tuple(sorted(path.stem for path in self.folder.glob("sgk_*.key")))

    def state(self, name: str) -> State:
        """Tell whether the key with this id can sign, needs a passphrase, or is not here."""
        if name in self._opened:
            return "ready"
        kept = self._kept(name)
        if kept is None:
            return "absent"
        return "ready" if kept.seed or self._passphrase else "locked"

    def needs_passphrase(self, name: str) -> bool:
        """Tell whether the key with this id is here and encrypted. Raises `StoreCorrupt` for a damaged file."""
        kept = self._kept(name)
        return kept is not None and kept.seed is None

    def load(self, name: str) -> Seed | None:
        """Return the key with this id, ``None`` where it is locked or absent.

        Raises `UsageError` for a wrong passphrase, `StoreCorrupt` for a damaged file, `StoreUnavailable`.
        """
        if name not in self._opened and self.state(name) == "ready":
            kept = self._kept(name)
            if kept:
                self._opened[name] = self._open(kept, name)
        return self._opened.get(name)

    def any(self) -> Seed | None:
        """Return a key that is here and opens, ``None`` where there is none. Raises as `load` does."""
        return next((seed for name in self.names() if (seed := self.load(name))), None)

    def keep_only(self, name: str) -> None:
        """Remove the files of all other keys. Raises `StoreUnavailable`."""
        for other in set(self.names()) - {name}:
            try:
                self.path(other).unlink(missing_ok=True)
            except OSError as error:
                raise unavailable(str(self.path(other)), error) from error

    def path(self, name: str) -> Path:
        """Return where the private key with this id stands or would stand."""
        return self.folder / f"{name}.key"

    def _kept(self, name: str) -> KeyFile | None:
        path = self.path(name)
        try:
            kept: KeyFile = decode(path.read_bytes(), KeyFile)
        except FileNotFoundError:
            return None
        except RecordError as error:
            raise StoreCorrupt(f"{path}: {error}; restore it from a copy, or: servanda key rotate") from error
        except OSError as error:
            raise unavailable(str(path), error) from error
        return kept

    def _open(self, kept: KeyFile, name: str) -> Seed:
        path = self.path(name)
        try:
            seed = Seed(bytes.fromhex(kept.seed) if kept.seed else self._unboxed(kept))
        except CryptoError as error:
            raise UsageError(f"{path}: the passphrase does not open this key; give the right one") from error
        except (ValueError, TypeError) as error:
            raise StoreCorrupt(f"{path}: holds no key ({error}); restore it from a copy") from error
        if key_id(public_of(seed)) != name:
            raise StoreCorrupt(f"{path}: is the private half of another key; restore it from a copy")
        return seed

    def _unboxed(self, kept: KeyFile) -> bytes:
        box = _box(self._passphrase or "", bytes.fromhex(kept.salt or ""), kept)
        return bytes(box.decrypt(bytes.fromhex(kept.box or "")))

    def _closed(self, seed: Seed, passphrase: str | None) -> KeyFile:
        if not passphrase:
            return KeyFile(seed=bytes(seed).hex())
        salt = self._randomness(argon2id.SALTBYTES)
        sealed = _box(passphrase, salt, KeyFile()).encrypt(bytes(seed), self._randomness(SecretBox.NONCE_SIZE))
        return KeyFile(box=bytes(sealed).hex(), salt=salt.hex())

    def _write(self, path: Path, content: bytes) -> None:
        """Write a file whole or not at all, readable by its owner only from the first byte on."""
        beside = path.with_suffix(".new")
        try:
            self.folder.mkdir(mode=0o700, exist_ok=True)
            number = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
            with os.fdopen(number, "wb") as file:
                file.write(content + b"\n")
                file.flush()
                os.fsync(file.fileno())
            beside.rename(path)
        except OSError as error:
            raise unavailable(str(path), error) from error


def make_key_file(folder: Path, passphrase: str | None = None, randomness: Callable[[int], bytes] = os.urandom) -> str:
    """Make the signing key of the dossier in ``folder`` and return its id; its first writer records it.

    Nothing is made where a key is. Raises `StoreUnavailable`.
    """
    keys = KeyFolder(folder / "vault", randomness, passphrase)
    return keys.names()[0] if keys.names() else key_id(public_of(keys.make()))


def is_key_locked(folder: Path) -> bool:
    """Tell whether the signing key of the dossier in ``folder`` needs a passphrase. Raises `StoreCorrupt`."""
    keys = KeyFolder(folder / "vault", os.urandom, None)
    return any(keys.needs_passphrase(name) for name in keys.names())


def _box(passphrase: str, salt: bytes, kept: KeyFile) -> SecretBox:
    n_operations, memory = kept.n_operations, kept.memory_bytes
    made = argon2id.kdf(SecretBox.KEY_SIZE, passphrase.encode("utf-8"), salt, opslimit=n_operations, memlimit=memory)
    return SecretBox(made)
