"""Tolls that other words than verbs state: "12 dead", "five deaths", "the killing of two nurses", "no casualties"."""

from collections.abc import Iterator
from typing import Final

from servanda.extract.casualties.page import Count, Page, Toll
from servanda.extract.clauses import links
from servanda.model.claims import Effect

_NAMED: Final[frozenset[Effect]] = frozenset({"detained", "displaced"})  # "40 detainees" are the victims themselves
_OWN_CLAUSE: Final = (links.OBJECT, links.PASSIVE_SUBJECT, links.PASSIVE_AUXILIARY, links.AGENT)
_DEADLY: Final = frozenset({links.ADJECTIVE, links.PREDICATE, links.CONJUNCT})


def of_word(page: Page, word: int) -> Iterator[Toll]:
    """Yield the tolls that an adjective, participle or noun states; of a verb only where it has no clause of its own."""
    for rule in _RULES:
        yield from rule(page, word)


def _counted(page: Page, word: int) -> Iterator[Toll]:
    lemma, noun = page.lemma(word), page.is_noun(word)
    effect = page.harm.effect_of_word(page.lower(word)) or (page.harm.effect_of_word(lemma) if noun else None)
    if effect is not None and not _has_clause(page, word):
        yield from _counted_word(page, word, effect)


def _has_clause(page: Page, word: int) -> bool:
    harming = page.harm.effect_of_verb(page.lemma(word)) is not None
    clausal = page.tree.has(word, *_OWN_CLAUSE) or (harming and page.tree.has(word, links.SUBJECT))
    return clausal and page.words.kinds[word] == links.VERB


def _counted_word(page: Page, word: int, effect: Effect) -> Iterator[Toll]:
    """As in "12 dead", "left [four dead]", "left 20 wounded", "five deaths", "went missing"; "the dead included" counts nobody."""
    above = page.tree.heads[word]
    if _is_said_of(page, word) and not page.tree.has(word, links.NUMBER):
        yield from page.harmed(word, effect, page.tree.joined(_said_of(page, word)))
    elif page.tree.links[word] == links.ADJECTIVE and page.are_people(above):
        counted = above > word or page.first_number((above, *page.ahead(above)))  # "nine dead", "left 30 people dead"
        yield from page.harmed(word, effect, [above] if counted else [])
    else:
        yield from _counted_itself(page, word, effect)


def _is_said_of(page: Page, word: int) -> bool:
    """Tell whether a word says of others that they were harmed: "12 were dead", "left 20 wounded", "two drowned"."""
    link, kind = page.tree.links[word], page.words.kinds[word]
    own = kind == links.VERB and page.tree.has(word, links.SUBJECT, links.AUXILIARY)
    return own or link in {links.OPEN, links.CONTENT} or (link == links.PREDICATE and kind not in links.NOMINAL)


def _said_of(page: Page, word: int) -> list[int]:
    above = page.tree.heads[word]
    nearest = [*page.tree.linked(word, links.SUBJECT), *page.tree.linked(above, links.OBJECT)]
    return (nearest or (subjects(page, above) if page.lemma(above) in page.harm.linking else []))[:1]


def _counted_itself(page: Page, word: int, effect: Effect) -> Iterator[Toll]:
    """As in "the 12 dead", "no deaths", "the death of two nurses"."""
    before = [word, *page.ahead(word), *([word - 1] if word else [])]
    stated = page.first_number(before)
    nobody = next((item for item in before if page.lower(item) in page.harm.nobody and item != word), None)
    if stated is not None:
        yield _stated(stated, effect, word, word if page.is_noun(word) and effect in _NAMED else None)
    elif nobody is not None:
        yield Toll(effect, 0, 0, nobody, word, word)
    elif page.is_noun(word):
        yield from page.harmed(word, effect, page.under(word, "of"))


def _stated(count: Count, effect: Effect, word: int, who: int | None = None) -> Toll:
    return Toll(effect, count.minimum, count.maximum, count.first, max(word, count.last), word, who)


def _deeds(page: Page, word: int) -> Iterator[Toll]:
    """As in "the killing of two nurses", "six killings of farmers", "40 cases of arbitrary arrest"."""
    effect = page.harm.effect_of_noun(page.lemma(word)) if page.is_noun(word) else None
    if effect is None:
        return
    yield from page.harmed(word, effect, page.under(word, "of"))
    counted = _counted_deeds(page, word)
    stated = page.first_number(page.tree.linked(counted, links.NUMBER)) if counted is not None else None
    if stated is not None:
        yield _stated(stated, effect, word)


def _counted_deeds(page: Page, word: int) -> int | None:
    """Return the noun whose number counts deeds of which each harms one: the deed in the plural, or its cases."""
    cases = page.tree.heads[page.tree.heads[word]] if page.tree.links[word] == links.GOVERNED else word
    if page.lemma(cases) in page.harm.cases:
        return cases
    return word if page.words.shapes[word] == links.PLURAL and not _is_narrowed(page, word) else None


