"""When, where the sentence of an act names no day: the day that its paragraph speaks of, held on until another is named.

Only a plain story goes on like that. What the past perfect tells was before; "later" and "again" move on to a day that nobody
states; the day of speaking is none of an act, and that of an agreement is none either. In doubt the act has no day.
"""

from datetime import date, timedelta
from typing import Final

from servanda.extract.circumstances.entries import entry_of, head_over
from servanda.extract.circumstances.logs import SEVERAL, Heading, begins_at_hour, heading_over
from servanda.extract.circumstances.reaching import heads_entry
from servanda.extract.circumstances.references import agreement_bounds, overlapping
from servanda.extract.circumstances.retold import is_of, may_tell_on
from servanda.extract.circumstances.story import (
    Sentence,
    is_plain,
    moves_on,
    one_is_quoted,
    sentence_of,
    sentences_before,
    speaks,
)
from servanda.extract.circumstances.times import anchor_of
from servanda.extract.circumstances.told import (
    clause_verb,
    governor_of,
    is_aside,
    is_told_in_entry,
    tells_plainly,
    words_of,
)
from servanda.extract.clauses import clauses_of, links
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.reading import Segment
from servanda.model.making import replace
from servanda.model.time import CARRIED, HEADING, UNKNOWN_TIME, TimeInterval
from servanda.text.dates import FoundTime
from servanda.text.log_heads import Head
from servanda.text.times import ToldTime, read_times

_STATED: Final = "stated"
_HOURS: Final = frozenset({"minute", "hour", "part_of_day"})
_DAYS: Final = frozenset({"day", "part_of_day"})


def time_held_on(analysis: DocumentAnalysis, segment: Segment, word: int, stated: TimeInterval) -> TimeInterval:
    """Return the time stated for the act of a word (its verb, where it has one); where its sentence names no day, one that holds on.

    The basis then begins with ``paragraph`` or, for the entries of a log, with ``heading``, and the mention is that of the day where it
    stands. A stated hour of the clock is one of that day. In doubt nothing holds on.
    """
    dated = stated != UNKNOWN_TIME and not (stated.start is None and stated.precision in _HOURS)
    if dated and _is_stated_of(segment, word, stated):
        return stated
    return _of_entry(analysis, segment, word) or (stated if dated else _carried(analysis, segment, word) or stated)


def _is_stated_of(segment: Segment, word: int, stated: TimeInterval) -> bool:
    """Tell whether a day that is stated for an act is not one that a relative clause of its sentence names aside: the head of an entry goes before that."""
    clauses, at = clauses_of(segment), stated.mention
    first = segment.first_from(at.start) if at is not None and segment.start <= at.start < segment.end else None
    return first is None or not is_aside(clauses, first, word)


def _of_entry(analysis: DocumentAnalysis, segment: Segment, word: int) -> TimeInterval | None:
    """Return the day that heads the entry of a word, for what its first sentence tells without naming another."""
    own, anchor = sentence_of(segment, word), anchor_of(analysis)
    head = entry_of(analysis, segment, word)
    if head is None or head.time is None or not _is_day_of_entry(head, anchor):
        return None
    if _names_a_day(analysis, own, word, head.time):
        return None
    hours = [one for one in _times(analysis, own) if not one.dated]
    time = head.time.at(hours[0]) if len(hours) == 1 and head.time.hour is None else head.time
    return time.interval(analysis.reading.at(head.time.start, head.time.end))


def _is_day_of_entry(head: Head, anchor: date | None) -> bool:
    """Tell whether a day heads an entry: not that of publication where no place stands beside it, which a page puts before its text."""
    day = head.time.day if head.time else None
    return day is not None and _is_past(day, anchor, or_today=head.name is not None)


def _carried(analysis: DocumentAnalysis, segment: Segment, word: int) -> TimeInterval | None:
    own = sentence_of(segment, word)
    if _names_a_day(analysis, own, word) or moves_on(analysis, own, beside=word):
        return None
    before = sentences_before(analysis, own)
    dated = next((one for one in before if moves_on(analysis, one) or _days(analysis, one)), None)
    return _of_log(analysis, own, word) if dated is None else _of_paragraph(analysis, own, word, dated)


def _names_a_day(analysis: DocumentAnalysis, own: Sentence, word: int, but: ToldTime | None = None) -> bool:
    """Tell whether a sentence names a day ``but`` that of a head, those of relative clauses aside that do not tell of the act of a word."""
    clauses, offset = clauses_of(own.segment), own.start - own.segment.start
    days = (one for one in _days(analysis, own) if but is None or not but.start <= own.start + one.start < but.end)
    told = (words_of(clauses, own.words, offset, one) for one in days)
    return any(not words or not is_aside(clauses, words[0], word) for words in told)


