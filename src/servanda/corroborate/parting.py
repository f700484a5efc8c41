"""Why two incidents are kept apart: the comparisons of their claims, as the room itself makes them."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from servanda.corroborate.acts import with_lent
from servanda.corroborate.comparing import compare
from servanda.corroborate.config import CorroborateConfig
from servanda.corroborate.event_mentions import event_mentions
from servanda.corroborate.part import context_of
from servanda.model.claims import Claim
from servanda.model.incidents import Link
from servanda.model.sources import DocumentSource


class Parting(NamedTuple):
    """What keeps the claims of two incidents apart.

    ``forbidden`` has each reason with how many of the ``n_pairs`` pairs of claims it keeps apart, the most frequent first; of ``n_silent``
    pairs nothing can be said. ``nearest`` is the pair that most speaks for one event, which needs ``threshold``.
    """

    forbidden: tuple[tuple[str, int], ...]
    n_pairs: int
    n_silent: int
    nearest: Link | None
    threshold: float


def parting(
    members: tuple[Collection[str], Collection[str]],
    claims: Sequence[Claim],
    sources: Mapping[str, DocumentSource],
    config: CorroborateConfig,
) -> Parting:
    """Return what keeps two incidents apart, given the ids of the claims of each; the rest is as for `corroborate`."""
    found = with_lent(event_mentions(claims, sources, config))
    context = context_of(found, sources, config)
    ours, theirs = ([one for one in found if one.claim.id in ids] for ids in members)
    compared = [(one, other, compare(one, other, context)) for one in ours for other in theirs]
    reasons = Counter(told.forbidden for *_, told in compared if told.forbidden)
    scored = [
        Link(a=one.claim.id, b=other.claim.id, score=told.score, features=told.features)
        for one, other, told in compared
        if told.score is not None
    ]
    return Parting(
        tuple(sorted(reasons.items(), key=lambda item: (-item[1], item[0]))),
        len(compared),
        len(compared) - len(scored) - sum(reasons.values()),
        min(scored, key=lambda link: (-link.score, link.a, link.b), default=None),
        config.weights.threshold,
    )
