"""Who or what a clause is about: its own subject, one shared with another verb, one meant by the verb above, or the noun described."""

from typing import Final, Literal, NamedTuple

from servanda.extract.clauses.antecedents import antecedent
from servanda.extract.clauses.links import (
    ADJ,
    ADVERBIAL,
    AGENT,
    AUXILIARY,
    BASE,
    CONJUNCT,
    CONTENT,
    COORDINATOR,
    EXPLETIVE,
    FINITE,
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
    OWNER,
    PARTICIPLE,
    PASSIVE_AUXILIARY,
    PASSIVE_SUBJECT,
    PREDICATE,
    PREPOSITION,
    PRONOUN,
    RECIPIENT,
    RELATIVE,
    SUBJECTS,
    TO,
    VERBAL,
)
from servanda.extract.clauses.tree import Tree
from servanda.extract.clauses.voice import is_passive
from servanda.reference.grammar import GrammarWords

Origin = Literal["own", "shared", "controlled", "relative", "agent", "owner", "compound", "unsaid"]
_DEPTH: Final = 30
_PARTICIPLES: Final = frozenset({GERUND, PARTICIPLE})
_THINGS: Final = frozenset({NOUN, NAME})
_MEANT: Final = frozenset({ADVERBIAL, OPEN, CONTENT, GOVERNED_CLAUSE, PREDICATE})


class Subjects(NamedTuple):
    """Heads of the subject, coordinated ones apart, and where they come from."""

    heads: tuple[int, ...]
    origin: Origin


UNSAID: Final = Subjects((), "unsaid")


def subjects(tree: Tree, verb: int, words: GrammarWords, depth: int = 0) -> Subjects:
    """Return the subject of a clause: what does it, or in the passive what it is done to."""
    own = _own(tree, verb, words)
    if own is not None:
        return own
    if depth > _DEPTH or tree.has(verb, EXPLETIVE) or _is_bare_behind_active(tree, verb, words):
        return UNSAID
    if tree.heads[verb] == verb:
        return _from_before(tree, verb, words, depth)
    return _from_above(tree, verb, words, depth)


def _from_before(tree: Tree, verb: int, words: GrammarWords, depth: int) -> Subjects:
    """Return the subject of "The army shelled Osk, then burned a mill", where the parser hangs the first verb on the second."""
    told = [item for item in tree.linked(verb, ADVERBIAL) if item < verb and tree.has(item, *SUBJECTS)]
    if not told or not _is_joined(tree, verb) or not _is_joined(tree, told[-1]):
        return UNSAID
    found = subjects(tree, told[-1], words, depth + 1)
    return Subjects(found.heads, "shared") if found.origin == "own" else UNSAID


def _from_above(tree: Tree, verb: int, words: GrammarWords, depth: int) -> Subjects:
    """Return the subject that a verb without one has from what it hangs on."""
    link, finite = tree.links[verb], _is_finite(tree, verb)
    if link in {OF_NOUN, RELATIVE}:
        return _of_noun(tree, verb)
    if link == CONJUNCT or (link == ADVERBIAL and _is_joined(tree, verb)):
        return _shared(tree, verb, words, depth)
    return _meant(tree, verb, words, depth) if link in _MEANT and not finite else UNSAID


def _own(tree: Tree, verb: int, words: GrammarWords) -> Subjects | None:
    """Return the subject that stands with the verb, for a relative pronoun the noun that it takes up."""
    own = _nearest(tree, _not_included(tree, tree.linked(verb, *SUBJECTS), words))
    if not own:
        return None
    nouns = [antecedent(tree, item, verb, words) for item in own]
    heads = [head for noun in nouns for head in _without_excepted(tree, noun, words)]
    if nouns == own:
        return Subjects(tuple(dict.fromkeys(heads)), "own")
    return Subjects(tuple(dict.fromkeys(_of_sides(tree, own[0], nouns[0], words) or heads)), "relative")


def _of_sides(tree: Tree, pronoun: int, noun: int, words: GrammarWords) -> list[int]:
    """Return whom a relative pronoun behind two sides takes up; an empty list where there are none."""
    over = _over_sides(tree, noun, words)
    if over is None:
        return []
    act = tree.words.lowers[pronoun] in words.of_acts and tree.words.kinds[over] in _THINGS
    return [over] if act else [max(head for head in tree.joined([noun]) if head < pronoun)]


def _over_sides(tree: Tree, noun: int, words: GrammarWords) -> int | None:
    """Return over what a noun is a side: of "clashes between X and Y" "that" takes up the clashes, "who" the last side."""
    while tree.links[noun] == CONJUNCT:
        noun = tree.heads[noun]
    preposition = tree.heads[noun]
    side = tree.links[noun] == GOVERNED and tree.words.lowers[preposition] in words.sides
    return tree.heads[preposition] if side else None


