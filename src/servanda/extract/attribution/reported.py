"""What is said or thought by nobody in particular: "X is said to have fled", "X was accused of ...", "reportedly", "it is clear that"."""

from collections.abc import Iterator
from typing import Final

from servanda.extract.attribution.candidate import Candidate, bounds_of
from servanda.extract.attribution.speaking import holds_finite, manner
from servanda.extract.clauses import Clauses, clauses_of, links
from servanda.extract.reading import Segment
from servanda.reference.cues import Cues

RULE: Final = "quotation.reported"
Edges = tuple[int, int]  # first and last word of a part of what is said
_GOVERNED: Final = (links.GOVERNED, links.GOVERNED_CLAUSE)
_CLAUSES: Final = frozenset({links.CONTENT, links.OPEN, links.ADVERBIAL})
_TELLING: Final = frozenset({links.CONTENT, links.PREDICATE})


def reported(segment: Segment, sentence: range, cues: Cues) -> Iterator[Candidate]:
    """Yield what is reported without a source; who said it stays unknown."""
    clauses = clauses_of(segment)
    for word in sentence:
        content = _content(clauses, word, cues)
        if content:
            yield _candidate(segment, word, content, cues)


def _candidate(segment: Segment, cue: int, content: tuple[Edges, ...], cues: Cues) -> Candidate:
    words = clauses_of(segment).words
    adverb = words.kinds[cue] == links.ADV
    lemma = words.lowers[cue] if adverb else words.lemmas[cue].lower()
    said = "speech" if adverb else manner(lemma, cues)
    parts = tuple(bounds_of(segment, *edges) for edges in content)
    return Candidate(RULE, segment, cue, segment.bounds_of(range(cue, cue + 1)), lemma, None, parts, said)


def _content(clauses: Clauses, word: int, cues: Cues) -> tuple[Edges, ...]:
    """Return what a word tells of what nobody in particular says, if it tells that."""
    words, lemma = clauses.words, clauses.words.lemmas[word].lower()
    if words.shapes[word] == links.PARTICIPLE or _is_asked(clauses, word, cues):
        return _passive(clauses, word, cues)
    if words.kinds[word] == links.ADV and words.lowers[word] in cues.reporting_adverbs:
        return _clause_around(clauses, word)
    if clauses.tree.links[word] == links.PREDICATE and lemma in cues.impersonal_adjectives:
        return _of_it(clauses, word)
    return ()


def _is_asked(clauses: Clauses, verb: int, cues: Cues) -> bool:
    """Tell whether the tagger took for a past what is a participle: "asked about the road, he left"."""
    words = clauses.words
    past = words.shapes[verb] == links.PAST and clauses.tree.links[verb] == links.ADVERBIAL
    return past and words.lemmas[verb] in cues.asking


def _passive(clauses: Clauses, verb: int, cues: Cues) -> tuple[Edges, ...]:
    if clauses.tree.has(verb, links.AGENT):
        return ()
    if not clauses.tree.has(verb, links.PASSIVE_AUXILIARY):
        return _asked(clauses, verb, cues)
    charged = _charged(clauses, verb, cues)
    told = clauses.words.lemmas[verb].lower() in cues.reported
    return charged or (_of_subject(clauses, verb) if told else ())


def _charged(clauses: Clauses, verb: int, cues: Cues) -> tuple[Edges, ...]:
    """Read "X was accused of ...", "X has been blamed for ...": subject and charge."""
    subject = clauses.tree.first(verb, links.PASSIVE_SUBJECT)
    if subject is None:
        return ()
    for item in clauses.tree.linked(verb, links.PREPOSITION):
        below = clauses.tree.first(item, *_GOVERNED)
        if item > verb and below is not None and _charges(clauses, verb, item, cues):
            return _whole(clauses, subject), _whole(clauses, below)
    return ()


def _charges(clauses: Clauses, verb: int, preposition: int, cues: Cues) -> bool:
    lower = clauses.words.lowers[preposition]
    charged = cues.object_preposition.get(lower, frozenset())
    return lower in cues.bounds.charges and clauses.words.lemmas[verb].lower() in charged


def _of_subject(clauses: Clauses, verb: int) -> tuple[Edges, ...]:
    """Read "X is said to be ...", "X is seen as ...", "it is reported that ..."."""
    subject = clauses.tree.first(verb, links.PASSIVE_SUBJECT, links.SUBJECT)
    rest = next((item for item in clauses.tree.below[verb] if item > verb and _tells(clauses, item)), None)
    if rest is None:
        return ()
    after = _behind(clauses, rest, verb)
    if subject is None or clauses.words.lowers[subject] == "it":
        return (after,) if clauses.tree.links[rest] == links.CONTENT else ()
    return _whole(clauses, subject), after


def _tells(clauses: Clauses, item: int) -> bool:
    """Tell whether a dependent of a passive says what is told of its subject."""
    link = clauses.tree.links[item]
    infinitive = link in _CLAUSES and clauses.is_verb(item) and clauses.clause(item).infinitive
    return infinitive or link in _TELLING or (link == links.PREPOSITION and clauses.words.lowers[item] == "as")


def _clause_around(clauses: Clauses, adverb: int) -> tuple[Edges, ...]:
    """Read "the shells reportedly fell on ...": the clause without the adverb."""
    clause = clauses.over(adverb)
    verbs = (clause.head, *clauses.tree.linked(clause.head, *links.AUXILIARIES)) if clause is not None else ()
    if clause is None or not holds_finite(clauses, verbs):
        return ()  # "a video reportedly filmed in Olm"
    parts = ((clause.first, adverb - 1), (adverb + 1, clause.last))
    return tuple((first, last) for first, last in parts if first <= last)


def _of_it(clauses: Clauses, adjective: int) -> tuple[Edges, ...]:
    """Read "it is clear that ...", "it remains unclear whether ..."."""
    tree, verb = clauses.tree, clauses.tree.heads[adjective]
    subject = tree.first(verb, links.SUBJECT)
    told = [item for word in (verb, adjective) for item in tree.linked(word, links.CONTENT)[:1]]
    if subject is None or clauses.words.lowers[subject] != "it" or not told or told[0] < adjective:
        return ()
    return (_behind(clauses, told[0], adjective),)


def _asked(clauses: Clauses, verb: int, cues: Cues) -> tuple[Edges, ...]:
    """Read "when asked whether ...", "asked about X, ...": the question of somebody who is not named."""
    tree, words = clauses.tree, clauses.words
    if words.lemmas[verb] not in cues.asking or tree.has(verb, links.SUBJECT, links.AUXILIARY):
        return ()
    about = [item for item in tree.linked(verb, links.PREPOSITION) if words.lowers[item] in cues.bounds.topics][:1]
    told = tree.linked(verb, links.CONTENT) + [item for one in about for item in tree.linked(one, *_GOVERNED)]
    return (_behind(clauses, told[0], max([verb, *about])),) if told and told[0] > verb else ()


def _whole(clauses: Clauses, word: int) -> Edges:
    return clauses.tree.firsts[word], clauses.tree.lasts[word]


def _behind(clauses: Clauses, item: int, cue: int) -> Edges:
    """Return the first and the last word of what hangs on an item, behind its cue."""
    first, last = _whole(clauses, item)
    return max(first, cue + 1), last
