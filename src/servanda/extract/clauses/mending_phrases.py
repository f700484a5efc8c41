"""Phrases that the parser hangs on the wrong word in a regular way: "recorded nine flights [by drones]", "near Osk [a patrol] was stopped"."""

from collections.abc import Iterator
from typing import Final

from servanda.extract.clauses.links import (
    ADJ,
    ADJECTIVE,
    ADVERB,
    ADVERBIAL,
    AGENT,
    AUXILIARIES,
    BEFORE_NOUN,
    CLAUSE_SUBJECT,
    COMPLEMENTS,
    COMPOUND,
    CONTENT,
    DETERMINER,
    FINITE,
    GERUND,
    GOVERNED,
    GOVERNED_CLAUSE,
    MARK,
    NAME,
    NOMINAL,
    NOUN,
    NOUN_ADVERB,
    NUMBER,
    OBJECT,
    OF_NOUN,
    PARTICIPLE,
    PASSIVE_AUXILIARY,
    PASSIVE_SUBJECT,
    PAST,
    PLURAL,
    PREDICATE,
    PREPOSITION,
    PRESENT,
    RELATIVE,
    ROOT,
    SUBJECT,
    SUBJECTS,
    VERB,
    VERBAL,
)
from servanda.extract.clauses.tree import Tree
from servanda.reference.grammar import GrammarWords

Changes = Iterator[tuple[int, int, str]]
_INSERTED: Final = frozenset({ADVERBIAL, OF_NOUN})
_PASSIVE: Final = (PASSIVE_AUXILIARY, PASSIVE_SUBJECT)
_BESIDE_DATE: Final = frozenset({NUMBER, NOUN_ADVERB})
_COMMA: Final = ","
_OF_CLAUSES: Final = frozenset({ROOT, CONTENT, RELATIVE, ADVERBIAL})


def agent_of_noun(tree: Tree, words: GrammarWords) -> Changes:
    """On "recorded nine flights by drones", "spoke of looting by rebels", the parser lets drones record and rebels speak."""
    for by, verb in enumerate(tree.heads):
        told = _is_by(tree, by, words) and tree.has(verb, SUBJECT) and not tree.has(verb, *_PASSIVE)
        deed = _told_of(tree, verb, by, words) if told and not _is_of_charge(tree, verb, words) else None
        if deed is not None:
            yield by, (deed if _names_somebody(tree, by) else verb), PREPOSITION


def _is_by(tree: Tree, by: int, words: GrammarWords) -> bool:
    agent = tree.links[by] in {AGENT, PREPOSITION} and tree.words.lowers[by] in words.passive_agent
    return agent and not any(tree.words.entities[item] in words.dated for item in tree.linked(by, GOVERNED))


def _names_somebody(tree: Tree, by: int) -> bool:
    """Tell whether "by" governs more than a bare noun, which is a means or a time: "by phone", "by night"."""
    governed = tree.linked(by, GOVERNED)
    named = any(tree.words.kinds[item] == NAME or tree.words.shapes[item] == PLURAL for item in governed)
    return named or any(tree.has(item, DETERMINER, *BEFORE_NOUN) for item in governed)


def _is_of_charge(tree: Tree, verb: int, words: GrammarWords) -> bool:
    return tree.words.lemmas[verb] in words.of_verbs | words.charged


def _told_of(tree: Tree, verb: int, by: int, words: GrammarWords) -> int | None:
    """Return what a verb tells of, between it and "by": its object, or what "of" or "into" governs."""
    found = [*_objects_told(tree, verb, by, words), *_governed_told(tree, verb, words)]
    return next((item for item in found if verb < item < by and tree.words.kinds[item] in NOMINAL), None)


def _objects_told(tree: Tree, verb: int, by: int, words: GrammarWords) -> list[int]:
    agent = tree.links[by] == AGENT or tree.words.lemmas[verb] in words.perceiving | words.saying
    return tree.linked(verb, OBJECT) if agent else []


