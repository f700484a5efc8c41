"""Clauses that the parser hangs on the wrong word in a regular way: "met the envoy, [demanding] a truce"."""

from collections.abc import Iterator

from servanda.extract.clauses.links import (
    ADJ,
    ADVERBIAL,
    AUXILIARIES,
    CONTENT,
    GERUND,
    GOVERNED,
    GOVERNED_CLAUSE,
    NAME,
    OBJECT,
    OF_NOUN,
    OPEN,
    PASSIVE_SUBJECT,
    PREDICATE,
    PREPOSITION,
    VERB,
    VERBAL,
)
from servanda.extract.clauses.tree import Tree
from servanda.reference.grammar import GrammarWords

Changes = Iterator[tuple[int, int, str]]
_UNDER = frozenset({CONTENT, OPEN})


def participle_of_verb(tree: Tree, words: GrammarWords) -> Changes:
    """On "met the envoy, demanding a truce", the parser takes it that the envoy demands."""
    for verb, link in enumerate(tree.links):
        noun = tree.heads[verb]
        if link == OF_NOUN and tree.words.shapes[verb] == GERUND and tree.links[noun] in {OBJECT, GOVERNED}:
            above = next((item for item in tree.above(noun) if tree.words.kinds[item] == VERB), noun)
            if above < noun and (tree.words.forms[verb - 1] == "," or _goes_on(tree, verb, above, words)):
                yield verb, above, ADVERBIAL


def _goes_on(tree: Tree, verb: int, above: int, words: GrammarWords) -> bool:
    """Tell whether a gerund of speech is of who does what the verb above says.

    Of "quoted a resident saying that", "cited a report suggesting that", "fled, with the opposition accusing X" it is the noun's own.
    """
    noun = tree.heads[verb]
    says = tree.words.lemmas[verb] in words.saying and tree.words.lemmas[above] not in words.quoting
    own = tree.words.lemmas[noun] in words.telling or tree.words.lowers[tree.heads[noun]] in words.accompanying
    return says and not own


def clause_of_predicate(tree: Tree, words: GrammarWords) -> Changes:
    """On "it is not true that", the parser hangs the clause on "is": it is what is true."""
    for verb, link in enumerate(tree.links):
        be = tree.heads[verb]
        if link in _UNDER and tree.words.kinds[be] in VERBAL and tree.words.lemmas[be] in words.being:
            said = [item for item in tree.linked(be, PREDICATE) if tree.words.kinds[item] == ADJ and be < item < verb]
            yield from ((verb, item, link) for item in said[-1:])


def clause_behind_preposition(tree: Tree, _: GrammarWords) -> Changes:
    """On "ended without the village being shelled", the parser lets "without" govern nothing and hangs the clause on "ended"."""
    for verb, link in enumerate(tree.links):
        before = tree.firsts[verb] - 1
        bare = link == ADVERBIAL and before >= 0 and tree.links[before] == PREPOSITION and not tree.below[before]
        if bare and tree.heads[before] == tree.heads[verb] and _is_gerund(tree, verb):
            yield verb, before, GOVERNED_CLAUSE


def _is_gerund(tree: Tree, verb: int) -> bool:
    """As in "shelling", "being shelled"."""
    return GERUND in {tree.words.shapes[item] for item in tree.linked(verb, *AUXILIARIES) or [verb]}


def what_is_said_of_deed(tree: Tree, words: GrammarWords) -> Changes:
    """On "without the bombing of Torsk being attributed to X", the parser takes it that Torsk is attributed; so with "being claimed"."""
    for verb, link in enumerate(tree.links):
        if (
            link in {GOVERNED_CLAUSE, OF_NOUN}
            and tree.words.lemmas[verb] in words.said_of_deeds
            and _is_gerund(tree, verb)
        ):
            yield from _of_deed(tree, verb, words)


def _of_deed(tree: Tree, verb: int, words: GrammarWords) -> Changes:
    own = tree.first(verb, PASSIVE_SUBJECT)
    below = tree.links[verb] == OF_NOUN
    preposition = tree.heads[tree.heads[verb]] if below else tree.heads[verb]
    deed = tree.heads[preposition]
    named = own is not None and tree.words.kinds[own] == NAME
    fits = tree.words.lemmas[deed] in words.own_deeds and own is None if below else named
    if fits and tree.links[deed] == GOVERNED:
        yield verb, tree.heads[deed], GOVERNED_CLAUSE
        yield deed, verb, PASSIVE_SUBJECT
        yield from ((item, preposition, GOVERNED) for item in tree.linked(verb, PASSIVE_SUBJECT))
