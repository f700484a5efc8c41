"""How surely two documents speak of the same matters, from the words, names, numbers and word pairs they share.

Each kind of term is weighted by its rarity in news (`Rarity`; never in the dossier, so that the likeness of two texts depends on
them alone) and compared by cosine; a logistic model over the cosines and their roots gives the probability. What a text begins with
counts a second time: news says first what it is about, and tells what led to it, or what once was like it, further down. Texts
with hardly a word in common are not weighed at all. The coefficients stand in ``reference/data/corroborate.yaml``, fitted by
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
from servanda.reference.rarity import load_rarity
from servanda.text.terms import stem

Likeness = Callable[[str, str], float | None]
"""Takes two document ids; gives log odds, or ``None`` where one of them is not known or holds no words."""

_Vector = Mapping[str, float]
KINDS: Final = ("words", "names", "numbers", "word_pairs", "first_words", "first_names")
_N_FIRST_WORDS: Final = 60  # about three sentences
_N_FIRST_NAMES: Final = 20
_N_RAREST: Final = 8
BOUND: Final = 6.0
_COMMON: Final = 0.3  # of texts
_DIGITS: Final = 3


def likeness(sources: Mapping[str, DocumentSource], weights: LinkageWeights) -> Likeness:
    """Return the comparison of two documents by their terms; it depends on the two alone."""
    vector = cache(lambda name: vectors(sources[name]))
    model = weights.likeness

    @cache
    def log_odds(one: str, other: str) -> float | None:
        if not all(name in sources and sources[name].words for name in (one, other)):
            return None
        found = features(vector(one), vector(other))
        if found["words"] < weights.limits["likeness_words"]:
            return -BOUND
        odds = model["intercept"] + sum(model[name] * value for name, value in found.items())
        most = BOUND if found["names"] > 0 or not _both_name(sources[one], sources[other]) else 0.0
        return round(max(-BOUND, min(most, odds)), _DIGITS)

    return lambda one, other: log_odds(min(one, other), max(one, other))


def _both_name(one: DocumentSource, other: DocumentSource) -> bool:
    """Tell whether both texts hold names; those that share none of them are alike in common words only."""
    return bool(one.names and other.names)


def vectors(source: DocumentSource) -> tuple[_Vector, ...]:
    """Return the weighted terms of a document, one vector of unit length for each of `KINDS`."""
    rarity = load_rarity()
    seldom = (word for word in source.words if rarity.share(word) <= _COMMON)
    pairs = [f"{first} {second}" for first, second in pairwise(seldom)]  # of neighbours, the commonest passed over
    first_words, first_names = source.words[:_N_FIRST_WORDS], source.names[:_N_FIRST_NAMES]
    found = source.words, source.names, source.numbers, pairs, first_words, first_names
    return tuple(map(_vector, found))


def rare_terms(source: DocumentSource) -> tuple[str, ...]:
    """Return the rarest words that a document begins with: one place to look for texts alike."""
    rarity = load_rarity()
    words = sorted(set(source.words[:_N_FIRST_WORDS]), key=lambda word: (rarity.share(word), word))
    return tuple(words[:_N_RAREST])


def features(one: Sequence[_Vector], other: Sequence[_Vector]) -> dict[str, float]:
    """Return the cosine for each kind of term (0-1), and its root, which tells little from nothing."""
    cosines = {name: _cosine(a, b) for name, a, b in zip(KINDS, one, other, strict=True)}
    return cosines | {f"{name}_root": math.sqrt(value) for name, value in cosines.items()}


def _vector(found: Sequence[str]) -> _Vector:
    weighed = {term: (1 + math.log(n)) * _weight(term) for term, n in Counter(found).items()}
    length = math.sqrt(sum(value * value for value in weighed.values()))
    return {term: value / length for term, value in weighed.items()} if length else {}


@cache
def _weight(term: str) -> float:
    """Return how rare a stem, a name, a number or a pair of words is; a pair is as rare as both together."""
    rarity = load_rarity()
    return sum(rarity.weight(stem(word)) for word in term.split())


def _cosine(one: _Vector, other: _Vector) -> float:
    fewer, more = sorted((one, other), key=len)
    return min(1.0, max(0.0, math.fsum(value * more[term] for term, value in fewer.items() if term in more)))
