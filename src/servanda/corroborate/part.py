"""What is linked together: the claims and sources of all documents or of some, and what comparisons of their event mentions rest on."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from servanda.corroborate.acts import Pair, told_apart, with_lent
from servanda.corroborate.affiliations import Affiliations
from servanda.corroborate.blocking import Near, Sought, sought
from servanda.corroborate.config import CorroborateConfig, Pairs
from servanda.corroborate.context import Context, Published
from servanda.corroborate.copies import copied_documents
from servanda.corroborate.event_mentions import EventMention, event_mentions
from servanda.corroborate.headings import headings, tells_one
from servanda.corroborate.likeness import likeness, rare_terms
from servanda.corroborate.origins import Gatherers, Origins
from servanda.corroborate.places import Site, same_site
from servanda.corroborate.windows import Window, apart
from servanda.model.claims import Claim
from servanda.model.outlines import Claims
from servanda.model.sources import DocumentSource


class Part(NamedTuple):
    """What is linked: claims and sources of all documents, or of those that are looked at; ``known`` are the sources of all, by which origins are named."""

    claims: Claims
    sources: Mapping[str, DocumentSource]
    config: CorroborateConfig
    copies: frozenset[Pair]
    known: Mapping[str, DocumentSource]

    def within(self, documents: Collection[str]) -> "Part":
        """Return the part in some documents."""
        return self._replace(
            claims=Claims.of(self.claims.within(documents)),
            sources={name: self.sources[name] for name in documents if name in self.sources},
        )

    def origins_of(self, claims: Iterable[Claim]) -> Origins:
        """Return what names the origins of claims, by the sources of all documents."""
        gatherers = Gatherers.of(self.config.monitors, self.config.outlets)
        affiliations = Affiliations(self.config.links, self.config.owners)
        return Origins(claims, self.known, self.copies, affiliations, gatherers)

    def mentions(self) -> tuple[EventMention, ...]:
        """Return the event mentions, with what is lent to them."""
        return with_lent(event_mentions(self.claims, self.sources, self.config))

    def context(self, found: Sequence[EventMention]) -> Context:
        """Return what comparisons of these event mentions rest on."""
        return context_of(found, self.sources, self.config, self.copies)

    def near(self, context: Context) -> Near:
        """Return which texts to compare beside those of one day and place."""
        terms = {name: rare_terms(source) for name, source in self.sources.items()}
        return Near(context.copies, terms, context.cited, context.told_at, context.headed)

    def sought(self, found: Sequence[EventMention], context: Context) -> list[Sought]:
        """Return by what affirming event mentions find others."""
        return list(sought([one for one in found if not one.denied], self.config.weights, self.near(context)))


def context_of(
    found: Sequence[EventMention],
    sources: Mapping[str, DocumentSource],
    config: CorroborateConfig,
    copies: frozenset[Pair] | None = None,
) -> Context:
    """Return what comparisons rest on, as the whole set of event mentions and documents makes it; ``copies`` where they are known."""
    groups: dict[Pair, list[EventMention]] = {}
    for one in found:
        groups.setdefault((one.text, one.kind), []).append(one)
    slack, vague_km = config.weights.limits["date_slack_hours"], config.weights.limits["vague_radius_km"]
    times = {key: _n_times(group, slack) for key, group in groups.items()}
    placed = frozenset(key for key, group in groups.items() if _is_placed(group, vague_km))
    return Context(
        weights=config.weights,
        affiliations=Affiliations(config.links, config.owners),
        alike=likeness(sources, config.weights),
        copies=copied_documents(sources, config.weights.limits["copy_resemblance"]) if copies is None else copies,
        published={
            name: Published(item.source.id, item.published_on)
            for name, item in sources.items()
            if item.source and item.published_on
        },
        sites={key: _n_sites(group, vague_km) for key, group in groups.items()},
        times=times,
        placed=placed,
        told_at=_told_at(found, vague_km),
        told_on=_told_on(groups),
        headed=headings(sources),
        of_one=frozenset(
            key for key in groups.keys() - placed if times[key] == 1 and tells_one(groups[key], config.weights)
        ),
        must=_unordered(config.must_link),
        cannot=_unordered(config.cannot_link),
        cited=frozenset(config.cited),
        apart=told_apart(found),
    )


def _is_placed(group: Iterable[EventMention], vague_km: float) -> bool:
    return any(one.site and not one.site.vague(vague_km) for one in group)


def _told_at(found: Sequence[EventMention], vague_km: float) -> dict[str, Site]:
    """Return the place of each text of which all claims that state a narrow place state the same."""
    by_text: dict[str, list[Site]] = {}
    for one in found:
        if one.site and not one.site.vague(vague_km):
            by_text.setdefault(one.text, []).append(one.site)
    return {text: sites[0] for text, sites in by_text.items() if all(same_site(sites[0], site) for site in sites[1:])}


def _told_on(groups: Mapping[Pair, Sequence[EventMention]]) -> dict[Pair, Window]:
    """Return the time of each text and kind of which all claims that state one state the same."""
    stated = {key: {one.window for one in group if one.window} for key, group in groups.items()}
    return {key: next(iter(times)) for key, times in stated.items() if len(times) == 1}


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
