"""How surely two documents speak of the same matters, from the words, names, numbers and word pairs they share.

Each kind of term is weighted by its rarity in the dossier (inverse document frequency, Sparck Jones 1972) and compared
by cosine; a logistic model over the cosines and their roots gives the probability. What a text begins with counts a second
time: news says first what it is about, and tells what led to it, or what once was like it, further down. Texts with hardly a
word in common are not weighed at all. The coefficients stand in ``reference/data/corroborate.yaml``, fitted by
``evaluation/fit_linkage.py``.
"""

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Final

from servanda.model.linkage import LinkageWeights
from servanda.model.sources import DocumentSource

Likeness = Callable[[str, str], float | None]
"""Takes two document ids; gives log odds, or ``None`` where the dossier is too small to tell rare words from common ones."""

_Vector = Mapping[str, float]
KINDS: Final = ("words", "names", "numbers", "word_pairs", "first_words", "first_names")
_N_FIRST_WORDS: Final = 60  # about three sentences
_N_FIRST_NAMES: Final = 20
_N_RAREST: Final = 8
BOUND: Final = 6.0
_COMMON: Final = 0.3  # of the documents
_DIGITS: Final = 3


def likeness(sources: Mapping[str, DocumentSource], weights: LinkageWeights) -> Likeness:
    """Return the comparison of two documents by their terms, as the whole set of documents makes it."""
    if len(sources) < weights.limits["likeness_documents"]:
        return lambda _one, _other: None
    vector = vectors(sources)
    model = weights.likeness

    @cache
    def log_odds(one: str, other: str) -> float | None:
        if one not in sources or other not in sources:
            return None
        found = features(vector(one), vector(other))
        if found["words"] < weights.limits["likeness_words"]:
            return -BOUND
        odds = model["intercept"] + sum(model[name] * value for name, value in found.items())
        return round(max(-BOUND, min(BOUND, odds)), _DIGITS)

    return lambda one, other: log_odds(min(one, other), max(one, other))


def vectors(sources: Mapping[str, DocumentSource]) -> Callable[[str], tuple[_Vector, ...]]:
    """Return the weighted terms of each document, one vector of unit length for each of `KINDS`."""
    held = Counter(word for source in sources.values() for word in set(source.words))
    common = frozenset(word for word, n in held.items() if n > _COMMON * len(sources))
    frequencies = [Counter[str]() for _ in KINDS]
    for source in sources.values():
        for counts, found in zip(frequencies, _terms(source, common), strict=True):
            counts.update(set(found))

    @cache
    def of(document_id: str) -> tuple[_Vector, ...]:
        found = _terms(sources[document_id], common)
        return tuple(_vector(names, counts, len(sources)) for names, counts in zip(found, frequencies, strict=True))

    return of


def rare_terms(sources: Mapping[str, DocumentSource], weights: LinkageWeights) -> Mapping[str, tuple[str, ...]]:
    """Return the rarest words that each document begins with and shares with others: one place to look for texts alike.

    Words that very many documents hold are none, so that the number of documents to compare with each stays bounded.
    """
    if len(sources) < weights.limits["likeness_documents"]:
        return {}
    held = Counter(word for source in sources.values() for word in set(source.words))
    most = weights.limits["likeness_holders"]
    return {name: _rarest(source.words[:_N_FIRST_WORDS], held, most) for name, source in sources.items()}


def _rarest(words: Sequence[str], held: Mapping[str, int], most: float) -> tuple[str, ...]:
    shared = (word for word in set(words) if 1 < held[word] <= most)
    return tuple(sorted(shared, key=lambda word: (held[word], word))[:_N_RAREST])


def features(one: Sequence[_Vector], other: Sequence[_Vector]) -> dict[str, float]:
    """Return the cosine for each kind of term (0-1), and its root, which tells little from nothing."""
    cosines = {name: _cosine(a, b) for name, a, b in zip(KINDS, one, other, strict=True)}
    return cosines | {f"{name}_root": math.sqrt(value) for name, value in cosines.items()}


def _terms(source: DocumentSource, common: frozenset[str]) -> tuple[Sequence[str], ...]:
    """Return the terms of each kind; pairs are of neighbours when the commonest words are passed over."""
    pairs = [f"{first} {second}" for first, second in pairwise(word for word in source.words if word not in common)]
    first = source.words[:_N_FIRST_WORDS], source.names[:_N_FIRST_NAMES]
    return source.words, source.names, source.numbers, pairs, *first


def _vector(found: Sequence[str], frequencies: Mapping[str, int], n_documents: int) -> _Vector:
    weighed = {
        term: (1 + math.log(n)) * math.log(n_documents / frequencies[term])
        for term, n in Counter(found).items()
        if frequencies[term] > 1
    }
    length = math.sqrt(sum(value * value for value in weighed.values()))
    return {term: value / length for term, value in weighed.items()} if length else {}


def _cosine(one: _Vector, other: _Vector) -> float:
    fewer, more = sorted((one, other), key=len)
    return min(1.0, max(0.0, math.fsum(value * more[term] for term, value in fewer.items() if term in more)))
