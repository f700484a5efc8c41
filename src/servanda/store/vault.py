"""The folder ``vault``: salts and values behind commitments, and who stands behind a pseudonym; encrypted, apart from the log.

``salts.jsonl`` holds boxes, one a line, under the key of a session (XSalsa20-Poly1305); the key of each session stands in
the line that opens it, sealed for the key of the vault (see ``vault_key``). ``about`` names the document whose protected
fields a box holds, so that expunging it needs no key.
"""

import os
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from servanda.errors import RecordError
from servanda.model.codec import decode_json, encode, sha256
from servanda.store.faults import unavailable
from servanda.store.vault_key import SALTS, VaultKey, write_private

if TYPE_CHECKING:
    from nacl.secret import SecretBox

_N_SALT_BYTES = 32
_N_NAME_DIGITS = 16
Randomness = Callable[[int], bytes]


class Opening(NamedTuple):
    """A commitment that a salt and a value in the vault open, and the field it stands for."""

    commitment: str
    field: str


class Vault:
    """The vault of one dossier. ``randomness`` gives that many random bytes; ``passphrase`` is needed to read only."""

    def __init__(self, folder: Path, randomness: Randomness, passphrase: str | None = None) -> None:
        self.path = folder / SALTS
        self.key = VaultKey(folder, randomness, passphrase)
        self._randomness = randomness
        self._session: tuple[str, SecretBox] | None = None

    def commit(self, details: Mapping[str, str], about: str | None = None) -> dict[str, str]:
        """Return ``sha256(salt || value)`` by field, once salts and values are safely in the vault.

        ``about`` is the document whose fields they are. The file comes before the entry: a crash between leaves a box
        that nothing refers to, which harms nobody. Raises `StoreUnavailable`.
        """
        salts = [self._salted(field, value) for field, value in sorted(details.items())]
        self._put([{**salt, "about": about} for salt in salts])
        return {salt["field"]: salt["commitment"] for salt in salts}

    def fresh(self) -> bytes:
        """Return as many random bytes as a salt has."""
        return self._randomness(_N_SALT_BYTES)

    def name(self, pseudonym: str, person: str) -> None:
        """Keep who stands behind a pseudonym; the newest name counts."""
        self._put([{"pseudonym": pseudonym, "person": person, "about": None}])

    def staff(self) -> dict[str, str]:
        """Return persons by pseudonym. Raises `VaultLocked`."""
        return {item["pseudonym"]: item["person"] for _, item in self.contents() if item and "pseudonym" in item}

    def contents(self) -> Iterator[tuple[int, dict[str, Any] | None]]:
        """Yield (line number, what the box holds) for each box, ``None`` for a changed line. Raises `VaultLocked`."""
        sessions: dict[str, SecretBox] = {}
        private = None
        for number, line in self._numbered():
            item = _plain(line)
            if item and "key" in item:
                private = private or self.key.private()
                if not _unsealed(item, private, sessions):
                    yield number, None
            else:
                yield number, _opened(item, sessions)

    def lines(self) -> Iterator[tuple[int, Opening | None]]:
        """Yield (line number, what it opens) for each box with a salt, ``None`` for a changed line. Raises `VaultLocked`."""
        for number, item in self.contents():
            if item is None or "pseudonym" not in item:
                yield number, None if item is None else _opening(item)

    def erase(self, about: str) -> int:
        """Take the boxes of one document out of the file and return how many; needs no passphrase."""
        lines = [line for _, line in self._numbered()]
        kept = [line for line in lines if (_plain(line) or {}).get("about") != about]
        if len(kept) < len(lines):
            write_private(self.path, b"".join(line + b"\n" for line in kept))
        return len(lines) - len(kept)

    def _numbered(self) -> Iterator[tuple[int, bytes]]:
        if not self.path.is_file():
            return
        lines = self.path.read_bytes().split(b"\n")
        for number, line in enumerate(lines, start=1):
            if line or number < len(lines):
                yield number, line

    def _salted(self, field: str, value: str) -> dict[str, str]:
        salt = self._randomness(_N_SALT_BYTES)
        return {"commitment": commitment(salt, value), "field": field, "salt": salt.hex(), "value": value}

    def _put(self, items: list[dict[str, Any]]) -> None:
        if not items:
            return
        lines = []
        if self._session is None or not self.path.is_file():
            self._session, line = self._new_session()
            lines.append(line)
        name, box = self._session
        for item in items:
            nonce = self._randomness(box.NONCE_SIZE)
            sealed = b64encode(box.encrypt(encode(item), nonce)).decode()
            lines.append(encode({"about": item["about"], "box": sealed, "session": name}))
        self._append(b"".join(line + b"\n" for line in lines))

    def _new_session(self) -> tuple[tuple[str, "SecretBox"], bytes]:
        """Return a fresh session and the line that opens it for the holder of the vault's key."""
        from nacl.public import SealedBox
        from nacl.secret import SecretBox

        key = self._randomness(SecretBox.KEY_SIZE)
        sealed = bytes(SealedBox(self.key.public()).encrypt(key))
        name = sha256(sealed)[:_N_NAME_DIGITS]
        return (name, SecretBox(key)), encode({"key": b64encode(sealed).decode(), "session": name})

    def _append(self, lines: bytes) -> None:
        try:
            self.path.parent.mkdir(mode=0o700, exist_ok=True)
            number = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            with os.fdopen(number, "r+b") as file:
                _drop_torn_line(file)
                file.write(lines)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise unavailable(str(self.path), error) from error


