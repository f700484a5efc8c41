"""At whom an act of speech is directed, where the words for them stand beyond its own phrase.

Four more roles that ``events.yaml`` can name beside prepositions: ``clause_subject`` ("demanded that X leave"),
``clause_object`` ("threatened to attack X"), ``clause_to`` ("promised to give aid to X", "to arm X's rivals in Y") and
``whose`` ("rejected X's offer", "a call by X", "crimes by X").
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from servanda.extract.events_triggers import Trigger
from servanda.extract.grammar import VERBAL, agents, children, is_passive, objects, prepositions
from servanda.extract.scene import Scene
from servanda.extract.wielders import possessors
from servanda.reference.lexicon_frames import Role, Roles

if TYPE_CHECKING:
    from spacy.tokens import Token

_NAMED: Final = frozenset({"PERSON", "ORG", "NORP", "GPE"})
_TOWARDS: Final = frozenset({"to", "for", "on", "against", "with", "from", "of", "in", "at"})
_AUTHORS: Final = frozenset({"by", "from"})
_PURPOSES: Final = frozenset({"protest", "demand", "denounce", "condemn", "call", "oppose", "criticise", "criticize"})
_DEEP: Final = 2


def beyond(scene: Scene, trigger: Trigger, roles: Roles) -> "Iterator[tuple[Role, Token]]":
    """Yield who is addressed or meant beyond the trigger's own phrase, with the role that its frame gives them."""
    verb = trigger.token
    clauses = children(verb, "xcomp", "ccomp") + [item for item in children(verb, "advcl") if item.lemma_ in _PURPOSES]
    for clause in clauses:
        if "clause_subject" in roles and clause.dep_ == "ccomp":
            own = children(clause, "nsubj", "nsubjpass")
            yield from ((roles["clause_subject"], item) for item in own)
        if "clause_object" in roles:
            yield from ((roles["clause_object"], item) for item in _parties(scene, objects(clause)))
        if "clause_to" in roles:
            yield from ((roles["clause_to"], item) for item in _parties(scene, _towards(clause)))
    if "whose" in roles:
        below = objects(verb) if not is_passive(verb) else []
        things = [*below, *(item for clause in clauses for item in objects(clause))]
        governed = [item for _, item in prepositions(verb)]
        if below:  # "demanded an apology by X": the parser likes to hang the phrase on the verb
            yield from ((roles["whose"], item) for preposition, item in prepositions(verb) if preposition == "by")
        yield from ((roles["whose"], item) for thing in (*things, *governed) for item in authors(scene, thing))


def authors(scene: Scene, thing: "Token") -> "Iterator[Token]":
    """Yield whose a thing is: "X's offer", "an Estrian plan", "crimes by X", "a demand from X"."""
    if not is_party(scene, thing):
        yield from (item for item in possessors(scene, thing) if is_party(scene, item))
        yield from (item for preposition, item in prepositions(thing) if preposition in _AUTHORS)
        yield from (item for done in children(thing, "acl") for item in agents(done))


def is_party(scene: Scene, token: "Token") -> bool:
    """Tell whether a word names somebody who can be addressed or blamed."""
    cues = scene.reference.lexicon.cues
    lemma = token.lemma_.lower()
    return token.ent_type_ in _NAMED or lemma in cues.groups | cues.organisations | cues.offices


def _parties(scene: Scene, items: "list[Token]") -> "list[Token]":
    """Return those who can be addressed, else whose the things are that are named."""
    named = [item for item in items if is_party(scene, item)]
    return named or [owner for item in items for owner in authors(scene, item)]


def _towards(clause: "Token", depth: int = 0) -> "list[Token]":
    """Return what stands after "to", "for", "in" ... below a clause and its objects."""
    found = [
        item
        for word in (clause, *objects(clause))
        for preposition, item in prepositions(word)
        if preposition in _TOWARDS
    ]
    if depth < _DEEP:
        found += [
            item
            for inner in children(clause, "xcomp", "ccomp")
            if inner.pos_ in VERBAL
            for item in _towards(inner, depth + 1)
        ]
    return found
