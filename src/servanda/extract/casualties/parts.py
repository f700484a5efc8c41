"""Parts of a toll, and tolls whose harm is said once: "including six children", "11 of them medics", "three in A, two in B"."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from servanda.extract.casualties.page import Count, Page, Toll
from servanda.extract.grammar import children, with_conjuncts

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

_NEAR: Final = 4  # tokens from "of them" to the noun that it counts


def parts_of(page: Page, sentence: "Tokens", tolls: Sequence[Toll]) -> Iterator[Toll]:
    """Yield the parts of the tolls of a sentence that are already read."""
    for token in sentence:
        if token.lower_ in page.words.parts and token.dep_ in {"prep", "acl"}:
            yield from _including(page, token, tolls)
        elif token.lower_ in page.words.of_them and token.head.lower_ in page.words.among_them:
            yield from _of_them(page, token, tolls)
        elif token.i in page.numbers:
            yield from _elliptic(page, token, tolls)
        if (token.lower_ in page.words.harmed and token.pos_ != "VERB") or token.lower_ in page.words.harmed_people:
            yield from _among_the_dead(page, token)


def _whole(page: Page, token: "Token", tolls: Sequence[Toll]) -> Toll | None:
    """Return the toll that a part belongs to: the last before it in its sentence."""
    sentences = page.segment.sentence_of
    before = (toll for toll in reversed(tolls) if toll.last < token.i and toll.source.lower_ != "toll")
    return next((toll for toll in before if sentences[toll.source.i] == sentences[token.i]), None)


def _made(whole: Toll | None, count: Count | None, who: "Token | None", last: int) -> Iterator[Toll]:
    if whole is not None and count is not None and whole.maximum != 0:
        yield Toll(whole.effect, count.minimum, count.maximum, count.first, max(last, count.last), whole.source, who)


def _including(page: Page, token: "Token", tolls: Sequence[Toll]) -> Iterator[Toll]:
    whole = _whole(page, token, tolls)
    for item in with_conjuncts(children(token, "pobj", "dobj")):
        if item.lower_ not in page.words.of_them and page.are_people(item):
            yield from _made(whole, page.count(item), item, item.i)


def _of_them(page: Page, token: "Token", tolls: Sequence[Toll]) -> Iterator[Toll]:
    """As in "11 of them children", "20 of whom were women", "among them a midwife and two nurses", "two nurses among them"."""
    above = token.head
    whole = _whole(page, above, tolls)
    before = page.doc[above.i - 1] if above.i else None
    if above.lower_ == "of":
        behind = page.doc[token.i + 1 : token.i + _NEAR]
        who = next((item for item in behind if item.pos_ == "NOUN"), None)
        stated = page.number_at(before) if before is not None and not _is_done_to(page, before) else None
        whole = _whole(page, page.doc[stated.first], tolls) if stated else None
        yield from _made(whole, stated, who, who.i if who is not None else token.i)
        return
    named = above.head if above.head.pos_ == "NOUN" and above.head.i > above.i else None
    if named is None and before is not None and before.pos_ == "NOUN" and page.count(before):
        yield from _made(_whole(page, page.doc[before.left_edge.i], tolls), page.count(before), before, before.i)
        return
    named = named or next((item for item in page.doc[token.i + 1 :] if item.pos_ == "NOUN"), None)
    for item in with_conjuncts([named]) if named is not None else []:
        yield from _made(whole, page.count(item), item, item.i)


def _is_done_to(page: Page, number: "Token") -> bool:
    """Tell whether another verb is done to a part: "released 20 of them" harms nobody."""
    return number.dep_ in {"dobj", "nsubjpass"} and page.words.effect_of_verb(number.head.lemma_.lower()) is None


def _elliptic(page: Page, token: "Token", tolls: Sequence[Toll]) -> Iterator[Toll]:
    """As in "killed three people in A, two in B and one in C", "injured four, three seriously"."""
    first, _ = page.numbers[token.i]
    behind = page.doc[token.i + 1] if token.i + 1 < len(page.doc) else None
    if behind is None or not first or page.doc[first - 1].lower_ not in {",", "and"}:
        return
    whole = _whole(page, page.doc[first], tolls)
    if whole is None:
        return
    between = page.doc[max(whole.last, whole.source.i) + 1 : first]
    if any(item.pos_ == "VERB" or item.lower_ in page.words.harmed for item in between):
        return
    gravely = behind.lower_ in page.words.gravely and whole.effect == "injured"
    if gravely or (behind.lower_ in page.words.parted_by_place and behind.dep_ == "prep"):
        yield from _made(whole, page.number_at(token), None, token.i)


def _among_the_dead(page: Page, token: "Token") -> Iterator[Toll]:
    """As in "among the dead were three medics", "the wounded included two nurses", "nine of the dead were soldiers"."""
    effect = page.words.effect_of_word(token.lower_) or page.words.effect_of_verb(token.lemma_.lower())
    above = token.head
    if effect is None:
        return
    found: list[Token] = []
    if above.lower_ == "among" and above.head.lemma_ == "be":
        found = children(above.head, "nsubj", "attr")
    elif above.lemma_ == "include" and token.dep_ == "nsubj":
        found = children(above, "dobj")
    elif above.lower_ == "of" and above.i and any(item.lower_ == "the" for item in token.lefts):
        found = [item for item in (above.head,) if not page.words.effect_of_verb(item.head.lemma_.lower())]
    elif token.dep_ == "acl" and above.head.lower_ in page.words.among_them and above.head.head.lemma_ == "be":
        # "of the 17 people wounded, 11 were children", "two children were among five people killed"
        found = children(above.head.head, "nsubj")
    yield from page.harmed(token, effect, with_conjuncts(found))