def _deadly(page: Page, word: int) -> Iterator[Toll]:
    if page.lower(word) in page.harm.deadly and page.tree.links[word] in _DEADLY:
        yield Toll("killed", 1, None, word, word, word)


def _lives(page: Page, word: int) -> Iterator[Toll]:
    """As in "claimed the lives of 12 people", "12 lost their lives", "cost 16 lives"."""
    verb = page.tree.heads[word]
    if page.lemma(word) not in page.harm.lives or not _is_object_of(page, word, page.harm.taking_lives):
        return
    of = page.under(word, "of")
    yield from page.harmed(word, "killed", of or (subjects(page, verb) if page.lemma(verb) == "lose" else []))
    stated = page.first_number((word, *page.ahead(word))) if not of else None
    if stated is not None:
        yield _stated(stated, "killed", word)


def _limbs(page: Page, word: int) -> Iterator[Toll]:
    """As in "one docker lost a leg"."""
    verb = page.tree.heads[word]
    if page.lemma(word) in page.harm.limbs and page.lemma(verb) == "lose" and page.tree.links[word] == links.OBJECT:
        yield from page.harmed(word, "injured", subjects(page, verb))


def _wounds(page: Page, word: int) -> Iterator[Toll]:
    """As in "nine people suffered injuries", "six were treated for burns", "injuries to two men"."""
    if page.lemma(word) not in page.harm.wounds or not page.is_noun(word):
        return
    if _is_object_of(page, word, page.harm.bearing_wounds):
        yield from page.harmed(word, "injured", subjects(page, page.tree.heads[word]))
    treated = page.tree.heads[page.tree.heads[word]] if page.tree.links[word] == links.GOVERNED else word
    if page.clauses.is_verb(treated) and page.lemma(treated) in page.harm.treating:
        yield from page.harmed(word, "injured", [one.head for one in page.clauses.clause(treated).undergoers])
    yield from page.harmed(word, "injured", page.under(word, *page.harm.to))


def _captives(page: Page, word: int) -> Iterator[Toll]:
    """As in "took three engineers hostage"."""
    verb = page.tree.heads[word]
    if page.lemma(word) in page.harm.captive and page.lemma(verb) in page.harm.taking_captive:
        taken = page.tree.linked(word, links.COMPOUND, links.MODIFIER)
        taken += page.tree.linked(verb, links.OBJECT, links.RECIPIENT)
        yield from page.harmed(word, "abducted", taken)


def _bodies(page: Page, word: int) -> Iterator[Toll]:
    """As in "the bodies of six men", "six bodies were found"."""
    if page.lemma(word) not in page.harm.bodies or page.words.shapes[word] != links.PLURAL:
        return
    of = page.under(word, "of")
    stated = page.first_number(page.ahead(word))
    if of:
        new = [one for one in of if not _is_of_told(page, one)]
        yield from page.harmed(word, "killed", new)
    elif stated is not None and page.lemma(page.tree.heads[word]) in page.harm.found_bodies:
        yield _stated(stated, "killed", word)


def _is_of_told(page: Page, counted: int) -> bool:
    """Tell whether some of those who were counted before are meant: "the bodies of five of the dead"."""
    return any(page.lower(one) in page.harm.harmed | page.harm.of_them for one in page.under(counted, "of"))


def _none_at_all(page: Page, word: int) -> Iterator[Toll]:
    """As in "no casualties were reported", "without causing casualties": nobody killed and nobody injured.

    "No civilian casualties" says nothing of soldiers, and "no reports of casualties" nothing of anybody.
    """
    if page.lemma(word) not in page.harm.harm_of_any_kind or _is_narrowed(page, word):
        return
    denied = next((item for item in page.ahead(word) if page.lower(item) in page.harm.no_casualties), None)
    above = next((item for item in page.clauses.above(word) if page.words.kinds[item] != links.VERB), word)
    if denied is None and page.lower(above) == "without":
        denied = above
    if denied is not None:
        yield Toll("killed", 0, 0, denied, word, word)
        yield Toll("injured", 0, 0, denied, word, word)


def _is_narrowed(page: Page, word: int) -> bool:
    return any(item < word for item in page.tree.linked(word, links.ADJECTIVE, links.COMPOUND))


def _is_object_of(page: Page, word: int, verbs: frozenset[str]) -> bool:
    return page.tree.links[word] == links.OBJECT and page.lemma(page.tree.heads[word]) in verbs


def subjects(page: Page, verb: int) -> list[int]:
    """Return the heads of the subject of a verb, coordinated ones apart; of another word none."""
    return [one.head for one in page.clauses.clause(verb).subjects] if page.clauses.is_verb(verb) else []


_RULES: Final = (_counted, _deeds, _deadly, _lives, _limbs, _wounds, _captives, _bodies, _none_at_all)
