"""Verbs with a phrase: "supports X", "accused X of Y", "called for X", "expressed the hope that", "is critical of X".

Words are indices of the segment.
"""

from collections.abc import Iterator
from typing import Final

from servanda.extract.attribution.clauses import Content, last_before, whole_clause
from servanda.extract.attribution.speaking import is_undergone, is_voice
from servanda.extract.clauses import Clause, Clauses, links
from servanda.reference.cues import Cues
from servanda.reference.grammar import grammar_words

_GOVERNED: Final = (links.GOVERNED, links.GOVERNED_CLAUSE)
_OF_NOUN: Final = (links.OF_NOUN, links.RELATIVE, links.CONTENT)


def noun_cue(clauses: Clauses, clause: Clause, cues: Cues) -> Content | None:
    """Light verb and noun: "expressed the hope that ...", "voiced concern over ..."."""
    tree, verb = clauses.tree, clause.head
    noun = tree.first(verb, links.OBJECT, links.PASSIVE_SUBJECT) if clause.verb in cues.noun_cue_verbs else None
    if noun is None or clauses.words.lemmas[noun].lower() not in cues.noun_cues:
        return None
    told = tree.first(noun, *_OF_NOUN)
    told = tree.first(verb, links.CONTENT) if told is None else told
    if told is not None and told > noun and (tree.has(told, links.MARK) or clauses.clause(told).infinitive):
        return whole_clause(clauses, told, noun, cues, noun)
    return _about(clauses, (verb, noun), cues)


def _about(clauses: Clauses, over: tuple[int, int], cues: Cues) -> Content | None:
    """Return what the first preposition behind a noun of saying governs: "voiced concern over ..."."""
    tree, (verb, noun) = clauses.tree, over
    under = (*tree.linked(noun, links.PREPOSITION), *tree.linked(verb, links.PREPOSITION))
    preposition = next((item for item in under if item > noun), None)
    below = tree.first(preposition, *_GOVERNED) if preposition is not None else None
    if preposition is None or below is None or clauses.words.lowers[preposition] not in cues.noun_cue_prepositions:
        return None
    return Content(tree.firsts[below], tree.lasts[below], noun)


def adjective_cue(clauses: Clauses, clause: Clause, cues: Cues) -> Content | None:
    """Adjective and clause: "is confident that ...", "was convinced that ..."."""
    tree, verb = clauses.tree, clause.head
    adjective = _adjective(clauses, clause, cues)
    if adjective is None or tree.has(verb, links.AGENT):
        return None
    told = tree.first(adjective, links.CONTENT, links.OPEN)
    told = tree.first(verb, links.CONTENT) if told is None else told
    known = clauses.words.keys([adjective])
    if told is not None and told > adjective and not known.isdisjoint(cues.adjectives):
        return whole_clause(clauses, told, adjective, cues, adjective)
    return _of_adjective(clauses, (verb, adjective), cues)


def _adjective(clauses: Clauses, clause: Clause, cues: Cues) -> int | None:
    if clause.verb in cues.frames.copulas:
        return clauses.tree.first(clause.head, links.PREDICATE)
    return clause.head if is_undergone(clauses, clause.head) else None


def _of_adjective(clauses: Clauses, over: tuple[int, int], cues: Cues) -> Content | None:
    """Return what a preposition behind an adjective governs: "is critical of ..."."""
    lowers, (verb, adjective) = clauses.words.lowers, over
    under = (*clauses.tree.below[adjective], *clauses.tree.below[verb])
    for preposition, below in _governed(clauses, under, adjective):
        if lowers[adjective] in cues.adjective_preposition.get(lowers[preposition], frozenset()):
            return Content(clauses.tree.firsts[below], _last(clauses, below), preposition)
    return None


def _governed(clauses: Clauses, words: tuple[int, ...], behind: int) -> Iterator[tuple[int, int]]:
    """Yield the prepositions among words that stand behind another, each with the head of what it governs."""
    for item in words:
        below = clauses.tree.first(item, *_GOVERNED)
        if below is not None and item > behind and clauses.tree.links[item] == links.PREPOSITION:
            yield item, below


def object_preposition(clauses: Clauses, clause: Clause, cues: Cues) -> Content | None:
    """Verb, somebody and what is said of them: "accused X of ...", "described X as ..."."""
    tree, verb, object_ = clauses.tree, clause.head, clauses.tree.first(clause.head, links.OBJECT)
    if object_ is None or is_undergone(clauses, verb):
        return None
    for item in _around(clauses, verb, object_):
        behind = tree.links[item] in {links.PREPOSITION, links.MARK} and item > max(object_, verb)
        below = tree.linked(item, *_GOVERNED, links.ADJECTIVE) if behind else []
        if below and clause.verb in cues.object_preposition.get(clauses.words.lowers[item], frozenset()):
            return Content(tree.firsts[below[0] if object_ < verb else object_], _last(clauses, below[-1]))
    return None


def _around(clauses: Clauses, verb: int, object_: int) -> tuple[int, ...]:
    """Return the words right below a verb, and all of its object: the parser hangs prepositions on either."""
    tree = clauses.tree
    return (*tree.below[verb], *range(tree.firsts[object_], tree.lasts[object_] + 1))