def _governed_told(tree: Tree, verb: int, words: GrammarWords) -> list[int]:
    told = [item for item in tree.linked(verb, PREPOSITION) if tree.words.lowers[item] in words.telling_of]
    return [item for preposition in told for item in tree.linked(preposition, GOVERNED)]


def subject_behind_place(tree: Tree, _: GrammarWords) -> Changes:
    """On "at a post near Osk a patrol was stopped", the parser lets "near" govern the patrol as well."""
    for preposition, link in enumerate(tree.links):
        governed = tree.linked(preposition, GOVERNED) if link == PREPOSITION else []
        noun = governed[-1] if len(governed) > 1 else None
        verb = None if noun is None or not tree.has(noun, DETERMINER) else _bare_verb_behind(tree, noun)
        if noun is not None and verb is not None and verb in tree.above(preposition):
            yield noun, verb, PASSIVE_SUBJECT if tree.has(verb, PASSIVE_AUXILIARY) else SUBJECT


def _bare_verb_behind(tree: Tree, noun: int) -> int | None:
    """Return the finite verb without a subject that begins right behind a noun phrase."""
    behind = tree.lasts[noun] + 1
    if behind >= len(tree.heads):
        return None
    verb = tree.heads[behind] if tree.links[behind] in AUXILIARIES else behind
    return verb if _lacks_subject(tree, verb) else None


def _lacks_subject(tree: Tree, verb: int) -> bool:
    return _is_finite(tree, verb) and not tree.has(verb, *SUBJECTS)


def _is_finite(tree: Tree, verb: int) -> bool:
    shapes = {tree.words.shapes[verb], *(tree.words.shapes[item] for item in tree.linked(verb, *AUXILIARIES))}
    return tree.words.kinds[verb] in VERBAL and bool(shapes & FINITE)


def subject_behind_number(tree: Tree, words: GrammarWords) -> Changes:
    """On "on 6 October M23 left Osk", the parser takes M23 for a part of the date."""
    for name, date in enumerate(tree.heads):
        apart = tree.words.kinds[name] == NAME and tree.words.entities[name] not in words.dated
        if apart and date < name and tree.links[name] in _BESIDE_DATE and tree.words.entities[date] in words.dated:
            verb = _bare_verb_behind(tree, name)
            if verb is not None:
                yield name, verb, PASSIVE_SUBJECT if tree.has(verb, PASSIVE_AUXILIARY) else SUBJECT


def subject_with_insertion(tree: Tree, words: GrammarWords) -> Changes:
    """On "said soldiers, wearing masks, had raided the hall", the parser lets the soldiers be said, and nobody raid."""
    for verb, link in enumerate(tree.links):
        told = link == CONTENT and tree.words.lemmas[tree.heads[verb]] in words.saying and _is_finite(tree, verb)
        noun = _said_before(tree, verb) if told else None
        inserted = [] if noun is None else _inserted(tree, noun, verb)
        if noun is not None and inserted:
            yield noun, verb, PASSIVE_SUBJECT if tree.has(verb, PASSIVE_AUXILIARY) else SUBJECT
            yield from ((item, noun, OF_NOUN) for item in inserted)


def _said_before(tree: Tree, verb: int) -> int | None:
    """Return the object of the verb above that stands before a clause, with a comma behind it."""
    above = tree.heads[verb]
    noun = next((item for item in tree.linked(above, OBJECT) if above < item < verb), None)
    return noun if noun is not None and tree.words.forms[tree.lasts[noun] + 1] == _COMMA else None


def _inserted(tree: Tree, noun: int, verb: int) -> list[int]:
    """Return the clauses between a noun and a verb that has no subject of its own but perhaps one of them."""
    if any(tree.words.shapes[item] != GERUND for item in tree.linked(verb, *SUBJECTS)):
        return []
    beside = [*tree.linked(tree.heads[noun], *_INSERTED), *tree.linked(verb, CLAUSE_SUBJECT)]
    return [item for item in beside if noun < item < verb and tree.words.shapes[item] in {GERUND, PARTICIPLE}]


