"""What the parser hangs on the wrong member of a list, or on the wrong noun of several: "A and B [backed by C]"."""

from collections.abc import Iterator
from typing import Final

from servanda.extract.clauses.links import (
    ADVERBIAL,
    AGENT,
    APPOSITION,
    AUXILIARIES,
    CLAUSE_SUBJECT,
    CONJUNCT,
    CONTENT,
    GERUND,
    GOVERNED,
    GOVERNED_CLAUSE,
    MARK,
    NAME,
    NOMINAL,
    NOUN,
    OBJECT,
    OF_NOUN,
    OPEN,
    PARTICIPLE,
    PASSIVE_AUXILIARY,
    PASSIVE_SUBJECT,
    PAST,
    PAST_FORMS,
    PHRASAL,
    PLURAL,
    PREPOSITION,
    RELATIVE,
    ROOT,
    SUBJECT,
    SUBJECTS,
    VERB,
    VERBAL,
)
from servanda.extract.clauses.mending_clauses import Changes
from servanda.extract.clauses.tree import Tree
from servanda.reference.grammar import GrammarWords

_IN_LIST: Final = frozenset({CONJUNCT, APPOSITION})
_NOUNS: Final = frozenset({NOUN, NAME})
_PARTICIPLES: Final = frozenset({PARTICIPLE, PAST, GERUND})


def tellers_behind_list(tree: Tree, words: GrammarWords) -> Changes:
    """On "gunmen killed two farmers, residents and an official said", the parser lets the gunmen kill all of them."""
    for verb, lemma in enumerate(tree.words.lemmas):
        if lemma in words.saying and _says_alone(tree, verb):
            first = _behind_comma(tree, verb)
            if first is not None:
                yield first, verb, SUBJECT
                yield from _said_before(tree, verb, first)


def _says_alone(tree: Tree, verb: int) -> bool:
    """Tell whether a verb in the past has a noun right before it and neither a subject nor anything behind that is said."""
    told = tree.words.kinds[verb] == VERB and tree.words.shapes[verb] == PAST and verb > 0
    behind = any(item > verb for item in tree.linked(verb, OBJECT, CONTENT, OPEN))
    return told and not behind and not tree.has(verb, *SUBJECTS) and tree.words.kinds[verb - 1] in NOMINAL


def _behind_comma(tree: Tree, verb: int) -> int | None:
    """Return the member of a list, right behind its last comma, with which those begin that stand before the verb."""
    word = verb - 1
    while tree.links[word] in _IN_LIST and tree.lasts[word] == verb - 1 and tree.heads[word] < word:
        before = tree.firsts[word] - 1
        if before > tree.heads[word] and tree.words.forms[before] == "," and tree.has(word, CONJUNCT):
            return word
        word = tree.heads[word]
    return None


def _said_before(tree: Tree, verb: int, first: int) -> Changes:
    """Let what stands before the tellers be what they say, where the verb hangs on it."""
    above = next((item for item in tree.above(verb) if tree.words.kinds[item] == VERB and item < first), None)
    if above is not None:
        top = tree.heads[above] == above
        yield verb, (verb if top else tree.heads[above]), (ROOT if top else tree.links[above])
        yield above, verb, CONTENT


def tellers_behind_deed(tree: Tree, words: GrammarWords) -> Changes:
    """On "suspected rebels killed 17 farmers in X, residents and an official said", the parser lets the rebels say it: what has an object is their deed."""
    for verb, lemma in enumerate(tree.words.lemmas):
        subject = tree.first(verb, SUBJECT) if lemma in words.saying else None
        deed = None if subject is None else tree.first(subject, OF_NOUN)
        if subject is None or deed is None or not _is_active(tree, deed):
            continue
        first = _behind_comma(tree, verb)
        if first is not None and deed in tree.above(first):
            yield first, verb, SUBJECT
            yield subject, deed, SUBJECT
            yield deed, verb, CONTENT


def _is_active(tree: Tree, verb: int) -> bool:
    """Tell whether a past form is no passive: it has an object, and nobody by whom it was done."""
    past = tree.words.kinds[verb] == VERB and tree.words.shapes[verb] in PAST_FORMS
    return past and tree.has(verb, OBJECT) and not tree.has(verb, AGENT, PASSIVE_AUXILIARY)


def subject_with_gerund(tree: Tree, _: GrammarWords) -> Changes:
    """On "soldiers of X, looking for Y, raided Z", the parser may take the gerund for who raided: that is said of the soldiers."""
    for gerund, link in enumerate(tree.links):
        verb = tree.heads[gerund]
        inserted = link == CLAUSE_SUBJECT and tree.words.shapes[gerund] == GERUND and tree.words.is_mark(gerund - 1)
        subject = tree.first(verb, SUBJECT) if inserted else None
        if subject is not None and subject < gerund:
            yield gerund, subject, OF_NOUN


def participle_of_last_side(tree: Tree, words: GrammarWords) -> Changes:
    """On "fighting between the rebels and troops backed by X", the parser likes to let X back both."""
    for verb, link in enumerate(tree.links):
        noun = tree.heads[verb]
        if link == OF_NOUN and tree.words.shapes[verb] == PARTICIPLE and _is_side(tree, noun, words):
            last = next(
                (item for item in tree.linked(noun, CONJUNCT) if tree.lasts[item] == tree.firsts[verb] - 1), None
            )
            if last is not None:
                yield verb, last, OF_NOUN


