"""Totals: "the death toll rose to 41", "bringing the number of wounded to 17"; what it was before is no toll of its own."""

from collections.abc import Iterator

from servanda.extract.casualties.page import Count, Page, Toll
from servanda.extract.clauses import Clauses, links
from servanda.model.claims import Effect
from servanda.reference.lexicon_words import CasualtyWords


def is_running(clauses: Clauses, word: int, harm: CasualtyWords) -> bool:
    """Tell whether a word is of a total that an act only adds to: "killed four, bringing the toll to 96"."""
    verb = clauses.tree.heads[word]
    adding = clauses.words.shapes[verb] == links.GERUND and clauses.tree.links[verb] == links.ADVERBIAL
    return adding and clauses.words.lemmas[verb].lower() in harm.totalling


def of_total(page: Page, word: int) -> Iterator[Toll]:
    """Yield the total that a word such as "toll" or "number (of dead)" is said to reach."""
    effect = _effect(page, word)
    if effect is None:
        return
    found = _total(page, word)
    if found is not None and (found.first > word or is_running(page.clauses, word, page.harm)):
        yield Toll(effect, found.minimum, found.maximum, found.first, found.last, word)


def _effect(page: Page, word: int) -> Effect | None:
    """Return what a total counts: the dead, unless it says otherwise."""
    if page.lemma(word) == "toll":
        named = (page.harm.effect_of_word(page.lemma(item)) for item in page.tree.linked(word, links.COMPOUND))
        return next((effect for effect in named if effect), "killed")
    if page.lemma(word) != "number":
        return None
    counted = (_counted_as(page, item) for item in page.under(word, "of"))
    return next((effect for effect in counted if effect), None)


def _counted_as(page: Page, item: int) -> Effect | None:
    """As in "the number of dead", "of people killed there"."""
    done_to = (page.harm.effect_of_verb(page.lemma(one)) for one in page.tree.linked(item, links.OF_NOUN))
    return page.harm.effect_of_word(page.lower(item)) or next((effect for effect in done_to if effect), None)


def _total(page: Page, word: int) -> Count | None:
    verb = page.tree.heads[word]
    totalling = page.lemma(verb) in page.harm.totalling
    found = _reached(page, word) if totalling else None
    if found is not None:
        return found
    before = page.first_number(page.under(verb, *page.harm.total_to)) if totalling else None
    if before is not None:
        return before
    plain = page.tree.linked(verb, links.OBJECT, links.PREDICATE) if totalling and verb != word else []
    return page.first_number([*page.under(word, "of"), *(item for item in plain if item != word)])


def _reached(page: Page, word: int) -> Count | None:
    """Return the number behind "to" or "at" after the word; of "from 28 to 31" and "by two to 19" the last."""
    for item in range(word + 1, page.clauses.sentence_of(word).stop):
        stated = page.number_at(item)
        if stated is None:
            continue
        before = page.lower(stated.first - 1)
        if page.numbers[item][1].basis == "range" and not page.harm.total_from.isdisjoint({before, page.lower(item)}):
            return Count(stated.last, stated.last, stated.maximum, stated.maximum)
        if before in page.harm.total_to:
            return stated
    return None
