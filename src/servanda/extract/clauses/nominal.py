"""An event noun as a clause: "the army's shelling of Olm", "the attack on Olm by rebels"."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from servanda.extract.clauses.links import (
    AGENT,
    COMPOUND,
    GERUND,
    GOVERNED,
    GOVERNED_CLAUSE,
    OBJECT,
    OF_NOUN,
    OWNER,
    PARTICIPLE,
    PASSIVE_SUBJECT,
    PHRASAL,
    SUBJECT,
)
from servanda.extract.clauses.negation import of_nobody
from servanda.extract.clauses.records import Negation
from servanda.extract.clauses.subjects import Origin, Subjects
from servanda.extract.clauses.tree import Tree
from servanda.reference.grammar import GrammarWords

_OF_NOUNS: Final = frozenset({GOVERNED, OBJECT, SUBJECT, PASSIVE_SUBJECT})


class Nominal(NamedTuple):
    """The heads of who does what a noun names, and of to whom it is done."""

    subjects: Subjects
    undergoers: tuple[int, ...]


def nominal(tree: Tree, noun: int, words: GrammarWords) -> Nominal:
    """Return who does what an event noun names and to whom: doers behind "by", as possessor or as compound, in this order."""
    return Nominal(_doers(tree, noun, words), _undergoers(tree, noun, words))


def _doers(tree: Tree, noun: int, words: GrammarWords) -> Subjects:
    by = (
        item for one in tree.linked(noun, *PHRASAL) if _is_by(tree, one, words) for item in tree.linked(one, GOVERNED)
    )
    places: tuple[tuple[Origin, Iterable[int]], ...] = (
        ("agent", by),
        ("owner", tree.linked(noun, OWNER)),
        ("compound", tree.linked(noun, COMPOUND)),
    )
    for origin, found in places:
        heads = [item for item in found if tree.words.entities[item] not in words.dated]
        if heads:
            return Subjects(tuple(tree.joined(heads)), origin)
    return Subjects((), "unsaid")


def _is_by(tree: Tree, preposition: int, words: GrammarWords) -> bool:
    return tree.words.lowers[preposition] in words.passive_agent or tree.links[preposition] == AGENT


def _undergoers(tree: Tree, noun: int, words: GrammarWords) -> tuple[int, ...]:
    found = [item for at, item in tree.phrases_under(noun) if tree.words.lowers[at] in words.undergone_by]
    return tuple(item for item in dict.fromkeys(found) if tree.words.entities[item] not in words.dated)


def negation_of_noun(tree: Tree, noun: int, words: GrammarWords) -> Negation | None:
    """Return what denies an event noun in itself: "no attack", "without an attack"."""
    cue = of_nobody(tree, noun, words)
    if cue is not None:
        return Negation("determiner", cue)
    above = tree.heads[noun]
    without = tree.links[noun] == GOVERNED and tree.words.lowers[above] in words.negative_prepositions
    return Negation("preposition", above) if without else None


def is_nominal_gerund(tree: Tree, word: int, words: GrammarWords) -> bool:
    """Tell whether a gerund stands where nouns do and has an "of": "for shelling of Olm", but not "for shelling Olm"."""
    if tree.words.shapes[word] != GERUND:
        return False
    if tree.links[word] == GOVERNED_CLAUSE:
        return not tree.has(word, OBJECT) and (_is_done(tree, word) or _is_suffered(tree, word, words))
    nouns = {"of", *words.sides}  # "fighting between X and Y"
    place = tree.links[word] in _OF_NOUNS
    return place and any(tree.words.lowers[item] in nouns or _is_agent(tree, item, words) for item in tree.below[word])


def _is_done(tree: Tree, word: int) -> bool:
    """Tell whether a participle behind a gerund says by whom it was done: "killed in shelling carried out by the army"."""
    behind = [item for item in tree.below[word] if item > word and tree.words.shapes[item] == PARTICIPLE]
    return any(tree.has(item, AGENT) for item in behind)


def _is_suffered(tree: Tree, word: int, words: GrammarWords) -> bool:
    """Tell whether somebody came to harm through what a gerund says: "were killed in shelling near Olm", "a mill damaged in shelling"."""
    preposition = tree.heads[word]
    verb = tree.heads[preposition]
    described = tree.links[verb] == OF_NOUN and tree.words.shapes[verb] == PARTICIPLE
    harmed = described or tree.has(verb, PASSIVE_SUBJECT)
    return harmed and tree.words.lowers[preposition] in words.suffered_through


def _is_agent(tree: Tree, preposition: int, words: GrammarWords) -> bool:
    """As in "because of shelling by the army"."""
    under = tree.links[tree.heads[preposition]] == GOVERNED and not tree.has(tree.heads[preposition], OBJECT)
    return under and _is_by(tree, preposition, words) and tree.has(preposition, GOVERNED)
