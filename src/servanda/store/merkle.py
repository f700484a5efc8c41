"""The Merkle tree of RFC 6962 (Certificate Transparency), section 2.1: heads, inclusion and consistency proofs.

Leaves are the stored bytes of the entries of the custody log; hashes are SHA-256, 32 bytes.
"""

import hashlib
from collections.abc import Iterable, Sequence

Hash = bytes


def leaf_hash(content: bytes) -> Hash:
    """Return the hash of one leaf: ``SHA-256(0x00 || content)``."""
    return hashlib.sha256(b"\x00" + content).digest()


class Edge:
    """The right edge of a tree that grows at its end: enough for its root, in the room of some dozen hashes."""

    def __init__(self) -> None:
        self._subtrees: list[tuple[int, Hash]] = []

    def add(self, leaf: Hash) -> None:
        """Append a leaf hash."""
        height = 0
        while self._subtrees and self._subtrees[-1][0] == height:  # two subtrees of one size become one
            leaf = _node(self._subtrees.pop()[1], leaf)
            height += 1
        self._subtrees.append((height, leaf))

    def root(self) -> Hash:
        """Return the head over all leaves; that of no leaves is the hash of nothing."""
        if not self._subtrees:
            return hashlib.sha256().digest()
        *before, (_, found) = self._subtrees
        for _, subtree in reversed(before):
            found = _node(subtree, found)
        return found


class Tree:
    """A tree over leaf hashes that grows at its end and answers for any of its beginnings.

    It keeps the hash of every complete subtree, about two for each leaf, so a root or a proof takes O(log² n) steps.
    """

    def __init__(self, leaves: Iterable[Hash] = ()) -> None:
        self._levels: list[list[Hash]] = [[]]
        self.extend(leaves)

    @property
    def size(self) -> int:
        """Number of leaves."""
        return len(self._levels[0])

    def leaf(self, index: int) -> Hash:
        """Return the leaf hash at ``index``, from 0. Raises ``IndexError``."""
        self._require(index < self.size, f"leaf {index} is not in a tree of {self.size}")
        return self._levels[0][index]

    def extend(self, leaves: Iterable[Hash]) -> None:
        """Append leaf hashes."""
        for leaf in leaves:
            self._levels[0].append(leaf)
            height = 0
            while not len(self._levels[height]) & 1:  # two subtrees of one size become one
                if height + 1 == len(self._levels):
                    self._levels.append([])
                self._levels[height + 1].append(_node(*self._levels[height][-2:]))
                height += 1

    def root(self, size: int | None = None) -> Hash:
        """Return the head of the first ``size`` leaves, of all by default; that of no leaves is the hash of nothing."""
        size = self._beginning(size)
        return self._hash(0, size) if size else hashlib.sha256().digest()

    def inclusion(self, index: int, size: int | None = None) -> tuple[Hash, ...]:
        """Return the audit path of leaf ``index`` (from 0) among the first ``size``, lowest first. Raises ``IndexError``."""
        start, end = 0, self._beginning(size)
        self._require(0 <= index < end, f"leaf {index} is not in a tree of {end}")
        path = []
        while end - start > 1:
            middle = start + _split(end - start)
            if index < middle:
                path.append(self._hash(middle, end))
                end = middle
            else:
                path.append(self._hash(start, middle))
                start = middle
        return tuple(reversed(path))

    def consistency(self, old: int, new: int | None = None) -> tuple[Hash, ...]:
        """Return the proof that the first ``new`` leaves begin with the first ``old``, lowest first. Raises ``IndexError``."""
        start, end = 0, self._beginning(new)
        self._require(0 < old <= end, f"a tree of {end} leaves has no beginning of {old}")
        path = []
        while old != end:
            middle = start + _split(end - start)
            if old <= middle:
                path.append(self._hash(middle, end))
                end = middle
            else:
                path.append(self._hash(start, middle))
                start = middle
        if start:  # the old tree's own head is known to whoever checks; that of a part of it is not
            path.append(self._hash(start, end))
        return tuple(reversed(path))

    def _beginning(self, size: int | None) -> int:
        if size is None:
            return self.size
        self._require(0 <= size <= self.size, f"a tree of {self.size} leaves has no beginning of {size}")
        return size

    def _hash(self, start: int, end: int) -> Hash:
        """Return the head of leaves ``start`` to ``end``, a subtree of the tree of some size."""
        n_leaves = end - start
        height = n_leaves.bit_length() - 1
        if n_leaves == 1 << height:
            return self._levels[height][start >> height]
        middle = start + _split(n_leaves)
        return _node(self._hash(start, middle), self._hash(middle, end))

    @staticmethod
    def _require(condition: bool, message: str) -> None:
        if not condition:
            raise IndexError(message)


def includes(head: Hash, size: int, index: int, leaf: Hash, proof: Sequence[Hash]) -> bool:
    """Tell whether the proof shows that ``leaf`` stands at ``index`` in the tree of ``size`` leaves with that head."""
    if not 0 <= index < size:
        return False
    place, last, found = index, size - 1, leaf
    for other in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            found = _node(other, found)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            found = _node(found, other)
        place, last = place >> 1, last >> 1
    return last == 0 and found == head


def continues(old: tuple[int, Hash], new: tuple[int, Hash], proof: Sequence[Hash]) -> bool:
    """Tell whether the proof shows that the tree ``new`` (size, head) begins with the tree ``old``."""
    (old_size, old_head), (new_size, new_head) = old, new
    if not 0 < old_size <= new_size:
        return False
    if old_size == new_size:
        return not proof and old_head == new_head
    path = list(proof) if old_size & (old_size - 1) else [old_head, *proof]
    if not path:
        return False
    place, last = old_size - 1, new_size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    found_old = found_new = path[0]
    for other in path[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            found_old, found_new = _node(other, found_old), _node(other, found_new)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            found_new = _node(found_new, other)
        place, last = place >> 1, last >> 1
    return last == 0 and found_old == old_head and found_new == new_head


def _node(left: Hash, right: Hash) -> Hash:
    return hashlib.sha256(b"\x01" + left + right).digest()


def _split(size: int) -> int:
    """Return the largest power of two below ``size``."""
    return 1 << (size - 1).bit_length() - 1
