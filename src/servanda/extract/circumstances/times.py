"""When: the time of an event as its own clause states it, and nothing more."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from servanda.extract.circumstances.reaching import reaching
from servanda.extract.circumstances.references import agreement_bounds, overlapping
from servanda.extract.circumstances.told import Event, clause_verb, governor_of, is_of_speaking, is_talked_of
from servanda.extract.clauses import clauses_of, links
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.reading import Segment
from servanda.model.time import UNKNOWN_TIME, TimeInterval
from servanda.reference.lexicon_circumstances import TimeWords
from servanda.text.date_relative import STATED_BEFORE
from servanda.text.dates import day_of, relates_back
from servanda.text.times import ToldTime, read_times

_FAR: Final = 25  # words
_BACK: Final = 6  # segments
_N_PARAGRAPHS: Final = 2
_N_DAYS_OF_YEAR: Final = 365
_N_DAYS_OF_NEWS: Final = 60
_SINCE: Final = re.compile(r"\bsince\s+[^,;:()]*$", re.IGNORECASE)
_WHEN: Final = re.compile(r"\s*,?\s*")
_INEXACT: Final = frozenset({"month", "season", "year", "range"})
_LEADING: Final = frozenset({links.ADP, links.ADV, links.ELSE})
_NAMED: Final = frozenset({links.NOUN, links.NAME, links.ADJ})


def anchor_of(analysis: DocumentAnalysis) -> date | None:
    """Return the publication date as a day, or ``None`` where it is not stated to the day."""
    return day_of(analysis.reading.text.published_on)


def time_of(analysis: DocumentAnalysis, segment: Segment, word: int, verb: int | None = None) -> TimeInterval:
    """Return the time stated for the event of a word: in its noun phrase, else in the clause of its verb.

    ``verb`` is the one that carries an event noun. A word such as "latest" gives a mention with open ends. An hour of the
    clock that stands apart from its day ("On Monday shells fell at 4 p.m.") is that of the day in the same clause.
    """
    clauses, words = clauses_of(segment), analysis.reference.lexicon.times
    sentence = clauses.sentence_of(word)
    start, end = clauses.words.starts[sentence[0]], clauses.words.ends[sentence[-1]]
    over = clause_verb(clauses, word) if verb is None else verb
    event = Event(clauses, word, over, start, segment.text[start:end], anchor_of(analysis))
    stated = _stated_in(analysis, segment, (start, end))
    own = _of_event(analysis, event, _outside_names(analysis, segment.start + start, stated))
    near = _told(own, event, words)
    if near is None or near.day is None:
        near = _at_hour(
            reaching([one for one in own if one.dated], event, analysis.reference.lexicon, own=over in {word, verb}),
            near,
        )
    if near is None:
        return _ordered(analysis, segment, word)
    offset = segment.start + start
    time = near.interval(analysis.reading.at(offset + near.start, offset + near.end))
    return _from_then_on(time) if _is_since(event, near) else time


def _of_event(analysis: DocumentAnalysis, event: Event, found: list[ToldTime]) -> list[ToldTime]:
    """Leave out the times that are those of something else: of a total, of the speech, of a judgement about the event."""
    lexicon = analysis.reference.lexicon
    totalling, speech = lexicon.casualties.totalling, lexicon.cues.speech
    own = [one for one in found if not (_is_of_a_total(event, one, totalling) or is_of_speaking(event, one, speech))]
    return [one for one in own if not _is_of_verb(event, one)] if is_talked_of(event, lexicon) else own


def _told(found: list[ToldTime], event: Event, words: TimeWords) -> ToldTime | None:
    """Return the day of an event, with its hour where that stands apart, or the hour alone."""
    day = _nearest([one for one in found if one.dated], event, words)
    if day is not None and day.hour is not None:
        return day
    return _at_hour(day, _nearest([one for one in found if not one.dated], event, words))


def _at_hour(day: ToldTime | None, hour: ToldTime | None) -> ToldTime | None:
    return day.at(hour) if day and hour else day or hour


def _ordered(analysis: DocumentAnalysis, segment: Segment, word: int) -> TimeInterval:
    """Return the time that an adjective gives without a date: "the latest attack"."""
    clauses, words = clauses_of(segment), analysis.reference.lexicon.times
    for item in clauses.tree.linked(word, links.ADJECTIVE):
        basis = words.order_of(clauses.words.lowers[item])
        if basis is not None:
            return TimeInterval(mention=analysis.reading.span(segment, item), basis=basis)
    return UNKNOWN_TIME


def _is_since(event: Event, told: ToldTime) -> bool:
    """Tell whether a date is that of a beginning: "have been killed since the protests of March 2011"."""
    since = _SINCE.search(event.text[: told.start])
    return since is not None and event.clauses.words.starts[event.word] - event.start < since.start()


def _from_then_on(time: TimeInterval) -> TimeInterval:
    if time.start is None or time.end is None:
        return time
    return TimeInterval(
        start=time.start,
        precision="range",
        mention=time.mention,
        basis=f"{time.basis}, the beginning told with 'since'",
    )


def _stated_in(analysis: DocumentAnalysis, segment: Segment, sentence: tuple[int, int]) -> list[ToldTime]:
    """Return the times of a sentence ``[start, end)`` of a segment; "two days later" may relate to a day stated before it."""
    start, end = sentence
    text = segment.text[start:end]
    if not relates_back(text):
        return list(read_times(text, anchor_of(analysis)))
    begin = _begin(analysis, segment)
    offset = segment.start + start - begin
    found = read_times(analysis.reading.plain[begin : segment.start + end], anchor_of(analysis), parts=True)
    own = [one for one in found if one.start >= offset]
    before = [one for one in found if one.start < offset and one.dated]
    if before and _is_day_of_speech(analysis, begin + before[-1].start):
        own = _without_first_related(own)
    return [replace(one, start=one.start - offset, end=one.end - offset) for one in own]


def _without_first_related(told: list[ToldTime]) -> list[ToldTime]:
    """Return times without the first day, if that is told by a day stated before it."""
    first = next((one for one in told if one.dated), None)
    related = first is not None and first.basis.startswith(STATED_BEFORE)
    return [one for one in told if one is not first] if related else told


def _is_day_of_speech(analysis: DocumentAnalysis, start: int) -> bool:
    """Tell whether a day at an offset stands right behind a verb of speech ("said on Wednesday"): "that day" may be another."""
    segment = analysis.reading.segment_at(start)
    if segment is None:
        return False
    clauses, last = clauses_of(segment), segment.first_from(start) - 1
    while last >= 0 and clauses.words.kinds[last] in _LEADING:
        last -= 1
    return last >= 0 and clauses.words.lemmas[last].lower() in analysis.reference.lexicon.cues.speech


def _begin(analysis: DocumentAnalysis, segment: Segment) -> int:
    """Return where the text begins to which "the next day" may relate: some pieces before it, in its paragraph and the two before."""
    near = analysis.reading.segments[max(0, segment.index - _BACK) : segment.index + 1]
    return next(one.start for one in near if segment.paragraph - one.paragraph <= _N_PARAGRAPHS)


def _is_of_verb(event: Event, told: ToldTime) -> bool:
    """Tell whether a time hangs on the verb of an event, and does not follow its noun, of which it then may be."""
    words, passive = event.words_of(told), event.clauses.tree.links[event.word] == links.PASSIVE_SUBJECT
    of_verb = bool(words) and governor_of(event.clauses, words) == event.verb
    return of_verb and (passive or words[0] < event.word)


def _is_of_a_total(event: Event, told: ToldTime, totalling: frozenset[str]) -> bool:
    """Tell whether a time is that of a total which an act only adds to: "killed two, bringing the toll since March to 61"."""
    words, clauses = event.words_of(told), event.clauses
    above = clauses.above(words[0]) if words else ()
    adding = (one for one in above if event.word < one < words[0] and clauses.words.shapes[one] == links.GERUND)
    return any(
        clauses.words.lemmas[one].lower() in totalling and one not in clauses.above(event.word) for one in adding
    )


def _outside_names(analysis: DocumentAnalysis, offset: int, found: Iterable[ToldTime]) -> list[ToldTime]:
    """Leave out the dates that are part of an agreement's name."""
    bounds = agreement_bounds(analysis)
    return [
        item
        for item in found
        if not any(
            start <= offset + item.start and offset + item.end <= end
            for start, end in overlapping(bounds, offset + item.start, offset + item.end)
        )
    ]