def commitment(salt: bytes, value: str) -> str:
    """Return the hash that stands for a value in public."""
    return sha256(salt + value.encode("utf-8"))


def _plain(line: bytes) -> dict[str, Any] | None:
    """Return the object in a line as the vault writes it; ``None`` for anything else."""
    try:
        item = decode_json(line)
    except RecordError:
        return None
    return item if isinstance(item, dict) and encode(item) == line else None


def _unsealed(item: Mapping[str, Any], private: Any, sessions: "dict[str, SecretBox]") -> bool:
    from nacl.exceptions import CryptoError
    from nacl.public import SealedBox
    from nacl.secret import SecretBox

    try:
        sealed = b64decode(item["key"], validate=True)
        sessions[item["session"]] = SecretBox(SealedBox(private).decrypt(sealed))
        is_whole = b64encode(sealed).decode() == item["key"]  # base64 has bits that decode to nothing
        return is_whole and bool(item["session"] == sha256(sealed)[:_N_NAME_DIGITS])
    except (CryptoError, KeyError, TypeError, ValueError):
        return False


def _opened(item: Mapping[str, Any] | None, sessions: "Mapping[str, SecretBox]") -> dict[str, Any] | None:
    from nacl.exceptions import CryptoError

    try:
        if item is None or b64encode(b64decode(item["box"], validate=True)).decode() != item["box"]:
            return None
        inside: Any = decode_json(sessions[item["session"]].decrypt(b64decode(item["box"])))
        return inside if inside["about"] == item["about"] else None
    except (CryptoError, RecordError, KeyError, TypeError, ValueError):
        return None


def _opening(item: Mapping[str, Any]) -> Opening | None:
    try:
        made = commitment(bytes.fromhex(item["salt"]), item["value"])
        return Opening(made, item["field"]) if made == item["commitment"] else None
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def _drop_torn_line(file: BinaryIO) -> None:
    """Leave ``file`` at its end, after a line feed: a line that a crash cut off belongs to no entry."""
    if not file.seek(0, os.SEEK_END):
        return
    file.seek(-1, os.SEEK_END)
    if file.read(1) != b"\n":
        file.seek(0)
        file.truncate(file.read().rfind(b"\n") + 1)
        file.seek(0, os.SEEK_END)
