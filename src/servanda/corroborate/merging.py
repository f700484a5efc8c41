"""Time, place, kind of act and links of an incident from its members."""

from collections import Counter
from collections.abc import Sequence
from itertools import combinations

from servanda.corroborate.clustering import Compare
from servanda.corroborate.contradicting import extent_of
from servanda.corroborate.event_mentions import EventMention, body_of
from servanda.corroborate.places import Site
from servanda.corroborate.spreading import links_at_once, sites_at_once
from servanda.model.claims import Composition, PerformanceClaim
from servanda.model.incidents import AgreementNamed, IncidentPlace, Link, Milestone
from servanda.model.making import replace
from servanda.model.time import UNKNOWN_TIME, ClockTime, TimeInterval
from servanda.text.folds import vowels


def common_time(group: Sequence[EventMention]) -> TimeInterval:
    """Return the time that all dated claims have in common; the narrowest one where a person linked what excludes itself."""
    dated = sorted(((one, one.window) for one in group if one.window), key=lambda item: (item[1].hours, item[0].token))
    if not dated:
        return UNKNOWN_TIME
    narrowest = dated[0][0].claim.time
    if len(dated) == 1:
        return narrowest
    starts = [(window.start, one.claim.time.start) for one, window in dated if one.claim.time.start]
    ends = [(window.end, one.claim.time.end) for one, window in dated if one.claim.time.end]
    start, end = max(starts, default=(0.0, None)), min(ends, default=(0.0, None))
    if start[1] and end[1] and start[0] >= end[0]:
        return narrowest
    clock = _common_clock([one.claim.time for one, _ in dated], (start[1], end[1]))
    precision = narrowest.precision if clock or not narrowest.clock else "day"
    basis = f"common to {len(dated)} dated claims"
    return TimeInterval(start=start[1], end=end[1], precision=precision, basis=basis, clock=clock)


def _common_clock(times: Sequence[TimeInterval], days: tuple[str | None, str | None]) -> ClockTime | None:
    """Return the hours that all have in common, else all that they span.

    ``None`` beside instants, which tell more, and beside a part of the day, which may be another one.
    """
    clocks = [time.clock for time in times if time.clock]
    parted = any(time.precision == "part_of_day" and not time.clock for time in times)
    if not clocks or parted or any(day and "T" in day for day in days):
        return None
    starts, ends = [one.start for one in clocks if one.start], [one.end for one in clocks if one.end]
    start, end = max(starts, default=None), min(ends, default=None)
    if start is None or end is None or start < end:
        return ClockTime(start=start, end=end)
    return ClockTime(start=min(starts), end=max(ends))


def common_places(group: Sequence[EventMention]) -> tuple[IncidentPlace, ...]:
    """Return all places of an act that is told at once of several, else its common place alone."""
    return tuple(map(_placed, sites_at_once(group))) or (_common_place(group),)


def _common_place(group: Sequence[EventMention]) -> IncidentPlace:
    """Return the finest place stated, the one most often named where several are as fine; else the name that all have from their paragraphs."""
    sites = [(one.site, one.token) for one in group if one.site]
    if not sites:
        return _carried_place(group)
    counts = Counter(_name(site) for site, _ in sites)
    site, _ = min(
        sites,
        key=lambda item: (not item[0].located, item[0].radius_km, -counts[_name(item[0])], item[1]),
    )
    return _placed(site)


def _placed(site: Site) -> IncidentPlace:
    place = site.place
    return IncidentPlace(
        name=place.name,
        place_id=place.place_id,
        latitude=place.latitude,
        longitude=place.longitude,
        precision=place.precision,
        radius_km=site.radius_km if site.located else place.radius_km,
        country=place.country,
        stretch=place.stretch,
    )


def _carried_place(group: Sequence[EventMention]) -> IncidentPlace:
    """Return the name of the one place that holds on for the claims, without its position; nothing where they differ."""
    carried = {
        place.place_id or vowels(place.name): place for one in group for place in one.claim.places if place.carried
    }
    place = next(iter(carried.values()), None)
    return IncidentPlace(name=place.name, basis=place.basis) if place and len(carried) == 1 else IncidentPlace()


def _name(site: Site) -> str:
    return site.place.place_id or site.fold


def common_mode(group: Sequence[EventMention]) -> str | None:
    """Return the mode that most documents name, ``None`` on a tie: which one it was is then disputed, not known."""
    counts = Counter(mode for mode, _ in {(one.mode, one.claim.document_id) for one in group if one.mode})
    top = [mode for mode, n in counts.items() if n == max(counts.values())]
    return top[0] if len(top) == 1 else None


def milestone_of(group: Sequence[EventMention]) -> Milestone | None:
    """Return what was done or not, ``extent`` null where voices differ."""
    told = [
        one for one in group if isinstance(one.claim, PerformanceClaim) and one.claim.performance and not one.denied
    ]
    if not told or told[0].claim.performance is None:  # type: ignore[union-attr]
        return None
    extents = {extent_of(one) for one in told}
    agreed = extents.pop() if len(extents) == 1 else None
    return Milestone(provision_id=None, object=str(told[0].body), extent=agreed)  # type: ignore[arg-type]


def composition_of(group: Sequence[EventMention]) -> Composition | None:
    """Return who sits in the body, known to the registry or by its name; all members of the group say the same."""
    told = (one.claim for one in group if isinstance(one.claim, PerformanceClaim) and one.claim.composition)
    claim = next(told, None)
    if claim is None or claim.composition is None:
        return None
    return replace(claim.composition, body=body_of(claim, claim.composition))


def agreements_of(group: Sequence[EventMention]) -> tuple[AgreementNamed, ...]:
    """Return the agreements that claims name, an ambiguous name with its candidates, each with the claims that name it."""
    named: dict[tuple[str | None, tuple[str, ...]], list[str]] = {}
    for one in group:
        for mention in one.claim.agreements:
            which = mention.agreement_id, () if mention.agreement_id else tuple(sorted(mention.candidates))
            if which != (None, ()):
                named.setdefault(which, []).append(one.claim.id)
    ordered = sorted(named.items(), key=lambda item: (item[0][0] or "", item[0][1]))
    return tuple(
        AgreementNamed(agreement_id=one, candidates=candidates, claims=tuple(sorted(set(claims))))
        for (one, candidates), claims in ordered
    )


def links_of(group: Sequence[EventMention], compare: Compare) -> tuple[Link, ...]:
    """Return for each member its strongest link to another one: enough to see why each belongs."""
    best: dict[str, Link] = {}
    for one, other in combinations(group, 2):
        comparison = compare(one, other)
        if comparison.score is None:
            continue
        link = Link(a=one.claim.id, b=other.claim.id, score=comparison.score, features=comparison.features)
        for token in (one.token, other.token):
            if token not in best or link.score > best[token].score:
                best[token] = link
    at_once = {(link.a, link.b): link for link in links_at_once(group)}
    unique = at_once | {(link.a, link.b): link for link in best.values()}
    return tuple(unique[key] for key in sorted(unique))


def day_of(time: TimeInterval) -> str | None:
    """Return a day of the incident for looking up links that changed over time."""
    value = time.start or time.end
    return value[:10] if value else None
