"""Frames of attribution: what each verb attributes to its subject, and "according to"."""

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from servanda.extract.attribution.candidate import Candidate, bounds_of
from servanda.extract.attribution.clauses import (
    Content,
    appeal,
    as_clause,
    finite_clause,
    infinitive,
    object_infinitive,
    rest_of_sentence,
    stray_that,
)
from servanda.extract.attribution.ends import before_occasion, stretched
from servanda.extract.attribution.phrases import (
    adjective_cue,
    figure,
    naming,
    noun_cue,
    object_preposition,
    plain_object,
    prepositional,
    recorded,
)
from servanda.extract.attribution.speaking import can_speak, is_source, manner, speaker_of
from servanda.extract.clauses import Clause, Clauses, clauses_of, links
from servanda.extract.reading import Segment
from servanda.reference.cues import Cues
from servanda.reference.grammar import grammar_words


class _Frame(NamedTuple):
    """What a verb may attribute, as rules are named: ``strong`` also where the verb only hangs on a noun or clause.

    ``stretched``: the parser cuts it short; ``trimmed``: it hangs the occasion of the saying on it.
    """

    name: str
    find: Callable[[Clauses, Clause, Cues], Content | None]
    strong: bool = False
    stretched: bool = False
    trimmed: bool = False
    manner: str | None = None


# The most telling frame first: a verb attributes once.
_FRAMES: Final = (
    _Frame("clause", finite_clause, strong=True, stretched=True),
    _Frame("as", as_clause, strong=True),
    _Frame("that", stray_that, strong=True),
    _Frame("rest", rest_of_sentence, strong=True),
    _Frame("figure", figure, manner="speech"),
    _Frame("noun", noun_cue, strong=True),
    _Frame("appeal", appeal, strong=True),
    _Frame("infinitive.object", object_infinitive),
    _Frame("infinitive", infinitive, trimmed=True),
    _Frame("called", naming, trimmed=True),
    _Frame("object.preposition", object_preposition, stretched=True, trimmed=True),
    _Frame("object", plain_object, stretched=True, trimmed=True),
    _Frame("recorded", recorded, stretched=True, trimmed=True, manner="speech"),
    _Frame("preposition", prepositional, stretched=True, trimmed=True),
    _Frame("adjective", adjective_cue, manner="thought"),
)
_WEAK: Final = frozenset({links.OF_NOUN, links.CONTENT, links.CLAUSE_SUBJECT})
_COUNTED: Final = frozenset({links.NOUN, links.NUM})
_CLOSE: Final = 4
_SHORT_REST: Final = 3  # a sentence end behind the source, no clause


def frames(segment: Segment, sentence: range, cues: Cues) -> Iterator[Candidate]:
    """Yield what each verb of a sentence attributes, the most telling frame of the verb only."""
    clauses = clauses_of(segment)
    for word in sentence:
        if clauses.words.lowers[word] == "according":
            yield from _according(segment, clauses, word)
        elif clauses.is_verb(word):
            yield from _of_verb(segment, clauses, clauses.clause(word), cues)


def _of_verb(segment: Segment, clauses: Clauses, clause: Clause, cues: Cues) -> Iterator[Candidate]:
    source = speaker_of(clauses, clause.head, cues)
    if source is None or not _attributes(clauses, clause, source, cues):
        return
    for frame, content in _contents(clauses, clause, cues):
        cue = max(item for item in (clause.head, clause.particle, content.cue) if item is not None)
        yield Candidate(
            rule=f"quotation.{frame.name}",
            segment=segment,
            head=clause.head,
            cue=bounds_of(segment, clause.head, cue),
            lemma=_lemma(clauses, clause, content),
            source=source,
            content=(bounds_of(segment, content.first, _end(clauses, clause, (frame, content), cues)),),
            manner=frame.manner or _manner(clauses, clause, content, cues),
        )
        return


def _contents(clauses: Clauses, clause: Clause, cues: Cues) -> Iterator[tuple[_Frame, Content]]:
    """Yield the frames that a verb fills, and with what."""
    weak = _is_weak(clauses, clause, cues)
    for frame in _FRAMES:
        content = frame.find(clauses, clause, cues)
        if content is not None and not (weak and (not frame.strong or clause.verb not in cues.speech)):
            yield frame, content


def _end(clauses: Clauses, clause: Clause, found: tuple[_Frame, Content], cues: Cues) -> int:
    frame, content = found
    last = content.last
    if frame.trimmed:
        last = before_occasion(clauses, clause.head, (content.first, last), cues)
    return stretched(clauses, clause.head, last, cues) if frame.stretched else last


def _attributes(clauses: Clauses, clause: Clause, source: int, cues: Cues) -> bool:
    """Tell whether a verb can attribute what it governs to a source."""
    if _is_bare(clauses, clause) or (clause.link == "adverbial" and clause.infinitive):
        return False  # "let them know", "met to discuss"
    if not is_source(clauses, source, cues) or _is_idiom(clauses, clause, cues):
        return False
    return not _is_participle(clauses, clause) and not _is_said_by_thing(clauses, clause, source, cues)


