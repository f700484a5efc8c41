"""A plain story told on within its paragraph: what a day or a place can hold on over. Shared by `carried` and `standing`."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from servanda.extract.circumstances.entries import head_over
from servanda.extract.circumstances.told import MAIN_LINKS, is_aside, is_past
from servanda.extract.clauses import Clauses, clauses_of
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.reading import Segment
from servanda.reference.lexicon import Lexicon

BACK: Final = 3  # sentences


class Sentence(NamedTuple):
    """A sentence: its words in its segment, and its bounds in the frozen text."""

    segment: Segment
    words: range
    start: int
    end: int


def sentence_of(segment: Segment, word: int) -> Sentence:
    """Return the sentence that holds a word."""
    return _numbered(segment, segment.sentence_at(word))


def _numbered(segment: Segment, number: int) -> Sentence:
    words = segment.sentences[number]
    return Sentence(segment, words, *segment.bounds_of(words))


def sentences_before(analysis: DocumentAnalysis, own: Sentence) -> Iterator[Sentence]:
    """Yield the few sentences before one in its paragraph, or in its entry, the last one first."""
    here = own.segment
    head = head_over(analysis, own.end)
    begin = head.start if head else 0
    segments = analysis.reading.segments[max(0, here.index - BACK) : here.index + 1]
    same = [segment for segment in segments if segment.paragraph == here.paragraph]
    told = [_numbered(segment, number) for segment in same for number in range(len(segment.sentences))]
    yield from [one for one in told if one.end <= own.start and begin < one.end][-BACK:][::-1]


def is_plain(clauses: Clauses, verb: int) -> bool:
    """Tell whether a verb tells a story on: in the simple past, in a main clause, one joined to it, or what is said."""
    clause = clauses.clause(verb)
    return is_past(clause) and clause.mood == "indicative" and not clause.modals and clause.link in MAIN_LINKS


def speaks(clauses: Clauses, verb: int, lexicon: Lexicon) -> bool:
    """Tell whether a verb is one of speech or of meeting: then and there somebody talked of something else."""
    lemma = clauses.words.lemmas[verb].lower()
    frames = lexicon.verb_frames.get(lemma, ())
    meets = any(one.type == "CONSULT" and not (one.object or one.preposition_object) for one in frames)
    return meets or lemma in lexicon.cues.speech


def moves_on(analysis: DocumentAnalysis, sentence: Sentence, beside: int | None = None) -> bool:
    """Tell whether a sentence moves away from the day that was spoken of: "later", "years earlier", "again".

    What is said aside of an act, whose word is ``beside``, moves nothing: "In X, which they hold since April, ...".
    """
    clauses, moving = clauses_of(sentence.segment), analysis.reference.lexicon.times.moving
    moved = (word for word in sentence.words if clauses.words.lowers[word] in moving)
    return any(beside is None or not is_aside(clauses, word, beside) for word in moved)


def one_is_quoted(analysis: DocumentAnalysis, one: int, other: int) -> bool:
    """Tell whether of two offsets one stands within quotation marks, the other not."""
    return analysis.reading.within_marks(one) != analysis.reading.within_marks(other)
