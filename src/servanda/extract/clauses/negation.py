"""What denies a clause in itself: "not", "nobody", "neither ... nor", "without". What governs it ("denied that") is left to `factuality`."""

from servanda.extract.clauses.asking import asks
from servanda.extract.clauses.links import (
    ADVERB,
    AGENT,
    APPOSITION,
    AUXILIARY,
    BASE,
    BEFORE_DETERMINER,
    CONJUNCT,
    COORDINATOR,
    DETERMINER,
    EXPLETIVE,
    GOVERNED,
    GOVERNED_CLAUSE,
    MARK,
    NEGATION,
    NUMBER,
    OBJECT,
    OPENER,
    PREDICATE,
    PREPOSITION,
    RELATIVE,
    SUBJECT,
    SUBJECTS,
    TO,
    VERBAL,
)
from servanda.extract.clauses.records import Negation, Site
from servanda.extract.clauses.tree import Tree
from servanda.reference.grammar import GrammarWords

_DEPTH = 30


def negation(tree: Tree, verb: int, words: GrammarWords, depth: int = 0) -> Negation | None:
    """Return what denies a clause, if something does; "not only" and "nobody but the army" do not."""
    found = (
        _at_verb(tree, verb, words)
        or _of_phrases(tree, verb, words)
        or _coordinated(tree, verb, words)
        or _behind_preposition(tree, verb, words)
    )
    return found or (_shared(tree, verb, words, depth) if depth < _DEPTH else None)


def is_set_aside(tree: Tree, noun: int, words: GrammarWords) -> bool:
    """Tell whether a phrase beside another names who did not do it: "the army, not [the police]", "by X, not by [Y]"."""
    by = tree.heads[noun]
    if tree.links[noun] == GOVERNED and tree.links[by] == AGENT:
        return _stands_behind(tree, by, words)
    return _is_beside(tree, noun) and (
        _stands_behind(tree, tree.firsts[noun], words) or _begins_with(tree, noun, words)
    )


def _is_beside(tree: Tree, noun: int) -> bool:
    """Tell whether a noun is joined to another, or is the second subject of its verb: "the army rather than [the police] fired"."""
    second = tree.links[noun] == SUBJECT and tree.first(tree.heads[noun], SUBJECT) != noun
    return second or tree.links[noun] in {CONJUNCT, APPOSITION}


def _stands_behind(tree: Tree, first: int, words: GrammarWords) -> bool:
    return first > 0 and tree.words.lowers[first - 1] in words.setting_aside


def _begins_with(tree: Tree, noun: int, words: GrammarWords) -> bool:
    """Tell whether "not" belongs to the phrase itself; "not only the police" did it as well."""
    first = tree.firsts[noun]
    return tree.words.lowers[first] in words.setting_aside and not _is_not_only(tree, first, words)


def _at_verb(tree: Tree, verb: int, words: GrammarWords) -> Negation | None:
    for item in tree.linked(verb, NEGATION, ADVERB):
        denies = tree.links[item] == NEGATION or tree.words.lowers[item] in words.negative_adverbs
        if (denies and not _is_not_only(tree, item, words)) or _is_no_longer(tree, item, words):
            return Negation("verb", item)
        if tree.links[item] == ADVERB:
            inner = [one for one in tree.linked(item, ADVERB) if tree.words.lowers[one] in words.negative_adverbs]
            if inner:
                return Negation("verb", inner[0])  # "hardly ever"
    return None


def _is_not_only(tree: Tree, word: int, words: GrammarWords) -> bool:
    return word + 1 < len(tree.heads) and tree.words.lowers[word + 1] in words.after_not


def _is_no_longer(tree: Tree, word: int, words: GrammarWords) -> bool:
    before = words.no_longer.get(tree.words.lowers[word])
    return before is not None and word > 0 and tree.words.lowers[word - 1] == before


def _of_phrases(tree: Tree, verb: int, words: GrammarWords) -> Negation | None:
    """Return the subject, agent or object that is nobody."""
    by = [item for agent in tree.linked(verb, AGENT) for item in tree.linked(agent, GOVERNED)]
    having = tree.words.lemmas[verb] in words.having
    places: tuple[tuple[Site, list[int]], ...] = (
        ("subject", [*tree.linked(verb, *SUBJECTS), *_existing(tree, verb)]),
        ("agent", by),
        ("object", [] if having else tree.linked(verb, OBJECT)),
    )
    for site, heads in places:
        for head in heads:
            cue = of_nobody(tree, head, words)
            if cue is not None:
                return Negation(site, cue)
    return None


