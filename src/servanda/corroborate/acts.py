"""What a document says itself of its acts: which claims tell one and the same, and which tell another (`takes_up`)."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from servanda.corroborate.event_mentions import EventMention, Told
from servanda.model.claims import EventClaim, TakesUp

_NEW = "new"
Pair = tuple[str, str]


def act_of(claim: Told) -> str:
    """Return the key of the claim that tells an act first in its document: its own key, unless it takes one up."""
    taken = _taken(claim)
    return taken.antecedent_key if taken and taken.type != _NEW and taken.antecedent_key else claim.key


def with_lent(mentions: Sequence[EventMention]) -> tuple[EventMention, ...]:
    """Return the mentions, those that take an act up with its place and time where they state none of their own.

    What is lent is for comparing only: an incident is placed and dated by the claims that state it.
    """
    first: dict[str, list[EventMention]] = {}
    for one in mentions:
        first.setdefault(one.claim.key, []).append(one)
    return tuple(_lent(one, first.get(act_of(one.claim), ())) for one in mentions)


def _lent(one: EventMention, told: Sequence[EventMention]) -> EventMention:
    """Lend what the first telling of an act states, where that names one place."""
    if len(told) != 1 or told[0] is one:
        return one
    site = told[0].site if one.site is None else None
    window = told[0].window if one.window is None else None
    return replace(one, lent_site=site, lent_window=window)


def told_apart(mentions: Iterable[EventMention]) -> frozenset[Pair]:
    """Return the pairs of acts, by the keys of their first tellings, that their document tells apart: "another attack"."""
    told = ((one.claim.key, _taken(one.claim)) for one in mentions)
    return frozenset(
        in_order(key, taken.antecedent_key)
        for key, taken in told
        if taken and taken.type == _NEW and taken.antecedent_key
    )


def in_order(one: str, other: str) -> Pair:
    """Return two keys in order."""
    return (one, other) if one < other else (other, one)


def begins_anew(one: EventMention, other: EventMention) -> bool:
    """Tell whether a claim tells of another act than those before it, the other one among them, without saying which."""
    return any(_is_behind(later, earlier) for later, earlier in ((one, other), (other, one)))


def _is_behind(later: EventMention, earlier: EventMention) -> bool:
    taken = _taken(later.claim)
    new = taken is not None and taken.type == _NEW and taken.antecedent_key is None
    return new and later.text == earlier.text and earlier.claim.span.end <= later.claim.span.start


def goes_on(one: EventMention, other: EventMention) -> bool:
    """Tell whether a claim goes on about an act told before in its text, the other one among them, without saying which."""
    return any(_follows(later, earlier) for later, earlier in ((one, other), (other, one)))


def _follows(later: EventMention, earlier: EventMention) -> bool:
    taken = _taken(later.claim)
    open_ = taken is not None and taken.type != _NEW and taken.antecedent_key is None
    return open_ and later.text == earlier.text and earlier.claim.span.end <= later.claim.span.start


def _taken(claim: Told) -> TakesUp | None:
    return claim.takes_up if isinstance(claim, EventClaim) else None
