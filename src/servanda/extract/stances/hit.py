"""What a stance found in a sentence is, and small questions that all its finders ask."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from servanda.extract.grammar import children, with_conjuncts
from servanda.extract.reading import Segment
from servanda.model.claims import Attitude

if TYPE_CHECKING:
    from spacy.tokens import Token

DUMMY: Final = frozenset({"it", "what", "this", "that"})
_PERMITTING: Final = frozenset({"allow", "permit", "require", "oblige", "expect", "force", "compel", "let"})


@dataclass(frozen=True)
class Hit:
    """A stance found: ``source`` states it, ``complement`` heads the object; ``clause`` tells that this is a verb's clause.

    ``whole`` tells that the clause alone states the stance (after "it is important that").
    """

    segment: Segment
    attitude: Attitude
    rule: str
    source: "Token"
    complement: "Token"
    clause: bool
    speech: bool
    addressees: "tuple[Token, ...]" = ()
    holders: "tuple[Token, ...]" = ()
    first: "Token | None" = None
    whole: bool = False


def has_to(token: "Token") -> bool:
    """Tell whether a verb is a to-infinitive."""
    return any(child.tag_ == "TO" for child in token.children)


def agents_of(verb: "Token") -> "tuple[Token, ...]":
    """Return who is to act in a clause: its subject in the active voice, or where something is permitted or required."""
    own = children(verb, "nsubj") or (children(verb, "nsubjpass") if verb.lemma_ in _PERMITTING else [])
    return tuple(item for item in with_conjuncts(own) if item.lower_ not in DUMMY | {"there", "we", "i"})


def between_parties(noun: "Token") -> "tuple[Token, ...]":
    """Return the parties of "a consensus between X and Y", "action by X": who is to do what the noun says."""
    named = [
        item
        for prep in children(noun, "prep")
        if prep.lower_ in {"between", "by", "among"}
        for item in children(prep, "pobj")
    ]
    return tuple(with_conjuncts(named))
