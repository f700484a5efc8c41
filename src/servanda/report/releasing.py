"""What a partner or the public gets later than the desk, or not as exactly: settings and the rules on time."""

from datetime import date, timedelta
from typing import Final

from servanda.model.base import Record, require
from servanda.model.claims import HAPPENED, Claim, EventClaim, ObservationClaim
from servanda.report.audience import Refusal

GUARDED: Final = frozenset({"partner", "public"})
"""Audiences that get reports late and places by district. A court needs both as they are, the desk has them."""
_POSITIONS: Final = frozenset({"weapon", "aircraft", "drone", "position"})


class ReleaseConfig(Record, frozen=True, kw_only=True):
    """When a document may go to a partner or the public: ``delay_days`` after its publication (0: at once).

    One that tells where forces or weapons are goes out ``positions_days`` after it: until then they may still be there.
    """

    delay_days: int = 30
    positions_days: int = 90

    def __post_init__(self) -> None:
        """Refuse negative numbers."""
        for name in self.__struct_fields__:
            require(getattr(self, name) >= 0, f"{name} must be 0 or more days")


def too_recent(day: str | None, at: str, config: ReleaseConfig, *, tells_positions: bool) -> Refusal | None:
    """Return why a document of a ``day`` (of publication, else of reception) may not yet be released at the instant ``at``.

    A document without any day is held back for as long as there is a delay.
    """
    days = max(config.delay_days, config.positions_days if tells_positions else 0)
    if not days:
        return None
    if _is_older(day, at, days):
        return None
    if tells_positions and _is_older(day, at, config.delay_days):
        why = f"it tells where forces or weapons may still be, and is of {day}: released after {days} days"
        return Refusal("it tells where forces or weapons may still be", why)
    return Refusal("it is too recent", f"it is of {day or 'no known day'}, and is released after {days} days")


def tells_position(claim: Claim) -> bool:
    """Tell whether a claim says where forces or weapons are: at a named place, as a thing that is so."""
    if claim.polarity != "affirmed" or claim.modality not in HAPPENED or not getattr(claim, "places", ()):
        return False
    match claim:
        case ObservationClaim():
            return claim.observation.object in _POSITIONS
        case EventClaim():
            return claim.event.plover == "MOBILIZE"
        case _:
            return False


def _is_older(day: str | None, at: str, days: int) -> bool:
    """Tell whether a day lies at least ``days`` before an instant; of a month or year alone, whether all of it does."""
    if day is None:
        return False
    latest = (date.fromisoformat(at[:10]) - timedelta(days=days)).isoformat()
    return day[: len(latest)] <= latest if len(day) >= len(latest) else day < latest[: len(day)]