def _nearest(found: list[ToldTime], event: Event, words: TimeWords) -> ToldTime | None:
    """Return the expression whose phrase hangs on the event's word, else on its verb; the first where several do."""
    own = [one for one in found if not _is_of_what_is_compared(event.text[: one.start], words)]
    when = next((one for one in own if _is_meant_by_when(one, event)), None)
    if when is not None:
        return _beginning(when, event)
    return min(_ranked(own, event, words), key=lambda ranked: ranked[:2], default=(0, 0, None))[2]


def _ranked(found: Iterable[ToldTime], event: Event, words: TimeWords) -> Iterator[tuple[int, int, ToldTime]]:
    for one in found:
        told = event.words_of(one)
        rank = _rank(event, told, words) if told else None
        if rank is not None:
            yield rank, one.start, one


def _is_of_what_is_compared(before: str, words: TimeWords) -> bool:
    """Tell whether a time is that of something else, by the words before it: "fewer than in May", "unlike 2011"."""
    *_, two, one = ["", "", *before.lower().removesuffix("the ").split()]
    return one in words.comparing_alone or (one in words.at_times and two in words.comparing | words.comparing_alone)


def _beginning(told: ToldTime, event: Event) -> ToldTime:
    """Return the time at which something began: "since early 2011, when the army opened fire"."""
    words = event.text[told.start : told.end]
    rest = words.removeprefix("since ").removeprefix("Since ")
    found = read_times(f"in {rest}", event.anchor) if rest != words else ()
    return replace(found[0], start=told.end - len(rest), end=told.end) if len(found) == 1 else told


