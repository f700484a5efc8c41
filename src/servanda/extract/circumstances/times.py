"""When: the time of an event as its own clause states it, and nothing more."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from servanda.extract.circumstances.references import agreement_bounds, overlapping
from servanda.extract.clauses import Clause, Clauses, clauses_of, links
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.reading import Segment
from servanda.model.time import UNKNOWN_TIME, TimeInterval
from servanda.reference.lexicon import Lexicon
from servanda.reference.lexicon_circumstances import TimeWords
from servanda.text.dates import NO_ANTECEDENT
from servanda.text.times import ToldTime, read_times

_FAR: Final = 25  # words
_N_DAYS_OF_YEAR: Final = 365
_N_DAYS_OF_NEWS: Final = 60
_LEADING: Final = 2  # words before a time that begins its sentence: "On the"
MAIN_LINKS: Final = frozenset({"main", "conjunct", "content"})
_SUBJECTS: Final = (links.SUBJECT, links.PASSIVE_SUBJECT)
_SINCE: Final = re.compile(r"\bsince\s+[^,;:()]*$", re.IGNORECASE)
_WHEN: Final = re.compile(r"\s*,?\s*")
_INEXACT: Final = frozenset({"month", "season", "year", "range"})
_NAMED: Final = frozenset({links.NOUN, links.NAME, links.ADJ})


@dataclass(frozen=True)
class _Event:
    """An event in its sentence: its word, and the verb in whose clause it is told; ``text`` begins at ``start`` of the segment."""

    clauses: Clauses
    word: int
    verb: int
    start: int
    text: str
    anchor: date | None

    def words_of(self, told: ToldTime) -> list[int]:
        """Return the words of an expression of time."""
        return words_of(self.clauses, self.clauses.sentence_of(self.word), self.start, told)

    def moves_from(self, told: list[int], words: TimeWords) -> bool:
        """Tell whether the sentence moves away from a time that it names: "and the year before", "recently"."""
        rest = (word for word in self.clauses.sentence_of(self.word) if word not in told)
        return any(self.clauses.words.lowers[word] in words.moving for word in rest)


def words_of(clauses: Clauses, sentence: range, offset: int, told: ToldTime) -> list[int]:
    """Return the words of an expression of time in a sentence that begins at ``offset`` of its segment."""
    starts, first = clauses.words.starts, offset + told.start
    return [word for word in sentence if first <= starts[word] < offset + told.end]


def anchor_of(analysis: DocumentAnalysis) -> date | None:
    """Return the publication date as a day, or ``None`` where it is not stated to the day."""
    stated = analysis.reading.text.published_on
    try:
        return date.fromisoformat(stated[:10]) if stated else None
    except ValueError:
        return None


def time_of(analysis: DocumentAnalysis, segment: Segment, word: int, verb: int | None = None) -> TimeInterval:
    """Return the time stated for the event of a word: in its noun phrase, else in the clause of its verb.

    ``verb`` is the one that carries an event noun. A word such as "latest" gives a mention with open ends. An hour of the
    clock that stands apart from its day ("On Monday shells fell at 4 p.m.") is that of the day in the same clause.
    """
    clauses, words = clauses_of(segment), analysis.reference.lexicon.times
    sentence = clauses.sentence_of(word)
    start, end = clauses.words.starts[sentence[0]], clauses.words.ends[sentence[-1]]
    over = clause_verb(clauses, word) if verb is None else verb
    event = _Event(clauses, word, over, start, segment.text[start:end], anchor_of(analysis))
    stated = _stated_in(segment.text[:end], start, event.anchor)
    own = _outside_names(analysis, segment.start + start, stated)
    near = _told(own, event, words)
    if near is None and clauses.words.kinds[over] in links.VERBAL and over in {word, verb}:
        near = _reaching([one for one in own if one.dated], event, analysis.reference.lexicon)
    if near is None:
        return _ordered(analysis, segment, word)
    offset = segment.start + start
    time = near.interval(analysis.reading.at(offset + near.start, offset + near.end))
    return _from_then_on(time) if _is_since(event, near) else time


def _told(found: list[ToldTime], event: _Event, words: TimeWords) -> ToldTime | None:
    """Return the day of an event, with its hour where that stands apart, or the hour alone."""
    day = _nearest([one for one in found if one.dated], event, words)
    if day is not None and day.hour is not None:
        return day
    hour = _nearest([one for one in found if not one.dated], event, words)
    return day.at(hour) if day and hour else day or hour


def _reaching(dated: list[ToldTime], event: _Event, lexicon: Lexicon) -> ToldTime | None:
    """Return the only day of a sentence where it reaches the act although it hangs on another verb.

    It does over verbs that are joined and share their subject ("killed two and injured one on Saturday"), from the beginning of the
    sentence also where they do not, and into what is reported: "Yesterday, activists reported that jets bombed a mill".
    """
    clauses, told = event.clauses, event.words_of(dated[0]) if len(dated) == 1 else []
    if not told or event.moves_from(told, lexicon.times):
        return None
    over = clause_verb(clauses, governor_of(clauses, told))
    leading = told[0] - clauses.sentence_of(event.word)[0] <= _LEADING and told[0] < event.verb
    joined = _first_joined(clauses, over, leading=leading) == _first_joined(clauses, event.verb, leading=leading)
    reached = joined or (leading and _is_reported_by(event, over, lexicon))
    return dated[0] if reached and _tell_alike(event, over) else None


def _is_reported_by(event: _Event, over: int, lexicon: Lexicon) -> bool:
    own = event.clauses.clause(event.verb)
    speaks = event.clauses.words.lemmas[over].lower() in lexicon.cues.speech
    return speaks and own.link == "content" and own.governor == over


def _tell_alike(event: _Event, over: int) -> bool:
    """Tell whether an act and another verb, which has the day, both tell in the simple past, the act beside it or as what it reports."""
    own = event.clauses.clause(event.verb)
    return over != event.verb and own.link in MAIN_LINKS and is_past(own) and is_past(event.clauses.clause(over))


def is_past(clause: Clause) -> bool:
    """Tell whether a clause tells in the simple past: "bombed", neither "had bombed" nor "have bombed"."""
    return clause.finite and clause.tense == "past" and not clause.perfect


def _first_joined(clauses: Clauses, verb: int, *, leading: bool) -> int:
    """Return the first of the verbs that one is joined to, as far as they have no subjects of their own, or ``leading``."""
    tree = clauses.tree
    while tree.links[verb] == links.CONJUNCT and (leading or not tree.has(verb, *_SUBJECTS)):
        verb = tree.heads[verb]
    return verb


def _ordered(analysis: DocumentAnalysis, segment: Segment, word: int) -> TimeInterval:
    """Return the time that an adjective gives without a date: "the latest attack"."""
    clauses, words = clauses_of(segment), analysis.reference.lexicon.times
    for item in clauses.tree.linked(word, links.ADJECTIVE):
        basis = words.order_of(clauses.words.lowers[item])
        if basis is not None:
            return TimeInterval(mention=analysis.reading.span(segment, item), basis=basis)
    return UNKNOWN_TIME


def _is_since(event: _Event, told: ToldTime) -> bool:
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


def _stated_in(so_far: str, offset: int, anchor: date | None) -> list[ToldTime]:
    """Return the dates of the sentence from ``offset`` on; "two days later" may relate to a day of a sentence before it."""
    found = read_times(so_far[offset:], anchor)
    if all(one.basis != NO_ANTECEDENT for one in found):
        return list(found)
    return [
        replace(one, start=one.start - offset, end=one.end - offset)
        for one in read_times(so_far, anchor)
        if one.start >= offset
    ]


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


def _nearest(found: list[ToldTime], event: _Event, words: TimeWords) -> ToldTime | None:
    """Return the expression whose phrase hangs on the event's word, else on its verb; the first where several do."""
    own = [one for one in found if not _is_of_what_is_compared(event.text[: one.start], words)]
    when = next((one for one in own if _is_meant_by_when(one, event)), None)
    if when is not None:
        return _beginning(when, event)
    return min(_ranked(own, event, words), key=lambda ranked: ranked[:2], default=(0, 0, None))[2]


