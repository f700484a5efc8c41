"""Which documents are copies of one text: those whose shingles resemble each other.

Where documents were only added, those among the others are known: only what shares a shingle with a new one is compared (decision 0303).
"""

from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations
from typing import Final, NamedTuple
from zlib import crc32

from servanda.corroborate.acts import Pair
from servanda.model.sources import DocumentSource
from servanda.text.shingles import resemblance

_MANY = 50  # documents that share one shingle


class Copies(NamedTuple):
    """The pairs of documents that are copies, and among which documents they were told: a number for the shingles of each."""

    pairs: frozenset[Pair] = frozenset()
    sketches: Mapping[str, int] = {}


_NOTHING_KNOWN: Final = Copies()


def copied_documents(sources: Mapping[str, DocumentSource], least: float) -> frozenset[Pair]:
    """Return the pairs of documents whose texts resemble each other by at least ``least`` (0-1).

    Only documents that share a shingle are compared; where very many share one (page furniture, or a text that the whole
    press prints), each with the first of them.
    """
    return copies_again(sources, least, _NOTHING_KNOWN).pairs


def copies_again(sources: Mapping[str, DocumentSource], least: float, earlier: Copies) -> Copies:
    """Return the same, with the documents among which they were told; what was told ``earlier`` by the same measure is taken over.

    It is told anew where a document changed since or is gone: it may have been the one with which others were compared.
    """
    sketches = sketches_of(sources)
    known = earlier if earlier.sketches.items() <= sketches.items() else _NOTHING_KNOWN
    holders = _holders(sources, sources.keys() - known.sketches.keys())
    if any(_are_compared_otherwise(documents, known.sketches) for documents in holders.values()):
        known, holders = _NOTHING_KNOWN, _holders(sources, sources.keys())
    pairs = {pair for documents in holders.values() for pair in _to_compare(documents)}
    new = {pair for pair in pairs if pair[0] not in known.sketches or pair[1] not in known.sketches}
    return Copies(known.pairs | _resembling(sources, new, least), sketches)


def sketches_of(sources: Mapping[str, DocumentSource]) -> dict[str, int]:
    """Return a number for the shingles of each document, by which they are known to be the same."""
    return {name: crc32(array("Q", sources[name].shingles).tobytes()) for name in sorted(sources)}


def _holders(sources: Mapping[str, DocumentSource], new: Collection[str]) -> dict[int, list[str]]:
    """Return the documents that hold each shingle of the ``new`` ones, in the order of their ids."""
    asked = {shingle for name in new for shingle in sources[name].shingles}
    holders: dict[int, list[str]] = {}
    for document_id in sorted(sources):
        for shingle in asked.intersection(sources[document_id].shingles):
            holders.setdefault(shingle, []).append(document_id)
    return holders


def _are_compared_otherwise(documents: Sequence[str], known: Collection[str]) -> bool:
    """Tell whether known documents that share a shingle are compared otherwise since others share it: with the first of many, or with another first."""
    if len(documents) <= _MANY:
        return False
    before = [name for name in documents if name in known]
    return len(before) > 1 and (len(before) <= _MANY or documents[0] != before[0])


def _resembling(sources: Mapping[str, DocumentSource], sharing: Collection[Pair], least: float) -> frozenset[Pair]:
    sketches = {name: frozenset(sources[name].shingles) for name in {name for pair in sharing for name in pair}}
    return frozenset(
        pair
        for pair in sharing
        if _may_resemble(sketches[pair[0]], sketches[pair[1]], least)
        and resemblance(sources[pair[0]].shingles, sources[pair[1]].shingles) >= least
    )


def _may_resemble(one: frozenset[int], other: frozenset[int], least: float) -> bool:
    """Tell whether two sketches share enough: their resemblance is at most what they share of the longer one."""
    return len(one & other) >= least * max(len(one), len(other))


def _to_compare(documents: Sequence[str]) -> Iterable[Pair]:
    if len(documents) <= _MANY:
        return combinations(documents, 2)
    return ((documents[0], other) for other in documents[1:])


def first_copy(copies: frozenset[Pair]) -> dict[str, str]:
    """Return for each document that is a copy the first (by id) of all that hang together with it."""
    first: dict[str, str] = {}
    for one, other in sorted(copies):
        low, high = sorted((_follow(first, one), _follow(first, other)))
        if low != high:
            first[high] = low
    return {document: _follow(first, document) for pair in copies for document in pair}


def _follow(first: Mapping[str, str], document: str) -> str:
    while document in first:
        document = first[document]
    return document
