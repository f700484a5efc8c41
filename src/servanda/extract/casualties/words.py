"""Tolls that other words than verbs state: "12 dead", "five deaths", "the killing of two nurses", "no casualties"."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from servanda.extract.casualties.page import Page, Toll, below
from servanda.extract.grammar import children, subjects, with_conjuncts
from servanda.model.claims import Effect

if TYPE_CHECKING:
    from spacy.tokens import Token


def of_word(page: Page, token: "Token") -> Iterator[Toll]:
    """Yield the tolls that an adjective, participle or noun states; of a verb only where it has no clause of its own."""
    lemma, lower = token.lemma_.lower(), token.lower_
    effect = page.words.effect_of_word(lower) or (page.words.effect_of_word(lemma) if token.pos_ == "NOUN" else None)
    clause = token.pos_ == "VERB" and (
        children(token, "dobj", "nsubjpass", "auxpass", "agent")
        or (children(token, "nsubj") and page.words.effect_of_verb(lemma))
    )
    if effect and not clause:
        yield from _counted_word(page, token, effect)
    noun = page.words.effect_of_noun(lemma) if token.pos_ == "NOUN" else None
    if noun:
        yield from page.harmed(token, noun, below(token, "of"))
    if lower in page.words.deadly and token.dep_ in {"amod", "acomp", "attr", "conj"}:
        yield Toll("killed", 1, None, token.i, token.i, token)
    if lemma in page.words.lives and token.dep_ == "dobj" and token.head.lemma_ in page.words.taking_lives:
        yield from _lives(page, token)
    if lemma in page.words.wounds and token.dep_ == "dobj" and token.head.lemma_ in page.words.bearing_wounds:
        yield from page.harmed(token, "injured", subjects(token.head))
    if lemma in page.words.captive and token.head.lemma_ in page.words.taking_captive:
        yield from page.harmed(
            token, "abducted", [*children(token, "compound", "nmod"), *children(token.head, "dobj", "dative")]
        )
    if lemma in page.words.bodies and token.tag_ == "NNS":
        yield from _bodies(page, token)
    if lemma in page.words.harm_of_any_kind:
        yield from _none_at_all(page, token)


def _counted_word(page: Page, token: "Token", effect: Effect) -> Iterator[Toll]:
    """As in "12 dead", "left 20 wounded", "five deaths", "went missing"; "the dead included" counts nobody."""
    if token.dep_ in {"acomp", "oprd", "xcomp", "ccomp"} or (token.pos_ == "VERB" and children(token, "nsubj", "aux")):
        heads = [
            *children(token, "nsubj"),
            *children(token.head, "dobj"),
            *(subjects(token.head) if token.head.lemma_ in page.words.linking else []),
        ][:1]
        yield from page.harmed(token, effect, with_conjuncts(heads))
        return
    if token.dep_ == "amod" and page.are_people(token.head):
        behind = token.head.i < token.i  # "nine dead", "left 30 people dead"
        yield from page.harmed(
            token, effect, [token.head] if not behind or page.first_number((token.head, *token.head.lefts)) else []
        )
        return
    before = [token, *token.lefts, *([token.nbor(-1)] if token.i else [])]
    stated = page.first_number(before)
    named = token if token.pos_ == "NOUN" and effect in {"detained", "displaced"} else None
    nobody = next((item for item in before if item.lower_ in page.words.nobody and item.i != token.i), None)
    if stated is not None:
        yield Toll(effect, stated.minimum, stated.maximum, stated.first, max(token.i, stated.last), token, named)
    elif nobody is not None:
        yield Toll(effect, 0, 0, nobody.i, token.i, token)
    elif token.pos_ == "NOUN":
        yield from page.harmed(token, effect, below(token, "of"))


def _lives(page: Page, token: "Token") -> Iterator[Toll]:
    """As in "claimed the lives of 12 people", "12 lost their lives", "cost 16 lives"."""
    losers = subjects(token.head) if token.head.lemma_ == "lose" else []
    of = below(token, "of")
    yield from page.harmed(token, "killed", of or losers)
    stated = page.first_number((token, *token.lefts)) if not of else None
    if stated is not None:
        yield Toll("killed", stated.minimum, stated.maximum, stated.first, max(token.i, stated.last), token)


def _bodies(page: Page, token: "Token") -> Iterator[Toll]:
    """As in "the bodies of six men", "six bodies were found"."""
    of = below(token, "of")
    stated = page.first_number(token.lefts)
    if of:
        yield from page.harmed(token, "killed", of)
    elif stated is not None and token.head.lemma_ in page.words.found_bodies:
        yield Toll("killed", stated.minimum, stated.maximum, stated.first, max(token.i, stated.last), token)


def _none_at_all(page: Page, token: "Token") -> Iterator[Toll]:
    """As in "no casualties were reported", "without causing casualties": nobody killed and nobody injured.

    "No civilian casualties" says nothing of soldiers, and "no reports of casualties" nothing of anybody.
    """
    if any(child.dep_ in {"amod", "compound"} for child in token.lefts):
        return
    denied = next((child for child in token.lefts if child.lower_ in page.words.no_casualties), None)
    above = next((item for item in token.ancestors if item.pos_ != "VERB"), token)
    if denied is None and above.lower_ == "without":
        denied = above
    if denied is not None:
        yield Toll("killed", 0, 0, denied.i, token.i, token)
        yield Toll("injured", 0, 0, denied.i, token.i, token)
