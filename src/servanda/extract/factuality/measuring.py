"""Phrases that decide together what becomes of an infinitive: "too weak to", "strong enough to", "seized the chance to"."""

from servanda.extract.clauses import links
from servanda.extract.factuality.judgement import Judgement
from servanda.extract.factuality.walk import Step, Walk

_MEASURED = (links.ADVERB, links.PREDICATE, links.ADJECTIVE, links.CONTENT)


def falls_short(walk: Walk, step: Step) -> Judgement | None:
    """As in "too weak to attack", "not strong enough to attack": denied; without the "not" the other way round left open."""
    for word in (step.above, *walk.tree.linked(step.above, *_MEASURED)):
        too, enough = walk.beside(word, "too"), walk.beside(word, "enough")
        if (too is not None and too < word) or (enough is not None and enough > word) or walk.lower(word) == "enough":
            short = (too is not None and too < word) != walk.negated(step.above)
            return Judgement("asserted", "denied", word) if short else Judgement("possible", "affirmed", word)
    return None


def of_phrase(walk: Walk, step: Step, noun: int) -> Judgement | None:
    """As in "seized the chance to attack", "broke its promise to withdraw", "ignored calls to": the fate of the verb over the noun."""
    words = walk.entries
    verb = walk.clauses.clause(noun).governor
    if (
        verb is None
        or walk.tree.links[noun] not in {links.OBJECT, links.GOVERNED}
        or not walk.does(noun, words.phrase_nouns)
    ):
        return None
    flips = walk.does(verb, words.phrases_forgone) and not walk.does(verb, words.phrases_done)
    known = flips or walk.does(verb, words.phrases_done)
    return step.now.under(walk.fate(verb, step.depth), verb, flips=flips) if known else None
