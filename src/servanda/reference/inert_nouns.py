"""Nouns of English that name neither people nor a body of people in any usual sense: a doer of harm is none of them.

``scripts/derive_inert_nouns.py`` writes the table from WordNet (G. A. Miller, "WordNet: A Lexical Database for English",
Communications of the ACM 38, 1995) with its hash; nothing here is edited by hand. Own words for what acts go before it (`lexicon.unable`).
"""

from functools import lru_cache

from servanda.reference.packed import packed_text

CHECKSUMS = "inert_nouns.checksums.txt"


@lru_cache(maxsize=1)
def inert_nouns() -> frozenset[str]:
    """Return the nouns, lemmas of one word in small letters."""
    return frozenset(packed_text("inert_nouns.txt.gz").split())