def _is_meant_by_when(told: ToldTime, event: Event) -> bool:
    """Tell whether a clause says what happened at a time right before it: "in 2012, when jets bombed its bakery"."""
    words = event.clauses.words
    adverbs = event.clauses.tree.linked(event.word, links.ADVERB)
    when = next((words.starts[item] - event.start for item in adverbs if words.lowers[item] == "when"), -1)
    return when >= told.end and _WHEN.fullmatch(event.text, told.end, when) is not None


def _rank(event: Event, told: list[int], words: TimeWords) -> int | None:
    """Return how near a time is to an event: on its word (0), on its verb (1), in its clause (2), or elsewhere (``None``).

    The time of a verb of speech ("said on Monday") is no time of what was said.
    """
    governor = governor_of(event.clauses, told)
    if governor in {event.word, *event.clauses.tree.below[event.word]}:
        return 0
    if governor == event.verb:
        return 1
    return 2 if not _is_of_a_noun(event, told, governor, words) and _is_in_clause(event, told, governor) else None


def _is_in_clause(event: Event, told: list[int], governor: int) -> bool:
    clause = clause_verb(event.clauses, governor)
    own = event.clauses.clause(event.word)
    # "accused them of killing nine on Friday": the day after the act is the act's.
    behind = own.link == "preposition" and own.kind == "verbal" and told[0] > event.word and clause == own.governor
    return behind or (clause == event.verb and abs(governor - event.word) < _FAR)


def _is_of_a_noun(event: Event, told: list[int], governor: int, words: TimeWords) -> bool:
    """Tell whether a year tells which one a noun of the clause is, not when: "the dead of 1978"."""
    said, tree = event.clauses.words, event.clauses.tree
    if said.kinds[governor] not in _NAMED or governor == event.word or said.lemmas[governor] in words.of_time:
        return False
    preposition = tree.heads[told[0]]
    of = tree.links[told[0]] == links.GOVERNED and said.lowers[preposition] == "of"
    return of and tree.heads[preposition] == governor and said.forms[told[0]].isdigit()


def is_recent(time: TimeInterval, segment: Segment, word: int, anchor: date | None) -> bool:
    """Tell whether an event's own words date it to the weeks before publication: its clause, or what stands before its noun.

    A date behind a noun may be the day on which it is recalled: "they remembered the massacre on Tuesday".
    """
    if anchor is None or time.start is None or time.mention is None:
        return False
    clauses = clauses_of(segment)
    words, clause = clauses.words, clauses.clause(word)
    end = words.ends[clause.last] if words.kinds[word] in links.VERBAL else words.starts[word]
    own = words.starts[clause.first] <= time.mention.start - segment.start and time.mention.end - segment.start <= end
    return own and time.start[:10] >= (anchor - timedelta(days=_N_DAYS_OF_NEWS)).isoformat()


def is_long_past(time: TimeInterval, anchor: date | None) -> bool:
    """Tell whether a time that is stated to the month or less exactly ended more than a year before publication."""
    if anchor is None or time.end is None or time.precision not in _INEXACT:
        return False
    return date.fromisoformat(time.end[:10]) < anchor - timedelta(days=_N_DAYS_OF_YEAR)
