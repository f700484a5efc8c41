"""Modality and polarity: did it happen, according to whoever speaks? Scopes are read from the dependency tree.

From the trigger upwards, one step at a time, the first of these that applies decides; negations met on the way flip the
polarity. (The words stand in ``reference/data/modality.yaml``; docs/reference/rules/modality.md has tested examples.)

1. A modal auxiliary over the clause: "may attack" possible, "will" predicted, "must" and "has to" demanded.
2. "if", "unless", "had they ..." over the clause: conditional. A question: possible. An imperative: demanded.
3. A governing word: "demanded that", "plans to", "fear of": its modality. "denied", "failed to", "close to", "falsely
   claimed": polarity denied; negated denials affirm. "No evidence that", "could not confirm", "does not believe": possible.
   These, and phrases ("kept its promise to"), hand down their own fate: "may refuse to leave" is possible, denied. What is
   only forbidden or opposed is demanded, denied. See `implicative`.
4. A purpose infinitive: planned; but a definite event noun below it ("met to discuss the attack") is presupposed.
5. A speech verb ends the walk: what was said was asserted by the speaker, whom the attribution names.
6. An event noun under a light verb or as subject of "took place" shares that verb's fate; under another verb it is
   presupposed when definite ("responded to the attack") and shares the verb's fate when not ("may face an attack").
7. A negated permission ("not allowed to ...") says nothing about an event: no judgement, and no claim.
8. What is only recalled (an anniversary, a film, "twenty years after") is presupposed and historical: no new incident.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from servanda.extract.clauses import Clauses
from servanda.extract.factuality.history import is_history
from servanda.extract.factuality.nouns import NounWalk
from servanda.extract.factuality.polarity import Judgement
from servanda.extract.factuality.verbs import VerbWalk
from servanda.extract.grammar import VERBAL, is_nominal
from servanda.reference.lexicon import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Judgement", "judge"]


def judge(clauses: Clauses, word: int, lexicon: Lexicon) -> Judgement | None:
    """Return the reality of the event that ``word`` names, or ``None`` where nothing is said about an event."""
    found = _judged(clauses.doc[word], lexicon)
    return replace(found, cue=found.cue.i) if found is not None and found.cue is not None else found


def _judged(trigger: "Token", lexicon: Lexicon) -> Judgement | None:
    found = _walked(trigger, lexicon)
    real = found is not None and found.modality in {"asserted", "presupposed"} and found.polarity == "affirmed"
    if found is None or not real or not is_history(trigger, lexicon.modality):
        return found
    return replace(found, modality="presupposed", historical=True)


def _walked(trigger: "Token", lexicon: Lexicon) -> Judgement | None:
    """Walk up from the trigger; a participle before a noun ("the negotiated truce") is taken as known."""
    if trigger.dep_ == "amod" and trigger.tag_ in {"VBN", "VBG"}:
        return Judgement("presupposed")
    verbal = trigger.pos_ in VERBAL and trigger.tag_ not in {"NN", "NNS"} and not is_nominal(trigger)
    if verbal and trigger.dep_ not in {"amod", "compound"}:
        return VerbWalk(lexicon).verb(trigger, Judgement())
    walk = NounWalk(lexicon)
    return walk.noun(trigger, trigger, walk.described(trigger))
