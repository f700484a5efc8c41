"""Tolls: who was harmed how, as ranges. A number is given only where its words stand in the span.

"At least nine killed" is 9 to open, "dozens" 24 to open, "deadly" one or more, "no one was hurt" zero; "nine people,
including six children" gives nine and, as a part, six. A count of days, houses, families or tanks is no toll, and of "20
killed or wounded" each is at most 20. ``verbs``, ``words``, ``totals`` and ``parts`` hold the rules.
"""

from collections.abc import Iterable
from typing import Final

from servanda.extract.casualties.page import Page, Toll
from servanda.extract.casualties.parts import parts_of
from servanda.extract.casualties.totals import of_total
from servanda.extract.casualties.verbs import of_verb
from servanda.extract.casualties.words import of_word
from servanda.model.claims import Effect

_RULES: Final = (of_verb, of_word, of_total)


def find_tolls(page: Page, sentence: range) -> tuple[Toll, ...]:
    """Return the tolls of a sentence (a range of words) in text order; one number counts for one harm, by the first rule that reads it."""
    wholes = _once(toll for word in _telling(page, sentence) for rule in _RULES for toll in rule(page, word))
    return _once((*wholes, *parts_of(page, sentence, wholes))) if wholes or page.numbers else ()


def _telling(page: Page, sentence: range) -> list[int]:
    """Return the words that may state a harm, and those above a word of manner: "[beaten] to death", "[shot] dead"."""
    harm, heads = page.analysis.reference.lexicon.harm_words, page.tree.heads
    telling = [word for word in sentence if not harm.isdisjoint({page.lower(word), page.lemma(word)})]
    above = [heads[word] for word in telling if page.lower(word) in page.harm.manner]
    return sorted({*telling, *above, *(heads[word] for word in above)})


def _once(tolls: Iterable[Toll]) -> tuple[Toll, ...]:
    kept: dict[tuple[int, Effect], Toll] = {}
    for toll in tolls:
        kept.setdefault((toll.first, toll.effect), toll)
    return tuple(kept[key] for key in sorted(kept))
