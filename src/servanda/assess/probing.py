"""What a provision meets in a record and what it narrowly misses: for those who write agreement files."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from servanda.assess.actors import Actors
from servanda.assess.acts import act
from servanda.assess.assessing import is_duty, survey
from servanda.assess.clocks import by_instants
from servanda.assess.conditions import Condition
from servanda.assess.config import AssessConfig
from servanda.assess.events import trace
from servanda.assess.published import by_publication
from servanda.assess.reports import reports_on, unmet
from servanda.assess.setting import Setting
from servanda.model.agreements import Criterion, Provision
from servanda.model.incidents import Incident
from servanda.reference.agreement_files import AgreementBook, Hearing, hearings, vocabulary

_BEYOND: Final = frozenset({"not_applicable", "permitted"})
"""Statuses that say why an incident is none of a provision's: near, not met."""
_NEAR: Final = 2
"""Conditions that may fail at most in what still counts as near."""


class Near(NamedTuple):
    """An incident that a provision misses, and why."""

    incident: Incident
    why: tuple[str, ...]


class Probe(NamedTuple):
    """One rule of an agreement: how it can be heard of, what it meets with which status, and what it narrowly misses."""

    agreement_id: str
    rule_id: str
    heard: Hearing
    met: tuple[tuple[Incident, str], ...]
    near: tuple[Near, ...]


def probe(incidents: Sequence[Incident], book: AgreementBook, config: AssessConfig) -> Iterator[Probe]:
    """Yield, for every rule of every agreement of ``book``, what it meets among ``incidents`` and what it misses narrowly.

    Raises `ConfigError` as `assess` does.
    """
    met: dict[tuple[str, str], dict[str, str]] = {}
    for verdict in survey(incidents, book, config):
        if verdict.incident and verdict.status not in _BEYOND:
            met.setdefault((verdict.setting.agreement.id, verdict.rule.id), {})[verdict.incident.id] = verdict.status
    ordered = tuple(sorted(incidents, key=lambda one: one.id))
    timed = by_publication(by_instants(ordered, book, config.timezone))
    reports = tuple(one for one in timed if one.milestone or one.composition)
    for agreement in book.agreements:
        setting = Setting(agreement, book, Actors.of(config.knowledge), config.as_of, config.version, reports)
        heard = hearings(agreement, vocabulary())
        rules: tuple[Provision | Criterion, ...] = (*agreement.provisions, *agreement.composition)
        for rule in rules:
            own = met.get((agreement.id, rule.id), {})
            if isinstance(rule, Provision) and is_duty(rule):
                own = {one.id: "reports on it" for one in reports_on(rule, setting, None)}
            told = tuple((one, own[one.id]) for one in timed if one.id in own)
            near = tuple(_near(rule, [one for one in timed if one.id not in own], setting))
            yield Probe(agreement.id, rule.id, heard[rule.id], told, near)


def _near(rule: Provision | Criterion, others: Sequence[Incident], setting: Setting) -> Iterator[Near]:
    for incident in others:
        why = _of_body(rule, incident) if isinstance(rule, Criterion) else _of_provision(rule, incident, setting)
        if why:
            yield Near(incident, why)


def _of_body(criterion: Criterion, incident: Incident) -> tuple[str, ...]:
    seats = incident.composition
    return (f"it is about {seats.body}; asked for: {criterion.body}",) if seats else ()


def _of_provision(provision: Provision, incident: Incident, setting: Setting) -> tuple[str, ...]:
    """Return why a provision misses an incident, nothing where it is not even near."""
    if is_duty(provision):
        return unmet(incident, provision, setting) if incident.milestone else ()
    asked = act(incident, provision, setting)
    if asked.result == "false":
        return (asked.value,) if _is_kin(incident, provision) else ()
    parties = setting.bound_by(provision) or (None,)
    ways = [_failing(trace(incident, provision, bound, setting)) for bound in parties]
    failed = min(ways, key=len)
    if not failed:
        return (f"those named belong to nobody bound: {_named(incident)}",)
    return tuple(f"{one.name}: {one.value}" for one in failed) if len(failed) <= _NEAR else ()


def _failing(conditions: tuple[Condition, ...]) -> list[Condition]:
    return [one for one in conditions if one.result == "false"]


def _is_kin(incident: Incident, provision: Provision) -> bool:
    """Tell whether an incident is of the same type as asked for, in another mode, or another thing observed."""
    wanted = provision.act
    return incident.kind in wanted.plover or (
        not wanted.plover and incident.kind in {"OBSERVATION", wanted.kind.upper()}
    )


def _named(incident: Incident) -> str:
    return ", ".join(sorted({f"{one.name} ({one.stance})" for one in incident.actors})) or "nobody"
