"""Words that the tagger takes for another class in a regular way, where only one class can stand: "the army no longer resorts to".

Each rule gives the words that are of another class, and what hangs on what in consequence; the next one looks at what it left.
"""

from collections.abc import Callable, Iterator
from typing import Final

from servanda.extract.clauses.links import (
    ADJECTIVE,
    ADVERBIAL,
    AGENT,
    AUXILIARIES,
    AUXILIARY,
    BASE,
    CLAUSE_SUBJECT,
    COMPOUND,
    CONJUNCT,
    CONTENT,
    DETERMINER,
    GERUND,
    GOVERNED,
    GOVERNED_CLAUSE,
    MARK,
    MODIFIER,
    NAME,
    NOUN,
    NUM,
    NUMBER,
    OBJECT,
    OF_NOUN,
    OPEN,
    OPENER,
    OTHER,
    PARTICIPLE,
    PASSIVE_AUXILIARY,
    PASSIVE_SUBJECT,
    PLAIN,
    PLURAL,
    PREPOSITION,
    PRESENT,
    SUBJECT,
    SUBJECTS,
    VERB,
    VERBAL,
)
from servanda.extract.clauses.retag import Retag
from servanda.extract.clauses.retagging_acts import act_at_the_beginning, gerund_as_subject, verb_behind_act
from servanda.extract.clauses.tree import Tree
from servanda.reference.grammar import GrammarWords

_APOSTROPHES: Final = frozenset("'’ʿʾ")


def retagged(tree: Tree, words: GrammarWords) -> Tree:
    """Return the tree with words of the class that they can only be."""
    for rule in RULES:
        for found in list(rule(tree, words)):
            moved = tree.changed({word: (head, link) for word, head, link in found.moved})
            if moved is not tree or not found.moved:
                tree = moved.reworded(found.word, found.kind, found.shape, found.lemma)
    return tree


def verb_with_subject(tree: Tree, words: GrammarWords) -> Iterator[Retag]:
    """On "the army no longer resorts to shelling" the tagger sees a noun: with a subject in the singular it is a verb."""
    for word, kind in enumerate(tree.words.kinds):
        known = kind == NOUN and tree.words.shapes[word] == PLURAL and tree.words.lemmas[word] in words.verbs
        subject = tree.first(word, SUBJECT) if known else None
        if subject is not None and subject < word and _is_singular(tree, subject):
            yield Retag(word, VERB, PRESENT)


def _is_singular(tree: Tree, word: int) -> bool:
    return tree.words.kinds[word] in {NOUN, NAME} and tree.words.shapes[word] != PLURAL


def verb_of_headline(tree: Tree, words: GrammarWords) -> Iterator[Retag]:
    """On the headline "Army shells village of Olm" the parser sees a village: without another verb the army shells it."""
    for word, link in enumerate(tree.links[:-1]):
        noun = word + 1
        between = word > 0 and link in {COMPOUND, CONJUNCT} and tree.words.lemmas[noun] in words.struck
        if between and _strikes(tree, word, words) and noun in tree.above(word):
            yield Retag(word, VERB, PRESENT, tuple(_struck(tree, word, noun)))


def _struck(tree: Tree, verb: int, noun: int) -> Iterator[tuple[int, int, str]]:
    """Yield what moves where a word between nouns is a verb: the first one is its subject, the second its object."""
    subject, above = _first_of_list(tree, verb - 1), tree.heads[noun]
    yield verb, verb if above == noun else above, tree.links[noun]
    yield subject, verb, SUBJECT
    yield noun, verb, OBJECT
    yield from ((item, subject, OPENER) for item in tree.linked(noun, DETERMINER) if item < subject)


def _strikes(tree: Tree, word: int, words: GrammarWords) -> bool:
    """Tell whether a word may say that somebody strikes something, in a sentence without another verb."""
    others = (item for item in tree.words.sentence_of(word) if item != word)
    named = tree.words.kinds[word - 1] in {NOUN, NAME} and tree.words.lemmas[word] in words.striking
    form = named and tree.words.shapes[word] in {PLURAL, PRESENT}
    return form and not any(tree.words.kinds[item] in VERBAL for item in others)


def _first_of_list(tree: Tree, noun: int) -> int:
    """Return the first of the nouns that a noun is joined to: "neither army nor [assembly]"."""
    while tree.links[noun] == CONJUNCT and tree.heads[noun] < noun:
        noun = tree.heads[noun]
    return noun


def noun_behind_to(tree: Tree, words: GrammarWords) -> Iterator[Retag]:
    """On the headline "Ministry attributes bombing of Torsk to army" the tagger sees "to army" as an infinitive."""
    for word, kind in enumerate(tree.words.kinds):
        seen = kind == NOUN or (kind == VERB and tree.words.shapes[word] == BASE)
        if seen and word > 0 and tree.links[word - 1] == AUXILIARY and _is_only_noun(tree, word, words):
            moved = tuple(_as_phrase(tree, word))
            if moved:
                yield Retag(word, NOUN, PLAIN, moved)


