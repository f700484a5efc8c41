"""What a toll or a plural counts: one incident, or all of a period."""

import re
from typing import TYPE_CHECKING, Final, Literal

from servanda.extract.casualties import Toll
from servanda.extract.clauses import clauses_of
from servanda.extract.events.triggers import Trigger
from servanda.extract.grammar import subjects
from servanda.model.time import TimeInterval

if TYPE_CHECKING:
    from spacy.tokens import Token

_PERIOD_WORD: Final = r"(?:hours|days|weeks?|months?|years?)\b(?!['’]s)"
_WHOLE_PERIOD: Final = re.compile(
    rf"\b(?:with)?in (?:the (?:course of (?:the|that|this|one|a)|past|last|space of|first)|one|a|that|this|\d+|\w+)(?: \w+)? {_PERIOD_WORD}"
    rf"|\b(?:during|over|throughout) (?:the|that|this|one|a)(?: \w+){{0,2}} {_PERIOD_WORD}"
    rf"|\b(?:during|over|throughout|in the course of|in|of) (?:the|that|this|one|a) {_PERIOD_WORD}|\b(?:this|that) {_PERIOD_WORD}",
    re.IGNORECASE,
)
_COMPARED: Final = re.compile(r"\b(?:first|worst|most|\w{3,}est)\b", re.IGNORECASE)
_DAYS: Final = frozenset({"instant", "hour", "part_of_day", "day"})
Counting = Literal["incident", "period_total", "cumulative", "unknown"]
_PERIODS: Final = frozenset({"week", "month", "season", "year"})
_BEGINNINGS: Final = frozenset(
    {"start", "beginning", "outbreak", "begin", "war", "conflict", "uprising", "onset", "revolution", "2011"}
)


def counting_of(trigger: Trigger, tolls: tuple[Toll, ...], time: TimeInterval) -> Counting:
    """Return ``cumulative`` for a total since a beginning, ``period_total`` for one of a week or longer, else ``incident``.

    What is only recalled is ``unknown`` (see `factuality`) and never comes here.
    """
    sentence = trigger.token.sent
    since = [token for token in sentence if token.lower_ == "since"]
    lowers = clauses_of(trigger.segment).words.lowers
    counted = any(
        toll.minimum is not None and lowers[toll.source] not in {"deadly", "fatal", "lethal"} for toll in tolls
    )
    by_war = any(item.lemma_.lower() in _BEGINNINGS for item in (subjects(trigger.token) if trigger.verbal else ()))
    if counted and (by_war or any(_begins(token) for token in since)):
        return "cumulative"
    if counted and time.precision not in _DAYS and _of_a_period(sentence.text):
        return "period_total"
    quote = time.mention.quote.lower() if time.mention else ""
    long = time.precision in _PERIODS or quote.startswith(
        ("since", "in the past", "over the past", "in the last", "over the last", "during the past")
    )
    if long and (counted or _plural(trigger.token)) and ("last" not in quote.split()[:1]):
        return "period_total"
    if (
        quote.startswith("last ")
        and time.precision in _PERIODS
        and counted
        and not trigger.verbal
        and _plural(trigger.token)
    ):
        return "period_total"
    return "incident"


def _of_a_period(sentence: str) -> bool:
    """Tell whether a count is of a whole period; "the first attack in three months" is not."""
    found = _WHOLE_PERIOD.search(sentence)
    return found is not None and not _COMPARED.search(sentence[: found.start()])


def _begins(since: "Token") -> bool:
    near = {word.lemma_.lower() for word in since.subtree} | {
        word.lower_ for word in since.head.subtree if word.i > since.i
    }
    return bool(near & _BEGINNINGS)


def _plural(token: "Token") -> bool:
    return token.tag_ in {"NNS", "NNPS"}