def _ranked(found: Iterable[ToldTime], event: _Event, words: TimeWords) -> Iterator[tuple[int, int, ToldTime]]:
    for one in found:
        told = event.words_of(one)
        rank = _rank(event, told, words) if told else None
        if rank is not None:
            yield rank, one.start, one


def _is_of_what_is_compared(before: str, words: TimeWords) -> bool:
    """Tell whether a time is that of something else, by the words before it: "fewer than in May", "unlike 2011"."""
    *_, two, one = ["", "", *before.lower().removesuffix("the ").split()]
    return one in words.comparing_alone or (one in words.at_times and two in words.comparing | words.comparing_alone)


def _beginning(told: ToldTime, event: _Event) -> ToldTime:
    """Return the time at which something began: "since early 2011, when the army opened fire"."""
    words = event.text[told.start : told.end]
    rest = words.removeprefix("since ").removeprefix("Since ")
    found = read_times(f"in {rest}", event.anchor) if rest != words else ()
    return replace(found[0], start=told.end - len(rest), end=told.end) if len(found) == 1 else told


def _is_meant_by_when(told: ToldTime, event: _Event) -> bool:
    """Tell whether a clause says what happened at a time right before it: "in 2012, when jets bombed its bakery"."""
    words = event.clauses.words
    adverbs = event.clauses.tree.linked(event.word, links.ADVERB)
    when = next((words.starts[item] - event.start for item in adverbs if words.lowers[item] == "when"), -1)
    return when >= told.end and _WHEN.fullmatch(event.text, told.end, when) is not None