def _existing(tree: Tree, verb: int) -> list[int]:
    """Return the noun of "there was nobody who fired"; "nobody who fired was punished" does not say that nobody fired."""
    noun = tree.heads[verb]
    there = tree.links[verb] == RELATIVE and tree.links[noun] == PREDICATE and tree.has(tree.heads[noun], EXPLETIVE)
    return [noun] if there else []


def of_nobody(tree: Tree, head: int, words: GrammarWords) -> int | None:
    """Return the word by which a noun phrase is of nobody: "no army", "none of them", "neither X nor Y", "not a shot", "not one shot"."""
    if tree.words.lowers[head] in words.negative_pronouns:
        return None if _excepts(tree, head, words) else head
    if _is_not_one(tree, head, words):
        return head
    for item in tree.linked(head, DETERMINER, OPENER, NEGATION, BEFORE_DETERMINER):
        lower = tree.words.lowers[item]
        determiner = lower in words.negative_determiners or (tree.links[item] == NEGATION and item < head)
        if determiner and not _is_not_only(tree, item, words) and not _excepts(tree, head, words):
            return item
    return None


def _is_not_one(tree: Tree, head: int, words: GrammarWords) -> bool:
    return any(
        tree.words.lowers[item] in words.not_one and tree.has(item, NEGATION) for item in tree.linked(head, NUMBER)
    )


def _excepts(tree: Tree, head: int, words: GrammarWords) -> bool:
    """Tell whether somebody is excepted: "nobody but the army"."""
    return any(tree.words.lowers[item] in words.contrasting for item in tree.linked(head, COORDINATOR))


def _coordinated(tree: Tree, verb: int, words: GrammarWords) -> Negation | None:
    """As in "neither met nor spoke", "has not shelled X, nor has it bombed Y"."""
    openers = [item for item in tree.linked(verb, OPENER) if tree.words.lowers[item] in words.negative_openers]
    if openers and not asks(tree, verb):  # "says neither who fired nor where": it does not say it
        return Negation("coordinator", openers[0])
    nor = _coordinator(tree, verb)
    if nor is not None and tree.words.lowers[nor] in words.negative_coordinators:
        return Negation("coordinator", nor)
    return None


def _coordinator(tree: Tree, verb: int) -> int | None:
    """Return the coordinator before a verb that is joined to another."""
    if tree.links[verb] != CONJUNCT:
        return None
    before = [item for item in tree.linked(tree.heads[verb], COORDINATOR) if item < verb]
    return before[-1] if before else None


def _behind_preposition(tree: Tree, verb: int, words: GrammarWords) -> Negation | None:
    """As in "without firing", "instead of firing", "rather than fire"."""
    above = tree.heads[verb]
    behind = tree.links[verb] == GOVERNED_CLAUSE
    if behind and tree.words.lowers[above] in words.negative_prepositions:
        return Negation("preposition", above)
    link = above if behind else _than(tree, verb, words)
    if link is None or link == 0:
        return None
    found = [item for item in (*tree.linked(link, ADVERB), link - 1) if tree.words.lowers[item] in words.instead_of]
    return Negation("preposition", found[0]) if found else None


def _than(tree: Tree, verb: int, words: GrammarWords) -> int | None:
    """Return the "than" before a verb: a coordinator, or a mark of the verb itself."""
    before = [_coordinator(tree, verb), *tree.linked(verb, MARK, PREPOSITION)]
    return next((item for item in before if item is not None and tree.words.lowers[item] in words.contrasting), None)


def _shared(tree: Tree, verb: int, words: GrammarWords, depth: int) -> Negation | None:
    """As in "did not shell or bomb": a verb joined without a subject, auxiliary and form of its own shares the "not" before."""
    head = tree.heads[verb]
    if tree.links[verb] != CONJUNCT or tree.words.kinds[head] not in VERBAL or _is_told_apart(tree, verb, words):
        return None
    above = negation(tree, head, words, depth + 1)
    return Negation("shared", above.cue) if above is not None and above.site != "object" else None


def _is_told_apart(tree: Tree, verb: int, words: GrammarWords) -> bool:
    """Tell whether a joined verb has a subject, an auxiliary or a form of its own, or a "but" before it."""
    own = [item for item in tree.linked(verb, AUXILIARY) if tree.words.shapes[item] != TO]
    link = _coordinator(tree, verb)
    contrasts = link is not None and tree.words.lowers[link] in words.contrasting
    same = tree.words.shapes[verb] in {tree.words.shapes[tree.heads[verb]], BASE}
    return bool(own) or contrasts or not same or tree.has(verb, *SUBJECTS)
