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
# Subtree hashes that the published proofs of the same tree consist of (transparency-dev/merkle, Apache-2.0).
L1 = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
N23 = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
N45 = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"
N67 = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
N47 = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"
L4 = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
INCLUSION = {
    (0, 1): (), (0, 2): (L1,),
    (1, 2): (HEADS[0],), (2, 3): (HEADS[1],), (1, 5): (HEADS[0], N23, L4), (0, 8): (L1, N23, N47), (5, 8): (L4, N67, HEADS[3]),
}  # fmt: skip
CONSISTENCY = {(1, 1): (), (1, 8): (L1, N23, N47), (2, 5): (N23, L4), (6, 8): (N45, N67, HEADS[3])}


def _root(leaves):
    """The definition in RFC 6962, 2.1, word for word: slow, and nothing of our own in it."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    middle = max(2**power for power in range(7) if 2**power < len(leaves))
    return hashlib.sha256(b"\x01" + _root(leaves[:middle]) + _root(leaves[middle:])).digest()


def test_the_tree_without_leaves():
    assert merkle.Tree().root() == hashlib.sha256(b"").digest()


@pytest.mark.parametrize("size", range(1, 9))
def test_heads_are_those_of_the_reference(size):
    assert merkle.Tree(REFERENCE[:size]).root().hex() == HEADS[size - 1]
    assert merkle.Tree(REFERENCE).root(size).hex() == HEADS[size - 1]


@pytest.mark.parametrize("place", INCLUSION)
def test_audit_paths_are_those_of_the_reference(place):
    assert tuple(step.hex() for step in merkle.Tree(REFERENCE).inclusion(*place)) == INCLUSION[place]


@pytest.mark.parametrize("sizes", CONSISTENCY)
def test_consistency_proofs_are_those_of_the_reference(sizes):
    assert tuple(step.hex() for step in merkle.Tree(REFERENCE).consistency(*sizes)) == CONSISTENCY[sizes]


def test_heads_of_all_beginnings_follow_the_definition():
    tree = merkle.Tree()
    for size, leaf in enumerate(LEAVES, start=1):
        tree.extend([leaf])
        assert tree.root() == _root(LEAVES[:size])
    assert [tree.root(size) for size in range(34)] == [_root(LEAVES[:size]) for size in range(34)]


def test_every_leaf_of_every_small_tree_is_proven_and_no_other():
    tree = merkle.Tree(LEAVES)
    for size in range(1, len(LEAVES) + 1):
        head = tree.root(size)
        for index in range(size):
            proof = tree.inclusion(index, size)
            assert merkle.includes(head, size, index, LEAVES[index], proof)
            assert not merkle.includes(head, size, index, LEAVES[(index + 1) % 33], proof)
            assert not merkle.includes(head, size, index, LEAVES[index], (*proof, head))
            assert not merkle.includes(head, size, size, LEAVES[index], proof)
            assert not proof or not merkle.includes(head, size, index, LEAVES[index], proof[:-1])
            other = (index + 1) % size
            assert other == index or not merkle.includes(head, size, other, LEAVES[index], proof)


def test_every_beginning_is_proven_and_a_rewritten_one_is_not():
    tree = merkle.Tree(LEAVES)
    for new_size in range(1, len(LEAVES) + 1):
        new = new_size, tree.root(new_size)
        for old_size in range(1, new_size + 1):
            old = old_size, tree.root(old_size)
            forged = old_size, _root([*LEAVES[: old_size - 1], REFERENCE[0]])
            proof = tree.consistency(old_size, new_size)
            assert merkle.continues(old, new, proof)
            assert not merkle.continues(forged, new, proof)
            assert not merkle.continues(old, (new_size, forged[1]), proof)
            assert not proof or not merkle.continues(old, new, proof[:-1])
            assert not merkle.continues(old, new, (*proof, new[1]))


def test_proofs_of_the_example_in_the_rfc():
    """RFC 6962, 2.1.3: leaves d0, d3, d4 and d6 of seven, and the beginnings of 3, 4 and 6 leaves."""
    tree = merkle.Tree(LEAVES[:7])
    a, b, c, d, e, f, j = LEAVES[:7]
    g, h, i, k = _root([a, b]), _root([c, d]), _root([e, f]), _root([a, b, c, d])
    right = _root([e, f, j])
    assert tree.inclusion(0) == (b, h, right)
    assert tree.inclusion(3) == (c, g, right)
    assert tree.inclusion(4) == (f, j, k)
    assert tree.inclusion(6) == (i, k)
    assert tree.consistency(3) == (c, d, g, right)
    assert tree.consistency(4) == (right,)
    assert tree.consistency(6) == (i, j, k)


def test_what_is_not_in_the_tree_has_no_proof():
    tree = merkle.Tree(REFERENCE[:7])
    with pytest.raises(IndexError, match="leaf 7"):
        tree.inclusion(7)
    with pytest.raises(IndexError, match="leaf 7"):
        tree.leaf(7)
    with pytest.raises(IndexError, match="no beginning of 0"):
        tree.consistency(0)
    with pytest.raises(IndexError, match="no beginning of 8"):
        tree.root(8)


@pytest.mark.parametrize("n", [*range(18), 63, 64, 65, 1000])
def test_the_edge_alone_gives_the_same_root(n):
    leaves = [merkle.leaf_hash(b"%d" % number) for number in range(n)]
    edge = merkle.Edge()
    for leaf in leaves:
        edge.add(leaf)
    assert edge.root() == merkle.Tree(leaves).root()