def _of_paragraph(analysis: DocumentAnalysis, own: Sentence, word: int, dated: Sentence) -> TimeInterval | None:
    if not may_tell_on(analysis, own, word):
        return None
    told = _day_of(analysis, dated) if is_of(analysis, own, word, dated) else None
    if told is None or told.day is None:
        return None
    mention = analysis.reading.at(dated.start + told.start, dated.start + told.end)
    return _interval(analysis, own, word, Heading(told.day, mention), CARRIED)


def _of_log(analysis: DocumentAnalysis, own: Sentence, word: int) -> TimeInterval | None:
    heading = heading_over(analysis, own.segment.paragraph)
    clauses = clauses_of(own.segment)
    told = heading is not None and (is_told_in_entry if heading.of_entry else tells_plainly)(clauses, word)
    if heading is None or not told or heading.day.since is None:
        return None
    paragraph = analysis.reading.text.paragraphs[own.segment.paragraph]
    of_today = _is_past(heading.day, anchor_of(analysis), or_today=True) and begins_at_hour(analysis, paragraph)
    if not of_today and not _is_over(heading.day, anchor_of(analysis)):
        return None
    return _interval(analysis, own, word, heading, HEADING)


def _interval(analysis: DocumentAnalysis, own: Sentence, word: int, over: Heading, basis: str) -> TimeInterval | None:
    """Return a day told elsewhere as the time of a word, at the hour of its own; ``None`` where one is quoted, the other not."""
    at = analysis.reading.span(own.segment, word).start
    quoted = one_is_quoted(analysis, at, over.mention.start) if over.mention else analysis.reading.within_marks(at)
    if quoted:
        return None
    hours, day = _times(analysis, own), ToldTime(0, 0, over.day)
    time = (day.at(hours[0]) if len(hours) == 1 else day).interval()
    return replace(time, mention=over.mention, basis=f"{basis}; {time.basis}")


def _times(analysis: DocumentAnalysis, sentence: Sentence) -> tuple[ToldTime, ...]:
    return read_times(analysis.reading.plain[sentence.start : sentence.end], anchor_of(analysis))


def _days(analysis: DocumentAnalysis, sentence: Sentence) -> list[ToldTime]:
    return [one for one in _times(analysis, sentence) if one.dated]


def _day_of(analysis: DocumentAnalysis, sentence: Sentence) -> ToldTime | None:
    """Return the one day of a sentence, where that is the day of an act which it tells."""
    times = _days(analysis, sentence)
    if len(times) != 1 or moves_on(analysis, sentence) or overlapping(agreement_bounds(analysis), *sentence[2:]):
        return None
    found = times[0].day is not None and _is_one_to_carry(times[0].day, anchor_of(analysis))
    return times[0] if found and _dates_an_act(analysis, sentence, times[0]) else None


def _is_one_to_carry(day: FoundTime, anchor: date | None) -> bool:
    """Tell whether a time is a day before publication, or its day as people tell it; in full it is what pages put before their text."""
    return _is_past(day, anchor, or_today=day.basis != _STATED)


def _is_past(day: FoundTime, anchor: date | None, *, or_today: bool) -> bool:
    """Tell whether a time is a day before that of publication, or that day where it is allowed."""
    if day.precision not in _DAYS or day.since is None:
        return False
    today = anchor.isoformat() if anchor else "9999"
    return day.since < today or (or_today and day.since == today)


def _is_over(day: FoundTime, anchor: date | None) -> bool:
    """Tell whether what heads entries is a day to carry, or a period that does not end after the day of publication."""
    if day.precision in _DAYS:
        return _is_one_to_carry(day, anchor)
    return (
        day.precision in SEVERAL
        and day.until is not None
        and (anchor is None or day.until <= (anchor + timedelta(days=1)).isoformat())
    )


def _dates_an_act(analysis: DocumentAnalysis, sentence: Sentence, told: ToldTime) -> bool:
    """Tell whether a day hangs on a verb that tells of an act, or begins its sentence or heads it: no day of a speech or of a thing."""
    head = head_over(analysis, sentence.end)
    if head is not None and head.time is not None and head.time.start == sentence.start + told.start:
        return True
    if heads_entry(analysis.reading.plain[sentence.start : sentence.end], told, anchor_of(analysis)):
        return True
    clauses, lexicon = clauses_of(sentence.segment), analysis.reference.lexicon
    words = words_of(clauses, sentence.words, sentence.start - sentence.segment.start, told)
    if not words:
        return False
    governor = governor_of(clauses, words)
    verb = clause_verb(clauses, governor)
    leading = told.start <= len("On the ")
    if not (leading or governor == verb) or clauses.words.kinds[verb] not in links.VERBAL:
        return False
    return not speaks(clauses, verb, lexicon) and is_plain(clauses, verb)
