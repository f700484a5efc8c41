"""Bare nouns of notes without a verb: "IED against a patrol, two hurt", "Olm, 6 May: two mortars"."""

from typing import Final

from servanda.extract.clauses import Clauses, links
from servanda.reference.lexicon import Lexicon
from servanda.reference.lexicon_frames import Frame

_BODILY: Final = frozenset({"killed", "injured"})


def bare_frames(clauses: Clauses, noun: int, lexicon: Lexicon) -> tuple[Frame, ...]:
    """Return the entries that a noun may stand for where no verb tells of it."""
    frames = lexicon.note_frames.get(clauses.words.lemmas[noun].lower(), ())
    return frames if frames and _is_in_note(clauses, noun, lexicon) else ()


def _is_in_note(clauses: Clauses, noun: int, lexicon: Lexicon) -> bool:
    """Tell whether a noun stands in words without a verb that tells what became of it: "IED against a patrol, two hurt", not "IED found"."""
    if clauses.tree.links[noun] == links.GOVERNED or clauses.tree.has(noun, links.OF_NOUN, links.RELATIVE):
        return False
    own = clauses.sentence_of(noun)
    telling = {one for one in clauses.heads if one in own and not _only_counts(clauses, noun, one, lexicon)}
    return telling.isdisjoint(clauses.above(noun)) and not any(clauses.clause(one).finite for one in telling)


def _only_counts(clauses: Clauses, noun: int, verb: int, lexicon: Lexicon) -> bool:
    """Tell whether a verb behind a noun and a mark only says who was harmed: "hand grenade at a shop, owner hurt"."""
    harm = lexicon.casualties.effect_of_verb(clauses.words.lemmas[verb].lower()) in _BODILY
    apart = any(clauses.words.is_mark(word) for word in range(noun + 1, verb))
    return harm and apart and not clauses.tree.has(verb, links.OBJECT, *links.AUXILIARIES)
