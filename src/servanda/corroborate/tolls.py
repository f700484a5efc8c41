"""Counts of persons: what one claim gives, and what an incident's claims give together. Never averaged."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from servanda.model.claims import Casualties, Effect, EventClaim
from servanda.model.incidents import IncidentToll, TollBySource, Voice
from servanda.text.counts import Said, as_said, said, together

_FAR = 3.0  # times
_ROUND = 10


def tolls_of(claim: EventClaim, parts: tuple[str, ...]) -> dict[Effect, Said]:
    """Return the toll by effect that a claim gives as a whole: the count of people, else the sum of women, children ..."""
    found: dict[Effect, Said] = {}
    for effect in sorted({item.effect for item in claim.casualties}):
        items = [item for item in claim.casualties if item.effect == effect and _is_counted(item)]
        whole = [item for item in items if not _is_part(item, parts)]
        if whole:
            found[effect] = max((said(item) for item in whole), key=lambda toll: toll.highest)
        elif items:
            found[effect] = _added([said(item) for item in items])
    return found


def _is_counted(item: Casualties) -> bool:
    return (item.minimum, item.maximum) != (None, None)


def _added(parts: list[Said]) -> Said:
    """Add parts up; where one of them is no plain number ("dozens of women"), the words name each."""
    minimum, maximum = _sum(one.minimum for one in parts), _sum(one.maximum for one in parts)
    plain = all(one.words.replace(",", "").isdigit() for one in parts)
    return Said(minimum, maximum, as_said(minimum, maximum) if plain else " and ".join(one.words for one in parts))


def _is_part(item: Casualties, parts: tuple[str, ...]) -> bool:
    return item.who is not None and bool(set(item.who.name.casefold().split()) & set(parts))


def _sum(values: Iterable[int | None]) -> int | None:
    counts = list(values)
    return None if None in counts else sum(value for value in counts if value is not None)


def compare_tolls(one: Mapping[Effect, Said], other: Mapping[Effect, Said]) -> str | None:
    """Return ``toll_same``, ``toll_near`` or ``toll_far`` for the first effect that both count, ``None`` where none is."""
    for effect in sorted(one.keys() & other.keys(), key=lambda name: (name != "killed", name)):
        first, second = one[effect].highest, other[effect].highest
        if first == second:
            return "toll_same"
        return "toll_far" if max(first, second) > _FAR * max(1, min(first, second)) else "toll_near"
    return None


def equal_counts(one: Mapping[Effect, Said], other: Mapping[Effect, Said]) -> dict[Effect, Said]:
    """Return the counts of victims by effect that both give alike; that nobody was hurt is told of many acts."""
    return {
        effect: one[effect]
        for effect in sorted(one.keys() & other.keys())
        if one[effect].highest == other[effect].highest > 0
    }


def are_telling(equal: Mapping[Effect, Said], least: float) -> bool:
    """Tell whether counts that two give alike are hardly so by chance: of two effects, or of at least so many victims."""
    return len(equal) > 1 or any(toll.highest >= least for toll in equal.values())


def same_count(one: Mapping[Effect, Said], other: Mapping[Effect, Said]) -> Said | None:
    """Return the highest count that both give for one effect, ``None`` where they give none that is equal."""
    shared = sorted(one.keys() & other.keys())
    equal = (one[effect] for effect in shared if one[effect].bounds == other[effect].bounds)
    return max(equal, key=lambda toll: toll.highest, default=None)


def rare_counts(tolls: Mapping[Effect, Said], least: float) -> frozenset[tuple[Effect, int]]:
    """Return the exact counts that are hardly met twice by chance: of so many victims at least, and no round number."""
    exact = ((effect, toll.highest) for effect, toll in tolls.items() if toll.minimum == toll.maximum)
    return frozenset((effect, count) for effect, count in exact if count >= least and not _is_round(count))


def _is_round(count: int) -> bool:
    """Tell whether a count is rounded for its size: 30, 150, 500 and 1,000 are, 45, 1,300 and 640 are not."""
    most: int = 10 ** (len(str(count)) - 1)
    return count % (most if most == _ROUND else most // 2) == 0


def disjoint(one: Said, other: Said) -> bool:
    """Tell whether no number satisfies both."""
    return _below(one, other) or _below(other, one)


def _below(one: Said, other: Said) -> bool:
    return one.maximum is not None and other.minimum is not None and one.maximum < other.minimum


class Count(NamedTuple):
    """A toll of one member claim with its voice and the day it was published."""

    voice: Voice
    effect: Effect
    toll: Said
    published_on: str | None


def incident_tolls(counts: Iterable[Count]) -> tuple[IncidentToll, ...]:
    """Return lowest and highest count by effect, open where somebody leaves it open, with who said each."""
    by_effect: dict[Effect, list[Count]] = {}
    for count in counts:
        by_effect.setdefault(count.effect, []).append(count)
    return tuple(_incident_toll(effect, by_effect[effect]) for effect in sorted(by_effect))


def _incident_toll(effect: Effect, counts: list[Count]) -> IncidentToll:
    ordered = sorted(counts, key=lambda count: (count.published_on or "9999", count.voice.claim))
    all_of_them = together([count.toll for count in ordered])
    by_source = tuple(
        TollBySource(
            claim=count.voice.claim,
            minimum=count.toll.minimum,
            maximum=count.toll.maximum,
            words=count.toll.words,
            speaker=count.voice.name,
            published_on=count.published_on,
        )
        for count in ordered
    )
    return IncidentToll(
        effect=effect,
        minimum=all_of_them.minimum,
        maximum=all_of_them.maximum,
        by_source=by_source,
        words=all_of_them.words,
    )
