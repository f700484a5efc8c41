"""Counts that a report gives for a period, and how it compares them with the period before, in English text.

"11,425 ceasefire violations", "481 instances, compared with 157", "over 14,500 violations, a 20 per cent increase on the
previous period". Counts are ranges: "over" has no maximum, "about" is five per cent either way; a percentage is held to be
rounded to five points. Nothing here knows what is counted: the unit is the words behind the number.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, Literal

Range = tuple[float, float]
Against = Literal["period", "week", "other"]
ROUNDED: Final = 0.05
POINTS: Final = 0.025
_INFINITE: Final = float("inf")
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.,]\d+[^.!?\n]*)*[.!?\n]?")
_HEDGE = r"(?P<hedge>over|more than|at least|above|about|around|approximately|approx\.|some|roughly|close to|nearly|almost)?\s*"
_NO_UNIT = (
    r"(?:in|by|to|and|on|of|the|from|between|were|was|during|january|february|march|april|may|june|july|august|september|october"
    r"|november|december|km|am|pm)\b"
)
_COUNT = re.compile(
    rf"{_HEDGE}(?<![\d.,/-])(?P<number>\d{{1,3}}(?:,\d{{3}})+|\d+)(?![\d%/,-]|\.\d|\s*(?:per\s?cent|percent|%))"
    rf"(?P<unit>(?:\s+(?!{_NO_UNIT})[a-z][a-z-]+){{0,3}})",
    re.IGNORECASE,
)
_PERCENT = re.compile(
    r"(?:(?P<direction1>increas|ris|rose|grew|decreas|declin|drop|fell|fall)\w*\s+(?:\w+\s+){0,2}?)?(?:by\s+|of\s+|about\s+|some\s+|more than\s+|an?\s+|approximate\s+)*"
    r"(?P<number>\d{1,3})\s*(?:per\s?cent|percent|%)\s*(?P<direction2>increase|rise|growth|decrease|decline|drop|fall|fewer|less|more)?",
    re.IGNORECASE,
)
_TIMES = re.compile(
    r"(?P<hedge>more than|almost|nearly|about)?\s*(?P<word>doubled|tripled|quadrupled|(?P<n>two|three|four|five|ten)-?fold)",
    re.IGNORECASE,
)
_FOLD: Final = {"doubled": 2, "tripled": 3, "quadrupled": 4, "two": 2, "three": 3, "four": 4, "five": 5, "ten": 10}
_AGAINST = re.compile(
    r"(?:as )?compared (?:with|to)|(?:increase|decrease|rise|drop|decline|fall)\s+(?:on|over|from)", re.IGNORECASE
)
_PERIOD = re.compile(r"(?:previous|preceding|last)\s+(?:reporting\s+)?(?:period|two weeks|fortnight)", re.IGNORECASE)
_WEEK = re.compile(r"(?:previous|preceding|last) week|week before", re.IGNORECASE)
_FALLING = ("decreas", "declin", "drop", "fell", "fall", "fewer", "less")


@dataclass(frozen=True)
class Statement:
    """A count of ``unit`` in the sentence at ``start`` to ``end``, as a range, and what it is compared with.

    ``before`` is the earlier count where the sentence gives it, ``ratio`` how the count is said to stand to the earlier one
    (1.2 for twenty per cent more), ``against`` which earlier period is meant. ``count`` is ``None`` where only a change is told.
    ``words`` and ``before_words`` say the two counts as the report does.
    """

    start: int
    end: int
    unit: str | None
    count: Range | None
    before: Range | None = None
    ratio: Range | None = None
    against: Against | None = None
    words: str | None = None
    before_words: str | None = None


def statements(text: str) -> Iterator[Statement]:
    """Yield what each sentence of a text states: its comparison, or else its counts."""
    for match in _SENTENCE.finditer(text):
        sentence = match[0]
        compared = _comparison(sentence)
        if compared:
            yield _moved(compared, match)
        else:
            yield from (_moved(one, match) for one in _counts(sentence))


def _moved(one: Statement, match: re.Match[str]) -> Statement:
    return replace(one, start=match.start(), end=match.end())


def _counts(sentence: str) -> Iterator[Statement]:
    for match in _COUNT.finditer(sentence):
        if match["unit"].strip():
            yield Statement(0, len(sentence), _unit(match), _range(match), words=_words(match))


def _comparison(sentence: str) -> Statement | None:
    """Return the comparison in a sentence: the last count before the word that compares, and the first after it."""
    ratio = _ratio(sentence)
    mark = _AGAINST.search(sentence)
    if mark is None and (ratio is None or not (_PERIOD.search(sentence) or _WEEK.search(sentence))):
        return None
    at = mark.start() if mark else len(sentence)
    own = [match for match in _COUNT.finditer(sentence) if match.start() < at and match["unit"].strip()]
    others = [match for match in _COUNT.finditer(sentence) if match.start() >= at]
    count = own[-1] if own else None
    before = next((o for o in others if not o["unit"].strip() or count is None or _unit(o) == _unit(count)), None)
    if before is None and ratio is None:
        return None
    against: Against = "period" if _PERIOD.search(sentence) else "week" if _WEEK.search(sentence) else "other"
    return Statement(
        0, len(sentence), _unit(count) if count else None, _range(count) if count else None, _range(before) if before else None,
        ratio, against, _words(count) if count else None, _words(before) if before else None,
    )  # fmt: skip


def _ratio(sentence: str) -> Range | None:
    times = _TIMES.search(sentence)
    if times:
        fold = float(_FOLD[(times["n"] or times["word"]).lower()])
        hedge = (times["hedge"] or "").lower()
        most = _INFINITE if hedge == "more than" else fold * (1 if hedge in {"almost", "nearly"} else 1 + 2 * ROUNDED)
        return (fold if hedge == "more than" else fold * (1 - 2 * ROUNDED)), most
    for match in _PERCENT.finditer(sentence):
        direction = match["direction1"] or match["direction2"]
        if direction:
            share = int(match["number"]) / 100 * (-1 if direction.lower().startswith(_FALLING) else 1)
            return 1 + share - POINTS, 1 + share + POINTS
    return None


def _unit(match: re.Match[str]) -> str:
    return " ".join(match["unit"].split()).casefold()


def _words(match: re.Match[str]) -> str:
    return " ".join([*(match["hedge"] or "").lower().split(), match["number"]])


def _range(match: re.Match[str]) -> Range:
    number, hedge = float(match["number"].replace(",", "")), (match["hedge"] or "").lower()
    if hedge in {"over", "more than", "at least", "above"}:
        return number, _INFINITE
    slack = ROUNDED if hedge else 0.0
    return number * (1 - slack), number * (1 + slack)
