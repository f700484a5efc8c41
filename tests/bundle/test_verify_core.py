"""The arithmetic inside verify.py against the RFCs' own values and well-kept libraries."""
# ruff: noqa: S311 - repeatable choices, no secrets

import random

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from servanda.report.bundle.verify import ORDER, continues, decoded, leaf, root_of, signed
from servanda.store.merkle import Tree, leaf_hash

# RFC 8032, 7.1: public key, message, signature
VECTORS = (
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
)  # fmt: skip


@pytest.mark.parametrize(("key", "message", "signature"), VECTORS)
def test_the_vectors_of_the_rfc(key, message, signature):
    content = bytes.fromhex(message)
    assert signed(key, content, signature)
    assert not signed(key, content + b"x", signature)
    assert not signed(key, content, signature.upper())
    assert not signed(VECTORS[0][0] if key != VECTORS[0][0] else VECTORS[1][0], content, signature)


def test_it_agrees_with_a_well_kept_library_on_true_and_false_signatures():
    chance = random.Random(8032)
    for _ in range(25):
        private = Ed25519PrivateKey.from_private_bytes(chance.randbytes(32))
        key = private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        message = chance.randbytes(chance.randrange(200))
        signature = private.sign(message)
        assert signed(key.hex(), message, signature.hex())
        changed = bytearray(signature)
        changed[chance.randrange(64)] ^= 1 << chance.randrange(8)
        assert not signed(key.hex(), message, bytes(changed).hex())
        wrong_key = bytearray(key)
        wrong_key[chance.randrange(32)] ^= 1 << chance.randrange(8)
        assert not signed(bytes(wrong_key).hex(), message, signature.hex())


def test_a_signature_has_one_form_only():
    """RFC 8032, 5.1.7: S must be below the order, or every signature would have a twin."""
    key, message, signature = VECTORS[1]
    raw = bytes.fromhex(signature)
    twin = raw[:32] + (int.from_bytes(raw[32:], "little") + ORDER).to_bytes(32, "little")
    assert not signed(key, bytes.fromhex(message), twin.hex())
    assert not signed(key, bytes.fromhex(message), signature[:-2])
    assert not signed(key[:-2], bytes.fromhex(message), signature)


def test_bytes_that_are_no_point_are_refused():
    assert decoded((2**255 - 1).to_bytes(32, "little")) is None
    assert decoded((2).to_bytes(32, "little")) is None
    assert decoded(((1 << 255) | 1).to_bytes(32, "little")) is None, "x is 0 and its sign is 1"


def test_proofs_of_every_small_tree_agree_with_the_store():
    content = [bytes([number]) * number for number in range(40)]
    assert [leaf(item) for item in content] == [leaf_hash(item) for item in content]
    for size in range(1, 40):
        tree = Tree(map(leaf_hash, content[:size]))
        root = tree.root().hex()
        for index in range(size):
            path = [step.hex() for step in tree.inclusion(index)]
            assert root_of(leaf(content[index]), (index, size), path) == root
            assert root_of(leaf(content[index] + b"x"), (index, size), path) != root
            assert root_of(leaf(content[index]), (index, size), [*path, path[0] if path else root]) != root
            assert not path or root_of(leaf(content[index]), (index, size), path[:-1]) != root
        assert root_of(leaf(content[0]), (size, size), []) is None
        for old in range(1, size + 1):
            path = [step.hex() for step in tree.consistency(old)]
            before = (old, tree.root(old).hex())
            assert continues(before, (size, root), path)
            assert not continues((old, "00" * 32), (size, root), path)
            assert not continues(before, (size, "00" * 32), path)
            assert old == size or not continues(before, (size, root), path[:-1])
            assert not continues(before, (size, root), [*path, root])
