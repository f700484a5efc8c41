"""Modality and polarity: did it happen, according to whoever speaks? One walk over clauses, from the event upwards.

At each step a word first speaks for itself (`own`), then the word above it does something to it, by rules of which the first that
applies decides: for clauses in `governing` and `hanging`, for event nouns in `nouns`. Negations met on the way turn the polarity; a verb
of speech ends the walk, for what was said was asserted by the speaker, whom the attribution names. What a governing word does stands in
its entry in the lexicon (``modality`` in ``reference/data/lexicon/en``, explained in ``modality.yaml``);
docs/reference/rules/modality.md has tested examples.
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
