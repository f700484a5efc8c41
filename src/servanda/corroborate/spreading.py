"""One act told at once of several places ("shelled A, B and C"): one incident with all of them (decision 0285).

Its mentions, one for each place, are compared with other texts place by place. Where all groups that they came into rest on the very same words, no
text tells of one place alone, and the groups are one act. What another text tells of one of the places by itself stays an act of its own.
"""

from collections.abc import Iterable, Iterator, Sequence

from servanda.corroborate.acts import Pair, in_order
from servanda.corroborate.clustering import Group
from servanda.corroborate.config import Pairs
from servanda.corroborate.event_mentions import EventMention
from servanda.corroborate.places import Site
from servanda.model.incidents import Feature, Link

Tellings = frozenset[frozenset[str]]


def as_one_act(groups: Iterable[Group], split: Pairs) -> list[Group]:
    """Return the groups, those together that rest on the same words, each of which tells of several places; never what a person ``split``."""
    apart = frozenset(in_order(*pair) for pair in split)
    found: dict[Tellings, list[Group]] = {}
    others: list[Group] = []
    for group in groups:
        tellings = frozenset(one.parts for one in group)
        (found.setdefault(tellings, []) if all(tellings) else others).append(group)
    for some in found.values():
        others += [_together(some)] if len(some) > 1 and not _is_split(some, apart) else some
    return sorted(others, key=lambda group: group[0].token)


def _together(groups: Sequence[Group]) -> Group:
    return tuple(sorted((one for group in groups for one in group), key=lambda one: one.token))


def _is_split(groups: Sequence[Group], apart: frozenset[Pair]) -> bool:
    keys = sorted({one.claim.key for group in groups for one in group})
    return bool(apart) and any((one, other) in apart for one in keys for other in keys)


def sites_at_once(group: Sequence[EventMention]) -> tuple[Site, ...]:
    """Return the places of an act that is told at once of several, by the telling that has most of them, as it has them, those that are not located last; nothing of another act."""
    told: dict[frozenset[str], dict[str, Site]] = {}
    for one in sorted(group, key=_in_text):
        if one.parts and one.site:
            told.setdefault(one.parts, {}).setdefault(one.site.place.place_id or one.site.fold, one.site)
    most = max(told.values(), key=len, default={})
    return tuple(sorted(most.values(), key=lambda site: not site.located)) if len(most) > 1 else ()


def _in_text(one: EventMention) -> tuple[str, int, str]:
    mention = one.site.place.mention if one.site else None
    return one.text, (mention.start if mention else one.claim.span.end), one.token


def links_at_once(group: Sequence[EventMention]) -> Iterator[Link]:
    """Yield why claims belong together that tell at once of several places: they cannot be compared, since no two places are one."""
    told: dict[frozenset[str], dict[str, EventMention]] = {}
    for one in sorted(group, key=_in_text):
        if one.parts:
            told.setdefault(one.parts, {}).setdefault(one.claim.id, one)
    for some in told.values():
        first, *rest = sorted(some)
        places = ", ".join(site.place.name for one in some.values() if (site := one.site))
        yield from (Link(a=first, b=other, score=0.0, features=(_said(places),)) for other in rest)


def _said(places: str) -> Feature:
    return Feature(name="places_at_once", value=places, weight=0.0)
