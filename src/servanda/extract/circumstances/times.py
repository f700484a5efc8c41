"""When: the time of an event as its own clause states it, and nothing more."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from servanda.extract.circumstances.references import agreement_bounds, overlapping
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.grammar import VERBAL, children
from servanda.extract.reading import Segment
from servanda.model.time import UNKNOWN_TIME, TimeInterval
from servanda.text.dates import NO_ANTECEDENT
from servanda.text.times import ToldTime, read_times

if TYPE_CHECKING:
    from spacy.tokens import Token

# Words beside an event noun that order it in time without giving a date.
_ORDERING: Final = {
    "latest": "before the document", "last": "before the document", "recent": "before the document",
    "previous": "before the document", "earlier": "before the document", "past": "before the document",
    "continued": "continuing up to the document", "continuing": "continuing up to the document",
    "ongoing": "continuing up to the document", "upcoming": "after the document", "future": "after the document",
    "planned": "after the document", "next": "after the document",
}  # fmt: skip


_FAR: Final = 25  # tokens
_N_DAYS_OF_YEAR: Final = 365
_N_DAYS_OF_NEWS: Final = 60
_OTHER_TIME: Final = re.compile(
    r"\b(?:(?:as|than|like)\s+(?:in|on|during)|unlike(?:\s+(?:in|on|during))?)\s+(?:the\s+)?$", re.IGNORECASE
)
_SINCE: Final = re.compile(r"\bsince\s+[^,;:()]*$", re.IGNORECASE)
_WHEN: Final = re.compile(r"\s*,?\s*")
_OF_TIME: Final = frozenset(
    {
        "day",
        "night",
        "morning",
        "evening",
        "week",
        "weekend",
        "month",
        "year",
        "hour",
        "start",
        "end",
        "beginning",
        "middle",
        "course",
    }
)
_INEXACT: Final = frozenset({"month", "season", "year", "range"})


def anchor_of(analysis: DocumentAnalysis) -> date | None:
    """Return the publication date as a day, or ``None`` where it is not stated to the day."""
    stated = analysis.reading.text.published_on
    try:
        return date.fromisoformat(stated[:10]) if stated else None
    except ValueError:
        return None


def time_of(analysis: DocumentAnalysis, segment: Segment, word: int, verb: int | None = None) -> TimeInterval:
    """Return the time stated for an event: in the noun phrase of its trigger, else in the clause of its verb.

    ``verb`` is the one that carries an event noun. A word such as "latest" gives a mention with open ends. An hour of the
    clock that stands apart from its day ("On Monday shells fell at 4 p.m.") is that of the day in the same clause.
    """
    trigger, carrier = segment.doc[word], segment.doc[verb] if verb is not None else None
    sentence = trigger.sent
    offset = segment.start + sentence.start_char
    anchor = anchor_of(analysis)
    stated = _stated_in(segment.text[: sentence.end_char], sentence.start_char, anchor)
    found = _outside_names(analysis, offset, stated)
    day = _nearest([one for one in found if one.dated], anchor, trigger, carrier)
    near = day
    if day is None or day.hour is None:
        hour = _nearest([one for one in found if not one.dated], anchor, trigger, carrier)
        near = day.at(hour) if day and hour else day or hour
    if near is not None:
        time = near.interval(analysis.reading.at(offset + near.start, offset + near.end))
        return _from_then_on(time) if _is_since(sentence.text, near, trigger.idx - sentence.start_char) else time
    for child in trigger.children:
        if child.dep_ == "amod" and child.lower_ in _ORDERING:
            return TimeInterval(mention=analysis.reading.of(segment, child), basis=_ORDERING[child.lower_])
    return UNKNOWN_TIME


def _is_since(sentence: str, told: ToldTime, at: int) -> bool:
    """Tell whether a date is that of a beginning: "have been killed since the conflict began in March 2011"."""
    since = _SINCE.search(sentence[: told.start])
    return since is not None and at < since.start()


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


def _nearest(found: list[ToldTime], anchor: date | None, trigger: "Token", carrier: "Token | None") -> ToldTime | None:
    """Return the expression whose phrase hangs on the trigger, else on its verb; the first where several do."""
    above, sentence = carrier or _clause_verb(trigger), trigger.sent
    offset = sentence.start_char
    best: tuple[int, int, ToldTime] | None = None
    for item in found:
        if _OTHER_TIME.search(sentence.text[: item.start]):
            continue
        if _is_meant_by_when(item, offset, trigger):
            return _beginning(item, sentence.text, anchor)
        words = [token for token in sentence if offset + item.start <= token.idx < offset + item.end]
        if not words:
            continue
        rank = _rank(words, trigger, above)
        if rank is not None and (best is None or (rank, item.start) < best[:2]):
            best = (rank, item.start, item)
    return best[2] if best else None


def _beginning(item: ToldTime, sentence: str, anchor: date | None) -> ToldTime:
    """Return the time at which something began: "since early 2011, when the army opened fire"."""
    words = sentence[item.start : item.end]
    rest = words.removeprefix("since ").removeprefix("Since ")
    found = read_times(f"in {rest}", anchor) if rest != words else ()
    return replace(found[0], start=item.end - len(rest), end=item.end) if len(found) == 1 else item


def _is_meant_by_when(item: ToldTime, offset: int, trigger: "Token") -> bool:
    """Tell whether a clause says what happened at a time right before it: "in 2012, when jets bombed its bakery"."""
    when = next((child for child in children(trigger, "advmod") if child.lower_ == "when"), None)
    if when is None or when.idx < offset + item.end:
        return False
    return _WHEN.fullmatch(trigger.doc.text, offset + item.end, when.idx) is not None


def _is_of_a_noun(governor: "Token", words: "list[Token]", trigger: "Token") -> bool:
    """Tell whether a year tells which one a noun of the clause is, not when: "the dead of 1978"."""
    other = governor.pos_ in {"NOUN", "PROPN", "ADJ"} and governor != trigger and governor.lemma_ not in _OF_TIME
    return (
        other
        and words[0].text.isdigit()
        and words[0].dep_ == "pobj"
        and words[0].head.lower_ == "of"
        and words[0].head.head == governor
    )


def _rank(words: "list[Token]", trigger: "Token", above: "Token") -> int | None:
    governor = words[0]
    inside = {token.i for token in words}
    steps = 0
    while (
        (governor.i in inside or governor.pos_ in {"ADP", "SCONJ", "PART"})
        and governor.head.i != governor.i
        and steps < len(inside) + 5
    ):
        governor = governor.head
        steps += 1
    if governor in (trigger, *trigger.children):
        return 0
    if governor == above:
        return 1
    if _is_of_a_noun(governor, words, trigger):
        return None
    clause = _clause_verb(governor)
    # "accused them of killing nine on Friday": the day after the act is the act's.
    if trigger.dep_ == "pcomp" and words[0].i > trigger.i and clause == trigger.head.head:
        return 2
    if clause == above and abs(governor.i - trigger.i) < _FAR:
        return 2
    # A speech verb's time ("said on Monday") is no time of what was said.
    return None


def _clause_verb(token: "Token") -> "Token":
    """Return the verb in whose clause a token stands."""
    while token.pos_ not in VERBAL and token.head.i != token.i:
        token = token.head
    return token


def is_recent(time: TimeInterval, segment: Segment, word: int, anchor: date | None) -> bool:
    """Tell whether an event's own words date it to the weeks before publication: its clause, or what stands before its noun.

    A date behind a noun may be the day on which it is recalled: "they remembered the massacre on Tuesday".
    """
    if anchor is None or time.start is None or time.mention is None:
        return False
    trigger, offset = segment.doc[word], segment.start
    first = trigger.left_edge.idx + offset
    last = (trigger.idx if trigger.pos_ not in VERBAL else trigger.right_edge.idx + len(trigger.right_edge)) + offset
    own = first <= time.mention.start and time.mention.end <= last
    return own and time.start[:10] >= (anchor - timedelta(days=_N_DAYS_OF_NEWS)).isoformat()


def is_long_past(time: TimeInterval, anchor: date | None) -> bool:
    """Tell whether a time that is stated to the month or less exactly ended more than a year before publication."""
    if anchor is None or time.end is None or time.precision not in _INEXACT:
        return False
    return date.fromisoformat(time.end[:10]) < anchor - timedelta(days=_N_DAYS_OF_YEAR)
