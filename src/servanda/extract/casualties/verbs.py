"""Tolls that a verb states: "killed 12 people", "gunned down two", "12 were killed or injured", "was stabbed to death"."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from servanda.extract.casualties.page import Page, Toll, below
from servanda.extract.grammar import children, is_passive, objects, subjects
from servanda.model.claims import Effect

if TYPE_CHECKING:
    from spacy.tokens import Token

_ANYBODY: Final = frozenset({"anyone", "anybody"})
_JUDGING: Final = frozenset({"sentence", "condemn", "send", "put", "lead", "react", "respond"})
_BODILY: Final = frozenset({"killed", "injured"})
_NEAR: Final = 3  # tokens between two verbs that share an object


def of_verb(page: Page, verb: "Token") -> Iterator[Toll]:
    """Yield the tolls that a verb of harm states."""
    effect = effect_of(page, verb)
    if effect is None:
        return
    found = _victims(page, verb)
    if _denies(verb):
        yield from (Toll(effect, 0, 0, one.i, one.i, verb, one) for one in found if one.lower_ in _ANYBODY)
    for toll in page.harmed(verb, effect, found):
        if not _shares_victims(page, verb, effect):
            yield toll
        elif toll.maximum is not None:  # of "20 killed or wounded" nobody knows how many of which
            yield Toll(effect, None, toll.maximum, toll.first, toll.last, verb, toll.who)


def effect_of(page: Page, verb: "Token") -> Effect | None:
    """Return the harm that a verb does, its particle and manner included: "shot fatally", "beaten to death"."""
    if verb.pos_ != "VERB":
        return None
    lemma = verb.lemma_.lower()
    fatal = any(item.lower_ in page.words.fatally for item in children(verb, "advmod"))
    fatal = fatal or (
        lemma == "shoot" and any(item.lower_ == "dead" for item in children(verb, "advmod", "oprd", "acomp"))
    )
    to_death = any(item.lower_ == "death" for item in below(verb, "to")) and lemma not in _JUDGING
    if fatal or to_death:
        return "killed"
    phrases = (f"{lemma} {item.lower_}" for item in verb.children if item.dep_ in {"prt", "prep"})
    return next((found for key in (*phrases, lemma) if (found := page.words.effect_of_verb(key))), None)


def _victims(page: Page, verb: "Token") -> "list[Token]":
    """Return the heads of those whom a verb's harm befell."""
    intransitive = {verb.lemma_.lower(), *(f"{verb.lemma_.lower()} {item.lower_}" for item in verb.children)}
    if intransitive & page.words.intransitive and not is_passive(verb):
        return subjects(verb)
    found = objects(verb)
    if children(verb, "dobj"):
        # "killed a couple and their three children", the children hung on the verb
        found += [item for item in children(verb, "conj") if item.pos_ == "NOUN"]
    elif not found and verb.tag_ in {"VBN", "VBD"}:
        # "12 killed, 30 wounded": a participle without a clause of its own
        found = [
            child
            for child in verb.children
            if child.pos_ in {"NUM", "NOUN"}
            and child.i < verb.i
            and child.dep_ in {"nsubj", "nummod", "dep", "npadvmod", "compound"}
        ]
    return [item for item in found if item.i != verb.i]


def _denies(verb: "Token") -> bool:
    """Tell whether a verb is negated: "did not kill anyone", "without killing anyone"."""
    return bool(children(verb, "neg")) or (verb.dep_ == "pcomp" and verb.head.lower_ == "without")


def _shares_victims(page: Page, verb: "Token", effect: Effect) -> bool:
    """Tell whether those whom two verbs harmed are counted together: "killed or wounded 20", "20 were killed or injured"."""
    if effect not in _BODILY:
        return False
    joined = [item for item in children(verb, "conj") if item.pos_ == "VERB"]
    if verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        joined.append(verb.head)
    for other in joined:
        first, second = sorted((verb, other), key=lambda item: item.i)
        other_effect = effect_of(page, other)
        if other_effect not in _BODILY or other_effect == effect or second.i - first.i > _NEAR:
            continue
        own = [item for item in second.lefts if item.pos_ in {"NOUN", "NUM", "PROPN", "PRON"}]
        own += children(first, "dobj")
        if not own and (children(second, "dobj") or is_passive(first)):
            return True
    return False
