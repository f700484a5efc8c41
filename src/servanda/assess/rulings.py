"""Monitors' verdicts on an incident beside what the rules find of it: do they agree, and if not, why not. No status is changed by them."""

from collections.abc import Iterator, Mapping
from typing import Final, Literal, NamedTuple

from servanda.assess.articles import cites
from servanda.assess.conditions import Condition
from servanda.assess.force import IN_FORCE
from servanda.assess.setting import Setting
from servanda.assess.times import incident_period
from servanda.model.agreements import Bound
from servanda.model.findings import Beside, FindingStatus
from servanda.model.incidents import Incident, IncidentActor
from servanda.model.verdicts import IncidentVerdict, Outcome, Review, Ruled

Relation = Literal["agrees", "differs", "conflicts", "open"]
_UNREACHED: Final = frozenset({"not_applicable", "permitted"})
_BEYOND: Final = {"in_zone": "the act lay outside the zone", "target": "what was hit is left out"}
_BREACH: Final = frozenset({"alleged_violation", "not_fulfilled"})
_OPEN: Final[Mapping[Outcome, str]] = {
    "undetermined": "the monitor could not determine it",
    "outside_mandate": "the monitor holds it to be outside its mandate",
    "pending": "the monitor has not ruled yet",
    "settled_without_ruling": "it was settled without a ruling",
    "declined_to_rule": "the monitor declined to rule",
}
_REVIEWED: Final[Mapping[Review, str]] = {
    "overturned": "the monitor overturned an earlier finding",
    "amended": "the monitor amended an earlier finding",
    "returned": "the monitor returned an earlier finding for further investigation",
}


class _Said(NamedTuple):
    """How a verdict stands to a finding, and why."""

    relation: Relation
    reason: str | None = None


class Ground(NamedTuple):
    """What a finding is: its status, the conditions behind it, the incident and the party it is on, and its provision's article."""

    status: FindingStatus
    conditions: tuple[Condition, ...]
    incident: Incident
    bound: Bound | None
    article: str | None = None


def beside(ground: Ground, setting: Setting) -> tuple[Beside, ...]:
    """Return the verdicts on an incident that say something of the party of a finding under the same agreement, or under none named."""
    found = (_of(verdict, ground, setting) for verdict in ground.incident.verdicts)
    return tuple(one for one in found if one)


def _of(verdict: IncidentVerdict, ground: Ground, setting: Setting) -> Beside | None:
    elsewhere = verdict.agreements and setting.agreement.id not in verdict.agreements
    if elsewhere or cites(verdict.article, ground.article) is False:
        return None
    ruled = tuple(_outcomes(verdict, ground, setting))
    said = _said(ruled[0], verdict, ground, setting) if len({one.outcome for one in ruled}) == 1 else None
    if said is None:
        return None
    return Beside(
        claim=verdict.claim,
        finder=verdict.finder,
        published_on=verdict.published_on,
        told_by=verdict.told_by,
        relation=said.relation,
        reason=said.reason,
        superseded=verdict.superseded_by is not None,
    )


def _outcomes(verdict: IncidentVerdict, ground: Ground, setting: Setting) -> Iterator[Ruled]:
    """Yield what a verdict finds of the party of a finding; where it names nobody, what it leaves open counts for all.

    A finding on nobody is open because nobody is named: a verdict that names somebody bears on it.
    """
    for one in verdict.outcomes:
        if one.name is None:
            yield from (one,) if one.outcome in _OPEN else ()
        elif ground.bound is None or _is_of(one, verdict.claim, ground.bound, ground.incident, setting):
            yield one


def _is_of(ruled: Ruled, claim: str, bound: Bound, incident: Incident, setting: Setting) -> bool:
    """Tell whether somebody judged is a party, or acts for it by membership or command."""
    actor = IncidentActor(entity_id=ruled.entity_id, name=str(ruled.name), stance="alleged", claims=(claim,))
    way = setting.actors.way(actor, bound.actor, setting.when(incident))
    return way is not None and way.attributes


def _said(ruled: Ruled, verdict: IncidentVerdict, ground: Ground, setting: Setting) -> _Said | None:
    """Return how an outcome stands to a status; ``None`` where the finding asserts nothing that it could bear on."""
    if ruled.outcome in _OPEN:
        return _Said("open", _left_open(ruled.outcome, verdict.review))
    broken = ruled.outcome == "violation"
    if ground.status == "undetermined":
        return _Said("differs", f"the monitor found {_found(ruled, ground.bound)}")
    if ground.status in _BREACH:
        return _Said("agrees") if broken else _Said("differs", "the monitor found no violation")
    why = (_out_of_force(verdict, ground, setting) or _out_of_reach(verdict, ground)) if broken else None
    return _Said("conflicts", why) if why else None


def _left_open(outcome: Outcome, review: Review | None) -> str:
    """Return in words why a verdict settles nothing."""
    return _REVIEWED.get(review, _OPEN[outcome]) if review else _OPEN[outcome]


def _found(ruled: Ruled, bound: Bound | None) -> str:
    """Return what was found in words, and by whom where the finding names nobody."""
    what = "a violation" if ruled.outcome == "violation" else "no violation"
    return what if bound else f"{what} by {ruled.name}"


def _out_of_reach(verdict: IncidentVerdict, ground: Ground) -> str | None:
    """Return that the cited article does not reach the act, ``None`` where it may, or the verdict cites none that is known."""
    if ground.status not in _UNREACHED or not cites(verdict.article, ground.article):
        return None
    why = next((_BEYOND[one.name] for one in ground.conditions if one.result == "false" and one.name in _BEYOND), None)
    return f"by the article that it cites {why}" if why else None


def _out_of_force(verdict: IncidentVerdict, ground: Ground, setting: Setting) -> str | None:
    """Return that the agreement was not in force, ``None`` where it was.

    Zone and target are those of one provision: where no article is cited, another one may well be the one held to be broken.
    """
    found = incident_period(ground.incident.time, setting.agreement.timezone)
    if (
        ground.status != "not_applicable"
        or found is None
        or all(one.result != "false" for one in ground.conditions if one.name == IN_FORCE)
    ):
        return None
    begins = min((term.start for terms in setting.calendar.versions for term in terms), default=found.end)
    when = "not yet in force" if found.end <= begins else "not in force on that day"
    return f"it cites an agreement {when}" if verdict.agreements else f"the agreement was {when}"
