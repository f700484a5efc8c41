"""Where voices disagree: counts, perpetrators, dates, places, kinds of act, and whether it happened at all."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from servanda.corroborate.affiliations import Belonging
from servanda.corroborate.denials import Denial
from servanda.corroborate.doers import named_doers
from servanda.corroborate.event_mentions import EventMention
from servanda.corroborate.places import same_site, too_far
from servanda.corroborate.spreading import sites_at_once
from servanda.corroborate.tolls import Count, disjoint
from servanda.corroborate.windows import apart
from servanda.model.incidents import Contradiction, Voice


def contradictions(
    group: Sequence[EventMention],
    counts: Sequence[Count],
    denials: Sequence[Denial],
    voices: dict[str, Voice],
    belonging: Belonging,
) -> tuple[Contradiction, ...]:
    """Return every contradiction with the claims of both sides and a note in words, in order of field."""
    affirming = [one for one in group if not one.denied]
    found = [
        *_tolls(counts),
        *_actors(affirming, belonging),
        *_modes(affirming),
        *_times(affirming),
        *_places(affirming),
        *_extents(affirming),
        *_denied(affirming, denials, voices),
    ]
    return tuple(sorted(found, key=lambda item: (item.field, item.claims)))


def _tolls(counts: Sequence[Count]) -> Iterator[Contradiction]:
    """A later count of the same origin is an update; counts of different origins that no number satisfies contradict."""
    for effect in sorted({count.effect for count in counts}):
        latest = _latest([count for count in counts if count.effect == effect])
        against = [
            pair
            for pair in combinations(latest, 2)
            if pair[0].voice.origin != pair[1].voice.origin and disjoint(pair[0].toll, pair[1].toll)
        ]
        if against:
            said = sorted({count for pair in against for count in pair}, key=lambda count: count.voice.claim)
            note = "; ".join(sorted({f"{item.toll.words} ({item.voice.name or 'unnamed'})" for item in said}))
            yield _made(f"casualties.{effect}", [item.voice.claim for item in said], f"counts differ: {note}")


def _latest(counts: Sequence[Count]) -> list[Count]:
    """Return each origin's counts of its last day."""
    last: dict[str | None, str] = {}
    for count in counts:
        last[count.voice.origin] = max(last.get(count.voice.origin, ""), count.published_on or "")
    return [count for count in counts if (count.published_on or "") == last[count.voice.origin]]


def _actors(group: Sequence[EventMention], belonging: Belonging) -> Iterator[Contradiction]:
    named = [one for one in group if named_doers(one)]
    if any(not _compatible(one, other, belonging) for one, other in combinations(named, 2)):
        names = sorted({actor.lstrip("~") for one in named for actor in one.actors})
        yield _made("actors", [one.claim.id for one in named], f"different actors are named: {', '.join(names)}")


def _compatible(one: EventMention, other: EventMention, belonging: Belonging) -> bool:
    return any(belonging.one_party(a, b) for a in one.actors for b in other.actors)


def _modes(group: Sequence[EventMention]) -> Iterator[Contradiction]:
    told = [one for one in group if one.mode]
    modes = sorted({one.mode for one in told if one.mode})
    if len(modes) > 1:
        yield _made("mode", [one.claim.id for one in told], f"different kinds of act are named: {', '.join(modes)}")


def _times(group: Sequence[EventMention]) -> Iterator[Contradiction]:
    dated = [(one, one.window) for one in group if one.window]
    if any(apart(first, second, 0.0) for (_, first), (_, second) in combinations(dated, 2)):
        yield _made("time", [one.claim.id for one, _ in dated], "the dates given exclude each other")


def _places(group: Sequence[EventMention]) -> Iterator[Contradiction]:
    sited = [(one, one.site) for one in group if one.site]
    if sites_at_once(group):  # several places of one act are no dispute
        return
    if any(too_far(here, there) for (_, here), (_, there) in combinations(sited, 2)):
        names = sorted({site.place.name for _, site in sited})
        yield _made("place", [one.claim.id for one, _ in sited], f"places too far apart are named: {', '.join(names)}")
    elif any(
        here.town and there.town and not same_site(here, there) for (_, here), (_, there) in combinations(sited, 2)
    ):
        names = sorted({site.place.name for _, site in sited})
        yield _made(
            "place",
            [one.claim.id for one, _ in sited],
            f"different places near each other are named: {', '.join(names)}",
        )


def _extents(group: Sequence[EventMention]) -> Iterator[Contradiction]:
    told = [(one.claim.id, extent) for one in group if (extent := extent_of(one))]
    extents = sorted({extent for _, extent in told})
    if len(extents) > 1:
        yield _made(
            "milestone.extent", [claim for claim, _ in told], f"how much was done is disputed: {', '.join(extents)}"
        )


def extent_of(one: EventMention) -> str | None:
    """Return how much of a duty a performance claim says was done."""
    performance = getattr(one.claim, "performance", None)
    return performance.extent if performance else None


def _denied(
    group: Sequence[EventMention], denials: Iterable[Denial], voices: dict[str, Voice]
) -> Iterator[Contradiction]:
    if not group:
        return
    for field, denies in (("occurrence", "act"), ("responsibility", "responsibility")):
        said = [denial for denial in denials if denial.denies == denies]
        if said:
            names = sorted(
                {voices[denial.claim_id].name or "unnamed" for denial in said if denial.claim_id in voices}
            ) or ["unnamed"]
            what = "the act" if denies == "act" else "responsibility for it"
            claims = [one.claim.id for one in group] + [denial.claim_id for denial in said]
            yield _made(field, claims, f"{', '.join(names)} denied {what}")


def _made(field: str, claims: Iterable[str], note: str) -> Contradiction:
    return Contradiction(field=field, claims=tuple(sorted(set(claims))), note=note)
