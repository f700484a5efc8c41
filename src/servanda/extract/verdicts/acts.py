"""Which acts of the document a verdict judges: the events that its own words tell of."""

from collections.abc import Iterable
from typing import Final

from servanda.model.claims import Claim, EventClaim, VerdictClaim
from servanda.model.making import replace, sealed

_ACTS: Final = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "RETREAT"})
_NO_ACT: Final = "ceasefire"


def with_acts(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Return claims with the ids of the acts in verdicts: the events within their words."""
    found = tuple(claims)
    verdicts = [one for one in found if isinstance(one, VerdictClaim)]
    if not verdicts:
        return found
    events = [
        one for one in found if isinstance(one, EventClaim) and one.event.plover in _ACTS and one.event.mode != _NO_ACT
    ]
    return tuple(_told(one, events) if isinstance(one, VerdictClaim) else one for one in found)


def _told(claim: VerdictClaim, events: Iterable[EventClaim]) -> VerdictClaim:
    about = tuple(dict.fromkeys(event.id for event in events if claim.span.contains(event.trigger)))
    return sealed(replace(claim, verdict=replace(claim.verdict, about=about))) if about else claim
