"""What the forms of a verb and its auxiliaries say: tense, mood, whether it is finite; and how its clause hangs on what is above it."""

from typing import Final, NamedTuple

from servanda.extract.clauses.asking import asks
from servanda.extract.clauses.links import (
    ADJECTIVE,
    ADVERB,
    ADVERBIAL,
    ASKING,
    AUXILIARIES,
    AUXILIARY,
    BASE,
    CLAUSE_SUBJECT,
    COMPOUND,
    CONJUNCT,
    CONTENT,
    COORDINATOR,
    EXPLETIVE,
    FINITE,
    GERUND,
    GOVERNED,
    GOVERNED_CLAUSE,
    MARK,
    MODAL,
    NOMINAL,
    OBJECT,
    OF_NOUN,
    OPEN,
    PARTICIPLE,
    PASSIVE_AUXILIARY,
    PASSIVE_SUBJECT,
    PAST,
    PHRASAL,
    PREDICATE,
    PUNCTUATION,
    RELATIVE,
    ROOT,
    SUBJECT,
    SUBJECTS,
    TO,
)
from servanda.extract.clauses.records import Link, Mood, Tense
from servanda.extract.clauses.tree import Tree
from servanda.reference.grammar import GrammarWords

_LINKS: Final[dict[str, Link]] = {
    ROOT: "main",
    CONTENT: "content",
    OPEN: "open",
    ADVERBIAL: "adverbial",
    RELATIVE: "relative",
    OF_NOUN: "of noun",
    CONJUNCT: "conjunct",
    GOVERNED_CLAUSE: "preposition",
    CLAUSE_SUBJECT: "subject",
    ADJECTIVE: "attributive",
    COMPOUND: "attributive",
    PREDICATE: "predicate",
    GOVERNED: "preposition",
    OBJECT: "object",
    SUBJECT: "subject",
    PASSIVE_SUBJECT: "subject",
}
_BARE: Final = frozenset({BASE, GERUND, PARTICIPLE})
_CHAIN: Final = 30


class Forms(NamedTuple):
    """What the forms of a verb say."""

    finite: bool
    infinitive: bool
    tense: Tense | None
    perfect: bool
    progressive: bool
    modals: tuple[int, ...]


def forms(tree: Tree, verb: int, words: GrammarWords, *, passive: bool) -> Forms:
    """Return finiteness, tense and aspect of a verb; "may shell or bomb": the second shares the auxiliaries of the first.

    The past of a bare passive is its participle: "two killed in shelling" is not finite.
    """
    auxiliaries = tree.linked(verb, *AUXILIARIES) or _auxiliaries_of_first(tree, verb)
    shapes = [tree.words.shapes[item] for item in auxiliaries]
    leading = _leading(tree, verb, auxiliaries, passive=passive)
    finite = not FINITE.isdisjoint(leading) and TO not in shapes
    lemmas = {tree.words.lemmas[item] for item in auxiliaries}
    return Forms(
        finite=finite,
        infinitive=TO in shapes,
        tense=_tense(tree, auxiliaries, leading, words) if finite else None,
        perfect=words.perfect in lemmas,
        progressive=words.progressive in lemmas and GERUND in {tree.words.shapes[verb], *shapes},
        modals=tuple(item for item in auxiliaries if tree.words.shapes[item] == MODAL),
    )


def _leading(tree: Tree, verb: int, auxiliaries: list[int], *, passive: bool) -> list[str]:
    """Return the forms of which one tells whether a verb is finite: those of its auxiliaries, or its own."""
    marked = PASSIVE_AUXILIARY in {tree.links[item] for item in auxiliaries}
    own = not auxiliaries and not (passive and not marked)
    return [_shape(tree, verb)] if own else [tree.words.shapes[item] for item in auxiliaries]


def _auxiliaries_of_first(tree: Tree, verb: int) -> list[int]:
    """Return the auxiliaries that a verb shares with the one it is joined to: "has shelled and burned", "may shell or bomb"."""
    steps = 0
    while tree.links[verb] == CONJUNCT and steps < _CHAIN and tree.words.shapes[verb] in _BARE:
        first = tree.heads[verb]
        if tree.has(verb, *SUBJECTS) or tree.words.shapes[first] != tree.words.shapes[verb]:
            return []
        found = tree.linked(first, *AUXILIARIES)
        if found:
            return found
        verb, steps = first, steps + 1
    return []


