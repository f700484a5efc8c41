"""Which verdicts of monitors are about which incident: by the act that the verdict's own document tells of, or by the day and place that it states; never by likeness.

A verdict that does not say which act it is about, and whose document tells of several, is set beside none; so is one whose day and place fit several acts of those judged.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final, Literal, NamedTuple

from servanda.corroborate.acts import act_of
from servanda.corroborate.affiliations import Affiliations
from servanda.corroborate.event_mentions import who_is
from servanda.corroborate.superseding import with_superseded
from servanda.model.claims import Claim, EventClaim, VerdictClaim
from servanda.model.incidents import Incident
from servanda.model.making import replace
from servanda.model.parties import Participant
from servanda.model.sources import DocumentSource
from servanda.model.time import TimeInterval
from servanda.model.verdicts import Happened, IncidentVerdict, PartyOutcome, Ruled
from servanda.text.folds import vowels

_ACTS: Final = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "RETREAT"})
_N_DATE: Final = len("2019-01-01")
_FOUND: Final = frozenset({"violation", "no_violation"})
_ONE_DAY: Final = frozenset({"instant", "minute", "hour", "part_of_day", "day"})
JoinedBy = Literal["act", "same_act", "only_act", "day_and_place"]
Spot = tuple[str, str]


class _Acts(NamedTuple):
    """The acts of one document: its event claims by id, and the incident of each."""

    claims: dict[str, EventClaim]
    incidents: dict[str, Incident]

    def told_by(self, names: Iterable[str]) -> dict[str, Incident]:
        """Return the incidents of some claims that say more than that there was an act, by id."""
        found = (self.incidents[name] for name in names if name in self.incidents)
        return {one.id: one for one in found if not _is_bare(one)}


def with_verdicts(
    incidents: Sequence[Incident],
    claims: Iterable[Claim],
    sources: Mapping[str, DocumentSource],
    affiliations: Affiliations,
) -> Iterator[Incident]:
    """Yield the incidents in their order, each with the verdicts on it by day and id; superseded ones stay, and say by which."""
    listed = list(claims)
    verdicts = [one for one in listed if isinstance(one, VerdictClaim)]
    acts = _by_document(listed, incidents) if verdicts else {}
    spots = _by_spot(incidents) if any(one.verdict.happened for one in verdicts) else {}
    found: dict[str, list[IncidentVerdict]] = {}
    for claim in verdicts:
        ruled, joined_by = _ruled(claim, acts.get(claim.document_id, _Acts({}, {})), spots)
        for name in ruled:
            found.setdefault(name, []).append(_verdict(claim, sources.get(claim.document_id), joined_by))
    for incident in incidents:
        own = found.get(incident.id, ())
        yield replace(incident, verdicts=with_superseded(own, affiliations)) if own else incident


def _by_document(claims: Iterable[Claim], incidents: Iterable[Incident]) -> dict[str, _Acts]:
    """Return the acts of each document; what the claims of an incident deny counts as one of its acts."""
    of_claim = {name: one for one in incidents if one.kind in _ACTS for name in (*one.members, *one.denials)}
    found: dict[str, _Acts] = {}
    for claim in claims:
        if isinstance(claim, EventClaim) and claim.event.plover in _ACTS:
            acts = found.setdefault(claim.document_id, _Acts({}, {}))
            acts.claims[claim.id] = claim
            if claim.id in of_claim:
                acts.incidents[claim.id] = of_claim[claim.id]
    return found


def _by_spot(incidents: Iterable[Incident]) -> dict[Spot, list[Incident]]:
    """Return the acts by day and place, as far as reports state both with the act; a place by its id, or by its name where it has none."""
    found: dict[Spot, list[Incident]] = {}
    for one in incidents:
        day = _day(one.time) if one.kind in _ACTS else None
        if day:
            stated = (place for place in one.places if not place.carried)
            for name in (name for place in stated for name in _names(place.place_id, place.name)):
                found.setdefault((day, name), []).append(one)
    return found


def _day(time: TimeInterval) -> str | None:
    """Return the day that a time states, ``None`` where it states none or several."""
    return time.start[:_N_DATE] if time.start and time.precision in _ONE_DAY and not time.carried else None


def _names(place_id: str | None, name: str | None) -> Iterator[str]:
    if place_id or name:
        yield place_id or f"~{vowels(name or '')}"


def _ruled(
    verdict: VerdictClaim, acts: _Acts, spots: Mapping[Spot, Sequence[Incident]]
) -> tuple[tuple[str, ...], JoinedBy]:
    """Return the incidents that a verdict is about, and by what it is joined to them."""
    about = [acts.claims[name] for name in verdict.verdict.about if name in acts.claims]
    own, same = acts.told_by(act.id for act in about), acts.told_by(_taken_up(about, acts))
    if own or same:
        return tuple(sorted({*own, *same})), "act" if own else "same_act"
    if any(map(_names_doer, about)):  # an act by somebody that is none of the incidents
        return (), "act"
    if verdict.verdict.happened:
        return tuple(_at_spot(verdict, verdict.verdict.happened, spots)), "day_and_place"
    return tuple(_only_act(verdict, acts)), "only_act"


def _at_spot(verdict: VerdictClaim, happened: Happened, spots: Mapping[Spot, Sequence[Incident]]) -> Iterator[str]:
    """Yield the only act on the day and at the place that a verdict states (of several places at all of them), if all who are judged are said to have done that."""
    day = _day(happened.time)
    names = {name for place in happened.places for name in _names(place.place_id, place.name)}
    near = {one.id: one for name in names for one in spots.get((day, name), ())} if day else {}
    fitting = [one.id for one in near.values() if _may_be_of(verdict, one) and _lies_within(one, names)]
    yield from fitting if len(fitting) == 1 else ()


def _lies_within(incident: Incident, names: Collection[str]) -> bool:
    return all(any(name in names for name in _names(one.place_id, one.name)) for one in incident.places)


def _taken_up(about: Iterable[EventClaim], acts: _Acts) -> Iterator[str]:
    """Yield the claims that tell first what some claims take up."""
    keys = {act_of(act) for act in about}
    yield from (name for name, act in acts.claims.items() if act.key in keys)


def _names_doer(act: EventClaim) -> bool:
    return any(one.role == "actor" for one in act.participants)


def _is_bare(incident: Incident) -> bool:
    """Tell whether an incident says neither where, when nor by whom: "was unable to determine who [fired] the rocket"."""
    return not (incident.place.name or incident.time.start or incident.actors)


def _only_act(verdict: VerdictClaim, acts: _Acts) -> Iterator[str]:
    """Yield the only incident of a document, told before the verdict, if all who are judged are said to have done that.

    "The mission concludes that X violated clause 3" is then of this act; a breach by nobody named may be of anything.
    """
    found = acts.told_by(acts.incidents)
    told_before = any(claim.span.start < verdict.span.start for claim in acts.claims.values())
    if len(found) == 1 and told_before:
        yield from (name for name, incident in found.items() if _may_be_of(verdict, incident))


def _may_be_of(verdict: VerdictClaim, incident: Incident) -> bool:
    judged = frozenset(who_is(one.entity_id, one.name) for one in _parties(verdict))
    breach = any(one.outcome in _FOUND for one in verdict.verdict.by_party)
    return judged <= {who_is(one.entity_id, one.name) for one in incident.actors} and bool(judged or not breach)


def _parties(verdict: VerdictClaim) -> tuple[Participant, ...]:
    return tuple(one.party for one in verdict.verdict.by_party if one.party)


def _verdict(claim: VerdictClaim, source: DocumentSource | None, joined_by: JoinedBy) -> IncidentVerdict:
    earlier, (finder, publisher) = claim.verdict.earlier, _finder(claim)
    return IncidentVerdict(
        claim=claim.id,
        finder=finder,
        entity_id=claim.attribution[-1].entity_id if claim.attribution else None,
        published_on=source.published_on if source else None,
        told_by=publisher if publisher != finder else None,
        outcomes=tuple(map(_outcome, claim.verdict.by_party)),
        agreements=tuple(sorted({one.agreement_id for one in claim.agreements if one.agreement_id})),
        article=claim.verdict.article,
        review=earlier.review if earlier else None,
        of=earlier.who.name if earlier and earlier.who else None,
        joined_by=joined_by,
    )


def _outcome(one: PartyOutcome) -> Ruled:
    name, entity = (one.party.name, one.party.entity_id) if one.party else (None, None)
    return Ruled(name=name, entity_id=entity, outcome=one.outcome)


def _finder(claim: VerdictClaim) -> tuple[str | None, str | None]:
    """Return the finder and the publisher; a finder whose name is a short form of the publisher's ("the Mission") is the publisher."""
    names = [one.name for one in claim.attribution if one.name]
    if not names:
        return None, None
    own, whole = (set(name.casefold().split()) for name in (names[-1], names[0]))
    return (names[0] if own <= whole else names[-1]), names[0]
