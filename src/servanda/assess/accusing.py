"""The conditions ``bound`` and ``attribution``: whom reports name as the actor, and whether that party is bound."""

from typing import Final, NamedTuple

from servanda.assess.actors import ATTRIBUTING, Actors
from servanda.assess.conditions import Condition
from servanda.assess.force import bound_at
from servanda.assess.kleene import Truth
from servanda.assess.setting import Setting
from servanda.model.agreements import Bound, Provision
from servanda.model.incidents import Incident, IncidentActor

_ATTRIBUTION: Final = "attribution"
_BOUND: Final = "bound"


class Accusation(NamedTuple):
    """A bound party that an incident is, or may be, attributed to; ``bound`` is ``None`` where nobody can be named."""

    bound: Bound | None
    attribution: Condition

    @property
    def party(self) -> str | None:
        """Id of the party."""
        return self.bound.actor if self.bound else None


def accusations(incident: Incident, bounds: tuple[Bound, ...], actors: Actors) -> tuple[Accusation, ...]:
    """Return one accusation for each bound party that reports name, or one of nobody where they name nobody.

    Empty where all who are named are known and none of them belongs to a bound party: the act is somebody else's.
    """
    named = tuple(actor for actor in incident.actors if actor.stance != "denied")
    found = tuple(one for bound in bounds if (one := _accusation(bound, named, actors)))
    if found or (named and all(actor.entity_id for actor in named)):
        return found
    return (Accusation(None, _nobody(incident, named)),)


def _accusation(bound: Bound, named: tuple[IncidentActor, ...], actors: Actors) -> Accusation | None:
    ways = [(actor, way) for actor in named if (way := actors.way(actor, bound.actor))]
    sure = [(actor, way) for actor, way in ways if way in ATTRIBUTING]
    if not ways:
        return None
    words = "; ".join(sorted({_way_in_words(actor, way, bound.actor) for actor, way in sure or ways}))
    claims = tuple(dict.fromkeys(claim for actor, _ in sure or ways for claim in actor.claims))
    if sure:
        return Accusation(bound, Condition(_ATTRIBUTION, "true", words, claims))
    words += "; only membership or command attributes by itself"
    return Accusation(bound, Condition(_ATTRIBUTION, "unknown", words, claims, ("attribution",)))


def _nobody(incident: Incident, named: tuple[IncidentActor, ...]) -> Condition:
    words = ", ".join(sorted({f"{actor.name} is no known actor" for actor in named if actor.entity_id is None}))
    denied = ", ".join(sorted({f"{actor.name} denies it" for actor in incident.actors if actor.stance == "denied"}))
    claims = tuple(dict.fromkeys(claim for actor in incident.actors for claim in actor.claims))
    return Condition(
        _ATTRIBUTION, "unknown", "; ".join(filter(None, (words or "nobody is named", denied))), claims, ("actor",)
    )


def _way_in_words(actor: IncidentActor, way: str, party: str) -> str:
    if actor.entity_id == party:
        return f"{actor.name}: {actor.stance}"
    return f"{actor.name}: {actor.stance}, {way} {'of' if way == 'member' else 'by' if way != 'unknown' else 'link to'} {party}"


def bound_condition(
    incident: Incident | None, bound: Bound | None, provision: Provision, setting: Setting
) -> Condition:
    """Return whether the party is bound by the provision at the time, in which role, on what basis, and who disputes it."""
    if bound is None:
        parties = ", ".join(one.actor for one in setting.bound_by(provision))
        return Condition(_BOUND, "unknown", f"binds {parties or 'nobody'}", (), ("actor",), provision.text)
    result: Truth = bound_at(bound, incident, setting.agreement) if incident else "true"
    group = f", {bound.group.replace('_', ' ')}" if bound.group else ""
    words = f"{bound.actor}: {bound.role.replace('_', ' ')}{group}"
    words += f" since {bound.since}" if bound.since else ""
    words += f" ({bound.basis})" if bound.basis else ""
    for other in bound.disputed:
        words += f"; disputed: {other.value}{f' ({other.source})' if other.source else ''}"
    return Condition(_BOUND, result, words, (), ("date",), provision.text)
