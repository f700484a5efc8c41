"""How rare a word or number is in texts of news (``data/word_rarity.tsv.gz``), whatever a dossier holds."""

import math
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from servanda.reference.packed import packed_text

_NOT_COUNTED: Final = 4
"""In how many texts a term is held to stand that too few hold to be written: half of the fewest that are."""


class Rarity(NamedTuple):
    """In how many of ``n_texts`` each stem and number stands."""

    n_texts: int
    held: Mapping[str, int]

    def weight(self, term: str) -> float:
        """Return the inverse document frequency of a stem or number (Sparck Jones 1972), in natural logarithms."""
        return math.log(self.n_texts / self.held.get(term, _NOT_COUNTED))

    def share(self, term: str) -> float:
        """Return the share of texts that hold a stem or number (0-1)."""
        return self.held.get(term, _NOT_COUNTED) / self.n_texts


@lru_cache(maxsize=1)
def load_rarity() -> Rarity:
    """Return the shipped counts."""
    rows = (line.split("\t") for line in packed_text("word_rarity.tsv.gz").splitlines())
    held = {term: int(n) for term, n in rows}
    return Rarity(held.pop(""), held)
