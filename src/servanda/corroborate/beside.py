"""Whom a text quotes on what may be the act in question, beside whoever it names for that act (decision 0321)."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from servanda.corroborate.event_mentions import Told, kind_of
from servanda.corroborate.places import sites_of, too_far
from servanda.corroborate.windows import apart, window_of


class Quoted(NamedTuple):
    """An act of which somebody is quoted in a text, and the origin that he counts under."""

    origin: str
    act: Told


def quoted_beside(quoted: Iterable[Quoted], claims: Sequence[Told]) -> frozenset[str]:
    """Return the origins of those among whom a text quotes whose acts may be the one that ``claims`` of that text tell."""
    return frozenset(one.origin for one in quoted if any(_may_be_one(one.act, claim) for claim in claims))


def _may_be_one(act: Told, other: Told) -> bool:
    """Tell whether two claims may be of one act: of one kind, and neither places nor times that both state lie apart."""
    return kind_of(act).kind == kind_of(other).kind and not _elsewhere(act, other) and not _another_time(act, other)


def _elsewhere(act: Told, other: Told) -> bool:
    sites, others = sites_of(act.places), sites_of(other.places)
    return bool(sites and others) and all(too_far(site, one) for site in sites for one in others)


def _another_time(act: Told, other: Told) -> bool:
    when, then = (None if one.time.carried else window_of(one.time) for one in (act, other))
    return when is not None and then is not None and apart(when, then, 0.0)
