"""Who is held to have done what a noun names, and by whose word: an accusation or a claim of responsibility, never a fact.

- "accused the militia of the shelling", "blamed the rebels for the attack";
- "blamed the bombing on rebels", "the killing was attributed to the militia";
- "arrested X for the murder", "X was jailed on charges of the killing": by the word of whoever holds him;
- "claimed responsibility for the attack", "responsibility for it was claimed by the militia", "took credit for the raid".
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.events.triggers import Trigger
from servanda.extract.grammar import VERBAL, agents, children, is_passive, objects, subjects, under, with_conjuncts
from servanda.model.parties import Attribution

if TYPE_CHECKING:
    from spacy.tokens import Token

_ACCUSING: Final = {"accuse": "of", "suspect": "of", "convict": "of", "blame": "for", "charge": "with"}
_HOLDING: Final = frozenset({"arrest", "detain", "jail", "imprison", "sentence", "try", "indict", "prosecute", "want"})
_GROUNDS: Final = frozenset({"charge", "suspicion", "accusation"})
_LAYING: Final = {"blame": ("on", "upon"), "pin": ("on", "upon"), "attribute": ("to",), "ascribe": ("to",)}
_OWNING: Final = frozenset({"claim", "take", "accept", "admit", "assume", "acknowledge", "have"})
_OWNED: Final = frozenset({"responsibility", "credit"})


@dataclass(frozen=True)
class Blame:
    """Who is held to have acted, the verb that says so, and who says it (nobody where it is not told)."""

    accused: "tuple[Token, ...]"
    verb: "Token"
    by: "Token | None"


def blame_of(trigger: Trigger) -> Blame | None:
    """Return who is held to have done what an event noun names, unless it names its doer itself ("shelling by X")."""
    noun = trigger.token
    if trigger.verbal or children(noun, "agent") or under(noun, "by"):
        return None
    return _laid(noun) or _owned(noun) or _accused(noun) or _held(noun)


def level_of(analysis: DocumentAnalysis, trigger: Trigger, chain: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
    """Return the chain over an event with whoever lays the blame as its last speaker, if no level holds the verb already."""
    blame = blame_of(trigger)
    if blame is None:
        return chain
    segment = trigger.segment
    cue = analysis.reading.of(segment, blame.verb)
    told = any(level.cue and level.cue.overlaps(cue) for level in chain)
    if told:
        return chain
    if blame.by is None:
        return (*chain, Attribution(level="speaker", name=None, cue=cue))
    named = analysis.names.name_of(segment, blame.by, chain)
    level = Attribution(level="speaker", name=named.name, mention=named.mention, cue=cue, candidates=named.candidates)
    return (*chain, level)


def _laid(noun: "Token") -> Blame | None:
    """As in "blamed the bombing on X", "the killing was attributed to X", "an attack attributed to X"."""
    verb = noun.head if noun.dep_ in {"dobj", "nsubjpass"} else next(iter(children(noun, "acl")), None)
    if verb is None or verb.lemma_ not in _LAYING:
        return None
    to = _LAYING[verb.lemma_]
    accused = under(verb, *to) or under(noun, *to)  # the parser likes to hang "on X" on the noun
    passive = is_passive(verb)
    by = agents(verb) if passive else subjects(verb)
    return Blame(tuple(accused), verb, by[0] if by else None) if accused else None


def _owned(noun: "Token") -> Blame | None:
    """As in "X claimed responsibility for the attack", "took credit for the raid", "held X responsible for the attack".

    "The attack, for which X claimed responsibility, killed two" is left alone: one claim cannot be the writer's and X's.
    """
    if noun.dep_ != "pobj" or noun.head.lower_ not in {"for", "of"}:
        return None
    thing = noun.head.head
    found = _owner(thing) if thing.lemma_.lower() in _OWNED else _owner_beside(noun.head)
    return found or _responsible(thing)


def _owner(thing: "Token") -> Blame | None:
    """Return who claims a responsibility, and that it is this one who says so."""
    verb = thing.head
    if verb.pos_ not in VERBAL or verb.lemma_ not in _OWNING or any(child.dep_ == "neg" for child in verb.children):
        return None
    owners = agents(verb) if is_passive(verb) else subjects(verb)
    nobody = any(word.lower_ in {"no", "nobody", "none"} for item in owners for word in (item, *item.lefts))
    return Blame(tuple(owners), verb, owners[0]) if owners and not nobody else None


def _owner_beside(preposition: "Token") -> Blame | None:
    """As in "took credit for the raid" where the parser hangs "for" on the verb."""
    verb = preposition.head
    things = [item for item in objects(verb) if item.lemma_ in _OWNED] if verb.pos_ in VERBAL else []
    return _owner(things[0]) if things else None


def _responsible(word: "Token") -> Blame | None:
    """Held responsible by somebody: "held X responsible for the attack"."""
    beside = word.dep_ == "amod"  # the parser takes "X responsible" for one phrase
    verb = word.head.head if beside else word.head
    if word.lemma_ != "responsible" or verb.lemma_ not in {"hold", "deem", "consider"}:
        return None
    held = [word.head] if beside else objects(verb) or children(word, "nsubj")
    by = agents(verb) if is_passive(verb) else subjects(verb)
    return Blame(tuple(with_conjuncts(held[:1])), verb, by[0] if by else None) if held else None


def _accused(noun: "Token") -> Blame | None:
    """As in "accused X of the shelling", "blamed X for the attack"."""
    preposition = noun.head
    above = preposition.head
    verb = above.head if above.dep_ in {"dobj", "nsubjpass"} else above  # the parser likes to hang "of" on the accused
    if noun.dep_ != "pobj" or verb.pos_ not in VERBAL or _ACCUSING.get(verb.lemma_) != preposition.lower_:
        return None
    accused = objects(verb)
    by = agents(verb) if is_passive(verb) else subjects(verb)
    return Blame(tuple(accused), verb, by[0] if by else None) if accused else None


def _held(noun: "Token") -> Blame | None:
    """As in "arrested X for the murder", "was jailed on charges of the killing"; "in connection with" blames nobody."""
    preposition = noun.head
    ground = preposition.head
    if noun.dep_ == "pobj" and preposition.lower_ == "of" and ground.lemma_ in _GROUNDS and ground.dep_ == "pobj":
        preposition = ground.head
        fits = preposition.lower_ in {"on", "under"}
    else:
        fits = noun.dep_ == "pobj" and preposition.lower_ == "for"
    above = preposition.head
    verb = above.head if above.dep_ in {"dobj", "nsubjpass"} else above
    if not fits or verb.pos_ not in VERBAL or verb.lemma_ not in _HOLDING or children(verb, "neg"):
        return None
    held = objects(verb)
    by = agents(verb) if is_passive(verb) else subjects(verb)
    return Blame(tuple(held), verb, by[0] if by else None) if held else None
