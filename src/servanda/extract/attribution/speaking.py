"""Who says what a verb says, and who can say anything at all: the questions that every rule of attribution asks.

Words are indices of the segment.
"""

from collections.abc import Iterable

from servanda.extract.clauses import Clauses, Phrase, links
from servanda.reference.cues import Cues
from servanda.reference.grammar import grammar_words

_HEADS = links.NOMINAL | {links.ADJ, links.DET}
_DESCRIBED = frozenset({links.NOUN, links.NAME, links.PRONOUN})
_DESCRIBING = frozenset({links.GERUND, links.PAST, links.PRESENT})
_TOLD = frozenset({links.PARTICIPLE, links.PAST})


def speaker_of(clauses: Clauses, verb: int, cues: Cues) -> int | None:
    """Return the head of who says what a verb says, also where it is shared with another verb; ``None`` if unsaid.

    A relative pronoun stays one (see `Clauses.antecedent`). Of a passive it is the agent.
    """
    own = own_speaker(clauses, verb)
    if own is None:
        own = _over(clauses, verb, cues)
    if own is not None:
        return own
    clause = clauses.clause(verb)
    if clause.voice == "passive" or _is_asked(clauses, verb, cues):
        return _first(clauses, clause.agents)
    if clause.link in {"of noun", "relative"} and clauses.words.kinds[clauses.tree.heads[verb]] in _DESCRIBED:
        return _described(clauses, verb, cues)
    stranded = _stranded(clauses, verb)
    if stranded is None and clause.subject_origin in {"shared", "controlled"}:
        return _first(clauses, clause.subjects)
    return stranded


def own_speaker(clauses: Clauses, verb: int) -> int | None:
    """Return the subject that stands with a verb: in "ten dead, but the army put ..." the nearest before it of two."""
    own = clauses.tree.linked(verb, links.SUBJECT)
    before = [item for item in own if item < verb]
    if own:
        return before[-1] if before else own[0]
    clause = clauses.clause(verb)
    active = clause.subject_origin == "own" and clause.voice == "active"
    return _first(clauses, clause.subjects) if active else None


def _first(clauses: Clauses, phrases: tuple[Phrase, ...]) -> int | None:
    return next((one.head for one in phrases if clauses.words.kinds[one.head] in _HEADS), None)


def _over(clauses: Clauses, verb: int, cues: Cues) -> int | None:
    """Return who says the clause that a second verb of saying is joined to."""
    adding = clauses.words.shapes[verb] == links.GERUND and clauses.words.lemmas[verb] in cues.adding
    return _adding(clauses, verb, cues) if adding else _going_on(clauses, verb, cues)


def _adding(clauses: Clauses, verb: int, cues: Cues) -> int | None:
    """Return who adds: "X said that shells fell, adding that ..." goes on with X, since shells add nothing."""
    tree, adds = clauses.tree, clauses.words.lemmas[verb] == "add"
    if not adds and not _is_below_thing(clauses, verb):
        return None
    below = (item for item in (verb, *clauses.above(verb)) if adds or tree.links[item] == links.CONTENT)
    outer = next((tree.heads[item] for item in below if _reports(clauses, tree.heads[item])), None)
    return speaker_of(clauses, outer, cues) if outer is not None else None


def _reports(clauses: Clauses, verb: int) -> bool:
    return clauses.words.lemmas[verb] in grammar_words().saying and clauses.is_verb(verb)


def _is_below_thing(clauses: Clauses, verb: int) -> bool:
    """Tell whether the subject of the verb above is a thing, which says nothing."""
    above = clauses.over(verb)
    inner = above.subjects[0] if above is not None and above.subjects else None
    named = inner is not None and clauses.words.kinds[inner.head] in {links.PRONOUN, links.NAME}
    return inner is not None and not named and inner.entity not in links.SPEAKERS


def _going_on(clauses: Clauses, verb: int, cues: Cues) -> int | None:
    """Return who says the clause to which the parser joins a second verb of saying."""
    tree, clause = clauses.tree, verb
    while tree.links[clause] == links.CONJUNCT and tree.heads[clause] < clause:
        clause = tree.heads[clause]
    outer = tree.heads[clause]
    joined = clause != verb and tree.links[clause] == links.CONTENT and clause > outer
    return speaker_of(clauses, outer, cues) if joined and goes_on(clauses, verb, (clause, outer)) else None


def goes_on(clauses: Clauses, verb: int, told: tuple[int, int]) -> bool:
    """Tell whether a verb that the parser joins to a clause goes on with who says it: "said he left and warned of ...".

    ``told`` are the clause and the verb of saying over it.
    """
    (clause, outer), shapes, lemmas = told, clauses.words.shapes, clauses.words.lemmas
    other = shapes[verb] == shapes[outer] and (lemmas[verb] == lemmas[outer] or shapes[clause] != shapes[verb])
    return (
        other
        and lemmas[verb] in grammar_words().saying
        and not clauses.tree.has(verb, links.SUBJECT, links.PASSIVE_SUBJECT)
    )


