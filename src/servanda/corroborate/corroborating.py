"""The verb of this room, in the order of work."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from servanda.corroborate.acts import Pair
from servanda.corroborate.affiliations import Affiliations
from servanda.corroborate.assembling import Workshop, incident_id, incident_of
from servanda.corroborate.blocking import Near, candidates
from servanda.corroborate.clustering import Compare, Component, Group, Tied, cluster, hanging_together, in_groups
from servanda.corroborate.comparing import Comparison, compare
from servanda.corroborate.config import CorroborateConfig, Pairs
from servanda.corroborate.context import Context
from servanda.corroborate.copies import Copies, copies_again
from servanda.corroborate.denials import Fit, denying_stances, fits_of, place_denials, stances_by_claim
from servanda.corroborate.event_mentions import EventMention
from servanda.corroborate.nearby import Nearby, Neighbourhood, bounded, denied_of, homes_of, housed, keys_of
from servanda.corroborate.part import Part
from servanda.corroborate.reach import Before, Linked, Reach, fingerprints, grouped, linkage, reach
from servanda.corroborate.ruling import with_verdicts
from servanda.corroborate.spreading import as_one_act
from servanda.model.claims import Claim
from servanda.model.incidents import Incident
from servanda.model.making import replace
from servanda.model.outlines import Claims
from servanda.model.sources import DocumentSource


def corroborate(
    claims: Sequence[Claim], sources: Mapping[str, DocumentSource], config: CorroborateConfig
) -> Iterator[Incident]:
    """Yield the incidents that claims of all documents speak of, by id.

    ``claims`` have identifications joined in and decisions folded in; ``sources`` are by document id (absent: unknown).
    Claims that demand, hope, plan or fear, and totals of a period, make no incident. The result depends on the set of
    claims only, not on their order.
    """
    incidents, _ = corroborate_again(Claims.of(claims), sources, config, {})
    yield from incidents


def corroborate_again(
    claims: Claims,
    sources: Mapping[str, DocumentSource],
    config: CorroborateConfig,
    documents: dict[str, str],
    before: Before | None = None,
) -> tuple[tuple[Incident, ...], Linked]:
    """Return the same incidents, and how claims hung together; what an earlier linkage says of unchanged documents is not compared again.

    ``documents`` are the `fingerprints` of all of them; without them nothing can be taken over, neither now nor from what is returned. Of ``claims`` only
    those are opened that have to be looked at.
    """
    copies = copies_again(
        sources, config.weights.limits["copy_resemblance"], before.copies(config) if before else Copies()
    )
    whole = Part(claims, sources, config, copies.pairs, sources)
    now = linkage(documents, whole.origins_of(()), copies, config)
    around = _around(whole, before, now)
    parts = [(whole.within(around.documents), around)] if around else []
    # Where some denial may fit an incident better that was not looked at, all is.
    found = next(one for part, near in (*parts, (whole, None)) if (one := _linking(part, before, now, near)))
    made = sorted(found.incidents, key=lambda incident: incident.id)
    judging = claims if before is None else claims.within({one.document_id for one in claims.outlines if one.judges})
    incidents = tuple(with_verdicts(made, judging, sources, Affiliations(config.links, config.owners)))
    return incidents, found.linked


def agrees(linked: Linked, claims: Claims, sources: Mapping[str, DocumentSource], config: CorroborateConfig) -> bool:
    """Tell whether what is kept of a linkage of these claims says of each document, and of the homes of components, what they say themselves."""
    copies = copies_again(sources, config.weights.limits["copy_resemblance"], Copies())
    whole = Part(claims, sources, config, copies.pairs, sources)
    found = whole.mentions()
    tokens = {one.token: one.claim.document_id for one in found}
    now = linkage(fingerprints(claims, sources, config), whole.origins_of(()), copies, config)
    told = keys_of(whole.sought(found, whole.context(found))), homes_of(linked.components, tokens)
    alike = replace(now, components=linked.components, denied=linked.denied, keys=told[0], homes=told[1])
    return linked == alike and linked.denied.keys() == {one.token for one in found if one.denied}


class _Linking(NamedTuple):
    """The incidents, without the verdicts on those that were made now, and how all claims hang together."""

    incidents: tuple[Incident, ...]
    linked: Linked


def _around(whole: Part, before: Before | None, now: Linked) -> Nearby | None:
    """Return what has to be looked at; ``None`` where nothing can be taken over, so that it is everything."""
    linked = before.linked if before else None
    if before is None or linked is None or (linked.rules, linked.origins) != (now.rules, now.origins):
        return None
    if not now.documents or len(linked.homes) != len(
        linked.components
    ):  # nothing is known of documents, or somebody has edited it
        return None
    around = Neighbourhood(before, now, whole.claims)
    part = whole.within(around.broken())
    found = part.mentions()
    return around.around(part.sought(found, part.context(found)))


def _linking(part: Part, before: Before | None, now: Linked, around: Nearby | None) -> _Linking | None:
    """Return the incidents of a part, and how all claims hang together; ``None`` where a denial may fit something better beyond it."""
    found = part.mentions()
    context = part.context(found)
    held = reach(before, now, {one.token: one.claim.document_id for one in found})
    compared = _Compared(found, _remembering(context), part.config, part.near(context))
    components = _components(compared, held)
    groups = in_groups(components)
    fits = _fits(compared, groups, held, before if around else None)
    if fits is None:
        return None
    work = Workshop(
        origins=part.origins_of(part.claims),
        affiliations=context.affiliations,
        compare=compared.compare,
        weights=part.config.weights,
        sources=part.known,
        stances=stances_by_claim(denying_stances(part.claims)),
    )
    made = [_incident(group, work, held) for group in _acts(compared, groups, fits)]
    keys = keys_of(part.sought(found, context)) if now.documents else {}
    keys = dict(sorted({**_left_alone(before, now, around), **keys}.items()))
    linked = replace(now, **_together(components, around), keys=keys, denied=denied_of(fits))
    return _Linking((*made, *(around.incidents if around else ())), linked)


class _Compared(NamedTuple):
    """Event mentions, and how they are compared."""

    found: Sequence[EventMention]
    compare: Compare
    config: CorroborateConfig
    near: Near

    def those(self, *, denied: bool) -> list[EventMention]:
        """Return those that deny an act, or those that affirm one."""
        return [one for one in self.found if one.denied == denied]


def _fits(compared: _Compared, groups: Sequence[Group], held: Reach, before: Before | None) -> Mapping[str, Fit] | None:
    """Return how well denials fit groups; of a part, what is beyond it bounded by what was known ``before``."""
    fits = fits_of(compared.those(denied=True), groups, compared.compare)
    if before is None:
        return fits
    changed = {one.token for one in compared.found if one.claim.document_id not in held.settled}
    return bounded(fits, before.linked, compared.config, changed)


def _left_alone(before: Before | None, now: Linked, around: Nearby | None) -> dict[str, tuple[int, ...]]:
    """Return the keys of documents that were not looked at."""
    if not before or not around:
        return {}
    known = before.linked.keys.items()
    return {name: keys for name, keys in known if name in now.documents and name not in around.documents}


def _together(components: Sequence[Component], around: Nearby | None) -> dict[str, Any]:
    """Return the components of several that were looked at and those left alone, by their first tokens, with their documents."""
    pairs = [*zip(grouped(components), housed(components), strict=True), *(around.components if around else ())]
    ordered = sorted(pairs, key=lambda pair: min(group[0] for group in pair[0]))
    return {"components": tuple(groups for groups, _ in ordered), "homes": tuple(homes for _, homes in ordered)}


def _incident(group: Group, work: Workshop, held: Reach) -> Incident:
    """Return the incident of a group, as it was made before where nothing that it rests on changed."""
    kept = held.kept(incident_id(group), {one.claim.document_id for one in group}) if held.incidents else None
    return kept or incident_of(group, work)


def _components(compared: _Compared, held: Reach) -> tuple[Component, ...]:
    """Return the components of affirming event mentions."""
    affirmed, config = compared.those(denied=False), compared.config
    return hanging_together(
        affirmed,
        candidates(affirmed, config.weights, compared.near, held.asked),
        compared.compare,
        config.weights.threshold,
        Tied(_drawn(affirmed, config.must_link), held.known),
    )


def _acts(compared: _Compared, groups: Sequence[Group], fits: Mapping[str, Fit]) -> list[Group]:
    """Return the groups, each denial with the group it fits, and denials of nothing known by themselves; what is told at once of several places is one."""
    _, comparing, config, near = compared
    weights, denied = config.weights, compared.those(denied=True)
    placed = place_denials(fits, weights.denial_threshold)
    placed |= _placed_by_people(denied, groups, config.must_link)
    alone = [one for one in denied if one.token not in placed]
    orphans = cluster(
        alone, candidates(alone, weights, near), comparing, weights.threshold, _drawn(alone, config.must_link)
    )
    return as_one_act((*_with_denials(groups, denied, placed), *orphans), config.cannot_link)


def _with_denials(
    groups: Sequence[Group], denied: Iterable[EventMention], placed: Mapping[str, int]
) -> Iterator[Group]:
    """Yield the groups with their denials; ``placed`` has the index of the group of a token."""
    joined: dict[int, list[EventMention]] = {}
    for one in denied:
        if one.token in placed:
            joined.setdefault(placed[one.token], []).append(one)
    yield from (_ordered((*group, *joined.get(index, ()))) for index, group in enumerate(groups))


def _ordered(group: Sequence[EventMention]) -> Group:
    return tuple(sorted(group, key=lambda one: one.token))


def _drawn(found: Sequence[EventMention], pairs: Pairs) -> list[tuple[EventMention, EventMention]]:
    """Return the event mentions that a person linked."""
    by_key: dict[str, list[EventMention]] = {}
    for one in found:
        by_key.setdefault(one.claim.key, []).append(one)
    return [(one, other) for a, b in sorted(pairs) for one in by_key.get(a, ()) for other in by_key.get(b, ())]


def _placed_by_people(denied: Sequence[EventMention], groups: Sequence[Group], pairs: Pairs) -> dict[str, int]:
    index = {one.claim.key: number for number, group in enumerate(groups) for one in group}
    tokens = {one.claim.key: one.token for one in denied}
    both_ways = [*sorted(pairs), *((b, a) for a, b in sorted(pairs))]
    return {tokens[a]: index[b] for a, b in both_ways if a in tokens and b in index}


def _remembering(context: Context) -> Compare:
    """Return a comparison that keeps what it has compared; the answers depend on the two event mentions and the context only."""
    kept: dict[Pair, Comparison] = {}

    def comparing(one: EventMention, other: EventMention) -> Comparison:
        pair = (one.token, other.token) if one.token < other.token else (other.token, one.token)
        if pair not in kept:
            kept[pair] = compare(one, other, context)
        return kept[pair]

    return comparing