def naming(clauses: Clauses, clause: Clause, cues: Cues) -> Content | None:
    """Verb, somebody and a name for them: "called X a liar"."""
    tree, verb = clauses.tree, clause.head
    if clause.verb not in cues.frames.naming or is_undergone(clauses, verb):
        return None
    name = tree.first(verb, links.PREDICATE)
    name = tree.first(verb, links.CONTENT) if name is None else name
    if name is None or name < verb or clauses.clause(name).finite:
        return None
    return _named(clauses, verb, name)


def _named(clauses: Clauses, verb: int, name: int) -> Content | None:
    tree = clauses.tree
    named = tree.first(verb, links.OBJECT)
    named = tree.first(name, links.SUBJECT) if named is None else named
    if named is not None and named < verb:
        return Content(tree.firsts[name], tree.lasts[name])
    return Content(tree.firsts[named], _last(clauses, name)) if named is not None and named < name else None


def figure(clauses: Clauses, clause: Clause, cues: Cues) -> Content | None:
    """Verb, a count and its number: "put the toll at four"."""
    tree, words, object_ = clauses.tree, clauses.words, clauses.tree.first(clause.head, links.OBJECT)
    if clause.verb not in cues.frames.reckoning or object_ is None or is_undergone(clauses, clause.head):
        return None
    if words.lemmas[object_].lower() not in cues.frames.counts:
        return None
    for item, _ in _governed(clauses, _around(clauses, clause.head, object_), object_):
        if words.lowers[item] in cues.frames.before_figures:
            return Content(tree.firsts[object_], tree.lasts[item])
    return None


def plain_object(clauses: Clauses, clause: Clause, cues: Cues) -> Content | None:
    """Verb and noun phrase: "supports the plan"."""
    tree, verb, object_ = clauses.tree, clause.head, clauses.tree.first(clause.head, links.OBJECT)
    if clause.verb not in cues.object or object_ is None or object_ < verb or is_undergone(clauses, verb):
        return None
    if _is_alone(clauses, object_, cues.frames.empty_objects):
        return None
    return Content(tree.firsts[object_], _last(clauses, object_))


def recorded(clauses: Clauses, clause: Clause, cues: Cues) -> Content | None:
    """Verb of keeping count and noun phrase: "the mission recorded two attacks by X"; only of who can speak."""
    own, object_ = (clauses.tree.first(clause.head, link) for link in (links.SUBJECT, links.OBJECT))
    if clause.verb not in cues.recording or object_ is None or object_ < clause.head or clause.voice == "passive":
        return None
    keeps = own is not None and is_voice(clauses, clauses.antecedent(own), cues)
    return Content(clauses.tree.firsts[object_], _last(clauses, object_)) if keeps else None


def _is_alone(clauses: Clauses, word: int, words: frozenset[str]) -> bool:
    """Tell whether one of these words stands alone."""
    alone = clauses.tree.firsts[word] == clauses.tree.lasts[word]
    return alone and clauses.words.lowers[word] in words


def prepositional(clauses: Clauses, clause: Clause, cues: Cues) -> Content | None:
    """Verb, preposition and noun phrase: "called for ...", "warned of ..."."""
    tree, words, wanted = clauses.tree, clauses.words, cues.preposition.get(clause.verb, frozenset())
    if not wanted or clause.voice == "passive":
        return None  # "X accused of an attack" is told of X, not by X
    if "for" in wanted:
        called = _called_for(clauses, clause)
        if called is not None:
            return called
    for item, below in _governed(clauses, tuple(tree.below[clause.head]), clause.head):
        alone = words.kinds[below] == links.PRONOUN and tree.firsts[below] == tree.lasts[below]
        if words.lowers[item] in wanted and not alone:
            return Content(tree.firsts[below], _last(clauses, below), item)
    return None


def _called_for(clauses: Clauses, clause: Clause) -> Content | None:
    """Read "called for X to leave"."""
    tree = clauses.tree
    told = tree.first(clause.head, links.ADVERBIAL)
    mark = tree.first(told, links.MARK) if told is not None else None
    if told is None or mark is None or mark < clause.head or not clauses.clause(told).infinitive:
        return None
    return Content(mark + 1, tree.lasts[told], mark) if clauses.words.lowers[mark] == "for" else None


def _last(clauses: Clauses, noun: int) -> int:
    """Return the last word of a noun phrase without what a comma adds to it (", who ...") or a verb the parser joins to it."""
    tree, words = clauses.tree, clauses.words
    for item in tree.linked(noun, links.CONJUNCT):
        if words.kinds[item] == links.VERB and words.kinds[noun] != links.VERB and clauses.clause(item).finite:
            return last_before(clauses, tree.firsts[item], noun)
    for word in range(noun + 1, tree.lasts[noun]):
        if words.forms[word] == "," and _adds(clauses, word + 1):
            return word - 1
    return tree.lasts[noun]


def _adds(clauses: Clauses, word: int) -> bool:
    gerund = clauses.words.shapes[word] == links.GERUND and clauses.tree.links[word] == links.ADVERBIAL
    return gerund or clauses.words.lowers[word] in grammar_words().relative_pronouns
