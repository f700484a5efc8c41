"""Clauses that the parser hangs on the wrong word in a regular way: "met the envoy, [demanding] a truce"."""

from collections.abc import Iterator

from servanda.extract.clauses.links import (
    ADJ,
    ADJECTIVE,
    ADVERBIAL,
    AGENT,
    AUXILIARIES,
    BASE,
    COMPLEMENTS,
    CONJUNCT,
    CONTENT,
    COORDINATOR,
    DETERMINER,
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
    OPEN,
    PASSIVE_AUXILIARY,
    PASSIVE_SUBJECT,
    PAST_FORMS,
    PREDICATE,
    PREPOSITION,
    PRESENT,
    PUNCTUATION,
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
_BESIDE = frozenset({ADVERBIAL, OPEN})
_BARE = frozenset({BASE, PRESENT})


def participle_of_verb(tree: Tree, words: GrammarWords) -> Changes:
    """On "met the envoy, demanding a truce", the parser takes it that the envoy demands."""
    for verb, link in enumerate(tree.links):
        noun = tree.heads[verb]
        if link == OF_NOUN and tree.words.shapes[verb] == GERUND and tree.links[noun] in {OBJECT, GOVERNED}:
            above = next((item for item in tree.above(noun) if tree.words.kinds[item] == VERB), noun)
            if above < noun and (tree.words.forms[verb - 1] == "," or _goes_on(tree, verb, above, words)):
                yield verb, above, ADVERBIAL


def outcome_of_attack(tree: Tree, words: GrammarWords) -> Changes:
    """On "hit a queue of people wounding 12", the parser takes it that the people wound.

    On "fired on men who guard the dam, wounding 12" it may take it that the men do.
    """
    for verb, link in enumerate(tree.links):
        below = link in {OF_NOUN, OPEN} or (link == ADVERBIAL and _is_described(tree, tree.heads[verb], words))
        gerund = tree.words.shapes[verb] == GERUND
        attack = _striking(tree, verb, words) if gerund and below else None
        attack = _described_before(tree, verb, words) if gerund and link == ADVERBIAL and attack is None else attack
        if attack is not None:
            yield verb, attack, ADVERBIAL


def _described_before(tree: Tree, verb: int, words: GrammarWords) -> int | None:
    """Return the attack by which somebody is described where a gerund of harm begins: "seeks men [who stormed the mill], killing two"."""
    above, comma = tree.heads[verb], tree.firsts[verb] - 1
    if tree.words.lemmas[verb] not in words.suffered or tree.words.lemmas[above] in words.harming | words.outcomes:
        return None
    told = (
        item
        for item, link in enumerate(tree.links)
        if link == RELATIVE and above < item < comma == tree.lasts[item] + 1
    )
    return next((item for item in told if tree.words.lemmas[item] in words.harming), None)


def _is_described(tree: Tree, verb: int, words: GrammarWords) -> bool:
    """Tell whether a verb only says who somebody is, "who guard the dam", and harms nobody itself."""
    harm = words.harming | words.suffered | words.outcomes
    return tree.links[verb] == RELATIVE and tree.words.lemmas[verb] not in harm


def _striking(tree: Tree, verb: int, words: GrammarWords) -> int | None:
    """Return the attack whose outcome a gerund of harm tells.

    Of "attacked gunmen holding hostages" the gerund is the gunmen's, so it must be a verb of harm to the body.
    """
    joined = (verb, *tree.linked(verb, CONJUNCT))  # "killing and injuring scores"
    if tree.words.lemmas[verb] not in words.suffered or not any(tree.has(item, OBJECT) for item in joined):
        return None
    above = (item for item in tree.above(verb) if item < verb and tree.words.kinds[item] == VERB)
    return next((item for item in above if tree.words.lemmas[item] in words.harming), None)


def participle_of_seen(tree: Tree, words: GrammarWords) -> Changes:
    """On "filmed soldiers burning huts", the parser may take it that whoever filmed burned them."""
    for verb, link in enumerate(tree.links):
        above = tree.heads[verb]
        seen = tree.linked(above, OBJECT) if tree.words.lemmas[above] in words.perceiving else []
        if link in _BESIDE and tree.words.shapes[verb] == GERUND and not tree.has(verb, SUBJECT, MARK):
            yield from ((verb, noun, OF_NOUN) for noun in seen if tree.lasts[noun] + 1 == verb)


def clause_of_seen(tree: Tree, words: GrammarWords) -> Changes:
    """On "observed the rebels withdraw their guns", the parser may take it that the observers withdraw."""
    for verb, link in enumerate(tree.links):
        above = tree.heads[verb]
        seen = tree.linked(above, OBJECT) if tree.words.lemmas[above] in words.perceiving else []
        bare = link in _BESIDE and tree.words.shapes[verb] in _BARE and not tree.has(verb, SUBJECT, MARK, *AUXILIARIES)
        for noun in seen if bare else []:
            if tree.lasts[noun] + 1 == verb:
                yield verb, above, CONTENT
                yield noun, verb, SUBJECT


def participle_of_thing(tree: Tree, words: GrammarWords) -> Changes:
    """On "the rocket fired from the hill hit a bus", the parser takes it that the rocket fires: it is what was fired, and hits."""
    for verb, link in enumerate(tree.links):
        thing = tree.first(verb, SUBJECT)
        then = _verb_beside(tree, verb) if thing == verb - 1 and _is_sent_off(tree, verb, words) else None
        if thing is None or then is None:
            continue
        yield verb, thing, OF_NOUN
        yield thing, then, SUBJECT
        if tree.heads[then] == verb:
            yield then, (then if link == ROOT else tree.heads[verb]), link
        yield from ((item, then, tree.links[item]) for item in tree.below[verb] if item not in range(thing, then + 1))


def _is_sent_off(tree: Tree, verb: int, words: GrammarWords) -> bool:
    """Tell whether a word can be a participle of what is fired or laid: with neither an object nor an auxiliary."""
    participle = tree.words.shapes[verb] in PAST_FORMS and tree.words.lemmas[verb] in words.sent_off
    return participle and not tree.has(verb, OBJECT, *AUXILIARIES)


def _verb_beside(tree: Tree, verb: int) -> int | None:
    """Return the verb without a subject that goes on where a participle and its phrase end, joined by no word."""
    above = tree.heads[verb]
    if tree.links[verb] == ADVERBIAL and above > verb and not tree.has(above, *SUBJECTS):
        return above
    joined = [item for item in tree.linked(verb, CONJUNCT) if not tree.has(item, *SUBJECTS)]
    return joined[0] if len(joined) == 1 and not _is_parted(tree, verb, joined[0]) else None


def _is_parted(tree: Tree, verb: int, then: int) -> bool:
    """Tell whether a word or a comma joins two verbs."""
    return any(verb < item < then for item in tree.linked(verb, COORDINATOR, PUNCTUATION))


def noun_of_gerund(tree: Tree, _: GrammarWords) -> Changes:
    """On "killed two brothers herding goats", the parser takes it that goats are killed: it is the brothers, who herd them."""
    for noun, link in enumerate(tree.links):
        gerund = tree.heads[noun]
        thing = tree.heads[gerund]
        counted = link == NOUN_ADVERB and tree.words.kinds[noun] == NOUN and tree.has(noun, NUMBER)
        before = counted and gerund == noun + 1 and tree.words.shapes[gerund] == GERUND
        if before and tree.links[gerund] == ADJECTIVE and tree.links[thing] == OBJECT:
            yield noun, tree.heads[thing], OBJECT
            yield gerund, noun, OF_NOUN
            yield thing, gerund, OBJECT


def gerund_of_agent(tree: Tree, words: GrammarWords) -> Changes:
    """On "because of shelling by the army", the parser takes the shelling for a clause of who could not leave."""
    for word, link in enumerate(tree.links):
        bare = (
            link == GOVERNED_CLAUSE and tree.words.shapes[word] == GERUND and not tree.has(word, OBJECT, *AUXILIARIES)
        )
        if bare and any(_names_agent(tree, item, words) for item in tree.linked(word, PREPOSITION, AGENT)):
            yield word, tree.heads[word], GOVERNED


def _names_agent(tree: Tree, preposition: int, words: GrammarWords) -> bool:
    governed = tree.linked(preposition, GOVERNED) if tree.words.lowers[preposition] in words.passive_agent else []
    return any(tree.words.kinds[item] in NOMINAL and tree.words.entities[item] not in words.dated for item in governed)


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
        if link in COMPLEMENTS and tree.words.kinds[be] in VERBAL and tree.words.lemmas[be] in words.being:
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
    preposition = tree.heads[verb] if own is not None else tree.heads[tree.heads[verb]]
    deed = tree.heads[preposition]
    named = own is not None and tree.words.kinds[own] == NAME and tree.words.lemmas[deed] not in words.telling
    over = tree.heads[tree.heads[deed]]
    if tree.links[deed] == GOVERNED and tree.words.lemmas[over] in words.own_deeds:
        deed, named = over, True  # "responsibility for the bombing of Osk being claimed"
    if tree.links[deed] == GOVERNED and (named or tree.words.lemmas[deed] in words.own_deeds):
        yield verb, tree.heads[deed], GOVERNED_CLAUSE
        yield deed, verb, PASSIVE_SUBJECT
        yield from ((item, preposition, GOVERNED) for item in tree.linked(verb, PASSIVE_SUBJECT))


def town_of_name(tree: Tree, words: GrammarWords) -> Changes:
    """On "without the town of Olm being shelled", the parser takes Olm alone for what is shelled."""
    for verb, link in enumerate(tree.links):
        preposition = tree.heads[verb]
        town = tree.heads[preposition]
        of = link == GOVERNED_CLAUSE and tree.words.lemmas[town] in words.struck and tree.links[town] == GOVERNED
        if of and _is_gerund(tree, verb):
            for name in tree.linked(verb, PASSIVE_SUBJECT):
                if name == preposition + 1 and tree.words.kinds[name] == NAME:
                    yield verb, tree.heads[town], GOVERNED_CLAUSE
                    yield town, verb, PASSIVE_SUBJECT
                    yield name, preposition, GOVERNED


def clause_of_nobody(tree: Tree, words: GrammarWords) -> Changes:
    """On "passed without a village being attacked", the parser lets "without" govern the village and not the attack."""
    for verb, link in enumerate(tree.links):
        noun = tree.heads[verb]
        done = link == OF_NOUN and tree.has(verb, PASSIVE_AUXILIARY) and _is_gerund(tree, verb)
        if done and _is_any_without(tree, noun, words):
            yield verb, tree.heads[noun], GOVERNED_CLAUSE
            yield noun, verb, PASSIVE_SUBJECT


def _is_any_without(tree: Tree, noun: int, words: GrammarWords) -> bool:
    """As in "without a village"; of "without the men (being held)" nobody knows."""
    without = tree.links[noun] == GOVERNED and tree.words.lowers[tree.heads[noun]] in words.negative_prepositions
    return without and any(tree.words.lowers[item] in words.indefinite for item in tree.linked(noun, DETERMINER))
