"""Who does it, where the parser regularly hangs him elsewhere: "Gunmen [thought to be rebels] fired", "evicted with force [by guards]"."""

from servanda.extract.clauses.links import (
    AGENT,
    AUXILIARIES,
    CONTENT,
    GOVERNED,
    MARK,
    NOMINAL,
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


def agent_behind_manner(tree: Tree, words: GrammarWords) -> Changes:
    """On "were evicted with violence by guards", the parser hangs "by" on the violence: the guards evicted them."""
    for by, link in enumerate(tree.links):
        manner = tree.heads[by]
        preposition = tree.heads[manner]
        verb = tree.heads[preposition]
        behind = link == PREPOSITION and tree.words.lowers[by] in words.passive_agent and tree.links[manner] == GOVERNED
        passive = behind and tree.has(verb, PASSIVE_AUXILIARY) and not tree.has(verb, AGENT)
        if passive and tree.words.lowers[preposition] in words.accompanying and _names_doer(tree, by, words):
            yield by, verb, AGENT


def _names_doer(tree: Tree, by: int, words: GrammarWords) -> bool:
    governed = tree.linked(by, GOVERNED)
    return any(tree.words.kinds[item] in NOMINAL and tree.words.entities[item] not in words.dated for item in governed)
