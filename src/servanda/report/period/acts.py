"""Acts: what is counted. One incident each, with all that a table needs to know of it, on the reporting clock."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple

from servanda.model.claims import Effect
from servanda.model.period import Lies, Period
from servanda.model.time import UNKNOWN_TIME, TimeInterval

State = Literal["accepted", "confirmed", "party_only", "open", "refuted"]
STATES: Final[tuple[State, ...]] = ("accepted", "confirmed", "party_only", "open", "refuted")
"""Each act is in exactly one: accepted by a reviewer, else not corroborated or disproved, else told or confirmed by a monitor, else told by a
party alone, else open."""
Placed = Literal["inside", "perhaps", "outside"]


class Count(NamedTuple):
    """People killed, injured ... in one act: lowest and highest as said (``None``: open), and the claims that say so."""

    minimum: int | None
    maximum: int | None
    claims: tuple[str, ...] = ()


@dataclass(frozen=True)
class Act:
    """One act. ``time`` and ``received`` are on the reporting clock.

    ``sides`` are those that it is attributed to, ``others`` tells that it is attributed to somebody else. ``lasting``: a situation, which counts
    in every period that it surely touches. ``tolls`` are by effect, ``groups`` by effect and group of people.
    """

    id: str
    name: str
    category: str
    time: TimeInterval = UNKNOWN_TIME
    received: TimeInterval | None = None
    lasting: bool = False
    state: State = "open"
    sides: frozenset[str] = frozenset()
    others: bool = False
    undetermined: bool = False
    tolls: Mapping[Effect, Count] = field(default_factory=dict)
    groups: Mapping[tuple[Effect, str], Count] = field(default_factory=dict)

    def lies(self, period: Period) -> Placed:
        """Tell whether the act lies in a period: surely, perhaps, or not.

        One without a day may lie in the period in which it was first heard of; nothing lies behind the day it was heard of.
        """
        if self._heard_of_before(period):
            return "outside"
        lies = period.lies(self.time)
        if lies == "undated":
            return "perhaps" if self.came_in(period) else "outside"
        if lies == "straddling":
            return "inside" if self.lasting and self.time.start and self.time.end else "perhaps"
        return "inside" if lies == "inside" else "outside"

    def came_in(self, period: Period) -> bool:
        """Tell whether its first report was received in a period."""
        return self.received is not None and period.lies(self.received) == "inside"

    def came_late(self, period: Period) -> bool:
        """Tell whether it lies wholly before a period and was first heard of in it."""
        before: Lies = Period(None, period.since).lies(self.time) if period.since else "outside"
        return before == "inside" and self.came_in(period)

    def _heard_of_before(self, period: Period) -> bool:
        """Tell whether all reports came in before the period began: then what is not sure did not happen in it."""
        if self.received is None or period.since is None or self.lasting:
            return False
        return Period(None, period.since).lies(self.received) == "inside" and period.lies(self.time) != "inside"
