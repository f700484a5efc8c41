"""The conditions ``bound`` and ``attribution``: whom reports name as the actor, and whether that party is bound."""

from typing import Final

from servanda.assess.actors import Actors, Way, When
from servanda.assess.conditions import Condition
from servanda.assess.force import bound_at
from servanda.assess.kleene import Truth
from servanda.assess.setting import Setting
from servanda.model.agreements import Bound, Provision
from servanda.model.incidents import Incident, IncidentActor

_ATTRIBUTION: Final = "attribution"
_BOUND: Final = "bound"


def accusation_of(incident: Incident, bound: Bound | None, provision: Provision, setting: Setting) -> Condition | None:
    """Return whether an incident is attributed to a bound party; ``None`` where the question does not arise.

    It arises for every bound party that reports name, and for nobody (``bound`` is ``None``) where they name none of them:
    not where all who are named are known and none of them belongs to a bound party, for the act is then somebody else's.
    """
    named = tuple(actor for actor in incident.actors if actor.stance != "denied")
    when = setting.when(incident)
    if bound:
        return _accusation(bound, _ways(bound, named, setting.actors, when))
    if any(_ways(one, named, setting.actors, when) for one in setting.bound_by(provision)):
        return None
    return None if named and all(actor.entity_id for actor in named) else _nobody(incident, named)


def _ways(
    bound: Bound, named: tuple[IncidentActor, ...], actors: Actors, when: When
) -> list[tuple[IncidentActor, Way]]:
    return [(actor, way) for actor in named if (way := actors.way(actor, bound.actor, when))]


def _accusation(bound: Bound, ways: list[tuple[IncidentActor, Way]]) -> Condition | None:
    sure = [(actor, way) for actor, way in ways if way.attributes]
    if not ways:
        return None
    words = "; ".join(sorted({_way_in_words(actor, way, bound.actor) for actor, way in sure or ways}))
    claims = tuple(dict.fromkeys(claim for actor, _ in sure or ways for claim in actor.claims))
    if sure:
        return Condition(_ATTRIBUTION, "true", words, claims)
    if any(way.sure for _, way in ways):
        words += "; only membership or command attributes by itself"
    return Condition(_ATTRIBUTION, "unknown", words, claims, ("attribution",))


def _nobody(incident: Incident, named: tuple[IncidentActor, ...]) -> Condition:
    words = ", ".join(sorted({f"{actor.name} is no known actor" for actor in named if actor.entity_id is None}))
    denied = ", ".join(sorted({f"{actor.name} denies it" for actor in incident.actors if actor.stance == "denied"}))
    claims = tuple(dict.fromkeys(claim for actor in incident.actors for claim in actor.claims))
    return Condition(
        _ATTRIBUTION, "unknown", "; ".join(filter(None, (words or "nobody is named", denied))), claims, ("actor",)
    )


def _way_in_words(actor: IncidentActor, way: Way, party: str) -> str:
    if actor.entity_id == party:
        return f"{actor.name}: {actor.stance}"
    joint = "of" if way.type == "member" else "by" if way.type != "unknown" else "link to"
    doubt = "" if way.sure else ", for a time of which it is not known whether the incident lies in it"
    return f"{actor.name}: {actor.stance}, {way.type} {joint} {party}{doubt}"


def bound_condition(
    incident: Incident | None, bound: Bound | None, provision: Provision, setting: Setting
) -> Condition:
    """Return whether the party is bound by the provision at the time, in which role, on what basis, and who disputes it."""
    if bound is None:
        parties = ", ".join(one.actor for one in setting.bound_by(provision))
        return Condition(_BOUND, "unknown", f"binds {parties or 'nobody'}", (), ("actor",), provision.text)
    result: Truth = bound_at(bound, incident, setting) if incident else "true"
    group = f", {bound.group.replace('_', ' ')}" if bound.group else ""
    words = f"{bound.actor}: {bound.role.replace('_', ' ')}{group}"
    words += f" since {bound.since}" if bound.since else ""
    words += f" ({bound.basis})" if bound.basis else ""
    for other in bound.disputed:
        words += f"; disputed: {other.value}{f' ({other.source})' if other.source else ''}"
    words += f"; the agreement is {setting.agreement.form}" if setting.agreement.form != "written" else ""
    return Condition(_BOUND, result, words, (), ("date",), provision.text)
