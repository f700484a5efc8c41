"""The verb of this room, in the order of work."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from servanda.corroborate.acts import Pair, told_apart, with_lent
from servanda.corroborate.affiliations import Affiliations
from servanda.corroborate.assembling import Workshop, incident_id, incident_of
from servanda.corroborate.blocking import Near, candidates
from servanda.corroborate.clustering import Compare, Component, Group, Tied, cluster, hanging_together, in_groups
from servanda.corroborate.comparing import Comparison, compare
from servanda.corroborate.config import CorroborateConfig, Pairs
from servanda.corroborate.context import Context, Published
from servanda.corroborate.copies import copied_documents
from servanda.corroborate.denials import denying_stances, place_denials, stances_by_claim
from servanda.corroborate.event_mentions import EventMention, event_mentions
from servanda.corroborate.likeness import likeness, rare_terms
from servanda.corroborate.origins import Gatherers, Origins
from servanda.corroborate.places import Site, same_site
from servanda.corroborate.reach import Before, Linked, Reach, grouped, linkage, reach
from servanda.corroborate.ruling import with_verdicts
from servanda.corroborate.spreading import as_one_act
from servanda.corroborate.windows import apart
from servanda.model.claims import Claim
from servanda.model.incidents import Incident
from servanda.model.making import replace
from servanda.model.sources import DocumentSource


def corroborate(
    claims: Sequence[Claim], sources: Mapping[str, DocumentSource], config: CorroborateConfig
) -> Iterator[Incident]:
    """Yield the incidents that claims of all documents speak of, by id.

    ``claims`` have identifications joined in and decisions folded in; ``sources`` are by document id (absent: unknown).
    Claims that demand, hope, plan or fear, and totals of a period, make no incident. The result depends on the set of
    claims only, not on their order.
    """
    incidents, _ = corroborate_again(claims, sources, config, {})
    yield from incidents


def corroborate_again(
    claims: Sequence[Claim],
    sources: Mapping[str, DocumentSource],
    config: CorroborateConfig,
    documents: dict[str, str],
    before: Before | None = None,
) -> tuple[tuple[Incident, ...], Linked]:
    """Return the same incidents, and how claims hung together; what an earlier linkage says of unchanged documents is not compared again.

    ``documents`` are the `fingerprints` of all of them; without them nothing can be taken over, neither now nor from what is returned.
    """
    found = with_lent(event_mentions(claims, sources, config))
    context = context_of(found, sources, config)
    gatherers = Gatherers.of(config.monitors, config.outlets)
    origins = Origins(claims, sources, context.copies, context.affiliations, gatherers)
    now = linkage(documents, origins, context.copies, config)
    held = reach(before, now, {one.token: one.claim.document_id for one in found})
    comparing = _remembering(context)
    terms = {name: rare_terms(source) for name, source in sources.items()}
    near = Near(context.copies, terms, context.cited, context.told_at)
    components, groups = _groups(found, comparing, config, near, held)
    work = Workshop(
        origins=origins,
        affiliations=context.affiliations,
        compare=comparing,
        sources=sources,
        stances=stances_by_claim(denying_stances(claims)),
    )
    made = sorted((_incident(group, work, held) for group in groups), key=lambda incident: incident.id)
    incidents = tuple(with_verdicts(made, claims, sources, context.affiliations))
    return incidents, replace(now, components=grouped(components))


def _incident(group: Group, work: Workshop, held: Reach) -> Incident:
    """Return the incident of a group, as it was made before where nothing that it rests on changed."""
    kept = held.kept(incident_id(group), {one.claim.document_id for one in group}) if held.incidents else None
    return kept or incident_of(group, work)


def _groups(
    found: Sequence[EventMention], comparing: Compare, config: CorroborateConfig, near: Near, held: Reach
) -> tuple[tuple[Component, ...], list[Group]]:
    """Return affirming event mentions in groups, each denial with the group it fits, and denials of nothing known by themselves.

    What is told at once of several places is one group. Before them the components of affirming ones.
    """
    weights = config.weights
    affirmed = [one for one in found if not one.denied]
    denied = [one for one in found if one.denied]
    components = hanging_together(
        affirmed,
        candidates(affirmed, weights, near, held.asked),
        comparing,
        weights.threshold,
        Tied(_drawn(affirmed, config.must_link), held.known),
    )
    groups = in_groups(components)
    placed = place_denials(denied, groups, comparing, weights.denial_threshold)
    placed |= _placed_by_people(denied, groups, config.must_link)
    alone = [one for one in denied if one.token not in placed]
    orphans = cluster(
        alone, candidates(alone, weights, near), comparing, weights.threshold, _drawn(alone, config.must_link)
    )
    return components, as_one_act((*_with_denials(groups, denied, placed), *orphans), config.cannot_link)


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


def context_of(
    found: Sequence[EventMention], sources: Mapping[str, DocumentSource], config: CorroborateConfig
) -> Context:
    """Return what comparisons rest on, as the whole set of event mentions and documents makes it."""
    groups: dict[Pair, list[EventMention]] = {}
    for one in found:
        groups.setdefault((one.text, one.kind), []).append(one)
    slack, vague_km = config.weights.limits["date_slack_hours"], config.weights.limits["vague_radius_km"]
    return Context(
        weights=config.weights,
        affiliations=Affiliations(config.links, config.owners),
        alike=likeness(sources, config.weights),
        copies=copied_documents(sources, config.weights.limits["copy_resemblance"]),
        published={
            name: Published(item.source.id, item.published_on)
            for name, item in sources.items()
            if item.source and item.published_on
        },
        sites={key: _n_sites(group, vague_km) for key, group in groups.items()},
        times={key: _n_times(group, slack) for key, group in groups.items()},
        placed=frozenset(
            key for key, group in groups.items() if any(one.site and not one.site.vague(vague_km) for one in group)
        ),
        told_at=_told_at(found, vague_km),
        must=_unordered(config.must_link),
        cannot=_unordered(config.cannot_link),
        cited=frozenset(config.cited),
        apart=told_apart(found),
    )


def _told_at(found: Sequence[EventMention], vague_km: float) -> dict[str, Site]:
    """Return the place of each text of which all claims that state a narrow place state the same."""
    by_text: dict[str, list[Site]] = {}
    for one in found:
        if one.site and not one.site.vague(vague_km):
            by_text.setdefault(one.text, []).append(one.site)
    return {text: sites[0] for text, sites in by_text.items() if all(same_site(sites[0], site) for site in sites[1:])}


def _n_sites(group: Sequence[EventMention], vague_km: float) -> int:
    """Count the separate places that one text names for one kind of event; a wide region around a town is none."""
    sites = [one.site for one in group if one.site]
    narrow = [site for site in sites if not site.vague(vague_km)] or sites
    return min(len(narrow), 1) + sum(not same_site(narrow[0], site) for site in narrow[1:])


def _n_times(group: Sequence[EventMention], slack: float) -> int:
    """Count the separate times that one text names for one kind of event: one where all of them overlap."""
    windows = [one.window for one in group if one.window]
    return 1 + any(apart(first, second, slack) for first, second in combinations(windows, 2))


def _unordered(pairs: Pairs) -> frozenset[Pair]:
    return frozenset((min(pair), max(pair)) for pair in pairs)


def _remembering(context: Context) -> Compare:
    """Return a comparison that keeps what it has compared; the answers depend on the two event mentions and the context only."""
    kept: dict[Pair, Comparison] = {}

    def comparing(one: EventMention, other: EventMention) -> Comparison:
        pair = (one.token, other.token) if one.token < other.token else (other.token, one.token)
        if pair not in kept:
            kept[pair] = compare(one, other, context)
        return kept[pair]

    return comparing
