"""Verbs with a phrase: "supports X", "accused X of Y", "called for X", "expressed the hope that", "is critical of X"."""

from typing import TYPE_CHECKING, Final

from servanda.extract.attribution.clauses import Content, last_before, whole_clause
from servanda.extract.grammar import RELATIVES, child, is_finite, is_infinitive, is_marked_passive, is_passive
from servanda.reference.cues import Cues

if TYPE_CHECKING:
    from spacy.tokens import Token

_EMPTY: Final = frozenset(
    {"it", "this", "that", "what", "which", "who", "something", "nothing", "anything", "so", "himself", "themselves"}
)
_COPULAS: Final = frozenset({"be", "feel", "remain", "become"})
_RECKONING: Final = frozenset({"put", "place", "set", "estimate"})
_COUNTS: Final = frozenset({"toll", "number", "figure", "count", "total"})
_NAMING: Final = frozenset({"call", "label", "deem", "declare", "dub", "brand", "consider", "think", "find"})


def noun_cue(verb: "Token", lemma: str, cues: Cues) -> Content | None:
    """Light verb and noun: "expressed the hope that ...", "voiced concern over ..."."""
    noun = child(verb, "dobj", "nsubjpass") if lemma in cues.noun_cue_verbs else None
    if noun is None or noun.lemma_.lower() not in cues.noun_cues:
        return None
    clause = child(noun, "acl", "relcl", "ccomp") or child(verb, "ccomp")
    if clause is not None and clause.i > noun.i and (child(clause, "mark") is not None or is_infinitive(clause)):
        return whole_clause(clause, noun, noun)
    preposition = next(
        (item for item in (*noun.children, *verb.children) if item.dep_ == "prep" and item.i > noun.i), None
    )
    below = child(preposition, "pobj", "pcomp") if preposition is not None else None
    if preposition is None or below is None or preposition.lower_ not in cues.noun_cue_prepositions:
        return None
    return below.left_edge, below.right_edge, noun


def adjective_cue(verb: "Token", lemma: str, cues: Cues) -> Content | None:
    """Adjective and clause: "is confident that ...", "was convinced that ..."."""
    adjective = child(verb, "acomp") if lemma in _COPULAS else verb if is_marked_passive(verb) else None
    if adjective is None or child(verb, "agent") is not None:
        return None
    clause = child(adjective, "ccomp", "xcomp") or child(verb, "ccomp")
    if clause is not None and clause.i > adjective.i and {adjective.lemma_.lower(), adjective.lower_} & cues.adjectives:
        return whole_clause(clause, adjective, adjective)
    for item in (*adjective.children, *verb.children):
        below = child(item, "pobj", "pcomp") if item.dep_ == "prep" and item.i > adjective.i else None
        if below is not None and adjective.lower_ in cues.adjective_preposition.get(item.lower_, frozenset()):
            return below.left_edge, _last(below), item
    return None


def object_preposition(verb: "Token", lemma: str, cues: Cues) -> Content | None:
    """Verb, somebody and what is said of them: "accused X of ...", "described X as ..."."""
    object_ = child(verb, "dobj")
    if object_ is None or is_marked_passive(verb):
        return None
    for item in (*verb.children, *object_.subtree):
        behind = item.dep_ in {"prep", "mark"} and item.i > max(object_.i, verb.i)
        below = child(item, "pobj", "pcomp", "amod") if behind else None
        if below is not None and lemma in cues.object_preposition.get(item.lower_, frozenset()):
            first = below if object_.i < verb.i else object_
            return first.left_edge, _last(below), None
    return None


def naming(verb: "Token", lemma: str, cues: Cues) -> Content | None:
    """Verb, somebody and a name for them: "called X a liar"."""
    del cues
    if lemma not in _NAMING or is_marked_passive(verb):
        return None
    object_ = child(verb, "oprd") or child(verb, "ccomp")
    if object_ is None or object_.i < verb.i or is_finite(object_):
        return None
    named = child(verb, "dobj") or child(object_, "nsubj")
    if named is not None and named.i < verb.i:
        return object_.left_edge, object_.right_edge, None
    return (named.left_edge, _last(object_), None) if named is not None and named.i < object_.i else None


def figure(verb: "Token", lemma: str, cues: Cues) -> Content | None:
    """Verb, a count and its number: "put the toll at four"."""
    del cues
    object_ = child(verb, "dobj")
    if lemma not in _RECKONING or object_ is None or object_.lemma_.lower() not in _COUNTS or is_marked_passive(verb):
        return None
    for item in (*verb.children, *object_.subtree):
        number = child(item, "pobj") if item.dep_ == "prep" and item.lower_ in {"at", "between"} else None
        if number is not None and item.i > object_.i:
            return object_.left_edge, item.right_edge, None
    return None


def plain_object(verb: "Token", lemma: str, cues: Cues) -> Content | None:
    """Verb and noun phrase: "supports the plan"."""
    object_ = child(verb, "dobj")
    if lemma not in cues.object or object_ is None or is_marked_passive(verb) or object_.i < verb.i:
        return None
    if object_.lower_ in _EMPTY and object_.left_edge.i == object_.right_edge.i:
        return None
    return object_.left_edge, _last(object_), None


def prepositional(verb: "Token", lemma: str, cues: Cues) -> Content | None:
    """Verb, preposition and noun phrase: "called for ...", "warned of ..."."""
    if is_passive(verb):
        return None  # "X accused of an attack" is told of X, not by X
    prepositions = cues.preposition.get(lemma, frozenset())
    clause = child(verb, "advcl") if "for" in prepositions else None
    if clause is not None and clause.i > verb.i and is_infinitive(clause):
        mark = child(clause, "mark")
        if mark is not None and mark.lower_ == "for" and mark.i > verb.i:
            return mark.nbor(), clause.right_edge, mark
    for item in verb.children:
        fits = item.dep_ == "prep" and item.i > verb.i and item.lower_ in prepositions
        below = child(item, "pobj", "pcomp") if fits else None
        if below is not None and not (below.pos_ == "PRON" and below.left_edge.i == below.right_edge.i):
            return below.left_edge, _last(below), item
    return None


def _last(noun: "Token") -> "Token":
    """Return the last token of a noun phrase without what a comma adds to it (", who ...") or a verb the parser joins to it."""
    for item in noun.children:
        if item.dep_ == "conj" and item.pos_ == "VERB" and noun.pos_ != "VERB" and is_finite(item):
            return last_before(item.left_edge, noun)
    for token in noun.doc[noun.i + 1 : noun.right_edge.i + 1]:
        if token.text == "," and token.i < noun.right_edge.i and _adds(token.nbor()):
            return token.nbor(-1)
    return noun.right_edge


def _adds(token: "Token") -> bool:
    return token.lower_ in RELATIVES or (token.tag_ == "VBG" and token.dep_ == "advcl")
