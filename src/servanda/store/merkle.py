"""The Merkle tree of RFC 6962 (Certificate Transparency), section 2.1: heads, inclusion and consistency proofs.

Leaves are byte strings, here the stored entries of the custody log; hashes are SHA-256, 32 bytes. Not wired into the store
yet: signed tree heads come with the evidence bundle.
"""

import hashlib
from collections.abc import Iterable, Sequence

Hash = bytes


def leaf_hash(content: bytes) -> Hash:
    """Return the hash of one leaf: ``SHA-256(0x00 || content)``."""
    return hashlib.sha256(b"\x00" + content).digest()


def root(leaves: Sequence[Hash]) -> Hash:
    """Return the head of the tree over leaf hashes; that of no leaves is the hash of nothing."""
    head = Head()
    head.extend(leaves)
    return head.root()


class Head:
    """A tree head that grows leaf by leaf and keeps only the roots of its whole subtrees: one for each bit of its size."""

    def __init__(self) -> None:
        self.size = 0
        self._peaks: list[Hash] = []

    def extend(self, leaves: Iterable[Hash]) -> None:
        """Append leaf hashes."""
        for leaf in leaves:
            peak = leaf
            size = self.size
            while size & 1:  # two subtrees of one size become one
                peak = _node(self._peaks.pop(), peak)
                size >>= 1
            self._peaks.append(peak)
            self.size += 1

    def root(self) -> Hash:
        """Return the head so far."""
        if not self._peaks:
            return hashlib.sha256().digest()
        whole = self._peaks[-1]
        for peak in reversed(self._peaks[:-1]):
            whole = _node(peak, whole)
        return whole


def inclusion_proof(leaves: Sequence[Hash], index: int) -> tuple[Hash, ...]:
    """Return the audit path of leaf ``index`` (from 0), lowest first: RFC 6962, 2.1.1. Raises ``IndexError``."""
    if not 0 <= index < len(leaves):
        raise IndexError(f"leaf {index} is not in a tree of {len(leaves)}")
    if len(leaves) == 1:
        return ()
    middle = _split(len(leaves))
    if index < middle:
        return (*inclusion_proof(leaves[:middle], index), root(leaves[middle:]))
    return (*inclusion_proof(leaves[middle:], index - middle), root(leaves[:middle]))


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


def consistency_proof(leaves: Sequence[Hash], size: int) -> tuple[Hash, ...]:
    """Return the proof that the first ``size`` leaves are the beginning of the tree: RFC 6962, 2.1.2. Raises ``IndexError``."""
    if not 0 < size <= len(leaves):
        raise IndexError(f"a tree of {len(leaves)} leaves has no beginning of {size}")
    return _subproof(leaves, size, whole=True)


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


def _subproof(leaves: Sequence[Hash], size: int, *, whole: bool) -> tuple[Hash, ...]:
    if size == len(leaves):
        return () if whole else (root(leaves),)
    middle = _split(len(leaves))
    if size <= middle:
        return (*_subproof(leaves[:middle], size, whole=whole), root(leaves[middle:]))
    return (*_subproof(leaves[middle:], size - middle, whole=False), root(leaves[:middle]))


def _node(left: Hash, right: Hash) -> Hash:
    return hashlib.sha256(b"\x01" + left + right).digest()


def _split(size: int) -> int:
    """Return the largest power of two below ``size``."""
    return 1 << (size - 1).bit_length() - 1
