"""What a comparison of two event mentions rests on beside the two."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from servanda.corroborate.acts import Pair
from servanda.corroborate.affiliations import Affiliations
from servanda.corroborate.event_mentions import EventMention
from servanda.corroborate.likeness import Likeness
from servanda.corroborate.places import Site
from servanda.corroborate.tolls import same_count
from servanda.corroborate.windows import Window
from servanda.model.linkage import LinkageWeights
from servanda.text.counts import Said


class Published(NamedTuple):
    """Which outlet published a document, and on which day (ISO date)."""

    outlet: str
    day: str


@dataclass(frozen=True)
class Context:
    """What a comparison rests on beside the two: weights, actors, likeness of texts, copies, and what each text names.

    ``copies`` are pairs of documents; ``published`` tells outlet and day of each that is known; ``sites`` and ``times`` count the separate ones by text and kind; ``placed``
    holds those of which some place is known; ``told_at`` has the place of each text that names one only, ``told_on`` the time of each text and kind that states one only; ``headed`` are the names that head each document, ``of_one`` the texts and kinds that may tell one act at a place left out; ``cited`` are keys of rows with the document on which each rests; ``apart`` acts that their document tells apart.
    """

    weights: LinkageWeights
    affiliations: Affiliations
    alike: Likeness
    copies: frozenset[Pair]
    published: Mapping[str, Published]
    sites: Mapping[Pair, int]
    times: Mapping[Pair, int]
    placed: frozenset[Pair]
    told_at: Mapping[str, Site]
    told_on: Mapping[Pair, Window]
    headed: Mapping[str, frozenset[str]]
    of_one: frozenset[Pair]
    must: frozenset[Pair]
    cannot: frozenset[Pair]
    cited: frozenset[Pair] = frozenset()
    apart: frozenset[Pair] = frozenset()


def linked(one: EventMention, other: EventMention, context: Context) -> bool:
    """Tell whether a doer of one belongs to a doer of the other, or both to one party."""
    published = context.published.get(one.claim.document_id)
    belonging = context.affiliations.at(published.day if published else None)
    return any(belonging.one_party(a, b) for a in one.actors for b in other.actors)


def log_odds(one: EventMention, other: EventMention, context: Context) -> float | None:
    """Return the log odds that two documents speak of the same matters; ``None`` for one document."""
    return None if one.text == other.text else context.alike(one.claim.document_id, other.claim.document_id)


def are_alike(one: EventMention, other: EventMention, context: Context, limit: str = "likeness_without_place") -> bool:
    """Tell whether two texts are alike enough to compare claims of which place or day says nothing; a ``limit`` says how much."""
    odds = log_odds(one, other, context)
    return odds is not None and odds >= context.weights.limits[limit]


def counted_again(one: EventMention, other: EventMention, weights: LinkageWeights) -> Said | None:
    """Return a count of several victims that two mentions give: where a text names several places or times, it tells which it means."""
    count = same_count(one.tolls, other.tolls)
    return count if count and count.highest >= weights.limits["count_again"] else None
