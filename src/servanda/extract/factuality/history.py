"""History: anniversaries, memorials, films and "twenty years after" recall an event, and report none that is new."""

from typing import Final

from servanda.extract.clauses import links
from servanda.extract.factuality.scopes import Scopes

_MORE_OF: Final = frozenset({"relative", "adverbial", "of noun"})  # clauses that say more of what is told
_N_AGO: Final = 4  # "two long decades ago"


def is_history(scopes: Scopes, trigger: int) -> bool:
    """Tell whether an event is only recalled: under a word of memory, as what a film shows, or years away from what is told."""
    return (
        _years_away(scopes, trigger)
        or _compared(scopes, trigger)
        or _last_time(scopes, trigger)
        or _behind_years(scopes, trigger, trigger)
        or _under_memory(scopes, trigger)
    )


def _behind_years(scopes: Scopes, verb: int, trigger: int) -> bool:
    """As in "decades after troops shot the farmers"."""
    return any(_after_years(scopes, mark) for mark in scopes.tree.linked(verb, links.MARK) if mark < trigger)


def _after_years(scopes: Scopes, link: int) -> bool:
    """Tell whether "years" stand right before "after", "since"."""
    return link > 0 and scopes.lower(link) in scopes.entries.memory_links and scopes.does(link - 1, "long_times")


def _under_memory(scopes: Scopes, trigger: int) -> bool:
    """Tell whether a word of memory, years or a verb of memory stand above an event, past clauses that say more of it."""
    below = trigger
    for above in scopes.clauses.above(trigger):
        if scopes.does(above, "historical") or _after_years(scopes, above) or _behind_years(scopes, above, trigger):
            return True
        if scopes.is_verb(above):
            shown = _tells_history(scopes, above)
            if shown or not {scopes.clauses.clause(one).link for one in (below, above)} <= _MORE_OF:
                return shown
        below = above
    return False


def _tells_history(scopes: Scopes, verb: int) -> bool:
    """Tell whether a verb tells what a film shows or people keep in memory: "in his memoirs he describes how"."""
    linked = scopes.tree.linked
    subjects = linked(verb, links.SUBJECT, links.PASSIVE_SUBJECT)
    named = [
        *subjects,
        *(part for one in subjects for part in (*linked(one, links.COMPOUND), *_behind(scopes, one, "of"))),
    ]
    kept = any(scopes.does(one, "historical") for one in (*named, *linked(verb, links.OBJECT)))
    return kept or any(scopes.does(one, "depictions") for one in (*named, *_behind(scopes, verb, "in")))


def _behind(scopes: Scopes, word: int, preposition: str) -> list[int]:
    return [one.phrase.head for one in scopes.clauses.under(word) if one.preposition == preposition]


def _years_away(scopes: Scopes, trigger: int) -> bool:
    """Tell whether an event is told as years ago: "ten years ago, the army attacked", "the raid two decades ago"."""
    if scopes.is_verb(trigger):
        return any(_is_years_ago(scopes, item) for item in scopes.tree.below[trigger])
    end = scopes.tree.lasts[trigger] + 1
    behind = scopes.clauses.sentence_of(trigger)
    return any(
        scopes.lower(word) == "ago" and _is_years_ago(scopes, word)
        for word in range(end, min(end + _N_AGO, behind.stop))
    )


def _is_years_ago(scopes: Scopes, word: int) -> bool:
    words = scopes.entries
    return scopes.lower(word) in words.ago and any(scopes.does(item, "long_times") for item in scopes.tree.below[word])


def _last_time(scopes: Scopes, trigger: int) -> bool:
    """Tell whether a clause says which former time is meant: "the last time the army shelled Olm was in 2022"."""
    noun = scopes.tree.heads[trigger]
    relative = scopes.tree.links[trigger] == links.RELATIVE and scopes.lemma(noun) == "time"
    led = scopes.tree.links[noun] in {links.SUBJECT, links.NOUN_ADVERB}
    return relative and led and scopes.has(noun, scopes.entries.former)


def _compared(scopes: Scopes, trigger: int) -> bool:
    """Tell whether an event is what another is measured by: "the worst attack since the massacre"."""
    since = scopes.tree.heads[trigger]
    above = scopes.tree.heads[since]
    worst = any(scopes.shape(item) == links.SUPERLATIVE for item in scopes.tree.below[above] if item < above)
    return worst and scopes.lower(since) == "since"
