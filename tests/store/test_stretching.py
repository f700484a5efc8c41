"""What it costs to try a passphrase: Argon2id at libsodium's "moderate" cost, for the signing key and for the vault's alike."""

import json
import os

import pytest
from nacl.pwhash import argon2id
from nacl.secret import SecretBox
from nacl.signing import SigningKey

from servanda.errors import UsageError
from servanda.store import make_key_file
from servanda.store.keys import KeyFolder, key_id
from servanda.store.vault_key import make_vault_key

PASSPHRASE = "four plovers on the sandbank"  # noqa: S105 - an invented one
MODERATE = {"opslimit": argon2id.OPSLIMIT_MODERATE, "memlimit": argon2id.MEMLIMIT_MODERATE}
LEAST = {"opslimit": argon2id.OPSLIMIT_MIN, "memlimit": argon2id.MEMLIMIT_MIN}


def opened(box: str, salt: str, cost: dict[str, int]) -> bytes:
    """Open a box with libsodium alone."""
    key = argon2id.kdf(SecretBox.KEY_SIZE, PASSPHRASE.encode(), bytes.fromhex(salt), **cost)
    return SecretBox(key).decrypt(bytes.fromhex(box))


def test_moderate_is_three_passes_over_a_quarter_of_a_gigabyte() -> None:
    assert MODERATE == {"opslimit": 3, "memlimit": 268_435_456}


def test_the_signing_key_is_boxed_at_that_cost(tmp_path) -> None:
    name = make_key_file(tmp_path, PASSPHRASE)
    kept = json.loads((tmp_path / "vault" / f"{name}.key").read_bytes())
    assert (kept["n_operations"], kept["memory_bytes"]) == tuple(MODERATE.values())
    seed = opened(kept["box"], kept["salt"], MODERATE)
    assert key_id(SigningKey(seed).verify_key.encode().hex()) == name


def test_the_signing_key_is_opened_at_the_cost_that_its_file_names(tmp_path) -> None:
    name = make_key_file(tmp_path, PASSPHRASE)
    path = tmp_path / "vault" / f"{name}.key"
    kept = json.loads(path.read_bytes())
    seed = opened(kept["box"], kept["salt"], MODERATE)
    key = argon2id.kdf(SecretBox.KEY_SIZE, PASSPHRASE.encode(), bytes.fromhex(kept["salt"]), **LEAST)
    cheap = kept | {
        "box": SecretBox(key).encrypt(seed).hex(),
        "n_operations": LEAST["opslimit"],
        "memory_bytes": LEAST["memlimit"],
    }
    path.write_text(json.dumps(cheap))
    assert KeyFolder(tmp_path / "vault", os.urandom, PASSPHRASE).load(name).encode() == seed
    path.write_text(json.dumps(cheap | {"n_operations": LEAST["opslimit"] + 1}))
    with pytest.raises(UsageError, match="does not open"):
        KeyFolder(tmp_path / "vault", os.urandom, PASSPHRASE).load(name)


def test_the_key_of_the_vault_is_boxed_at_that_cost(tmp_path) -> None:
    make_vault_key(tmp_path, PASSPHRASE)
    kept = json.loads((tmp_path / "vault" / "vault.secret").read_bytes())
    assert len(opened(kept["private_key"], kept["lock"], MODERATE)) == 32
