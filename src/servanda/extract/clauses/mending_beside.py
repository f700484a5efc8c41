"""Words beside the one who did it, which the parser takes for the deed or for the doer: "soldiers [deployed to Osk] occupied it", "X, not [Y],"."""

from servanda.extract.clauses.links import (
    ADVERB,
    ADVERBIAL,
    AUXILIARIES,
    CONTENT,
    COORDINATOR,
    GERUND,
    MARK,
    NOMINAL,
    NOUN_ADVERB,
    OBJECT,
    OF_NOUN,
    OPEN,
    OTHER,
    PARTICLE,
    PAST,
    PAST_FORMS,
    PREPOSITION,
    PRESENT,
    RELATIVE,
    ROOT,
    SUBJECT,
    SUBJECTS,
    VERBAL,
)
from servanda.extract.clauses.mending_clauses import Changes
from servanda.extract.clauses.negation import is_set_aside
from servanda.extract.clauses.tree import Tree
from servanda.reference.grammar import GrammarWords

_COMMA = ","
_FINITE = frozenset({PAST, PRESENT})
_WHERE = frozenset({PREPOSITION, ADVERB, NOUN_ADVERB, PARTICLE})
_BEHIND = frozenset({OTHER, ADVERBIAL, CONTENT, OPEN})


def participle_before_deed(tree: Tree, words: GrammarWords) -> Changes:
    """On "soldiers deployed to Osk occupied it", "soldiers ambushed near Osk say", the parser may take the participle for the verb."""
    for verb in range(len(tree.links)):
        own = _who_is_described(tree, verb, words)
        deed = None if own is None else _verb_right_behind(tree, verb)
        if own is not None and deed is not None:
            yield from _as_participle(tree, verb, own, deed)


def _as_participle(tree: Tree, verb: int, own: int, deed: int) -> Changes:
    """Yield what moves where a verb only says of whom the next one tells: what stands around it is of the next one."""
    link = tree.links[verb]
    yield verb, own, OF_NOUN
    yield own, deed, SUBJECT
    yield deed, (deed if link == ROOT else tree.heads[verb]), (CONTENT if link == RELATIVE else link)
    for item in tree.below[verb]:
        if item < own:
            yield item, deed, MARK if tree.links[item] == OBJECT else tree.links[item]
        elif item > deed:
            yield item, deed, tree.links[item]


def _who_is_described(tree: Tree, verb: int, words: GrammarWords) -> int | None:
    """Return who stands right before what may be a participle; of "what the rebels claimed was an attack" nobody."""
    if tree.words.shapes[verb] not in PAST_FORMS or tree.words.lemmas[verb] in words.saying:
        return None
    asked = any(tree.words.lowers[item] in words.asking for item in tree.linked(verb, OBJECT))
    own = None if asked or tree.has(verb, *AUXILIARIES) else tree.first(verb, SUBJECT)
    return own if own is not None and tree.lasts[own] + 1 == verb else None


def _verb_right_behind(tree: Tree, verb: int) -> int | None:
    """Return the finite verb without a subject that begins where a verb with its places and times ends: two stand side by side in no clause."""
    deed = _end(tree, verb)
    if deed >= len(tree.links) or tree.words.shapes[deed] not in _FINITE or tree.links[deed] not in _BEHIND:
        return None
    between = range(verb + 1, deed)
    parted = any(tree.words.is_mark(item) or tree.words.kinds[item] in VERBAL for item in between)
    under = not parted and (tree.heads[deed] == verb or tree.heads[deed] < verb)
    return deed if under and not tree.has(deed, *SUBJECTS, *AUXILIARIES, MARK) else None


def _end(tree: Tree, verb: int) -> int:
    """Return the word behind a verb and the places and times that hang on it."""
    end = verb + 1
    for item in tree.linked(verb, *_WHERE):
        end = tree.lasts[item] + 1 if tree.firsts[item] == end else end
    return end


def relative_of_contrasted(tree: Tree, words: GrammarWords) -> Changes:
    """On "the army, not the police, that fired", "he, and not a man of the guard, who fired", the parser may let the one set aside fire."""
    for verb, link in enumerate(tree.links):
        who = tree.first(verb, SUBJECT) if link == RELATIVE else None
        for aside in tree.above(verb) if who is not None and tree.words.lowers[who] in words.relative_pronouns else ():
            named = _beside_whom(tree, aside, words)
            if named is not None:
                yield verb, named, RELATIVE


def _beside_whom(tree: Tree, aside: int, words: GrammarWords) -> int | None:
    """Return beside whom somebody is set aside, if he is."""
    if is_set_aside(tree, aside, words):
        return tree.heads[aside]
    return _named_before(tree, aside, words) if tree.links[aside] == NOUN_ADVERB else None


def _named_before(tree: Tree, aside: int, words: GrammarWords) -> int | None:
    """Return the noun before "and not the police", where the parser joins the two by nothing."""
    first = tree.firsts[aside]
    if tree.words.lowers[first] not in words.setting_aside:
        return None
    between = (item for item in range(first - 1, -1, -1) if not tree.words.is_mark(item))
    before = next((item for item in between if tree.links[item] != COORDINATOR), None)
    return before if before is not None and tree.words.kinds[before] in NOMINAL else None


def told_beside_saying(tree: Tree, words: GrammarWords) -> Changes:
    """On "said talks were over, adding that it had shot two", the parser may hang "adding" on what is said: it is the speaker's."""
    for verb, link in enumerate(tree.links):
        telling = link == ADVERBIAL and tree.words.shapes[verb] == GERUND and tree.words.lemmas[verb] in words.saying
        above = _saying_over(tree, tree.heads[verb], words) if telling and not tree.has(verb, *SUBJECTS) else None
        if above is not None and tree.heads[verb] < verb and tree.words.forms[tree.firsts[verb] - 1] == _COMMA:
            yield verb, above, ADVERBIAL


def _saying_over(tree: Tree, said: int, words: GrammarWords) -> int | None:
    """Return the verb of speech before what is said."""
    above = tree.heads[said]
    told = tree.links[said] == CONTENT and tree.words.lemmas[above] in words.saying
    return above if told and above < said else None


def thing_behind_as(tree: Tree, _: GrammarWords) -> Changes:
    """On "dismissed as invented the story that", the parser takes the story for an object of "invented": it is what was dismissed."""
    for thing, link in enumerate(tree.links):
        called = tree.heads[thing]
        said = link == OBJECT and tree.links[called] == ADVERBIAL and tree.words.shapes[called] in PAST_FORMS
        if said and _is_behind_as(tree, called) and not tree.has(tree.heads[called], OBJECT):
            yield thing, tree.heads[called], OBJECT


def _is_behind_as(tree: Tree, called: int) -> bool:
    return tree.linked(called, MARK) == [called - 1] and tree.words.lowers[called - 1] == "as"
