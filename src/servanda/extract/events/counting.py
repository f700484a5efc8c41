"""What a toll or a plural counts: one incident, or all of a period. The words for it stand in ``events.yaml`` under ``counting``."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final, Literal

from servanda.extract.casualties import Toll, is_running
from servanda.extract.clauses import links
from servanda.extract.events.triggers import Trigger
from servanda.model.time import TimeInterval
from servanda.reference.lexicon import Lexicon
from servanda.reference.lexicon_frames import CountingWords

Counting = Literal["incident", "period_total", "cumulative", "unknown"]
_DAYS: Final = frozenset({"instant", "hour", "part_of_day", "day"})
_PERIODS: Final = frozenset({"week", "month", "season", "year"})
_SINCE: Final = "since"
_LAST: Final = "last"


def counting_of(trigger: Trigger, tolls: tuple[Toll, ...], time: TimeInterval, lexicon: Lexicon) -> Counting:
    """Return ``cumulative`` for a total since a beginning, ``period_total`` for one of a week or longer, else ``incident``.

    What is only recalled is ``unknown`` (see `factuality`) and never comes here.
    """
    words, counted = lexicon.events.counting, _is_counted(trigger, tolls, lexicon)
    if counted and (
        _is_by_war(trigger, words) or _is_since_beginning(trigger, words) or _is_added_to(trigger, tolls, lexicon)
    ):
        return "cumulative"
    sentence = trigger.clauses.sentence_of(trigger.word)
    text = trigger.clauses.words.text(sentence.start, sentence.stop - 1)
    if counted and time.precision not in _DAYS and _is_of_period(text, words):
        return "period_total"
    many = trigger.clauses.words.shapes[trigger.word] == links.PLURAL
    return "period_total" if _is_long(time, words, counted=counted, many=many, noun=not trigger.verbal) else "incident"


def _is_counted(trigger: Trigger, tolls: tuple[Toll, ...], lexicon: Lexicon) -> bool:
    """Tell whether a number of people is stated; "a deadly attack" states none."""
    lowers = trigger.clauses.words.lowers
    stated = (toll for toll in tolls if toll.minimum is not None)
    return any(lowers[toll.source] not in lexicon.casualties.deadly for toll in stated)


def _is_by_war(trigger: Trigger, words: CountingWords) -> bool:
    """As in "the war has killed 2,000"."""
    lemmas, subjects = trigger.clauses.words.lemmas, trigger.clause.subjects if trigger.verbal else ()
    return any(lemmas[one.head].lower() in words.beginnings for one in subjects)


def _is_since_beginning(trigger: Trigger, words: CountingWords) -> bool:
    """As in "since the start of the uprising", "has killed 2,000 since it began"."""
    tree = trigger.clauses.tree
    for since in trigger.clauses.sentence_of(trigger.word):
        if tree.words.lowers[since] == _SINCE:
            behind = range(since + 1, tree.lasts[tree.heads[since]] + 1)
            below = range(tree.firsts[since], tree.lasts[since] + 1)
            if not words.beginnings.isdisjoint(tree.words.keys((*below, *behind))):
                return True
    return False


def _is_added_to(trigger: Trigger, tolls: tuple[Toll, ...], lexicon: Lexicon) -> bool:
    """As in "killed four, bringing to 96 the number of people killed there"."""
    sources = {toll.source for toll in tolls} & {*trigger.clauses.above(trigger.word)}
    return any(is_running(trigger.clauses, source, lexicon.casualties) for source in sources)


def _is_long(time: TimeInterval, words: CountingWords, *, counted: bool, many: bool, noun: bool) -> bool:
    """Tell whether an event is dated by a week or longer, and people are counted or it is a plural; of "last week" both, and it is a noun."""
    quote = time.mention.quote.lower() if time.mention else ""
    period = time.precision in _PERIODS
    if quote.split()[:1] == [_LAST]:
        return period and counted and noun and many
    return (period or quote.startswith(words.long)) and (counted or many)


def _is_of_period(sentence: str, words: CountingWords) -> bool:
    """Tell whether a count is of a whole period; "the first attack in three months" is not."""
    period, compared = _patterns(words)
    found = period.search(sentence)
    return found is not None and not compared.search(sentence[: found.start()])


@lru_cache(maxsize=2)
def _patterns(words: CountingWords) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what names a whole period ("in the past three weeks", "over the last two weeks", "of that year"), and what compares."""
    period, determiner = rf"{_any(words.periods)}\b(?!['’]s)", _any(words.determiners)
    ways = (
        rf"{_any(words.within)} (?:{_any(words.beginning)}|\w+)(?: \w+)? {period}",
        rf"{_any(words.throughout)} {determiner}(?: \w+){{0,2}} {period}",
        rf"{_any(words.of)} {determiner} {period}",
        rf"{_any(words.pointing)} {period}",
    )
    whole = re.compile("|".join(rf"\b{way}" for way in ways), re.IGNORECASE)
    return whole, re.compile(rf"\b(?:{_any(words.compared)}|\w{{3,}}est)\b", re.IGNORECASE)


def _any(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(words)})"
