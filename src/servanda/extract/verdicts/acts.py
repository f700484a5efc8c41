"""Which acts of the document a verdict judges: the events that its own words tell of, which are mostly those told before it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from servanda.model.claims import Claim, EventClaim, TakesUp, VerdictClaim
from servanda.model.making import replace, sealed
from servanda.text.folds import plain

_ACTS: Final = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "RETREAT"})
_NO_ACT: Final = "ceasefire"


def with_acts(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Return claims with the ids of the acts in verdicts: the events within their words.

    Such an event takes up the only act told before that is of its kind, at its place and by its side: "violated clause 3 by shelling Olm".
    """
    found = tuple(claims)
    verdicts = [one for one in found if isinstance(one, VerdictClaim)]
    if not verdicts:
        return found
    acts = [one for one in found if isinstance(one, EventClaim) and _is_act(one)]
    changed = dict(_taking_up(acts, verdicts))
    return tuple(_told(one, acts, changed) for one in found)


def _taking_up(acts: Iterable[EventClaim], verdicts: Iterable[VerdictClaim]) -> Iterator[tuple[str, EventClaim]]:
    """Yield the acts in the words of verdicts that take one up, by the id they had, with it."""
    for act in acts:
        taken = _taken_up(act, acts) if any(_within(act, one) for one in verdicts) else None
        if taken is not None:
            yield act.id, sealed(replace(act, takes_up=taken))


def _is_act(claim: EventClaim) -> bool:
    return claim.event.plover in _ACTS and claim.event.mode != _NO_ACT


def _within(act: EventClaim, verdict: VerdictClaim) -> bool:
    return verdict.span.contains(act.trigger)


def _told(claim: Claim, acts: Iterable[EventClaim], changed: Mapping[str, EventClaim]) -> Claim:
    """Return a claim as it is with the acts that took others up: a verdict names them."""
    if not isinstance(claim, VerdictClaim):
        return changed.get(claim.id, claim)
    about = tuple(dict.fromkeys(changed.get(act.id, act).id for act in acts if _within(act, claim)))
    return sealed(replace(claim, verdict=replace(claim.verdict, about=about))) if about else claim


def _taken_up(act: EventClaim, acts: Iterable[EventClaim]) -> TakesUp | None:
    """Return that an act is the one told before; ``None`` where it says so itself, states a day or place of its own, or several fit."""
    if act.takes_up is not None or not _sides(act) or not _places(act):
        return None
    keys = dict.fromkeys(_first_tellings(act, acts))
    return TakesUp(mention=act.trigger, antecedent_key=next(iter(keys)), type="same") if len(keys) == 1 else None


def _first_tellings(act: EventClaim, acts: Iterable[EventClaim]) -> Iterator[str]:
    """Yield the keys of the acts told before that can be the one meant."""
    for other in acts:
        if other.trigger.end <= act.trigger.start and _fits(act, other):
            taken = other.takes_up
            yield taken.antecedent_key if taken and taken.type != "new" and taken.antecedent_key else other.key


def _fits(act: EventClaim, other: EventClaim) -> bool:
    """Tell whether two are of one kind, by the same sides, at the same place, and not on two days."""
    days = {one.time.start[:10] for one in (act, other) if one.time.start}
    same = act.event.plover == other.event.plover and _sides(act) == _sides(other)
    return same and _places(act) == _places(other) and len(days) <= 1


def _sides(act: EventClaim) -> frozenset[str]:
    return frozenset(plain(one.name) for one in act.participants if one.role == "actor")


def _places(act: EventClaim) -> frozenset[str]:
    return frozenset(plain(one.name) for one in act.places)