def _is_bare(clauses: Clauses, clause: Clause) -> bool:
    """Tell whether a verb is a base form without auxiliary, as an imperative is; one with a subject was tagged so: "Critics see"."""
    bare = clauses.words.shapes[clause.head] == links.BASE and not clauses.tree.has(clause.head, links.AUXILIARY)
    own = clause.link == "main" and clauses.tree.has(clause.head, links.SUBJECT)
    return bare and clause.link != "conjunct" and not own


def _is_participle(clauses: Clauses, clause: Clause) -> bool:
    """Tell whether the parser took a participle for the verb: "jets believed to be Northern struck" has two complements."""
    told = clauses.tree.first(clause.head, links.OPEN)
    to_be = told is not None and clauses.words.lemmas[told] == "be" and clauses.tree.has(told, links.AUXILIARY)
    return to_be and clauses.tree.has(clause.head, links.CONTENT)


def _is_said_by_thing(clauses: Clauses, clause: Clause, source: int, cues: Cues) -> bool:
    """Tell whether a participle of saying fell to a thing: "the blast damaged a number of cars, noting that ..."."""
    words, tree = clauses.words, clauses.tree
    loose = words.shapes[clause.head] == links.GERUND and not tree.has(clause.head, links.SUBJECT)
    if not loose or clause.verb not in cues.frames.of_voices | grammar_words().saying:
        return False
    thing = words.kinds[source] in _COUNTED and (tree.links[source] != links.SUBJECT or clause.verb == "add")
    speaks = can_speak(clauses, source, cues) and not tree.has(source, links.NUMBER)
    return thing and not speaks and words.lemmas[source].lower() not in cues.occasions


def _is_idiom(clauses: Clauses, clause: Clause, cues: Cues) -> bool:
    """Tell whether a verb says nothing with the noun behind it: "claimed 21 lives"."""
    nouns = cues.idioms.get(clause.verb)
    behind = clauses.words.lemmas[clause.head + 1 : clause.head + _CLOSE]
    return nouns is not None and any(lemma.lower() in nouns for lemma in behind)


def _is_weak(clauses: Clauses, clause: Clause, cues: Cues) -> bool:
    """Tell whether an attitude only hangs on a noun or clause: "voters supporting X".

    "A report blaming X" speaks itself, and in "fled, with the opposition accusing X" the opposition does.
    """
    tree, words = clauses.tree, clauses.words
    link, above = tree.links[clause.head], tree.heads[clause.head]
    described = link == links.OF_NOUN and words.shapes[clause.head] == links.GERUND
    if described and (_accompanies(clauses, above, clause, cues) or words.lemmas[above].lower() in cues.documents):
        return False
    return link in _WEAK and not tree.has(clause.head, links.SUBJECT)


def _accompanies(clauses: Clauses, noun: int, clause: Clause, cues: Cues) -> bool:
    with_it = clauses.words.lowers[clauses.tree.heads[noun]] in grammar_words().accompanying
    return with_it and clause.verb in cues.speech


def _according(segment: Segment, clauses: Clauses, word: int) -> Iterator[Candidate]:
    """Read "according to X, ...": the rest of the sentence is X's."""
    tree, sentence, to = clauses.tree, clauses.sentence_of(word), word + 1
    governs = to in sentence and clauses.words.lowers[to] == "to"
    source = tree.first(to, links.GOVERNED) if governs else None
    if source is None:
        return
    edges = (sentence.start, word - 1), (_source_end(clauses, word, source) + 1, sentence[-1])
    parts = [bounds_of(segment, first, last) for first, last in edges if first <= last]
    content = tuple((start, end) for start, end in parts if end - start > 1)
    if content:
        cue = segment.bounds_of(range(word, to + 1))
        yield Candidate("quotation.according", segment, word, cue, "according to", source, content, "speech")


def _source_end(clauses: Clauses, word: int, source: int) -> int:
    """Return the last word of a source; where the parser makes the whole sentence part of it, the first comma ends it."""
    last, sentence = clauses.tree.lasts[source], clauses.sentence_of(word)
    if word > sentence.start or sentence.stop - last > _SHORT_REST:
        return last
    comma = next((item for item in range(source + 1, sentence.stop) if clauses.words.forms[item] == ","), None)
    return comma - 1 if comma is not None else last


def _lemma(clauses: Clauses, clause: Clause, content: Content) -> str:
    return clause.lemma if content.cue is None else f"{clause.verb} {clauses.words.lemmas[content.cue].lower()}"


def _manner(clauses: Clauses, clause: Clause, content: Content, cues: Cues) -> str:
    """Return the manner of a verb, or of a noun that belongs to the cue: "expressed the demand that" is speech."""
    noun = clauses.words.lemmas[content.cue].lower() if content.cue is not None else None
    return "speech" if noun in cues.speech_nouns else manner(clause.verb, cues)
