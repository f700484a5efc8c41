"""When: the time of an event as its own clause states it, and nothing more."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from servanda.extract.grammar import VERBAL
from servanda.extract.reading import Segment
from servanda.extract.references import agreement_bounds
from servanda.extract.scene import Scene
from servanda.model.time import UNKNOWN_TIME, TimeInterval
from servanda.text.dates import NO_ANTECEDENT, FoundTime, read_dates

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
_INEXACT: Final = frozenset({"month", "season", "year", "range"})


def anchor_of(scene: Scene) -> date | None:
    """Return the publication date as a day, or ``None`` where it is not stated to the day."""
    stated = scene.reading.text.published_on
    try:
        return date.fromisoformat(stated[:10]) if stated else None
    except ValueError:
        return None


def time_of(scene: Scene, segment: Segment, trigger: "Token", carrier: "Token | None" = None) -> TimeInterval:
    """Return the time stated for an event: in the noun phrase of its trigger, else in the clause of its verb.

    ``carrier`` is the verb that carries an event noun. A word such as "latest" gives a mention with open ends.
    """
    doc = segment.doc
    sentence = trigger.sent
    offset = segment.start + sentence.start_char
    found = _outside_names(
        scene,
        offset,
        _stated_in(doc[sentence.start : sentence.end].text, doc.text[: sentence.end_char], anchor_of(scene)),
    )
    near = _nearest(found, sentence.start_char, trigger, carrier)
    if near is not None:
        return near.interval(scene.reading.at(offset + near.start, offset + near.end))
    for child in trigger.children:
        if child.dep_ == "amod" and child.lower_ in _ORDERING:
            return TimeInterval(mention=scene.reading.of(segment, child), basis=_ORDERING[child.lower_])
    return UNKNOWN_TIME


def _stated_in(sentence: str, so_far: str, anchor: date | None) -> list[FoundTime]:
    """Return the dates of a sentence; "two days later" may relate to a day of a sentence before it (``so_far``)."""
    found = read_dates(sentence, anchor)
    if all(one.basis != NO_ANTECEDENT for one in found):
        return list(found)
    offset = len(so_far) - len(sentence)
    return [
        replace(one, start=one.start - offset, end=one.end - offset)
        for one in read_dates(so_far, anchor)
        if one.start >= offset
    ]


def _outside_names(scene: Scene, offset: int, found: Iterable[FoundTime]) -> list[FoundTime]:
    """Leave out the dates that are part of an agreement's name."""
    named = [(start - offset, end - offset) for start, end in agreement_bounds(scene)]
    return [item for item in found if not any(start <= item.start and item.end <= end for start, end in named)]


def _nearest(found: list[FoundTime], offset: int, trigger: "Token", carrier: "Token | None") -> FoundTime | None:
    """Return the expression whose phrase hangs on the trigger, else on its verb; the first where several do."""
    above = carrier or _clause_verb(trigger)
    best: tuple[int, int, FoundTime] | None = None
    for item in found:
        words = [token for token in trigger.sent if offset + item.start <= token.idx < offset + item.end]
        if not words:
            continue
        rank = _rank(words, trigger, above)
        if rank is not None and (best is None or (rank, item.start) < best[:2]):
            best = (rank, item.start, item)
    return best[2] if best else None


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


def is_long_past(time: TimeInterval, anchor: date | None) -> bool:
    """Tell whether a time that is stated to the month or less exactly ended more than a year before publication."""
    if anchor is None or time.end is None or time.precision not in _INEXACT:
        return False
    return date.fromisoformat(time.end[:10]) < anchor - timedelta(days=_N_DAYS_OF_YEAR)
