"""Words for acts that the tagger takes for names or verbs: "Airstrikes were reported", "Shelling was heard", "Clashes flared"."""

from collections.abc import Iterator

from servanda.extract.clauses.links import (
    AGENT,
    AUXILIARIES,
    CLAUSE_SUBJECT,
    COMPOUND,
    GERUND,
    GOVERNED,
    GOVERNED_CLAUSE,
    MODIFIER,
    NAME,
    NOUN,
    OBJECT,
    OF_NOUN,
    OWNER,
    PAST,
    PLAIN,
    PLURAL,
    ROOT,
    SUBJECT,
    SUBJECTS,
    VERB,
    VERBAL,
)
from servanda.extract.clauses.retag import Retag
from servanda.extract.clauses.tree import Tree
from servanda.reference.grammar import GrammarWords


def gerund_as_subject(tree: Tree, words: GrammarWords) -> Iterator[Retag]:
    """On "Shelling was heard in X" the tagger sees somebody shelling: known as a noun, and without an object, it is what was heard.

    Where it begins its sentence the tagger may even see "having": "Shelling continued in X". So is that amid which something befell
    somebody: "died in shelling".
    """
    for word, shape in enumerate(tree.words.shapes[:-1]):
        known = shape == GERUND and tree.words.kinds[word] in VERBAL and tree.words.lowers[word] in words.nouns
        if known and not tree.has(word, OBJECT, *AUXILIARIES):
            yield from _as_act(tree, word, words)


def _as_act(tree: Tree, word: int, words: GrammarWords) -> Iterator[Retag]:
    """Yield what changes where a gerund is a noun by where it stands: as subject, amid something, or before the verb whose auxiliary it seemed."""
    verb, link = tree.heads[word], tree.links[word]
    if link in {*SUBJECTS, CLAUSE_SUBJECT} and verb > word:
        yield Retag(word, NOUN, PLAIN)
    elif link in {GOVERNED, GOVERNED_CLAUSE} and _is_amid(tree, word, words):
        yield Retag(word, NOUN, PLAIN, ((word, verb, GOVERNED),))
    elif link in AUXILIARIES and verb == word + 1 and not tree.has(verb, *SUBJECTS):
        yield Retag(word, NOUN, PLAIN, ((word, verb, SUBJECT),))
        yield Retag(verb, VERB, PAST)


def _is_amid(tree: Tree, word: int, words: GrammarWords) -> bool:
    """Tell whether an act is that in which something befell somebody: "died [in] shelling", "as a [result of] shelling"."""
    preposition = tree.heads[word]
    over = tree.words.lemmas[tree.heads[preposition]]
    known = tree.words.lowers[word] in words.acts and tree.words.lowers[word - 1] not in words.negative_prepositions
    return known and (tree.words.lowers[preposition] in words.amid or over in words.results)


def act_at_the_beginning(tree: Tree, words: GrammarWords) -> Iterator[Retag]:
    """On "Airstrikes were reported in X" the tagger sees a name, for its capital: a noun of an act that stands alone is none."""
    for word, kind in enumerate(tree.words.kinds):
        alone = kind == NAME and tree.words.sentence_of(word).start == word and not tree.has(word, COMPOUND, MODIFIER)
        lemma = _of_act(tree.words.lowers[word], words) if alone else None
        if lemma and tree.links[word] not in {COMPOUND, MODIFIER, OWNER}:
            yield Retag(word, NOUN, PLAIN if lemma == tree.words.lowers[word] else PLURAL, lemma=lemma)


def _of_act(lower: str, words: GrammarWords) -> str | None:
    """Return the noun of an act that a word in small letters is, in the singular."""
    singular = (lower.removesuffix("es"), lower.removesuffix("s"), lower)
    return next((one for one in singular if one in words.acts), None)


def verb_behind_act(tree: Tree, words: GrammarWords) -> Iterator[Retag]:
    """On "Clashes flared near X" the parser may see clashes that were flared: such a verb is nothing that is done to an act."""
    for word, link in enumerate(tree.links):
        noun = tree.heads[word]
        bare = link == OF_NOUN and noun + 1 == word and not tree.has(word, OBJECT, AGENT, *SUBJECTS, *AUXILIARIES)
        acts = bare and tree.words.lemmas[noun].lower() in words.acts and tree.is_root(noun)
        if acts and tree.words.lemmas[word] in words.arising:
            kept = ((item, word, tree.links[item]) for item in tree.below[noun] if item > word)
            yield Retag(word, VERB, PAST, ((word, word, ROOT), (noun, word, SUBJECT), *kept))
