"""Where a noun phrase begins and ends, and what belongs to it."""

from typing import Final

from servanda.extract.clauses.links import (
    ADJECTIVE,
    ADVERB,
    ADVERBIAL,
    APPOSITION,
    CASE,
    CONJUNCT,
    COORDINATOR,
    DETERMINER,
    GOVERNED,
    MARK,
    NEGATION,
    NUMBER,
    OF_NOUN,
    OPENER,
    OTHER,
    OWNER,
    PREPOSITION,
    PUNCT,
    PUNCTUATION,
    RELATIVE,
)
from servanda.extract.clauses.records import Phrase
from servanda.extract.clauses.tree import Tree
from servanda.reference.grammar import GrammarWords

_HYPHEN: Final = "-"
# What may stand before a head and is no part of its phrase, and what may stand behind it and is none.
_NOT_BEFORE: Final = frozenset(
    {COORDINATOR, PUNCTUATION, CONJUNCT, PREPOSITION, ADVERB, RELATIVE, OF_NOUN, MARK, OPENER, OTHER, NEGATION}
)
_NOT_BEHIND: Final = frozenset(
    {
        CASE,
        RELATIVE,
        OF_NOUN,
        APPOSITION,
        PUNCTUATION,
        ADVERBIAL,
        OTHER,
        COORDINATOR,
        CONJUNCT,
        PREPOSITION,
        ADVERB,
        ADJECTIVE,
    }
)


def phrase_of(tree: Tree, head: int, words: GrammarWords) -> Phrase:
    """Return the noun phrase of a head."""
    first, last = bounds(tree, head, words)
    of = next((item for at, item in tree.phrases_under(head) if tree.words.lowers[at] == "of"), None)
    return Phrase(
        head=head,
        first=first,
        last=last,
        determiner=tree.first(head, DETERMINER),
        quantifier=_quantifier(tree, head, words),
        owner=tree.first(head, OWNER),
        of=of,
        conjuncts=tuple(tree.joined([head])[1:]),
        appositions=tuple(tree.linked(head, APPOSITION)),
        entity=tree.words.entities[head],
    )


def _quantifier(tree: Tree, head: int, words: GrammarWords) -> int | None:
    number = tree.first(head, NUMBER)
    told = (item for item in tree.linked(head, ADJECTIVE, DETERMINER) if tree.words.lowers[item] in words.quantifiers)
    return number if number is not None else next(told, None)


def bounds(tree: Tree, head: int, words: GrammarWords) -> tuple[int, int]:
    """Return the first and the last word of a noun phrase."""
    first = min([head, *(tree.firsts[item] for item in _before(tree, head, words))])
    while first < head and (tree.words.kinds[first] == PUNCT or tree.links[first] == CASE):
        first += 1
    return _whole_word(tree, first), _last(tree, head)


def _whole_word(tree: Tree, first: int) -> int:
    """Return where the hyphenated word of ``first`` begins: of "al-Arabi" the parser may give the verb the last part alone."""
    words = tree.words
    while (
        first > 0
        and words.ends[first - 1] == words.starts[first]
        and _HYPHEN in {words.forms[first - 1], words.forms[first]}
    ):
        first -= 1
    return first


def _before(tree: Tree, head: int, words: GrammarWords) -> list[int]:
    kinds = tree.words.entities
    dates = words.dated if kinds[head] not in words.dated else frozenset()
    return [
        item
        for item in tree.below[head]
        if item < head and tree.links[item] not in _NOT_BEFORE and kinds[item] not in dates
    ]


def _last(tree: Tree, head: int) -> int:
    """Return the last word of a phrase: "of" right behind belongs to it ("members of the council"), other phrases do not."""
    last = head
    while True:
        behind = [item for item in tree.below[head] if item > head and tree.firsts[item] == last + 1]
        if not behind:
            return last
        governed = _of(tree, behind[0])
        if governed is not None:
            head = last = governed
        elif tree.links[behind[0]] in _NOT_BEHIND:
            return last
        else:
            last = tree.lasts[behind[0]]


def _of(tree: Tree, preposition: int) -> int | None:
    """Return what "of" governs right behind a noun."""
    of = tree.links[preposition] == PREPOSITION and tree.words.lowers[preposition] == "of"
    return tree.first(preposition, GOVERNED) if of else None