def _nearest(tree: Tree, own: list[int]) -> list[int]:
    """Return of several subjects the nearest before the verb, but all that are coordinated, or of a passive.

    In "ten dead, but the army put ..." the parser gives the verb two subjects; of "militants and 20 fighters were killed" both are.
    """
    if len(own) <= 1:
        return own
    nominal = [item for item in own if tree.words.kinds[item] in NOMINAL] or own
    passive = any(tree.links[item] == PASSIVE_SUBJECT for item in nominal)
    coordinated = any(tree.links[item] == COORDINATOR for item in range(nominal[0], nominal[-1]))
    return nominal if passive or coordinated or _are_listed(tree, nominal) else nominal[-1:]


def _not_included(tree: Tree, own: list[int], words: GrammarWords) -> list[int]:
    """Leave out who stands right behind a verb of including, unless he is alone: "a front that includes [X] began"."""
    before = {item: tree.words.lemmas[max(tree.firsts[item] - 1, 0)] for item in own}
    return [item for item in own if before[item] not in words.including] or own


def _are_listed(tree: Tree, names: list[int]) -> bool:
    """Tell whether names stand beside one another with a comma, as headlines do: "Iran, Russia discuss"."""
    kinds = {tree.words.kinds[item] for item in names}
    between = {tree.words.forms[item] for item in range(names[0], names[-1]) if item not in names}
    return kinds == {NAME} and between == {","}


def _without_excepted(tree: Tree, head: int, words: GrammarWords) -> list[int]:
    """Return the heads that are coordinated; of "nobody but the army" only the army."""
    heads = tree.joined([head])
    nobody = tree.words.lowers[head] in words.negative_pronouns and len(heads) > 1
    but = any(tree.words.lowers[item] in words.contrasting for item in tree.linked(head, COORDINATOR))
    return heads[1:] if nobody and but else heads


def _is_finite(tree: Tree, verb: int) -> bool:
    shapes = [tree.words.shapes[item] for item in (verb, *tree.linked(verb, AUXILIARY))]
    bare = tree.words.shapes[verb] == BASE and TO not in shapes and tree.links[verb] == CONTENT
    return bare or tree.has(verb, MARK) or not FINITE.isdisjoint(shapes)


def _of_noun(tree: Tree, verb: int) -> Subjects:
    """Return the noun that a participle describes, or whose "plan to attack" it is."""
    noun = tree.heads[verb]
    if tree.words.shapes[verb] in _PARTICIPLES and (tree.links[verb] == OF_NOUN or not tree.has(verb, OBJECT)):
        return Subjects(tuple(tree.joined([noun])), "relative")
    owners = [
        item for item in tree.linked(noun, OWNER) if tree.is_infinitive(verb) and tree.words.kinds[item] != PRONOUN
    ]
    return Subjects(tuple(owners), "controlled") if owners else UNSAID


def _is_bare_behind_active(tree: Tree, verb: int, words: GrammarWords) -> bool:
    """As in "the bomb killed three, nine wounded": the bomb is not what was wounded."""
    joined = tree.links[verb] in {CONJUNCT, ADVERBIAL} and tree.heads[verb] < verb
    bare = joined and not tree.has(verb, PASSIVE_AUXILIARY, AGENT) and is_passive(tree, verb, words)
    return bare and not is_passive(tree, tree.heads[verb], words)


def _is_joined(tree: Tree, verb: int) -> bool:
    """Tell whether a finite verb without a word that joins it was meant as coordinated: "killed one, wounded three and left"."""
    return _is_finite(tree, verb) and not tree.has(verb, MARK)


def _shared(tree: Tree, verb: int, words: GrammarWords, depth: int) -> Subjects:
    """Return the subject of the verb that another is joined to."""
    head = tree.heads[verb]
    if tree.words.kinds[head] not in VERBAL:
        return UNSAID
    found = subjects(tree, head, words, depth + 1)
    return Subjects(found.heads, "shared") if found.heads and found.origin == "own" else found


def _meant(tree: Tree, verb: int, words: GrammarWords, depth: int) -> Subjects:
    """Return the subject that the word above an infinitive, gerund or participle gives it."""
    head, link = tree.heads[verb], tree.links[verb]
    if link == PREDICATE and tree.words.lemmas[head] not in words.being:
        heads = tree.joined([item for item in tree.linked(head, OBJECT) if item < verb])  # "left 13 others wounded"
    elif link == GOVERNED_CLAUSE:
        heads = _behind_preposition(tree, head, words, depth)
    elif _is_used(tree, verb, words):
        heads = _users(tree, head, words, depth)
    else:
        heads = _of_infinitive(tree, verb, words, depth)
    return Subjects(tuple(heads), "controlled") if heads else UNSAID


