"""The vault: written without a passphrase, read only with it, every change noticed."""

import os
import random
import stat

import pytest

from servanda.errors import StoreCorrupt, VaultLocked
from servanda.store import verify
from servanda.store.vault import Vault, commitment

WITNESS = "Teodora Vankh, the ferry keeper's widow"
PASSPHRASE = "seven herons over Ostra"  # noqa: S105 - an invented one


@pytest.fixture
def vault(tmp_path) -> Vault:
    return Vault(tmp_path / "vault", os.urandom)


def test_nothing_stands_there_in_clear_and_all_of_it_can_be_opened(vault, tmp_path):
    made = vault.commit({"witness": WITNESS, "source_location": "Ostra"}, about="doc_1")
    vault.name("ana", "Ana Realname")
    for path in (tmp_path / "vault").iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        content = path.read_bytes()
        assert not any(word.encode() in content for word in ("Teodora", "Ostra", "Ana", "ana", "witness"))
    found = [item for _, item in vault.contents()]
    assert {item["value"] for item in found if "value" in item} == {WITNESS, "Ostra"}
    for item in found[:2]:
        assert commitment(bytes.fromhex(item["salt"]), item["value"]) == item["commitment"] == made[item["field"]]
    assert vault.staff() == {"ana": "Ana Realname"}


def test_equal_values_cannot_be_told_from_their_commitments(vault):
    made = [vault.commit({"source_location": "Ostra"}, about=f"doc_{n}")["source_location"] for n in range(20)]
    assert len(set(made)) == 20


def test_a_locked_vault_is_written_but_not_read(tmp_path):
    Vault(tmp_path / "vault", os.urandom, PASSPHRASE).commit({"witness": WITNESS})
    assert b'"lock":null' not in (tmp_path / "vault" / "vault.secret").read_bytes()
    Vault(tmp_path / "vault", os.urandom).commit({"witness": "somebody else"})
    for wrong in (None, "six herons"):
        with pytest.raises(VaultLocked, match="passphrase"):
            list(Vault(tmp_path / "vault", os.urandom, wrong).contents())
    opened = [item["value"] for _, item in Vault(tmp_path / "vault", os.urandom, PASSPHRASE).contents()]
    assert opened == [WITNESS, "somebody else"]


def test_an_open_vault_can_be_locked_and_keeps_what_it_holds(vault, tmp_path):
    vault.commit({"witness": WITNESS})
    vault.key.lock(PASSPHRASE)
    with pytest.raises(VaultLocked):
        list(Vault(tmp_path / "vault", os.urandom).contents())
    assert [item["value"] for _, item in Vault(tmp_path / "vault", os.urandom, PASSPHRASE).contents()] == [WITNESS]


def test_the_private_half_may_be_kept_elsewhere(vault, tmp_path):
    vault.commit({"witness": WITNESS})
    (tmp_path / "vault" / "vault.secret").rename(tmp_path / "safe")
    field = Vault(tmp_path / "vault", os.urandom)
    field.commit({"witness": "somebody else"})
    with pytest.raises(VaultLocked, match="not here"):
        list(field.contents())
    (tmp_path / "safe").rename(tmp_path / "vault" / "vault.secret")
    assert [item["value"] for _, item in field.contents()] == [WITNESS, "somebody else"]


def test_what_belongs_to_a_document_goes_without_a_passphrase(tmp_path):
    locked = Vault(tmp_path / "vault", os.urandom, PASSPHRASE)
    locked.commit({"witness": WITNESS, "url": "https://example.org"}, about="doc_1")
    locked.commit({"witness": "somebody else"}, about="doc_2")
    assert Vault(tmp_path / "vault", os.urandom).erase("doc_1") == 2
    assert [item["value"] for _, item in locked.contents()] == ["somebody else"]


def test_every_flipped_bit_of_the_boxes_shows(vault):
    vault.commit({"witness": WITNESS}, about="doc_1")
    vault.commit({"stage": "parse"})
    content, chance = vault.path.read_bytes(), random.Random(7)  # noqa: S311 - a repeatable choice
    unharmed = list(vault.lines())
    assert len(unharmed) == 2
    for _ in range(150):
        changed = bytearray(content)
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
        vault.path.write_bytes(changed)
        found = list(vault.lines())
        assert any(opening is None for _, opening in found) or len(found) < 2


def test_a_changed_key_is_said_to_be_one(store, case, tmp_path):
    case.fill(store, 1)
    assert list(verify(store)) == []
    path = tmp_path / "vault" / "vault.pub"
    path.write_bytes(path.read_bytes().replace(b"\n", b" "))
    with pytest.raises(StoreCorrupt, match=r"vault\.pub"):
        store.vault.key.public()
    (difference,) = verify(store)
    assert difference.where == "vault"


def test_a_locked_vault_is_no_difference_and_a_wrong_passphrase_is(store, case):
    case.fill(store, 1)
    store.vault.key.lock(PASSPHRASE)
    folder = store.vault.path.parent
    for passphrase, n_differences in ((None, 0), (PASSPHRASE, 0), ("wrong", 1)):
        store.vault = Vault(folder, os.urandom, passphrase)
        assert len(list(verify(store))) == n_differences


@pytest.mark.parametrize("kept", [("vault.secret", "salts.jsonl"), ("vault.secret",), ("salts.jsonl",)])
def test_a_missing_public_half_stops_writing_and_overwrites_nothing(tmp_path, vault, kept):
    """A new pair would lock for ever what the old one sealed."""
    vault.commit({"witness": WITNESS})
    folder = tmp_path / "vault"
    public = (folder / "vault.pub").read_bytes()
    for path in folder.iterdir():
        if path.name not in kept:
            path.unlink()
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(StoreCorrupt, match=r"vault\.pub is missing.*restore it from a copy"):
        Vault(folder, os.urandom).commit({"witness": "somebody else"})
    with pytest.raises(StoreCorrupt, match=r"vault\.pub"):
        Vault(folder, os.urandom).key.lock(PASSPHRASE)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    (folder / "vault.pub").write_bytes(public)
    if len(kept) > 1:
        Vault(folder, os.urandom).commit({"witness": "somebody else"})
        assert [item["value"] for _, item in Vault(folder, os.urandom).contents()] == [WITNESS, "somebody else"]
