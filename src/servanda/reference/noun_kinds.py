"""What kind of thing a noun of English names first of all: people, bodies of people, acts, things made, beasts, plants, food, goods.

``scripts/derive_noun_kinds.py`` writes the table from WordNet (G. A. Miller, "WordNet: A Lexical Database for English",
Communications of the ACM 38, 1995) with its hash; nothing here is edited by hand. Entries of ``events.yaml`` ask for a kind as
``noun.person``, beside the words that they list.
"""

from collections.abc import Mapping
from functools import lru_cache

from servanda.reference.packed import packed_text

CHECKSUMS = "noun_kinds.checksums.txt"


@lru_cache(maxsize=1)
def noun_kinds() -> Mapping[str, str]:
    """Return the kind of each noun, a lemma of one word in small letters: ``{"beekeeper": "person", "stall": "artifact"}``."""
    return dict(line.split("\t") for line in packed_text("noun_kinds.tsv.gz").splitlines())
