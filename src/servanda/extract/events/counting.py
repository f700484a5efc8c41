"""What a toll or a plural counts: one incident, or all of a period. The words for it stand in ``events.yaml`` under ``counting``."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache
from typing import Final, Literal

from servanda.extract.casualties import Toll, is_running
from servanda.extract.clauses import Clauses, links
from servanda.extract.events.triggers import Trigger
from servanda.model.time import TimeInterval
from servanda.reference.lexicon import Lexicon
from servanda.reference.lexicon_frames import CountingWords

Counting = Literal["incident", "period_total", "cumulative", "unknown"]
_DAYS: Final = frozenset({"instant", "hour", "part_of_day", "day"})
_PERIODS: Final = frozenset({"week", "month", "season", "year"})
_SINCE: Final = "since"
_RECENT: Final = timedelta(days=10)  # what is counted since a day before these is no act of a day
_LATELY: Final = timedelta(days=2)  # what is counted since then may be of one act that goes on
_WEEK: Final = timedelta(days=7)
_N_DATE: Final = len("2019-01-01")
_LAST: Final = "last"


def counting_of(
    trigger: Trigger, tolls: tuple[Toll, ...], time: TimeInterval, lexicon: Lexicon, anchor: date | None
) -> Counting:
    """Return ``cumulative`` for a total since a beginning, ``period_total`` for one of a week or longer, else ``incident``.

    ``anchor`` is the day of publication, if known. What is only recalled is ``unknown`` (see `factuality`) and never comes here.
    """
    words, counted = lexicon.events.counting, _is_counted(trigger, tolls, lexicon)
    if counted and (_is_up_to_now(trigger, time, words, anchor) or _is_added_to(trigger, tolls, lexicon)):
        return "cumulative"
    sentence = trigger.clauses.sentence_of(trigger.word)
    text = trigger.clauses.words.text(sentence.start, sentence.stop - 1)
    if counted and time.precision not in _DAYS and _is_of_period(text, words):
        return "period_total"
    many = trigger.clauses.words.shapes[trigger.word] == links.PLURAL
    noun = not trigger.verbal
    long = _is_long(time, words, counted=counted, many=many, noun=noun) and not _is_since_lately(time, anchor)
    return "period_total" if long else "incident"


def _is_counted(trigger: Trigger, tolls: tuple[Toll, ...], lexicon: Lexicon) -> bool:
    """Tell whether a number of people is stated; "a deadly attack" states none."""
    lowers = trigger.clauses.words.lowers
    stated = (toll for toll in tolls if toll.minimum is not None)
    return any(lowers[toll.source] not in lexicon.casualties.deadly for toll in stated)


def _is_up_to_now(trigger: Trigger, time: TimeInterval, words: CountingWords, anchor: date | None) -> bool:
    """Tell whether people are counted since a war or a day of long ago."""
    return _is_by_war(trigger, words) or _is_since_long(time, anchor) or _is_since_beginning(trigger, words)


def _is_by_war(trigger: Trigger, words: CountingWords) -> bool:
    """As in "the war has killed 2,000", "killed in the conflict"; what goes on kills so many only "so far"."""
    doing = _killing(trigger)
    sentence = trigger.clauses.sentence_of(trigger.word)
    text = trigger.clauses.words.text(sentence.start, sentence.stop - 1).lower()
    if not doing.isdisjoint(words.going_on) and any(one in text for one in words.so_far):
        return True
    lemmas = trigger.clauses.words.lemmas
    within = {lemmas[one.phrase.head] for one in trigger.clauses.under(trigger.word, *words.during)}
    return trigger.verbal and not (doing | within).isdisjoint(words.wars)


def _killing(trigger: Trigger) -> set[str]:
    """Return the lemmas of what kills: the subject of the verb or the noun itself, and of the verbs that carry it."""
    clauses = [trigger.clause] if trigger.verbal else []
    clauses += [trigger.clauses.clause(verb) for verb in trigger.carriers]
    lemmas = trigger.clauses.words.lemmas
    doing = {lemmas[one.head].lower() for clause in clauses for one in clause.subjects}
    return doing if trigger.verbal else {trigger.lemma, *doing}


def _is_since_long(time: TimeInterval, anchor: date | None) -> bool:
    """As in "since 2018", "since 5 March" of what is published in May."""
    begun = _since(time)
    if begun is None:
        return False
    return time.precision in _PERIODS or (anchor is not None and begun < anchor - _RECENT)


def _is_since_lately(time: TimeInterval, anchor: date | None) -> bool:
    """As in "since Tuesday morning"."""
    begun = _since(time)
    return begun is not None and anchor is not None and begun >= anchor - _LATELY


def _since(time: TimeInterval) -> date | None:
    """Return the day since which something goes on."""
    quote = time.mention.quote.lower() if time.mention else ""
    since = quote.split()[:1] == [_SINCE]
    return date.fromisoformat(time.start[:_N_DATE]) if since and time.start and time.end is None else None


def _is_since_beginning(trigger: Trigger, words: CountingWords) -> bool:
    """As in "since the start of the uprising", "has killed 2,000 since it began"; not "since Monday, when shells began to fall"."""
    clauses, wanted = trigger.clauses, words.beginnings | words.events_begun
    compared = _patterns(words)[1]
    sentence = clauses.sentence_of(trigger.word)
    named = (since for since in sentence if clauses.words.lowers[since] == _SINCE)
    plain = (since for since in named if not compared.search(clauses.words.text(sentence.start, since)))
    return any(not wanted.isdisjoint(clauses.words.keys(_begun(clauses, since, trigger))) for since in plain)


def _begun(clauses: Clauses, since: int, trigger: Trigger) -> Iterable[int]:
    """Return the words of what is behind "since": of a clause all, of a phrase its noun and what it is the start of."""
    tree, verb = clauses.tree, clauses.tree.heads[since]
    if verb > since and verb not in trigger.words:
        return range(since + 1, tree.lasts[verb] + 1)
    heads = tree.linked(since, links.GOVERNED, links.CONTENT)
    near = [*heads, *(item for head in heads for item in tree.below[head] if item < head)]
    return [*near, *(one.phrase.head for head in heads for one in clauses.under(head, "of"))]


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
    long = period or quote.startswith(words.long) or _lasts_week(time)
    return long and (counted or many)


def _lasts_week(time: TimeInterval) -> bool:
    """As in "between January and June"."""
    if time.start is None or time.end is None or time.precision in _DAYS:
        return False
    return date.fromisoformat(time.end[:_N_DATE]) - date.fromisoformat(time.start[:_N_DATE]) >= _WEEK


def tells_period(clauses: Clauses, sentence: range, words: CountingWords) -> bool:
    """Tell whether a sentence counts over a time: "since the start of the campaign", "this year", "so far"."""
    text = clauses.words.text(sentence.start, sentence.stop - 1)
    so_far = any(one in text.lower() for one in words.so_far)
    return so_far or any(clauses.words.lowers[word] == _SINCE for word in sentence) or _is_of_period(text, words)


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
        rf"{_any(words.shares)} of {determiner} {period}",
    )
    whole = re.compile("|".join(rf"\b{way}" for way in ways), re.IGNORECASE)
    return whole, re.compile(rf"\b(?:{_any(words.compared)}|\w{{3,}}est)\b", re.IGNORECASE)


def _any(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(words)})"
