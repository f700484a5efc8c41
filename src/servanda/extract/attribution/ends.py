"""Where what is said ends: the parser cuts contents short, and hangs on them what belongs to the saying. Words are indices of a segment."""

import itertools
from collections.abc import Iterator
from typing import Final

from servanda.extract.clauses import Clauses, links
from servanda.reference.cues import Cues
from servanda.reference.grammar import grammar_words

_HYPHEN: Final = "-"
_BY: Final = "by"
_JOINED: Final = (links.COORDINATOR, links.CONJUNCT)
_BEFORE_VERB: Final = (*links.AUXILIARIES, links.NEGATION)


def stretched(clauses: Clauses, verb: int, last: int, cues: Cues) -> int:
    """Return the last word before the next punctuation, conjunct of the verb or occasion of the saying."""
    sentence, barred = clauses.sentence_of(verb), _barred(clauses, verb)
    for word in range(last + 1, sentence.stop):
        if _lists(clauses, word):
            return sentence[-1]
        if word in barred or _breaks(clauses, word, cues):
            break
        last = word
    return last


def _barred(clauses: Clauses, verb: int) -> set[int]:
    """Return the words that belong to a verb joined to this one, or above it: "a report blaming X | was burned"."""
    barred = set(clauses.tree.linked(verb, *_JOINED)) | set(_going_on(clauses, verb))
    for above in clauses.above(verb):
        barred |= {above, *clauses.tree.linked(above, *_BEFORE_VERB), *_going_on(clauses, above)}
    return barred


def _going_on(clauses: Clauses, verb: int) -> Iterator[int]:
    """Yield the gerunds by which who speaks goes on: "supported the plan | describing it as"."""
    for item in clauses.tree.linked(verb, links.ADVERBIAL):
        if clauses.words.shapes[item] == links.GERUND and clauses.words.lemmas[item] in grammar_words().saying:
            yield item


def _lists(clauses: Clauses, word: int) -> bool:
    """Tell whether a colon goes on with what is said: "called for two steps: ..."."""
    forms = clauses.words.forms
    return forms[word] == ":" and word + 1 in clauses.sentence_of(word) and forms[word + 1] != '"'


def _breaks(clauses: Clauses, word: int, cues: Cues) -> bool:
    mark = clauses.words.is_mark(word) and not _joins(clauses, word)
    return mark or clauses.words.lowers[word] in cues.bounds.breaks or is_occasion(clauses, word, cues)


def _joins(clauses: Clauses, mark: int) -> bool:
    """Tell whether a hyphen stands within a word: "a 16-point lead", "the Norburg-based group"."""
    words = clauses.words
    within = words.forms[mark] == _HYPHEN and 0 < mark < len(words) - 1
    return within and words.ends[mark - 1] == words.starts[mark] and words.ends[mark] == words.starts[mark + 1]


def before_occasion(clauses: Clauses, verb: int, edges: tuple[int, int], cues: Cues) -> int:
    """Return the last word of an object (``edges``) without the occasion behind it: "praised X | in a letter on Monday"."""
    first, last = edges
    for word in range(first + 1, last):
        at_end = clauses.tree.links[word] == links.PREPOSITION and clauses.tree.lasts[word] >= last
        if at_end and is_occasion(clauses, word, cues) and not _within_clause(clauses, word, verb):
            return word - 1
    return last


def _within_clause(clauses: Clauses, word: int, verb: int) -> bool:
    """Tell whether another verb stands between a phrase and the verb of saying: "calls that came in during the attack"."""
    between = itertools.takewhile(lambda item: item != verb, clauses.above(word))
    return any(clauses.words.kinds[item] in links.VERBAL for item in between)


def is_occasion(clauses: Clauses, word: int, cues: Cues) -> bool:
    """Tell whether a phrase says when or in what the words were said: "on Monday", "in a letter", "by reading out"."""
    words, lower = clauses.words, clauses.words.lowers[word]
    if word + 1 not in clauses.sentence_of(word):
        return False
    if lower == _BY:
        return words.shapes[word + 1] == links.GERUND
    if lower not in cues.bounds.occasions:
        return lower in cues.bounds.always_occasions
    noun = clauses.tree.first(word, links.GOVERNED)
    return noun is not None and (
        words.entities[noun] in grammar_words().dated or words.lemmas[noun].lower() in cues.occasions
    )
