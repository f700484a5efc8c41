"""Access denied to those who watch: "the patrol was denied access", "soldiers prevented the monitors from entering"."""

from typing import TYPE_CHECKING

from servanda.extract.grammar import VERBAL, agents, children, doers, is_passive, objects, prepositions
from servanda.reference.lexicon_words import ObservationWords

if TYPE_CHECKING:
    from spacy.tokens import Token


def denied_access(verb: "Token", words: ObservationWords) -> "tuple[Token, ...] | None":
    """Return who keeps monitors away (nobody where it is not said), or ``None`` where the verb says no such thing."""
    if verb.lemma_.lower() not in words.denying or not _kept(verb, words) or not _concerned(verb, words):
        return None
    return tuple(agents(verb) if is_passive(verb) else doers(verb))


def _concerned(verb: "Token", words: ObservationWords) -> bool:
    """Tell whether those kept away are monitors: as object, as modifier of "access", or behind "to"."""
    below = [*objects(verb), *children(verb, "dobj", "dative", "nsubjpass", "iobj")]
    below += [item for preposition, item in prepositions(verb) if preposition in {"to", "for"}]
    near = [child for item in below for child in (item, *children(item, "compound", "poss", "amod"))]
    near += [item for thing in below for preposition, item in prepositions(thing) if preposition in {"to", "for", "of"}]
    return bool({item.lemma_.lower() for item in near} & words.visitors)


def _kept(verb: "Token", words: ObservationWords) -> bool:
    """Tell whether it is access that is denied."""
    things = {item.lemma_.lower() for item in (*children(verb, "dobj", "nsubjpass"), *objects(verb))}
    from_doing = {
        item.lemma_.lower()
        for prep in children(verb, "prep")
        if prep.lower_ == "from"
        for item in children(prep, "pcomp")
        if item.pos_ in VERBAL
    }
    away = verb.lemma_.lower() == "turn" and any(child.lower_ in {"away", "back"} for child in verb.children)
    to_do = {item.lemma_.lower() for item in children(verb, "xcomp")} if is_passive(verb) else set()
    return bool(things & words.access or (from_doing | to_do) & words.entering) or away