def _of_infinitive(tree: Tree, verb: int, words: GrammarWords, depth: int) -> list[int]:
    head = tree.heads[verb]
    if tree.links[verb] == OPEN and tree.words.kinds[head] in VERBAL:
        return _by_governor(tree, head, words) or list(subjects(tree, head, words, depth + 1).heads)
    return _of_clause_over(tree, head, words, depth)


def _is_used(tree: Tree, verb: int, words: GrammarWords) -> bool:
    """Tell whether a verb says to what end something is used: "used mortars [to hit it]"."""
    head = tree.heads[verb]
    to_an_end = tree.links[verb] in {OPEN, ADVERBIAL} and tree.words.lemmas[head] in words.using
    return to_an_end and tree.has(head, OBJECT, PASSIVE_SUBJECT)


def _users(tree: Tree, verb: int, words: GrammarWords, depth: int) -> list[int]:
    """Return who uses something: "rockets were used [by rebels] to strike it", never the rockets."""
    if not is_passive(tree, verb, words):
        return list(subjects(tree, verb, words, depth + 1).heads)
    return tree.joined([item for by in tree.linked(verb, AGENT) for item in tree.linked(by, GOVERNED)])


def _of_clause_over(tree: Tree, head: int, words: GrammarWords, depth: int) -> list[int]:
    """Return the subject of a verb, or of the verb over an adjective ("is willing to leave"), unless it is a mere "it"."""
    verb = tree.heads[head] if tree.words.kinds[head] == ADJ or tree.links[head] == PREDICATE else head
    if tree.words.kinds[verb] not in VERBAL:
        return []
    found = [*subjects(tree, verb, words, depth + 1).heads]
    vague = verb != head and any(tree.words.lowers[item] in words.vague_subjects for item in found)
    return [] if vague else found


def _by_governor(tree: Tree, verb: int, words: GrammarWords) -> list[int]:
    """Return whom "urged X to leave", "called on X to leave" mean; nobody of "promised X to leave"."""
    if tree.words.lemmas[verb] in words.subject_control or is_passive(tree, verb, words):
        return []
    spoken_to = [item for item in tree.linked(verb, OBJECT, RECIPIENT) if tree.words.kinds[item] in NOMINAL]
    return tree.joined([antecedent(tree, item, verb, words) for item in spoken_to]) or addressed(tree, verb, words)


def addressed(tree: Tree, verb: int, words: GrammarWords) -> list[int]:
    """Return whom "call on X", "appeal to X" address."""
    wanted = words.addressed.get(tree.words.lemmas[verb], frozenset())
    under = [item for item in tree.linked(verb, PREPOSITION, RECIPIENT) if tree.words.lowers[item] in wanted]
    return tree.joined([item for preposition in under for item in tree.linked(preposition, GOVERNED)][:1])


def _behind_preposition(tree: Tree, preposition: int, words: GrammarWords, depth: int) -> list[int]:
    """As in "accused X of leaving", "is guilty of leaving", "left without firing", "claimed responsibility for shelling"."""
    above = tree.heads[preposition]
    kind = tree.words.kinds[above]
    if tree.links[preposition] == AGENT:
        return []  # "was broken by shelling"
    if kind in _THINGS or kind == PRONOUN:
        return _behind_noun(tree, above, words, depth)
    if kind not in VERBAL:
        return _of_clause_over(tree, above, words, depth)
    return tree.joined(_object_meant(tree, preposition, words)) or [*subjects(tree, above, words, depth + 1).heads]


def _object_meant(tree: Tree, preposition: int, words: GrammarWords) -> list[int]:
    """Return the object that does what a gerund says: "accused [X] of leaving"; not "claimed responsibility for shelling"."""
    verb = tree.heads[preposition]
    if tree.words.lowers[preposition] not in words.object_prepositions or is_passive(tree, verb, words):
        return []
    found = [item for item in tree.linked(verb, OBJECT) if item < preposition]
    return [] if any(tree.words.lemmas[item] in words.own_deeds for item in found) else found


def _behind_noun(tree: Tree, noun: int, words: GrammarWords, depth: int) -> list[int]:
    """As in "its policy of shelling villages", "claimed responsibility for shelling"; nobody is told by "the risk of shelling"."""
    owners = tree.linked(noun, OWNER)
    verb = tree.heads[noun]
    if owners or tree.words.kinds[verb] not in VERBAL:
        return owners
    if tree.words.lemmas[noun] in words.own_deeds and tree.links[noun] == OBJECT:
        return [*subjects(tree, verb, words, depth + 1).heads]
    return []
