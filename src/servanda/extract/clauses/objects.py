"""What a verb does it to, by whom, and what else stands with it: objects, agents, prepositional phrases, complements."""

from collections.abc import Iterator

from servanda.extract.clauses.antecedents import antecedent
from servanda.extract.clauses.links import (
    ADVERB,
    AGENT,
    ASKING,
    CONJUNCT,
    CONTENT,
    GOVERNED,
    MARK,
    NAME,
    NOUN,
    OBJECT,
    OPEN,
    PREDICATE,
    PREPOSITION,
    PRONOUN,
    RECIPIENT,
    RELATIVE,
    SUBJECT,
)
from servanda.extract.clauses.records import Complement
from servanda.extract.clauses.tree import Tree
from servanda.extract.clauses.voice import shared_object
from servanda.reference.grammar import GrammarWords

_THINGS = frozenset({NOUN, NAME, PRONOUN})
_COMPLEMENTS = {CONTENT: "content", OPEN: "open", PREDICATE: "predicate"}


def objects(tree: Tree, verb: int, words: GrammarWords, *, passive: bool) -> list[int]:
    """Return the heads of the direct object: own, that of the next verb ("killed and wounded five"), or the noun described."""
    own = [antecedent(tree, item, verb, words) for item in tree.linked(verb, OBJECT)]
    if own or passive:
        return tree.joined([*own, *_beside(tree, verb, own)])
    sharing = shared_object(tree, verb)
    if sharing is not None:
        return tree.joined(tree.linked(sharing, OBJECT))
    return tree.joined(_gap(tree, verb, words))


def _beside(tree: Tree, verb: int, own: list[int]) -> list[int]:
    """As in "killed a couple and their three children", the children hung on the verb."""
    joined = [item for item in tree.linked(verb, CONJUNCT) if tree.words.kinds[item] in _THINGS]
    return [item for item in joined if own and item > own[0]]


def _gap(tree: Tree, verb: int, words: GrammarWords) -> list[int]:
    """As in "the village the army shelled": the noun before is what it shelled; of "the day the army attacked" it is not."""
    noun = tree.heads[verb]
    if (
        tree.links[verb] != RELATIVE
        or tree.words.lemmas[noun] in words.settings
        or tree.words.entities[noun] in words.dated
    ):
        return []
    if tree.words.lemmas[verb] in words.saying:
        return []  # "hit in the raids, he said"
    led = tree.has(verb, MARK, PREPOSITION, CONTENT, OPEN, PREDICATE) or _asking(tree, verb)
    subject = tree.first(verb, SUBJECT)
    return [noun] if not led and subject is not None and subject > noun else []


def _asking(tree: Tree, verb: int) -> bool:
    """Tell whether a clause is led by "where", "whose fighters", "that": then the noun is that, and no object."""
    led = (word for item in tree.linked(verb, SUBJECT, ADVERB) for word in (item, *tree.below[item]))
    return any(tree.words.shapes[word] == ASKING for word in led)


def agents(tree: Tree, verb: int) -> list[int]:
    """Return the heads of what stands behind "by" under a passive."""
    return tree.joined([item for by in tree.linked(verb, AGENT) for item in tree.linked(by, GOVERNED)])


def recipients(tree: Tree, verb: int) -> list[int]:
    """Return the heads of to whom something is given or told: "told reporters", "gave it to reporters"."""
    found = tree.linked(verb, RECIPIENT)
    return tree.joined([inner for item in found for inner in tree.linked(item, GOVERNED) or [item]])


def complements(tree: Tree, word: int) -> Iterator[Complement]:
    """Yield the clauses and predicates that a word needs."""
    for item in tree.linked(word, *_COMPLEMENTS):
        yield Complement(_COMPLEMENTS[tree.links[item]], item)  # type: ignore[arg-type]
