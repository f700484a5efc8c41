"""What the parser reads wrongly in a regular way, put right once, so that every question finds the same tree.

Each mend looks at the parser's tree and yields changes (word, new head, new link); none looks at what another changed.
"""

from collections.abc import Callable
from typing import Final

from servanda.extract.clauses.links import (
    ADJECTIVE,
    ADP,
    ADVERBIAL,
    AGENT,
    AUXILIARIES,
    AUXILIARY,
    COMPLEMENTS,
    COMPOUND,
    CONTENT,
    DET,
    DETERMINER,
    ELSE,
    FINITE,
    GOVERNED,
    MODIFIER,
    NAME,
    NEGATION,
    NOUN,
    NOUN_ADVERB,
    NUM,
    NUMBER,
    OBJECT,
    OTHER,
    PASSIVE_AUXILIARY,
    PASSIVE_SUBJECT,
    PAST_FORMS,
    PREPOSITION,
    PUNCT,
    RELATIVE,
    ROOT,
    SUBJECT,
    SUBJECTS,
    VERB,
    VERBAL,
)
from servanda.extract.clauses.mending_beside import (
    participle_before_deed,
    relative_of_contrasted,
    thing_behind_as,
    told_beside_saying,
)
from servanda.extract.clauses.mending_charges import means_before_noun, means_of_charge, phrase_of_accused
from servanda.extract.clauses.mending_clauses import (
    Changes,
    clause_behind_preposition,
    clause_of_nobody,
    clause_of_predicate,
    clause_of_seen,
    gerund_of_agent,
    noun_of_gerund,
    outcome_of_attack,
    participle_of_seen,
    participle_of_thing,
    participle_of_verb,
    town_of_name,
    what_is_said_of_deed,
)
from servanda.extract.clauses.mending_doers import (
    agent_behind_manner,
    cleft_of_predicate,
    deed_behind_said,
    outcome_behind_saying,
    participle_of_thought,
    past_before_noun,
    past_behind_infinitive,
    subject_around_saying,
)
from servanda.extract.clauses.mending_lists import (
    charges_in_list,
    charges_joined,
    doers_behind_participle,
    participle_of_last_side,
    relative_of_one,
    sides_of_place,
    subject_with_gerund,
    tellers_behind_deed,
    tellers_behind_list,
)
from servanda.extract.clauses.mending_phrases import (
    agent_of_noun,
    agent_of_passive,
    charge_before_noun,
    compound_of_verb,
    no_longer,
    object_of_predicate,
    predicate_of_object,
    seen_before_gerund,
    seen_north_of,
    subject_behind_mark,
    subject_behind_number,
    subject_behind_place,
    subject_with_insertion,
    thing_north_of,
)
from servanda.extract.clauses.retagging import retagged
from servanda.extract.clauses.tree import Tree
from servanda.reference.grammar import GrammarWords

_DATES: Final = frozenset({COMPOUND, MODIFIER, NUMBER})
_OF_CLAUSE: Final = SUBJECTS | {NEGATION}
_COUNTED: Final = frozenset({NOUN, NUM})
_NAMING: Final = frozenset({NAME, PUNCT, ADP, DET, ELSE})
_OF_CLAUSES: Final = frozenset({ROOT, CONTENT, RELATIVE, ADVERBIAL})
_UNCLEAR: Final = frozenset({NUMBER, OTHER, NOUN_ADVERB, COMPOUND})


def mended(tree: Tree, words: GrammarWords) -> Tree:
    """Return the tree with what the parser regularly reads wrongly put right."""
    tree = retagged(tree, words)
    changes = {word: (head, link) for mend in MENDS for word, head, link in mend(tree, words)}
    return tree.changed(changes)


def subject_behind_date(tree: Tree, words: GrammarWords) -> Changes:
    """On "on Friday monitors said", the parser takes "Friday monitors" for one phrase: monitors are who said it."""
    for noun, link in enumerate(tree.links):
        dates = _dates_before(tree, noun, words) if link == GOVERNED else []
        verb = _verb_behind(tree, noun) if dates and not _is_one(tree, noun, words) else None
        if verb is not None:
            yield noun, verb, PASSIVE_SUBJECT if tree.has(verb, PASSIVE_AUXILIARY) else SUBJECT
            yield from _date_apart(tree, noun, dates, words)


def _date_apart(tree: Tree, noun: int, dates: list[int], words: GrammarWords) -> Changes:
    """Give a date to the preposition, with what stands before it ("in the last 48 hours"), unless it is the noun's: "an August 21 raid"."""
    before = [item for item in tree.linked(noun, DETERMINER, ADJECTIVE) if item < dates[0]]
    if any(tree.words.entities[item] not in words.dated for item in before):
        return
    yield dates[0], tree.heads[noun], GOVERNED
    yield from ((date, dates[0], MODIFIER) for date in dates[1:])
    yield from ((item, dates[0], tree.links[item]) for item in before)


def _dates_before(tree: Tree, noun: int, words: GrammarWords) -> list[int]:
    if _is_dated(tree, noun, words):
        return []
    return [item for item in tree.linked(noun, *_DATES) if item < noun and _is_dated(tree, item, words)]


def _is_one(tree: Tree, noun: int, words: GrammarWords) -> bool:
    """As in "over an August attack the army says killed three": the date belongs to the noun."""
    return any(tree.words.lowers[item] in words.indefinite for item in tree.linked(noun, DETERMINER))


