"""Nouns of saying and thinking: "X's claim that ...", and passives with "by X"."""

from collections.abc import Iterator

from servanda.extract.attribution.candidate import Candidate, bounds_of
from servanda.extract.attribution.speaking import is_source, manner
from servanda.extract.clauses import Clauses, clauses_of, links
from servanda.extract.reading import Segment
from servanda.reference.cues import Cues

_CLAUSES = (links.OF_NOUN, links.CONTENT, links.RELATIVE)


def nouns(segment: Segment, sentence: range, cues: Cues) -> Iterator[Candidate]:
    """Yield what possessors say by a noun, and what agents say by a passive verb."""
    clauses = clauses_of(segment)
    words = clauses.words
    for word in sentence:
        lemma = words.lemmas[word].lower()
        if words.kinds[word] == links.NOUN and lemma in cues.noun_cues:
            yield from _of_noun(segment, clauses, word, cues)
        elif words.shapes[word] == links.PARTICIPLE and (lemma in cues.object or lemma in cues.speech):
            yield from _passive(segment, clauses, word, cues)


def _of_noun(segment: Segment, clauses: Clauses, noun: int, cues: Cues) -> Iterator[Candidate]:
    owner = clauses.tree.first(noun, links.OWNER)
    told = _owned(clauses, noun) if owner is not None else _held(clauses, noun, cues)
    if told is None or (owner is not None and not is_source(clauses, owner, cues)):
        return
    kind = "possessed" if owner is not None else "held"
    source = owner if owner is not None else _holder(clauses, noun, cues)
    edges = clauses.tree.firsts[told], clauses.tree.lasts[told]
    said = "speech" if clauses.words.lemmas[noun].lower() in cues.speech_nouns else "thought"
    yield _candidate(segment, f"quotation.noun.{kind}", (noun, source), edges, said)


def _owned(clauses: Clauses, noun: int) -> int | None:
    """Return the clause behind a noun: "the army's claim [that ...]", "the army's threat [to ...]"."""
    told = clauses.tree.first(noun, *_CLAUSES)
    if told is None or told < noun:
        return None
    return told if clauses.tree.has(told, links.MARK) or clauses.clause(told).infinitive else None


def _held(clauses: Clauses, noun: int, cues: Cues) -> int | None:
    """Read "amid fears that ...", "the claim by X that ...": a noun with a clause, of whoever stands behind "by"."""
    tree, words = clauses.tree, clauses.words
    if words.lemmas[noun].lower() not in cues.held_nouns:
        return None
    if tree.links[noun] == links.OBJECT and words.lemmas[tree.heads[noun]] in cues.noun_cue_verbs:
        return None  # the verb attributes it: "expressed concern that"
    return next((item for item in tree.linked(noun, *_CLAUSES) if item > noun and _is_told(clauses, item)), None)


def _is_told(clauses: Clauses, clause: int) -> bool:
    """Tell whether a clause says what a noun holds: with "that" as a conjunction, all its places filled."""
    that = next((item for item in clauses.tree.below[clause] if clauses.words.lowers[item] == "that"), None)
    return that is not None and clauses.tree.links[that] == links.MARK


def _holder(clauses: Clauses, noun: int, cues: Cues) -> int | None:
    return next((one.phrase.head for one in clauses.under(noun) if one.preposition in cues.frames.holders), None)


def _passive(segment: Segment, clauses: Clauses, verb: int, cues: Cues) -> Iterator[Candidate]:
    """Read "the plan was backed by X" and "a plan backed by X"."""
    agents = clauses.clause(verb).agents
    edges = _undergoer(clauses, verb, cues)
    if edges is not None and agents and is_source(clauses, agents[0].head, cues):
        said = manner(clauses.words.lemmas[verb].lower(), cues)
        yield _candidate(segment, "quotation.passive", (verb, agents[0].head), edges, said)


def _undergoer(clauses: Clauses, verb: int, cues: Cues) -> tuple[int, int] | None:
    """Return first and last word of what something is said of by a passive."""
    tree, subject, noun = clauses.tree, clauses.tree.first(verb, links.PASSIVE_SUBJECT), clauses.tree.heads[verb]
    if subject is not None:
        pronoun = clauses.words.kinds[subject] == links.PRONOUN
        return None if pronoun else (tree.firsts[subject], tree.lasts[subject])
    if tree.links[verb] != links.OF_NOUN or noun > verb or clauses.words.lemmas[verb] in cues.frames.allied:
        return None  # "forces backed by the militia" are allied with it, and it says nothing
    return tree.firsts[noun], verb - 1


def _candidate(
    segment: Segment, rule: str, parts: tuple[int, int | None], edges: tuple[int, int], said: str
) -> Candidate:
    cue, source = parts
    lemma, content = clauses_of(segment).words.lemmas[cue].lower(), bounds_of(segment, *edges)
    return Candidate(rule, segment, cue, segment.bounds_of(range(cue, cue + 1)), lemma, source, (content,), said)
