"""Which documents are copies of one text: those whose shingles resemble each other."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from servanda.corroborate.acts import Pair
from servanda.model.sources import DocumentSource
from servanda.text.shingles import resemblance

_MANY = 50  # documents that share one shingle


def copied_documents(sources: Mapping[str, DocumentSource], least: float) -> frozenset[Pair]:
    """Return the pairs of documents whose texts resemble each other by at least ``least`` (0-1).

    Only documents that share a shingle are compared; where very many share one (page furniture, or a text that the whole
    press prints), each with the first of them.
    """
    holders: dict[int, list[str]] = {}
    for document_id in sorted(sources):
        for shingle in sources[document_id].shingles:
            holders.setdefault(shingle, []).append(document_id)
    sharing = {pair for documents in holders.values() for pair in _to_compare(documents)}
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
