"""Harm that nobody did: "a gas explosion killed three", "died when a bus overturned". Beside a weapon or another act it is no mishap."""

from collections.abc import Iterable, Iterator
from typing import Final

from servanda.extract.clauses import Clauses, links
from servanda.extract.events.fitting import keys_of
from servanda.extract.events.triggers import Trigger
from servanda.reference.lexicon import Lexicon
from servanda.reference.lexicon_frames import Frame

_BODILY: Final = frozenset({"killed", "injured"})
_BESIDE: Final = frozenset({links.ADVERBIAL, links.CONJUNCT, links.OF_NOUN})
_ASSAULT: Final = "ASSAULT"


def is_mishap(verb: Trigger, acts: Iterable[Trigger], lexicon: Lexicon) -> bool:
    """Tell whether a verb of bodily harm tells what came of a mishap; ``acts`` are all those of its sentence."""
    if verb.frame.casualty not in _BODILY:
        return False
    clauses = verb.clauses
    happened = dict.fromkeys(_happened(verb, lexicon))
    doing = {one.head for one in (*verb.clause.doers, *verb.clause.agents)}
    if not happened or not doing <= happened.keys():
        return False
    own = {item for word in happened for item in (*clauses.modifiers(word), word)}
    others = (one.word for one in acts if one.frame.casualty not in _BODILY)
    return own.issuperset(others) and not _is_armed(verb, own, lexicon)


def _happened(verb: Trigger, lexicon: Lexicon) -> Iterator[int]:
    """Yield the words for what happened by itself: a noun that did the harm, or a verb beside it with what it happened to."""
    clauses, clause = verb.clauses, verb.clause
    through = [one.phrase.head for one in clauses.under(verb.word, *lexicon.events.joining.through)]
    doing = (one.head for one in (*clause.doers, *clause.agents))
    yield from (word for word in (*doing, *through) if _is_accident(clauses, word, lexicon))
    above = [clauses.tree.heads[verb.word]] if clauses.tree.links[verb.word] in _BESIDE else []
    for other in (*clauses.tree.linked(verb.word, links.ADVERBIAL), *above):
        yield from (
            _of_verb(clauses, other, lexicon) if clauses.is_verb(other) else _of_participle(clauses, other, lexicon)
        )


def _of_verb(clauses: Clauses, verb: int, lexicon: Lexicon) -> Iterator[int]:
    """Yield a verb of a mishap and what it happened to: "[a bus] [overturned]", "[a boiler] [exploded]"."""
    words, clause, keys = lexicon.events.mishaps, clauses.clause(verb), frozenset(keys_of(clauses, verb))
    subjects = [one.head for one in clause.subjects]
    burst = bool(words.bursting & keys) and any(clauses.words.lemmas[one].lower() in words.things for one in subjects)
    alone = clause.voice == "active" and not clauses.tree.has(verb, links.OBJECT)
    if alone and (burst or words.verbs & keys):
        yield from (verb, *subjects)


def _of_participle(clauses: Clauses, noun: int, lexicon: Lexicon) -> Iterator[int]:
    """Yield the same where the parser takes the verb for a participle of the noun."""
    for verb in clauses.tree.linked(noun, links.OF_NOUN):
        if clauses.words.lemmas[verb].lower() in lexicon.events.mishaps.verbs and not clauses.tree.has(
            verb, links.AGENT
        ):
            yield from (noun, verb)


def _is_accident(clauses: Clauses, noun: int, lexicon: Lexicon) -> bool:
    """Tell whether a noun of an act is none by the words before it or in its sentence ("gas explosion"), or names a thing that bursts."""
    frames = lexicon.noun_frames.get(clauses.words.lemmas[noun].lower(), ())
    barred = any(frame.type == _ASSAULT and _is_barred(clauses, noun, frame) for frame in frames)
    return barred or clauses.words.lemmas[noun].lower() in lexicon.events.mishaps.things


def _is_barred(clauses: Clauses, noun: int, frame: Frame) -> bool:
    around = clauses.words.keys(clauses.modifiers(noun)) & frame.unless.modifier
    return bool(around or clauses.words.keys(clauses.sentence_of(noun)) & frame.unless.sentence)


def _is_armed(verb: Trigger, own: Iterable[int], lexicon: Lexicon) -> bool:
    """Tell whether the words read together, up to the end of the sentence, name a weapon or an act outside some words."""
    words, known = verb.clauses.words, {*own, verb.word}
    told = range(verb.clauses.sentence_of(verb.word).stop)
    return any(_is_of_arms(words.lemmas[item].lower(), lexicon) for item in told if item not in known)


def _is_of_arms(lemma: str, lexicon: Lexicon) -> bool:
    frames = (*lexicon.noun_frames.get(lemma, ()), *lexicon.verb_frames.get(lemma, ()))
    return lemma in lexicon.events.weapons or any(
        one.type == _ASSAULT and one.casualty not in _BODILY for one in frames
    )
