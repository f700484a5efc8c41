"""Parts of a toll, and tolls whose harm is said once: "including six children", "11 of them medics", "three in A, two in B"."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from servanda.extract.casualties.page import Count, Page, Toll
from servanda.extract.clauses import links

_NEAR: Final = 4  # words from "of them" to the noun that it counts
_INCLUDING: Final = frozenset({links.PREPOSITION, links.OF_NOUN})
_DONE_TO: Final = frozenset({links.OBJECT, links.PASSIVE_SUBJECT})
_LISTING: Final = ","


def parts_of(page: Page, sentence: range, tolls: Sequence[Toll]) -> Iterator[Toll]:
    """Yield the parts of the tolls of a sentence (a range of words) that are already read."""
    for word in sentence:
        if page.lower(word) in page.harm.parts and page.tree.links[word] in _INCLUDING:
            yield from _including(page, word, tolls)
        elif page.lower(word) in page.harm.of_them and page.lower(page.tree.heads[word]) in page.harm.among_them:
            yield from _of_them(page, word, tolls)
        elif word in page.numbers:
            yield from _elliptic(page, word, tolls)
        if _is_of_the_harmed(page, word):
            yield from _among_the_dead(page, word)


def _is_of_the_harmed(page: Page, word: int) -> bool:
    group = page.lower(word) in page.harm.harmed and page.words.kinds[word] != links.VERB
    return group or page.lower(word) in page.harm.harmed_people


def _whole(page: Page, word: int, tolls: Sequence[Toll]) -> Toll | None:
    """Return the toll that a part belongs to: the last before it in its sentence."""
    sentence = page.clauses.sentence_of(word)
    before = (toll for toll in reversed(tolls) if toll.last < word and page.lower(toll.source) != "toll")
    return next((toll for toll in before if toll.source in sentence), None)


def _made(whole: Toll | None, count: Count | None, who: int | None, last: int) -> Iterator[Toll]:
    if whole is not None and count is not None and whole.maximum != 0:
        yield Toll(whole.effect, count.minimum, count.maximum, count.first, max(last, count.last), whole.source, who)


def _including(page: Page, word: int, tolls: Sequence[Toll]) -> Iterator[Toll]:
    whole = _whole(page, word, tolls)
    for item in page.tree.joined(page.tree.linked(word, links.GOVERNED, links.OBJECT)):
        if page.lower(item) not in page.harm.of_them and page.are_people(item):
            yield from _made(whole, page.count(item), item, item)


def _of_them(page: Page, word: int, tolls: Sequence[Toll]) -> Iterator[Toll]:
    """As in "11 of them children", "20 of whom were women", "among them a midwife and two nurses", "two nurses among them"."""
    above = page.tree.heads[word]
    if page.lower(above) == "of":
        yield from _number_of_them(page, word, tolls)
        return
    head, before = page.tree.heads[above], above - 1
    named = page.is_noun(head) and head > above
    stated = page.count(before) if not named and above and page.is_noun(before) else None
    if stated is not None:
        yield from _made(_whole(page, page.tree.firsts[before], tolls), stated, before, before)
        return
    for item in page.tree.joined([head] if named else _noun_behind(page, word)):
        yield from _made(_whole(page, above, tolls), page.count(item), item, item)


def _noun_behind(page: Page, word: int) -> list[int]:
    return [*islice((item for item in range(word + 1, len(page.words)) if page.is_noun(item)), 1)]


def _number_of_them(page: Page, word: int, tolls: Sequence[Toll]) -> Iterator[Toll]:
    """As in "11 of them children", "20 of whom were women"."""
    before = page.tree.heads[word] - 1
    stated = page.number_at(before) if not _is_done_to(page, before) else None
    if stated is None:
        return
    behind = range(word + 1, min(word + _NEAR, len(page.words)))
    who = next((item for item in behind if page.is_noun(item)), None)
    yield from _made(_whole(page, stated.first, tolls), stated, who, who if who is not None else word)


def _is_done_to(page: Page, number: int) -> bool:
    """Tell whether another verb is done to a part: "released 20 of them" harms nobody."""
    verb = page.lemma(page.tree.heads[number])
    return page.tree.links[number] in _DONE_TO and page.harm.effect_of_verb(verb) is None


def _elliptic(page: Page, word: int, tolls: Sequence[Toll]) -> Iterator[Toll]:
    """As in "killed three people in A, two in B and one in C", "injured four, three seriously"."""
    first, _ = page.numbers[word]
    whole = _whole(page, first, tolls) if first and _goes_on(page, first) else None
    if whole is None or _is_interrupted(page, range(max(whole.last, whole.source) + 1, first)):
        return
    behind = page.lower(word + 1)
    gravely = behind in page.harm.gravely and whole.effect == "injured"
    apart = behind in page.harm.parted_by_place and page.tree.links[word + 1] == links.PREPOSITION
    if gravely or apart:
        yield from _made(whole, page.number_at(word), None, word)


def _goes_on(page: Page, first: int) -> bool:
    return page.lower(first - 1) in {_LISTING, "and"}


def _is_interrupted(page: Page, between: range) -> bool:
    """Tell whether another verb or harm stands between a toll and a number."""
    return any(page.words.kinds[item] == links.VERB or page.lower(item) in page.harm.harmed for item in between)


def _among_the_dead(page: Page, word: int) -> Iterator[Toll]:
    """As in "among the dead were three medics", "the wounded included two nurses", "nine of the dead were soldiers"."""
    effect = page.harm.effect_of_word(page.lower(word)) or page.harm.effect_of_verb(page.lemma(word))
    if effect is not None:
        yield from page.harmed(word, effect, page.tree.joined(_counted_among(page, word)))


def _counted_among(page: Page, word: int) -> list[int]:
    tree, above = page.tree, page.tree.heads[word]
    link, over = tree.links[word], tree.heads[above]
    if page.lower(above) in page.harm.among_them and page.lemma(over) == "be":
        return tree.linked(over, links.SUBJECT, links.PREDICATE)
    if page.lemma(above) == "include" and link == links.SUBJECT:
        return tree.linked(above, links.OBJECT)
    if page.lower(above) == "of" and above:
        return _of_the(page, word, over)
    return _of_people(page, over) if link == links.OF_NOUN else []


def _of_the(page: Page, word: int, counted: int) -> list[int]:
    """As in "nine of the dead were soldiers"; "killed nine of the wounded" harms anew, "two of the wounded were taken to X" counts nobody."""
    verb = page.tree.heads[counted]
    done_to = page.tree.links[counted] in _DONE_TO and page.lemma(verb) != "be"
    anew = done_to or page.harm.effect_of_verb(page.lemma(verb)) is not None
    group = any(page.lower(item) == "the" for item in page.ahead(word))
    return [counted] if group and not anew else []


def _of_people(page: Page, among: int) -> list[int]:
    """As in "of the 17 people wounded, 11 were children", "two children were among five people killed"."""
    verb = page.tree.heads[among]
    told = page.lower(among) in page.harm.among_them and page.lemma(verb) == "be"
    return page.tree.linked(verb, links.SUBJECT) if told else []
