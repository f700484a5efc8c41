"""From pairs to groups: average linkage under constraints, so that one weak link cannot chain two events together."""

import heapq
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from servanda.corroborate.comparing import Comparison
from servanda.corroborate.event_mentions import EventMention

Compare = Callable[[EventMention, EventMention], Comparison]
Group = tuple[EventMention, ...]
Component = tuple[Group, ...]
Known = Sequence[Sequence[str]]
"""The groups of one component, each by its tokens in order."""
_DIGITS = 6


class _Tie(NamedTuple):
    """All pairs between two groups together: the sum and number of scores, and whether any pair is forbidden."""

    total: float
    n: int
    forbidden: bool

    @property
    def mean(self) -> float:
        """Mean score of the pairs that can be compared; minus infinity where none can or one is forbidden."""
        return round(self.total / self.n, _DIGITS) if self.n and not self.forbidden else float("-inf")


def cluster(
    mentions: Sequence[EventMention],
    pairs: Iterable[tuple[EventMention, EventMention]],
    compare: Compare,
    threshold: float,
    must: Sequence[tuple[EventMention, EventMention]] = (),
) -> tuple[Group, ...]:
    """Return the event mentions in groups, by first token; the result depends on the set only.

    Groups are joined best first while the mean score over all their pairs that can be compared reaches ``threshold`` and
    no pair is forbidden. ``must`` pairs are joined before.
    """
    return in_groups(hanging_together(mentions, pairs, compare, threshold, Tied(must)))


def in_groups(components: Iterable[Component]) -> tuple[Group, ...]:
    """Return the groups of all components, by first token."""
    return tuple(sorted((group for one in components for group in one), key=lambda group: group[0].token))


class Tied(NamedTuple):
    """What hangs together beside what comparisons tie: ``must`` pairs that a person drew, and components that are ``known``.

    Of known components all mentions and comparisons are as they were.
    """

    must: Sequence[tuple[EventMention, EventMention]] = ()
    known: Iterable[Known] = ()


def hanging_together(
    mentions: Sequence[EventMention],
    pairs: Iterable[tuple[EventMention, EventMention]],
    compare: Compare,
    threshold: float,
    tied: Tied,
) -> tuple[Component, ...]:
    """Return the groups as `cluster` does, those together that some pair ties to each other.

    The pairs of a known component need not be among ``pairs``, and one to which nothing came keeps its groups.
    """
    held = _Held(mentions, tied.known)
    linked = [(a, b) for a, b in pairs if (compare(a, b).score or 0.0) >= threshold]
    components = _components(mentions, [*linked, *tied.must, *held.chained()])
    return tuple(held.as_it_was(one) or tuple(_agglomerate(one, compare, threshold, tied.must)) for one in components)


class _Held:
    """Known components by their first token."""

    def __init__(self, mentions: Iterable[EventMention], known: Iterable[Known]) -> None:
        self._by_token = {one.token: one for one in mentions}
        self._known = {min(group[0] for group in groups): groups for groups in known}

    def chained(self) -> Iterator[tuple[EventMention, EventMention]]:
        """Yield pairs that tie each known component together."""
        for first, groups in self._known.items():
            yield from ((self._by_token[first], self._by_token[token]) for group in groups for token in group)

    def as_it_was(self, component: Sequence[EventMention]) -> Component | None:
        """Return the groups of a component to which nothing came, ``None`` where something did or it is not known."""
        groups = self._known.get(component[0].token)
        if groups is None or sum(map(len, groups)) != len(component):
            return None
        return tuple(tuple(self._by_token[token] for token in group) for group in groups)


def _components(
    mentions: Sequence[EventMention], links: Iterable[tuple[EventMention, EventMention]]
) -> list[list[EventMention]]:
    leader = {one.token: one.token for one in mentions}

    def find(token: str) -> str:
        while leader[token] != token:
            leader[token] = leader[leader[token]]
            token = leader[token]
        return token

    for a, b in links:
        first, second = sorted((find(a.token), find(b.token)))
        leader[second] = first
    members: dict[str, list[EventMention]] = {}
    for one in sorted(mentions, key=lambda mention: mention.token):
        members.setdefault(find(one.token), []).append(one)
    return [members[token] for token in sorted(members)]


def _agglomerate(
    component: list[EventMention], compare: Compare, threshold: float, must: Sequence[tuple[EventMention, EventMention]]
) -> list[tuple[EventMention, ...]]:
    if len(component) == 1:
        return [tuple(component)]
    inside = {one.token for one in component}
    drawn = [pair for pair in must if pair[0].token in inside and pair[1].token in inside]
    groups = {group[0].token: group for group in _components(component, drawn)}
    ties = _ties(groups, compare)
    heap = [(-tie.mean, *pair) for pair, tie in ties.items() if tie.mean >= threshold]
    heapq.heapify(heap)
    while heap:
        mean, a, b = heapq.heappop(heap)
        if a not in groups or b not in groups or ties[a, b].mean != -mean:
            continue
        groups[a] = sorted([*groups[a], *groups.pop(b)], key=lambda one: one.token)
        for other in sorted(groups.keys() - {a}):
            pair = (min(a, other), max(a, other))
            ties[pair] = _joined(ties[pair], ties.pop((min(b, other), max(b, other))))
            if ties[pair].mean >= threshold:
                heapq.heappush(heap, (-ties[pair].mean, *pair))
    return [tuple(groups[token]) for token in sorted(groups)]


def _ties(groups: Mapping[str, list[EventMention]], compare: Compare) -> dict[tuple[str, str], _Tie]:
    names = sorted(groups)
    return {
        (a, b): _tie([compare(one, other) for one in groups[a] for other in groups[b]])
        for index, a in enumerate(names)
        for b in names[index + 1 :]
    }


def _tie(comparisons: Sequence[Comparison]) -> _Tie:
    scores = [item.score for item in comparisons if item.score is not None]
    return _Tie(sum(scores), len(scores), any(item.forbidden for item in comparisons))


def _joined(one: _Tie, other: _Tie) -> _Tie:
    return _Tie(one.total + other.total, one.n + other.n, one.forbidden or other.forbidden)


def mean_score(one: EventMention, group: Sequence[EventMention], compare: Compare) -> float:
    """Return the mean score of one event mention with a group; minus infinity where none can be compared or one is forbidden."""
    return _tie([compare(one, other) for other in group]).mean
