"""The tree of RFC 6962, against the reference values of the Certificate Transparency project."""

import hashlib

import pytest

from servanda.store import merkle

# Inputs and heads of the Certificate Transparency reference tests (merkle_tree_test, Apache-2.0).
INPUTS = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
HEADS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
REFERENCE = [merkle.leaf_hash(bytes.fromhex(content)) for content in INPUTS]
LEAVES = [merkle.leaf_hash(b"entry %d" % number) for number in range(33)]


def test_the_tree_without_leaves():
    assert merkle.root([]) == hashlib.sha256(b"").digest()


@pytest.mark.parametrize("size", range(1, 9))
def test_heads_are_those_of_the_reference(size):
    assert merkle.root(REFERENCE[:size]).hex() == HEADS[size - 1]


def test_every_leaf_of_every_small_tree_is_proven_and_no_other():
    for size in range(1, len(LEAVES) + 1):
        head = merkle.root(LEAVES[:size])
        for index in range(size):
            proof = merkle.inclusion_proof(LEAVES[:size], index)
            assert merkle.includes(head, size, index, LEAVES[index], proof)
            assert not merkle.includes(head, size, index, LEAVES[(index + 1) % 33], proof)
            assert not merkle.includes(head, size, index, LEAVES[index], (*proof, head))
            assert not merkle.includes(head, size, size, LEAVES[index], proof)
            assert not proof or not merkle.includes(head, size, index, LEAVES[index], proof[:-1])
            other = (index + 1) % size
            assert other == index or not merkle.includes(head, size, other, LEAVES[index], proof)


def test_every_beginning_is_proven_and_a_rewritten_one_is_not():
    for new_size in range(1, len(LEAVES) + 1):
        new = new_size, merkle.root(LEAVES[:new_size])
        for old_size in range(1, new_size + 1):
            old = old_size, merkle.root(LEAVES[:old_size])
            forged = old_size, merkle.root([*LEAVES[: old_size - 1], REFERENCE[0]])
            proof = merkle.consistency_proof(LEAVES[:new_size], old_size)
            assert merkle.continues(old, new, proof)
            assert not merkle.continues(forged, new, proof)
            assert not merkle.continues(old, (new_size, forged[1]), proof)
            assert not proof or not merkle.continues(old, new, proof[:-1])
            assert not merkle.continues(old, new, (*proof, new[1]))


def test_proofs_of_the_reference():
    """Paths of the example in RFC 6962, 2.1.3: leaf d0 of seven leaves, and 3 of 7."""
    leaves = REFERENCE[:7]
    a, b, c = leaves[0], leaves[1], leaves[2]
    right = merkle.root(leaves[4:7])
    assert merkle.inclusion_proof(leaves, 0) == (b, merkle.root(leaves[2:4]), right)
    assert merkle.consistency_proof(leaves, 3) == (c, leaves[3], merkle.root([a, b]), right)


def test_what_is_not_in_the_tree_has_no_proof():
    with pytest.raises(IndexError, match="leaf 7"):
        merkle.inclusion_proof(REFERENCE[:7], 7)
    with pytest.raises(IndexError, match="no beginning of 0"):
        merkle.consistency_proof(REFERENCE[:7], 0)
