"""Stances without a verb or noun of attitude: adjectives, "it is important that ...", "X must ..."; all by parse."""

from typing import TYPE_CHECKING

from servanda.extract.grammar import VERBAL, children, with_conjuncts
from servanda.extract.reading import Segment
from servanda.extract.stances.hit import DUMMY, Hit, agents_of, has_to
from servanda.reference.lexicon import Lexicon
from servanda.reference.lexicon_words import StanceFrame

if TYPE_CHECKING:
    from spacy.tokens import Token


def of_adjective(segment: Segment, adjective: "Token", lexicon: Lexicon) -> Hit | None:
    """As in "We are pleased with", "they are opposed to", "X is concerned that"."""
    verb = adjective.head
    if adjective.lemma_.lower() not in lexicon.adjective_stances and adjective.lower_ not in lexicon.adjective_stances:
        return None
    if adjective.dep_ in {"acomp", "oprd"} and verb.pos_ in VERBAL:
        clause_of = verb
    elif adjective.pos_ == "VERB" and children(adjective, "auxpass"):
        clause_of = adjective
    else:
        return None
    own = [item for item in children(clause_of, "nsubj", "nsubjpass") if item.lower_ not in DUMMY]
    frames = lexicon.adjective_stances.get(adjective.lower_) or lexicon.adjective_stances[adjective.lemma_.lower()]
    for frame in frames if own else ():
        complement = _below_adjective(adjective, clause_of, frame)
        if complement is not None:
            return Hit(
                segment,
                frame.attitude,
                "stance.adjective",
                adjective,
                complement,
                complement.pos_ in VERBAL and complement.dep_ != "pobj",
                False,
                (),
                tuple(with_conjuncts(own)),
                own[0],
            )
    return None


def _below_adjective(adjective: "Token", verb: "Token", frame: StanceFrame) -> "Token | None":
    for takes in frame.takes:
        for head in dict.fromkeys((adjective, verb)):
            if takes in {"that", "to"}:
                clauses = [
                    item
                    for item in children(head, "ccomp", "xcomp")
                    if item.i > adjective.i and has_to(item) == (takes == "to")
                ]
                if clauses:
                    return clauses[0]
            below = [
                item
                for prep in children(head, "prep", "agent")
                if prep.lower_ == takes and prep.i > adjective.i
                for item in children(prep, "pobj", "pcomp")
            ]
            if below:
                return below[0]
    return None


def of_impersonal(segment: Segment, adjective: "Token", lexicon: Lexicon) -> Hit | None:
    """As in "It is important to ...", "It is important that ...", "What is most important (for us) is that ..."."""
    attitude = next((name for name, words in lexicon.stances.impersonal.items() if adjective.lower_ in words), None)
    verb = adjective.head
    if attitude is None or adjective.dep_ not in {"acomp", "attr", "oprd"} or verb.lemma_ != "be":
        return None
    main = verb.head if verb.dep_ in {"csubj", "csubjpass"} else verb
    dummy = [item for item in children(verb, "nsubj", "nsubjpass", "expl") if item.lower_ in DUMMY]
    clauses = [
        item
        for head in dict.fromkeys((adjective, verb, main))
        for item in children(head, "ccomp", "xcomp", "advcl", "csubj")
        if item.i > adjective.i and item.i != verb.i
    ]
    if not dummy or not clauses:
        return None
    complement = clauses[0]
    infinitive = has_to(complement)
    for_whom = [
        item for prep in children(adjective, "prep") if prep.lower_ in {"for", "to"} for item in children(prep, "pobj")
    ]
    preserved = infinitive and attitude == "demands" and complement.lemma_.lower() in lexicon.stances.preserving
    holders = tuple(item for item in for_whom if item.lower_ in {"us", "me"})
    addressees = agents_of(complement) or tuple(item for item in for_whom if item not in holders and infinitive)
    return Hit(
        segment,
        "supports" if preserved else attitude,
        "stance.impersonal",
        adjective,
        complement,
        True,
        False,
        addressees,
        holders,
        dummy[0],
        not infinitive,
    )


def of_modal(segment: Segment, modal: "Token", lexicon: Lexicon) -> Hit | None:
    """As in "The army must withdraw": a demand of whoever says it."""
    verb = modal.head
    if modal.dep_ != "aux" or modal.lower_ not in lexicon.stances.modals or verb.pos_ not in VERBAL:
        return None
    if (
        verb.dep_ in {"relcl", "advcl"}
        or any(child.tag_ == "VBN" and child.dep_ == "aux" for child in verb.children)
        or any(child.lower_ == "have" and child.dep_ == "aux" for child in verb.children)
    ):
        return None
    own = children(verb, "nsubj", "nsubjpass")
    if not own:
        return None
    agents = tuple(
        item for item in with_conjuncts(children(verb, "nsubj")) if item.lower_ not in DUMMY | {"there", "we", "i"}
    )
    return Hit(segment, "demands", "stance.modal", modal, verb, True, False, agents, (), own[0], True)
