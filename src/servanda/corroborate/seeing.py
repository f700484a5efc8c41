"""What was seen: from an observation to the words that agreements have for it.

A claim tells the kind of a thing (a weapon); which one it was stands in the unit of its count or in the words of its span.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from servanda.corroborate.event_mentions import EventMention
from servanda.model.claims import ObservationClaim
from servanda.model.incidents import Seen
from servanda.reference.agreement_files.vocabulary import vocabulary

_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LISTED: Final = re.compile(r"(?:\s*,\s*(?:and\s+)?|\s+and\s+)(?:[\w-]+\s+){0,3}")
"""What stands between two things of one list: "tanks, four armoured vehicles and howitzers"."""
_APART: Final = re.compile(
    r"\b(?:at|behind|beside|by|for|from|in|inside|into|near|no|not|of|on|outside|to|towards|with|without)\b"
)
_ENDINGS: Final = ("", "s", "es")


class _Named(NamedTuple):
    """A word of a quote for a thing of the kind that was seen, and where it stands."""

    word: str
    start: int
    end: int


def seen_in(group: Iterable[EventMention]) -> tuple[Seen, ...]:
    """Return what the observations among some event mentions say was seen, by claim; nothing for other claims."""
    claims = {one.claim.id: one.claim for one in group if isinstance(one.claim, ObservationClaim)}
    return tuple(seen for name in sorted(claims) for seen in _of(claims[name]))


def _of(claim: ObservationClaim) -> Iterator[Seen]:
    kind = claim.observation.object
    for called in _called(claim, vocabulary().sights.objects.get(kind, frozenset())):
        yield Seen(claim=claim.id, object=kind, called=called)


def _called(claim: ObservationClaim, words: frozenset[str]) -> Sequence[tuple[str, ...]]:
    """Return a tuple for each thing seen: its word, or all words that it may be meant by."""
    unit = _singular(claim.quantity.unit, words) if claim.quantity else None
    if unit:
        return ((unit,),)
    quote = claim.span.quote
    named = list(_named(quote, words))
    distinct = tuple(dict.fromkeys(one.word for one in named))
    if len(distinct) > 1 and all(_together(quote, *pair) for pair in pairwise(named)):
        return tuple((word,) for word in distinct)
    return (tuple(sorted(distinct)),)


def _named(quote: str, words: frozenset[str]) -> Iterator[_Named]:
    """Yield the words for things, without those that only describe the next one: the rockets of "rocket launchers"."""
    things = frozenset(word for some in vocabulary().sights.objects.values() for word in some)
    found = list(_WORD.finditer(quote))
    for number, match in enumerate(found):
        word = _singular(match[0], words)
        after = found[number + 1] if found[number + 1 :] else None
        beside = after is not None and quote[match.end() : after.start()].isspace()
        if word and not (after and beside and _singular(after[0], things)):
            yield _Named(word, match.start(), match.end())


def _singular(word: str, words: frozenset[str]) -> str | None:
    """Return which of some words, in the singular, a word is."""
    plain = word.casefold()
    forms = (plain.removesuffix(ending) for ending in _ENDINGS if plain.endswith(ending))
    return next((form for form in forms if form in words), None)


def _together(quote: str, one: _Named, other: _Named) -> bool:
    """Tell whether two things stand in one list, so that both were seen."""
    between = quote[one.end : other.start]
    return bool(_LISTED.fullmatch(between)) and not _APART.search(between)
