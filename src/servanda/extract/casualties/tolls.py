"""Tolls: who was harmed how, as ranges. A number is given only where its words stand in the span.

"At least nine killed" is 9 to open, "dozens" 24 to open, "deadly" one or more, "no one was hurt" zero; "nine people,
including six children" gives nine and, as a part, six. A count of days, houses, families or tanks is no toll, and of "20
killed or wounded" each is at most 20. ``verbs``, ``words``, ``totals`` and ``parts`` hold the rules.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from servanda.extract.casualties.page import Page, Toll
from servanda.extract.casualties.parts import parts_of
from servanda.extract.casualties.totals import of_total
from servanda.extract.casualties.verbs import of_verb
from servanda.extract.casualties.words import of_word
from servanda.model.claims import Effect

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens

__all__ = ["Page", "Toll", "find_tolls"]


def find_tolls(page: Page, sentence: "Tokens") -> tuple[Toll, ...]:
    """Return the tolls of a sentence in text order; one number counts for one harm, by the first rule that reads it."""
    manner, harm = page.words.manner, page.analysis.reference.lexicon.harm_words
    telling = [token for token in sentence if token.lower_ in harm or token.lemma_.lower() in harm]
    heads = {above.i: above for token in telling if token.lower_ in manner for above in (token.head, token.head.head)}
    tokens = {**heads, **{token.i: token for token in telling}}
    rules = (of_verb, of_word, of_total)
    wholes = _once(toll for place in sorted(tokens) for rule in rules for toll in rule(page, tokens[place]))
    return _once((*wholes, *parts_of(page, sentence, wholes))) if wholes or page.numbers else ()


def _once(tolls: Iterable[Toll]) -> tuple[Toll, ...]:
    kept: dict[tuple[int, Effect], Toll] = {}
    for toll in tolls:
        kept.setdefault((toll.first, toll.effect), toll)
    return tuple(kept[key] for key in sorted(kept))