def subject_behind_mark(tree: Tree, _: GrammarWords) -> Changes:
    """On "said that soldiers, wearing masks, had raided the hall", the parser may let "that" govern the soldiers."""
    for noun, link in enumerate(tree.links):
        mark = tree.heads[noun]
        verb = tree.heads[mark]
        if link == GOVERNED and tree.links[mark] == MARK and mark < noun < verb and _lacks_subject(tree, verb):
            yield noun, verb, PASSIVE_SUBJECT if tree.has(verb, PASSIVE_AUXILIARY) else SUBJECT
            yield from ((item, noun, OF_NOUN) for item in _gerunds_of_mark(tree, noun, verb))


def _gerunds_of_mark(tree: Tree, noun: int, verb: int) -> list[int]:
    """Return the gerunds between a noun and a verb that the parser hangs on a comma."""
    between = range(noun + 1, verb)
    return [one for one in between if tree.words.is_mark(tree.heads[one]) and tree.words.shapes[one] == GERUND]


def thing_north_of(tree: Tree, words: GrammarWords) -> Changes:
    """On "at a post north of the town", the parser takes "post north" for one phrase."""
    for thing, north in enumerate(tree.heads):
        joined = tree.links[thing] == COMPOUND and thing + 1 == north and tree.words.lowers[north] in words.compass
        if joined and any(tree.words.lowers[item] == "of" for item in tree.linked(north, PREPOSITION)):
            yield thing, tree.heads[north], tree.links[north]
            yield north, thing, ADVERB
            yield from ((item, thing, tree.links[item]) for item in tree.below[north] if item < thing)


def seen_north_of(tree: Tree, words: GrammarWords) -> Changes:
    """On "saw two tanks west of X", the parser takes "tanks west" for a clause: west of X is where they were."""
    for north, link in enumerate(tree.links):
        verb = tree.heads[north]
        told = link in COMPLEMENTS and tree.words.lowers[north] in words.compass and tree.has(north, PREPOSITION)
        things = tree.linked(north, SUBJECT) if told and not tree.has(verb, OBJECT) else []
        if len(things) == 1 and verb < things[0] < north and tree.words.lemmas[verb] in words.perceiving:
            yield things[0], verb, OBJECT
            yield north, things[0], ADVERB


def seen_before_gerund(tree: Tree, words: GrammarWords) -> Changes:
    """On "observed an army bulldozer razing houses", the parser may take the bulldozer for a part of the verb."""
    for noun, gerund in enumerate(tree.heads):
        above = tree.heads[gerund]
        part = tree.links[noun] in BEFORE_NOUN and noun + 1 == gerund and tree.words.kinds[noun] == NOUN
        seen = tree.words.shapes[gerund] == GERUND and tree.words.lemmas[above] in words.perceiving and above < noun
        if part and seen and tree.links[gerund] in _INSERTED and not tree.has(above, OBJECT):
            yield noun, above, OBJECT
            yield gerund, noun, OF_NOUN


def charge_before_noun(tree: Tree, words: GrammarWords) -> Changes:
    """On "were accused of burning homes", the parser takes it that the homes burn."""
    for gerund, link in enumerate(tree.links):
        noun, of = tree.heads[gerund], tree.heads[tree.heads[gerund]]
        charged = (
            link == ADJECTIVE
            and tree.words.shapes[gerund] == GERUND
            and of + 1 == gerund
            and tree.links[noun] == GOVERNED
            and tree.words.lowers[of] == "of"
            and tree.words.lemmas[tree.heads[of]] in words.of_verbs
        )
        if charged:
            yield gerund, of, GOVERNED_CLAUSE
            yield noun, gerund, OBJECT