def _rank(event: _Event, told: list[int], words: TimeWords) -> int | None:
    """Return how near a time is to an event: on its word (0), on its verb (1), in its clause (2), or elsewhere (``None``).

    The time of a verb of speech ("said on Monday") is no time of what was said.
    """
    governor = governor_of(event.clauses, told)
    if governor in {event.word, *event.clauses.tree.below[event.word]}:
        return 0
    if governor == event.verb:
        return 1
    return 2 if not _is_of_a_noun(event, told, governor, words) and _is_in_clause(event, told, governor) else None


def _is_in_clause(event: _Event, told: list[int], governor: int) -> bool:
    clause = clause_verb(event.clauses, governor)
    own = event.clauses.clause(event.word)
    # "accused them of killing nine on Friday": the day after the act is the act's.
    behind = own.link == "preposition" and own.kind == "verbal" and told[0] > event.word and clause == own.governor
    return behind or (clause == event.verb and abs(governor - event.word) < _FAR)


def _is_of_a_noun(event: _Event, told: list[int], governor: int, words: TimeWords) -> bool:
    """Tell whether a year tells which one a noun of the clause is, not when: "the dead of 1978"."""
    said, tree = event.clauses.words, event.clauses.tree
    if said.kinds[governor] not in _NAMED or governor == event.word or said.lemmas[governor] in words.of_time:
        return False
    preposition = tree.heads[told[0]]
    of = tree.links[told[0]] == links.GOVERNED and said.lowers[preposition] == "of"
    return of and tree.heads[preposition] == governor and said.forms[told[0]].isdigit()


def governor_of(clauses: Clauses, told: list[int]) -> int:
    """Return what an expression of time hangs on, prepositions left out; the last word above where there is nothing else."""
    line = (told[0], *clauses.above(told[0]))
    return next((word for word in line if word not in told and not _is_preposition(clauses, word)), line[-1])


def _is_preposition(clauses: Clauses, word: int) -> bool:
    kind = clauses.words.kinds[word]
    return kind == links.ADP or (kind == links.ELSE and clauses.tree.links[word] == links.PREPOSITION)


def clause_verb(clauses: Clauses, word: int) -> int:
    """Return the verb in whose clause a word stands; the last word above where there is none."""
    line = (word, *clauses.above(word))
    return next((one for one in line if clauses.words.kinds[one] in links.VERBAL), line[-1])


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
