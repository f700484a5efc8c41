"""What kind of thing common nouns name, as entries of ``events.yaml`` ask for it: ``noun.person`` (`reference.noun_kinds`)."""

from collections.abc import Iterable
from typing import Final

from servanda.extract.clauses import Clauses, links
from servanda.reference.lexicon_frames import Words
from servanda.reference.noun_kinds import noun_kinds

ACT: Final = "noun.act"


def kinds_of(clauses: Clauses, heads: Iterable[int]) -> Words:
    """Return the kinds of thing that common nouns name, by their heads."""
    words, kinds = clauses.words, noun_kinds()
    told = (kinds.get(words.lemmas[head].lower()) for head in heads if words.kinds[head] == links.NOUN)
    return frozenset(f"noun.{kind}" for kind in told if kind)
