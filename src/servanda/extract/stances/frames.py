"""Where a stance stands: verbs and nouns of attitude with the complement that holds their object."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from servanda.extract.grammar import VERBAL, children, is_passive, objects, subjects, with_conjuncts
from servanda.extract.reading import Segment
from servanda.extract.stances.hit import Hit, agents_of, between_parties, has_to
from servanda.extract.stances.impersonal import of_adjective, of_impersonal, of_modal
from servanda.reference.lexicon import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

_RELATIVE: Final = frozenset({"which", "that", "what", "who", "whom"})


def find_hits(segment: Segment, sentence: "Tokens", lexicon: Lexicon) -> Iterator[Hit]:
    """Yield the stances of a sentence in text order, one for each source word."""
    for token in sentence:
        hit = (
            _of_verb(segment, token, lexicon)
            or _of_noun(segment, token, lexicon)
            or of_adjective(segment, token, lexicon)
        )
        hit = hit or of_impersonal(segment, token, lexicon) or of_modal(segment, token, lexicon)
        if hit is not None:
            yield hit


def _of_verb(segment: Segment, verb: "Token", lexicon: Lexicon) -> Hit | None:
    if verb.pos_ != "VERB" or verb.dep_ in {"amod", "compound"} or verb.lemma_.lower() not in lexicon.verb_stances:
        return None
    for frame in lexicon.verb_stances[verb.lemma_.lower()]:
        for takes in frame.takes:
            found = _complement(verb, takes)
            if (
                found is None
                or found[0].lemma_.lower() in frame.unless_object
                or (is_passive(verb) and takes != "someone_to")
            ):
                continue
            complement, addressees, clause = found
            holders = tuple(subjects(verb)) if not is_passive(verb) else ()
            own = children(verb, "nsubj")
            first = _aspectual_first(verb, lexicon) or (own[0] if own else None)
            return Hit(
                segment,
                frame.attitude,
                "stance.verb",
                verb,
                complement,
                clause,
                frame.speech,
                addressees,
                holders,
                first,
            )
    return None


def _aspectual_first(verb: "Token", lexicon: Lexicon) -> "Token | None":
    """Return the subject of "continues" in "X continues to support"."""
    above = verb.head
    if verb.dep_ == "xcomp" and above.lemma_ in lexicon.stances.aspectual:
        return next(iter(children(above, "nsubj")), above)
    return None


def _complement(verb: "Token", takes: str) -> "tuple[Token, tuple[Token, ...], bool] | None":
    """Return the head of the object, the addressees and whether it is a clause, for one way of complementing."""
    if takes == "object":
        found = [item for item in children(verb, "dobj") if item.lower_ not in _RELATIVE] or [
            item for item in children(verb, "xcomp") if item.tag_ == "VBG"
        ]
        return (found[0], (), found[0].pos_ in VERBAL and found[0].dep_ == "xcomp") if found else None
    if takes == "that":
        found = [
            item
            for item in children(verb, "ccomp")
            if item.i > verb.i and not has_to(item) and _may_be_wish(verb, item)
        ]
        return (found[0], agents_of(found[0]), True) if found else None
    if takes == "to":
        found = [item for item in children(verb, "xcomp", "ccomp") if has_to(item) and item.i > verb.i]
        return (found[0], (), True) if found else None
    if takes == "ing":
        found = [item for item in children(verb, "xcomp") if item.tag_ == "VBG"]
        return (found[0], (), True) if found else None
    if takes.endswith("someone_to"):
        return _someone_to(verb, takes.removesuffix("_someone_to") if takes != "someone_to" else "")
    return _prepositional(verb, takes)


def _may_be_wish(verb: "Token", clause: "Token") -> bool:
    """As in "suggested that he leave" is a demand, "suggested that he left" is none."""
    wished = clause.tag_ == "VB" or any(child.lower_ in {"should", "must"} for child in children(clause, "aux"))
    return wished or verb.lemma_ not in {"suggest", "insist"}


def _someone_to(verb: "Token", preposition: str) -> "tuple[Token, tuple[Token, ...], bool] | None":
    """As in "urged X to ...", "called on X to ...": the infinitive may hang on the verb or on the addressee."""
    if preposition:
        named = [
            item for prep in children(verb, "prep") if prep.lower_ == preposition for item in children(prep, "pobj")
        ]
        if preposition == "for" and not named:
            named = [
                item
                for clause in children(verb, "advcl", "ccomp", "xcomp")
                if has_to(clause)
                for item in children(clause, "nsubj")
            ]
    else:
        named = children(verb, "dobj", "dative", "nsubjpass")
    clauses = [item for item in children(verb, "xcomp", "ccomp", "advcl") if has_to(item) and item.i > verb.i]
    clauses += [item for name in named for item in children(name, "acl", "relcl") if has_to(item)]
    clauses += [
        item for name in named for other in name.conjuncts for item in children(other, "acl", "relcl") if has_to(item)
    ]
    if not named and not preposition:
        named = [item for clause in clauses for item in children(clause, "nsubj")]
    if not named or not clauses:
        return None
    return clauses[0], tuple(with_conjuncts(named)), True


def _prepositional(verb: "Token", takes: str) -> "tuple[Token, tuple[Token, ...], bool] | None":
    """As in "call for X", "accuse X of Y", "call on X for Y"."""
    preposition = takes.rsplit("_", maxsplit=1)[-1]
    hung = [prep for item in children(verb, "dobj") for prep in children(item, "prep")] if preposition == "of" else []
    for prep in (*children(verb, "prep"), *hung):
        below = children(prep, "pobj", "pcomp")
        if prep.lower_ == preposition and below:
            addressees = objects(verb)
            if takes.startswith(("on_", "to_")):
                addressees = [
                    item
                    for other in children(verb, "prep")
                    if other.lower_ == takes.split("_", maxsplit=1)[0]
                    for item in children(other, "pobj")
                ]
                if not addressees:
                    return None
            return below[0], tuple(with_conjuncts(addressees)), below[0].dep_ == "pcomp"
    return None


def _of_noun(segment: Segment, noun: "Token", lexicon: Lexicon) -> Hit | None:
    """As in "expressed the hope that", "stressed the importance of", "voiced support for"."""
    verb = noun.head
    if noun.pos_ != "NOUN" or noun.lemma_.lower() not in lexicon.noun_stances or noun.dep_ != "dobj":
        return None
    if verb.lemma_.lower() not in lexicon.stances.carriers or verb.pos_ not in VERBAL:
        return None
    for frame in lexicon.noun_stances[noun.lemma_.lower()]:
        for takes in frame.takes:
            complement = _below_noun(noun, verb, takes)
            if complement is not None:
                parties = between_parties(complement) if complement.pos_ not in VERBAL else agents_of(complement)
                own = children(verb, "nsubj")
                return Hit(
                    segment,
                    frame.attitude,
                    "stance.noun",
                    verb,
                    complement,
                    complement.pos_ in VERBAL,
                    frame.speech,
                    parties,
                    tuple(subjects(verb)),
                    own[0] if own else verb,
                )
    return None


def _below_noun(noun: "Token", verb: "Token", takes: str) -> "Token | None":
    for head in (noun, verb):
        if takes in {"that", "to"}:
            clauses = [
                item
                for item in children(head, "acl", "ccomp", "relcl", "xcomp")
                if item.i > noun.i and has_to(item) == (takes == "to")
            ]
            if clauses:
                return clauses[0]
        below = [
            item
            for prep in children(head, "prep")
            if prep.lower_ == takes and prep.i > noun.i
            for item in children(prep, "pobj", "pcomp")
        ]
        if below:
            return below[0]
    return None
