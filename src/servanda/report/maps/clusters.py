"""Incidents that would cover each other share one sign, at the place where most of them lie: never at a place between."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from servanda.report.geometry import Frame
from servanda.report.maps.scene import Mark
from servanda.report.phrases import STATUS_ORDER
from servanda.report.saying import Words

_VAGUE_KM = 30.0
_SAME_PLACE = 3  # decimals of a degree, about a hundred metres


class Spot(NamedTuple):
    """One place with its incidents, by the name that most of them give it."""

    longitude: float
    latitude: float
    name: str
    marks: tuple[Mark, ...]


class Cluster(NamedTuple):
    """Spots under one sign at ``x`` and ``y`` in pixels, the one with most incidents first."""

    x: float
    y: float
    spots: tuple[Spot, ...]

    @property
    def marks(self) -> tuple[Mark, ...]:
        """All incidents under the sign, one at several places once."""
        return tuple({mark.id: mark for spot in self.spots for mark in spot.marks}.values())

    @property
    def status(self) -> str:
        """The most serious status among them."""
        statuses = {mark.status for mark in self.marks}
        return next((name for name in STATUS_ORDER if name in statuses), "none")

    def label(self, say: Words) -> str:
        """Return what stands beside the sign: "Murak", "Idlib (area)", or "Murak and 2 more"."""
        first, others = self.spots[0], len(self.spots) - 1
        is_vague = all(mark.radius_km > _VAGUE_KM for mark in first.marks)
        name = say("area", place=first.name) if is_vague else first.name
        return say("and_more", place=name, n=others) if others else name


def spots(marks: Iterable[Mark]) -> tuple[Spot, ...]:
    """Return the places of marks, that with most incidents first."""
    places: dict[tuple[float, float], list[Mark]] = {}
    for mark in marks:
        places.setdefault((round(mark.longitude, _SAME_PLACE), round(mark.latitude, _SAME_PLACE)), []).append(mark)
    found = [
        Spot(*here[0].at, Counter(mark.place for mark in here).most_common(1)[0][0], tuple(here))
        for here in places.values()
    ]
    return tuple(sorted(found, key=lambda spot: (-len(spot.marks), spot.longitude, spot.latitude)))


def clustered(places: Sequence[Spot], view: Frame, gap: float) -> tuple[Cluster, ...]:
    """Return the signs for places: one that lies within ``gap`` pixels of a sign goes under it."""
    signs: list[Cluster] = []
    for spot in places:
        x, y = view.point(spot.longitude, spot.latitude)
        near = next((n for n, sign in enumerate(signs) if (sign.x - x) ** 2 + (sign.y - y) ** 2 < gap**2), None)
        if near is None:
            signs.append(Cluster(x, y, (spot,)))
        else:
            signs[near] = signs[near]._replace(spots=(*signs[near].spots, spot))
    return tuple(signs)