def _verb_behind(tree: Tree, noun: int) -> int | None:
    """Return the finite verb without a subject that begins right behind a noun phrase."""
    behind = tree.lasts[noun] + 1
    if behind >= len(tree.heads):
        return None
    verb = tree.heads[behind] if tree.links[behind] in AUXILIARIES else behind
    finite = {tree.words.shapes[verb], *(tree.words.shapes[item] for item in tree.linked(verb, *AUXILIARIES))} & FINITE
    fits = tree.words.kinds[verb] in VERBAL and finite and not tree.has(verb, *SUBJECTS)
    return verb if fits and noun not in tree.above(verb) else None


def short_has(tree: Tree, words: GrammarWords) -> Changes:
    """On "he's shelled the village", the parser reads "is": with an object and without "by" he has done so."""
    for short, link in enumerate(tree.links):
        verb = tree.heads[short]
        if link == PASSIVE_AUXILIARY and tree.words.lowers[short] in words.has_short and _has_done(tree, verb, words):
            yield short, verb, AUXILIARY
            yield from ((item, verb, SUBJECT) for item in tree.linked(verb, PASSIVE_SUBJECT))


def _has_done(tree: Tree, verb: int, words: GrammarWords) -> bool:
    prepositions = tree.words.lemmas[verb] in words.has_with and tree.has(verb, PREPOSITION)
    alone = len(tree.linked(verb, PASSIVE_AUXILIARY)) == 1 and not tree.has(verb, AGENT)
    return alone and (prepositions or tree.has(verb, OBJECT, *COMPLEMENTS))


def name_in_parts(tree: Tree, _: GrammarWords) -> Changes:
    """Of names that it does not know ("Jaysh al-Nur fired") the parser makes a subject of each word."""
    for word, link in enumerate(tree.links):
        following = word + 1
        part = (
            link == SUBJECT
            and tree.words.kinds[word] in _NAMING
            and following < len(tree.links)
            and not tree.below[word]
        )
        if part and tree.links[following] == SUBJECT and tree.heads[following] == tree.heads[word] != word:
            last = following
            while last + 1 < len(tree.links) and _is_part(tree, last, last + 1):
                last += 1
            yield word, last, COMPOUND


def _is_part(tree: Tree, word: int, following: int) -> bool:
    return tree.links[following] == SUBJECT and tree.heads[following] == tree.heads[word] and not tree.below[word]


def subject_of_auxiliary(tree: Tree, _: GrammarWords) -> Changes:
    """On "the minister is convinced that", the parser may hang the minister on "is"."""
    for word, link in enumerate(tree.links):
        auxiliary = tree.heads[word]
        if link in _OF_CLAUSE and tree.links[auxiliary] in AUXILIARIES:
            passive = link == SUBJECT and tree.links[auxiliary] == PASSIVE_AUXILIARY
            yield word, tree.heads[auxiliary], PASSIVE_SUBJECT if passive else link


def counted_before_participle(tree: Tree, words: GrammarWords) -> Changes:
    """On "12 killed, 30 wounded", the parser has no name for what 30 is to "wounded"."""
    for word, link in enumerate(tree.links):
        verb = tree.heads[word]
        harmed = word < verb and tree.words.lemmas[verb] in words.suffered and tree.words.shapes[verb] in PAST_FORMS
        bare = harmed and tree.words.kinds[verb] == VERB and not tree.has(verb, OBJECT, AUXILIARY, *SUBJECTS)
        if bare and link in _UNCLEAR and tree.words.kinds[word] in _COUNTED and not _is_dated(tree, word, words):
            yield word, verb, PASSIVE_SUBJECT


def _is_dated(tree: Tree, word: int, words: GrammarWords) -> bool:
    clock = tree.words.kinds[word] == NUM and ":" in tree.words.forms[word]
    return clock or tree.words.entities[word] in words.dated


MENDS: Final[tuple[Callable[[Tree, GrammarWords], Changes], ...]] = (
    subject_behind_date,
    short_has,
    name_in_parts,
    subject_of_auxiliary,
    counted_before_participle,
    phrase_of_accused,
    predicate_of_object,
    object_of_predicate,
    participle_of_verb,
    outcome_of_attack,
    participle_of_seen,
    participle_of_thing,
    clause_of_seen,
    noun_of_gerund,
    gerund_of_agent,
    agent_of_passive,
    clause_of_predicate,
    clause_behind_preposition,
    what_is_said_of_deed,
    town_of_name,
    clause_of_nobody,
    no_longer,
    compound_of_verb,
    tellers_behind_list,
    tellers_behind_deed,
    subject_with_gerund,
    participle_of_last_side,
    relative_of_one,
    sides_of_place,
    charges_in_list,
    agent_of_noun,
    charge_before_noun,
    charges_joined,
    means_of_charge,
    means_before_noun,
    doers_behind_participle,
    subject_behind_place,
    seen_before_gerund,
    seen_north_of,
    subject_behind_mark,
    subject_behind_number,
    thing_north_of,
    subject_with_insertion,
    participle_of_thought,
    past_before_noun,
    past_behind_infinitive,
    agent_behind_manner,
    subject_around_saying,
    cleft_of_predicate,
    deed_behind_said,
    outcome_behind_saying,
    participle_before_deed,
    relative_of_contrasted,
    told_beside_saying,
    thing_behind_as,
)
