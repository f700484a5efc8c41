"""Counts of persons: what one claim gives, and what an incident's claims give together. Never averaged."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from servanda.model.claims import Casualties, Effect, EventClaim
from servanda.model.incidents import IncidentToll, TollBySource, Voice

_FAR = 3.0  # times


class Toll(NamedTuple):
    """Persons, ``None`` is open."""

    minimum: int | None
    maximum: int | None

    @property
    def highest(self) -> int | None:
        """The highest count given."""
        return self.minimum if self.maximum is None else self.maximum


def tolls_of(claim: EventClaim, parts: tuple[str, ...]) -> dict[Effect, Toll]:
    """Return the toll by effect that a claim gives as a whole: the count of people, else the sum of women, children ..."""
    found: dict[Effect, Toll] = {}
    for effect in sorted({item.effect for item in claim.casualties}):
        items = [
            item for item in claim.casualties if item.effect == effect and (item.minimum, item.maximum) != (None, None)
        ]
        whole = [item for item in items if not _is_part(item, parts)]
        if whole:
            found[effect] = max(
                (Toll(item.minimum, item.maximum) for item in whole), key=lambda toll: toll.highest or 0
            )
        elif items:
            found[effect] = Toll(_sum(item.minimum for item in items), _sum(item.maximum for item in items))
    return found


def _is_part(item: Casualties, parts: tuple[str, ...]) -> bool:
    return item.who is not None and bool(set(item.who.name.casefold().split()) & set(parts))


def _sum(values: Iterable[int | None]) -> int | None:
    counts = list(values)
    return None if None in counts else sum(value for value in counts if value is not None)


def compare_tolls(one: Mapping[Effect, Toll], other: Mapping[Effect, Toll]) -> str | None:
    """Return ``toll_same``, ``toll_near`` or ``toll_far`` for the first effect that both count, ``None`` where none is."""
    for effect in sorted(one.keys() & other.keys(), key=lambda name: (name != "killed", name)):
        first, second = one[effect].highest, other[effect].highest
        if first is None or second is None:
            continue
        if first == second:
            return "toll_same"
        return "toll_far" if max(first, second) > _FAR * max(1, min(first, second)) else "toll_near"
    return None


def same_count(one: Mapping[Effect, Toll], other: Mapping[Effect, Toll]) -> int | None:
    """Return the highest count that both give for one effect, ``None`` where they give none that is equal."""
    return max(
        (one[effect].highest or 0 for effect in one.keys() & other.keys() if one[effect] == other[effect]), default=None
    )


def disjoint(one: Toll, other: Toll) -> bool:
    """Tell whether no number satisfies both."""
    return _below(one, other) or _below(other, one)


def _below(one: Toll, other: Toll) -> bool:
    return one.maximum is not None and other.minimum is not None and one.maximum < other.minimum


class Count(NamedTuple):
    """A toll of one member claim with its voice and the day it was published."""

    voice: Voice
    effect: Effect
    toll: Toll
    published_on: str | None


def incident_tolls(counts: Iterable[Count]) -> tuple[IncidentToll, ...]:
    """Return lowest and highest count by effect, with who said each."""
    by_effect: dict[Effect, list[Count]] = {}
    for count in counts:
        by_effect.setdefault(count.effect, []).append(count)
    return tuple(_incident_toll(effect, by_effect[effect]) for effect in sorted(by_effect))


def _incident_toll(effect: Effect, counts: list[Count]) -> IncidentToll:
    ordered = sorted(counts, key=lambda count: (count.published_on or "9999", count.voice.claim))
    lowest = [count.toll.minimum for count in ordered if count.toll.minimum is not None]
    highest = [count.toll.highest for count in ordered if count.toll.highest is not None]
    by_source = tuple(
        TollBySource(
            claim=count.voice.claim,
            minimum=count.toll.minimum,
            maximum=count.toll.maximum,
            speaker=count.voice.name,
            published_on=count.published_on,
        )
        for count in ordered
    )
    return IncidentToll(
        effect=effect,
        minimum=min(lowest, default=None),
        maximum=max(highest, default=None),
        by_source=by_source,
    )