def _is_asked(clauses: Clauses, verb: int, cues: Cues) -> bool:
    """Tell whether a participle means that somebody was asked: "when asked whether", "told that"."""
    participle = clauses.words.shapes[verb] in _TOLD and clauses.tree.links[verb] == links.ADVERBIAL
    return (
        participle
        and clauses.words.lemmas[verb] in cues.asking
        and not clauses.tree.has(verb, links.AUXILIARY, links.SUBJECT)
    )


def _described(clauses: Clauses, verb: int, cues: Cues) -> int | None:
    """Return the noun that a verb describes, or who issued it: "X released a statement saying that"."""
    tree, words, noun = clauses.tree, clauses.words, clauses.tree.heads[verb]
    if words.shapes[verb] not in _DESCRIBING:
        return None
    issued = words.shapes[verb] == links.GERUND and tree.links[noun] == links.OBJECT
    if issued and words.lemmas[tree.heads[noun]] in cues.issuing:
        issuer = speaker_of(clauses, tree.heads[noun], cues)
        return noun if issuer is None else issuer
    return noun


def _stranded(clauses: Clauses, verb: int) -> int | None:
    """Return the name set off before a verb of saying that lost its subject: "As part of his plea, X, 44, said that"."""
    tree, words = clauses.tree, clauses.words
    lone = (
        tree.is_root(verb)
        and words.lemmas[verb] in grammar_words().saying
        and tree.has(verb, links.CONTENT, links.OBJECT)
    )
    before = range(clauses.sentence_of(verb).start, verb)
    if not lone or any(words.kinds[item] in links.VERBAL for item in before):
        return None
    named = (
        item
        for item in reversed(before)
        if tree.links[item] == links.APPOSITION and words.entities[item] in links.SPEAKERS
    )
    return next(named, None)


def is_source(clauses: Clauses, subject: int | None, cues: Cues) -> bool:
    """Tell whether a subject can be a source at all: "it" where it plainly says, "those" who are described."""
    if subject is None:
        return False
    noun, words = clauses.antecedent(subject), clauses.words
    if words.shapes[noun] == links.PARTICIPLE:
        return False  # "these images, if verified, suggest ..."
    if words.lowers[subject] == "that" and noun != subject and not can_speak(clauses, noun, cues):
        return False  # "a moment that captured what ...": of things only a clause with "that" is said
    if words.lowers[noun] == "it":
        return _plainly_says(clauses, noun, cues)
    if words.lowers[noun] in cues.described_sources:
        return _is_described(clauses, noun, cues)
    return words.lowers[noun] not in cues.bad_sources


def _plainly_says(clauses: Clauses, pronoun: int, cues: Cues) -> bool:
    verb = clauses.tree.heads[pronoun]
    plain = clauses.words.lemmas[verb] in cues.plain or _reports(clauses, verb)
    return plain and clauses.tree.links[pronoun] == links.SUBJECT and clauses.tree.has(verb, links.CONTENT)


def _is_described(clauses: Clauses, pronoun: int, cues: Cues) -> bool:
    """As in "those who fled", "one of the men", "no one"."""
    before = {clauses.words.lowers[item] for item in clauses.tree.below[pronoun] if item < pronoun}
    return not before.isdisjoint(cues.of_all) or clauses.tree.has(
        pronoun, links.RELATIVE, links.OF_NOUN, links.PREPOSITION
    )


def can_speak(clauses: Clauses, noun: int, cues: Cues) -> bool:
    """Tell whether a noun is a name, a person, a body or a document: what else "shows" or "supports" has no voice."""
    known = clauses.words.keys([noun])
    return clauses.words.entities[noun] in links.SPEAKERS or not known.isdisjoint(cues.voices)


def is_voice(clauses: Clauses, noun: int, cues: Cues) -> bool:
    """Tell whether a noun alone is a voice: a name of a person or a body, people, an office, a title; no document."""
    known = clauses.words.keys([noun])
    voices = cues.groups | cues.organisations | cues.offices | cues.titles
    return clauses.words.entities[noun] in links.SPEAKERS or not known.isdisjoint(voices)


def is_person(clauses: Clauses, noun: int, cues: Cues) -> bool:
    """Tell whether a common noun means one person: "a driver", "the mayor"."""
    words = clauses.words
    people = cues.groups | cues.offices | cues.titles | cues.callings | cues.naming.civilians | cues.naming.people
    one = words.kinds[noun] == links.NOUN and words.shapes[noun] == links.PLAIN
    return one and words.lowers[noun] in people - cues.organisations


def is_undergone(clauses: Clauses, verb: int) -> bool:
    """Tell whether a verb bears the mark of the passive: also of a state ("is opposed to"), not of a bare participle."""
    return clauses.tree.has(verb, links.PASSIVE_AUXILIARY, links.PASSIVE_SUBJECT)


def holds_finite(clauses: Clauses, words: Iterable[int]) -> bool:
    """Tell whether words hold a finite verb."""
    return any(
        clauses.words.shapes[item] in links.FINITE for item in words if clauses.words.kinds[item] in links.VERBAL
    )


def manner(lemma: str, cues: Cues) -> str:
    """Return ``speech`` for verbs of speech, else ``thought``: what is not surely uttered is not evidence of words."""
    return "speech" if lemma in cues.speech else "thought"
