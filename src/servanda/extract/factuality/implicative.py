"""Implicatives: words whose own fate decides what becomes of the clause below them.

"Failed to attack" says that there was no attack, "may fail to attack" leaves it open, "did not fail to" affirms it; "kept its
promise to withdraw" tells of a withdrawal, "must keep its promise" does not. So the fate of the governing word is handed down,
with the other polarity below a word of denial. Deontic words ("bans", "opposes") are no implicatives: what is banned is
demanded not to be, and may happen all the same.

Sources: L. Karttunen, *Implicative Verbs* (Language 47, 1971) and *Simple and Phrasal Implicatives* (*SEM 2012); R. Nairn,
C. Condoravdi and L. Karttunen, *Computing Relative Polarity for Textual Inference* (ICoS-5, 2006); R. Saurí and J.
Pustejovsky, *FactBank* (Language Resources and Evaluation 43, 2009).
"""

from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from servanda.extract.factuality.polarity import Judgement, flipped
from servanda.extract.grammar import VERBAL, children
from servanda.reference.lexicon_words import ModalityWords

if TYPE_CHECKING:
    from spacy.tokens import Token

_MEASURES: Final = frozenset({"advmod", "acomp", "amod", "oprd", "attr", "ccomp"})


class Phrase(NamedTuple):
    """A verb with a noun that together make an implicative; ``flips`` where the phrase denies."""

    verb: "Token"
    flips: bool


def handed_down(now: Judgement, fate: Judgement | None, cue: "Token", *, flips: bool) -> Judgement | None:
    """Return the judgement of a clause from the fate of the implicative above it."""
    if fate is None:
        return None
    polarity = flipped(now.polarity) if flips != (fate.polarity == "denied") else now.polarity
    if fate.modality in {"asserted", "presupposed"}:
        return replace(now, polarity=polarity, cue=cue)
    return replace(now, modality=fate.modality, polarity=polarity, cue=fate.cue)


def forbidden(now: Judgement, cue: "Token", *, negated: bool) -> Judgement:
    """As in "bans attacks", "opposes the war": demanded not to be; "does not ban attacks" leaves it open."""
    if negated:
        return replace(now, modality="possible", cue=cue)
    return replace(now, modality="demanded", polarity=flipped(now.polarity), cue=cue)


def predicate_verb(head: "Token") -> "Token | None":
    """Return a governing verb itself, or the verb over a governing adjective, if one stands there."""
    if head.pos_ in VERBAL:
        return head
    return head.head if head.head.i != head.i and head.head.pos_ in VERBAL else None


def is_infinitive(verb: "Token") -> bool:
    """Tell whether a verb stands with "to"."""
    return any(child.tag_ == "TO" for child in verb.children)


def is_past(verb: "Token | None") -> bool:
    """Tell whether a clause is told in the past or the perfect: "was", "has been"."""
    if verb is None:
        return False
    return verb.tag_ == "VBD" or any(
        child.tag_ == "VBD" or child.lemma_ == "have" for child in children(verb, "aux", "auxpass")
    )


def subjunctive(verb: "Token") -> bool:
    """Tell whether a passive clause has the bare "be" of a demand: "(insisted) that they be released" (Quirk et al. 1985, 3.59)."""
    bare = any(child.lower_ == "be" and child.tag_ == "VB" for child in children(verb, "auxpass"))
    return bare and bool(children(verb, "nsubjpass")) and not children(verb, "aux")


def falls_short(infinitive: "Token", *, negated: bool) -> Judgement | None:
    """As in "too weak to attack", "not strong enough to attack": denied; without the "not" the other way round left open.

    None where no word of measure stands there.
    """
    for word in _measured(infinitive.head):
        too = any(child.lower_ == "too" for child in word.lefts)
        if too or word.lower_ == "enough" or any(child.lower_ == "enough" for child in word.rights):
            if too != negated:
                return Judgement("asserted", "denied", word)
            return Judgement("possible", "affirmed", word)
    return None


def _measured(head: "Token") -> "list[Token]":
    """Return the words that "too" and "enough" may measure: the head of the infinitive and its predicates."""
    return [head, *children(head, *_MEASURES)]


def phrase_of(noun: "Token", words: ModalityWords) -> Phrase | None:
    """Return the implicative that a noun with an infinitive makes with its verb: "seized the chance to", "ignored calls to"."""
    verb = noun.head if noun.dep_ == "dobj" else noun.head.head if noun.dep_ == "pobj" else None
    if verb is None or noun.lemma_.lower() not in words.phrase_nouns:
        return None
    lemma = verb.lemma_.lower()
    if lemma in words.phrases_done:
        return Phrase(verb, flips=False)
    return Phrase(verb, flips=True) if lemma in words.phrases_forgone else None