def doers_behind_participle(tree: Tree, _: GrammarWords) -> Changes:
    """On "Armed with machetes, herders and youths attacked", the parser lets herders and youths be what somebody is armed with."""
    for verb, link in enumerate(tree.links):
        told = tree.heads[verb]
        before = link == ADVERBIAL and verb < told and tree.words.shapes[verb] in _PARTICIPLES
        for thing in _beside(tree, verb) if before and not tree.has(told, *SUBJECTS) else ():
            listed = _behind_first_comma(tree, thing, told)
            yield from ((one, told, _subject_of(tree, told)) for one in listed[:1])
            yield from ((one, listed[0], CONJUNCT) for one in listed[1:])


def _beside(tree: Tree, verb: int) -> Iterator[int]:
    return (thing for item in tree.linked(verb, *PHRASAL) for thing in tree.linked(item, GOVERNED))


def _behind_first_comma(tree: Tree, thing: int, told: int) -> list[int]:
    """Return the members of the list of a thing that stand behind its first comma, where they end right before a verb."""
    end = told - 1 if tree.words.forms[told - 1] != "," else told - 2
    comma = next((item for item in range(thing + 1, end) if tree.words.forms[item] == ","), None)
    if comma is None or tree.lasts[thing] not in {end, told - 1}:
        return []
    return [item for item in tree.linked(thing, *_IN_LIST) if item > comma and tree.words.kinds[item] in _NOUNS]


def _subject_of(tree: Tree, verb: int) -> str:
    return PASSIVE_SUBJECT if tree.has(verb, PASSIVE_AUXILIARY) else SUBJECT


def sides_of_place(tree: Tree, words: GrammarWords) -> Changes:
    """On "fighting raged in Osk between rebels and troops", the parser lets Osk lie between them; "the road between" does."""
    for between, lower in enumerate(tree.words.lowers):
        town = tree.heads[between]
        named = lower in words.sides and tree.links[town] == GOVERNED and tree.words.kinds[town] == NAME
        verb = tree.heads[tree.heads[town]]
        if named and town < between and tree.words.kinds[verb] in VERBAL and verb < town:
            yield between, verb, PREPOSITION


def charges_in_list(tree: Tree, words: GrammarWords) -> Changes:
    """On "accused the army of killings, razing hamlets and shelling schools", the parser lets the accuser raze and shell."""
    for of, lower in enumerate(tree.words.lowers):
        verb = _accuses(tree, of, words) if lower == "of" else None
        if verb is not None:
            for gerund in tree.linked(verb, ADVERBIAL):
                listed = gerund > tree.lasts[of] and tree.words.shapes[gerund] == GERUND
                if listed and tree.words.forms[tree.firsts[gerund] - 1] == "," and not tree.has(gerund, MARK):
                    yield gerund, of, GOVERNED_CLAUSE


def charges_joined(tree: Tree, words: GrammarWords) -> Changes:
    """On "accused X of shelling Osk and forcing families out", the parser lets the accuser force them; so with "and of forcing"."""
    for of, lower in enumerate(tree.words.lowers):
        verb = _accuses(tree, of, words) if lower == "of" else None
        if verb is not None:
            yield from _charges_of(tree, of, verb)


def _charges_of(tree: Tree, of: int, verb: int) -> Changes:
    gerunds = (item for item in tree.linked(verb, CONJUNCT) if item > of and _is_bare_gerund(tree, item))
    yield from ((gerund, of, GOVERNED_CLAUSE) for gerund in gerunds)
    again = (item for item in tree.linked(of, CONJUNCT) if tree.words.lowers[item] == "of")
    yield from ((item, verb, PREPOSITION) for item in again)


def _is_bare_gerund(tree: Tree, verb: int) -> bool:
    return tree.words.shapes[verb] == GERUND and not tree.has(verb, *AUXILIARIES, *SUBJECTS)


def _accuses(tree: Tree, of: int, words: GrammarWords) -> int | None:
    """Return the verb that charges somebody with what stands behind "of", be it hung on him."""
    above = tree.heads[of]
    verb = tree.heads[above] if tree.links[above] in {OBJECT, PASSIVE_SUBJECT} else above
    return verb if tree.words.lemmas[verb] in words.of_verbs and verb < of else None


def _is_side(tree: Tree, noun: int, words: GrammarWords) -> bool:
    return tree.links[noun] == GOVERNED and tree.words.lowers[tree.heads[noun]] in words.sides


def relative_of_one(tree: Tree, words: GrammarWords) -> Changes:
    """On "the killing of two farmers, which was claimed by X", the parser likes to hang the clause on the nearest noun, be it of many."""
    for verb, link in enumerate(tree.links):
        noun = tree.heads[verb]
        many = _is_of_many(tree, verb, words) if link == RELATIVE and tree.words.kinds[noun] in _NOUNS else None
        if many is not None and many != (tree.words.shapes[noun] == PLURAL) and not tree.has(noun, CONJUNCT):
            fitting = next((item for item in _over(tree, noun) if many == (tree.words.shapes[item] == PLURAL)), None)
            if fitting is not None:
                yield verb, fitting, RELATIVE


def _is_of_many(tree: Tree, verb: int, words: GrammarWords) -> bool | None:
    """Tell whether a clause about "which" is of many; ``None`` where its verb does not tell."""
    asked = tree.first(verb, *SUBJECTS)
    if asked is None or tree.words.lowers[asked] not in words.relative_pronouns or asked + 1 >= len(tree.heads):
        return None
    told = tree.words.lowers[asked + 1]
    return told in words.plural if told in words.plural | words.singular else None


def _over(tree: Tree, noun: int) -> Iterator[int]:
    """Yield the nouns over a noun, nearest first, as long as it is their last words: "the killing of [farmers]"."""
    while tree.links[noun] == GOVERNED and tree.links[tree.heads[noun]] == PREPOSITION:
        noun = tree.heads[tree.heads[noun]]
        if tree.words.kinds[noun] not in _NOUNS or tree.has(noun, CONJUNCT):
            return
        yield noun