def _shape(tree: Tree, verb: int) -> str:
    """Return the form of a verb; a participle with a subject, or joined to another verb, was meant as a past."""
    shape = tree.words.shapes[verb]
    told = tree.links[verb] == CONJUNCT or tree.has(verb, SUBJECT)
    return PAST if shape == PARTICIPLE and told else shape


def _tense(tree: Tree, auxiliaries: list[int], leading: list[str], words: GrammarWords) -> Tense:
    if any(tree.words.lowers[item] in words.future for item in auxiliaries if tree.words.shapes[item] == MODAL):
        return "future"
    return "past" if PAST in leading else "present"


def mood(tree: Tree, verb: int, words: GrammarWords, *, finite: bool) -> Mood | None:
    """Return the mood of a clause, or ``None`` of an infinitive, gerund or participle."""
    if asks(tree, verb):
        return "indirect question"
    if tree.words.shapes[verb] == BASE and not finite and not tree.has(verb, *AUXILIARIES):
        return _of_base_form(tree, verb)
    if _is_bare_be(tree, verb):
        return "subjunctive"
    if not finite:
        return None
    if _is_inverted(tree, verb, words):
        return "conditional"
    return "question" if _is_question(tree, verb) else "indicative"


def _of_base_form(tree: Tree, verb: int) -> Mood | None:
    if tree.has(verb, *SUBJECTS):
        return "subjunctive" if tree.links[verb] in {CONTENT, OF_NOUN} and tree.has(verb, MARK) else None
    commands = tree.links[verb] in {ROOT, CONTENT, CONJUNCT} and not tree.has(verb, EXPLETIVE, MARK)
    joined = tree.links[verb] == CONJUNCT and tree.has(tree.heads[verb], *SUBJECTS, *AUXILIARIES)
    return "imperative" if commands and not joined else None


def _is_bare_be(tree: Tree, verb: int) -> bool:
    """As in "(insisted) that they be released" (Quirk et al. 1985, 3.59)."""
    bare = [item for item in tree.linked(verb, PASSIVE_AUXILIARY) if tree.words.shapes[item] == BASE]
    return bool(bare) and tree.has(verb, *SUBJECTS) and not tree.has(verb, AUXILIARY)


def _is_inverted(tree: Tree, verb: int, words: GrammarWords) -> bool:
    """As in "had the army attacked, ..."."""
    subject = tree.first(verb, *SUBJECTS)
    led = [item for item in tree.linked(verb, *AUXILIARIES) if tree.words.lowers[item] in words.inverted]
    return tree.links[verb] == ADVERBIAL and subject is not None and bool(led) and led[0] < subject


def _is_question(tree: Tree, verb: int) -> bool:
    """Tell whether the sentence that a clause heads ends in a question mark."""
    marks = [tree.words.forms[item] for item in tree.linked(verb, PUNCTUATION) if item > verb]
    return tree.is_root(verb) and bool(marks) and "?" in marks[-2:]


def link_of(tree: Tree, verb: int) -> Link:
    """Return how a clause hangs on what is above it."""
    return "main" if tree.heads[verb] == verb else _LINKS.get(tree.links[verb], "other")


def governor(tree: Tree, verb: int) -> int | None:
    """Return the word above a clause or noun; behind prepositions ("instead of firing", "following the attack") the one above them."""
    above = tree.heads[verb]
    if above == verb:
        return None
    if tree.links[verb] in {GOVERNED, GOVERNED_CLAUSE}:
        above = tree.heads[above]
        while _is_preposition(tree, above):
            above = tree.heads[above]
    return above


def _is_preposition(tree: Tree, word: int) -> bool:
    """Tell whether a word is a preposition below another word: "[because] of", "called [for] talks and for a truce"."""
    return tree.links[word] in PHRASAL and tree.words.kinds[word] not in NOMINAL


def marker(tree: Tree, verb: int) -> int | None:
    """Return the word that joins a clause to what is above it: preposition, "that", "if", "and", or a word that asks."""
    if tree.links[verb] in {GOVERNED, GOVERNED_CLAUSE}:
        return tree.heads[verb]
    if tree.heads[verb] == verb:
        return None
    if tree.links[verb] == CONJUNCT:
        before = [item for item in tree.linked(tree.heads[verb], COORDINATOR) if item < verb]
        return before[-1] if before else tree.first(verb, MARK)
    asking = [item for item in tree.linked(verb, ADVERB, OBJECT, *SUBJECTS) if tree.words.shapes[item] == ASKING]
    return next(iter([*tree.linked(verb, MARK), *asking]), None)