def _is_only_noun(tree: Tree, word: int, words: GrammarWords) -> bool:
    """Tell whether the lexicon knows a word as a noun and not as a verb, and nothing but "to" and a subject hangs on it."""
    noun = tree.words.lemmas[word] in words.nouns and tree.words.lemmas[word] not in words.verbs
    return noun and all(tree.links[item] in {AUXILIARY, MARK, SUBJECT} for item in tree.below[word])


def _as_phrase(tree: Tree, noun: int) -> Iterator[tuple[int, int, str]]:
    """Yield what moves where "to" governs a noun: it hangs on the verb above, or on the participle that is the verb then."""
    to, subject, above = noun - 1, tree.first(noun, SUBJECT), tree.heads[noun]
    if tree.links[to] != AUXILIARY or tree.heads[to] != noun or (subject is None and above == noun):
        return
    verb = above if subject is None else _participle(tree, subject)
    if verb is None:
        return
    if subject is not None:
        yield verb, verb if above == noun else above, tree.links[noun]
        yield verb - 1, verb, SUBJECT
        yield subject, verb, OBJECT
        yield from ((mark, verb, MARK) for mark in tree.linked(noun, MARK))
    yield to, verb, PREPOSITION
    yield noun, to, GOVERNED


def _participle(tree: Tree, noun: int) -> int | None:
    """Return the participle between two nouns: "ministry [attributed] bombing"."""
    verb, doer = tree.first(noun, ADJECTIVE), tree.first(noun, COMPOUND, MODIFIER)
    told = verb is not None and tree.words.shapes[verb] == PARTICIPLE
    return verb if told and doer is not None and doer + 1 == verb else None


def gerund_as_auxiliary(tree: Tree, _: GrammarWords) -> Iterator[Retag]:
    """On "Shelling carried out by rebels killed four" the tagger may see a "having": the shelling is what killed."""
    for word, link in enumerate(tree.links[:-1]):
        verb = tree.heads[word]
        taken = link in AUXILIARIES and tree.words.shapes[word] == GERUND and tree.links[verb] == CLAUSE_SUBJECT
        if taken and verb == word + 1 and tree.words.shapes[verb] == PARTICIPLE and not tree.below[word]:
            yield Retag(word, NOUN, PLAIN, ((word, tree.heads[verb], SUBJECT), (verb, word, OF_NOUN)))


def name_with_apostrophe(tree: Tree, _: GrammarWords) -> Iterator[Retag]:
    """On "Ma'arrat An Nu'man" the tagger takes the last word for a noun; English has no noun with a capital and an apostrophe inside."""
    for word, kind in enumerate(tree.words.kinds):
        form = tree.words.forms[word]
        marked = kind == NOUN and form[0].isupper() and not _APOSTROPHES.isdisjoint(form[1:-1])
        if marked and word > 0 and tree.words.kinds[word - 1] == NAME:
            yield Retag(word, NAME, PLAIN)


def month_as_auxiliary(tree: Tree, words: GrammarWords) -> Iterator[Retag]:
    """On "On 3 May the army shelled it" the parser may see "may shell": behind a day it is a month."""
    for word, link in enumerate(tree.links[1:], start=1):
        month = link in AUXILIARIES and tree.words.forms[word] in words.months
        if month and tree.words.kinds[word - 1] == NUM and tree.links[word - 1] in {GOVERNED, NUMBER}:
            above, own = tree.heads[word - 1], tree.links[word - 1]
            yield Retag(word, NAME, PLAIN, ((word, above, own), (word - 1, word, NUMBER)))


def noun_of_report(tree: Tree, words: GrammarWords) -> Iterator[Retag]:
    """On "Army claims that rebels shelled the mill are untrue" the tagger sees that the army claims: behind them a verb of many has no subject."""
    for word, shape in enumerate(tree.words.shapes):
        told = tree.first(word, CONTENT) if shape == PRESENT and tree.words.lemmas[word] in words.telling else None
        verb = None if told is None else _verb_of_many(tree, word, told, words)
        if told is not None and verb is not None:
            yield Retag(word, NOUN, PLURAL, tuple(_as_subject(tree, word, told, verb)))


def _verb_of_many(tree: Tree, word: int, told: int, words: GrammarWords) -> int | None:
    """Return the verb in the plural, without a subject and joined by no word, that stands behind what is told."""
    below = [*tree.linked(word, CONTENT, ADVERBIAL), *tree.linked(told, CONTENT, ADVERBIAL)]
    behind = [item for item in below if item > told and tree.has(told, MARK) and not tree.has(item, MARK, *SUBJECTS)]
    many = (item for item in behind if tree.words.lowers[tree.firsts[item]] in words.plural)
    return next((item for item in many if not tree.words.is_mark(tree.firsts[item] - 1)), None)


