"""Findings of which only one can hold, because a report names an agreement by a name that several have."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from servanda.model.agreements import Criterion, Provision
from servanda.model.incidents import Incident


class Subject(NamedTuple):
    """What a finding is about."""

    agreement_id: str
    party: str | None
    rule: Provision | Criterion
    incident: Incident


def alternatives(subjects: Mapping[int, Subject]) -> dict[int, tuple[int, ...]]:
    """Return, for each subject whose agreement is one of several candidates, the like ones under the other candidates.

    Alike are findings about one incident, one party and one sort of rule. A report on a duty that gives the number of a
    point but no agreement may mean any agreement that has that point.
    """
    groups: dict[tuple[object, ...], list[int]] = {}
    for number, subject in subjects.items():
        for candidates in _candidates(subject.incident):
            if candidates is None or subject.agreement_id in candidates:
                key = (subject.incident.id, subject.party, _sort(subject.rule), candidates)
                groups.setdefault(key, []).append(number)
    found: dict[int, set[int]] = {}
    for members in groups.values():
        for one in members:
            others = {n for n in members if subjects[n].agreement_id != subjects[one].agreement_id}
            found.setdefault(one, set()).update(others)
    return {number: tuple(sorted(others)) for number, others in sorted(found.items()) if others}


def _candidates(incident: Incident) -> Iterator[tuple[str, ...] | None]:
    """Yield the sets of agreements of which only one is meant; ``None`` for a point of an agreement that is not named."""
    yield from (one.candidates for one in incident.agreements if one.agreement_id is None and len(one.candidates) > 1)
    if incident.milestone and incident.milestone.provision_id and not incident.agreements:
        yield None


def _sort(rule: Provision | Criterion) -> tuple[str, ...]:
    return (rule.kind, rule.act.kind) if isinstance(rule, Provision) else ("composition", rule.body)
