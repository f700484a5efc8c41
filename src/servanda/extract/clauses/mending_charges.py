"""Of what somebody is charged, and by what means he did it: "accused the army [of blocking aid] [by shelling the road]"."""

from collections.abc import Iterator

from servanda.extract.clauses.links import (
    ADJECTIVE,
    ADVERBIAL,
    AGENT,
    GERUND,
    GOVERNED,
    GOVERNED_CLAUSE,
    OBJECT,
    PASSIVE_AUXILIARY,
    PASSIVE_SUBJECT,
    PREPOSITION,
    VERBAL,
)
from servanda.extract.clauses.mending_clauses import Changes
from servanda.extract.clauses.tree import Tree
from servanda.reference.grammar import GrammarWords

_OF = "of"
_BY = frozenset({PREPOSITION, AGENT})


def phrase_of_accused(tree: Tree, words: GrammarWords) -> Changes:
    """On "accused the militia of theft", the parser likes to hang "of theft" on the militia."""
    for noun in range(len(tree.links)):
        verb = _over_accused(tree, noun)
        if verb is not None and tree.words.lemmas[verb] in words.of_verbs:
            wanted = (
                item for item in tree.linked(noun, PREPOSITION) if tree.words.lowers[item] == "of" and item > noun
            )
            yield from ((item, verb, PREPOSITION) for item in wanted if verb < noun)


def _over_accused(tree: Tree, noun: int) -> int | None:
    """Return the verb over its object, or over who does it: "were accused by [residents] of theft"."""
    above = tree.heads[noun]
    if tree.links[noun] in {OBJECT, PASSIVE_SUBJECT}:
        return above
    return tree.heads[above] if tree.links[noun] == GOVERNED and tree.links[above] == AGENT else None


def means_of_charge(tree: Tree, words: GrammarWords) -> Changes:
    """On "accused the army of blocking aid by shelling the road", the parser lets the accuser shell it."""
    for by, link in enumerate(tree.links):
        verb = tree.heads[by]
        means = link in _BY and tree.words.lowers[by] in words.passive_agent and _gerund_behind(tree, by)
        if means:
            deeds = [deed for deed in _charges(tree, verb, words) if verb < deed < by]
            yield from ((by, deed, PREPOSITION) for deed in deeds[-1:])


def means_before_noun(tree: Tree, words: GrammarWords) -> Changes:
    """On "emptied the town by burning homes", the parser takes it that the homes burn; "was emptied by warring clans" keeps its clans."""
    for gerund, link in enumerate(tree.links):
        noun, by = tree.heads[gerund], gerund - 1
        before = link == ADJECTIVE and tree.words.shapes[gerund] == GERUND and tree.heads[noun] == by
        if before and tree.words.lowers[by] in words.passive_agent and _is_done(tree, tree.heads[by]):
            yield gerund, by, GOVERNED_CLAUSE
            yield noun, gerund, OBJECT


def _charges(tree: Tree, verb: int, words: GrammarWords) -> Iterator[int]:
    """Yield what somebody is charged with: what "of", or "for", governs behind a verb that charges, be it hung on him."""
    lemma = tree.words.lemmas[verb]
    wanted = words.charging_with.get(lemma, frozenset()) | ({_OF} if lemma in words.of_verbs else frozenset())
    for above in (verb, *tree.linked(verb, OBJECT, PASSIVE_SUBJECT)) if wanted else ():
        for charge in (item for item in tree.linked(above, PREPOSITION) if tree.words.lowers[item] in wanted):
            yield from tree.linked(charge, GOVERNED_CLAUSE, GOVERNED)


def _gerund_behind(tree: Tree, by: int) -> bool:
    """Tell whether right behind "by" a gerund stands, be it taken for an adjective."""
    behind = by + 1
    gerund = behind < len(tree.heads) and tree.words.shapes[behind] == GERUND
    return gerund and tree.links[behind] in {GOVERNED_CLAUSE, ADJECTIVE, ADVERBIAL, GOVERNED}


def _is_done(tree: Tree, verb: int) -> bool:
    """Tell whether a verb says what somebody does: with an object, and not in the passive."""
    return tree.words.kinds[verb] in VERBAL and tree.has(verb, OBJECT) and not tree.has(verb, PASSIVE_AUXILIARY)
