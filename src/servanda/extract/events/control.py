"""At whom an act of speech is directed, where the words for them stand beyond its own phrase.

Six more roles that ``events.yaml`` can name beside prepositions: ``clause_subject`` ("demanded that X leave"),
``clause_object`` ("threatened to attack X"), ``clause_to`` ("promised to give aid to X", "to arm X's rivals in Y"),
``whose`` ("rejected X's offer", "a call by X", "crimes by X"), ``ousted`` ("demanded the
resignation of X") and ``condition`` ("threatened to strike unless X leaves").
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.events.weapons_and_possessors import possessors
from servanda.extract.grammar import VERBAL, agents, children, is_passive, objects, prepositions, under
from servanda.reference.lexicon_frames import BEYOND, Role, Roles, Words

if TYPE_CHECKING:
    from spacy.tokens import Token

_NAMED: Final = frozenset({"PERSON", "ORG", "NORP", "GPE"})
_DEEP: Final = 2


def beyond(analysis: DocumentAnalysis, word: "Token", roles: Roles) -> "Iterator[tuple[Role, Token]]":
    """Yield who is addressed or meant beyond the phrase of a verb or noun, with the role that its frame gives them."""
    if not BEYOND & roles.keys():
        return
    words = analysis.reference.lexicon.events.control
    below = objects(word) if word.pos_ in VERBAL and not is_passive(word) else []
    governed = [item for _, item in prepositions(word)]
    governed += [item for reason in governed if reason.lemma_ in words.reasons for _, item in prepositions(reason)]
    clauses = children(word, "xcomp", "ccomp")
    clauses += [item for item in children(word, "advcl", "acl") if item.lemma_ in words.purposes]
    if "clause_subject" in roles:
        asked = [*children(word, "ccomp"), *(item for thing in (*below, *governed) for item in children(thing, "acl"))]
        yield from ((roles["clause_subject"], item) for clause in asked for item in _asked(clause))
    for clause in clauses:
        if "clause_object" in roles:
            yield from (
                (roles["clause_object"], item) for item in _parties(analysis, [*objects(clause), *_let(clause)])
            )
        if "clause_to" in roles:
            yield from ((roles["clause_to"], item) for item in _parties(analysis, _towards(clause, words.towards)))
    if "whose" in roles:
        if below:  # "demanded an apology by X": the parser likes to hang the phrase on the verb
            yield from ((roles["whose"], item) for preposition, item in prepositions(word) if preposition == "by")
        yield from (
            (roles["whose"], item)
            for item in governed
            if item.head.head.lemma_ in words.reasons and is_party(analysis, item)
        )
        things = [*below, *governed, *(item for clause in clauses for item in _things(clause))]
        yield from ((roles["whose"], item) for thing in things for item in authors(analysis, thing))
        if "ousted" in roles:
            yield from (
                (roles["ousted"], item)
                for thing in things
                if thing.lemma_ in words.oustings
                for item in under(thing, "of")
            )
    if "condition" in roles:
        yield from ((roles["condition"], item) for item in _parties(analysis, _conditions(word)))


def _asked(clause: "Token") -> "list[Token]":
    """Return who is to do what is demanded: "that X leave", "that power be taken from X"."""
    if is_passive(clause):
        return [*(agents(clause) or children(clause, "nsubjpass")), *under(clause, "from")]
    return children(clause, "nsubj")


def _let(clause: "Token") -> "list[Token]":
    """Return who is let or made do something: "refused to allow X to land"."""
    return [item for inner in children(clause, "ccomp", "xcomp") for item in children(inner, "nsubj")]


def _things(clause: "Token") -> "list[Token]":
    return [*objects(clause), *(item for _, item in prepositions(clause))]


def _conditions(verb: "Token") -> "list[Token]":
    """Return who could still avert what is threatened: "unless X withdraws", "if X goes ahead"."""
    clauses = [verb, *children(verb, "xcomp", "ccomp")]
    conditions = [item for clause in clauses for item in children(clause, "advcl") if _is_conditional(item)]
    return [item for clause in conditions for item in children(clause, "nsubj", "nsubjpass")]


def _is_conditional(clause: "Token") -> bool:
    return any(child.lower_ in {"if", "unless"} for child in children(clause, "mark"))


def authors(analysis: DocumentAnalysis, thing: "Token") -> "Iterator[Token]":
    """Yield whose a thing is: "X's offer", "an Estrian plan", "crimes by X", "a demand from X"."""
    if not is_party(analysis, thing):
        yield from (item for item in possessors(analysis, thing) if is_party(analysis, item))
        yield from (
            item
            for preposition, item in prepositions(thing)
            if preposition in analysis.reference.lexicon.events.control.authors
        )
        yield from (item for done in children(thing, "acl") for item in agents(done))


def is_party(analysis: DocumentAnalysis, token: "Token") -> bool:
    """Tell whether a word names somebody who can be addressed or blamed."""
    cues = analysis.reference.lexicon.cues
    lemma = token.lemma_.lower()
    return token.ent_type_ in _NAMED or lemma in cues.groups | cues.organisations | cues.offices


def _parties(analysis: DocumentAnalysis, items: "list[Token]") -> "list[Token]":
    """Return those who can be addressed, else whose the things are that are named."""
    named = [item for item in items if is_party(analysis, item)]
    return named or [owner for item in items for owner in authors(analysis, item)]


def _towards(clause: "Token", prepositions_of: Words, depth: int = 0) -> "list[Token]":
    """Return what stands after "to", "for", "in" ... below a clause and its objects."""
    found = [
        item
        for word in (clause, *objects(clause))
        for preposition, item in prepositions(word)
        if preposition in prepositions_of
    ]
    if depth < _DEEP:
        found += [
            item
            for inner in children(clause, "xcomp", "ccomp")
            if inner.pos_ in VERBAL
            for item in _towards(inner, prepositions_of, depth + 1)
        ]
    return found