def _as_subject(tree: Tree, noun: int, told: int, verb: int) -> Iterator[tuple[int, int, str]]:
    """Yield what moves where a verb is a noun: it is the subject of the one behind, and what seemed to be its own stands before it."""
    above = verb if tree.heads[noun] == noun else tree.heads[noun]
    yield verb, above, tree.links[noun]
    yield noun, verb, PASSIVE_SUBJECT if tree.has(verb, PASSIVE_AUXILIARY) else SUBJECT
    yield told, noun, OF_NOUN
    yield from ((item, noun, COMPOUND) for item in tree.linked(noun, SUBJECT))
    yield from ((item, verb, tree.links[item]) for item in tree.below[noun] if item > verb)


def noun_behind_agent(tree: Tree, _: GrammarWords) -> Iterator[Retag]:
    """On "hit by hand grenades the next night" the tagger may see that the hand grenades: behind a passive's doer nothing is a bare verb."""
    for word, shape in enumerate(tree.words.shapes[1:], start=1):
        agent = word - 1
        bare = shape == PRESENT and tree.links[word] == OTHER and not tree.has(word, *SUBJECTS, *AUXILIARIES)
        if bare and tree.links[agent] == GOVERNED and tree.links[tree.heads[agent]] == AGENT:
            by = tree.heads[agent]
            kept = ((item, tree.heads[by], tree.links[item]) for item in tree.below[word])
            yield Retag(word, NOUN, PLURAL, ((word, by, GOVERNED), (agent, word, COMPOUND), *kept))


def noun_behind_participle(tree: Tree, _: GrammarWords) -> Iterator[Retag]:
    """On "reports concerning alleged shelling by" the tagger may see that somebody alleged: behind a preposition no past form stands alone."""
    for word, shape in enumerate(tree.words.shapes[:-1]):
        noun = word + 1
        bare = (
            shape == PARTICIPLE and tree.links[word] == GOVERNED_CLAUSE and not tree.has(word, *SUBJECTS, *AUXILIARIES)
        )
        if bare and tree.words.shapes[noun] == GERUND and tree.heads[noun] == word and tree.links[noun] == OPEN:
            yield Retag(noun, NOUN, PLAIN, ((noun, tree.heads[word], GOVERNED), (word, noun, ADJECTIVE)))


def noun_of_note(tree: Tree, words: GrammarWords) -> Iterator[Retag]:
    """On the notes "IED against a patrol", "Molotov cocktail on a mosque" the tagger sees a verb or a name: known as a noun alone, it is one."""
    for word, head in enumerate(tree.heads):
        known = head == word and tree.words.lowers[word] in words.nouns
        only = known and tree.words.lowers[word] not in words.verbs
        if (only and _is_taken_for_another(tree, word)) or (known and _agrees_with_nothing(tree, word)):
            yield _as_noun(tree, word)


def _as_noun(tree: Tree, word: int) -> Retag:
    shape = PLURAL if tree.words.lowers[word].endswith("s") else PLAIN
    before = (item for item in tree.linked(word, SUBJECT, OBJECT) if item < word)
    return Retag(word, NOUN, shape, tuple((item, word, COMPOUND) for item in before))


def _agrees_with_nothing(tree: Tree, word: int) -> bool:
    """Tell whether a root without an object is seen as a verb that does not agree with the noun right before it, or begins its sentence: "Drone strike on a truck"."""
    bare = tree.words.shapes[word] in {BASE, PRESENT} and not tree.words.lowers[word].endswith("s")
    if not bare or tree.words.kinds[word] not in VERBAL or tree.has(word, OBJECT, *AUXILIARIES):
        return False
    subjects = tree.linked(word, *SUBJECTS)
    beside = subjects == [word - 1] and tree.words.kinds[word - 1] == NOUN and tree.words.shapes[word - 1] == PLAIN
    begins = not subjects and tree.words.sentence_of(word).start == word
    return (beside or begins) and tree.has(word, PREPOSITION)


def _is_taken_for_another(tree: Tree, word: int) -> bool:
    """Tell whether a root is seen as a verb that nothing shows to be one, or as a name of which something is said by a preposition."""
    verb = tree.words.kinds[word] in VERBAL and tree.words.shapes[word] in {BASE, PRESENT}
    if verb:
        return not tree.has(word, *AUXILIARIES) and all(
            item > word or word - item == 1 for item in tree.linked(word, SUBJECT)
        )
    name = tree.words.kinds[word] == NAME and not tree.words.entities[word]
    return name and tree.has(word, PREPOSITION) and not tree.has(word, COMPOUND)


RULES: Final[tuple[Callable[[Tree, GrammarWords], Iterator[Retag]], ...]] = (
    verb_with_subject,
    verb_of_headline,
    noun_behind_to,
    gerund_as_auxiliary,
    gerund_as_subject,
    act_at_the_beginning,
    verb_behind_act,
    name_with_apostrophe,
    month_as_auxiliary,
    noun_of_report,
    noun_behind_agent,
    noun_behind_participle,
    noun_of_note,
)