def compound_of_verb(tree: Tree, _: GrammarWords) -> Changes:
    """On the headline "Army shells village", the parser may take "Army" for a part of the verb: it is the subject."""
    for word, verb in enumerate(tree.heads):
        single = tree.links[word] == COMPOUND and word + 1 == verb and tree.words.shapes[word] != PLURAL
        if single and _tells(tree, verb) and not tree.has(verb, *SUBJECTS):
            yield word, verb, SUBJECT
            before = (item for item in tree.linked(verb, DETERMINER, *BEFORE_NOUN) if item < word)
            yield from ((item, word, tree.links[item]) for item in before)


def _tells(tree: Tree, verb: int) -> bool:
    """Tell whether a word is a verb in the present or past that heads a clause."""
    finite = tree.words.kinds[verb] == VERB and tree.words.shapes[verb] in {PRESENT, PAST}
    return finite and tree.links[verb] in _OF_CLAUSES


def no_longer(tree: Tree, words: GrammarWords) -> Changes:
    """On "the militia no longer resorts to it", the parser may hang "longer" on the militia: it belongs to the verb behind."""
    for word, lower in enumerate(tree.words.lowers[:-1]):
        denies = lower in words.no_longer and word > 0 and tree.words.lowers[word - 1] == words.no_longer[lower]
        verb = word + 1 if tree.words.kinds[word + 1] in VERBAL else word
        if denies and verb != word and tree.links[verb] not in AUXILIARIES:
            yield word, verb, ADVERB


def agent_of_passive(tree: Tree, words: GrammarWords) -> Changes:
    """What stands behind "by" under a passive does it, unless it is a date or a means: "was blamed by Friday", "was announced by radio"."""
    for by, link in enumerate(tree.links):
        if link in {AGENT, PREPOSITION} and tree.words.lowers[by] in words.passive_agent:
            governed = tree.linked(by, GOVERNED)
            dated = any(tree.words.entities[item] in words.dated or _is_means(tree, item, words) for item in governed)
            doing = bool(governed) and not dated
            meant = PREPOSITION if link == AGENT and dated else _link_of_by(tree, by, doing=doing)
            if meant != link:
                yield by, tree.heads[by], meant


def _is_means(tree: Tree, noun: int, words: GrammarWords) -> bool:
    """Tell whether a bare noun is that through which something is said: "by radio", not "by the radio"."""
    return tree.words.lemmas[noun] in words.means and not tree.below[noun]


def _link_of_by(tree: Tree, by: int, *, doing: bool) -> str:
    """Return an agent where "by" with somebody behind it stands under a passive without one."""
    return AGENT if doing and _marked(tree, tree.heads[by]) else tree.links[by]


def _marked(tree: Tree, verb: int) -> bool:
    return tree.has(verb, PASSIVE_AUXILIARY) and not tree.has(verb, AGENT)


def predicate_of_object(tree: Tree, words: GrammarWords) -> Changes:
    """On "held the militia responsible for it", the parser takes "militia responsible" for one phrase."""
    for adjective, link in enumerate(tree.links):
        noun = tree.heads[adjective]
        verb = tree.heads[noun]
        behind = link == ADJECTIVE and adjective > noun and tree.links[noun] in {OBJECT, PASSIVE_SUBJECT}
        if behind and tree.words.lemmas[verb] in words.object_predicates and tree.has(adjective, PREPOSITION):
            yield adjective, verb, PREDICATE


def object_of_predicate(tree: Tree, words: GrammarWords) -> Changes:
    """On "holds the Lake Column responsible for it", the parser may take the last four words for a clause."""
    for adjective, link in enumerate(tree.links):
        verb = tree.heads[adjective]
        small = (
            link in COMPLEMENTS
            and tree.words.kinds[adjective] == ADJ
            and tree.words.lemmas[verb] in words.object_predicates
        )
        subjects = tree.linked(adjective, SUBJECT) if small and not tree.has(verb, OBJECT) else []
        if len(subjects) == 1 and verb < subjects[0] < adjective:
            yield adjective, verb, PREDICATE
            yield subjects[0], verb, OBJECT
