"""When, where the sentence of an act names no day: the day that its paragraph speaks of, held on until another is named.

Only a plain story goes on like that. What the past perfect tells was before; "later" and "again" move on to a day that nobody
states; the day of speaking is none of an act, and that of an agreement is none either. In doubt the act has no day.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

from servanda.extract.circumstances.references import agreement_bounds, overlapping
from servanda.extract.circumstances.times import MAIN_LINKS, anchor_of, clause_verb, governor_of, words_of
from servanda.extract.clauses import Clauses, clauses_of, links
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.reading import Segment
from servanda.model.making import replace
from servanda.model.time import CARRIED, UNKNOWN_TIME, TimeInterval
from servanda.reference.lexicon import Lexicon
from servanda.text.times import ToldTime, read_times

_BACK: Final = 3  # sentences
_STATED: Final = "stated"
_HOURS: Final = frozenset({"minute", "hour", "part_of_day"})
_DAYS: Final = frozenset({"day", "part_of_day"})


class _Sentence(NamedTuple):
    """A sentence: its words in its segment, and its bounds in the frozen text."""

    segment: Segment
    words: range
    start: int
    end: int


def time_held_on(analysis: DocumentAnalysis, segment: Segment, verb: int, stated: TimeInterval) -> TimeInterval:
    """Return the time stated for the act of a verb; where its sentence names no day, that of its paragraph, unless in doubt.

    The basis then begins with ``paragraph``, and the mention is that of the day in its own sentence. A stated hour of the clock is one
    of that day.
    """
    dayless = stated == UNKNOWN_TIME or (stated.start is None and stated.precision in _HOURS)
    carried = _carried(analysis, segment, verb) if dayless else None
    return carried or stated


def _carried(analysis: DocumentAnalysis, segment: Segment, verb: int) -> TimeInterval | None:
    own = _sentence(segment, segment.sentence_of[verb])
    told = _times(analysis, own)
    if any(one.dated for one in told) or _moves(analysis, own) or not _is_plain(clauses_of(segment), verb):
        return None
    dated = next((one for one in _before(analysis, own) if _moves(analysis, one) or _days(analysis, one)), None)
    day = _day_of(analysis, dated) if dated else None
    if dated is None or day is None:
        return None
    at = analysis.reading.span(segment, verb).start
    if analysis.reading.within_marks(at) != analysis.reading.within_marks(dated.start + day.start):
        return None  # one is quoted, the other is not
    time = (day.at(told[0]) if len(told) == 1 else day).interval()
    mention = analysis.reading.at(dated.start + day.start, dated.start + day.end)
    return replace(time, mention=mention, basis=f"{CARRIED}; {time.basis}")


def _sentence(segment: Segment, number: int) -> _Sentence:
    words = segment.sentences[number]
    return _Sentence(segment, words, *segment.bounds_of(words))


def _before(analysis: DocumentAnalysis, own: _Sentence) -> Iterator[_Sentence]:
    """Yield the few sentences before one in its paragraph, the last one first."""
    here = own.segment
    segments = analysis.reading.segments[max(0, here.index - _BACK) : here.index + 1]
    same = [segment for segment in segments if segment.paragraph == here.paragraph]
    told = [_sentence(segment, number) for segment in same for number in range(len(segment.sentences))]
    yield from [one for one in told if one.end <= own.start][-_BACK:][::-1]


def _times(analysis: DocumentAnalysis, sentence: _Sentence) -> tuple[ToldTime, ...]:
    return read_times(analysis.reading.plain[sentence.start : sentence.end], anchor_of(analysis))


def _days(analysis: DocumentAnalysis, sentence: _Sentence) -> list[ToldTime]:
    return [one for one in _times(analysis, sentence) if one.dated]


def _moves(analysis: DocumentAnalysis, sentence: _Sentence) -> bool:
    """Tell whether a sentence moves away from the day that was spoken of: "later", "years earlier", "again"."""
    lowers = clauses_of(sentence.segment).words.lowers
    return any(lowers[word] in analysis.reference.lexicon.times.moving for word in sentence.words)


def _is_plain(clauses: Clauses, verb: int) -> bool:
    """Tell whether a verb tells a story on: in the simple past, in a main clause, one joined to it, or what is said."""
    clause = clauses.clause(verb)
    told = clause.finite and clause.tense == "past" and clause.mood == "indicative" and not clause.modals
    return told and not clause.perfect and clause.link in MAIN_LINKS


def _day_of(analysis: DocumentAnalysis, sentence: _Sentence) -> ToldTime | None:
    """Return the one day of a sentence, where that is the day of an act which it tells."""
    times = _days(analysis, sentence)
    if len(times) != 1 or _moves(analysis, sentence) or overlapping(agreement_bounds(analysis), *sentence[2:]):
        return None
    told = times[0]
    day = told.day if told.day is not None and told.day.precision in _DAYS else None
    anchor = anchor_of(analysis)
    if day is None or day.since is None or (anchor is not None and day.since > anchor.isoformat()):
        return None
    if anchor is not None and day.basis == _STATED and day.since == anchor.isoformat():
        return None  # as pages put it before what they print
    return told if _dates_an_act(analysis, sentence, told) else None


def _dates_an_act(analysis: DocumentAnalysis, sentence: _Sentence, told: ToldTime) -> bool:
    """Tell whether a day hangs on a verb that tells of an act, or begins its sentence: no day of a speech or of a thing."""
    clauses, lexicon = clauses_of(sentence.segment), analysis.reference.lexicon
    words = words_of(clauses, sentence.words, sentence.start - sentence.segment.start, told)
    if not words:
        return False
    governor = governor_of(clauses, words)
    verb = clause_verb(clauses, governor)
    leading = told.start <= len("On the ")
    if not (leading or governor == verb) or clauses.words.kinds[verb] not in links.VERBAL:
        return False
    return not _speaks(clauses, verb, lexicon) and _is_plain(clauses, verb)


def _speaks(clauses: Clauses, verb: int, lexicon: Lexicon) -> bool:
    """Tell whether a verb is one of speech or of meeting: on that day somebody talked of something else."""
    lemma = clauses.words.lemmas[verb].lower()
    frames = lexicon.verb_frames.get(lemma, ())
    meets = any(one.type == "CONSULT" and not (one.object or one.preposition_object) for one in frames)
    return meets or lemma in lexicon.cues.speech
