"""Lasting names of incidents: who keeps ``INC-0042`` when incidents grow, merge and split. Pure functions."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from servanda.model.aliases import present_name
from servanda.model.incidents import Handle
from servanda.model.making import replace

_PREFIX = "INC-"
_NONE: Mapping[str, str] = MappingProxyType({})


class Grouping(NamedTuple):
    """An incident as lineage sees it: its id and the keys of its claims."""

    incident_id: str
    keys: frozenset[str]


def assign(
    stored: Sequence[Handle], groups: Sequence[Grouping], aliases: Mapping[str, str] = _NONE
) -> tuple[dict[str, str], tuple[Handle, ...]]:
    """Return the handle of each incident id, and the handle states that changed.

    ``stored`` holds the newest state of every handle, ``groups`` all incidents of the dossier; one claim may tell of several. An
    incident that is as it was keeps its handle. Any other goes with most of its claims; where several meet in one incident the
    oldest stays and the others are marked as merged into it; a part split off takes back a merged handle that was its own, or a
    new one with its lineage. ``aliases`` says which key an earlier key of a claim became.
    """
    settled = _settled(stored, groups)
    states, moving = _moving(stored, groups, settled, aliases)
    names = {name: state.handle for name, state in settled.items()} | _keep(states, moving)
    lineage = _lineage(states, moving, names)
    fresh = max((number(state.handle) for state in stored), default=0)
    for group in moving:
        if group.incident_id not in names:
            fresh += 1
            names[group.incident_id] = f"{_PREFIX}{fresh:04d}"
    before = {state.handle: state for state in stored}
    after = _after(states, moving, names, lineage)
    return names, tuple(state for state in after if state != before.get(state.handle))


def _moving(
    stored: Sequence[Handle], groups: Sequence[Grouping], settled: Mapping[str, Handle], aliases: Mapping[str, str]
) -> tuple[list[Handle], list[Grouping]]:
    """Return handles and incidents that are not as they were, and those that hold a claim of these handles."""
    keys = set().union(*(group.keys for group in groups))
    states = [
        replace(one, members=_present(one.members, aliases, keys))
        for one in stored
        if settled.get(one.incident_id) is not one
    ]
    loose = set().union(*(one.members for one in states))
    moving = [group for group in groups if group.incident_id not in settled or not loose.isdisjoint(group.keys)]
    states += filter(None, (settled.get(group.incident_id) for group in moving))
    return states, moving


def _settled(stored: Sequence[Handle], groups: Sequence[Grouping]) -> dict[str, Handle]:
    """Return, by incident id, the handles of incidents that are as they were, claim by claim: what becomes of them only others' claims can change."""
    bearers: dict[str, Handle] = {}
    for state in sorted(stored, key=lambda one: number(one.handle)):
        if state.status != "merged":
            bearers.setdefault(state.incident_id, state)
    found = ((group, bearers.get(group.incident_id)) for group in groups)
    return {
        group.incident_id: state
        for group, state in found
        if state and state.status == "open" and state.members == tuple(sorted(group.keys))
    }


def _present(members: Iterable[str], aliases: Mapping[str, str], keys: Collection[str]) -> tuple[str, ...]:
    return tuple(sorted({present_name(member, aliases, keys) for member in members}))


def number(handle: str) -> int:
    """Return 42 for ``INC-0042``."""
    return int(handle.removeprefix(_PREFIX))


def _keep(states: Sequence[Handle], groups: Sequence[Grouping]) -> dict[str, str]:
    """Give known handles to incidents: as they were, then those not merged away, then merged ones whose claims came apart again."""
    ordered = sorted(states, key=lambda state: number(state.handle))
    open_ones, away = ([one for one in ordered if (one.status == "merged") is merged] for merged in (False, True))
    names = _as_they_were([*open_ones, *away], groups)
    _follow(open_ones, groups, names)
    _follow(away, [group for group in groups if group.incident_id not in names], names)
    return names


def _as_they_were(states: Sequence[Handle], groups: Sequence[Grouping]) -> dict[str, str]:
    present, names = {group.incident_id for group in groups}, dict[str, str]()
    for state in states:
        if state.incident_id in present:
            names.setdefault(state.incident_id, state.handle)
    return names


def _follow(states: Sequence[Handle], groups: Sequence[Grouping], names: dict[str, str]) -> None:
    """Let handles that no incident bears go with most of their claims."""
    owners = _owners(groups)
    for state in states:
        if names.get(state.incident_id) != state.handle:
            best = _largest_share(state, owners, names)
            if best is not None:
                names.setdefault(best.incident_id, state.handle)


def _owners(groups: Sequence[Grouping]) -> dict[str, list[Grouping]]:
    owners: dict[str, list[Grouping]] = {}
    for group in groups:
        for key in group.keys:
            owners.setdefault(key, []).append(group)
    return owners


def _largest_share(
    state: Handle, owners: Mapping[str, Sequence[Grouping]], named: Collection[str] = ()
) -> Grouping | None:
    """Return the incident that holds most claims of a handle; of several one not ``named`` yet, then the larger, then the lower id."""
    shares = Counter(group for key in state.members for group in owners.get(key, ()))
    if not shares:
        return None
    return min(
        shares, key=lambda group: (-shares[group], group.incident_id in named, -len(group.keys), group.incident_id)
    )


def _lineage(states: Sequence[Handle], groups: Sequence[Grouping], names: Mapping[str, str]) -> dict[str, set[str]]:
    """Return, by incident id, the other handles whose claims it now holds and they no longer do."""
    owners = _owners(groups)
    lineage: dict[str, set[str]] = {}
    for state in states:
        for key in state.members:
            holding = {group.incident_id: names.get(group.incident_id) for group in owners.get(key, ())}
            if state.handle not in holding.values():
                for incident in holding:
                    lineage.setdefault(incident, set()).add(state.handle)
    return lineage


def _after(
    states: Sequence[Handle], groups: Sequence[Grouping], names: Mapping[str, str], lineage: Mapping[str, set[str]]
) -> Iterable[Handle]:
    before = {state.handle: state for state in states}
    owners = _owners(groups)
    for group in groups:
        handle = names[group.incident_id]
        old = before.pop(handle, None)
        known = set(old.lineage) if old else set()
        state = Handle(
            handle=handle,
            incident_id=group.incident_id,
            members=tuple(sorted(group.keys)),
            lineage=tuple(sorted(known | lineage.get(group.incident_id, set()), key=number)),
        )
        yield state
    for state in before.values():
        yield _left_over(state, _largest_share(state, owners), names)


def _left_over(state: Handle, group: Grouping | None, names: Mapping[str, str]) -> Handle:
    """Return what becomes of a handle that no incident bears: merged into another, or retired. It keeps its claims."""
    if group is None:
        return state if state.status == "merged" else replace(state, status="retired")
    return replace(state, status="merged", into=names[group.incident_id])
