"""Modality and polarity: did it happen, according to whoever speaks? One walk over clauses, from the event upwards.

At each step a word first speaks for itself (`own`), then the word above it does something to it, by rules of which the first that
applies decides; negations met on the way turn the polarity. What a governing word does stands in its entry in the lexicon
(``modality`` in ``reference/data/lexicon/en``, explained in ``modality.yaml``; docs/reference/rules/modality.md has tested examples).

1. A modal auxiliary over the clause: "may attack" possible, "will" predicted, "must" and "has to" demanded.
2. "if", "unless", "had they ..." over the clause: conditional. A question: possible. An imperative: demanded.
3. A governing word: "demanded that", "plans to", "fear of": its modality. "denied", "failed to", "close to", "falsely
   claimed": polarity denied; negated denials affirm. "No evidence that", "could not confirm", "does not believe": possible.
   These, and phrases ("kept its promise to"), hand down their own fate: "may refuse to leave" is possible, denied. What is
   only forbidden or opposed is demanded, denied. See `judgement`.
4. A purpose infinitive: planned; but a definite event noun below it ("met to discuss the attack") is presupposed.
5. A speech verb ends the walk: what was said was asserted by the speaker, whom the attribution names.
6. An event noun under a light verb or as subject of "took place" shares that verb's fate; under another verb it is
   presupposed when definite ("responded to the attack") and shares the verb's fate when not ("may face an attack").
7. A negated permission ("not allowed to ...") says nothing about an event: no judgement, and no claim.
8. What is only recalled (an anniversary, a film, "twenty years after") is presupposed and historical: no new incident.
"""

from typing import Final

from servanda.extract.clauses import Clauses, links
from servanda.extract.factuality.hanging import CLAUSES
from servanda.extract.factuality.history import is_history
from servanda.extract.factuality.judgement import NO_EVENT, Judgement
from servanda.extract.factuality.nouns import NOUNS
from servanda.extract.factuality.walk import Walk
from servanda.reference.lexicon import Lexicon

_RULES: Final = {**CLAUSES, **NOUNS}


def judge(clauses: Clauses, word: int, lexicon: Lexicon) -> Judgement | None:
    """Return the reality of the event that ``word`` names, or ``None`` where nothing is said about an event."""
    walk = Walk(clauses, lexicon, _RULES)
    found = _walked(walk, word)
    if found is NO_EVENT:
        return None
    told = found.is_real and found.polarity == "affirmed"
    return (
        Judgement("presupposed", "affirmed", found.cue, historical=True) if told and is_history(walk, word) else found
    )


def _walked(walk: Walk, word: int) -> Judgement:
    """Walk up from the word; a participle before a noun ("the negotiated truce") is taken as known."""
    link, shape = walk.tree.links[word], walk.tree.words.shapes[word]
    if link == links.ADJECTIVE and shape in {links.PARTICIPLE, links.GERUND}:
        return Judgement("presupposed")
    noun = not walk.is_verb(word) or link in {links.ADJECTIVE, links.COMPOUND} or walk.is_nominal(word)
    return walk.noun(word) if noun else walk.clause(word, Judgement())
