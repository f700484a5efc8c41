"""Counts handed back to the act they are of: "Rebels ambushed a convoy. Five soldiers were killed" is an ambush with five killed.

The sentence that only counts stays a claim of its own that takes the act up (0221); the act told before has its count too, where both are
told in one voice and the act has no count of that harm yet.
"""

from collections.abc import Iterable
from typing import Final

from servanda.extract.events import voice_of
from servanda.model.claims import Casualties, EventClaim
from servanda.model.making import replace, sealed

_VERBAL: Final = "verbal"


def with_counts(claims: tuple[EventClaim, ...], kept: Iterable[str | None]) -> tuple[EventClaim, ...]:
    """Return event claims, each with the tolls of the sentences that take it up and only count; those in ``kept`` as they are."""
    fixed, counting = frozenset(kept), _by_act(claims)
    return tuple(
        claim if claim.id in fixed or claim.key not in counting else _with(claim, counting[claim.key], claims)
        for claim in claims
    )


def _by_act(claims: Iterable[EventClaim]) -> dict[str, list[EventClaim]]:
    """Return the claims that only count by the key of the act that each takes up."""
    found: dict[str, list[EventClaim]] = {}
    for claim in claims:
        if _only_counts(claim) and claim.takes_up and claim.takes_up.antecedent_key:
            found.setdefault(claim.takes_up.antecedent_key, []).append(claim)
    return found


def _only_counts(claim: EventClaim) -> bool:
    """Tell whether a claim says of an act whom it harmed, and neither doer nor means."""
    verbal = claim.made_by.rule.endswith(_VERBAL) and claim.event.mode is None
    acting = any(one.role == "actor" for one in claim.participants) or bool(claim.withheld)
    return verbal and not acting and claim.takes_up is not None and claim.takes_up.type == "same"


def _says_more(count: EventClaim, act: EventClaim) -> bool:
    """Tell whether a count names a place or a day that its act does not name in the same words."""
    known = {place.mention for place in act.places} | {act.time.mention}
    placed = any(not place.carried and place.mention not in known for place in count.places)
    dated = count.time.mention is not None and not count.time.carried and count.time.mention not in known
    return placed or dated


def _with(act: EventClaim, counting: Iterable[EventClaim], claims: Iterable[EventClaim]) -> EventClaim:
    told = {toll.effect for toll in act.casualties}
    added: list[Casualties] = []
    for one in counting:
        if _is_told_with(one, act) and not any(_comes_between(other, act, one) for other in claims):
            new = [toll for toll in one.casualties if toll.effect not in told]
            added += new
            told |= {toll.effect for toll in new}
    return sealed(replace(act, casualties=(*act.casualties, *added))) if added else act


def _is_told_with(count: EventClaim, act: EventClaim) -> bool:
    """Tell whether a count is of the same voice and the same span of time as its act."""
    same = voice_of(count.attribution) == voice_of(act.attribution) and act.counting == count.counting
    return same and not _says_more(count, act)


def _comes_between(other: EventClaim, act: EventClaim, count: EventClaim) -> bool:
    """Tell whether another attack is told between an act and its count."""
    between = act.trigger.end <= other.trigger.start < count.trigger.start
    taken = other.takes_up is not None and other.takes_up.antecedent_key == act.key
    return between and other.event.plover == act.event.plover and not taken
