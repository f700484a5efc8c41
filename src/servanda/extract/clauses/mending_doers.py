"""Who does it, where the parser regularly hangs him elsewhere: "Gunmen [thought to be rebels] fired", "evicted with force [by guards]"."""

from servanda.extract.clauses.links import (
    ADJECTIVE,
    AGENT,
    APPOSITION,
    AUXILIARIES,
    CONTENT,
    GOVERNED,
    MARK,
    NOMINAL,
    OBJECT,
    OF_NOUN,
    OPEN,
    PARTICIPLE,
    PASSIVE_AUXILIARY,
    PAST,
    PREPOSITION,
    ROOT,
    SUBJECT,
    SUBJECTS,
    TO,
)
from servanda.extract.clauses.mending_clauses import Changes
from servanda.extract.clauses.tree import Tree
from servanda.reference.grammar import GrammarWords

_PARTICIPLES = frozenset({PARTICIPLE, PAST})
_COMMA = ","


def participle_of_thought(tree: Tree, _: GrammarWords) -> Changes:
    """On "gunmen thought to be rebels shot nine", the parser takes it that the gunmen think: they are who shot."""
    for verb, link in enumerate(tree.links):
        doer = _thought_of(tree, verb) if link == CONTENT and not tree.has(verb, MARK, *SUBJECTS) else None
        if doer is None:
            continue
        thought = tree.heads[verb]
        above = tree.links[thought]
        yield thought, doer, OF_NOUN
        yield doer, verb, SUBJECT
        yield verb, (verb if above == ROOT else tree.heads[thought]), above
        yield from ((item, verb, tree.links[item]) for item in tree.below[thought] if item > verb)


def _thought_of(tree: Tree, verb: int) -> int | None:
    """Return who stands right before the participle that a verb without a subject hangs on."""
    thought = tree.heads[verb]
    subjects = tree.linked(thought, SUBJECT) if thought < verb and _is_said_of(tree, thought) else []
    return subjects[0] if len(subjects) == 1 and tree.lasts[subjects[0]] + 1 == thought else None


def _is_said_of(tree: Tree, verb: int) -> bool:
    """Tell whether a participle may stand there, with an infinitive right behind it: "[thought] to be"."""
    marked = tree.words.shapes[verb] in _PARTICIPLES and not tree.has(verb, *AUXILIARIES)
    behind = tree.linked(verb, OPEN)
    return marked and any(tree.firsts[item] == verb + 1 and tree.words.shapes[verb + 1] == TO for item in behind)


def past_before_noun(tree: Tree, _: GrammarWords) -> Changes:
    """On "The Lake Forces, who had fled, massacred residents", the parser takes a past form for an adjective: the forces did it."""
    for verb, link in enumerate(tree.links):
        noun = tree.heads[verb]
        doer = tree.heads[noun]
        past = link == ADJECTIVE and tree.words.shapes[verb] == PAST and tree.links[noun] == APPOSITION
        if past and tree.links[doer] == ROOT and doer < verb and tree.words.forms[verb - 1] == _COMMA:
            yield verb, verb, ROOT
            yield doer, verb, SUBJECT
            yield noun, verb, OBJECT


def agent_behind_manner(tree: Tree, words: GrammarWords) -> Changes:
    """On "were evicted with violence by guards", "were denied access by guards", the parser hangs "by" on the noun: the guards did it."""
    for by, link in enumerate(tree.links):
        if link == PREPOSITION and tree.words.lowers[by] in words.passive_agent and _names_doer(tree, by, words):
            verb = _done_to(tree, tree.heads[by], words)
            if verb is not None and tree.has(verb, PASSIVE_AUXILIARY) and not tree.has(verb, AGENT):
                yield by, verb, AGENT


def _done_to(tree: Tree, noun: int, words: GrammarWords) -> int | None:
    """Return the verb that a noun is the object of, or beside which it says how or where; a place is no act, of which "by" could tell."""
    preposition = tree.heads[noun]
    if tree.links[noun] == OBJECT:
        return preposition
    if tree.links[noun] != GOVERNED:
        return None
    how = tree.words.lowers[preposition]
    place = how in words.beside_places and tree.words.lemmas[noun] not in words.nouns
    return tree.heads[preposition] if how in words.accompanying or place else None


def _names_doer(tree: Tree, by: int, words: GrammarWords) -> bool:
    governed = tree.linked(by, GOVERNED)
    return any(tree.words.kinds[item] in NOMINAL and tree.words.entities[item] not in words.dated for item in governed)
