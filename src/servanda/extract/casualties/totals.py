"""Totals: "the death toll rose to 41", "bringing the number of wounded to 17"; what it was before is no toll of its own."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from servanda.extract.casualties.page import Count, Page, Toll, below
from servanda.extract.grammar import children
from servanda.model.claims import Effect

if TYPE_CHECKING:
    from spacy.tokens import Token


def of_total(page: Page, token: "Token") -> Iterator[Toll]:
    """Yield the total that a word such as "toll" or "number (of dead)" is said to reach."""
    effect = _effect(page, token)
    if effect is None:
        return
    verb = token.head
    found = _reached(page, token) if verb.lemma_ in page.words.totalling else None
    if found is None:
        plain = [*children(verb, "dobj", "attr")] if verb.lemma_ in page.words.totalling and verb != token else []
        found = page.first_number([*below(token, "of"), *(item for item in plain if item != token)])
    if found is not None and found.first > token.i:
        yield Toll(effect, found.minimum, found.maximum, found.first, found.last, token)


def _effect(page: Page, token: "Token") -> Effect | None:
    """Return what a total counts: the dead, unless it says otherwise."""
    if token.lemma_ == "toll":
        named = (page.words.effect_of_word(item.lemma_.lower()) for item in children(token, "compound"))
        return next((effect for effect in named if effect), "killed")
    if token.lemma_ != "number":
        return None
    return next((effect for item in below(token, "of") if (effect := page.words.effect_of_word(item.lower_))), None)


def _reached(page: Page, token: "Token") -> Count | None:
    """Return the number behind "to" or "at" after the word; of "from 28 to 31" and "by two to 19" the last."""
    starts = page.words.total_from
    for item in (item for item in token.sent if item.i > token.i):
        stated = page.number_at(item)
        if stated is None:
            continue
        before = page.doc[stated.first - 1].lower_ if stated.first else ""
        if page.numbers[item.i][1].basis == "range" and (before in starts or item.lower_ in starts):
            return Count(stated.last, stated.last, stated.maximum, stated.maximum)
        if before in page.words.total_to:
            return stated
    return None
